"""Who is on the way, as the desk waits for them: one line a guest, or one for a delegation that comes together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo

from msgspec import Struct

from data.clean import group_key
from data.moments import local
from data.states import GuestState


class Awaited(Struct, frozen=True):
    """One line: who comes when and where, met by whom. `count` of `delegation` where several come as one, and then
    `guest` and the names are the first one's. `told` and `confirmed` are None until that is so for all of them."""

    due: datetime
    guest: str
    name: str
    name_alt: str
    organisation: str
    delegation: str
    count: int
    place: str
    met_by: str
    told: datetime | None
    confirmed: datetime | None
    late: bool
    guests: tuple[str, ...] = ()


def met_by(state: GuestState) -> str:
    """Who meets the guest: as was said for this arrival, else as the list has it."""
    return (state.coming.met_by if state.coming is not None else "") or state.guest.host


def awaited(states: Sequence[GuestState], now: datetime, zone: tzinfo) -> tuple[Awaited, ...]:
    """The lines, the first due first; times in that zone."""
    together: dict[tuple[object, ...], list[GuestState]] = {}
    for state in states:
        if state.coming is None:
            continue
        alone = group_key(state.guest.delegation) or f"guest/{state.guest.id}"
        together.setdefault((state.coming.due, state.coming.place, alone, met_by(state)), []).append(state)
    lines = [_line(group, now, zone) for group in together.values()]
    return tuple(sorted(lines, key=lambda line: (line.due, line.place, line.name.casefold())))


def _line(group: Sequence[GuestState], now: datetime, zone: tzinfo) -> Awaited:
    first = min(group, key=lambda state: ((state.guest.name_alt or state.guest.name).casefold(), state.guest.id))
    coming, guest = first.coming, first.guest
    assert coming is not None
    return Awaited(
        due=local(coming.due, zone),
        guest=guest.id,
        name=guest.name,
        name_alt=guest.name_alt,
        organisation=guest.organisation,
        delegation=guest.delegation,
        count=len(group),
        place=coming.place,
        met_by=met_by(first),
        told=_by_all([state.told for state in group], zone),
        confirmed=_by_all([state.confirmed for state in group], zone),
        late=coming.due < now,
        guests=tuple(state.guest.id for state in group),
    )


def _by_all(moments: Sequence[datetime | None], zone: tzinfo) -> datetime | None:
    said = [at for at in moments if at is not None]
    return local(max(said), zone) if len(said) == len(moments) else None
