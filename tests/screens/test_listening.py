"""The console listens where it is asked to, says so in setup, and tells outputs of an item's time."""

from __future__ import annotations

import socket
import time
from pathlib import Path

from console.remote.listener import Listening
from console.rules.refusals import Refusal
from data import tables
from data.facts import Draft, OutputSet
from data.files import open_event
from data.journal import EventFile
from data.kinds.triggers import TriggersSet
from data.reading import moment
from data.records import Action, Output, Remote, Trigger
from screens.app import CallboardApp


async def settled(app: CallboardApp, pilot: object, holds: object) -> None:
    end = time.monotonic() + 10
    while not holds():  # type: ignore[operator]  # a test's own lambda
        assert time.monotonic() < end
        await pilot.pause(0.02)  # type: ignore[attr-defined]  # Textual's pilot


async def test_a_console_takes_commands_where_it_is_asked_to(file: EventFile) -> None:
    app = CallboardApp(file.path, room="setup", operator="Kit", remote=Remote(osc=0))
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(app, pilot, lambda: app.ears.begun is not None)
        begun = app.ears.begun
        assert isinstance(begun, Listening) and begun.osc and begun.http is None and begun.bind == "127.0.0.1"
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
            line.sendto(b"/callboard/go\0\0\0,\0\0\0", ("127.0.0.1", begun.osc))
        await settled(app, pilot, lambda: tables.stage(app.file.db, "main").runs)
        await settled(app, pilot, lambda: app.ears.lines)
        well, words = app.ears.line()
        assert well and f"OSC {begun.osc}" in words and "Doors is on" in words
        app.do("remote")
        await pilot.pause()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        line.bind(("127.0.0.1", begun.osc))  # it let go of the port


async def test_by_itself_it_listens_to_nobody(file: EventFile) -> None:
    app = CallboardApp(file.path, room="setup", operator="Kit")
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        assert app.ears.begun is None and app.ears.line() == (True, "takes no commands by OSC or HTTP")


async def test_a_port_that_is_taken_is_said_and_the_console_goes_on(file: EventFile) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        app = CallboardApp(file.path, room="setup", operator="Kit", remote=Remote(osc=taken.getsockname()[1]))
        async with app.run_test(size=(100, 30)) as pilot:
            await settled(app, pilot, lambda: app.ears.begun is not None)
            assert isinstance(app.ears.begun, Refusal) and app.ears.begun.reason == "port_taken"
            well, words = app.ears.line()
            assert not well and str(taken.getsockname()[1]) in words


async def test_a_port_is_taken_over_from_a_console_that_is_gone(file: EventFile) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        app = CallboardApp(file.path, room="setup", operator="Kit", remote=Remote(osc=port))
        async with app.run_test(size=(100, 30)) as pilot:
            await settled(app, pilot, lambda: isinstance(app.ears.begun, Refusal))
            assert "tried again" in app.ears.line()[1]
            taken.close()
            app.ears.listen(app.day, lambda: app.operator)  # as the app does every few seconds
            assert isinstance(app.ears.begun, Listening) and app.ears.begun.osc == port
            assert app.ears.line()[0]


async def test_an_items_time_is_told_from_the_console(file: EventFile, tmp_path: Path) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as booth:
        booth.bind(("127.0.0.1", 0))
        booth.settimeout(5)
        output = Output("booth", "osc", f"udp://127.0.0.1:{booth.getsockname()[1]}")
        trigger = Trigger("danger", (Action("booth", "/danger/{item}"),))
        with file.transaction() as tx:
            drafts = [Draft("event", OutputSet(output)), Draft("event", TriggersSet((trigger,)))]
            tx.append(drafts, at=moment(0), operator="setup")
        app = CallboardApp(file.path, room="stage", operator="Kit")
        async with app.run_test(size=(100, 30)) as pilot:
            from console import stage
            from console.setup import set_mode

            set_mode(app.file, "rehearse", now=app.now(), operator="Kit")
            stage.go(app.file, "main", now=app.now(), operator="Kit")
            stage.add(app.file, "main", -1745, now=app.now(), operator="Kit")
            own = open_event(file.path)
            await settled(app, pilot, lambda: own.db.execute(
                "SELECT count(*) FROM facts WHERE kind = 'trigger_answered'").fetchone()[0])  # fmt: skip
            own.close()
        assert booth.recv(100).startswith(b"/danger/A")
