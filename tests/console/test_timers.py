"""Free timers on a real file: their times are facts, so that they go on through a restart and can be taken back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from console import desk, timers
from console.rules.refusals import Refusal
from data.facts import Draft, StateSet
from data.files import open_event
from data.journal import EventFile
from data.verify import verify

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


def at(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def shown(file: EventFile, seconds: float) -> dict[str, float]:
    return {each.name: each.figure for each in timers.list_timers(file, at(seconds))}


def test_a_timer_survives_a_restart(file: EventFile) -> None:
    path = Path(file.path)
    timers.begin(file, "bus", 900, now=at(0), operator="Kit")
    timers.begin(file, "采访", None, now=at(60), operator="Kit")
    file.close()
    again = open_event(path)
    try:
        assert shown(again, 100) == {"bus": 800, "采访": 40}
        assert verify(again).ok
    finally:
        again.close()


def test_stopped_it_stands_and_started_it_goes_on_and_reset_it_begins_anew(file: EventFile) -> None:
    timers.add(file, "tea", 300, now=at(0), operator="Kit")
    assert shown(file, 50) == {"tea": 300}
    timers.start(file, "tea", now=at(50), operator="Kit")
    timers.stop(file, "tea", now=at(60), operator="Kit")
    assert shown(file, 200) == {"tea": 290}
    timers.start(file, "tea", now=at(200), operator="Kit")
    assert shown(file, 500) == {"tea": -10}, "it goes on over"
    answer = timers.reset(file, "tea", now=at(600), operator="Kit")
    assert [(each.figure, each.running) for each in answer.timers] == [(300, False)]
    timers.remove(file, "tea", now=at(601), operator="Kit")
    assert shown(file, 700) == {}


def test_an_act_on_a_timer_is_taken_back_as_any_other(file: EventFile) -> None:
    timers.begin(file, "bus", 900, now=at(0), operator="Kit")
    stopped = timers.stop(file, "bus", now=at(10), operator="Kit")
    assert not isinstance(desk.undo(file, act=stopped.fact, now=at(20), operator="Kit"), Refusal)
    assert shown(file, 30) == {"bus": 870}
    last = desk.last_undoable(file, "Kit")
    assert last is not None and last.brief == "timer bus", "set and started is one act"


def test_what_is_shown_on_the_timer_room_goes_with_its_timer(file: EventFile) -> None:
    timers.begin(file, "bus", 900, now=at(0), operator="Kit")
    answer = timers.show(file, "bus", "main", now=at(1), operator="Kit")
    assert answer.timers[0].shown_on == ("main",)
    timers.remove(file, "bus", now=at(2), operator="Kit")
    assert timers.hide(file, "main", now=at(3), operator="Kit").refused == "no_such_timer"


def test_a_rehearsal_leaves_no_timer_running(file: EventFile) -> None:
    with file.transaction() as tx:
        tx.append([Draft("event", StateSet("rehearsal"))], at=NOON, operator="lead")
    timers.begin(file, "bus", 900, now=at(0), operator="Kit")
    assert shown(file, 1) == {"bus": 899}
    with file.transaction() as tx:
        tx.append([Draft("event", StateSet("open"))], at=at(2), operator="lead")
    assert shown(file, 3) == {}
    assert verify(file).ok


def test_a_refused_act_writes_nothing(file: EventFile) -> None:
    answer = timers.start(file, "bus", now=NOON, operator="Kit")
    assert (answer.refused, answer.fact) == ("no_such_timer", None)
    assert answer.message == "There is no timer called bus; there are: none."
