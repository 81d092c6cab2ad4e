"""What a newer programme changes, item by item: new, changed, same, gone, and what the day keeps as it is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from console.rules.lists.item_names import named
from console.rules.lists.item_places import places
from data.folds.stage_plan import TIMED
from data.readers.plan import Problem, Row
from data.records import Item
from data.words import _

_STAYS = ("stage", *sorted(TIMED), "skip")
"""What a list no longer changes of an item that ran."""
_ALL = tuple(name for name in Item.__struct_fields__ if name not in ("id", "pos"))


class Here(Struct, frozen=True):
    """An item as it stands in the event: on which stage, with which fields set by hand, since when it runs or ran, and
    whether it was made or taken out by hand."""

    stage: str
    item: Item | None = None
    by_hand: tuple[str, ...] = ()
    ran: datetime | None = None
    added: bool = False
    removed: bool = False


class FieldFound(Struct, frozen=True):
    """A field that the list has otherwise now; `by_hand`: it was set on the day to what `stands`, and stays so."""

    field: str
    old: object
    new: object
    by_hand: bool = False
    stands: object = None


class ItemFound(Struct, frozen=True):
    """An item that the list changes; `row` is where the list has it, `moved` that it stands elsewhere in the order."""

    item: Item
    row: int
    fields: tuple[FieldFound, ...] = ()
    moved: bool = False


Sign = Literal["new", "changed", "same", "gone", "removed", "odd"]
"""What becomes of an item."""


class ItemsCompared(Struct, frozen=True):
    """`order` is every item with what becomes of it; `written` are those to be written, new and changed and those whose
    place another one took; `names` is what became of the names that the reader lent to items without an id."""

    new: tuple[ItemFound, ...] = ()
    changed: tuple[ItemFound, ...] = ()
    same: int = 0
    gone: tuple[Item, ...] = ()
    removed: tuple[Item, ...] = ()
    odd: tuple[Problem, ...] = ()
    written: tuple[Item, ...] = ()
    order: tuple[tuple[Sign, Item], ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)


def compare_items(
    rows: Sequence[Row[Item]],
    before: Mapping[str, Item],
    here: Mapping[str, Here],
    elsewhere: Sequence[Row[Item]] = (),
    clock: Callable[[datetime], str] = str,
) -> ItemsCompared:
    """The rows against what the list said last (`before`) and what stands in the event (`here`, in its order). What ran
    or is live keeps its stage and its times, which is told as odd; what was taken out by hand stays out; nothing is
    removed. What is `elsewhere`, on another day of the file, is not gone."""
    rows, names, other = named(rows, before, here, elsewhere)
    ran = {ident for ident, one in here.items() if one.ran is not None}
    at, moved = places(rows, before, ran, here)
    found = _Found(before, here, clock)
    for row in rows:
        item = replace(row.value, pos=at[row.value.id])
        found.take(_row(row, item), item.id in moved)
    listed = {row.value.id for row in rows}
    gone = tuple(
        item
        for ident, item in before.items()
        if ident not in listed and ident not in other and not here.get(ident, Here("")).removed
    )
    return ItemsCompared(
        tuple(found.new), tuple(found.changed), found.same, gone, tuple(found.removed), tuple(found.odd),
        tuple(found.written), (*found.order, *(("gone", one) for one in gone)), names,
    )  # fmt: skip


class _Found:
    """Settles row after row."""

    def __init__(self, before: Mapping[str, Item], here: Mapping[str, Here], clock: Callable[[datetime], str]) -> None:
        self._before = before
        self._here = here
        self._clock = clock
        self.new: list[ItemFound] = []
        self.changed: list[ItemFound] = []
        self.removed: list[Item] = []
        self.odd: list[Problem] = []
        self.written: list[Item] = []
        self.order: list[tuple[Sign, Item]] = []
        self.same = 0

    def take(self, row: Row[Item], moved: bool) -> None:
        before = len(self.odd)
        sign, item = self._take(row, moved)
        self.order.append(("odd" if len(self.odd) > before else sign, item))

    def _take(self, row: Row[Item], moved: bool) -> tuple[Sign, Item]:
        """What becomes of the item, and the item as it will be listed."""
        item, old, here = row.value, self._before.get(row.value.id), self._here.get(row.value.id, Here(row.value.stage))
        if old is None and here.added:
            self._odd(row, "id", _("{id} was added by hand on the day, and stays as it is").format(id=item.id))
            return "odd", item
        if here.removed:
            self.removed.append(item)
            if old is not None and _differ(old, silent(item, old, row.given)):
                self.written.append(silent(item, old, row.given))
            return "removed", item
        if old is None:
            self.new.append(ItemFound(item, row.row))
            self.written.append(item)
            return "new", item
        told, item = self._settled(_row(row, silent(item, old, row.given)), old, here)
        if told or moved:
            self.changed.append(ItemFound(item, row.row, tuple(told), moved))
        else:
            self.same += 1
        if item != old:
            self.written.append(item)
        return ("changed" if told or moved else "same"), item

    def _settled(self, row: Row[Item], old: Item, here: Here) -> tuple[list[FieldFound], Item]:
        """The fields that differ, and the item as it is to be written."""
        item = row.value
        differ = _differ(old, item)
        stays = [name for name in differ if name in _STAYS] if here.ran is not None else []
        if stays and here.ran is not None:
            item = replace(item, **{name: getattr(old, name) for name in stays})
            if "stage" in stays:
                item = replace(item, pos=old.pos)
                message = _("{id} ran on stage {stage} already, and stays there").format(id=old.id, stage=old.stage)
            else:
                message = _("{id} started at {time} already: its times stay as they were")
                message = message.format(id=old.id, time=self._clock(here.ran))
            self._odd(row, "stage" if "stage" in stays else "start", message)
        told = [
            FieldFound(
                name, getattr(old, name), getattr(row.value, name), name in here.by_hand, getattr(here.item, name, None)
            )
            for name in differ
            if name not in stays
        ]
        return told, item

    def _odd(self, row: Row[Item], column: str, message: str) -> None:
        self.odd.append(Problem(row.file, row.row, column, message))


def _row(row: Row[Item], item: Item) -> Row[Item]:
    return Row(row.file, row.row, item, row.given, row.brings)


def silent(item: Item, old: Item, given: Collection[str]) -> Item:
    """The item with what its list has no column for as it was."""
    keeps = [name for name in _ALL if name not in given and name not in _STAYS and name != "title"]
    plain = Item(id=item.id, stage=item.stage, pos=item.pos, title=item.title)
    kept = {name: getattr(old, name) for name in keeps if getattr(item, name) == getattr(plain, name)}
    if TIMED.isdisjoint(given):
        kept |= {name: getattr(old, name) for name in TIMED}
    return replace(item, **kept)


def _differ(old: Item, item: Item) -> list[str]:
    return [name for name in _ALL if getattr(old, name) != getattr(item, name)]
