"""One question on one line at the foot of a room: typed, ended by Enter, left by Esc; scans never reach it."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from screens.widgets.plain import shown

PAUSE = 0.3
"""Seconds in which Enter is no answer: it was meant for what stood there before."""


class Prompt(Horizontal):
    """Hidden until `ask`; then it has the focus until it is answered or left."""

    DEFAULT_CSS = """
    Prompt { dock: bottom; height: 1; display: none; background: $panel; }
    Prompt.asking { display: block; }
    Prompt > #question { width: auto; max-width: 85%; text-style: bold; text-wrap: nowrap; }
    Prompt > Input { width: 1fr; background: $panel; }
    """
    BINDINGS = [("escape", "leave", "")]

    class Left(Message):
        """The question was closed, answered or not."""

    def __init__(self) -> None:
        super().__init__()
        self._done: Callable[[str], None] | None = None
        self._before: Widget | None = None
        self._since = 0.0

    def compose(self) -> ComposeResult:
        yield Static("", id="question", markup=False)
        yield Input(compact=True, select_on_focus=False)

    @property
    def asking(self) -> bool:
        return self._done is not None

    def ask(self, question: str, done: Callable[[str], None], value: str = "", *, hidden: bool = False) -> None:
        """`hidden`: what is typed is a secret."""
        self._done = done
        self._since = monotonic()
        field = self.query_one(Input)
        focused = self.screen.focused
        if self._before is None or focused not in (None, field):
            # One question may ask the next: what had the focus before the first gets it back after the last.
            self._before = focused
        self.query_one("#question", Static).update(f" {shown(question)} ")
        field.password = hidden
        field.value = value
        field.cursor_position = len(value)
        self.add_class("asking")
        field.can_focus = True
        field.focus()

    def action_leave(self) -> None:
        self._close()

    @on(Input.Submitted)
    def _answered(self, event: Input.Submitted) -> None:
        event.stop()
        done = self._done
        if done is None or monotonic() - self._since < PAUSE:
            return
        self._close()
        done(event.value.strip())

    def _close(self) -> None:
        self._done = None
        self.remove_class("asking")
        field = self.query_one(Input)
        field.can_focus = False
        field.value = ""
        if self._before is not None and self._before.is_attached:
            self._before.focus()
        else:
            self.screen.set_focus(None)
        self.post_message(self.Left())

    def on_mount(self) -> None:
        self.query_one(Input).can_focus = False
