"""Any day at two desks apart: whatever people do at the doors, both files tell one story and its sums agree."""

from __future__ import annotations

import random
import tempfile
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from unittest.mock import patch

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from console import desk
from console.desk import counting
from console.rules.admission import Override
from console.summary import summary
from data import folding, tables
from data.absorb import absorb
from data.facts import DoorSet, Draft, EventMade, EventSet, GuestListed
from data.files import backup, create_event, open_event
from data.journal import EventFile
from data.occupancy import occupancy
from data.records import Door, Event, Guest
from data.verify import verify

DAY = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
END = DAY + timedelta(hours=12)
DOORS = (
    Door("main"),
    Door("side", shares="main"),
    Door("hall", capacity=2, limit=3),
    Door("blind", exits="unscanned"),
)
PEOPLE = (
    Guest("a", "Ada Byron", delegation="Bund"),
    Guest("b", "Ada Byron", delegation="bund ", email="ada@byron.org"),
    Guest("c", "李立言", category="vip", delegation="Bund"),
    Guest("d", "Tom Reed", status="cancelled"),
)
DEEDS = (
    "in", "in", "in", "out", "out", "merge", "merge", "undo", "undo", "undo", "give", "back", "deputy", "walk-in",
    "plus-one", "count", "party", "absorb", "blocked",
)  # fmt: skip


def planned(folder: Path) -> tuple[EventFile, EventFile]:
    """One event in the files of two stations."""
    one = create_event(folder / "one")
    drafts = [
        Draft("event", EventMade("e", "00" * 32)),
        Draft("event", EventSet(Event("E", date(2026, 3, 10), "Europe/London"))),
        *[Draft("event", DoorSet(door)) for door in DOORS],
        *[Draft(f"guest/{guest.id}", GuestListed(guest, n)) for n, guest in enumerate(PEOPLE, 1)],
    ]
    with one.transaction() as tx:
        tx.append(drafts, at=DAY, operator="setup")
    backup(one, folder / "two")
    return one, open_event(folder / "two")


def deed(data: st.DataObject, file: EventFile, what: str, now: datetime) -> None:
    """Somebody does something that may be done or not; wrong use is an answer like any other."""
    everybody = [state.guest.id for state in tables.guests(file.db)] + [guest.id for guest in PEOPLE]
    guest = data.draw(st.sampled_from(sorted(set(everybody))), "guest")
    door = data.draw(st.sampled_from([door.id for door in DOORS]), "door")
    who = data.draw(st.sampled_from(["Mei", "Tom"]))
    match what:
        case "in" | "out":
            force = Override("same person", "Zhao") if data.draw(st.integers(0, 3)) == 0 else None
            desk.admit(
                file, guest=guest, door=door, way="in" if what == "in" else "out", now=now, operator=who, force=force
            )
        case "merge":
            other = data.draw(st.sampled_from(sorted(set(everybody))), "other")
            desk.merge(file, guest, other, now=now, operator=who)
        case "undo":
            acts = [
                row[0] for row in file.db.execute("SELECT DISTINCT act FROM facts WHERE operator != 'setup' ORDER BY n")
            ]
            if acts:
                desk.undo(file, act=data.draw(st.sampled_from(acts[-6:])), now=now, operator=who)
        case "give" | "back":
            act = desk.give if what == "give" else desk.take_back
            act(file, guest, "headset", data.draw(st.sampled_from(["41", "041", ""])), now=now, operator=who)
        case "deputy":
            desk.deputy(
                file, guest, {"name": "Lin Hao"}, now=now, operator=who, door=data.draw(st.sampled_from([None, door]))
            )
        case "walk-in":
            desk.walk_in(
                file, {"name": "Lin Hao"}, now=now, operator=who, door=data.draw(st.sampled_from([None, door]))
            )
        case "plus-one":
            desk.walk_in(
                file, {"plus_one_of": guest}, now=now, operator=who, door=data.draw(st.sampled_from([None, door]))
            )
        case "count":
            desk.count_heads(file, door, data.draw(st.integers(0, 5)), now=now, operator=who)
        case "party":
            desk.admit_party(file, "Bund", door=door, now=now, operator=who)
        case "blocked":
            status = data.draw(st.sampled_from(["blocked", "expected", "pending", "regrets"]))
            desk.change(file, guest, {"status": status}, now=now, operator=who)


def rows(file: EventFile) -> list[object]:
    """The folded rows, but for which fact each subject's row was written at last."""
    return [(t, row[:2] if t == "states" else row) for t, row in folding.folded_rows(file.db)]


def holds(file: EventFile) -> None:
    report = verify(file)
    assert report.ok, report
    figures = summary(file, END)
    assert all(check.holds for check in figures.checks), [check.what for check in figures.checks if not check.holds]
    assert all(
        getattr(group, field) >= 0
        for group in (*figures.by_category, *figures.by_delegation)
        for field in ("invited", "expected", "came", "no_show", "walk_in", "unexpected", "arrived")
    )
    then = summary(file, END, at=END)
    assert replace(then, event=figures.event, left_out=figures.left_out) == figures
    counters, guests = counting.counters(file), figures.guests
    assert (counters.expected, counters.came, counters.walk_ins, counters.unexpected, counters.arrived) == (
        guests.expected, guests.came, guests.walk_in, guests.unexpected, guests.arrived,
    )  # fmt: skip
    assert sum(n for _category, n in counters.to_come) == guests.no_show
    assert counting.inside(file) == guests.inside
    for line in figures.doors:
        if line.inside is not None:
            record = next(door.shares or door.id for door in DOORS if door.id == line.id)
            assert line.inside == occupancy(file.db, record, END) == counters.inside.get(record, 0)
    for state in tables.guests(file.db):
        assert not state.merged
        whole = tables.guest(file.db, state.guest.id)
        for other in state.took:
            gone = tables.guest(file.db, other)
            # Who was added and taken back again is nobody, whomever they had been merged into.
            assert gone is None or gone.merged == state.guest.id
        assert whole == state


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_two_desks_apart_tell_one_story(data: st.DataObject) -> None:
    # Ids that are drawn alike make a failure that can be made smaller.
    drawn = patch("console.desk.newcomers.secrets.choice", random.Random(7).choice)
    with tempfile.TemporaryDirectory() as folder, drawn:
        files = planned(Path(folder))
        one, two = files
        clock = 1_800_000_000.0
        for _n in range(data.draw(st.integers(1, 16))):
            file, what = data.draw(st.sampled_from(files)), data.draw(st.sampled_from(DEEDS), "deed")
            # A clock may be set back, and a deed be written down long after it was done.
            clock += data.draw(st.sampled_from([1.0, 60.0, -3600.0]))
            file.wall = partial(float, clock)
            if what == "absorb":
                absorb(file, (two if file is one else one).path)
            else:
                deed(data, file, what, DAY + timedelta(minutes=data.draw(st.integers(0, 20), "minute")))
        absorb(one, two.path)
        absorb(two, one.path)
        assert rows(one) == rows(two)
        for file in files:
            holds(file)
            file.close()
