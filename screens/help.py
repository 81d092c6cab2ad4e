"""The cheat sheet: made from the action table, the room in front first."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from console import actions, permits
from console.actions import Action
from console.rules import roles
from data.words import _
from screens.board import Board
from screens.room import room_names
from screens.widgets.plain import shown

BEFORE = 30
"""Cells of a row before its sentence."""


def _under(words: Content, width: int) -> Content:
    """A sentence after its key, over as many lines as it needs, each where the first begins."""
    lines = words.wrap(max(20, width - BEFORE - 3))
    return Content.assemble(" ", Content("\n" + " " * BEFORE).join(lines), "\n")


def nothing(room: str, row: Action) -> str | None:
    """Nothing stands against it."""
    return None


def sheet(room: str, width: int = 80, against: Callable[[str, Action], str | None] = nothing) -> Content:
    """Every key in words: this room, then every room, then the others. `against` says what the operator's role keeps
    from them."""
    rows = actions.table()
    parts: list[Content | tuple[str, str] | str] = []
    groups = [room, "", *(other for other in (*actions.ROOMS, *actions.PAGES) if other != room)]
    for group in groups:
        names = room_names()
        parts.append((f"\n {names[group] if group else _('EVERY ROOM')}\n", "bold $primary"))
        for row in rows:
            if (group in row.rooms) if group else not row.rooms:
                keys = " ".join(actions.key_name(key) for key in row.keys) or _("palette")
                mark = "!" if row.dangerous else " "
                no = against(group, row)
                parts.append((f"  {shown(keys, 11)}", "$tone-dim strike" if no else "bold"))
                parts.append((f"{mark} {shown(row.label, 14)}", "$tone-warning" if row.dangerous else ""))
                does = _("{does} Not yet.").format(does=row.does) if row.later else row.does
                does = f"{does} {no}" if no else does
                parts.append(_under(Content.styled(shown(does), "$tone-dim" if row.later or no else ""), width))
    parts.append(
        (
            "\n " + _("! asks for a typed word in show mode. A scan is a scan in every room, this page too.") + "\n",
            "$tone-dim",
        )
    )
    return Content.assemble(*parts)


class HelpScreen(Screen[None]):
    """Esc, F1 or ? closes it; a scan passes through to the desk and is said on the last line."""

    DEFAULT_CSS = """
    HelpScreen { layout: vertical; background: $background; }
    HelpScreen > #title { height: 1; background: $tone-bar; text-style: bold; }
    HelpScreen > VerticalScroll { height: 1fr; scrollbar-size-vertical: 1; }
    HelpScreen > #said { height: 1; text-wrap: nowrap; }
    """
    BINDINGS = [
        Binding("escape,f1,question_mark,q", "close", ""),
        Binding("j,down", "scroll(1)", ""),
        Binding("k,up", "scroll(-1)", ""),
        Binding("pagedown,space", "scroll(18)", ""),
        Binding("pageup", "scroll(-18)", ""),
        Binding("g,home", "scroll(-9999)", ""),
        Binding("G,end", "scroll(9999)", ""),
    ]

    def __init__(self, room: str) -> None:
        super().__init__()
        self.room = room

    def compose(self) -> ComposeResult:
        room = room_names().get(self.room, "")
        yield Static(_(" HELP   the keys of {room}   Esc closes").format(room=room), id="title", markup=False)
        with VerticalScroll(can_focus=False):
            yield Static(sheet(self.room, self.app.size.width, self._against), id="sheet", markup=False)
        yield Static("", id="said", markup=False)

    def on_resize(self) -> None:
        self.query_one("#sheet", Static).update(sheet(self.room, self.app.size.width, self._against))

    def _against(self, room: str, row: Action) -> str | None:
        board = cast(Board, self.app)
        act = permits.needed(room, row)
        return roles.only(board.day.operators, board.operator, act) if act is not None else None

    def say_scan(self, line: str, tone: str) -> None:
        self.query_one("#said", Static).update(Content.styled(f" {shown(line)}", f"bold $tone-{tone}"))

    def action_close(self) -> None:
        self.dismiss()

    def action_scroll(self, rows: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=rows, animate=False)
