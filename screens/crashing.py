"""An app whose end by a fault says where it was, and nothing of what was on the screen."""

from __future__ import annotations

import sys

from rich.console import RenderableType
from rich.text import Text
from textual.app import App

from console import crash


class NamelessApp(App[None], inherit_bindings=False):
    """CALLBOARD_DEBUG=1 leaves all of it as Textual shows it, for programmers."""

    def __init__(self) -> None:
        super().__init__()
        crash.hold_asyncio()

    def _fatal_error(self) -> None:
        if crash.shows_all():
            super()._fatal_error()
            return
        fault = sys.exc_info()[1] or self._exception
        if fault is not None:
            self._exit_renderables.append(Text("\n".join(crash.told(fault))))
        self._close_messages_no_wait()

    def panic(self, *renderables: RenderableType) -> None:
        """Textual's own complaint about a style sheet or a text may quote what it could not draw."""
        if crash.shows_all():
            super().panic(*renderables)
        else:
            self._fatal_error()
