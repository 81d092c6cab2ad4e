"""The one field of the desk: takes scans and typing, and ends a line inside the key itself so that none merge."""

from __future__ import annotations

from textual import events
from textual.message import Message
from textual.widgets import Input

ENDS = frozenset({"enter", "ctrl+j", "tab"})


class ScanInput(Input):
    """Posts `Chosen(text)` when a person ends a line; scans are taken out before they reach it."""

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
