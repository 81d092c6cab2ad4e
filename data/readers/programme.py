"""programme.csv: the running orders of all stages, with times on the day and rules for how each item starts and ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import cast
from zoneinfo import ZoneInfo

from data import moments
from data.readers.headers import folded
from data.readers.plan import Problem, Row, repeated
from data.readers.rows import Cells, Listing
from data.records import EndRule, Item, StartRule
from data.words import _

ALIASES: dict[str, tuple[str, ...]] = {
    "id": ("no", "number", "item", "item id", "编号", "序号", "环节编号", "项目编号"),
    "stage": ("room", "venue", "舞台", "场地", "会场", "地点"),
    "start": ("start time", "starts", "from", "begin", "time", "开始", "开始时间", "起始时间", "时间"),
    "end": ("end time", "ends", "until", "to", "finish", "结束", "结束时间"),
    "length": ("duration", "minutes", "mins", "时长", "分钟", "长度"),
    "title": ("name", "what", "item title", "session", "标题", "环节", "环节名称", "内容", "名称", "议程", "中文标题"),
    "title_alt": ("other title", "alternative title", "english title", "chinese title", "英文标题", "英文名称",
                  "外文标题"),
    "kind": ("type", "category", "类型", "类别"),
    "start_rule": ("start rule", "开始方式", "开始规则"),
    "end_rule": ("end rule", "结束方式", "结束规则"),
    "least_length": ("least length", "minimum length", "shortest", "最短时长", "最短"),
    "droppable": ("can be cut", "cut", "optional", "可取消", "可删减"),
    "flag": ("flagged", "重点", "标记"),
    "hard_out": ("hard out", "硬结束", "最晚结束"),
    "warning": ("warning at", "提醒"),
    "danger": ("danger at", "wrap", "警告"),
    "film": ("film id", "影片", "影片编号"),
    "notes": ("note", "remark", "remarks", "备注", "说明"),
    "skip": ("skipped", "跳过"),
}  # fmt: skip
_START_RULES = {folded(word): rule for rule, words in {
    "follows": ("follows", "follow", "接续", "顺延"), "fixed": ("fixed", "at", "固定"),
}.items() for word in words}  # fmt: skip
_END_RULES = {folded(word): rule for rule, words in {
    "length": ("length", "duration", "时长"), "fixed": ("fixed", "at", "固定"),
}.items() for word in words}  # fmt: skip


class _Before:
    """What the item before on the same stage leaves behind: its start, whether it has a length, and its end."""

    def __init__(self) -> None:
        self.start: datetime | None = None
        self.end: datetime | None = None
        self.first: datetime | None = None


def read_programme(
    path: Path, day: date, zone: ZoneInfo, stages: Sequence[str], mapping: Mapping[str, str] | None = None
) -> tuple[list[Row[Item]], list[Problem]]:
    """The items of all stages in the order of the file; an empty stage means the only one there is."""
    listing = Listing(path, ALIASES, ("id", "title"), mapping or {})
    before: dict[str, _Before] = {}
    rows: list[Row[Item]] = []
    for cells in listing:
        stage = _stage(cells, stages)
        item = _item(cells, stage, len(rows), before.setdefault(stage, _Before()), day, zone)
        rows.append(Row(cells.file, cells.row, item, listing.given))
    problems = listing.problems
    if listing.columns is not None:
        problems += repeated(((row.value.id, row) for row in rows), listing.columns.called("id"), _("the item"))
    return rows, problems


def _stage(cells: Cells, stages: Sequence[str]) -> str:
    named = cells.text("stage")
    if named and named not in stages:
        cells.odd("stage", _("there is no stage called {name}").format(name=repr(named)))
    if not named and len(stages) > 1:
        cells.odd("stage", _("there are several stages: say which"))
    return named or (stages[0] if stages else "")


def _item(cells: Cells, stage: str, pos: int, before: _Before, day: date, zone: ZoneInfo) -> Item:
    start, end, length = _times(cells, before, day, zone)
    skip = cells.flag("skip")
    start_rule = cells.choice("start_rule", _START_RULES, "")
    if not start_rule:
        start_rule = "follows" if not cells.has("start") or start == before.end else "fixed"
    end_rule = cells.choice("end_rule", _END_RULES, "length")
    if start_rule == "fixed" and start is None:
        cells.odd("start", _("a fixed start needs a time"))
    if end_rule == "fixed" and end is None:
        cells.odd("end", _("a fixed end needs a time"))
    least = cells.length("least_length")
    if least is not None and length is not None and least > length:
        cells.odd("least_length", _("this is longer than the item"))
    first = before.first or start
    if not skip:
        _leave(before, start, end, length)
    ident = cells.needed("id")
    if any(sign.isspace() for sign in ident):
        cells.odd("id", _("an id is one word"))
    return Item(
        id=ident, stage=stage, pos=pos, title=cells.needed("title"), title_alt=cells.text("title_alt"),
        kind=cells.text("kind").casefold(), start=start, end=end, length=length,
        start_rule=cast(StartRule, start_rule), end_rule=cast(EndRule, end_rule), least_length=least,
        droppable=cells.flag("droppable"), flag=cells.flag("flag"),
        hard_out=cells.moment("hard_out", day, zone, after=first), warning=_or(cells.length("warning"), 120),
        danger=_or(cells.length("danger"), 60), film=cells.text("film"), notes=cells.text("notes"), skip=skip,
    )  # fmt: skip


def _times(
    cells: Cells, before: _Before, day: date, zone: ZoneInfo
) -> tuple[datetime | None, datetime | None, float | None]:
    """Start, end and length, the third worked out from the other two; an item without a start starts at the end before."""
    length = cells.length("length")
    start = cells.moment("start", *_day_of_start(cells.text("start"), before, day, zone))
    begins = start if cells.has("start") else before.end
    end = None
    if cells.has("end"):
        end = _end(cells, begins, day, zone)
    if cells.has("start") and cells.has("end") and cells.has("length"):
        if start is not None and end is not None and length is not None and start + timedelta(seconds=length) != end:
            cells.odd("length", _("start, end and length do not agree: two of them are enough"))
    elif length is None and begins is not None and end is not None:
        length = (end - begins).total_seconds()
        if length < 0:
            cells.odd("end", _("this is before the start"))
    elif cells.has("end") and not cells.has("start") and end is not None and length is not None and begins is None:
        start = end - timedelta(seconds=length)
    elif end is None and begins is not None and length is not None and cells.has("start"):
        end = begins + timedelta(seconds=length)
    if length is None and not (cells.has("length") or cells.has("end")):
        cells.odd("length", _("the length is missing: two of start, end and length are needed"))
    if start is None and not cells.has("start") and before.end is None and length is not None and end is None:
        cells.odd("start", _("the first item of a stage needs a start"))
    return start, end, length


def _day_of_start(text: str, before: _Before, day: date, zone: ZoneInfo) -> tuple[date, ZoneInfo]:
    """The day a bare start is on: the next one where it would not be later than the start before."""
    clock = moments.bare_time(text)
    if clock is None or before.start is None:
        return day, zone
    day = max(day, moments.local_date(before.start, zone))
    has_length = before.end is None or before.end > before.start
    if has_length and moments.on(day, clock, zone) <= before.start:
        return day + timedelta(days=1), zone
    return day, zone


def _end(cells: Cells, begins: datetime | None, day: date, zone: ZoneInfo) -> datetime | None:
    """A bare end is the first such time from the start on."""
    text = cells.text("end")
    if begins is None or moments.bare_time(text) is None:
        return cells.moment("end", day, zone)
    return moments.first_after(text, begins, zone, or_at=True)


def _leave(before: _Before, start: datetime | None, end: datetime | None, length: float | None) -> None:
    begins = start or before.end
    if begins is None:
        return
    before.first = before.first or begins
    before.start = begins
    before.end = end if end is not None else begins + timedelta(seconds=length or 0)


def _or(value: float | None, default: float) -> float:
    return default if value is None else value
