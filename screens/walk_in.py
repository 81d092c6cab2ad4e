"""The walk-in form: fields for a guest who is not on the list, with a look at who is already there by that name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from console import desk
from console.finding import Shown
from console.guests import Near
from console.rules.refusals import Refusal
from data.faults import EventFileError
from data.files import open_event
from data.words import _
from screens.board import Board
from screens.widgets.plain import fit, shown, two_scripts

PAUSE = 0.3
"""Seconds in which Enter adds nobody: it was meant for what stood there before."""


def fields() -> dict[str, str]:
    return {
        "name": _("name"), "name_alt": _("other script"), "organisation": _("organisation"), "title": _("title"),
        "category": _("category"), "host": _("met by"), "seat": _("seat"), "attention": _("note"),
    }  # fmt: skip


class WalkInForm(Screen[None]):
    """Enter goes on to the next field and from the last one adds; ^N adds at once; Esc leaves. Scans pass it by."""

    DEFAULT_CSS = """
    WalkInForm { layout: vertical; background: $background; }
    WalkInForm > #heading { height: 1; background: $tone-bar; text-style: bold; text-wrap: nowrap; }
    WalkInForm VerticalScroll { height: auto; max-height: 14; margin: 1 2; }
    WalkInForm Horizontal { height: 1; }
    WalkInForm Horizontal > Static { width: 16; color: $tone-dim; }
    WalkInForm Input { width: 1fr; background: $panel; }
    WalkInForm > #near { height: 1fr; margin: 0 2; text-wrap: nowrap; }
    WalkInForm > #said { height: 1; text-wrap: nowrap; }
    WalkInForm > #keys { height: 1; dock: bottom; text-wrap: nowrap; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", ""),
        Binding("ctrl+n", "add", ""),
        Binding("up,shift+tab", "app.focus_previous", ""),
        Binding("down,tab", "app.focus_next", ""),
    ]

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._since = Message().time

    @property
    def board(self) -> Board:
        return cast(Board, self.app)

    def compose(self) -> ComposeResult:
        door = self.board.day.doors.get(self.board.door)
        where = (door.title or door.id) if door else _("no door")
        title = _(" WALK-IN   {door}   added and let in, one act, one undo").format(door=shown(where))
        yield Static(title, id="heading", markup=False)
        with VerticalScroll(can_focus=False):
            for field, label in fields().items():
                with Horizontal():
                    yield Static(label, markup=False)
                    yield Input(self._name if field == "name" else "", id=field, compact=True, select_on_focus=False)
        yield Static("", id="near", markup=False)
        yield Static("", id="said", markup=False)
        keys = _(" Enter next   ^N add and let in   Esc leave   a scan is still a scan")
        yield Static(keys, id="keys", markup=False)

    def on_mount(self) -> None:
        self.query_one("#name", Input).focus()
        self._look()

    def say_scan(self, line: str, tone: str) -> None:
        self.query_one("#said", Static).update(Content.styled(f" {shown(line)}", f"bold $tone-{tone}"))

    def on_input_changed(self, event: Input.Changed) -> None:
        if event.input.id in ("name", "name_alt"):
            self._look()

    def _look(self) -> None:
        """Who is already on the list by nearly this name; mistyped ones are looked for in a worker."""
        name = " ".join(self.query_one(f"#{field}", Input).value for field in ("name", "name_alt")).strip()
        near = desk.near(self.board.file, name) if name else ()
        self._tell_near(near)
        if len(name) > 1 and not near:
            self.run_worker(lambda: self._look_for_meant(name), thread=True, exclusive=True)

    def _look_for_meant(self, name: str) -> None:
        own = open_event(self.board.file.path)
        try:
            found = desk.find_meant(own, name, limit=5).matches
        finally:
            own.close()
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._tell_near, found)

    def _tell_near(self, near: Sequence[Near | Shown]) -> None:
        lines = [Content.styled(_("On the list already, by nearly this name:"), "bold $tone-ask")] if near else []
        for each in near:
            name = fit(two_scripts(each.name, each.name_alt), 34)
            lines.append(Content(f"  {name} {shown(each.category, 10)} {shown(each.organisation)}"))
        self.query_one("#near", Static).update(Content("\n").join(lines))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if self.board.key_time - self._since < PAUSE:
            return
        if event.input.id == list(fields())[-1]:
            self.action_add()
        else:
            self.focus_next()

    def action_leave(self) -> None:
        self.dismiss()

    def action_add(self) -> None:
        board = self.board
        values = {field: self.query_one(f"#{field}", Input).value.strip() for field in fields()}
        try:
            added = desk.walk_in(
                board.file,
                {k: v for k, v in values.items() if v},
                now=board.now(),
                operator=board.operator,
                door=board.door or None,
            )
        except EventFileError as why:
            added = Refusal("file", str(why))
        if isinstance(added, Refusal):
            board.ring()
            self.say_scan(added.message, "ask")
            return
        if added.answer is not None:
            board.visits.show(added.answer)
        board.changed()
        self.dismiss()
