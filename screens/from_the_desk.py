"""The desk's news on the stage: whom the stage waits for as they come in, head counts, and notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from console.rules.noticed import is_vip, stage_hears
from console.rules.places import places
from console.rules.speakers import speaking
from data import reading, tables
from data.facts import Fact, Noted
from data.occupancy import head_counts
from data.reading import Connection
from data.states import EventState, GuestState, SpeakersState, StageState
from data.words import _
from screens.guest_now import door_title
from screens.widgets.desk_line import News
from screens.widgets.plain import shown, two_scripts

PASSAGES = 40
NOTES = 6
ON_TIMER = "timer/"
"""Notes whose room begins so were words for whoever speaks, before messages had facts of their own."""
FRESH = timedelta(seconds=15)
"""How long ago an arrival may be for its bell: an entry written down late rings nothing."""


def news(db: Connection, day: EventState, speakers: SpeakersState, guests: dict[str, GuestState]) -> tuple[News, ...]:
    """Everything the desk tells the stage, the newest first."""
    found = [*_arrivals(db, day, speakers, guests), *_notes(db, day)]
    return tuple(sorted(found, key=lambda each: each.at, reverse=True))


def _arrivals(
    db: Connection, day: EventState, speakers: SpeakersState, guests: dict[str, GuestState]
) -> Iterator[News]:
    """Speakers, VIPs and whoever has a note or a bell of their own, each entry once."""
    for each in speaking.arrivals(speakers, guests, UTC):
        state = guests[each.guest]
        yield _came(each.at, state, _("speaker"), door_title(day, each.door), "")
    for coming in tables.latest_passages(db, PASSAGES):
        if coming.way != "in" or coming.guest in guests:
            continue
        found = tables.stays(db, coming.guest)
        if found is None:
            continue
        guest = found.guest
        if stage_hears(guest, speaks=False):
            vip = _("VIP") if is_vip(guest.category) else ""
            what = ", ".join(part for part in (vip, shown(guest.attention)) if part)
            yield _came(coming.at, found, what, door_title(day, coming.door), coming.operator)


def _came(at: datetime, state: GuestState, what: str, door: str, operator: str) -> News:
    guest = state.guest
    tail = "  ".join(filter(None, (door, operator)))
    name = two_scripts(guest.name, guest.name_alt)
    return News(at, name, tail, arrival=True, what=what, guest=guest.id, rings=guest.flag == "yes")


def bell(told: Sequence[News], heard: frozenset[str], missing: frozenset[str], now: datetime) -> bool:
    """Does the stage ring for what is new? For whom a bell was ordered, and for a speaker at risk, one of the guests
    `missing`."""
    new = [each for each in told if each.arrival and key(each) not in heard and now - each.at < FRESH]
    return any(each.rings or each.guest in missing for each in new)


def key(each: News) -> str:
    return f"{each.guest} {each.at.isoformat()}"


def in_the_room(db: Connection, day: EventState, stage: StageState, inside: int | None) -> str:
    """`IN THE ROOM 203, by eye 14:05, Ann` where somebody counted, else how many are in the event."""
    where = places(day.doors)
    own = [door.id for door in day.doors.values() if door.item and door.item in stage.items]
    mine, any_ = (
        [
            (count, record)
            for record in dict.fromkeys(where.record_of[d] for d in doors)
            for count in head_counts(db, record)
        ]
        for doors in (own, day.doors)
    )
    counts = mine or any_
    if not counts:
        return _("INSIDE {n}").format(n=inside) if inside is not None else _("INSIDE not counted")
    count, record = max(counts, key=lambda each: each[0].at)
    door = day.doors.get(record)
    place = _("IN THE ROOM") if mine or door is None else shown(door.title or door.id)
    said = _("{place} {n}, by eye {time}, {name}") if count.operator else _("{place} {n}, by eye {time}")
    at = count.at.astimezone(day.zone)
    return said.format(place=place, n=count.count, time=f"{at:%H:%M}", name=shown(count.operator))


def noted(db: Connection, day: EventState, limit: int) -> Iterator[tuple[Fact, Noted]]:
    """The standing notes of this mode, newest first."""
    mode = "rehearsal" if day.state == "rehearsal" else "live"
    for row in reading.facts(db, kinds=["noted"], newest_first=True, limit=limit):
        if row.standing and row.fact.mode == mode and isinstance(row.fact.known, Noted):
            yield row.fact, row.fact.known


def _notes(db: Connection, day: EventState) -> Iterator[News]:
    for fact, note in noted(db, day, NOTES):
        if not note.room.startswith(ON_TIMER):
            yield News(fact.at, f"!! {note.text}" if note.incident else note.text, fact.operator)
