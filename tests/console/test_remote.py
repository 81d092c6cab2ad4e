"""Listening for real: OSC and HTTP on sockets, the guard of a key, roles, tokens, and whatever else may come."""

from __future__ import annotations

import json
import os
import socket
import stat
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest
from msgspec import Struct
from pythonosc.osc_message_builder import OscMessageBuilder

from console import crash, logbook
from console.cueing.firing import Firing
from console.exports.as_run import as_run
from console.exports.as_run_page import as_run_page
from console.remote import routes, tokens
from console.remote.doorman import Doors
from console.remote.http_in import LINES
from console.remote.listener import Listener, Listening
from console.rules.refusals import Refusal
from console.setup import set_mode
from data import heard, reading, tables
from data.facts import CuePlanned, Draft, OperatorSet, OutputSet
from data.journal import EventFile
from data.records import Action, Cue, Operator, Output
from data.states import StageState


class Ground(Struct):
    """A listener on a file, its ports, its token, and the lines it said."""

    file: EventFile
    ports: Listening
    token: str
    lines: list[str]
    operator: list[str]

    def osc(self, address: str, *values: object) -> None:
        builder = OscMessageBuilder(address=address)
        for value in values:
            builder.add_arg(value)  # type: ignore[arg-type]  # what a test sends
        self.raw(builder.build().dgram)

    def raw(self, data: bytes) -> None:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
            line.sendto(data, ("127.0.0.1", self.ports.osc or 0))

    def asks(self, method: str, path: str, **options: Any) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self.token}"} | options.pop("headers", {})
        url = f"http://127.0.0.1:{self.ports.http}{path}"
        return httpx.request(method, url, headers=headers, trust_env=False, timeout=5, **options)

    def stage(self) -> StageState:
        return tables.stage(self.file.db, "main")

    def until(self, holds: Callable[[], object]) -> None:
        """What was sent arrives when it does: waits for what it brings about."""
        end = time.monotonic() + 5
        while not holds():
            assert time.monotonic() < end, self.lines
            time.sleep(0.005)

    def all_came(self) -> None:
        """Everything sent by OSC so far was taken: a last message of a kind that leaves a line."""
        mark = f"mark{len(self.lines)}x{time.monotonic_ns()}"
        self.osc("/callboard/note", mark)
        self.until(lambda: mark in str([row.fact.known for row in reading.facts(self.file.db, kinds=["noted"])]))


@pytest.fixture
def ground(file: EventFile) -> Iterator[Ground]:
    event = tables.event(file.db)
    made = tokens.make(event.id, "companion")
    assert isinstance(made, str)
    lines: list[str] = []
    operator = ["Kit"]
    firing = Firing(file.path, "Kit")
    listener = Listener(
        file.path, Doors(osc=0, http=0), firing, lambda: operator[0], told=lines.append, trouble=lines.append
    )
    ports = listener.start()
    assert isinstance(ports, Listening)
    yield Ground(file, ports, made, lines, operator)
    listener.close()
    firing.close()


def facts(ground: Ground, *kinds: str) -> list[Any]:
    return [row.fact.known for row in reading.facts(ground.file.db, kinds=kinds)]


# -- what is done ------------------------------------------------------------------------------------------------------
def test_a_day_is_run_by_osc_and_every_command_says_where_it_came_from(ground: Ground) -> None:
    ground.osc("/callboard/standby", "A")
    ground.osc("/callboard/go", 1)
    ground.osc("/callboard/go", 0)
    ground.osc("/callboard/hold", "sound check")
    ground.osc("/callboard/main/resume")
    ground.osc("/callboard/add", -60)
    ground.osc("/callboard/skip/B")
    ground.osc("/callboard/message", "wrap up")
    ground.osc("/callboard/end")
    ground.all_came()
    state = ground.stage()
    assert [run.item for run in state.runs] == ["A"] and state.runs[0].added == -60 and state.runs[0].end is not None
    assert state.skipped == {"B": True}
    kinds = ("stood_by", "went", "held", "resumed", "time_added", "item_skipped", "ended")
    assert [each.source for each in facts(ground, *kinds)] == ["osc 127.0.0.1"] * 7
    (message,) = heard.messages(ground.file.db).open.values()
    assert (message.text, message.to, message.sender) == ("wrap up", "timer", "osc 127.0.0.1")
    assert {row.fact.operator for row in reading.facts(ground.file.db, kinds=kinds)} == {"Kit"}


def test_every_verb_s_source_stands_in_the_log_and_the_report(ground: Ground) -> None:
    cue = CuePlanned(Cue(number="1", item="A", name="Lamp", actions=(Action("sm", "Lamp"),)))
    with ground.file.transaction() as tx:
        drafts = [Draft("event", OutputSet(Output("sm", "manual", ""))), Draft("cue/1", cue)]
        tx.append(drafts, at=datetime.now(UTC), operator="setup")
    place = reading.latest(ground.file.db)
    verbs = (
        "skip/C", "unskip/C", "standby/A", "go", "skip/C", "hold/mic", "resume", "add/60", "message/wrap", "note/late",
        "cue/1/arm", "cue/1/disarm", "cue/1/go", "cue/1/arm", "cue/1/standby", "cue/1/skip", "panic", "panic/resume",
        "hold/light", "end", "back",
    )  # fmt: skip
    wanted = {"cue/1/go": 409}
    for verb in verbs[:-1]:
        assert ground.asks("POST", f"/callboard/{verb}").status_code == wanted.get(verb, 200), verb
    lines = [line.text for line in logbook.after(ground.file, place=place).lines]
    assert len(lines) >= len(verbs) - 1 and all("(http companion)" in line for line in lines), lines

    told = str(as_run_page(as_run(ground.file, now=datetime.now(UTC))))
    for said in (
        "'Kit (http companion)'", "+1:00 given by Kit (http companion)", "'mic', 'Kit (http companion)'",
        "'light', 'Kit (http companion)'", "'skipped', 'C', '', 'Kit (http companion)'", "'http companion', 'late'",
    ):  # fmt: skip
        assert said in told, said
    assert ground.asks("POST", "/callboard/back").status_code == 200
    assert "took back" in (last := logbook.after(ground.file, place=place).lines[-1].text) and "(http comp" in last


def test_oscsend_and_tcp_with_slip_run_it_too(ground: Ground, tool: Callable[[str, str], str]) -> None:
    program = tool("oscsend", "liblo-tools")
    subprocess.run([program, "127.0.0.1", str(ground.ports.osc), "/callboard/go"], check=True, timeout=10)
    ground.until(lambda: ground.stage().runs)
    with socket.create_connection(("127.0.0.1", ground.ports.osc or 0), timeout=5) as line:
        packet = b"/callboard/hold\0,s\0\0late\0\0\0\0"
        line.sendall(b"\xc0" + packet[:9])
        line.sendall(packet[9:] + b"\xc0\xc0/callboard/resume\0\0\0,\0\0\0\xc0")
        ground.until(lambda: [each.reason for each in facts(ground, "held")] == ["late"] and facts(ground, "resumed"))


def test_http_answers_as_the_command_line_does(ground: Ground) -> None:
    done = ground.asks("POST", "/callboard/go")
    assert done.status_code == 200
    assert {"did": "go", "item": "A", "live": "A", "stage": "main"}.items() <= done.json().items()
    assert done.json()["fact"] and done.json()["items"][0]["status"] == "live"
    assert facts(ground, "went")[0].source == "http companion", "by the name that the token is for"
    added = ground.asks("POST", "/callboard/main/add", json={"seconds": 90})
    assert added.json()["did"] == "add" and ground.stage().runs[0].added == 90
    assert ground.asks("POST", "/callboard/standby", content="C").json()["standby"] == "C"
    assert ground.asks("POST", "/callboard/hold", json={"reason": "mic"}).json()["state"] == "held"
    line = ground.asks("GET", "/callboard/main/timeline").json()
    assert (line["stage"], line["live"], line["state"]) == ("main", "A", "held")
    shown = ground.asks("GET", "/callboard/state").json()["stages"][0]
    assert (shown["live_title"], shown["standby_title"], shown["state"]) == ("Doors", "Keynote", "held")
    assert ground.asks("GET", "/callboard/cues?stage=main").json()["cues"] == []


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "word"),
    [
        ("POST", "/callboard/back", None, 409, "not_live"),
        ("POST", "/callboard/standby/Z", None, 404, "no_such_item"),
        ("POST", "/callboard/foyer/go", None, 404, "no_such_stage"),
        ("POST", "/callboard/dance", None, 404, "no_such_command"),
        ("POST", "/callboard/add", "soon", 400, "bad_argument"),
        ("POST", "/callboard/add", '{"seconds": [1]}', 400, "bad_argument"),
        ("POST", "/callboard/add", '{"seconds"', 400, "bad_argument"),
        ("POST", "/callboard/cue/9/go", None, 404, "no_such_cue"),
        ("GET", "/callboard/go", None, 405, "wrong_method"),
        ("PUT", "/callboard/go", None, 405, "wrong_method"),
        ("OPTIONS", "/callboard/go", None, 405, "wrong_method"),
        ("POST", "/callboard/state", None, 405, "wrong_method"),
        ("GET", "/", None, 404, "no_such_command"),
        ("GET", "/callboard/foyer/timeline", None, 404, "no_such_stage"),
        ("POST", "/callboard/%ff/go", None, 400, "bad_request"),
    ],
)
def test_what_can_not_be_done_has_a_status_and_a_sentence(
    ground: Ground, method: str, path: str, body: str | None, status: int, word: str
) -> None:
    said = ground.asks(method, path, content=body)
    assert (said.status_code, said.json()["refused"]) == (status, word) and said.json()["message"]
    assert "access-control-allow-origin" not in said.headers


def test_a_cue_is_fired_and_followed_by_who_took_the_command(ground: Ground) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as lights:
        lights.bind(("127.0.0.1", 0))
        lights.settimeout(5)
        url = f"udp://127.0.0.1:{lights.getsockname()[1]}"
        cue = Cue("2.5", "A", actions=(Action("lights", "/eos/cue/1/4/fire"),))
        with ground.file.transaction() as tx:
            drafts = [Draft("event", OutputSet(Output("lights", "osc", url))), Draft("cue/2.5", CuePlanned(cue))]
            tx.append(drafts, at=reading.moment(0), operator="setup")
        set_mode(ground.file, "rehearse", now=reading.moment(0), operator="Kit")
        ground.osc("/callboard/cue/2.5/go")
        assert lights.recv(100).startswith(b"/eos/cue/1/4/fire")
        ground.until(lambda: facts(ground, "cue_ended"))
    assert facts(ground, "cue_fired")[0].source == "osc 127.0.0.1"


# -- the guard ---------------------------------------------------------------------------------------------------------
def test_a_held_button_is_one_go(ground: Ground) -> None:
    for _ in range(30):
        ground.osc("/callboard/go")
    ground.all_came()
    assert [run.item for run in ground.stage().runs] == ["A"]
    assert {each.reason for each in facts(ground, "stage_refused")} == {"too_soon"}


def test_two_sources_at_once_are_one_go(ground: Ground) -> None:
    gate, statuses = threading.Barrier(3), []

    def press() -> None:
        gate.wait(5)
        statuses.append(ground.asks("POST", "/callboard/go").status_code)

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    gate.wait(5)
    ground.osc("/callboard/go")
    for thread in threads:
        thread.join()
    ground.all_came()
    assert len(ground.stage().runs) == 1
    assert len(facts(ground, "went")) == 1 and len(facts(ground, "stage_refused")) == 2
    assert sorted(statuses) in ([200, 409], [409, 409])


def test_show_mode_wants_a_standby_from_here_too(ground: Ground) -> None:
    set_mode(ground.file, "show", now=reading.moment(0), operator="Kit")
    assert ground.asks("POST", "/callboard/go").json()["refused"] == "not_standing_by"
    assert ground.asks("POST", "/callboard/skip/B").json()["refused"] == "show_mode"


def test_roles_hold_for_who_is_signed_in(ground: Ground) -> None:
    with ground.file.transaction() as tx:
        drafts = [Draft("event", OperatorSet(each)) for each in (Operator("Ann", "lead"), Operator("Mei", "desk"))]
        tx.append(drafts, at=reading.moment(0), operator="setup")
    for name, word in (("Mei", "not_allowed"), ("", "not_signed_in")):
        ground.operator[0] = name
        said = ground.asks("POST", "/callboard/go")
        assert (said.status_code, said.json()["refused"]) == (403, word)
    ground.operator[0] = "Ann"
    assert ground.asks("POST", "/callboard/go").status_code == 200


# -- who may ask -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("headers", "status", "word"),
    [
        ({"Authorization": ""}, 401, "no_token"),
        ({"Authorization": "Bearer wrong"}, 401, "no_token"),
        ({"Authorization": "Basic a2l0"}, 401, "no_token"),
        ({"Origin": "http://127.0.0.1"}, 403, "web_page"),
        ({"Origin": "null"}, 403, "web_page"),
        ({"Sec-Fetch-Site": "cross-site"}, 403, "web_page"),
        ({"Host": "evil.example"}, 421, "wrong_host"),
        ({"Host": "127.0.0.1.evil.example:80"}, 421, "wrong_host"),
    ],
)
def test_who_has_no_business_here_is_refused(ground: Ground, headers: dict[str, str], status: int, word: str) -> None:
    said = ground.asks("POST", "/callboard/go", headers=headers)
    assert (said.status_code, said.json()["refused"]) == (status, word)
    assert ground.stage().runs == () and ground.asks("POST", "/callboard/go").status_code == 200


def test_a_token_in_the_address_does_not_count(ground: Ground) -> None:
    said = ground.asks("POST", f"/callboard/go?token={ground.token}", headers={"Authorization": ""})
    assert said.status_code == 401 and ground.token not in "".join(ground.lines)


def test_guessing_is_slow_and_said_once_and_keeps_nobody_out_who_has_the_token(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    began = time.monotonic()
    assert ground.asks("GET", "/callboard/state", headers={"Authorization": "Bearer x"}).status_code == 401
    assert time.monotonic() - began >= routes.SLOW
    monkeypatch.setattr(routes, "SLOW", 0.0)
    for n in range(30):
        assert ground.asks("GET", "/callboard/state", headers={"Authorization": f"Bearer {n}"}).status_code == 401
    assert len([line for line in ground.lines if "no token" in line]) == 1
    assert ground.asks("GET", "/callboard/state").status_code == 200, "one button with an old token is one button"


def test_tokens_are_kept_as_hashes_where_only_their_owner_reads_and_not_in_the_event(
    ground: Ground, own_state: Path
) -> None:
    (kept,) = (own_state / "remote").glob("*.tokens")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert ground.token not in kept.read_text() and "companion" in kept.read_text()
    ground.asks("POST", "/callboard/go")
    whole = b"".join(path.read_bytes() for path in ground.file.path.parent.glob("day.callboard*"))
    assert ground.token.encode() not in whole
    event = tables.event(ground.file.db).id
    assert tokens.forget(event, "companion") is None
    assert ground.asks("GET", "/callboard/state").status_code == 401, "one that was taken away counts no more"
    again = tokens.make(event, "deck")
    assert isinstance(again, str)
    ground.token = again
    assert ground.asks("GET", "/callboard/state").status_code == 200


def test_a_token_may_stand_in_the_environment_if_it_is_long_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(tokens.VARIABLE, "short")
    assert tokens.Tokens("e").trouble() is not None
    monkeypatch.setenv(tokens.VARIABLE, "long-enough-to-be-one")
    assert tokens.Tokens("e").trouble() is None
    assert (tokens.Tokens("e").who("long-enough-to-be-one"), tokens.Tokens("e").who("x")) == ("", None)


def _more_runs(ground: Ground, than: int) -> bool:
    return len(ground.stage().runs) > than


def started(file: EventFile, doors: Doors) -> tuple[Listener, Listening | Refusal]:
    listener = Listener(file.path, doors, Firing(file.path, "Kit"), lambda: "Kit")
    return listener, listener.start()


def test_what_would_let_anybody_in_does_not_begin(file: EventFile) -> None:
    for doors, word in (
        (Doors(http=0), "no_token"),
        (Doors(osc=0, bind="0.0.0.0"), "no_token"),
        (Doors(osc=0, bind="0.0.0.0", allow=("nowhere",)), "bad_address"),
        (Doors(osc=0, bind="192.0.2.1"), "port_taken"),
    ):
        listener, begun = started(file, doors)
        listener.close()
        assert isinstance(begun, Refusal) and begun.reason in (word, "no_token"), begun


def test_from_other_machines_osc_needs_its_address_or_a_token(file: EventFile) -> None:
    """An address of this machine that is not loopback stands for another machine\'s; here 127.0.0.1 must do, seen as
    another by a listener that is bound to all."""
    made = tokens.make(tables.event(file.db).id, "deck")
    for allow, values, runs in (((), (), 0), ((), ("wrong",), 0), ((), (made,), 1), (("127.0.0.0/8",), (), 1)):
        listener, begun = started(file, Doors(osc=0, bind="0.0.0.0", allow=allow))
        assert isinstance(begun, Listening)
        ground = Ground(file, begun, "", [], [])
        before = len(ground.stage().runs)
        ground.osc("/callboard/go", *values)
        if runs:
            ground.until(partial(_more_runs, ground, before))
            assert facts(ground, "went")[-1].source == ("osc deck" if values else "osc 127.0.0.1")
        listener.close()
        assert len(ground.stage().runs) == before + runs
        if runs:
            from console import stage

            stage.back(file, "main", now=reading.moment(2**52), operator="Kit")


def test_a_port_that_is_taken_is_one_clear_line(ground: Ground) -> None:
    for doors in (Doors(osc=ground.ports.osc), Doors(http=ground.ports.http)):
        listener, begun = started(ground.file, doors)
        listener.close()
        assert isinstance(begun, Refusal) and begun.reason == "port_taken"
        assert str(doors.osc or doors.http) in begun.message and "\n" not in begun.message


# -- whatever else may come --------------------------------------------------------------------------------------------
def test_garbage_and_floods_bring_nothing_down(ground: Ground) -> None:
    for data in (b"", b"\0" * 9000, os.urandom(500), b"/callboard/go\0\0\0,q\0\0", b"#bundle\0", b"/*\0\0,\0\0\0"):
        ground.raw(data)
    for _ in range(400):
        ground.raw(b"/callboard/nonsense\0,\0\0\0")
    time.sleep(0.3)  # a flooding sender's share comes back with time alone
    ground.until(lambda: any("more than" in line for line in ground.lines))
    assert len(ground.lines) <= 5, ground.lines
    ground.osc("/callboard/go")
    ground.until(lambda: ground.stage().runs or ground.osc("/callboard/go"))


def line_to(ground: Ground) -> socket.socket:
    line = socket.create_connection(("127.0.0.1", ground.ports.http or 0), timeout=8)
    line.settimeout(8)
    return line


@pytest.mark.parametrize(
    "data",
    [
        b"GET", b"\x16\x03\x01\x02\0", b"GET / HTTP/1.1\r\n\r\n", b"POST /callboard/go HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        b"Content-Length: 10\r\nContent-Length: 11\r\n\r\n", b"GET /" + b"a" * 70000, b"A: b\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + b"y" * 70000,
        b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ],
)  # fmt: skip
def test_half_and_wrong_requests_end_their_own_line_only(ground: Ground, data: bytes) -> None:
    with line_to(ground) as line:
        line.sendall(data)
        line.shutdown(socket.SHUT_WR)
        said = b""
        try:
            while part := line.recv(4096):
                said += part
        except ConnectionResetError:
            pass
    assert said == b"" or said.split(b" ")[1] in (b"400", b"401", b"421", b"431", b"413")
    assert ground.asks("GET", "/callboard/state").status_code == 200


def test_a_body_that_is_too_large_is_not_read_to_its_end(ground: Ground) -> None:
    with line_to(ground) as line:
        head = f"POST /callboard/note HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {ground.token}\r\n"
        line.sendall(head.encode() + b"Content-Length: 100000000\r\n\r\n" + b"x" * 70_000)
        assert b" 413 " in line.recv(4096)


def ended(line: socket.socket) -> bool:
    try:
        return line.recv(10) == b""
    except ConnectionResetError:
        return True


@pytest.mark.parametrize("begun", [b"", b"POST /callboard/go HTTP/1.1\r\nHost:"])
def test_lines_that_are_never_used_make_room_for_a_command(ground: Ground, begun: bytes) -> None:
    lines = []
    try:
        for _ in range(LINES + 10):
            lines.append(line_to(ground))
            with suppress(OSError):
                lines[-1].sendall(begun)
        assert ground.asks("POST", "/callboard/go").status_code == 200
        assert ended(lines[0]), "the one that was quiet the longest"
    finally:
        for line in lines:
            line.close()


def test_osc_lines_whose_other_end_is_lost_make_room(ground: Ground) -> None:
    lines = [socket.create_connection(("127.0.0.1", ground.ports.osc or 0)) for _ in range(40)]
    try:
        lines[-1].sendall(b"\xc0/callboard/go\0\0\0,\0\0\0\xc0")
        ground.until(lambda: facts(ground, "went"))
        lines[0].settimeout(8)
        assert ended(lines[0])
    finally:
        for line in lines:
            line.close()


def test_a_web_page_can_not_speak_osc_through_a_browser(ground: Ground) -> None:
    """What a page has a browser post here is its own to choose, but after the first line."""
    for _ in range(50):
        ground.osc("/callboard/nonsense")  # also while this sender has used up its share
    for head in (b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: https://evil.example\r\n\r\n", b"\x16\x03\x01"):
        with socket.create_connection(("127.0.0.1", ground.ports.osc or 0)) as line:
            line.settimeout(5)
            line.sendall(head + b"\xc0/callboard/go\0\0\0,\0\0\0\xc0")
            with suppress(ConnectionResetError):
                assert line.recv(10) == b"", "the line is closed"
    assert any("SLIP" in line for line in ground.lines) and not facts(ground, "went", "stage_refused")


def test_what_a_desk_sends_to_the_wrong_port_takes_no_share_of_a_button_there(ground: Ground) -> None:
    for _ in range(150):
        ground.osc("/ch/01/meter", 0.5)
    ground.osc("/callboard/go")
    ground.until(lambda: facts(ground, "went"))
    assert len(ground.lines) == 2, ground.lines


@pytest.mark.parametrize(
    ("address", "body", "status"),
    [
        ("add", '{"seconds": 1' + "0" * 400 + "}", 400), ("hold", r'{"reason": "\ud800"}', 400),
        ("standby", r'{"item": "\u001b[2J"}', 400), ("panic", r'{"value": "\u200b"}', 400),
        ("hold", '{"reason": "' + "x" * 5000 + '"}', 400), ("standby/" + "9" * 300, "", 400),
        ("standby", '{"item": 1' + "0" * 400 + "}", 400),
    ],
)  # fmt: skip
def test_odd_values_are_refused_and_never_kept(ground: Ground, address: str, body: str, status: int) -> None:
    before = reading.latest(ground.file.db)
    assert ground.asks("POST", f"/callboard/{address}", content=body).status_code == status
    assert reading.latest(ground.file.db) == before


def test_words_are_kept_as_one_line_that_no_terminal_obeys(ground: Ground) -> None:
    ground.osc("/callboard/hold", "mic\x1b[2J\x07\n12:00  GO forged \u202e")
    ground.until(lambda: facts(ground, "held"))
    assert [held.reason for held in facts(ground, "held")] == ["mic 12:00 GO forged"]


def test_a_fault_is_answered_as_one(ground: Ground, monkeypatch: pytest.MonkeyPatch, capfd: Any) -> None:
    crash.hold_asyncio()

    def broken(*_given: object) -> None:
        raise ZeroDivisionError("the name of a guest")

    monkeypatch.setattr("console.remote.listener.status", broken)
    assert ground.asks("POST", "/callboard/go").status_code == 500
    monkeypatch.undo()
    assert ground.asks("POST", "/callboard/hold").status_code == 200
    assert "the name of a guest" not in "".join(capfd.readouterr())


def test_a_stream_ends_with_its_token(ground: Ground) -> None:
    with line_to(ground) as line:
        head = f"GET /callboard/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {ground.token}\r\n\r\n"
        line.sendall(head.encode())
        while b"data: " not in line.recv(4096):
            pass
        assert tokens.forget(tables.event(ground.file.db).id, "companion") is None
        ground.osc("/callboard/go")
        said = b""
        while not said.endswith(b"0\r\n\r\n"):
            part = line.recv(4096)
            assert part, "its end is said"
            said += part
        assert b"data: " not in said


def test_changes_are_streamed_as_they_come(ground: Ground) -> None:
    with line_to(ground) as line:
        head = f"GET /callboard/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {ground.token}\r\n\r\n"
        line.sendall(head.encode())
        said = b""
        while said.count(b"data: ") < 1:
            said += line.recv(4096)
        ground.osc("/callboard/go")
        while said.count(b"data: ") < 2:
            said += line.recv(4096)
    assert b"text/event-stream" in said
    first, second = (json.loads(part.split(b"\n\n")[0]) for part in said.split(b"data: ")[1:3])
    assert (first["stages"][0]["live"], second["stages"][0]["live"]) == (None, "A")
