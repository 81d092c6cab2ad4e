"""What an import does to the programme, item by item: new, changed (field, from, to), gone, and what the day keeps."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from msgspec import Struct

from console.importing.guests_told import FieldChange
from console.rules.lists.item_changes import ItemFound, ItemsCompared
from data.records import Item
from data.words import _

_FIELDS_OF_TIME = frozenset({"length", "least_length", "warning", "danger"})


class ItemTold(Struct, frozen=True):
    """An item in a few words; `row` is where the list has it."""

    id: str
    title: str
    stage: str
    start: datetime | None = None
    length: float | None = None
    row: int | None = None


class ItemChange(Struct, frozen=True):
    """An item that the list changes; a field whose `desk` is said was set by hand, and stays so. `moved`: it stands
    elsewhere in the order."""

    id: str
    title: str
    stage: str
    row: int | None
    fields: tuple[FieldChange, ...]
    moved: bool = False


class ItemsTold(Struct, frozen=True):
    """Every item an import of a programme speaks of but those that are the same. `gone` are those the list no longer
    has: they stay; `removed` were taken out by hand, and stay out."""

    new: tuple[ItemTold, ...] = ()
    changed: tuple[ItemChange, ...] = ()
    gone: tuple[ItemTold, ...] = ()
    removed: tuple[ItemTold, ...] = ()


def items_told(found: ItemsCompared, zone: ZoneInfo) -> ItemsTold:
    return ItemsTold(
        tuple(_item(one.item, one.row) for one in found.new),
        tuple(_change(one, zone) for one in found.changed),
        tuple(_item(one) for one in found.gone),
        tuple(_item(one) for one in found.removed),
    )


def _item(item: Item, row: int | None = None) -> ItemTold:
    return ItemTold(item.id, item.title, item.stage, item.start, item.length, row)


def _change(one: ItemFound, zone: ZoneInfo) -> ItemChange:
    return ItemChange(one.item.id, one.item.title, one.item.stage, one.row, tuple(_fields(one, zone)), one.moved)


def _fields(one: ItemFound, zone: ZoneInfo) -> Iterable[FieldChange]:
    for each in one.fields:
        desk = _text(each.field, each.stands, zone) if each.by_hand else None
        old, new = _text(each.field, each.old, zone), _text(each.field, each.new, zone)
        yield FieldChange(each.field, old, new, desk)


def _text(field: str, value: object, zone: ZoneInfo) -> str:
    match value:
        case None:
            return ""
        case bool():
            return _("yes") if value else _("no")
        case datetime():
            return f"{value.astimezone(zone):%Y-%m-%d %H:%M}"
        case int() | float() if field in _FIELDS_OF_TIME:
            seconds = round(value)
            return f"{seconds // 60}:{seconds % 60:02}"
        case dict():
            return "; ".join(f"{key}: {text}" for key, text in value.items())
        case tuple():
            return ", ".join(f"{each:g}" if isinstance(each, float) else str(each) for each in value)
        case _:
            return str(value)
