"""Writing a guest's folded rows: who they are, where they are, what is open about them, and how they are found."""

from __future__ import annotations

import sqlite3
from datetime import datetime

import msgspec

from data import codes, reading, search, since_counted
from data.clean import group_key
from data.facts import Fact, Mode
from data.folds import guest as guest_fold
from data.folds import merging
from data.folds.standing import counted
from data.states import GuestState

_json = msgspec.json.Encoder()
_GUEST = msgspec.json.Decoder(GuestState)
MERGED = "merged"
"""What stands in the status column of a guest who is somebody else of the list: found by their codes only."""


def write(db: sqlite3.Connection, guest_id: str, mode: Mode) -> None:
    """Folds the guest and writes their rows, and those of everybody they are or were merged with."""
    # Facts that came together from another station are folded a guest at a time: who is tied to somebody by their facts
    # and who still is by their rows must all be written anew, or one entry would stand in two rows.
    rows: dict[str, tuple[int, GuestState] | None] = {}
    circle: dict[str, list[Fact]] = {}
    ahead = [guest_id]
    while ahead:
        here = ahead.pop()
        if here in circle:
            continue
        circle[here] = _counted(db, here, mode, None)
        rows[here] = _row(db, here)
        ahead += [*merging.named(circle[here]), *_tied(rows[here])]
    if len(circle) > 1:
        # An entry has one row, whoever's it is now: all are taken out before any is put in.
        db.executemany("DELETE FROM passages WHERE guest = ?", [(member,) for member in circle])
    for member in circle:
        _put(db, member, rows[member], guest_fold.fold(member, circle[member], _others(circle, member)))


def _tied(row: tuple[int, GuestState] | None) -> tuple[str, ...]:
    """With whom the guest is merged as their row has it."""
    if row is None:
        return ()
    state = row[1]
    return (state.merged, *state.took) if state.merged else state.took


def folded(db: sqlite3.Connection, guest_id: str, mode: Mode, until: datetime | None) -> GuestState | None:
    """The guest's state as of a time, those merged with them seen too."""
    circle = _circle(db, guest_id, mode, until)
    return guest_fold.fold(guest_id, circle[guest_id], _others(circle, guest_id))


def _counted(db: sqlite3.Connection, guest_id: str, mode: Mode, until: datetime | None) -> list[Fact]:
    return counted(reading.of_subject(db, f"guest/{guest_id}"), mode, until)


def _circle(db: sqlite3.Connection, guest_id: str, mode: Mode, until: datetime | None) -> dict[str, list[Fact]]:
    """Everybody that merges tie to this guest, themselves included, with their facts."""
    circle: dict[str, list[Fact]] = {}
    ahead = [guest_id]
    while ahead:
        here = ahead.pop()
        if here not in circle:
            circle[here] = _counted(db, here, mode, until)
            ahead += merging.named(circle[here])
    return circle


def _others(circle: dict[str, list[Fact]], guest_id: str) -> merging.Others:
    stays = merging.stays(circle)
    if stays[guest_id] != guest_id:
        return merging.Others(into=stays[guest_id])
    took = tuple(sorted(member for member, keeper in stays.items() if keeper == guest_id and member != guest_id))
    facts = [fact for member in took for fact in circle[member]]
    return merging.Others(took=took, facts=tuple(facts))


def _row(db: sqlite3.Connection, guest_id: str) -> tuple[int, GuestState] | None:
    row = db.execute("SELECT n, body FROM guests WHERE id = ?", (guest_id,)).fetchone()
    return (int(row[0]), _GUEST.decode(row[1])) if row else None


def _put(db: sqlite3.Connection, guest_id: str, row: tuple[int, GuestState] | None, state: GuestState | None) -> None:
    """The guest's rows. Who they are is indexed only when that changed: an entry touches where they are and no more."""
    n, before = row or (None, None)
    db.execute("DELETE FROM passages WHERE guest = ?", (guest_id,))
    since_counted.passed(db, before.passages if before is not None else (), state.passages if state is not None else ())
    if before is not None and _open_points(before):
        db.execute("DELETE FROM outstanding WHERE guest = ?", (guest_id,))
    if before is not None and before.inside:
        db.execute("DELETE FROM inside WHERE guest = ?", (guest_id,))
    if state is None:
        if n is not None:
            search.drop(db, n)
            db.execute("DELETE FROM guests WHERE n = ?", (n,))
            db.execute("DELETE FROM codes WHERE guest = ?", (guest_id,))
        return
    where = (
        None if state.arrived is None else reading.micros(state.arrived),
        int(bool(state.inside)),
        _json.encode(state).decode(),
    )
    if before is not None and _who(before) == _who(state):
        db.execute("UPDATE guests SET arrived = ?, inside = ?, body = ? WHERE n = ?", (*where, n))
    else:
        _put_who(db, n, state, where)
    db.executemany(
        "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (p.fact, state.guest.id, p.way, p.door, p.record, reading.micros(p.at), p.operator, " ".join(p.marks))
            for p in state.passages
        ],
    )
    db.executemany("INSERT INTO outstanding VALUES (?, ?, ?, ?)", _open_points(state))
    db.executemany("INSERT INTO inside VALUES (?, ?)", [(record, state.guest.id) for record in state.inside])


def _open_points(state: GuestState) -> list[tuple[str, str, str, int]]:
    """What is open about the guest, as (what, guest, word, at): somebody has to do something about each."""
    who = state.guest.id
    points = [("handout", who, f"{h.item} {h.number}".strip(), reading.micros(h.at)) for h in state.handouts]
    if state.coming is not None:
        points.append(("coming", who, state.coming.place, reading.micros(state.coming.due)))
    if state.lead is not None:
        points.append(("lead", who, state.lead.why, reading.micros(state.lead.at)))
    if state.guest.give:
        points.append(("promise", who, state.guest.give, 0))
    if state.badge is not None and (state.badge.waiting or state.badge.trouble):
        points.append(("badge", who, state.badge.trouble, reading.micros(state.badge.asked)))
    return points


def _who(state: GuestState) -> tuple[object, ...]:
    return state.guest, state.number, state.tail, state.how, state.merged


def _put_who(db: sqlite3.Connection, n: int | None, state: GuestState, where: tuple[object, ...]) -> None:
    """The guest's own columns and search words; `n` is their row's number, None where they have none yet."""
    g = state.guest
    known_by = codes.of_guest(g)
    values = (
        g.id, state.number, g.name, g.name_alt, sort_key(g.name_alt or g.name), g.organisation, g.category.casefold(),
        group_key(g.delegation), MERGED if state.merged else g.status, g.seat, codes.folded(g.code), state.how, *where,
    )  # fmt: skip
    columns = (
        "id, number, name, name_alt, sort, organisation, category, delegation, status, seat, code, how, arrived,"
        " inside, body"
    )
    marks = ", ".join("?" * len(values))
    if n is None:
        n = int(db.execute(f"INSERT INTO guests ({columns}) VALUES ({marks})", values).lastrowid or 0)
    else:
        db.execute(f"UPDATE guests SET ({columns}) = ({marks}) WHERE n = ?", (*values, n))
        db.execute("DELETE FROM codes WHERE guest = ?", (g.id,))
    if known_by:
        db.executemany("INSERT INTO codes VALUES (?, ?, ?)", [(code.text, g.id, code.origin) for code in known_by])
    if state.merged:
        search.drop(db, n)
    else:
        search.put(db, n, search.words_of(g, state.tail))


def sort_key(name: str) -> str:
    return name.casefold()
