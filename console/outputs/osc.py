"""OSC: lights, subtitles and show controllers, by UDP (`udp://host:port`) or TCP (`tcp://host:port`, SLIP or length).

UDP is never "done", only "sent", but a machine that refuses the datagram at once says so. TCP tells when nobody is
there; `framing = "length"` speaks OSC 1.0 (length before each packet), the default is OSC 1.1 (SLIP).
"""

from __future__ import annotations

import select
import socket
import struct
import threading
import time
from urllib.parse import urlsplit

from console.outputs import oscwords
from console.outputs.peer import Health, Reply
from data.records import Output
from data.words import _

REFUSED_WITHIN = 0.02
"""Seconds in which a machine on the same network says that nobody listens on the port."""
_END, _ESC = b"\xc0", b"\xdb"


class Osc:
    """One OSC receiver. Panic sends the words of its `stop` option, resume those of `resume`; without them nothing."""

    def __init__(self, output: Output) -> None:
        parts = urlsplit(output.url)
        self._stream = parts.scheme == "tcp"
        self._host, self._port = parts.hostname or "", parts.port or 0
        self._where = f"{parts.scheme}://{self._host}:{self._port}"
        self._length = output.options.get("framing") == "length"
        self._stop, self._resume = output.options.get("stop", ""), output.options.get("resume", "")
        self._line: socket.socket | None = None
        self._lock = threading.Lock()
        self._trouble = ""

    def prepare(self, text: str, deadline: float) -> tuple[str, ...]:
        found = oscwords.problem(text)
        warnings = [found] if found else []
        health = self.health(deadline)
        if health.word == "down":
            warnings.append(health.detail)
        return tuple(warnings)

    def fire(self, text: str, deadline: float) -> Reply:
        began = time.monotonic()
        found = oscwords.problem(text) or self._in_time(text, began + deadline)
        ms = (time.monotonic() - began) * 1000
        return Reply("failed", ms, found) if found else Reply("sent", ms)

    def left(self, text: str) -> float | None:
        return 0.0

    def stop(self, fade: float) -> None:
        if self._stop:
            self.fire(self._stop, 0.5)

    def resume(self, text: str, deadline: float) -> Reply:
        return self.fire(self._resume, deadline) if self._resume else Reply("failed", 0.0, _("no resume words are set"))

    def health(self, deadline: float) -> Health:
        if not self._stream:
            said = _("sent only: UDP never answers")
            return Health("down", self._trouble) if self._trouble else Health("unconfirmed", said)
        with self._lock:
            try:
                self._connected(deadline)
            except OSError as error:
                return Health("down", self._said(error))
        return Health("ok", _("connected to {where}").format(where=self._where))

    def close(self) -> None:
        with self._lock:
            self._drop()

    def _in_time(self, text: str, until: float) -> str | None:
        """Sends it by then or not at all: what was given up must not go out when a name server wakes up at last."""
        if not self._lock.acquire(timeout=max(0.0, until - time.monotonic())):
            return self._said(TimeoutError())
        try:
            found = self._send(oscwords.datagram(text), until)
        except OSError as error:
            self._drop()
            found = self._said(error)
        finally:
            self._lock.release()
        if not isinstance(found, str):
            # Beside the lock: the next message does not wait for what this one's machine may say.
            found = self._refused(found, until) if found is not None else None
        self._trouble = found or ""
        return found

    def _send(self, packet: bytes, until: float) -> socket.socket | str | None:
        """The line of a datagram that may still be refused, or what went wrong."""
        line = self._connected(max(0.001, until - time.monotonic()))
        if (left := until - time.monotonic()) <= 0:
            return self._said(TimeoutError())
        line.settimeout(left)
        line.sendall(self._framed(packet) if self._stream else packet)
        return None if self._stream else line

    def _refused(self, line: socket.socket, until: float) -> str | None:
        """What the machine says within moments of a datagram that it does not take."""
        # A share of the time that is left, so that a long row of messages still goes out in it.
        patience = max(0.0, min(REFUSED_WITHIN, (until - time.monotonic()) / 16))
        try:
            if select.select([line], [], [], patience)[0]:
                line.recv(65535, socket.MSG_DONTWAIT)
        except (BlockingIOError, ValueError):
            return None  # another message of the same moment heard it, and let the line go
        except OSError as error:
            return self._said(error)
        return None

    def _connected(self, deadline: float) -> socket.socket:
        """The line to the device; one that the other end has closed is opened anew, before anything is sent on it."""
        if self._line is not None and self._stream and _closed(self._line):
            self._drop()
        if self._line is None:
            if self._stream:
                self._line = socket.create_connection((self._host, self._port), timeout=deadline)
            else:
                family, kind, proto, _name, address = socket.getaddrinfo(
                    self._host, self._port, type=socket.SOCK_DGRAM
                )[0]
                self._line = socket.socket(family, kind, proto)
                self._line.connect(address)
        if not self._stream:
            # A refusal that came late belongs to the datagram before, and must not keep this one from being sent.
            self._line.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        self._line.settimeout(deadline)
        return self._line

    def _drop(self) -> None:
        if self._line is not None:
            self._line.close()
            self._line = None

    def _framed(self, packet: bytes) -> bytes:
        if self._length:
            return struct.pack(">I", len(packet)) + packet
        return _END + packet.replace(_ESC, b"\xdb\xdd").replace(_END, b"\xdb\xdc") + _END

    def _said(self, error: OSError) -> str:
        if isinstance(error, ConnectionRefusedError):
            return _("nobody listens at {where}").format(where=self._where)
        if isinstance(error, TimeoutError):
            return _("no answer from {where}").format(where=self._where)
        return _("{where} can't be reached: {why}").format(where=self._where, why=error.strerror or error)


def address_problem(output: Output) -> str | None:
    """What is wrong with the output's address, or None."""
    try:
        parts = urlsplit(output.url)
        right = parts.scheme in ("udp", "tcp") and bool(parts.hostname) and bool(parts.port)
    except ValueError:
        right = False
    if right:
        return None
    return _("{url} is not an OSC address: udp://host:port or tcp://host:port.").format(url=output.url or "''")


def _closed(line: socket.socket) -> bool:
    """Has the other end closed? What it sent meanwhile is dropped: nothing of it is awaited."""
    while select.select([line], [], [], 0)[0]:
        try:
            if not line.recv(65535):
                return True
        except OSError:
            return True
    return False
