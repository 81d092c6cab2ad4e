"""HTTP outputs, driven against a real server: confirmed, refused, slow, gone; sent once, and secrets from outside."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from console import outputs
from data.records import Output

DEADLINE = 1.0


class Device(ThreadingHTTPServer):
    """What it was asked, and what it answers."""

    daemon_threads = True
    seen: list[tuple[str, str, str, str]]
    answers: dict[str, int]

    def handle_error(self, request: object, client_address: object) -> None:
        """Whoever asked has gone before the answer: that is the test."""


class Handler(BaseHTTPRequestHandler):
    server: Device

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        self.server.seen.append((f"{self.command} {self.path}", body, self.headers.get("Content-Type", ""),
                                 self.headers.get("X-Key", "")))  # fmt: skip
        if self.path == "/slow":
            time.sleep(0.6)
        self.send_response(self.server.answers.get(self.path, 200))
        if self.path == "/moved":
            self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    do_GET = do_POST

    def log_message(self, format: str, *args: object) -> None:
        return None


@pytest.fixture
def device() -> Iterator[Device]:
    server = Device(("127.0.0.1", 0), Handler)
    server.seen, server.answers = [], {"/wrong": 500, "/moved": 302, "/empty": 204}
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


def http(port: int, **options: str) -> Output:
    return Output("companion", "http", f"http://127.0.0.1:{port}", options=options)


def test_a_press_is_confirmed_by_the_answer(device: Device) -> None:
    peer = outputs.make(http(device.server_port))
    reply = peer.fire("POST /api/location/1/0/1/press", DEADLINE)
    assert (reply.result, reply.detail) == ("confirmed", "200") and reply.ms < 1000
    assert peer.fire("POST /empty", DEADLINE).result == "confirmed"
    assert peer.health(DEADLINE).word == "ok"
    assert [seen[0] for seen in device.seen] == ["POST /api/location/1/0/1/press", "POST /empty"]
    peer.close()


def test_bodies_keep_their_type(device: Device) -> None:
    peer = outputs.make(http(device.server_port))
    peer.fire('POST /hook {"title": "项目推介"}', DEADLINE)
    peer.fire("POST /value [LIVE] Opening", DEADLINE)
    assert device.seen[0][:3] == ("POST /hook", '{"title": "项目推介"}', "application/json")
    assert device.seen[1][:3] == ("POST /value", "[LIVE] Opening", "text/plain; charset=utf-8")
    peer.close()


@pytest.mark.parametrize("path", ["/wrong", "/moved"])
def test_any_other_answer_has_failed_and_is_not_tried_again(device: Device, path: str) -> None:
    peer = outputs.make(http(device.server_port))
    reply = peer.fire(f"POST {path}", DEADLINE)
    assert reply.result == "failed" and str(device.answers[path]) in reply.detail
    assert len(device.seen) == 1, "no other address is followed to, nothing is sent twice"
    peer.close()


def test_one_that_is_slow_fails_at_the_deadline(device: Device) -> None:
    peer = outputs.make(http(device.server_port))
    began = time.monotonic()
    reply = peer.fire("POST /slow", 0.1)
    assert reply.result == "failed" and time.monotonic() - began < 0.5
    assert len(device.seen) == 1
    peer.close()


def test_nobody_there_is_said_in_words() -> None:
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        port = line.getsockname()[1]
    peer = outputs.make(http(port))
    reply = peer.fire("POST /go", DEADLINE)
    assert reply.result == "failed" and f"nobody listens at http://127.0.0.1:{port}" in reply.detail
    assert peer.health(DEADLINE).word == "down"
    peer.close()


def test_a_secret_comes_from_the_environment_and_is_needed(device: Device, monkeypatch: pytest.MonkeyPatch) -> None:
    peer = outputs.make(http(device.server_port, header="X-Key", header_env="BOOTH_TOKEN"))
    monkeypatch.delenv("BOOTH_TOKEN", raising=False)
    assert "BOOTH_TOKEN" in peer.fire("GET /x", DEADLINE).detail and device.seen == []
    monkeypatch.setenv("BOOTH_TOKEN", "one\ntwo")
    reply = peer.fire("GET /x", DEADLINE)
    assert reply.result == "failed" and "two" not in reply.detail
    monkeypatch.setenv("BOOTH_TOKEN", "open sesame")
    assert peer.fire("GET /x", DEADLINE).result == "confirmed" and device.seen[0][3] == "open sesame"
    peer.close()


def test_no_proxy_of_the_machine_is_asked(device: Device, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    peer = outputs.make(http(device.server_port))
    assert peer.fire("POST /x", DEADLINE).result == "confirmed"
    peer.close()


@pytest.mark.parametrize(
    "text", ["", "POST", "PRESS /x", "POST x", "POST //evil/x", "GET /x body", 'POST /x {"a": }', "POST /ä"]
)
def test_words_that_are_no_request_are_found_before_the_day(text: str) -> None:
    assert outputs.problem(http(1), text)
    assert outputs.make(http(1)).fire(text, DEADLINE).result == "failed"


@pytest.mark.parametrize(
    "url", ["", "127.0.0.1:8000", "udp://h:1", "http://", "http://h:x", "http://me:secret@h", "http://h/?a=1"]
)
def test_an_address_that_is_none_is_found(url: str) -> None:
    assert outputs.output_problem(Output("companion", "http", url))


def test_a_request_that_was_given_up_while_a_name_was_looked_up_is_not_sent_late(
    device: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up = socket.getaddrinfo

    def slow(*asked: Any, **more: Any) -> Any:
        time.sleep(0.3)
        return looked_up(*asked, **more)

    monkeypatch.setattr(socket, "getaddrinfo", slow)
    peer = outputs.make(Output("booth", "http", f"http://127.0.0.1:{device.server_address[1]}"))
    reply = peer.fire("POST /press", 0.1)
    assert reply.result == "failed" and "no answer" in reply.detail
    time.sleep(0.1)
    assert device.seen == []
