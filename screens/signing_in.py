"""An app that knows who works at it: signing in where there are operators, the lock, and the lock by idle time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from textual import events
from textual.widgets import Input

from console.actions import VIEWS
from console.rules import roles
from console.rules.refusals import Refusal
from data.faults import EventFileError
from data.journal import EventFile
from data.records import Operator, Role
from data.states import EventState
from data.words import _
from screens.scanning import ScanningApp

IDLE = 5.0
"""Minutes without a key or a scan, where there are operators and the event does not say."""
NAMELESS = frozenset(VIEWS)
"""Rooms that show nothing private: they stand in the hall and in the wings, and need nobody to sign in."""
RUNNING = frozenset({"stage", "cues"})
"""Rooms that idle time never locks in show mode: a GO can't wait for a PIN."""


class SigningApp(ScanningApp, inherit_bindings=False):
    """`operator` is "" until somebody has signed in, where the event has operators; without, whoever was named."""

    file: EventFile
    _clock: Callable[[], datetime]

    def __init__(self) -> None:
        super().__init__()
        self.operator = ""
        self.wanted = ""
        self.locked = False
        self._proven: Operator | None = None
        self._touched: datetime | None = None
        self._left_alone = False

    # -- what the app below gives -------------------------------------------------------------------------------------
    @property
    def day(self) -> EventState:
        raise NotImplementedError

    def changed(self) -> None:
        raise NotImplementedError

    def now_by(self, operator: str) -> None:
        """Whoever works in the name of the operator is told that it is another one."""

    # -- who it is ----------------------------------------------------------------------------------------------------
    def named(self, operator: str) -> None:
        """Who was said to sit here, when the console was opened: the operator, or whose PIN is asked for first."""
        self.wanted = operator
        self.operator = "" if self.day.operators else operator

    @property
    def role(self) -> Role | None:
        """None where the event has no roles."""
        return roles.role_of(self.day.operators, self.operator)

    def who_words(self) -> str:
        """Who works here, for the bar."""
        role = self.role
        if role is None:
            return self.operator
        if not self.operator:
            return _("nobody signed in")
        return _("{name}, {role}").format(name=self.operator, role=roles.role_words()[role])

    def signed_in(self) -> bool:
        """May the rooms be seen? The operator may have been removed since, or given another PIN, which is to keep out
        whoever knows the one before."""
        operators, proven = self.day.operators, self._proven
        if not operators or proven is None:
            return not operators
        known = operators.get(proven.name)
        return self.operator == proven.name and known is not None and known.pin == proven.pin

    def hides(self, room: str) -> bool:
        """Must this room show nothing yet? The lock is laid over it a moment after it was first drawn."""
        return room not in NAMELESS and not self.signed_in()

    def sign_in(self, name: str, pin: str) -> Refusal | None:
        """Takes the PIN; None where it is right, and then the console is theirs."""
        from console import operators

        try:
            found = operators.sign_in(self.file, name, pin, now=self._clock())
        except EventFileError as why:
            found = Refusal("file", str(why))
        self.was_busy()
        if isinstance(found, Refusal):
            return found
        self._proven, self.operator, self.wanted = found, found.name, found.name
        self._left_alone = False
        self.now_by(found.name)
        self._touched = self._clock()
        return None

    def takes_pin(self, text: str) -> bool:
        """A PIN that came as fast as a scan does, or pasted: it must never reach the log as an unknown code. On the
        lock it goes where it belongs, whatever has the focus."""
        from screens.lock import LockScreen

        field = self.screen.pin_field if isinstance(self.screen, LockScreen) else self.focused
        if not (isinstance(field, Input) and field.password and text.isascii() and text.isdigit()):
            return False
        field.value = text
        field.post_message(Input.Submitted(field, text))
        return True

    # -- the lock -----------------------------------------------------------------------------------------------------
    def ask_who(self) -> None:
        """Lays the sign-in over a room that nobody may see yet, and tells one that stands what changed."""
        from screens.lock import LockScreen

        if self.operator and not self.signed_in():
            # Operators were named, one was taken off or has another PIN: who sits here is nobody until they prove it.
            self._proven, self.operator = None, ""
        if isinstance(self.screen, LockScreen):
            self.screen.renew()
        elif not self.locked and not self.signed_in() and self.current_mode not in NAMELESS:
            self._lock()

    def act_lock(self) -> None:
        from screens.lock import LockScreen

        if not isinstance(self.screen, LockScreen):
            self._lock()
        elif not self.day.operators:
            self.opened()
        elif self.current_mode not in NAMELESS:
            self.screen.shut()

    def act_sign_in(self) -> None:
        """Somebody else takes over; until their PIN is right this console stays whose it was, and scans count so."""
        from screens.lock import LockScreen

        if not isinstance(self.screen, LockScreen):
            self._ask_pin("", may_leave=bool(self.operator) or self.current_mode in NAMELESS)

    def must_sign_in(self, room: str) -> bool:
        """From a room that names nobody into one that does, the way is by a PIN; it is asked for then. So it is from
        one that idle time does not lock, once that time was over."""
        left = self._left_alone and bool(self.day.operators) and not self._never_locks(room)
        if room in NAMELESS or (self.signed_in() and not left):
            return False
        self._ask_pin(self.wanted, may_leave=True)
        return True

    def _lock(self) -> None:
        self._ask_pin(self.wanted)

    def _ask_pin(self, whose: str, *, may_leave: bool = False) -> None:
        from screens.lock import LockScreen

        self.locked = True
        self.push_screen(LockScreen(whose, may_leave=may_leave))

    def opened(self) -> None:
        """The lock comes off."""
        from screens.lock import LockScreen

        self.locked = False
        self._touched = self._clock()
        if isinstance(self.screen, LockScreen):
            self.pop_screen()
        self.changed()

    # -- idle time ----------------------------------------------------------------------------------------------------
    def idle_minutes(self) -> float:
        """After how many minutes the console locks by itself; 0 never."""
        day = self.day
        set_to = day.event.lock if day.event is not None else None
        return set_to if set_to is not None else IDLE if day.operators else 0.0

    def _never_locks(self, room: str) -> bool:
        return room in NAMELESS or (room in RUNNING and self.day.mode == "show")

    def lock_when_idle(self, now: datetime) -> None:
        from screens.lock import LockScreen

        minutes = self.idle_minutes()
        if self._touched is None:
            self._touched = now
        if not minutes or now - self._touched < timedelta(minutes=minutes):
            return
        if self._never_locks(self.current_mode):
            self._left_alone = True
        elif isinstance(self.screen, LockScreen):
            # A sign-in that nobody finished: Esc must not open the room to whoever comes by.
            self.screen.shut()
        elif not self.locked:
            self._lock()

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key | events.Paste | events.MouseDown):
            self._touched = self._clock()
        await super().on_event(event)
