"""speakers.csv: who speaks in which item, in what order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from data.readers.plan import Problem, Row, repeated
from data.readers.rows import Cells, Listing
from data.records import Slot
from data.words import _

ALIASES: dict[str, tuple[str, ...]] = {
    "item": ("item id", "session", "programme item", "环节", "环节编号", "项目"),
    "order": ("no", "number", "slot", "position", "次序", "顺序", "序号"),
    "name": ("speaker", "full name", "姓名", "演讲人", "发言人", "讲者", "嘉宾", "中文名"),
    "name_alt": ("other name", "english name", "chinese name", "英文名", "外文名"),
    "role": ("part", "function", "角色", "身份", "职责"),
    "length": ("duration", "minutes", "时长", "分钟"),
    "guest": ("guest id", "嘉宾编号"),
}


def read_speakers(path: Path, mapping: Mapping[str, str] | None = None) -> tuple[list[Row[Slot]], list[Problem]]:
    """The slots of a list, each called ITEM.ORDER; an order left out is the next of its item."""
    listing = Listing(path, ALIASES, ("item", "name"), mapping or {})
    used: Counter[str] = Counter()
    rows = [Row(cells.file, cells.row, _slot(cells, used), listing.given) for cells in listing]
    problems = listing.problems
    if listing.columns is not None:
        problems += repeated(((row.value.id, row) for row in rows), listing.columns.called("order"), _("the slot"))
    return rows, problems


def _slot(cells: Cells, used: Counter[str]) -> Slot:
    item = cells.needed("item")
    order = cells.text("order")
    if order and not order.isdecimal():
        cells.odd("order", _("{text} is no whole number").format(text=repr(order)))
    place = int(order) if order.isdecimal() else used[item] + 1
    used[item] = max(place, used[item])
    return Slot(
        id=f"{item}.{place}", item=item, pos=place, name=cells.needed("name"),
        name_alt=cells.text("name_alt"), role=cells.text("role"), length=cells.length("length"),
        guest=cells.text("guest"),
    )  # fmt: skip
