"""What the import page says of a programme: its rooms, its order with what becomes of each item, and what changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, timedelta
from zoneinfo import ZoneInfo

from textual.content import Content

from console.importing.guests_told import FieldChange
from console.importing.items_told import ItemChange, ItemTold
from console.rules.lists.item_changes import Sign
from data.moments import local_date
from data.readers.plan import RoomRead
from data.records import Item
from data.words import _
from screens.widgets.lines import DIM
from screens.widgets.plain import shown

SIGNS: dict[Sign, tuple[str, str]] = {
    "new": ("+", "$tone-in"), "changed": ("~", "$tone-warning"), "same": ("=", DIM), "gone": ("-", "$tone-over"),
    "removed": ("x", DIM), "odd": ("!", "$tone-over"),
}  # fmt: skip


def meaning() -> str:
    return _("The order as it will be: + new, ~ changed, = same, - gone and kept, x taken out by hand, ! odd.")


def room_line(room: RoomRead) -> Content:
    stage = _("new stage {stage}") if room.new else _("stage {stage}")
    return Content.assemble(
        f" {shown(room.room or _('no room named'), 30)}", (" → ", DIM),
        (shown(stage.format(stage=room.stage) if room.stage else _("say which stage"), 36),
         "bold" if room.stage else "$tone-over"),
        (f" {room.items}", DIM),
    )  # fmt: skip


def order_lines(order: Sequence[tuple[Sign, Item]], zone: ZoneInfo) -> list[Content]:
    """Stage after stage, by time; those that follow on stand after what they follow."""
    found: list[Content] = []
    for stage in dict.fromkeys(item.stage for _sign, item in order):
        found.append(Content.styled(f" {shown(stage)}", "bold"))
        there = [(sign, item) for sign, item in order if item.stage == stage]
        there.sort(key=lambda each: each[1].pos)
        days = [local_date(item.start, zone) if item.start is not None else None for _sign, item in there]
        several = len(set(days) - {None}) > 1
        last = None
        for (sign, item), day in zip(there, days, strict=True):
            if several and day is not None and day != last:
                found.append(Content.styled(f"   {day.isoformat()}", DIM))
                last = day
            found.append(_item(sign, item, zone))
    return found


def _item(sign: Sign, item: Item, zone: ZoneInfo) -> Content:
    mark, tone = SIGNS[sign]
    start = item.start.astimezone(zone) if item.start is not None else None
    times = f"{start:%H:%M}" if start is not None else "  .. "
    if item.start is not None and item.length:
        # Not from the zone's own time: Python adds to that by the clock on the wall.
        end = item.start.astimezone(UTC) + timedelta(seconds=item.length)
        times += f"-{end.astimezone(zone):%H:%M}"
    else:
        times += "      "
    return Content.assemble(
        (f" {mark} ", f"bold {tone}"), (f"{times}  ", DIM if sign == "same" else ""),
        shown(f"{item.title} {item.title_alt}".strip()), (f"  {shown(item.id)}", DIM),
    )  # fmt: skip


def item_line(item: ItemTold, zone: ZoneInfo) -> Content:
    row = _("row {n}").format(n=item.row) if item.row is not None else ""
    start = f"{item.start.astimezone(zone):%H:%M}" if item.start is not None else ""
    return Content.assemble(
        f" {shown(start, 5)} ", shown(item.title, 36), (f" {shown(row, 9)}" if row else "", DIM),
        f" {shown(item.stage, 14)}", (f" {shown(item.id)}", DIM),
    )  # fmt: skip


def change_lines(item: ItemChange) -> Iterable[Content]:
    row = _("row {n}").format(n=item.row) if item.row is not None else ""
    yield Content.assemble((f" {shown(item.title, 36)}", "bold"), (f" {shown(row, 9)} {shown(item.id)}", DIM))
    for field in item.fields:
        yield _field(field)
    if item.moved:
        yield Content.styled("   " + _("another place in the order"), DIM)


def _field(field: FieldChange) -> Content:
    old, new = shown(field.old) or "-", shown(field.new) or "-"
    line = Content.assemble((f"   {shown(field.field, 14)} ", DIM), f"{old}", (" → ", DIM), (new, "bold"))
    if field.desk is None:
        return line
    kept = _("{text}, set by hand, stands").format(text=shown(field.desk) or "-")
    return Content.assemble(line, (f"   {kept}", "$tone-ask"))
