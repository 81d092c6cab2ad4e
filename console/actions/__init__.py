"""The action table: every act's key, words and dangers, the one source of key bar, help, palette and README.

A room carries out the act `id` in its method `act_<id>`; one without `keys` lives in the palette only.
"""

from __future__ import annotations

from console.actions.action import LISTS, NOTED, PAGES, ROOMS, SHOW, VIEWS, Action
from console.actions.between import between_rooms
from console.actions.books import of_the_books
from console.actions.calling import of_calling
from console.actions.desk import of_the_desk
from console.actions.editing import of_editing
from console.actions.everywhere import everywhere
from console.actions.keys import key_name
from console.actions.pages import of_the_import, of_the_pages
from console.actions.show import of_the_show
from console.actions.speakers import of_the_speakers, of_who_is_late

__all__ = ["LISTS", "NOTED", "PAGES", "ROOMS", "SHOW", "VIEWS", "Action", "act_of", "everywhere", "key_name", "of_room",
           "table", "table_markdown"]  # fmt: skip


def table() -> tuple[Action, ...]:
    """Every act, in the language chosen; a room's own acts first."""
    return (
        of_the_desk()
        + of_the_pages()
        + of_the_import()
        + of_the_show()
        + of_calling()
        + between_rooms()
        + of_editing()
        + of_the_speakers()
        + of_who_is_late()
        + of_the_books()
        + everywhere()
    )


def of_room(room: str) -> tuple[Action, ...]:
    """The acts of one room, its own first, then those of every room."""
    rows = table()
    return tuple(row for row in rows if room in row.rooms) + tuple(row for row in rows if not row.rooms)


def act_of(room: str, name: str) -> Action | None:
    """The row of an act as this room has it."""
    return next((row for row in of_room(room) if row.id == name), None)


def table_markdown() -> str:
    """The key table of the README."""
    lines = ["| room | key | act | does |", "| --- | --- | --- | --- |"]
    for row in table():
        if row.later:
            continue
        keys = " ".join(f"`{key_name(key)}`" for key in row.keys) or "palette"
        rooms = ", ".join(row.rooms) or "all"
        lines.append(f"| {rooms} | {keys} | {row.label} | {row.does} |")
    return "\n".join(lines) + "\n"
