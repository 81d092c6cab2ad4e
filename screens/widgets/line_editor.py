"""A line of the running order with its title, start, end and length as fields, laid over the line it edits."""

from __future__ import annotations

from collections.abc import Mapping
from time import monotonic

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from screens.widgets.plain import shown

PAUSE = 0.3
"""Seconds in which Enter stores nothing: it was meant for what stood there before."""
FIELDS = ("title", "start", "end", "length")
TIMED = 9
"""Cells of a time's field: `+1:20:00` and the cursor."""


class LineEditor(Horizontal):
    """Hidden until `edit`; then it has the focus until it is stored or left. It says what was typed and decides
    nothing."""

    DEFAULT_CSS = """
    LineEditor { display: none; height: 1; width: 100%; background: $panel; }
    LineEditor.editing { display: block; }
    LineEditor > #which { text-style: bold; text-wrap: nowrap; }
    LineEditor > Input { background: $panel; height: 1; }
    LineEditor > Input:focus { background: $primary 40%; }
    LineEditor > #title { width: 1fr; }
    LineEditor > .time { width: 9; margin-left: 1; }
    """
    BINDINGS = [("escape", "leave", ""), ("tab", "next(1)", ""), ("shift+tab", "next(-1)", "")]

    class Typed(Message):
        """A field was changed by hand."""

        def __init__(self, field: str, value: str) -> None:
            super().__init__()
            self.field, self.value = field, value

    class Stored(Message):
        """Enter."""

    class Left(Message):
        """Esc."""

    def __init__(self) -> None:
        super().__init__()
        self._since = 0.0
        self._before: Widget | None = None

    def compose(self) -> ComposeResult:
        yield Static("", id="which", markup=False)
        for field in FIELDS:
            timed = "" if field == "title" else "time"
            yield Input(id=field, classes=timed, compact=True, select_on_focus=True)

    def on_mount(self) -> None:
        for field in self.query(Input):
            field.can_focus = False

    @property
    def editing(self) -> bool:
        return self.has_class("editing")

    def edit(self, which: str, width: int, values: Mapping[str, str], first: str) -> None:
        """Opens on these values; `which` stands before them in so many cells, `first` gets the cursor."""
        self._since = monotonic()
        self._before = self.screen.focused
        head = self.query_one("#which", Static)
        head.update(shown(which, width))
        head.styles.width = width
        self.add_class("editing")
        for field in self.query(Input):
            field.can_focus = True
        self.show(values)
        self.query_one(f"#{first}", Input).focus()

    def show(self, values: Mapping[str, str]) -> None:
        """What follows from what was typed; it counts as typed by nobody."""
        for field, value in values.items():
            box = self.query_one(f"#{field}", Input)
            if box.value != value:
                with self.prevent(Input.Changed):
                    box.value = value
                    box.cursor_position = len(value)

    def close(self) -> None:
        self.remove_class("editing")
        for field in self.query(Input):
            field.can_focus = False
        if self._before is not None and self._before.is_attached:
            self._before.focus()
        else:
            self.screen.set_focus(None)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self.editing and event.input.has_focus:
            self.post_message(self.Typed(event.input.id or "", event.value))

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        if monotonic() - self._since >= PAUSE:
            self.post_message(self.Stored())

    def action_leave(self) -> None:
        self.post_message(self.Left())

    def action_next(self, by: int) -> None:
        boxes = list(self.query(Input))
        here = next((n for n, box in enumerate(boxes) if box.has_focus), 0)
        boxes[(here + by) % len(boxes)].focus()
