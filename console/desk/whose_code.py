"""Whose code it is: our own by its signature, another system's by the list, whatever a keyboard made of it."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from console.rules import scans, tickets
from console.rules.scans import Reading, Trouble
from data import codes, tables
from data.journal import EventFile
from data.reading import Connection
from data.states import EventState, GuestState
from data.words import _, ngettext

LONGEST_PREFIX = 8
LEAST = 6
"""Signs that must be left of a code when a prefix is looked for."""
Unknown = Literal["unknown", "forged", "other_event", "replaced"]


class Looked(Struct, frozen=True):
    """The guest whose code it is, or why it is nobody's, and who had it then if its ticket was `replaced`.

    `text` is what it was read as; `troubles` are what is wrong with the keyboard; `more` says what else a person
    should know about a code that is nobody's.
    """

    state: GuestState | None
    why: Unknown | None
    text: str
    troubles: tuple[Trouble, ...] = ()
    more: str = ""

    @property
    def notice(self) -> str:
        """What is wrong with the keyboard and what to change, in one line, or nothing."""
        return scans.sentence(self.troubles)


def look(db: Connection, event: EventState, raw: str, *, leaving: bool = False) -> Looked:
    """Reads a code in every way it may have been meant, and changes nothing. `leaving`: who came in with a ticket that
    was replaced since may go out with it."""
    plain = scans.plainly(raw)
    looked = [_as_it_stands(db, event, reading, leaving) for reading in plain]
    known = next((each for each in looked if _proved(each)), None)
    if known is not None:
        return known
    others = [_as_it_stands(db, event, reading, leaving) for reading in scans.otherwise(raw)]
    proved = [each for each in others if _proved(each)]
    if len({each.state.guest.id if each.state else "" for each in proved}) == 1:
        return proved[0]
    first = next((each for each in looked if each.why != "unknown"), looked[0])
    return Looked(None, first.why, first.text, scans.troubles_of(raw), first.more)


def is_code(db: Connection, event: EventState, text: str) -> bool:
    """Is this a whole ticket code as it stands: of our own form, or one that is on the list?"""
    if any(not isinstance(tickets.read(each.text, event.id), tickets.NotOurs) for each in scans.plainly(text)):
        return True
    return any(tables.guests_coded(db, each.text) for each in scans.plainly(text))


def _proved(looked: Looked) -> bool:
    return looked.state is not None or looked.why == "replaced"


def _as_it_stands(db: Connection, event: EventState, reading: Reading, leaving: bool) -> Looked:
    code = reading.text
    read = tickets.read(code, event.id)
    if isinstance(read, tickets.Ticket):
        for state in tables.guests_numbered(db, read.number):
            if tickets.check(read, event.id, event.key, state.guest.id):
                if leaving or not tickets.replaced(read, state.generation):
                    return Looked(state, None, code, reading.troubles)
                return Looked(None, "replaced", code, reading.troubles)
    found = _theirs(db, code)
    if len(found) == 1:
        return Looked(found[0], None, code, reading.troubles)
    if found:
        n = len(found)
        words = ngettext("{n} guest has this code: pick by name.", "{n} guests have this code: pick by name.", n)
        return Looked(None, "unknown", code, reading.troubles, words.format(n=n))
    if isinstance(read, tickets.Ticket):
        return Looked(None, "forged", code, reading.troubles)
    if isinstance(read, tickets.OtherEvent):
        return Looked(None, "other_event", code, reading.troubles)
    return _luma(db, reading) or Looked(None, "unknown", code, reading.troubles)


def _theirs(db: Connection, code: str) -> list[GuestState]:
    """Those whose ticket of another system it is; who is listed twice and was merged is one."""
    found = tables.guests_coded(db, code)
    if len(found) < 2:
        return found
    stay = {state.merged or state.guest.id for state in found}
    return found[:1] if len(stay) == 1 else found


def _luma(db: Connection, reading: Reading) -> Looked | None:
    """What a Luma code that is nobody's says by itself: for which event it is, and by which of the two keys."""
    event = codes.luma_event(reading.text)
    ours = tables.codes_are_for(db, event) if event else None
    if ours is None:
        return None
    if not ours:
        return Looked(None, "other_event", reading.text, reading.troubles)
    words = _("This Luma code is for this event, but the list has other keys: look for the guest by name.")
    return Looked(None, "unknown", reading.text, reading.troubles, words)


def looked(file: EventFile, raw: str) -> Looked:
    """Reads a code and tells whose it is; nothing is stored."""
    with file.reading() as db:
        return look(db, tables.event(db), raw)


def prefix_of(file: EventFile, raw: str) -> str:
    """The letters before a code that is on the list as the rest alone: what a scanner was set to put there."""
    text = scans.kept(raw)
    with file.reading() as db:
        for length in range(1, min(LONGEST_PREFIX, len(text) - LEAST) + 1):
            if len(tables.guests_coded(db, text[length:])) == 1:
                return text[:length]
    return ""
