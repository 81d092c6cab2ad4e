"""Firing: the intent before the send, the answers after, chains, waits, panic, and a process that is killed."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from console import cues, outputs
from console.cueing.board import CuesView
from console.cueing.firing import Firing
from console.cueing.rack import Rack
from console.outputs.peer import Health, Peer, Reply
from console.rules.refusals import Refusal
from data import reading, tables
from data.facts import CueFired, CuePlanned, Draft, EventSet, ItemPlanned, ModeSet, OutputSet, StageSet, StateSet
from data.files import create_event, open_event
from data.journal import EventFile
from data.records import Action, Cue, Event, EventStage, Item, Output, ShowMode, Stage

NOW = datetime(2026, 10, 25, 14, 0, tzinfo=UTC)
HERE = Path(__file__).parents[2]


class Clock:
    """Stands still, and goes on by what is waited for: a chain of minutes takes no time."""

    def __init__(self) -> None:
        self._now = NOW
        self._lock = threading.Lock()

    def now(self) -> datetime:
        return self._now

    def wait(self, stop: threading.Event, seconds: float) -> bool:
        with self._lock:
            self._now += timedelta(seconds=seconds)
        return stop.is_set()


class Held(Clock):
    """Waits a little for real, and says when somebody waits."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting = threading.Event()

    def wait(self, stop: threading.Event, seconds: float) -> bool:
        self.waiting.set()
        return super().wait(stop, seconds) or stop.wait(0.01)


class Device:
    """Equipment that keeps what it was told, and answers as it is asked to."""

    def __init__(self, answer: Callable[[str], Reply], left: list[float] | None = None) -> None:
        self.told: list[str] = []
        self.stopped: list[float] = []
        self._answer, self._left = answer, left or []

    def prepare(self, text: str, deadline: float) -> tuple[str, ...]:
        return ("the file is not there",) if "missing" in text else ()

    def fire(self, text: str, deadline: float) -> Reply:
        self.told.append(text)
        return self._answer(text)

    def left(self, text: str) -> float | None:
        return self._left.pop(0) if self._left else 0.0

    def stop(self, fade: float) -> None:
        self.stopped.append(fade)

    def resume(self, text: str, deadline: float) -> Reply:
        self.told.append(f"resume {text}")
        return self._answer(text)

    def health(self, deadline: float) -> Health:
        return Health("ok")

    def close(self) -> None:
        return None


def said(result: str = "confirmed", goes_on: bool = False) -> Callable[[str], Reply]:
    return lambda text: Reply(result, 1.0, goes_on=goes_on)  # type: ignore[arg-type]


def cue(number: str, *actions: str, item: str = "09", **fields: object) -> Cue:
    told = tuple(Action(*each.split(": ", 1)) for each in actions)
    return Cue(number, item, actions=told, **fields)  # type: ignore[arg-type]


@pytest.fixture
def file(tmp_path: Path) -> Iterator[EventFile]:
    event = create_event(tmp_path / "day.callboard")
    yield event
    event.close()


def plan(file: EventFile, *planned: Cue, mode: ShowMode = "show", state: EventStage = "open") -> None:
    known = [Output("screen", "mpv"), Output("lights", "osc", "udp://127.0.0.1:9"), Output("booth", "manual")]
    drafts = [
        Draft("event", EventSet(Event("Day", NOW.date(), "Europe/London"))),
        Draft("event", ModeSet(mode)),
        Draft("event", StateSet(state)),
        Draft("event", StageSet(Stage("main"))),
        *(Draft("event", OutputSet(each)) for each in known),
        *(Draft("stage/main", ItemPlanned(Item(item, "main", pos, item))) for pos, item in enumerate(("09", "10"))),
        *(Draft(f"cue/{each.number}", CuePlanned(each)) for each in planned),
    ]
    with file.transaction() as tx:
        tx.append(drafts, at=NOW, operator="plan")


def firing(file: EventFile, **devices: Device) -> Firing:
    def make(output: Output) -> Peer:
        return devices[output.name] if output.name in devices else outputs.make(output)

    return Firing(file.path, "Kit", clock=Clock(), rack=Rack(make))


def states(file: EventFile) -> dict[str, str]:
    board = cues.board(file, "main", NOW, health={})
    assert isinstance(board, CuesView)
    return {each.number: each.state for each in board.cues}


def go(file: EventFile, sender: Firing, number: str) -> cues.CueAnswer:
    answer = cues.go(file, number, now=NOW, operator="Kit")
    sender.fire(answer.to_fire)
    sender.wait()
    return answer


# -- one cue -----------------------------------------------------------------------------------------------------------
def test_the_intent_is_on_the_disk_before_anything_is_sent(file: EventFile) -> None:
    plan(file, cue("9.1", "lights: /go"))
    seen: list[bool] = []

    def look(text: str) -> Reply:
        other = open_event(file.path)
        fired = [row.fact for row in reading.facts(other.db, kinds=["cue_fired"])]
        seen.append(len(fired) == 1 and isinstance(fired[0].known, CueFired) and fired[0].known.mode == "show")
        other.close()
        return Reply("confirmed", 2.0)

    sender = firing(file, lights=Device(look))
    answer = go(file, sender, "9.1")
    assert answer.did == "go" and answer.state == "running" and seen == [True]
    state = tables.cue(file.db, "9.1")
    assert state is not None and state.state == "done" and state.answers[0].result == "confirmed"
    sender.close()


def test_one_failure_fails_the_cue_and_keeps_the_other_answers(file: EventFile) -> None:
    plan(file, cue("9.1", "lights: /go", "screen: play a.mp4", "nobody: x", follow="with"), cue("9.2", "lights: /2"))
    lights = Device(said())
    sender = firing(file, lights=lights)
    go(file, sender, "9.1")
    state = tables.cue(file.db, "9.1")
    assert state is not None and [each.result for each in state.answers] == ["confirmed", "failed", "failed"]
    assert states(file) == {"9.1": "failed", "9.2": "waiting"} and lights.told == ["/go"]
    sender.close()


def test_a_go_on_a_running_cue_does_nothing_and_is_kept(file: EventFile) -> None:
    plan(file, cue("9.1", "booth: flat 1.85"))
    sender = firing(file)
    go(file, sender, "9.1")
    again = go(file, sender, "9.1")
    assert again.refused == "already_running" and again.to_fire == ()
    assert [row.fact.kind for row in reading.facts(file.db, kinds=["cue_refused"])] == ["cue_refused"]
    sender.close()


def test_what_a_person_was_told_runs_until_a_person_confirms_it(file: EventFile) -> None:
    plan(file, cue("9.1", "booth: flat 1.85", "lights: /go"))
    sender = firing(file, lights=Device(said("sent")))
    go(file, sender, "9.1")
    assert states(file) == {"9.1": "running"}
    done = cues.done(file, "9.1", now=NOW + timedelta(seconds=3), operator="Ann")
    state = tables.cue(file.db, "9.1")
    assert done.did == "done" and state is not None and state.state == "done"
    assert [each.result for each in state.answers] == ["confirmed", "sent"]
    assert state.answers[0].ms == 3000 and "Ann" in state.answers[0].detail
    sender.close()


@pytest.mark.parametrize("mode", ["edit", "dry"])
def test_nothing_is_sent_in_edit_and_dry_and_the_chain_runs_all_the_same(file: EventFile, mode: ShowMode) -> None:
    plan(file, cue("9.1", "lights: /1", "booth: flat", follow="with", post_wait=60), cue("9.2", "screen: x"), mode=mode)
    lights = Device(said())
    sender = firing(file, lights=lights)
    go(file, sender, "9.1")
    assert states(file) == {"9.1": "done", "9.2": "done"} and lights.told == []
    state = tables.cue(file.db, "9.2")
    assert state is not None and state.answers[0].result == "dry" and state.mode == mode
    sender.close()


def test_a_failed_cue_is_retried_marked_or_left(file: EventFile) -> None:
    plan(file, cue("9.1", "screen: play a"), cue("9.2", "screen: play b"), cue("9.3", "screen: play c"))
    sender = firing(file)
    for number in ("9.1", "9.2", "9.3"):
        go(file, sender, number)
    assert set(states(file).values()) == {"failed"}
    sender.rack = Rack(lambda output: Device(said()))
    sender.fire(cues.retry(file, "9.1", now=NOW, operator="Kit").to_fire)
    sender.wait()
    cues.done(file, "9.2", now=NOW, operator="Kit")
    cues.leave(file, "9.3", now=NOW, operator="Kit")
    assert states(file) == {"9.1": "done", "9.2": "done", "9.3": "failed"}
    left = tables.cue(file.db, "9.3")
    assert left is not None and left.left
    sender.close()


# -- chains ------------------------------------------------------------------------------------------------------------
def test_a_chain_runs_with_its_waits_and_belongs_to_one_act(file: EventFile) -> None:
    plan(
        file, cue("9.1", "lights: /1", follow="with", pre_wait=2, post_wait=3), cue("9.2", "lights: /2", armed=False),
        cue("9.3", "lights: /3", follow="after"), cue("9.4", "lights: /4"), cue("9.5", "lights: /5"),
    )  # fmt: skip
    lights = Device(said())
    sender = firing(file, lights=lights)
    answer = go(file, sender, "9.1")
    assert lights.told == ["/1", "/3", "/4"]
    assert states(file) == {"9.1": "done", "9.2": "disarmed", "9.3": "done", "9.4": "done", "9.5": "waiting"}
    fired = [row.fact for row in reading.facts(file.db, kinds=["cue_fired"])]
    assert {fact.act for fact in fired} == {answer.fact}
    assert [(fact.subject, round((fact.at - NOW).total_seconds(), 3)) for fact in fired[:2]] == [
        ("cue/9.1", 0.0),
        ("cue/9.3", 5.0),
    ]
    sender.close()


def test_a_cue_settled_while_it_waits_is_not_sent(file: EventFile) -> None:
    class Settling(Clock):
        def wait(self, stop: threading.Event, seconds: float) -> bool:
            desk = open_event(file.path)
            cues.done(desk, "1", now=NOW, operator="Mei")
            desk.close()
            return super().wait(stop, seconds)

    screen = Device(said())
    plan(file, cue("1", "screen: play", pre_wait=5.0))
    go(file, Firing(file.path, "Kit", clock=Settling(), rack=Rack(lambda output: screen)), "1")
    assert screen.told == []
    assert states(file) == {"1": "done"}


def test_after_waits_for_the_end_of_what_goes_on(file: EventFile) -> None:
    plan(file, cue("9.1", "screen: play a", follow="after"), cue("9.2", "lights: /2"))
    screen, lights = Device(said(goes_on=True), left=[94.6, 40.0, 0.2]), Device(said())
    sender = firing(file, screen=screen, lights=lights)
    go(file, sender, "9.1")
    assert states(file) == {"9.1": "done", "9.2": "done"} and lights.told == ["/2"]
    sender.close()


def test_after_a_person_the_chain_waits_for_the_person(file: EventFile) -> None:
    plan(file, cue("9.1", "booth: flat", follow="after"), cue("9.2", "lights: /2"))
    lights = Device(said())
    sender = firing(file, lights=lights)
    clock = sender._clock = Held()
    sender.fire(cues.go(file, "9.1", now=NOW, operator="Kit").to_fire)
    assert clock.waiting.wait(5) and lights.told == []
    cues.done(file, "9.1", now=NOW, operator="Ann")
    sender.wait()
    assert lights.told == ["/2"]
    sender.close()


# -- panic -------------------------------------------------------------------------------------------------------------
def test_panic_fades_media_stops_the_chain_and_leaves_the_lights(file: EventFile) -> None:
    plan(file, cue("9.1", "screen: play a", "lights: /1", follow="after"), cue("9.2", "lights: /2"))
    screen, lights = Device(said(goes_on=True), left=[90.0] * 1000), Device(said())
    sender = firing(file, screen=screen, lights=lights)
    clock = sender._clock = Held()
    sender.fire(cues.go(file, "9.1", now=NOW, operator="Kit").to_fire)
    assert clock.waiting.wait(5)
    known = tables.event(file.db).outputs
    first = cues.panic(file, now=NOW + timedelta(seconds=7), operator="Kit")
    sender.panic(first.how, [known[name] for name in first.outputs], 2.0)
    second = cues.panic(file, now=NOW + timedelta(seconds=8), operator="Kit")
    sender.panic(second.how, [known[name] for name in second.outputs], 2.0)
    sender.wait()
    assert (first.how, first.outputs, first.cues, second.how) == ("fade", ("screen",), ("9.1",), "cut")
    assert sorted(screen.stopped) == [0.0, 2.0] and lights.stopped == [] and lights.told == ["/1"]
    state = tables.cue(file.db, "9.1")
    assert state is not None and (state.state, state.position) == ("stopped", 7.0)
    resumed = cues.panic(file, "resume", now=NOW + timedelta(seconds=20), operator="Kit")
    assert resumed.cues == ("9.1",) and resumed.to_fire[0].resume
    screen._left = [0.0]
    sender.fire(resumed.to_fire)
    sender.wait()
    assert "resume play a" in screen.told and lights.told[-1] == "/2"
    sender.close()


def test_panic_pressed_by_another_process_stops_this_chain(file: EventFile) -> None:
    plan(file, cue("9.1", "lights: /1", pre_wait=60), cue("9.2", "lights: /2"))
    lights = Device(said())
    sender = firing(file, lights=lights)
    clock = sender._clock = Held()
    sender.fire(cues.go(file, "9.1", now=NOW, operator="Kit").to_fire)
    assert clock.waiting.wait(5)
    cues.panic(file, now=NOW, operator="Ann")
    sender.wait()
    assert lights.told == [] and states(file)["9.1"] == "stopped"
    sender.close()


# -- standby, arm, skip ------------------------------------------------------------------------------------------------
def test_standby_makes_ready_and_warns_while_there_is_time(file: EventFile) -> None:
    plan(file, cue("9.1", "screen: play missing.mp4", "lights: /ok"), cue("9.2", "lights: /ok"))
    sender = firing(file, screen=Device(said()), lights=Device(said()))
    for number in ("9.1", "9.2"):
        assert cues.standby(file, number, now=NOW, operator="Kit").state == "standby"
        sender.prepare(number)
        sender.wait()
    first, second = tables.cue(file.db, "9.1"), tables.cue(file.db, "9.2")
    assert first is not None and (first.state, first.warnings) == ("standby", ("the file is not there",))
    assert second is not None and (second.state, second.warnings) == ("standby", ())
    sender.close()


def test_arm_and_skip_and_their_way_back(file: EventFile) -> None:
    plan(file, cue("9.1"), cue("9.2"))
    cues.disarm(file, "9.1", now=NOW, operator="Kit")
    cues.skip(file, "9.2", now=NOW, operator="Kit")
    assert states(file) == {"9.1": "disarmed", "9.2": "skipped"}
    assert cues.go(file, "9.1", now=NOW, operator="Kit").refused == "disarmed"
    for number in ("9.1", "9.2"):
        cues.arm(file, number, now=NOW, operator="Kit")
    assert states(file) == {"9.1": "waiting", "9.2": "waiting"}


def test_a_closed_event_fires_nothing_and_an_unknown_cue_leaves_no_cue(file: EventFile) -> None:
    plan(file, cue("9.1"), state="closed")
    assert cues.go(file, "9.1", now=NOW, operator="Kit").refused == "closed"
    assert cues.go(file, "7", now=NOW, operator="Kit").refused == "no_such_cue"
    assert tables.cue(file.db, "7") is None and states(file) == {"9.1": "waiting"}


# -- the board ---------------------------------------------------------------------------------------------------------
def test_the_board_sorts_asks_the_outputs_and_knows_the_past(file: EventFile) -> None:
    plan(file, cue("9.10", "lights: /x"), cue("9.2", "booth: say it"))
    sender = firing(file, lights=Device(said("sent")))
    go(file, sender, "9.10")
    board = cues.board(file, None, NOW)
    assert isinstance(board, CuesView) and (board.stage, board.mode) == ("main", "show")
    assert [each.number for each in board.cues] == ["9.2", "9.10"]
    assert [(each.name, each.health) for each in board.outputs] == [
        ("screen", "unknown"),
        ("lights", "unconfirmed"),
        ("booth", "unconfirmed"),
    ]
    shown = board.cues[1].actions[0]
    assert (shown.output, shown.verb, shown.result) == ("lights", "/x", "sent")
    before = cues.board(file, "main", NOW, at=NOW - timedelta(minutes=1), health={})
    assert isinstance(before, CuesView) and before.cues[1].state == "waiting"
    assert isinstance(cues.board(file, "attic", NOW), Refusal)
    sender.close()


# -- a process that dies -----------------------------------------------------------------------------------------------
KILLED = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from console import cues
from console.cueing.firing import Firing
from data.files import open_event

file = open_event(Path(sys.argv[1]))
answer = cues.go(file, "9.1", now=datetime.now(UTC), operator="Kit")
Firing(file.path, "Kit").fire(answer.to_fire)
print("fired", flush=True)
sys.stdin.read()
"""


def test_the_cue_of_a_killed_process_is_unknown_never_done(file: EventFile) -> None:
    plan(file, cue("9.1", "lights: /1", pre_wait=60, follow="with"), cue("9.2", "lights: /2"))
    child = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(file.path)],
        cwd=HERE,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None and child.stdin is not None
    assert child.stdout.readline() == "fired\n"
    late = datetime.now(UTC) + timedelta(minutes=2)

    def shown() -> str:
        board = cues.board(file, "main", late, health={})
        assert isinstance(board, CuesView)
        return board.cues[0].state

    assert shown() == "running"
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    child.stdin.close()
    child.stdout.close()
    assert shown() == "unknown"
    assert states(file)["9.2"] == "waiting"
    answer = cues.retry(file, "9.1", now=late, operator="Kit")
    assert answer.did == "retry" and len(answer.to_fire) == 1


def test_the_datagram_is_out_before_a_dead_device_has_had_its_time(file: EventFile) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as receiver:
        receiver.bind(("127.0.0.1", 0))
        receiver.settimeout(0.4)
        plan(file, cue("9.1", "screen: play a", "lights: /go"))
        with file.transaction() as tx:
            url = f"udp://127.0.0.1:{receiver.getsockname()[1]}"
            tx.append([Draft("event", OutputSet(Output("lights", "osc", url)))], at=NOW, operator="plan")
        let_go = threading.Event()

        def hang(text: str) -> Reply:
            let_go.wait(20)
            return Reply("confirmed", 1.0)

        sender = firing(file, screen=Device(hang))
        sender.fire(cues.go(file, "9.1", now=NOW, operator="Kit").to_fire)
        assert receiver.recv(100).startswith(b"/go")
        sender.wait()
        state = tables.cue(file.db, "9.1")
        assert state is not None and [each.result for each in state.answers] == ["failed", "sent"]
        let_go.set()
        sender.close()
