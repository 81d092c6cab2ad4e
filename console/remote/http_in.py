"""HTTP from outside: one request after the other on a line, each whole within seconds or not at all.

h11 reads and writes the protocol; here is what it leaves open: how long, how much, how many.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import h11
from msgspec import Struct

from console.remote.limits import Lines

LINES = 48
"""Lines open at once."""
WHOLE, IDLE, WRITE = 5.0, 30.0, 5.0
"""Seconds for a request to come whole, for the next one to begin, and for an answer to be taken."""
LARGEST = 64 * 1024


class Asked(Struct, frozen=True):
    """A request, whole. Header names are in small letters; `host` is where it came from."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes
    host: str


class Said(Struct, frozen=True):
    """An answer; with `stream` it goes on for as long as that has something to send."""

    status: int
    body: bytes = b""
    kind: str = "application/json"
    headers: tuple[tuple[str, str], ...] = ()
    stream: AsyncIterator[bytes] | None = None


Answer = Callable[[Asked], Awaitable[Said]]


class HttpIn:
    """Serves lines until each ends; `answer` is asked for every whole request."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer
        self._lines = Lines(LINES)

    async def line(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        host = str((writer.get_extra_info("peername") or ("?",))[0])
        self._lines.opened(writer, host)
        try:
            await self._serve(reader, writer, host)
        except (OSError, TimeoutError, h11.LocalProtocolError, asyncio.CancelledError):
            return  # too slow, or gone, or listening ends: there is nobody to tell
        finally:
            self._lines.closed(writer)
            writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, host: str) -> None:
        line = h11.Connection(h11.SERVER, max_incomplete_event_size=16 * 1024)
        while True:
            first = await asyncio.wait_for(reader.read(8192), IDLE)
            if not first:
                return
            line.receive_data(first)
            try:
                asked = await asyncio.wait_for(_whole(line, reader, host), WHOLE)
            except h11.RemoteProtocolError as why:
                await self._say(line, writer, Said(why.error_status_hint, b'{"error":"bad_request"}'))
                return
            if asked is None:
                return
            if isinstance(asked, Said):
                await self._say(line, writer, asked)
                return
            try:
                said = await self._answer(asked)
            except Exception:
                # Who asked must hear that it failed; the fault itself is still ours, and is raised.
                await self._say(line, writer, Said(500, b'{"error":"fault"}'))
                raise
            await self._say(line, writer, said)
            self._lines.heard(writer)
            if line.our_state is not h11.DONE or line.their_state is not h11.DONE:
                return
            line.start_next_cycle()
            if line.trailing_data[0]:
                return  # requests sent before they were answered are not taken: none may wait in a queue

    async def _say(self, line: h11.Connection, writer: asyncio.StreamWriter, said: Said) -> None:
        if line.our_state not in (h11.IDLE, h11.SEND_RESPONSE):
            return
        headers = [
            ("Content-Type", said.kind), ("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff"),
            *said.headers,
        ]  # fmt: skip
        if said.stream is None:
            headers.append(("Content-Length", str(len(said.body))))
        head = line.send(h11.Response(status_code=said.status, headers=headers)) or b""
        if said.stream is None:
            # All at once: a second small packet would wait for the first to be acknowledged.
            whole = head + (line.send(h11.Data(data=said.body)) or b"") + (line.send(h11.EndOfMessage()) or b"")
            await _write(writer, whole)
            return
        await _write(writer, head)
        async for part in said.stream:
            await _write(writer, line.send(h11.Data(data=part)))
            self._lines.heard(writer)
        await _write(writer, line.send(h11.EndOfMessage()))


async def _whole(line: h11.Connection, reader: asyncio.StreamReader, host: str) -> Asked | Said | None:
    """The next request with all of its body; None where the line ended, an answer where it is too much."""
    request: h11.Request | None = None
    body = b""
    while True:
        event = line.next_event()
        if event is h11.NEED_DATA:
            data = await reader.read(8192)
            if not data:
                return None
            line.receive_data(data)
        elif isinstance(event, h11.Request):
            request = event
        elif isinstance(event, h11.Data):
            body += bytes(event.data)
            if len(body) > LARGEST:
                return Said(413, b'{"error":"too_large"}')
        elif isinstance(event, h11.EndOfMessage) and request is not None:
            headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in request.headers}
            return Asked(request.method.decode("ascii"), request.target.decode("latin-1"), headers, body, host)
        else:
            return None


async def _write(writer: asyncio.StreamWriter, data: bytes | None) -> None:
    if data:
        writer.write(data)
        await asyncio.wait_for(writer.drain(), WRITE)
