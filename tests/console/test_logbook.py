"""The log: every kind of fact has a sentence, problems are known as such, and filters find what was said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import get_args

import pytest
from rich.cells import cell_len

from console import desk, logbook
from console.logbook import Wanted
from console.naming import NamesOf
from console.rules import problems
from console.rules.refusals import Refusal
from console.rules.telling import telling
from console.rules.telling.brief import in_brief
from data import facts as kinds
from data import reading
from data.facts import AnyBody, Body, Draft, Fact, from_text, kind_of, to_text
from data.journal import EventFile
from data.kinds import triggers
from data.kinds.calling import AutoSet, AutoUsed, CallGiven
from data.kinds.timers import TimerAdded, TimerRemoved, TimerReset, TimerShown, TimerStarted, TimerStopped
from data.records import Action, Cue, Door, Event, Film, Guest, Item, Operator, Output, Slot, Stage, Trigger

SAMPLES: tuple[Body, ...] = (
    kinds.EventMade("e", "00"),
    kinds.EventSet(Event("Day", date(2026, 3, 10), "UTC")),
    kinds.DoorSet(Door("main", "Main entrance")),
    kinds.StageSet(Stage("main")),
    kinds.OutputSet(Output("lights", "osc")),
    kinds.FilmSet(Film("f", "Night Ferry")),
    kinds.StateSet("open"),
    kinds.ModeSet("show"),
    kinds.ImportBegan("guests.csv", 3),
    kinds.ImportEnded("guests.csv", 1, 1, 1, 0, 1),
    kinds.Noted("late coach", room="desk"),
    kinds.Panicked("fade"),
    kinds.GuestListed(Guest("g1", "Ada"), 1),
    kinds.GuestAdded(Guest("g1", "Ada"), 1),
    kinds.GuestChanged({"seat": "A12"}),
    kinds.TicketReplaced(2),
    kinds.Entered("main", "main", forced=True, force_sent=True, overrode="full", reason="vip", supervisor="Ann"),
    kinds.Left("main", "main"),
    kinds.Refused("main", "already_in"),
    kinds.ItemPlanned(Item("A", "main", 0, "Doors")),
    kinds.ItemRemoved("A"),
    kinds.ItemMoved("A", "B"),
    kinds.ItemAdded(Item("B", "main", 2, "Talk"), None),
    kinds.ItemEdited(Item("A", "main", 1, "Opening", length=600), ("length",)),
    kinds.Replanned({"A": datetime(2026, 3, 10, 9, 30, tzinfo=UTC)}, {"B": 60.0, "C": -90.0}),
    kinds.Recovered("even", {"A": 300}, ("B",)),
    kinds.ItemSkipped("A"),
    kinds.ItemUnskipped("A"),
    kinds.StoodBy("A"),
    kinds.Went("A"),
    kinds.CueWent("2.5"),
    kinds.Ended("s:1"),
    kinds.Held("s:1", "speaker late"),
    kinds.Resumed("s:1"),
    kinds.TimeAdded("s:1", -120),
    kinds.StageRefused("go", "too_soon"),
    kinds.SlotPlanned(Slot("s1", "A", 0, "Lin Qiao")),
    kinds.SlotRemoved("s1"),
    kinds.SlotMoved("s1", "s2"),
    kinds.SlotReplaced("s1", "Rosa Field"),
    kinds.SpeakerSet("s1", "miked"),
    kinds.SlotAdded(Slot("s3", "A", 2, "Yusuf Demir"), "s1"),
    kinds.SlotEdited(Slot("s1", "A", 0, "Lin Qiao", length=240), ("length",)),
    kinds.SlotDropped("s1"),
    kinds.SlotTakenBack("s1"),
    kinds.KitSet("s1", "mic", "given", "3"),
    kinds.SpeakerChased("s1", "calling"),
    kinds.CuePlanned(Cue("2.5", "A", name="Title card")),
    kinds.CueRemoved(),
    kinds.CueStoodBy(("file is missing",)),
    kinds.CueFired((Action("lights", "/go"),), "show", "1:1", 0.5),
    kinds.ActionAnswered("s:1", 0, "failed", 500, "no answer"),
    kinds.CueEnded("s:1", "stopped", 12),
    kinds.CueSkipped(),
    kinds.CueArmed(False),
    kinds.CueMarked("done"),
    kinds.CueRefused("go", "already_running"),
    kinds.MergedInto("g2"),
    kinds.MergedFrom("g2"),
    kinds.DeputySent("g2"),
    kinds.HandoutGiven("headset", "041"),
    kinds.HandoutReturned("headset", "041"),
    kinds.OnTheWay(datetime(2026, 3, 10, 13, 20, tzinfo=UTC), "kerb 2", "Zhao Min"),
    kinds.MeeterTold("told"),
    kinds.LeadCalled("Bund Pictures sent Bo for Ada"),
    kinds.LeadCame(),
    kinds.HeadCounted(203),
    kinds.BadgeAsked("desk"),
    kinds.BadgePrinted(False, "out of paper"),
    kinds.PaperNumbered(1, ("g1", "g2")),
    kinds.Messaged("WRAP UP", "timer", "stage/main", "main", blink=True),
    kinds.MessageSeen("s:1", "desk"),
    kinds.MessageTaken("s:1"),
    kinds.TimerHidden("main", True),
    kinds.HouseStepped("hold", "stage", item="B"),
    kinds.HouseAnswered("s:1"),
    kinds.Undone("s:1", what="Ada came in"),
    kinds.OperatorSet(Operator("Mei", "desk", "x")),
    kinds.OperatorRemoved("Mei"),
    kinds.PinRefused("Mei"),
    kinds.Forgotten(3, 9, "{}"),
    CallGiven("A", "start", 300, datetime(2026, 3, 10, 9, 30, tzinfo=UTC)),
    AutoSet("s:1", False),
    AutoUsed("s:1"),
    TimerAdded("bus", "down", 900),
    TimerStarted("bus"),
    TimerStopped("bus"),
    TimerReset("bus"),
    TimerRemoved("bus"),
    TimerShown("main", "bus"),
    triggers.TriggersSet((Trigger("start", (Action("lights", "/go"),)),)),
    triggers.Triggered("start", "A", (Action("lights", "/go"),), "show", "1:1", 0.5),
    triggers.TriggerAnswered("s:1", "lights", "failed", 500, "no answer"),
    triggers.Signalled("s:1", "warning", "A"),
)


def fact_of(body: Body, subject: str = "guest/g1") -> Fact:
    text, kind = to_text(body), kind_of(body)
    at = datetime(2026, 3, 10, 12, tzinfo=UTC)
    return Fact("s", 1, "s:1", 1, at, "Mei", "live", subject, kind, 1, None, text, from_text(kind, 1, text))


@pytest.fixture
def names(file: EventFile) -> Iterator[NamesOf]:
    yield NamesOf(file.db)


def test_there_is_a_sample_of_every_kind() -> None:
    assert {type(sample) for sample in SAMPLES} == set(get_args(AnyBody))


@pytest.mark.parametrize("body", SAMPLES, ids=lambda body: kind_of(body))
def test_every_kind_has_a_sentence(body: Body, names: NamesOf) -> None:
    fact = fact_of(body)
    said = telling(fact, names)
    assert said
    assert "{" not in said, "a kind without a sentence is shown as it is kept"
    assert fact.kind not in said or "_" not in fact.kind
    assert fact.kind in problems.KINDS or not problems.is_problem(fact)


@pytest.mark.parametrize("body", SAMPLES, ids=lambda body: kind_of(body))
def test_every_kind_has_words_for_the_undo_key(body: Body, names: NamesOf) -> None:
    fact = fact_of(body)
    said = in_brief(fact, names)
    assert said and "{" not in said
    assert cell_len(said) <= cell_len(telling(fact, names))


def test_the_undo_key_names_an_act_in_few_words(names: NamesOf) -> None:
    assert in_brief(fact_of(kinds.Entered("main", "main"), "guest/g1"), names) == "Ada Byron in"
    assert in_brief(fact_of(kinds.TimeAdded("A", -120), "stage/main"), names) == "took 2:00"
    assert in_brief(fact_of(kinds.Went("08"), "stage/main"), names) == "GO 08"


def test_names_stand_for_ids(file: EventFile, names: NamesOf) -> None:
    entered = fact_of(kinds.Entered("main", "main"), "guest/g2")
    assert telling(entered, names) == "李立言 Li Liyan came in at Main entrance"
    assert telling(fact_of(kinds.Went("B"), "stage/main"), names) == "GO B Opening"
    assert telling(fact_of(kinds.Went("gone"), "stage/main"), names) == "GO gone"


def test_an_override_names_who_let_in_and_why(names: NamesOf) -> None:
    body = kinds.Entered("main", "main", forced=True, force_sent=True, overrode="full", reason="jury", supervisor="Ann")
    assert telling(fact_of(body), names) == "Ada Byron came in at Main entrance, LET IN by Ann: jury (was: full)"


def test_an_unknown_kind_is_shown_word_for_word_and_as_a_problem(names: NamesOf) -> None:
    at = datetime(2026, 3, 10, tzinfo=UTC)
    fact = Fact("s", 1, "s:1", 1, at, "Mei", "live", "guest/g1", "teleported", 7, None, '{"to":"\x1b[31mMars"}', None)
    said = telling(fact, names)
    assert "teleported" in said
    assert '{"to":"Mars"}' in said
    assert problems.is_problem(fact)


@pytest.mark.parametrize("raw", ["NOT[/]A", "\x1b[31mX", "a\nb", "\u202egnp", "'; DROP"])
def test_what_was_scanned_is_shown_harmless(raw: str, names: NamesOf) -> None:
    said = telling(fact_of(kinds.Refused("main", "unknown", code=raw), "door/main"), names)
    assert said.isprintable()
    assert "unknown code" in said


def test_hostile_names_are_harmless_in_a_line(file: EventFile, noon: datetime) -> None:
    with file.transaction() as tx:
        bob = Guest(id="b", name="Bob\x1b[2J \u202e[/]\u200b\tX\n" + "y" * 300)
        tx.append([Draft("guest/b", kinds.GuestAdded(bob, 7))], at=noon, operator="Mei\n\x07")
    line = logbook.newest(file).lines[0]
    assert line.text.startswith("Bob [/] X yyy")
    assert (line.text + line.title + line.operator).isprintable()


def test_the_newest_comes_first_and_pages_go_on_where_they_ended(file: EventFile, noon: datetime) -> None:
    for n in range(5):
        logbook.note(file, f"note {n}", now=noon + timedelta(minutes=n), operator="Mei")
    first = logbook.newest(file, limit=2)
    second = logbook.newest(file, before=first.next, limit=2)
    assert [line.text for line in (*first.lines, *second.lines)] == [f"note: note {n}" for n in (4, 3, 2, 1)]


def test_following_goes_on_from_a_place(file: EventFile, noon: datetime) -> None:
    place = logbook.latest(file)
    assert logbook.after(file, place=place).lines == ()
    logbook.note(file, "fire alarm", now=noon, operator="Mei", incident=True, room="stage")
    page = logbook.after(file, place=place)
    assert [(line.text, line.problem) for line in page.lines] == [("INCIDENT (stage): fire alarm", True)]
    assert logbook.after(file, place=page.next or 0).lines == ()


def test_filters(file: EventFile, noon: datetime) -> None:
    desk.admit(file, guest="g2", door="main", now=noon, operator="Mei")
    desk.admit(file, guest="g2", door="main", now=noon + timedelta(minutes=1), operator="Tom")
    logbook.note(file, "coach is late", now=noon + timedelta(minutes=2), operator="Mei")

    def texts(wanted: Wanted) -> list[str]:
        return [line.text for line in logbook.newest(file, wanted).lines]

    assert texts(Wanted(words="COACH late")) == ["note: coach is late"]
    assert texts(Wanted(words="liyan tom")) == ["李立言 Li Liyan refused at Main entrance: in already"]
    assert texts(Wanted(problems=True)) == ["李立言 Li Liyan refused at Main entrance: in already"]
    assert len(texts(Wanted(subject="guest/g2"))) == 3
    assert texts(Wanted(kinds=("noted",))) == ["note: coach is late"]
    assert texts(Wanted(since=noon + timedelta(minutes=2))) == ["note: coach is late"]


def test_what_was_taken_back_says_so(file: EventFile, noon: datetime) -> None:
    desk.admit(file, guest="g2", door="main", now=noon, operator="Mei")
    desk.undo(file, now=noon + timedelta(minutes=1), operator="Mei")
    undone, entered = logbook.newest(file, limit=2).lines
    assert undone.text == "took back: 李立言 Li Liyan came in at Main entrance"
    assert (entered.standing, undone.standing) == (False, True)


def test_a_double_entry_of_two_stations_is_a_problem_with_its_mark(file: EventFile, noon: datetime) -> None:
    for minute in (0, 5):
        with file.transaction() as tx:
            entered = kinds.Entered("main", "main")
            tx.append([Draft("guest/g1", entered)], at=noon + timedelta(minutes=minute), operator="Mei")
    second, first = logbook.newest(file, limit=2).lines
    assert (second.marks, second.problem) == (("double",), True)
    assert (first.marks, first.problem) == ((), False)
    assert [line.n for line in logbook.problem_lines(file, limit=5)] == [second.n]


def test_problems_first_leaves_out_what_was_taken_back(file: EventFile, noon: datetime) -> None:
    logbook.note(file, "smoke", now=noon, operator="Mei", incident=True)
    assert [line.text for line in logbook.problem_lines(file, limit=5)] == ["INCIDENT: smoke"]
    desk.undo(file, act=logbook.newest(file).lines[0].act, now=noon, operator="Mei")
    assert logbook.problem_lines(file, limit=5) == ()


def test_a_cue_that_failed_is_one_problem_and_says_why(file: EventFile, noon: datetime) -> None:
    cue = Cue("2.5", "A", name="Title card")
    with file.transaction() as tx:
        tx.append([Draft("cue/2.5", kinds.CuePlanned(cue))], at=noon, operator="Mei")
        fired = tx.append(
            [Draft("cue/2.5", kinds.CueFired((Action("lights", "/go"),), "show", "1:1", 0.5))], at=noon, operator="Mei"
        )[0]
        tx.append(
            [
                Draft("cue/2.5", kinds.ActionAnswered(fired.id, 0, "failed", 500, "no answer")),
                Draft("cue/2.5", kinds.CueEnded(fired.id, "failed")),
            ],
            at=noon,
            operator="Mei",
        )
    assert [line.text for line in logbook.problem_lines(file, limit=5)] == [
        "cue 2.5, action 1 failed: no answer, 500 ms (2.5 Title card)"
    ]


def test_refusals_at_a_door_do_not_push_an_incident_out(file: EventFile, noon: datetime) -> None:
    logbook.note(file, "smoke", now=noon, operator="Mei", incident=True)
    for minute in range(300):
        desk.admit(file, guest="g3", door="main", now=noon + timedelta(minutes=minute), operator="Mei")
    lines = logbook.problem_lines(file, limit=3)
    assert [line.kind for line in lines] == ["refused", "refused", "noted"]
    for n in range(5):
        logbook.note(file, f"smoke {n}", now=noon + timedelta(hours=9), operator="Mei", incident=True)
    assert [line.kind for line in logbook.problem_lines(file, limit=3)] == ["noted", "noted", "refused"]


def test_all_of_a_fact_is_there_to_read(file: EventFile, noon: datetime) -> None:
    taken = logbook.note(file, "smoke", now=noon, operator="Mei")
    assert not isinstance(taken, Refusal)
    told = dict(logbook.entry(file, taken.fact))
    assert (told["says"], told["by"], told["stands"]) == ("note: smoke", "Mei", "yes")
    assert '"smoke"' in told["kept as"]
    assert logbook.entry(file, "nobody:9") == ()


def test_a_note_without_words_is_refused_and_leaves_no_trace(file: EventFile, noon: datetime) -> None:
    before = reading.latest(file.db)
    said = logbook.note(file, " \t\u200b", now=noon, operator="Mei")
    assert isinstance(said, Refusal)
    assert reading.latest(file.db) == before
