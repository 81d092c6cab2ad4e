"""The lock: every name in every room is hidden, and scans still count."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from data.words import _
from screens.widgets.bigtext import big

WORDS = {"in": "IN", "ask": "ASK", "stop": "STOP", "out": "OUT"}


class LockScreen(Screen[None]):
    """Stands over the room in front; rooms can't be changed until ctrl+l opens it."""

    DEFAULT_CSS = """
    LockScreen { align: center middle; background: $background; }
    LockScreen > Static { width: auto; height: auto; margin: 1; }
    """

    def compose(self) -> ComposeResult:
        yield Static(Content("\n".join(big("LOCKED", getattr(self.app, "plain_signs", False)))), markup=False)
        yield Static(_("Names are hidden. Scans still count. ^L shows the room again."), markup=False)
        yield Static("", id="said", markup=False)

    def say_scan(self, line: str, tone: str) -> None:
        """Only the verdict's word: a line would name the guest."""
        word = WORDS.get(tone, "!!")
        self.query_one("#said", Static).update(Content.styled(word, f"bold $tone-{tone}"))
