"""The one field of the desk: takes scans and typing, and ends a line inside the key itself so that none merge."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

ENDS = frozenset({"enter", "ctrl+j", "tab"})
ACTS = frozenset({"ctrl+d", "ctrl+e", "ctrl+k", "ctrl+x", "ctrl+f", "ctrl+u", "ctrl+w"})
"""Keys of the desk that an ordinary field would take for itself."""


def _without_acts(bindings: list[BindingType]) -> list[BindingType]:
    kept: list[BindingType] = []
    for binding in bindings:
        if isinstance(binding, Binding):
            keys = [key for key in binding.key.split(",") if key not in ACTS]
            kept += [Binding(",".join(keys), binding.action, binding.description, show=False)] if keys else []
    return kept


class ScanInput(Input, inherit_bindings=False):
    """Posts `Chosen(text)` when a person ends a line; scans are taken out before they reach it."""

    BINDINGS: ClassVar[list[BindingType]] = _without_acts(Input.BINDINGS)

    class Chosen(Message):
        """Enter was pressed on what stands in the field."""

        def __init__(self, text: str, time: float) -> None:
            self.text = text
            self.time = time
            super().__init__()

    class TakeBack(Message, bubble=False):
        """The last `count` characters belonged to a scan: out with them."""

        def __init__(self, count: int) -> None:
            self.count = count
            super().__init__()

    def __init__(self, placeholder: str = "", id: str | None = None) -> None:
        super().__init__(placeholder=placeholder, id=id, compact=True, select_on_focus=False)

    async def _on_key(self, event: events.Key) -> None:
        if event.key in ENDS:
            event.stop()
            event.prevent_default()
            self.post_message(self.Chosen(self.value, event.time))
            return
        await super()._on_key(event)

    def _on_paste(self, event: events.Paste) -> None:
        line = " ".join(event.text.split())
        if line:
            self.insert_text_at_cursor(line)
        event.stop()
        event.prevent_default()

    def on_scan_input_take_back(self, message: TakeBack) -> None:
        at = self.cursor_position
        start = max(0, at - message.count)
        self.value = self.value[:start] + self.value[at:]
        self.cursor_position = start
