"""The outputs, each driven for real: UDP and TCP sockets, oscdump as a receiver, and devices that are dead."""

from __future__ import annotations

import socket
import struct
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from msgspec.structs import replace

from console import outputs
from console.cueing.rack import Rack
from console.cueing.sending import send
from console.outputs import oscwords
from console.outputs.peer import Peer
from data.records import Action, Output

DEADLINE = 0.5


@pytest.fixture
def receiver() -> Iterator[socket.socket]:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        line.bind(("127.0.0.1", 0))
        line.settimeout(2)
        yield line


@pytest.fixture
def server() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as line:
        line.settimeout(2)
        yield line


def osc(line: socket.socket | int, scheme: str = "udp", **options: str) -> Output:
    port = line if isinstance(line, int) else line.getsockname()[1]
    return Output("lights", "osc", f"{scheme}://127.0.0.1:{port}", options=options)


def free_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        line.bind(("127.0.0.1", 0))
        return int(line.getsockname()[1])


# -- OSC ---------------------------------------------------------------------------------------------------------------
def test_a_cue_reaches_the_console_as_one_datagram_and_is_only_sent(receiver: socket.socket) -> None:
    peer = outputs.make(osc(receiver))
    reply = peer.fire("/eos/cue/1/4/fire", DEADLINE)
    assert receiver.recv(1024) == b"/eos/cue/1/4/fire\0\0\0,\0\0\0"
    assert reply.result == "sent" and reply.ms < 500 and not reply.goes_on
    assert peer.health(DEADLINE).word == "unconfirmed"
    peer.close()


def test_arguments_keep_their_types() -> None:
    message = oscwords.datagram('/level 1 0.5 "te xt \\" 9" true -3 "7" word')
    assert message == (
        b"/level\0\0,ifsTiss\0\0\0\0"
        + struct.pack(">if", 1, 0.5)
        + b'te xt " 9\0\0\0'
        + struct.pack(">i", -3)
        + b"7\0\0\0word\0\0\0\0"
    )


@pytest.mark.parametrize("text", ["", "fire", "/", "/a#b", '/a "open', "/a 99999999999", '/a b"c d"e', "/ä"])
def test_words_that_are_no_osc_are_found_before_the_day(text: str) -> None:
    assert outputs.problem(osc(1), text)
    assert outputs.make(osc(1)).fire(text, DEADLINE).result == "failed"


def test_a_port_where_nobody_listens_is_said_at_once_and_heals() -> None:
    port = free_port()
    peer = outputs.make(osc(port))
    reply = peer.fire("/go", DEADLINE)
    assert reply.result == "failed" and f"127.0.0.1:{port}" in reply.detail
    assert peer.health(DEADLINE).word == "down"
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        line.bind(("127.0.0.1", port))
        line.settimeout(2)
        assert peer.fire("/go", DEADLINE).result == "sent"
        assert line.recv(100) == b"/go\0,\0\0\0"
    peer.close()


def test_tcp_frames_with_slip_and_tells_when_the_other_end_is_gone(server: socket.socket) -> None:
    peer = outputs.make(osc(server, "tcp"))
    assert peer.health(DEADLINE).word == "ok"
    line, _address = server.accept()
    assert peer.fire("/go 192", DEADLINE).result == "sent"
    assert line.recv(100) == b"\xc0/go\0,i\0\0\0\0\0\xdb\xdc\xc0"
    line.close()
    assert peer.fire("/go", DEADLINE).result == "sent"
    again, _address = server.accept()
    assert again.recv(100) == b"\xc0/go\0,\0\0\0\xc0"
    again.close()
    server.close()
    assert peer.fire("/go", DEADLINE).result == "failed"
    assert peer.health(DEADLINE).word == "down"
    peer.close()


def test_tcp_can_speak_the_older_framing(server: socket.socket) -> None:
    peer = outputs.make(osc(server, "tcp", framing="length"))
    assert peer.fire("/go", DEADLINE).result == "sent"
    line, _address = server.accept()
    assert line.recv(100) == b"\0\0\0\x08/go\0,\0\0\0"
    line.close()
    peer.close()


def test_panic_says_nothing_to_lights_that_have_no_words_for_it(receiver: socket.socket) -> None:
    receiver.settimeout(0.05)
    silent, spoken = outputs.make(osc(receiver)), outputs.make(osc(receiver, stop="/stop 2.0"))
    silent.stop(2)
    with pytest.raises(TimeoutError):
        receiver.recv(100)
    spoken.stop(2)
    assert receiver.recv(100).startswith(b"/stop\0")
    silent.close()
    spoken.close()


def test_a_real_receiver_understands_every_type(tool: Callable[[str, str], str]) -> None:
    program = tool("oscdump", "liblo-tools")
    port = free_port()
    dump = subprocess.Popen([program, "-L", str(port)], stdout=subprocess.PIPE, text=True)
    try:
        assert dump.stdout is not None
        peer = outputs.make(osc(port))
        until = time.monotonic() + 10
        while peer.fire("/hello", DEADLINE).result != "sent" and time.monotonic() < until:
            continue
        assert peer.fire('/eos/level 1 0.5 "夜航 film" true', DEADLINE).result == "sent"
        lines = [dump.stdout.readline(), dump.stdout.readline()]
        said = next(line for line in lines if "/eos/level" in line)
        assert "ifsT" in said and " 1 0.5" in said and "夜航 film" in said
        peer.close()
    finally:
        dump.kill()
        dump.communicate()


# -- a person, and what is not driven ----------------------------------------------------------------------------------
def test_a_person_is_told_and_only_a_person_can_say_that_it_is_over() -> None:
    peer = outputs.make(Output("booth", "manual"))
    reply = peer.fire("flat 1.85, sound 5.1", DEADLINE)
    assert reply.result == "sent" and reply.goes_on and peer.left("flat") is None
    assert outputs.problem(Output("booth", "manual"), "  ")


@pytest.mark.parametrize("kind", ["mpv", "pjlink", "telepathy"])
def test_what_is_not_driven_fails_at_once_so_that_a_person_does_it(kind: str) -> None:
    peer = outputs.make(Output("screen", kind))
    reply = peer.fire("play a.mp4", DEADLINE)
    assert reply.result == "failed" and kind in reply.detail
    assert peer.health(DEADLINE).word == "unknown"
    assert peer.prepare("play a.mp4", DEADLINE)


@pytest.mark.parametrize("url", ["", "127.0.0.1:8000", "udp://", "udp://host", "udp://h:x", "http://h:1"])
def test_an_address_that_is_none_is_found_and_never_raises(url: str) -> None:
    output = Output("lights", "osc", url)
    assert outputs.output_problem(output)
    assert outputs.make(output).fire("/go", DEADLINE).result == "failed"


def test_only_players_are_stopped_by_panic() -> None:
    assert outputs.media() == {"mpv"}


# -- many at once ------------------------------------------------------------------------------------------------------
class Hanging:
    """A device that takes the call and never answers, until it is let go."""

    def __init__(self) -> None:
        self.let_go = threading.Event()

    def __call__(self, *_: object) -> Peer:
        return self  # type: ignore[return-value]  # only fire and health are called

    def fire(self, text: str, deadline: float) -> object:
        self.let_go.wait(30)
        return outputs.make(Output("screen", "mpv")).fire(text, deadline)

    def health(self, deadline: float) -> object:
        return self.fire("", deadline)

    def close(self) -> None:
        self.let_go.set()


def mixed(hanging: Hanging) -> Rack:
    return Rack(lambda output: hanging(output) if output.name == "dead" else outputs.make(output))


def test_a_dead_device_delays_nobody(receiver: socket.socket) -> None:
    hanging = Hanging()
    known = {"dead": Output("dead", "mpv"), "lights": osc(receiver)}
    actions = [Action("dead", "play"), Action("lights", "/go"), Action("nobody", "x")]
    began = time.monotonic()
    rack = mixed(hanging)
    batches = send(rack, known, actions, "show", 0.3)
    early = next(batches)
    while len(early) < 2:
        early += next(batches)
    assert receiver.recv(100) and time.monotonic() - began < 0.25
    assert {a.index: a.reply.result for a in early} == {1: "sent", 2: "failed"}
    (late,) = next(batches)
    assert late.index == 0 and late.reply.result == "failed" and "0.3 s" in late.reply.detail
    assert next(batches, None) is None and 0.25 < time.monotonic() - began < 2
    hanging.close()
    rack.close()


def test_the_mode_decides_what_is_sent(receiver: socket.socket) -> None:
    receiver.settimeout(0.05)
    live = Output("lights", "osc", f"udp://127.0.0.1:{receiver.getsockname()[1]}", live_only=True)
    for mode in ("edit", "dry", "rehearse"):
        (batch,) = send(Rack(), {"lights": live}, [Action("lights", "/go")], mode, DEADLINE)
        assert batch[0].reply.result == "dry"
    with pytest.raises(TimeoutError):
        receiver.recv(100)
    rack = Rack()
    (batch,) = send(rack, {"lights": live}, [Action("lights", "/go")], "show", DEADLINE)
    assert batch[0].reply.result == "sent"
    rack.close()


def test_health_asks_all_at_once_and_one_that_hangs_is_down(receiver: socket.socket) -> None:
    hanging = Hanging()
    rack = mixed(hanging)
    began = time.monotonic()
    known = [Output("dead", "mpv"), osc(receiver), Output("booth", "manual")]
    found = rack.healths(known, 0.2)
    assert [found[name].word for name in ("dead", "lights", "booth")] == ["down", "unconfirmed", "unconfirmed"]
    assert rack.healths(known, 0.2)["dead"].word == "down" and time.monotonic() - began < 2
    hanging.close()
    rack.close()


def test_what_was_given_up_while_a_name_was_looked_up_is_not_sent_late(
    receiver: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up = socket.getaddrinfo

    def slow(*asked: Any, **more: Any) -> Any:
        time.sleep(0.3)
        return looked_up(*asked, **more)

    monkeypatch.setattr(socket, "getaddrinfo", slow)
    peer = outputs.make(osc(receiver))
    waiting = threading.Thread(target=lambda: peer.fire("/second", 0.1))
    waiting.start()
    reply = peer.fire("/first", 0.1)
    waiting.join()
    assert reply.result == "failed" and "no answer" in reply.detail
    assert peer.fire("/third", 1.0).result == "sent"
    assert receiver.recv(100).startswith(b"/third"), "neither of the first two"
    peer.close()


def test_a_long_row_of_messages_goes_out_in_its_order_within_the_deadline(receiver: socket.socket) -> None:
    actions = [Action("o", f"/{n}") for n in range(60)]
    known = {"o": replace(osc(receiver), name="o")}
    rack = Rack()
    answers = [a for batch in send(rack, known, actions, "show", 0.5, lanes=[range(60)]) for a in batch]
    assert {answer.reply.result for answer in answers} == {"sent"}
    assert [receiver.recv(100).split(b"\0")[0] for _ in actions] == [f"/{n}".encode() for n in range(60)]
    rack.peer(known["o"]).close()
