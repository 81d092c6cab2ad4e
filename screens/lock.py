"""The lock and the sign-in: every name in every room is hidden; where there are operators, a PIN opens it."""

from __future__ import annotations

from typing import Protocol, cast

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static

from console.rules.pins import MOST
from console.rules.refusals import Refusal
from data.states import EventState
from data.words import _
from screens.widgets.bigtext import big
from screens.widgets.plain import shown

WORDS = {"in": "IN", "ask": "ASK", "stop": "STOP", "out": "OUT"}


class Host(Protocol):
    """What the lock asks of the app: who works here, and to come off."""

    operator: str
    plain_signs: bool

    @property
    def day(self) -> EventState: ...

    def sign_in(self, name: str, pin: str) -> Refusal | None: ...

    def opened(self) -> None: ...

    def act_evacuation(self) -> None: ...


class LockScreen(Screen[None]):
    """Stands over the room in front; rooms can't be changed until ctrl+l, or a PIN, opens it. `whose` PIN is asked for
    first, "" for somebody else's who takes over; `may_leave`: Esc goes back to what was there."""

    DEFAULT_CSS = """
    LockScreen { align: center middle; background: $background; }
    LockScreen > Static { width: 70; max-width: 100%; height: auto; margin: 1; }
    LockScreen > Vertical { width: 70; max-width: 100%; height: auto; margin: 0 1; display: none; }
    LockScreen.-pin > Vertical { display: block; }
    LockScreen > #safety { color: $tone-dim; }
    LockScreen > #said { min-height: 3; }
    LockScreen Horizontal { height: 1; }
    LockScreen Horizontal > Static { width: 12; color: $tone-dim; }
    LockScreen Input { width: 38; background: $panel; }
    """
    BINDINGS = [
        Binding("escape", "leave", ""),
        Binding("ctrl+e", "evacuation", "", priority=True),
        Binding("up,shift+tab", "app.focus_previous", ""),
        Binding("down,tab", "app.focus_next", ""),
    ]
    AUTO_FOCUS = ""

    def __init__(self, whose: str, *, may_leave: bool = False) -> None:
        super().__init__()
        self.whose, self.may_leave = whose, may_leave
        self._dressed: tuple[bool, str] | None = None

    @property
    def host(self) -> Host:
        return cast(Host, self.app)

    def compose(self) -> ComposeResult:
        yield Static("", id="title", markup=False)
        yield Static("", id="why", markup=False)
        with Vertical():
            with Horizontal():
                yield Static(_("name"), markup=False)
                yield Input(self.whose, id="name", compact=True, select_on_focus=True)
            with Horizontal():
                yield Static(_("PIN"), markup=False)
                yield Input(id="pin", compact=True, password=True, max_length=MOST, select_on_focus=True)
        yield Static("", id="said", markup=False)
        yield Static(_("^E writes and prints the evacuation list"), id="safety", markup=False)

    @property
    def pin_field(self) -> Input:
        return self.query_one("#pin", Input)

    def on_mount(self) -> None:
        self._dress()

    def renew(self) -> None:
        """Operators may be named or removed while it stands; what is being typed stays."""
        if self.is_mounted and self._dressed != (bool(self.host.day.operators), self.host.operator):
            self._dress()

    def shut(self) -> None:
        """From now on only a PIN opens it."""
        if self.may_leave:
            self.may_leave = False
            self._dress()

    def _dress(self) -> None:
        """What it says and asks."""
        app = self.host
        wants_pin = bool(app.day.operators)
        self._dressed = (wants_pin, app.operator)
        self.set_class(wants_pin, "-pin")
        word = "PIN" if self.may_leave or (wants_pin and not app.operator) else "LOCKED"
        self.query_one("#title", Static).update(Content("\n".join(big(word, app.plain_signs))))
        self.query_one("#why", Static).update(self._why(wants_pin))
        for field in self.query(Input):
            field.can_focus = wants_pin
        if wants_pin:
            self._begin()
            # Fields that were hidden until now take the focus only once they are drawn.
            self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        if self.focused is None:
            name = self.query_one("#name", Input)
            self.set_focus(self.pin_field if name.value.strip() else name)

    def _why(self, wants_pin: bool) -> str:
        who = shown(self.host.operator)
        if not wants_pin:
            return _("Names are hidden. Scans still count. ^L shows the room again.")
        if self.may_leave and (self.whose or not who):
            return _("Sign in to see the other rooms. Esc goes back.")
        if self.may_leave:
            return _("Until somebody else signs in this console is {name}'s. Esc goes back.").format(name=who)
        if who:
            return _("Names are hidden. Scans still count, as {name}'s. A PIN opens it.").format(name=who)
        return _("Nobody has signed in: scans do not count yet. Esc leaves.")

    # -- scans --------------------------------------------------------------------------------------------------------
    def say_scan(self, line: str, tone: str) -> None:
        """Only the verdict's word, for a line would name the guest; what is wrong with the file is said in full."""
        word = WORDS.get(tone)
        style = f"bold $tone-{tone}"
        self.query_one("#said", Static).update(Content.styled(word if word is not None else shown(line), style))

    def say_notice(self, notice: str) -> None:
        """What is wrong with the scanner's keyboard names nobody."""
        self.query_one("#why", Static).update(Content.styled(shown(notice), "bold $tone-warning"))

    # -- safety -------------------------------------------------------------------------------------------------------
    def say_line(self, line: str, tone: str) -> None:
        """What names nobody is said in full."""
        self.query_one("#said", Static).update(Content.styled(shown(line), f"bold $tone-{tone}"))

    def action_evacuation(self) -> None:
        """Who is inside must be known outside, whoever locked this console."""
        self.host.act_evacuation()

    # -- signing in ---------------------------------------------------------------------------------------------------
    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if event.input.id == "name":
            self.set_focus(self.query_one("#pin", Input))
        else:
            self._try()

    def _try(self) -> None:
        name, pin = self.query_one("#name", Input), self.pin_field
        refused = self.host.sign_in(name.value, pin.value)
        pin.value = ""
        if refused is None:
            self.host.opened()
            return
        self.app.bell()
        self.query_one("#said", Static).update(Content.styled(shown(refused.message), "bold $tone-warning"))

    def action_leave(self) -> None:
        host = self.host
        if self.may_leave:
            host.opened()
        elif not host.operator and host.day.operators:
            self.app.exit()
