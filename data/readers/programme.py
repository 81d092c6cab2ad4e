"""programme.csv: the running orders of all stages, with times on the day and rules for how items start and end."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import cast
from zoneinfo import ZoneInfo

from msgspec import Struct

from data import moments
from data.readers.call_times import call_times
from data.readers.departments import notes_for
from data.readers.headers import folded
from data.readers.interpreting import NAMES, interpreting
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
    "calls": ("call", "calls at", "call at", "call before", "提前预备", "预备提醒", "呼叫"),
    "auto": ("auto advance", "auto go", "autostart next", "自动", "自动切换", "自动进入下一项"),
    "public": ("in the agenda", "agenda", "公开", "öffentlich"),
    "interpreting": NAMES,
}  # fmt: skip
_START_RULES = {folded(word): rule for rule, words in {
    "follows": ("follows", "follow", "接续", "顺延"), "fixed": ("fixed", "at", "固定"),
}.items() for word in words}  # fmt: skip
_END_RULES = {folded(word): rule for rule, words in {
    "length": ("length", "duration", "时长"), "fixed": ("fixed", "at", "固定"),
}.items() for word in words}  # fmt: skip


class _Before(Struct):
    """What the items before on the same stage leave behind: the first start, the latest start and its end."""

    first: datetime | None = None
    start: datetime | None = None
    end: datetime | None = None


class _Times(Struct, frozen=True):
    """An item's times, the third of start, end and length worked out; `begins` is the start, given or following on."""

    start: datetime | None
    begins: datetime | None
    end: datetime | None
    length: float | None


def read_programme(
    path: Path, day: date, zone: ZoneInfo, stages: Sequence[str], mapping: Mapping[str, str] | None = None
) -> tuple[list[Row[Item]], list[Problem]]:
    """The items of all stages in the order of the file; an empty stage means the only one there is."""
    listing = Listing(path, ALIASES, ("id", "title"), mapping or {})
    return read_own(listing, lambda cells: _stage(cells, stages), day, zone), listing.problems


def read_own(listing: Listing, stage_of: Callable[[Cells], str], day: date, zone: ZoneInfo) -> list[Row[Item]]:
    """The items of a list in our own layout; what is odd goes to the problems of the listing."""
    before: dict[str, _Before] = {}
    rows: list[Row[Item]] = []
    for cells in listing:
        stage = stage_of(cells)
        item = _item(cells, stage, len(rows), before.setdefault(stage, _Before()), day, zone)
        rows.append(Row(cells.file, cells.row, item, listing.given))
    if listing.columns is not None:
        column = listing.columns.called("id")
        listing.problems += repeated(((row.value.id, row) for row in rows), column, _("the item"))
    return rows


def _stage(cells: Cells, stages: Sequence[str]) -> str:
    named = cells.text("stage")
    if named and named not in stages:
        cells.odd("stage", _("there is no stage called {name}").format(name=repr(named)))
    if not named and len(stages) > 1:
        cells.odd("stage", _("there are several stages: say which"))
    return named or (stages[0] if stages else "")


def _item(cells: Cells, stage: str, pos: int, before: _Before, day: date, zone: ZoneInfo) -> Item:
    times = _times(cells, before, day, zone)
    start_rule = cells.choice("start_rule", _START_RULES, "")
    if not start_rule:
        start_rule = "follows" if not cells.has("start") or times.start == before.end else "fixed"
    end_rule = cells.choice("end_rule", _END_RULES, "length")
    if start_rule == "fixed" and not cells.has("start"):
        cells.odd("start", _("a fixed start needs a time"))
    if end_rule == "fixed" and times.end is None and not cells.has("end"):
        cells.odd("end", _("a fixed end needs a time"))
    least = cells.length("least_length")
    if least is not None and times.length is not None and least > times.length:
        cells.odd("least_length", _("this is longer than the item"))
    first = before.first or times.begins
    skip = cells.flag("skip")
    if not skip and times.begins is not None:
        before.first, before.start, before.end = first, times.begins, times.end or times.begins
    ident = cells.needed("id")
    if " " in ident:
        cells.odd("id", _("an id is one word"))
    return Item(
        id=ident, stage=stage, pos=pos, title=cells.needed("title"), title_alt=cells.text("title_alt"),
        kind=cells.text("kind").casefold(), start=times.start,
        end=times.end if cells.has("end") or end_rule == "fixed" else None, length=times.length,
        start_rule=cast(StartRule, start_rule), end_rule=cast(EndRule, end_rule), least_length=least,
        droppable=cells.flag("droppable"), flag=cells.flag("flag"),
        hard_out=cells.moment("hard_out", day, zone, after=first), warning=_or(cells.length("warning"), 120),
        danger=_or(cells.length("danger"), 60), film=cells.text("film"), notes=cells.text("notes"), skip=skip,
        auto=cells.flag("auto"), calls=calls_of(cells), notes_for=notes_for(cells.extra),
        public=cells.flag("public") if cells.has("public") else True, interpreting=interpreting(cells),
    )  # fmt: skip


def calls_of(cells: Cells) -> tuple[float, ...] | None:
    """When the item is called; None where the event says."""
    if not cells.has("calls"):
        return None
    try:
        return call_times(cells.text("calls"))
    except moments.MomentError as why:
        cells.odd("calls", str(why))
        return None


def _times(cells: Cells, before: _Before, day: date, zone: ZoneInfo) -> _Times:
    """Reads start, end and length; two are enough, and an item without a start begins where the one before ends."""
    length = cells.length("length")
    start = _start(cells, before, day, zone)
    begins = start if cells.has("start") else before.end
    end = _end(cells, begins, day, zone)
    if not cells.has("length") and not cells.has("end"):
        cells.odd("length", _("two of start, end and length are needed"))
    if begins is None and not cells.has("start"):
        if end is None or length is None:
            cells.odd("start", _("the first item of a stage needs a start"))
        else:
            start = begins = end - timedelta(seconds=length)
    if begins is not None and end is not None:
        between = (end - begins).total_seconds()
        if between < 0:
            cells.odd("end", _("this is before the start"))
        elif length is not None and length != between and cells.has("start"):
            cells.odd("length", _("start, end and length do not agree: two of them are enough"))
        length = between if length is None else length
    elif begins is not None and length is not None and not cells.has("end"):
        end = begins + timedelta(seconds=length)
    return _Times(start, begins, end, length)


def _start(cells: Cells, before: _Before, day: date, zone: ZoneInfo) -> datetime | None:
    """A bare start is on the next day where it would not be later than the start before."""
    clock = moments.bare_time(cells.text("start"))
    if clock is None or before.start is None:
        return cells.moment("start", day, zone)
    day = max(day, moments.local_date(before.start, zone))
    has_length = before.end is not None and before.end > before.start
    return moments.next_on(day, clock, zone, before.start) if has_length else moments.on(day, clock, zone)


def _end(cells: Cells, begins: datetime | None, day: date, zone: ZoneInfo) -> datetime | None:
    """A bare end is the first such time from the start on."""
    if begins is not None and moments.bare_time(cells.text("end")) is not None:
        return moments.first_after(cells.text("end"), begins, zone, or_at=True)
    return cells.moment("end", day, zone)


def _or(value: float | None, default: float) -> float:
    return default if value is None else value
