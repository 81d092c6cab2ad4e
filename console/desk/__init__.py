"""The acts of the front desk, in one place to look for them: admit, undo, walk-in, find, the counters."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from console.desk import undoing
from console.desk.admitting import admit
from console.desk.answers import Answer, GuestShown, Party, UndoAnswer
from console.desk.counting import Counters, counters
from console.desk.deputies import Agreed, Deputised, agree, deputy
from console.desk.expecting import Awaited, Expected, Met, Step, expect, meet, on_the_way
from console.desk.finding import Found, Recent, Shown, again, count, find, find_meant, meant_too, one, recent
from console.desk.guests import Changed, Near, TicketShown, WalkedIn, change, near, ticket, walk_in
from console.desk.handouts import HandedOut, Thing, ThingOut, give, holder, next_number, out, read_things, take_back
from console.desk.head_counts import Counted, count_heads, latest
from console.desk.lead_calls import LeadAnswer, LeadWanted, call_lead, lead_came, wanted
from console.desk.merging import Merged, merge
from console.desk.parties import PartyAnswer, admit_party
from console.desk.undoing import Undoable
from console.rules.admission import Override
from console.rules.refusals import Refusal
from data.facts import Fact
from data.journal import EventFile
from data.reading import Connection

__all__ = [
    "DESK_KINDS", "Agreed", "Answer", "Awaited", "Changed", "Counted", "Counters", "Deputised", "Expected", "Found",
    "GuestShown", "HandedOut", "LeadAnswer", "LeadWanted", "Merged", "Met", "Near", "Override", "Party",
    "PartyAnswer", "Recent", "Refusal", "Shown", "Step", "Thing", "ThingOut", "TicketShown", "UndoAnswer", "Undoable",
    "WalkedIn", "admit", "admit_party", "again", "agree", "call_lead", "change", "count", "count_heads", "counters",
    "deputy", "expect", "find", "find_meant", "give", "holder", "last_undoable", "latest", "lead_came", "meant_too",
    "meet", "merge", "near", "next_number", "on_the_way", "one", "out", "read_things", "recent", "take_back",
    "ticket", "undo", "walk_in", "wanted",
]  # fmt: skip

DESK_KINDS = (
    "entered", "left", "guest_added", "guest_changed", "ticket_replaced", "deputy_sent", "merged_into", "merged_from",
    "handout_given", "handout_returned", "on_the_way", "meeter_told", "lead_called", "lead_came", "head_counted",
    "messaged", "message_taken", "house_stepped", "house_answered", "speaker_chased",
)  # fmt: skip
"""What the desk's own undo takes back: the first facts of its acts."""


def undo(
    file: EventFile,
    *,
    now: datetime,
    operator: str,
    act: str | None = None,
    reason: str = "",
    kinds: Iterable[str] | None = None,
) -> UndoAnswer | Refusal:
    """Takes an act back: the one named, or this operator's latest at this station (of `kinds`, where a room asks)."""
    return undoing.undo(file, now=now, operator=operator, describe=_describe, act=act, reason=reason, kinds=kinds)


def last_undoable(file: EventFile, operator: str, kinds: Iterable[str] | None = None) -> Undoable | None:
    """What `undo` would take back now, in words, for a key bar to name."""
    return undoing.undoable(file, operator, _describe, _brief, kinds)


def _describe(db: Connection, fact: Fact) -> str:
    """The words of every kind of fact, imported when the first is to be told: most consoles start without."""
    from console import logbook

    return logbook.describe(db, fact)


def _brief(db: Connection, fact: Fact) -> str:
    from console import logbook

    return logbook.brief(db, fact)
