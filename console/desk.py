"""The acts of the front desk, in one place to look for them: admit, undo, walk-in, find, the counters."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from console import logbook, undoing
from console.admitting import admit
from console.answers import Answer, GuestShown, Party, UndoAnswer
from console.finding import Counters, Found, Recent, Shown, count, counters, find, find_meant, one, recent
from console.guests import Changed, Near, TicketShown, WalkedIn, change, near, ticket, walk_in
from console.rules.admission import Override
from console.rules.refusals import Refusal
from console.undoing import Undoable
from data.journal import EventFile

__all__ = [
    "DESK_KINDS", "Answer", "Changed", "Counters", "Found", "GuestShown", "Near", "Override", "Party", "Recent",
    "Refusal", "Shown", "TicketShown", "UndoAnswer", "Undoable", "WalkedIn", "admit", "change", "count",
    "counters", "find", "find_meant", "last_undoable", "near", "one", "recent", "ticket", "undo", "walk_in",
]  # fmt: skip

DESK_KINDS = ("entered", "left", "guest_added", "guest_changed", "ticket_replaced")
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
    return undoing.undo(
        file, now=now, operator=operator, describe=logbook.describe, act=act, reason=reason, kinds=kinds
    )


def last_undoable(file: EventFile, operator: str, kinds: Iterable[str] | None = None) -> Undoable | None:
    """What `undo` would take back now, in words, for a key bar to name."""
    return undoing.undoable(file, operator, logbook.describe, logbook.brief, kinds)
