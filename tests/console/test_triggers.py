"""Triggers for real: a GO is told to sockets, each answer is stored, nothing is sent that the mode keeps, and an item's
time is told of once however many processes look."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from console import cues, preflight, signals, stage
from console.cueing.firing import Firing
from console.cueing.rack import Rack
from console.naming import NamesOf
from console.outputs.manual import Manual
from console.outputs.peer import Reply
from console.rules.telling import telling
from console.setup import set_mode
from data import reading, tables
from data.facts import CuePlanned, Draft, OutputSet
from data.files import open_event
from data.journal import EventFile
from data.kinds.triggers import Signalled, TriggerAnswered, Triggered, TriggersSet
from data.records import Action, Cue, Output, Trigger

WHO = {"operator": "Kit", "source": "test"}


@pytest.fixture
def receiver() -> Iterator[socket.socket]:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        line.bind(("127.0.0.1", 0))
        line.settimeout(2)
        yield line


@pytest.fixture
def sender(file: EventFile) -> Iterator[Firing]:
    firing = Firing(file.path, "Kit")
    yield firing
    firing.close()


def told(file: EventFile, receiver: socket.socket, *triggers: Trigger, **options: Any) -> None:
    output = Output("qlab", "osc", f"udp://127.0.0.1:{receiver.getsockname()[1]}", **options)
    drafts = [Draft("event", OutputSet(output)), Draft("event", TriggersSet(triggers))]
    with file.transaction() as tx:
        tx.append(drafts, at=datetime.now().astimezone(), operator="setup")


def to(text: str) -> tuple[Action, ...]:
    return (Action("qlab", text),)


def came(receiver: socket.socket) -> str:
    packet = receiver.recv(1000)
    return packet[: packet.index(b"\0")].decode()


def nothing(receiver: socket.socket) -> bool:
    receiver.settimeout(0.05)
    try:
        return not receiver.recv(1000)
    except TimeoutError:
        return True


def written(file: EventFile, kind: str) -> list[Any]:
    return [row.fact.known for row in reading.facts(file.db, kinds=[kind])]


def test_a_go_is_told_and_the_answer_stored_in_its_act(
    file: EventFile, noon: datetime, receiver: socket.socket, sender: Firing
) -> None:
    told(file, receiver, Trigger("start", to("/cue/{number}/start")), Trigger("end", to("/over/{item}")))
    set_mode(file, "rehearse", now=noon, operator="Kit")
    answer = stage.go(file, "main", now=noon, **WHO)
    sender.fire(answer.to_fire)
    assert came(receiver) == "/cue/A/start"
    sender.wait()
    (intent,), (back,) = written(file, "triggered"), written(file, "trigger_answered")
    assert isinstance(intent, Triggered) and (intent.on, intent.item, intent.mode) == ("start", "A", "rehearse")
    assert isinstance(back, TriggerAnswered) and (back.output, back.result) == ("qlab", "sent")
    assert {row.fact.act for row in reading.facts(file.db, kinds=["triggered", "trigger_answered"])} == {answer.fact}

    second = stage.go(file, "main", now=noon + timedelta(seconds=5), **WHO)
    sender.fire(second.to_fire)
    assert [came(receiver), came(receiver)] == ["/over/A", "/cue/B/start"], "in the order of what happened"


class Slower(Manual):
    """Takes its time for the first of what it is told, like a device that wakes up."""

    def __init__(self, output: Output, heard: list[str]) -> None:
        super().__init__(output)
        self._heard = heard

    def fire(self, text: str, deadline: float) -> Reply:
        time.sleep(0.05 if "end" in text else 0)
        self._heard.append(text)
        return Reply("sent", 0.0)


def test_what_goes_to_one_output_goes_in_the_order_of_what_happened(
    file: EventFile, noon: datetime, receiver: socket.socket
) -> None:
    told(file, receiver, Trigger("start", to("/start")), Trigger("end", to("/end")))
    set_mode(file, "rehearse", now=noon, operator="Kit")
    heard: list[str] = []
    firing = Firing(file.path, "Kit", rack=Rack(lambda output: Slower(output, heard)))
    stage.go(file, "main", now=noon, **WHO)
    firing.fire(stage.go(file, "main", now=noon + timedelta(seconds=5), **WHO).to_fire)
    firing.wait()
    firing.close()
    assert heard == ["/end", "/start"]


@pytest.mark.parametrize("mode", ["edit", "dry", "rehearse"])
def test_the_mode_keeps_what_is_not_for_it(
    mode: Any, file: EventFile, noon: datetime, receiver: socket.socket, sender: Firing
) -> None:
    told(file, receiver, Trigger("start", to("/go")), live_only=mode == "rehearse")
    set_mode(file, mode, now=noon, operator="Kit")
    sender.fire(stage.go(file, "main", now=noon, **WHO).to_fire)
    sender.wait()
    assert nothing(receiver) and [each.result for each in written(file, "trigger_answered")] == ["dry"]


def test_every_act_is_told_and_back_sends_nothing(
    file: EventFile, noon: datetime, receiver: socket.socket, sender: Firing
) -> None:
    ons: list[Any] = ["standby", "start", "hold", "resume", "add", "end"]
    told(file, receiver, *(Trigger(on, to(f"/{on}/{{item}} {{added}} {{reason}}")) for on in ons))
    set_mode(file, "show", now=noon, operator="Kit")
    acts: list[Any] = [
        lambda at: stage.standby(file, "main", "A", now=at, **WHO),
        lambda at: stage.go(file, "main", now=at, **WHO),
        lambda at: stage.hold(file, "main", "sound check", now=at, **WHO),
        lambda at: stage.resume(file, "main", now=at, **WHO),
        lambda at: stage.add(file, "main", -60, now=at, **WHO),
        lambda at: stage.end(file, "main", now=at, **WHO),
    ]
    for second, (on, act) in enumerate(zip(ons, acts, strict=True)):
        sender.fire(act(noon + timedelta(seconds=5 * second)).to_fire)
        assert came(receiver) == f"/{on}/A"
    answer = stage.back(file, "main", now=noon + timedelta(minutes=1), **WHO)
    assert (answer.did, answer.to_fire) == ("back", ())
    sender.wait()
    assert nothing(receiver)


def test_a_cue_is_told_with_its_number_whoever_fires_it(
    file: EventFile, noon: datetime, receiver: socket.socket, sender: Firing
) -> None:
    told(file, receiver, Trigger("cue", to("/lx/{number}/of/{item}")))
    plan = [Cue("1.1", "A", follow="with"), Cue("1.2", "A")]
    with file.transaction() as tx:
        tx.append([Draft(f"cue/{cue.number}", CuePlanned(cue)) for cue in plan], at=noon, operator="setup")
    set_mode(file, "rehearse", now=noon, operator="Kit")
    sender.fire(cues.go(file, "1.1", now=noon, operator="Kit").to_fire)
    assert {came(receiver), came(receiver)} == {"/lx/1.1/of/A", "/lx/1.2/of/A"}
    sender.wait()


def test_an_output_that_is_dead_delays_no_go_and_says_so(file: EventFile, noon: datetime, sender: Firing) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        line.bind(("127.0.0.1", 0))
        told(file, line, Trigger("start", to("/go")))
    set_mode(file, "rehearse", now=noon, operator="Kit")
    sender.fire(stage.go(file, "main", now=noon, **WHO).to_fire)
    sender.wait()
    (row,) = reading.facts(file.db, kinds=["trigger_answered"])
    assert row.fact.known.result == "failed"  # type: ignore[union-attr]  # the kind is asked for
    assert "nobody listens" in telling(row.fact, NamesOf(file.db))


def test_an_event_without_triggers_writes_nothing_more(file: EventFile, noon: datetime) -> None:
    before = reading.latest(file.db)
    assert stage.go(file, "main", now=noon, **WHO).to_fire == ()
    assert reading.latest(file.db) == before + 1


def test_preflight_finds_what_no_output_understands(file: EventFile, receiver: socket.socket) -> None:
    told(file, receiver, Trigger("start", to("cue {number}")), Trigger("end", (Action("lamp", "/x"),)),
         Trigger("hold", to("/hold")))  # fmt: skip
    found = {check.name: check for check in preflight.preflight(file).checks if check.what == "trigger"}
    assert set(found) == {"start: qlab: cue {number}", "end: lamp: /x"}
    assert all(check.fails for check in found.values())


# -- an item's time ----------------------------------------------------------------------------------------------------
def test_a_warning_is_told_once_by_whoever_sees_it_first(
    file: EventFile, noon: datetime, receiver: socket.socket, sender: Firing
) -> None:
    told(file, receiver, Trigger("warning", to("/warning/{item} {seconds}")), Trigger("over", to("/over/{item}")))
    set_mode(file, "rehearse", now=noon, operator="Kit")
    stage.go(file, "main", now=noon, **WHO)
    soon = noon + timedelta(seconds=1800 - 121)
    assert signals.signal(file, "main", now=soon) == ()
    assert signals.next_look(file, ["main"], soon) == soon + timedelta(seconds=1)

    at, gate, shots = soon + timedelta(seconds=1), threading.Barrier(4), []

    def look() -> None:
        own = open_event(file.path)
        gate.wait(5)
        shots.append(signals.signal(own, "main", now=at))
        own.close()

    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(len, shots)) == [0, 0, 0, 1]
    sender.fire(max(shots, key=len))
    assert came(receiver) == "/warning/A"
    assert signals.signal(file, "main", now=at + timedelta(seconds=3)) == ()
    assert len(signals.signal(file, "main", now=noon + timedelta(seconds=1801))) == 1


def test_what_is_old_is_not_told_any_more(file: EventFile, noon: datetime, receiver: socket.socket) -> None:
    told(file, receiver, Trigger("warning", to("/warning")), Trigger("over", to("/over")))
    stage.go(file, "main", now=noon, **WHO)
    asleep = noon + timedelta(seconds=1800 + 300)
    assert signals.signal(file, "main", now=asleep) == ()
    (missed,) = written(file, "signalled")
    assert isinstance(missed, Signalled) and (missed.what, missed.missed) == ("over", 300)
    assert written(file, "triggered") == []
    (row,) = reading.facts(file.db, kinds=["signalled"])
    assert telling(row.fact, NamesOf(file.db)) == "over its time of A Doors was noticed 5:00 late: nobody was told"
    assert signals.signal(file, "main", now=asleep + timedelta(seconds=1)) == ()


def test_a_go_that_is_taken_back_and_given_again_is_told_again(
    file: EventFile, noon: datetime, receiver: socket.socket
) -> None:
    told(file, receiver, Trigger("warning", to("/warning")))
    stage.go(file, "main", now=noon, **WHO)
    due = noon + timedelta(seconds=1680)
    assert len(signals.signal(file, "main", now=due)) == 1
    stage.back(file, "main", now=due + timedelta(seconds=1), **WHO)
    again = due + timedelta(seconds=10)
    stage.go(file, "main", now=again, **WHO)
    assert len(signals.signal(file, "main", now=again + timedelta(seconds=1680))) == 1


def test_a_hold_keeps_the_time_and_a_trigger_of_another_item_claims_nothing(
    file: EventFile, noon: datetime, receiver: socket.socket
) -> None:
    told(file, receiver, Trigger("warning", to("/warning"), item="A"), Trigger("danger", to("/danger"), item="B"))
    stage.go(file, "main", now=noon, **WHO)
    stage.hold(file, "main", now=noon + timedelta(seconds=1600), **WHO)
    assert signals.signal(file, "main", now=noon + timedelta(seconds=1700)) == ()
    assert signals.next_look(file, ["main"], noon + timedelta(seconds=1700)) is None
    stage.resume(file, "main", now=noon + timedelta(seconds=1700), **WHO)
    assert len(signals.signal(file, "main", now=noon + timedelta(seconds=1780))) == 1
    assert signals.signal(file, "main", now=noon + timedelta(seconds=1840)) == ()
    assert len(written(file, "signalled")) == 1
    assert signals.wanted(tables.event(file.db))


def test_a_watch_tells_by_itself(file: EventFile, receiver: socket.socket, sender: Firing) -> None:
    told(file, receiver, Trigger("danger", to("/danger/{item}")))
    now = datetime.now().astimezone()
    set_mode(file, "rehearse", now=now, operator="Kit")
    watch = signals.Watch(file.path, sender.fire)
    watch.start()
    stage.go(file, "main", now=now, **WHO)
    stage.add(file, "main", -1740, now=now, **WHO)
    assert came(receiver) == "/danger/A"
    watch.close()
    assert watch.trouble == ""


def test_a_clock_that_jumps_tells_nothing_twice_and_nothing_that_is_old(
    file: EventFile, noon: datetime, receiver: socket.socket
) -> None:
    told(file, receiver, Trigger("warning", to("/warn")), Trigger("over", to("/over")))
    set_mode(file, "rehearse", now=noon, operator="Kit")
    stage.go(file, "main", now=noon, **WHO)
    run = stage.timeline(file, "main", noon).items[0]
    warns = noon + timedelta(seconds=run.length - tables.stage(file.db, "main").items["A"].warning)
    assert len(signals.signal(file, "main", now=warns)) == 1
    for hours in (-1, 0, -24, 0):
        assert signals.signal(file, "main", now=warns + timedelta(hours=hours, seconds=1)) == ()
    assert signals.signal(file, "main", now=noon + timedelta(hours=5)) == (), "hours after its end"
    assert [each.missed > 0 for each in written(file, "signalled")] == [False, True]
    ends = noon + timedelta(seconds=run.length)
    assert signals.signal(file, "main", now=ends + timedelta(seconds=1)) == (), "it was written down as missed"
