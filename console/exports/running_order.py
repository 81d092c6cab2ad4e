"""The running order for paper: each stage on sheets of its own, with what every department must know."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from msgspec import Struct

from console.rules.cuestack import in_order
from console.rules.speakers import slots
from console.rules.times.timeline import Line, Timeline
from console.rules.times.timing import timeline
from data import tables
from data.clean import both
from data.moments import told_apart
from data.reading import Connection
from data.records import Item, Stage
from data.states import CueState, EventState, SlotState
from data.words import _, ngettext
from data.writers.pages import Cell, Page, Section, Sheet, Table, span

Clock = Callable[[datetime], str]

LARGE = 1.6
"""The size of large type against the usual."""
MOST_LINES = 40


class Wanted(Struct, frozen=True):
    """Which running order: of one stage or (None) of all, with the notes of one department or (None) of all, in type so
    many times as large as usual."""

    stage: str | None = None
    department: str | None = None
    type: float = 1.0


def running_order(db: Connection, wanted: Wanted, *, now: datetime) -> Page:
    """The plan as it stands; what is skipped is on it too, and says so."""
    event = tables.event(db)
    names = [wanted.stage] if wanted.stage else list(dict.fromkeys([*event.stages, *tables.stages_holding(db)]))
    about = event.event
    title = both(about.name, about.name_alt) if about else _("Event")
    printed = _("printed {moment}").format(moment=f"{now.astimezone(event.zone):%Y-%m-%d %H:%M}")
    lines = [_("Running order. Times in {zone}.").format(zone=event.zone_name)]
    if wanted.department:
        lines.append(_("With the notes for {department}.").format(department=wanted.department))
    foot = _("running order, {printed}").format(printed=printed)
    sections = [_stage(db, event, event.stages.get(name) or Stage(name), wanted, now) for name in names]
    return Page(
        title=title,
        lines=tuple(lines),
        sections=tuple(sections),
        sheet=Sheet(head=title, foot=foot, type=wanted.type, lying=True),
    )


def _stage(db: Connection, event: EventState, stage: Stage, wanted: Wanted, now: datetime) -> Section:
    state = tables.stage(db, stage.id)
    times = timeline(state, stage, event.zone_name, now)
    cues: dict[str, list[CueState]] = {}
    for cue in in_order(tables.cues(db, stage.id)):
        cues.setdefault(cue.cue.item, []).append(cue)
    speaking = slots.in_items(tables.speakers(db, stage.id))
    first = times.items[0].planned_start if times.items else None

    def told(at: datetime) -> str:
        return clock(at, first or at, event.zone)

    rows = [
        _row(state.items[line.id], line, told, cues.get(line.id, ()), speaking.get(line.id, ()), wanted)
        for line in times.items
    ]
    columns = (
        _("no."), _("planned"), _("length"), _("item"), _("cues"), _("speakers"),
        wanted.department or _("notes"),
    )  # fmt: skip
    title = both(stage.title, stage.title_alt) or stage.id
    table = Table(columns, tuple(rows), most_lines=MOST_LINES) if rows else None
    return Section(stage.id, title, tuple(_said(times, event.zone)), table, new_sheet=True)


def _said(times: Timeline, zone: ZoneInfo) -> Iterator[str]:
    """The stage in one line."""
    active = [line for line in times.items if line.status != "skipped"]
    if not active:
        yield _("No running order yet.")
        return
    start = min(line.planned_start for line in active)
    end = times.planned_end or start
    count = ngettext("{n} item", "{n} items", len(active)).format(n=len(active))
    out = _(", out by {time}").format(time=clock(times.hard_out.at, start, zone)) if times.hard_out else ""
    yield f"{start:%Y-%m-%d}, {clock(start, start, zone)} – {clock(end, start, zone)}, {count}{out}"


def _row(
    item: Item,
    line: Line,
    told: Clock,
    cues: Sequence[CueState],
    speaking: Sequence[SlotState],
    wanted: Wanted,
) -> tuple[Cell, ...]:
    return (
        item.id,
        tuple(_when(line, told)),
        span(timedelta(seconds=line.length)),
        tuple(_what(item, line, told)),
        tuple(f"{cue.cue.number} {cue.cue.name}".strip() for cue in cues),
        tuple(_speaker(slot) for slot in speaking),
        tuple(_notes(item.notes, item.notes_for, wanted.department)),
    )


def _when(line: Line, told: Clock) -> Iterator[str]:
    yield told(line.planned_start)
    if line.start_rule == "fixed":
        yield _("fixed")


def _what(item: Item, line: Line, told: Clock) -> Iterator[str]:
    yield item.title
    if item.title_alt and item.title_alt != item.title:
        yield item.title_alt
    marks = (
        (line.status == "skipped", _("SKIPPED")),
        (item.flag, _("flag")),
        (item.droppable, _("can be cut")),
        (item.auto, _("starts the next by itself")),
        (not item.public, _("not public")),
    )
    said = [word for there, word in marks if there]
    if line.hard_out is not None:
        said.append(_("out by {time}").format(time=told(line.hard_out.at)))
    if said:
        yield ", ".join(said)


def _speaker(state: SlotState) -> str:
    slot = state.slot
    role = ", ".join(filter(None, (slot.role, "" if slot.kind == "speaker" else kind_words()[slot.kind])))
    length = span(timedelta(seconds=slot.length)) if slot.length is not None else ""
    said = _("say {say}").format(say=slot.say) if slot.say else ""
    about = "; ".join(filter(None, (role, length, said)))
    name = both(slot.name, slot.name_alt)
    return f"{name} ({about})" if about else name


def kind_words() -> dict[str, str]:
    return {"speaker": _("speaker"), "moderator": _("moderator"), "interpreter": _("interpreter")}


def _notes(notes: str, notes_for: Mapping[str, str], department: str | None) -> Iterator[str]:
    """The item's notes, then those for each department or for the one."""
    if notes:
        yield notes
    for name, note in notes_for.items():
        if department is None:
            yield f"{name}: {note}"
        elif name.casefold() == department.casefold():
            yield note


def clock(at: datetime, first: datetime, zone: ZoneInfo) -> str:
    """`09:30`, with its seconds where there are any, which one where the clocks show it twice, and `+1` on the day
    after the first."""
    days = (at.date() - first.date()).days
    shown = (f"{at:%H:%M:%S}" if at.second else f"{at:%H:%M}") + told_apart(at, zone)
    return shown + (f" +{days}" if days > 0 else "")
