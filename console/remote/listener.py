"""Listening for commands: a thread with its own connection and ports, which begins whole or says why not."""

from __future__ import annotations

import asyncio
import errno
import os
import threading
from collections.abc import Callable
from contextlib import AsyncExitStack, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, json

from console import stage
from console.cueing.board import board
from console.remote.doorman import Doorman, Doors, closed
from console.remote.events import Changes, encoded
from console.remote.http_in import HttpIn, Said
from console.remote.osc_in import OscIn
from console.remote.packets import Message
from console.remote.routes import Routes, refused
from console.remote.shapes import body, state, status
from console.remote.taking import Taken, Taker
from console.remote.tokens import Tokens
from console.rules import remote, roles
from console.rules.refusals import Refusal
from console.rules.remote import Value
from data import tables
from data.faults import EventFileError
from data.files import open_event
from data.words import _

if TYPE_CHECKING:
    from console.cueing.firing import Firing
    from data.journal import EventFile


class Listening(Struct, frozen=True):
    """What is listened on: the ports, None where not, and the address they are bound to."""

    osc: int | None
    http: int | None
    bind: str


class Listener:
    """`told` gets a line for each command that was carried out or refused, `trouble` one for what was none."""

    def __init__(
        self,
        path: Path,
        doors: Doors,
        firing: Firing,
        operator: Callable[[], str],
        *,
        told: Callable[[str], None] = lambda line: None,
        trouble: Callable[[str], None] = lambda line: None,
        now: Callable[[], datetime] | None = None,
    ) -> None:
        self._path, self._doors, self._firing, self._operator = path, doors, firing, operator
        self._told, self._trouble, self._now = told, trouble, now or _wall
        self._begun: Listening | Refusal | None = None
        self._ready = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop: asyncio.Event | None = None
        self._thread = threading.Thread(target=self._run, daemon=True, name="remote")

    def start(self) -> Listening | Refusal:
        """Returns once every port is open, or one could not be and none is."""
        self._thread.start()
        self._ready.wait()
        return self._begun or Refusal("fault", _("Listening ended at once."))

    def close(self) -> None:
        """Lets go of the ports; what was taken is carried out to its end first."""
        if self._loop is not None and self._stop is not None:
            # It may have ended by itself in this very moment.
            with suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._stop.set)
        if self._thread.ident is not None:
            self._thread.join()

    def _run(self) -> None:
        try:
            file = open_event(self._path)
        except EventFileError as why:
            self._begun = Refusal("event_file", str(why))
            self._ready.set()
            return
        try:
            asyncio.run(self._listen(file))
        finally:
            self._ready.set()
            file.close()

    async def _listen(self, file: EventFile) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        event = tables.event(file.db)
        tokens = Tokens(event.id)
        barred = closed(self._doors, tokens) or roles.forbidden(event.operators, self._operator(), "stage")
        if barred is not None:
            self._begun = barred
            return
        doorman = Doorman(self._doors, tokens, self._trouble)
        desk = _Desk(file, Taker(file, self._firing, self._operator, self._now), doorman, self._told, self._now)
        async with AsyncExitStack() as open_ports:
            self._begun = await self._opened(desk, doorman, open_ports)
            self._ready.set()
            if isinstance(self._begun, Listening):
                await self._stop.wait()

    async def _opened(self, desk: _Desk, doorman: Doorman, open_ports: AsyncExitStack) -> Listening | Refusal:
        doors, osc, http = self._doors, None, None
        port = 0
        try:
            if doors.osc is not None:
                port, taken = doors.osc, OscIn(doorman, desk.message)
                lines = await asyncio.start_server(taken.line, doors.bind, doors.osc)
                open_ports.callback(lines.close)
                osc = int(lines.sockets[0].getsockname()[1])
                loop = asyncio.get_running_loop()
                datagrams, _protocol = await loop.create_datagram_endpoint(lambda: taken, local_addr=(doors.bind, osc))
                open_ports.callback(datagrams.close)
            if doors.http is not None:
                port = doors.http
                routes = Routes(doorman, desk.post, desk.get, desk.changes.stream)
                requests = await asyncio.start_server(HttpIn(routes.answer).line, doors.bind, doors.http)
                open_ports.callback(requests.close)
                http = int(requests.sockets[0].getsockname()[1])
        except (OSError, OverflowError) as why:
            return Refusal("port_taken", _no_port(port, doors.bind, getattr(why, "errno", None), str(why)))
        return Listening(osc, http, doors.bind)


def _no_port(port: int, bind: str, number: int | None, why: str) -> str:
    if number == errno.EADDRINUSE:
        return _("Port {port} is taken: another console or program listens there.").format(port=port)
    # asyncio's own words name the port and the address once more.
    said = os.strerror(number) if number is not None and number > 0 else why
    return _("Port {port} of {bind} can't be listened on: {why}.").format(port=port, bind=bind, why=said)


class _Desk:
    """Where commands of both kinds arrive, in the thread of the file."""

    def __init__(
        self,
        file: EventFile,
        taker: Taker,
        doorman: Doorman,
        told: Callable[[str], None],
        now: Callable[[], datetime],
    ) -> None:
        self._file, self._taker, self._doorman, self._told, self._now = file, taker, doorman, told, now
        self.changes = Changes(file)

    def message(self, message: Message, source: str) -> None:
        self._take(message.address, message.values, source)

    def post(self, address: tuple[str, ...], values: tuple[Value, ...], source: str) -> Said:
        taken = self._take(address, values, source)
        if isinstance(taken, EventFileError):
            return refused(503, "event_file", str(taken))
        return Said(status(taken), json.encode(body(self._file, taken)))

    def get(self, what: str, name: str) -> Said:
        try:
            stages = _stages(self._file)
            if name and name not in stages:
                return refused(404, "no_such_stage", _("There is no stage {stage}.").format(stage=name))
            match what:
                case "timeline":
                    shown: object = stage.timeline(self._file, name or self._taker.first_stage(), self._now())
                case "cues":
                    shown = board(self._file, name or None, self._now(), health={})
                case _:
                    shown = state(self._file, self._now())
            return Said(200, encoded(self._file, shown))
        except EventFileError as why:
            return refused(503, "event_file", str(why))

    def _take(self, address: tuple[str, ...], values: tuple[Value, ...], source: str) -> Taken | EventFileError:
        """One command, to its end. A file that can't be written is said; the next command may find it well again."""
        try:
            wanted = remote.command(address, values, _stages(self._file))
            if isinstance(wanted, Refusal):
                self._doorman.say(source, wanted.reason, f"{source}: {wanted.message}")
                return Taken(wanted.message, wanted.reason)
            taken = self._taker.take(wanted, source)
        except EventFileError as why:
            self._doorman.say(source, "file", f"{source}: {why}")
            return why
        self.changes.told()
        if taken.refused:
            self._doorman.say(source, taken.refused, f"{source}: {taken.message}")
        elif taken.message:
            at = self._now().astimezone(tables.event(self._file.db).zone)
            self._told(f"{at:%H:%M:%S}  {source}  {taken.message}")
        return taken


def _stages(file: EventFile) -> frozenset[str]:
    with file.reading() as db:
        return frozenset([*tables.event(db).stages, *tables.stages_holding(db)])


def _wall() -> datetime:
    return datetime.now(UTC)
