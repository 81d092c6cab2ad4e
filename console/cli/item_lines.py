"""What an import does to the programme, in lines: its rooms, and each item that is new, changed, gone or kept out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from data.words import _

if TYPE_CHECKING:
    from console.importing.items_told import ItemChange, ItemsTold, ItemTold
    from data.readers.plan import Recognised


Named = Callable[[str, Sequence[str], int | None], Iterable[str]]
"""A heading with its count, and up to so many lines under it."""


def item_lines(items: ItemsTold, recognised: Sequence[Recognised], most: int | None, named: Named) -> Iterable[str]:
    """The lines; `named` puts up to `most` of them under a heading."""
    for read in recognised:
        for room in read.rooms:
            words = _("  room {room}: new stage {stage}") if room.new else _("  room {room}: stage {stage}")
            yield words.format(room=room.room or "-", stage=room.stage or "-")
        if any(room.new for room in read.rooms):
            yield _("  --stage ROOM=STAGE takes another stage")
        if any(not day.taken for day in read.days):
            yield _("  --date DATE takes another day, --date all every one")
    yield from named(_("new"), [_item(one) for one in items.new], most)
    yield from named(_("changed"), [_changed(one) for one in items.changed], most)
    yield from named(_("gone from the list, and still in the order"), [_item(one) for one in items.gone], most)
    yield from named(_("taken out by hand, and still out"), [_item(one) for one in items.removed], most)


def _item(item: ItemTold) -> str:
    return f"{item.title} ({item.id})  {item.stage}"


def _changed(item: ItemChange) -> str:
    parts = []
    for field in item.fields:
        part = f"{field.field}: {field.old or '-'} → {field.new or '-'}"
        if field.desk is not None:
            part += " " + _("(set by hand: {text} stands)").format(text=field.desk or "-")
        parts.append(part)
    if item.moved:
        parts.append(_("another place in the order"))
    return f"{item.title} ({item.id})  " + "; ".join(parts)
