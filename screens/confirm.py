"""One question that wants a yes, and takes none from a key that was meant for something else."""

from __future__ import annotations

from time import monotonic

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from data.words import _
from screens.widgets.plain import shown

PAUSE = 0.3
"""Seconds in which Enter is no answer."""


class Confirm(ModalScreen[bool]):
    """Answers True for y or Enter, False for n or Esc. Scans pass it by."""

    DEFAULT_CSS = """
    Confirm { align: center middle; }
    Confirm > Vertical { width: 60; height: auto; padding: 1 2; background: $panel; border: heavy $tone-warning; }
    """
    BINDINGS = [
        Binding("y", "answer(True)", ""),
        Binding("n,escape", "answer(False)", ""),
        Binding("enter", "enter", ""),
    ]

    def __init__(self, question: str) -> None:
        super().__init__()
        self.question = question
        self._since = monotonic()

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(shown(self.question), markup=False)
            yield Static("", id="said", markup=False)
            yield Static(_("y yes   n no   Esc no"), markup=False)

    def on_mount(self) -> None:
        self._since = monotonic()

    def say_scan(self, line: str, tone: str) -> None:
        self.query_one("#said", Static).update(shown(line))

    def action_answer(self, yes: bool) -> None:
        self.dismiss(yes)

    def action_enter(self) -> None:
        if monotonic() - self._since >= PAUSE:
            self.dismiss(True)
