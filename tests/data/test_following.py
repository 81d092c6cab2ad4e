"""What a connection keeps of a stage and its cues is never stale, whoever writes, and whatever is taken back."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import reading, tables
from data.absorb import absorb
from data.facts import (
    AnyBody,
    CueArmed,
    CuePlanned,
    Draft,
    GuestListed,
    ItemAdded,
    ItemEdited,
    ItemMoved,
    ItemPlanned,
    ItemRemoved,
    StateSet,
    Undone,
    Went,
)
from data.files import backup, create_event, open_event
from data.journal import EventFile, Transaction
from data.looking import look_at
from data.records import Cue, Guest, Item
from data.states import CueState, StageState

AT = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
Seen = tuple[StageState, list[CueState]]


def seen(file: EventFile) -> Seen:
    """The stage and its cues as that connection says."""
    state = tables.stage(file.db, "main")
    assert list(state.items.values()) == sorted(state.items.values(), key=lambda item: (item.pos, item.id))
    return state, sorted(tables.cues(file.db, "main"), key=lambda each: each.cue.number)


def truth(file: EventFile) -> Seen:
    """What a connection says that remembers nothing."""
    with closing(open_event(file.path)) as fresh:
        return seen(fresh)


def put(tx: Transaction, *bodies: AnyBody, subject: str = "stage/main") -> str:
    return tx.append([Draft(subject, body) for body in bodies], at=AT, operator="Mei")[0].act


def write(file: EventFile, *bodies: AnyBody, subject: str = "stage/main") -> str:
    with file.transaction() as tx:
        return put(tx, *bodies, subject=subject)


@contextmanager
def rolled_back(file: EventFile) -> Iterator[Transaction]:
    with pytest.raises(ZeroDivisionError), file.transaction() as tx:
        yield tx
        raise ZeroDivisionError


ids = st.sampled_from(("A", "B", "C", "D"))
items = st.builds(
    lambda ident, pos, title: Item(ident, "main", pos, title, length=60),
    ids, st.integers(0, 5), st.sampled_from(("Doors", "开幕", "Talk")),
)  # fmt: skip
bodies = st.one_of(
    st.builds(ItemPlanned, items),
    st.builds(ItemAdded, items, st.none() | ids),
    st.builds(lambda item: ItemEdited(item, ("title",)), items),
    st.builds(ItemRemoved, ids, st.sampled_from(("", "other"))),
    st.builds(ItemMoved, ids, st.none() | ids),
    st.builds(Went, ids),
)
cues = st.builds(lambda item: CuePlanned(Cue("1", item)), ids) | st.builds(CueArmed, st.booleans())
several = st.lists(bodies, min_size=1, max_size=3)
nothing: st.SearchStrategy[list[AnyBody]] = st.just([])
steps = st.one_of(
    st.tuples(st.sampled_from(("stage/main", "rolled back", "absorbed")), several),
    st.tuples(st.just("cue/1"), st.lists(cues, min_size=1, max_size=2)),
    st.tuples(st.just("event"), st.builds(lambda state: [StateSet(state)], st.sampled_from(("rehearsal", "open")))),
    st.tuples(st.just("guest/g"), st.just([GuestListed(Guest("g", "Ada"), 1)])),
    st.tuples(st.just("undone"), nothing),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.booleans(), steps, st.integers(0, 30), st.booleans()), max_size=14))
def test_two_connections_always_say_what_the_file_says(
    drawn: list[tuple[bool, tuple[str, list[AnyBody]], int, bool]],
) -> None:
    with tempfile.TemporaryDirectory() as folder, _two(Path(folder)) as (one, other, away):
        for first, (what, bodies), which, looks in drawn:
            file = one if first else other
            _do(file, away, what, bodies, which)
            if looks:
                assert seen(file) == truth(file)
        assert seen(one) == seen(other) == truth(one)


@contextmanager
def _two(folder: Path) -> Iterator[tuple[EventFile, EventFile, EventFile]]:
    """Two connections to one file, and the same event at another station."""
    with closing(create_event(folder / "day.callboard")) as one:
        write(one, ItemPlanned(Item("A", "main", 1, "Doors")), ItemPlanned(Item("B", "main", 2, "Talk")))
        backup(one, folder / "away.callboard")
        with closing(open_event(one.path)) as other, closing(open_event(folder / "away.callboard")) as away:
            yield one, other, away


def _do(file: EventFile, away: EventFile, what: str, bodies: list[AnyBody], which: int) -> None:
    match what:
        case "rolled back":
            with rolled_back(file) as tx:
                put(tx, *bodies)
                seen(file)
        case "absorbed":
            write(away, *bodies)
            absorb(file, away.path)
        case "undone":
            facts = [row.fact for row in reading.facts(file.db)]
            fact = facts[which % len(facts)]
            write(file, Undone(fact.act), subject=fact.subject)
        case _:
            write(file, *bodies, subject=what)


def test_what_is_the_same_is_the_very_same(file: EventFile) -> None:
    """Nobody reads or works anything out anew of a stage that nothing happened to."""
    before = tables.stage(file.db, "main")
    write(file, GuestListed(Guest("g9", "Ada"), 9), subject="guest/g9")
    assert tables.stage(file.db, "main") is before
    write(file, Went("A"))
    after = tables.stage(file.db, "main")
    assert after.runs and after.items is before.items


def test_an_act_rolled_back_leaves_nothing_behind(file: EventFile) -> None:
    """The next act has the same place in the file and another meaning."""
    with rolled_back(file) as tx:
        put(tx, ItemEdited(Item("B", "main", 1, "Never"), ("title",)))
        assert tables.stage(tx.db, "main").items["B"].title == "Never"
    write(file, Went("A"))
    assert tables.stage(file.db, "main").items["B"].title == "Opening"


def test_a_rehearsal_that_ends_takes_back_what_it_put_in_the_order(file: EventFile) -> None:
    write(file, ItemRemoved("B"))
    assert "B" not in tables.stage(file.db, "main").items
    write(file, StateSet("rehearsal"), subject="event")
    write(file, Went("B"))
    assert "B" in tables.stage(file.db, "main").items
    write(file, StateSet("open"), subject="event")
    assert seen(file) == truth(file)
    assert "B" not in tables.stage(file.db, "main").items


def test_a_console_that_only_looks_sees_what_is_written(file: EventFile) -> None:
    write(file, Went("A"))
    with closing(look_at(file.path)) as looking:
        assert seen(looking) == seen(file)
        write(file, ItemEdited(Item("B", "main", 1, "Later"), ("title",)))
        looking.data_version()
        assert tables.stage(looking.db, "main").items["B"].title == "Later"
