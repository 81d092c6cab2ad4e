"""speakers.csv: who speaks in which item, in what order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from msgspec import convert

from data.readers.headers import folded
from data.readers.interpreting import NAMES, interpreting
from data.readers.plan import Problem, Row, repeated
from data.readers.rows import Cells, Listing
from data.records import Slot, SlotKind
from data.words import _

ALIASES: dict[str, tuple[str, ...]] = {
    "item": ("item id", "session", "programme item", "环节", "环节编号", "项目"),
    "order": ("no", "number", "slot", "position", "次序", "顺序", "序号"),
    "name": ("speaker", "full name", "姓名", "演讲人", "发言人", "讲者", "嘉宾", "中文名"),
    "name_alt": ("other name", "english name", "chinese name", "英文名", "外文名"),
    "role": ("part", "function", "角色", "身份", "职责"),
    "length": ("duration", "minutes", "时长", "分钟"),
    "guest": ("guest id", "嘉宾编号"),
    "kind": ("sort", "type", "类别", "类型", "性质"),
    "rank": ("protocol", "protocol rank", "precedence", "礼宾次序", "礼宾顺序", "位次", "排位"),
    "say": ("pronunciation", "how to say", "said", "读音", "发音", "念法"),
    "interpreting": NAMES,
    "mic": ("microphone", "mike", "话筒", "麦克风"),
    "slides": ("presentation", "ppt", "powerpoint", "幻灯片", "演示文稿", "课件"),
}

KINDS: dict[str, SlotKind] = {
    "speaker": "speaker", "panel": "speaker", "panellist": "speaker", "演讲": "speaker", "演讲人": "speaker",
    "发言人": "speaker", "嘉宾": "speaker", "讲者": "speaker",
    "moderator": "moderator", "chair": "moderator", "mc": "moderator", "compere": "moderator", "主持": "moderator",
    "主持人": "moderator", "司仪": "moderator",
    "interpreter": "interpreter", "译员": "interpreter", "翻译": "interpreter", "口译": "interpreter",
    "口译员": "interpreter", "传译": "interpreter",
}  # fmt: skip

NO_KIND = frozenset({"chair"})
"""Words that say a kind in its own column only: as a role they are an office."""


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
        guest=cells.text("guest"), kind=_kind(cells), rank=_rank(cells), say=cells.text("say"),
        interpreting=interpreting(cells), mic=cells.number("mic"),
        slides=cells.flag("slides"),
    )  # fmt: skip


def _kind(cells: Cells) -> SlotKind:
    """What the list says; where it says nothing, a role that is a kind's own word."""
    role = folded(cells.text("role"))
    by_role = "speaker" if role in NO_KIND else KINDS.get(role, "speaker")
    found: SlotKind = convert(cells.choice("kind", KINDS, by_role), SlotKind)
    return found


def _rank(cells: Cells) -> int | None:
    text = cells.number("rank")
    if text and not (text.isdecimal() and int(text) > 0):
        cells.odd("rank", _("{text} is no rank: it is a whole number from 1 on").format(text=repr(text)))
        return None
    return int(text) if text else None
