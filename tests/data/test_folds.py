"""Folding gives one state, whatever the order of arrival, twice or once; undo reaches what comes after it."""

from __future__ import annotations

import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data import folding, reading, tables
from data.absorb import absorb
from data.facts import (
    AnyBody,
    BadgePrinted,
    Body,
    CueArmed,
    CueFired,
    CuePlanned,
    CueSkipped,
    Draft,
    Ended,
    Entered,
    EventMade,
    EventSet,
    Fact,
    GuestChanged,
    GuestListed,
    HandoutGiven,
    HandoutReturned,
    HeadCounted,
    Held,
    HouseAnswered,
    HouseStepped,
    ItemAdded,
    ItemEdited,
    ItemMoved,
    ItemPlanned,
    ItemRemoved,
    ItemSkipped,
    KitSet,
    LeadCalled,
    LeadCame,
    Left,
    MergedFrom,
    MergedInto,
    Messaged,
    MessageSeen,
    MessageTaken,
    Mode,
    OnTheWay,
    Recovered,
    Replanned,
    Resumed,
    SlotAdded,
    SlotDropped,
    SlotEdited,
    SlotMoved,
    SlotPlanned,
    SlotReplaced,
    SlotTakenBack,
    SpeakerChased,
    SpeakerSet,
    StateSet,
    StoodBy,
    TimeAdded,
    TimerHidden,
    Undone,
    Went,
)
from data.files import backup, create_event, open_event
from data.folds import guest as guest_fold
from data.folds import stage as stage_fold
from data.folds.standing import counted, undone_acts
from data.journal import EventFile
from data.kinds.calling import AutoSet, AutoUsed, CallGiven
from data.kinds.timers import TimerAdded, TimerRemoved, TimerReset, TimerShown, TimerStarted, TimerStopped
from data.kinds.triggers import TriggersSet
from data.records import Action, Cue, Event, Guest, Item, Slot, Trigger
from data.states import Passage
from data.verify import verify

DAY = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
GUESTS = ("g1", "g2")
ITEMS = ("A", "B", "C")
ROOMS = ("all", "desk", "stage", "speakers", "cues", "timer")
STEPS = ("open", "count", "hold", "held", "admit", "clear", "closed")
SIDES = st.sampled_from(["desk", "stage"])
UNDONE = ("guest/g1", "guest/g2", "stage/main", "speakers/main", "cue/1", "timers", "messages", "house/main")
TIMED = (TimerAdded, TimerStarted, TimerStopped, TimerReset, TimerRemoved)


def fact(n: int, body: AnyBody, *, at: int = 0, subject: str = "guest/g1", act: str = "", station: str = "s") -> Fact:
    from data.facts import kind_of, to_text

    return Fact(
        station, n, act or f"{station}:{n}", n << 16, DAY + timedelta(minutes=at), "Mei", "live", subject,
        kind_of(body), 1, None, to_text(body), body,
    )  # fmt: skip


def passages(facts: list[Fact], mode: Mode = "live") -> tuple[Passage, ...]:
    state = guest_fold.fold("g1", counted(facts, mode))
    return state.passages if state is not None else ()


def test_an_undo_that_arrives_first_still_counts() -> None:
    entry = fact(1, Entered("main", "main"))
    undo = fact(2, Undone("s:1"))
    again = fact(3, Undone("s:2"))
    for order in ([undo, entry], [entry, undo]):
        assert guest_fold.fold("g1", counted(order, "live")) is None
    for order in ([again, undo, entry], [undo, again, entry], [entry, undo, again]):
        assert len(passages(order)) == 1


def test_a_very_long_chain_of_undos_is_no_trouble() -> None:
    chain = [fact(1, Entered("main", "main")), *[fact(n, Undone(f"s:{n - 1}")) for n in range(2, 3002)]]
    gone = undone_acts(chain)
    assert ("s:1" in gone) == ((3001 - 1) % 2 == 1)


def test_undos_that_name_each_other_end() -> None:
    assert undone_acts([fact(1, Undone("s:2")), fact(2, Undone("s:1"))]) is not None


def test_double_entries_are_marked_and_stay_admitted() -> None:
    facts = [fact(1, Entered("main", "main"), at=1), fact(2, Entered("main", "main"), at=2, station="t")]
    state = guest_fold.fold("g1", counted(facts, "live"))
    assert state is not None
    assert [p.marks for p in state.passages] == [(), ("double",)]
    assert state.inside == ("main",)


def test_an_exit_without_an_entry_is_marked() -> None:
    (exit_,) = passages([fact(1, Left("main", "main", perimeter=True))])
    assert exit_.marks == ("no_entry",)


def test_a_correction_stands_above_a_later_list() -> None:
    facts = [
        fact(1, GuestListed(Guest("g1", "Ada"), 1)),
        fact(2, GuestChanged({"seat": "A1"})),
        fact(3, GuestListed(Guest("g1", "Ada B.", seat="Z9"), 1)),
    ]
    state = guest_fold.fold("g1", counted(facts, "live"))
    assert state is not None
    assert (state.guest.name, state.guest.seat) == ("Ada B.", "A1")


def test_what_happened_in_rehearsal_is_not_counted_live() -> None:
    from msgspec.structs import replace

    entry = replace(fact(1, Entered("main", "main")), mode="rehearsal")
    assert passages([entry]) == ()
    assert len(passages([entry], "rehearsal")) == 1


def test_a_skipped_item_no_longer_stands_by() -> None:
    state = stage_fold.empty("main")
    for n, body in enumerate((StoodBy("A"), ItemSkipped("A")), 1):
        state = stage_fold.step(state, fact(n, body, subject="stage/main"))
    assert state.standby is None


# -- any day at all ----------------------------------------------------------------------------------------------------
Doing = tuple[str, Body]


def doings(made: list[str]) -> st.SearchStrategy[Doing]:
    """Any one thing that may happen; `made` are the acts so far, for undo and for facts that name a run."""
    guests, items = st.sampled_from(GUESTS), st.sampled_from(ITEMS)
    places = st.integers(0, 5)
    acts = st.sampled_from(made or ["none:1"])
    return st.one_of(
        st.builds(lambda g, many: (f"guest/{g}", Entered("main", "main", many=many)), guests, st.booleans()),
        st.builds(lambda g: (f"guest/{g}", Left("main", "main", perimeter=True)), guests),
        st.builds(lambda g, s: (f"guest/{g}", GuestChanged({"seat": s})), guests, st.sampled_from("XYZ")),
        st.builds(lambda g, n: (f"guest/{g}", HandoutGiven("headset", n)), guests, st.sampled_from(["1", "2"])),
        st.builds(lambda g, n: (f"guest/{g}", HandoutReturned("headset", n)), guests, st.sampled_from(["1", "2"])),
        st.builds(lambda g, due: (f"guest/{g}", OnTheWay(due)), guests, st.sampled_from([None, DAY])),
        st.builds(lambda g: (f"guest/{g}", LeadCalled("look")), guests),
        st.builds(lambda g: (f"guest/{g}", LeadCame()), guests),
        st.builds(lambda g, ok: (f"guest/{g}", BadgePrinted(ok)), guests, st.booleans()),
        st.builds(lambda g, to: (f"guest/{g}", MergedInto(to)), guests, guests),
        st.builds(lambda g, to: (f"guest/{g}", MergedFrom(to)), guests, guests),
        st.builds(lambda n: ("door/main", HeadCounted(n)), st.integers(0, 5)),
        st.builds(lambda i: ("stage/main", Went(i)), items),
        st.builds(lambda i: ("stage/main", StoodBy(i)), items),
        st.builds(lambda i, b: ("stage/main", ItemMoved(i, b)), items, st.one_of(st.none(), items)),
        st.builds(lambda i: ("stage/main", ItemSkipped(i)), items),
        st.builds(lambda i, n: ("stage/main", ItemPlanned(Item(i, "main", n, "listed", length=n * 60))), items, places),
        st.builds(lambda i, b: ("stage/main", ItemAdded(Item(i, "main", 9, "added"), b)), items, items),
        st.builds(lambda i, n: ("stage/main", ItemEdited(Item(i, "main", n, "by hand"), ("title",))), items, places),
        st.builds(lambda i: ("stage/main", ItemEdited(Item(i, "main", 0, "", length=1), ("length",))), items),
        st.builds(lambda i: ("stage/main", ItemRemoved(i)), items),
        st.builds(lambda i: ("stage/main", Replanned({i: DAY}, {i: 60.0})), items),
        st.builds(lambda i, j: ("stage/main", Recovered("even", {i: 5.0}, (j,))), items, items),
        st.builds(lambda a: ("stage/main", TimeAdded(a, 60)), acts),
        st.builds(lambda a: ("stage/main", Held(a)), acts),
        st.builds(lambda a: ("stage/main", Resumed(a)), acts),
        st.builds(lambda a: ("stage/main", Ended(a)), acts),
        st.builds(lambda i, a: ("stage/main", CallGiven(i, "start", 300, DAY, a)), items, acts),
        st.builds(lambda a, on: ("stage/main", AutoSet(a, on)), acts, st.booleans()),
        st.builds(lambda a: ("stage/main", AutoUsed(a)), acts),
        st.builds(lambda n, kind: ("timers", kind(n)), st.sampled_from(["bus", "tea"]), st.sampled_from(TIMED)),
        st.just(("timers", TimerShown("main", "bus"))),
        st.builds(lambda s: ("speakers/main", SpeakerSet("A.1", s)), st.sampled_from(["here", "on", "absent"])),
        st.just(("speakers/main", SlotMoved("A.1"))),
        st.builds(
            lambda b: ("speakers/main", SlotAdded(Slot("A.x1", "A", 9, "Cy"), b)), st.sampled_from([None, "A.1"])
        ),
        st.builds(lambda n: ("speakers/main", SlotEdited(Slot("A.1", "A", 1, "", length=n), ("length",))), places),
        st.builds(lambda n: ("speakers/main", SlotPlanned(Slot("A.1", "A", n, "Ann", length=60.0 * n))), places),
        st.builds(lambda s: ("speakers/main", SlotReplaced(s, "Di")), st.sampled_from(["A.1", "A.2"])),
        st.builds(lambda b: ("speakers/main", b("A.1")), st.sampled_from([SlotDropped, SlotTakenBack])),
        st.builds(lambda s: ("speakers/main", KitSet("A.1", "mic", s, "3")), st.sampled_from(["given", "returned"])),
        st.builds(lambda h: ("speakers/main", SpeakerChased("A.1", h)), st.sampled_from(["calling", "no_answer"])),
        st.builds(lambda a: ("cue/1", CueArmed(a)), st.booleans()),
        st.just(("cue/1", CueSkipped())),
        st.builds(lambda to: ("messages", Messaged("hello", to, "stage/main", "main")), st.sampled_from(ROOMS)),
        st.builds(lambda a, r: ("messages", MessageSeen(a, r)), acts, st.sampled_from(ROOMS[1:])),
        st.builds(lambda a: ("messages", MessageTaken(a)), acts),
        st.builds(lambda on: ("messages", TimerHidden("main", on)), st.booleans()),
        st.builds(lambda s, side: ("house/main", HouseStepped(s, side, 9, "A")), st.sampled_from(STEPS), SIDES),
        st.builds(lambda a: ("house/main", HouseAnswered(a)), acts),
        st.just(("cue/1", CueFired((Action("x", "y"),), "dry", "1:1", 0.5))),
        st.builds(lambda s: ("event", StateSet(s)), st.sampled_from(["rehearsal", "open"])),
        st.builds(lambda on: ("event", TriggersSet((Trigger(on, ()),))), st.sampled_from(["start", "end"])),
        st.builds(
            lambda a, w: (w, Undone(a)),
            acts,
            st.sampled_from(UNDONE),
        ),
    )


def plan(file: EventFile) -> None:
    drafts = [
        Draft("event", EventMade("e", "00" * 32)),
        Draft("event", EventSet(Event("E", date(2026, 3, 10), "Europe/London"))),
        *[Draft(f"guest/{g}", GuestListed(Guest(g, g.upper()), n)) for n, g in enumerate(GUESTS)],
        *[Draft("stage/main", ItemPlanned(Item(i, "main", n, i, length=600))) for n, i in enumerate(ITEMS)],
        Draft("speakers/main", SlotPlanned(Slot("A.1", "A", 1, "Ann"))),
        Draft("speakers/main", SlotPlanned(Slot("A.2", "A", 2, "Bo"))),
        Draft("cue/1", CuePlanned(Cue("1", "A"))),
    ]
    with file.transaction() as tx:
        tx.append(drafts, at=DAY, operator="setup")


def rows(file: EventFile) -> list[object]:
    """The folded rows, but for which fact each subject's row was written at last."""
    return [(t, row[:2] if t == "states" else row) for t, row in folding.folded_rows(file.db)]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_two_machines_apart_agree_afterwards(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        one = create_event(Path(folder) / "one")
        plan(one)
        backup(one, Path(folder) / "two")
        two = open_event(Path(folder) / "two")
        made: list[str] = []
        for n in range(data.draw(st.integers(1, 14))):
            file = data.draw(st.sampled_from([one, two]))
            subject, body = data.draw(doings(made))
            at = DAY + timedelta(minutes=data.draw(st.integers(0, 30)))
            file.wall = lambda n=n, file=file: 1_800_000_000.0 + n + (5 if file is two else 0)  # type: ignore[misc]
            with file.transaction() as tx:
                made.append(tx.append([Draft(subject, body)], at=at, operator="Mei")[0].act)
            if data.draw(st.integers(0, 4)) == 0:
                absorb(one, two.path)
        absorb(one, two.path)
        absorb(two, one.path)
        absorb(one, two.path)
        assert rows(one) == rows(two)
        for file in (one, two):
            report = verify(file)
            assert report.ok, report
            file.close()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_shuffled_journal_folds_to_the_same_state(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = create_event(Path(folder) / "one")
        plan(file)
        made: list[str] = []
        for _ in range(data.draw(st.integers(1, 20))):
            subject, body = data.draw(doings(made))
            with file.transaction() as tx:
                made.append(tx.append([Draft(subject, body)], at=DAY, operator="Mei")[0].act)
        facts = reading.of_subject(file.db, "stage/main")
        shuffled = data.draw(st.permutations(facts))
        mode = folding.mode_of(file.db)
        state = stage_fold.empty("main")
        for one in counted(shuffled, mode):
            state = stage_fold.step(state, one)
        assert stage_fold.settle(state) == tables.stage(file.db, "main")
        for guest in GUESTS:
            mixed = data.draw(st.permutations(reading.of_subject(file.db, f"guest/{guest}")))
            state = tables.guest(file.db, guest)
            if state is None or not (state.merged or state.took):
                assert guest_fold.fold(guest, counted(mixed, mode)) == state
        file.close()
