"""The console: one event file, a room a key, and the clock, the scans and the file's changes brought to each."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, tzinfo
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from console import actions
from console.actions.action import VIEWS
from data import tables
from data.faults import EventFileError
from data.files import open_event
from data.looking import look_at
from data.records import Remote, ShowMode
from data.states import EventState
from data.words import _, choose
from screens.listening import AGAIN, Ears
from screens.room import Room
from screens.taking_scans import TakingApp
from screens.terminal import hung_up
from screens.widgets.bars import draw_bars
from screens.widgets.plain import draw_ascii
from screens.widgets.theme import THEMES, themes

if TYPE_CHECKING:
    from textual.command import Provider

    from console.cueing.firing import Firing

POLL = 0.25
"""Seconds between looks at the file for what other processes wrote."""
CLASSES = {
    "desk": "desk.desk.DeskRoom", "stage": "stage.stage.StageRoom", "speakers": "speakers.speakers.SpeakersRoom",
    "cues": "cues.CuesRoom", "log": "log.LogRoom", "summary": "summary.SummaryRoom", "timer": "timer.TimerRoom",
    "setup": "setup.SetupRoom", "backstage": "backstage.BackstageRoom", "agenda": "agenda.AgendaRoom",
}  # fmt: skip


def room_class(room: str) -> type[Room]:
    """A room's class; its module is imported only now."""
    module, _dot, name = CLASSES[room].rpartition(".")
    found: type[Room] = getattr(import_module(f"screens.{module}"), name)
    return found


class CallboardApp(TakingApp, inherit_bindings=False):
    """`now` is the clock, for tests and a rehearsed day; `ascii` replaces signs that Chinese terminals draw wide."""

    TITLE = "Callboard"
    CSS = """
    Screen { scrollbar-size-vertical: 1; }
    SearchIcon { display: none; }
    .-ascii CommandPalette #--input, .-ascii CommandList { border: none; }
    .-ascii LogRoom #entry { border-top: ascii $primary; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(key, f"everywhere('{row.id}')", row.id, show=False, priority=len(key) > 1 and key[0] == "f")
            for row in actions.everywhere()
            for key in row.keys
            if row.id != "palette"
        ),
    ]
    COMMANDS: ClassVar = {lambda: _provider("ActProvider"), lambda: _provider("GoProvider")}

    def __init__(
        self,
        path: Path,
        room: str = "desk",
        stage: str | None = None,
        door: str | None = None,
        operator: str = "",
        ascii: bool = False,
        lang: str = "",
        now: Callable[[], datetime] | None = None,
        remote: Remote | None = None,
        read_only: bool = False,
        department: str = "",
    ) -> None:
        super().__init__()
        for theme in themes():
            self.register_theme(theme)
        self.theme = THEMES[0]
        if lang:
            choose(lang)
        self.file = look_at(path) if read_only else open_event(path)
        self._clock = now or _wall
        self.plain_signs = ascii
        draw_ascii(ascii)
        draw_bars(ascii)
        self.set_class(ascii, "-ascii")
        self.rings = True
        self._firing: Firing | None = None
        self.ears = Ears(path, remote, lambda: self.firing)
        self._seen = -1
        self._over = False
        self._renewing = False
        self.named(operator)
        day = self.day
        self.door = door or next(iter(day.doors), "")
        self.stage = stage or next(iter(day.stages), "")
        self.only_stage = stage or ""
        self.department = department
        for name in actions.ROOMS:
            self.add_mode(name, partial(self._open_room, name))
        self._first = room
        self._current_mode = room
        self._screen_stacks[room] = []

    def _open_room(self, name: str) -> Room:
        return room_class(name)()

    # -- what rooms ask -----------------------------------------------------------------------------------------------
    def now(self) -> datetime:
        return self._clock().astimezone(self.zone)

    @property
    def zone(self) -> tzinfo:
        return self.day.zone

    @property
    def day(self) -> EventState:
        return tables.event(self.file.db)

    @property
    def mode(self) -> ShowMode:
        return self.day.mode

    @property
    def firing(self) -> Firing:
        if self._firing is None:
            from console.cueing.firing import Firing

            self._firing = Firing(self.file.path, self.operator)
        return self._firing

    def changed(self) -> None:
        if not self._renewing:
            self._renewing = True
            self.call_later(self._renew)

    def go_room(self, room: str) -> None:
        if self.locked or room not in actions.ROOMS or self.must_sign_in(room):
            return
        if room != self.current_mode:
            self.switch_mode(room)
        elif getattr(self.screen, "ROOM", "") in actions.PAGES:
            # A page laid over the room asked for is what stands in the way.
            self.pop_screen()

    def choose_stage(self, stage: str) -> None:
        self.stage = stage
        self.changed()

    def ring(self) -> None:
        """Nothing rings beside somebody who speaks, in the wings, or before guests."""
        if self.rings and self.current_mode not in VIEWS:
            self.bell()

    def confirm(self, question: str, done: Callable[[], None]) -> None:
        from screens.confirm import Confirm

        self.push_screen(Confirm(question), lambda yes: done() if yes else None)

    # -- the clock and the file ---------------------------------------------------------------------------------------
    def on_mount(self) -> None:
        self._seen = self.file.data_version()
        self.set_interval(POLL, self._poll)
        self._wait_for_the_second()
        self.call_later(self.ask_who)
        # What start-up made stays for good; looking through it again for garbage would hold a key up for 30 ms.
        self.call_after_refresh(gc.freeze)
        self.call_later(self._hear)

    def _hear(self) -> None:
        """After the first screen is up: ports and threads are nothing that anybody waits for."""
        if self.file.read_only:
            return
        self.ears.listen(self.day, lambda: self.operator)
        self.ears.watch(self.day)

    def now_by(self, operator: str) -> None:
        if self._firing is not None:
            self._firing.operator = operator
        if not self.file.read_only:
            self.ears.listen(self.day, lambda: self.operator)

    def _wait_for_the_second(self) -> None:
        """Wakes just after the next full second, asked of the clock each time: ticks are never counted."""
        wall = _wall()
        self.set_timer(1.005 - wall.microsecond / 1e6, self._second)

    def _second(self) -> None:
        if self._over:
            return
        if not self.is_headless and hung_up():
            self.exit()
            return
        self._wait_for_the_second()
        self.lock_when_idle(self._clock())
        if not self.file.read_only and self.now().second % AGAIN == 0:
            self.ears.listen(self.day, lambda: self.operator)
        self._in_room(lambda room: room.second(self.now()))

    def _poll(self) -> None:
        version = self.file.data_version()
        if version != self._seen:
            self._seen = version
            self.changed()

    def _renew(self) -> None:
        self._renewing = False
        self._stand_somewhere()
        if not self.file.read_only:
            self.ears.watch(self.day)
        self.ask_who()
        self._in_room(lambda room: room.renew())

    def _stand_somewhere(self) -> None:
        """The first door and stage of a file that had none when it was opened."""
        day = self.day
        if self.door not in day.doors:
            self.door = next(iter(day.doors), "")
        if self.stage not in day.stages:
            self.stage = next(iter(day.stages), "")

    def _in_room(self, tell: Callable[[Room], None]) -> None:
        """Tells the room in front something; a file that can't be read just now is said and asked again later."""
        # None while the console ends: a second may still fall into that moment.
        room = next(reversed(self.screen_stack), None)
        if isinstance(room, Room) and room.stands:
            try:
                tell(room)
            except EventFileError as why:
                room.say(str(why), "over")
            self.was_busy()

    def on_unmount(self) -> None:
        self._over = True  # the file is closed below; a second may still fall after that
        self.ears.close()
        if self._firing is not None and hasattr(self._firing, "close"):
            self._firing.close()
        self.file.close()

    # -- acts of every room -------------------------------------------------------------------------------------------
    def action_everywhere(self, name: str) -> None:
        if self.locked and name != "lock":
            return
        if name.startswith("room_"):
            self.go_room(name.removeprefix("room_"))
        else:
            getattr(self, f"act_{name}")()

    def act_help(self) -> None:
        from screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.current_mode))

    def go_guest(self, guest: str) -> None:
        """The desk, with this guest's row up."""
        self.go_room("desk")
        self.call_later(self._in_front, "show_guest", guest)

    def go_item(self, stage: str, item: str) -> None:
        """The stage room, with this item picked."""
        self.stage = stage
        self.go_room("stage")
        self.call_later(self._in_front, "show_item", item)

    def _in_front(self, verb: str, what: str) -> None:
        show = getattr(self.screen, verb, None)
        if show is not None:
            show(what)

    def act_theme(self) -> None:
        self.theme = THEMES[(THEMES.index(self.theme) + 1) % len(THEMES)]

    def act_bell(self) -> None:
        self.rings = not self.rings
        words = _("The bell rings on a refusal.") if self.rings else _("The bell is off.")
        self._in_room(lambda room: room.say(words))

    def action_command_palette(self) -> None:
        from textual.command import CommandPalette

        if not self.locked and not self.must_sign_in("palette") and not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(placeholder=_("An act, a guest or an item")))

    def act_quit(self) -> None:
        from screens.quitting import running

        what = running(self.file)
        if what:
            self.confirm(what, self.exit)
        else:
            self.exit()

    def do(self, name: str) -> None:
        """Any act by its id, as the palette does it."""
        if any(row.id == name for row in actions.everywhere()):
            self.action_everywhere(name)
        elif isinstance(self.screen, Room):
            self.screen.do(name)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        return ()


def _provider(name: str) -> type[Provider]:
    found: type[Provider] = getattr(import_module("screens.palette"), name)
    return found


def _wall() -> datetime:
    return datetime.now(UTC)
