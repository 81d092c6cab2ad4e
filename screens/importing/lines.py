"""What the import page lists: columns, people new, changed and gone, rows that are odd, and who may be there twice."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal
from zoneinfo import ZoneInfo

from textual.content import Content

from console.importing.alike import reasons
from console.importing.guests_told import GuestChange, GuestsTold, Person
from console.importing.imports import Imported
from console.importing.items_told import ItemsTold
from data.readers.departments import department_of
from data.readers.plan import ColumnRead, Problem, RoomRead
from data.words import _
from screens.importing import item_lines
from screens.importing.running import Look
from screens.widgets.lines import DIM
from screens.widgets.plain import shown

View = Literal["columns", "rooms", "order", "new", "changed", "gone", "odd", "near"]
_OF_PROGRAMMES: tuple[View, ...] = ("columns", "rooms", "order", "new", "changed", "gone", "odd")
_OF_OTHERS: tuple[View, ...] = ("columns", "new", "changed", "gone", "odd", "near")


def views(look: Look) -> tuple[View, ...]:
    """The lists that there are of it."""
    return _OF_PROGRAMMES if look.kind == "programme" else _OF_OTHERS


def titles() -> dict[View, str]:
    return {
        "columns": _("columns"), "rooms": _("rooms"), "order": _("order"), "new": _("new"),
        "changed": _("changed"), "gone": _("gone"), "odd": _("odd"), "near": _("twice?"),
    }  # fmt: skip


def meanings() -> dict[View, str]:
    """What a list in the page is about."""
    return {
        "columns": _("What each column is taken for. Enter or Left and Right change it."),
        "rooms": _("The stage that each room is. Enter says another; d takes another day."),
        "order": item_lines.meaning(),
        "new": _("Not on the list so far."),
        "changed": _("What the list changes. What the desk corrected stands above it."),
        "gone": _("No longer in this list. They stay: nobody is removed, and nothing."),
        "odd": _("Can't be used as it is. These rows are left out. Up and Down show all of one."),
        "near": _("People of nearly the same name, e-mail or phone. Merge them at the desk, if they are one."),
    }


def counts(look: Look) -> dict[View, int]:
    made = look.looked.imported if look.looked is not None else None
    told = _told(made)
    items = made.items if made is not None else None
    return {
        "columns": sum(len(read.columns) for read in look.recognised),
        "rooms": len(rooms(look)),
        "order": len(look.looked.order) if look.looked is not None else 0,
        "new": len(items.new) if items is not None else made.new if made else 0,
        "changed": len(items.changed) if items is not None else made.changed if made else 0,
        "gone": len(items.gone) if items is not None else made.gone if made else 0,
        "odd": len(look.problems),
        "near": len(told.near.pairs) + told.near.more,
    }


def columns(look: Look) -> tuple[ColumnRead, ...]:
    return tuple(column for read in look.recognised for column in read.columns)


def rooms(look: Look) -> tuple[RoomRead, ...]:
    return tuple(room for read in look.recognised for room in read.rooms)


def lines(look: Look, view: View, zone: ZoneInfo) -> list[Content]:
    """The lines of one list, as many cells as they need."""
    made = look.looked.imported if look.looked is not None else None
    if made is not None and made.items is not None and view in ("new", "changed", "gone"):
        return _of_items(made.items, view, zone)
    told = _told(made)
    match view:
        case "rooms":
            return [item_lines.room_line(room) for room in rooms(look)]
        case "order":
            return item_lines.order_lines(look.looked.order, zone) if look.looked is not None else []
        case "columns":
            return [_column(column, _unread(look, column)) for column in columns(look)]
        case "new":
            return [_person(one) for one in told.new] or _other(made, "new")
        case "changed":
            return [line for one in told.changed for line in _changed(one)] or _other(made, "changed")
        case "gone":
            gone = [_person(one) for one in told.gone]
            named = [name for table in made.tables for name in table.gone] if made and not gone else []
            return gone or [Content(f" {shown(name)}") for name in named]
        case "odd":
            return [Content(f" {shown(_in_the_list(problem))}") for problem in look.problems]
        case "near":
            why = reasons()
            return [
                Content.assemble(
                    f" {shown(pair.name, 20)}", (f" {shown(pair.id, 10)} ", DIM), f"{shown(pair.other_name, 20)}",
                    (f" {shown(pair.other, 10)} ", DIM), shown(why[pair.why]),
                )
                for pair in told.near.pairs
            ]  # fmt: skip


def _of_items(told: ItemsTold, view: View, zone: ZoneInfo) -> list[Content]:
    if view == "changed":
        return [line for one in told.changed for line in item_lines.change_lines(one)]
    return [item_lines.item_line(one, zone) for one in (told.new if view == "new" else told.gone)]


def _told(made: Imported | None) -> GuestsTold:
    return made.guests if made is not None and made.guests is not None else GuestsTold()


def _in_the_list(problem: Problem) -> str:
    """A problem without the name of the list that it is in."""
    return str(problem).removeprefix(problem.file).lstrip(" :,")


def _unread(look: Look, column: ColumnRead) -> str:
    """What becomes of a column that is no field."""
    if look.kind != "programme":
        return _("kept as it is")
    who = department_of(column.column)
    return _("notes for {who}").format(who=who) if who else _("left out")


def _column(column: ColumnRead, unread: str) -> Content:
    field = column.field or unread
    return Content.assemble(
        f" {shown(column.column, 30)}", (" → ", DIM), (shown(field, 16), "bold" if column.field else DIM),
        f" {shown(column.sample)}",
    )  # fmt: skip


def _person(person: Person) -> Content:
    # Who is gone from the list stands in no row of it.
    row = _("row {n}").format(n=person.row) if person.row is not None else ""
    return Content.assemble(
        f" {shown(person.name, 24)}", (f" {shown(row, 9)}" if row else "", DIM), f" {shown(person.category, 9)} ",
        shown(person.organisation, 20), (f" {shown(person.id)}", DIM),
    )  # fmt: skip


def _changed(guest: GuestChange) -> Iterable[Content]:
    row = _("row {n}").format(n=guest.row) if guest.row is not None else ""
    yield Content.assemble((f" {shown(guest.name, 30)}", "bold"), (f" {shown(row, 9)} {shown(guest.id)}", DIM))
    for field in guest.fields:
        old, new = shown(field.old) or "-", shown(field.new) or "-"
        line = Content.assemble((f"   {shown(field.field, 14)} ", DIM), f"{old}", (" → ", DIM), (new, "bold"))
        if field.desk is not None:
            kept = _("the desk's {text} stands").format(text=shown(field.desk) or "-")
            line = Content.assemble(line, (f"   {kept}", "$tone-ask"))
        yield line


def _other(made: Imported | None, what: Literal["new", "changed"]) -> list[Content]:
    """Of a list that is no guest list, how many in each table."""
    if made is None:
        return []
    numbers = [(table.table, table.new if what == "new" else table.changed) for table in made.tables]
    return [Content(f" {table} {n}") for table, n in numbers if n]
