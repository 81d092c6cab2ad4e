"""A programme in whatever form it comes: our own table, another one, schedule.json or .xml, a calendar."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from data.clean import clean
from data.readers.headers import columns_of, folded, unmapped
from data.readers.lines import Lines
from data.readers.plan import Choices, Problem, Recognised, Row
from data.readers.programme import ALIASES, read_own
from data.readers.rows import Cells, Listing
from data.readers.schedules import calendars, clocks, days, frab_json, frab_xml, heading, layout
from data.readers.schedules.kinds import Form, form_of
from data.readers.schedules.rooms import Rooms
from data.readers.schedules.side_by_side import apart
from data.readers.schedules.tables import Sheet, read_tables
from data.readers.schedules.talk import Schedule
from data.readers.schedules.talk_items import Arranged, arranged, first_fixed, of_days
from data.readers.schedules.words import FOREIGN, SCHEDULE_ONLY
from data.readers.table import read_bytes, read_sheets
from data.readers.text import UnreadableError
from data.records import Item, Slot, Stage
from data.words import _

FIELDS: dict[str, tuple[str, ...]] = {
    **{field: (*words, *FOREIGN.get(field, ())) for field, words in ALIASES.items()},
    **{field: FOREIGN[field] for field in SCHEDULE_ONLY},
}
"""Every field that a programme's column can be, with what others call it."""


_ANY_DAY = date(2000, 1, 1)


class ProgrammeRead(Struct, frozen=True):
    """What a programme holds, the stages that its rooms need and the event has not, and what can't be used. `elsewhere`
    are the items of days that are not taken; `speaks`: it says who speaks."""

    items: tuple[Row[Item], ...] = ()
    slots: tuple[Row[Slot], ...] = ()
    stages: tuple[Stage, ...] = ()
    problems: tuple[Problem, ...] = ()
    recognised: Recognised | None = None
    elsewhere: tuple[Row[Item], ...] = ()
    speaks: bool = False


def read_programme_file(
    path: Path, event_day: date, zone: ZoneInfo, stages: Sequence[Stage], choices: Choices
) -> ProgrammeRead:
    """The programme of a file, its form told by its content."""
    rooms = Rooms(stages, choices.stages)
    try:
        data = read_bytes(path)
        form = form_of(data)
        if form == "table":
            return _table(path, event_day, zone, rooms, choices)
        if choices.columns:
            column = next(iter(choices.columns))
            message = _("this file has no columns to be mapped")
            return ProgrammeRead(problems=(Problem(path.name, None, column, message, whole=True),))
        schedule = _schedule(form, path.name, data, zone, _around(event_day, choices))
    except UnreadableError as why:
        return ProgrammeRead(problems=(Problem(path.name, why.row, "", str(why), whole=True),))
    except OSError as why:
        return ProgrammeRead(problems=(Problem(path.name, None, "", why.strerror or str(why), whole=True),))
    found = arranged(path.name, schedule.talks, rooms)
    if form == "calendar":
        found.days = days.running_on(_spans(found), zone)
    if not found.items and not schedule.problems:
        problem = Problem(path.name, None, "", " ".join((_("no item is in it"), *schedule.notes)), whole=True)
        return ProgrammeRead(problems=(problem,))
    read = Recognised("programme", path.name, "", schedule.form, (), schedule.notes)
    # A calendar that names nobody is one of titles and times, not of a day without speakers.
    speaks = form != "calendar" or bool(found.slots)
    return _chosen(
        found, [*schedule.problems, *_listed_twice(schedule)], read, event_day, rooms, choices, speaks=speaks
    )


def _listed_twice(schedule: Schedule) -> Iterator[Problem]:
    """Talks that are there before with the same id, room and start; one that is given again later is another item."""
    seen: dict[tuple[str, str, datetime], str] = {}
    for talk in schedule.talks:
        first = seen.setdefault((talk.key, talk.room, talk.start), talk.place)
        if talk.key and first != talk.place:
            message = _("{id} is there already with the same room and start, at {place}")
            yield Problem(schedule.file, talk.row, "", message.format(id=talk.key, place=first), place=talk.place)


def is_schedule(path: Path) -> bool:
    """Is the file a schedule in one of the forms that only schedules have?"""
    try:
        with path.open("rb") as file:
            form = form_of(file.read(4096))
    except OSError:
        return False
    return form != "table"


def may_list_items(path: Path) -> bool:
    """Do the rows of a list say times of day, though nobody knows its columns?"""
    if path.suffix.casefold() not in (".csv", ".tsv", ".txt", ".xlsx"):
        return False
    return any(heading.likeliest(sheet, _ANY_DAY, FIELDS, {}) is not None for sheet in read_sheets(path))


def lists_items(sheets: Sequence[Lines]) -> bool:
    """Is there a table with the columns of a programme, times in its times, and is it no list of people?"""
    for sheet in sheets:
        laid = layout.laid_out(sheet, _ANY_DAY, FIELDS, {})
        if laid is None:
            continue
        (number, header), *rows = laid.lines.rows
        columns = columns_of(sheet.file, number, header, FIELDS, {})
        starts = [place for field, place in columns.order if field == "start"]
        texts = [text for _row, cells in rows[:20] for place in starts if (text := clean(cells[place]))]
        timed = [text for text in texts if clocks.is_time(text, _ANY_DAY)]
        if {"end", "length", "speakers", "stage", "date"} & columns.given and 2 * len(timed) > len(texts):
            return True
    return False


def _schedule(form: Form, file: str, data: bytes, zone: ZoneInfo, wanted: Sequence[date]) -> Schedule:
    match form:
        case "json":
            return frab_json.read_json(file, data, zone)
        case "xml":
            return frab_xml.read_frab_xml(file, data, zone)
        case _:
            return calendars.read_calendar(file, data, zone, wanted)


def _around(event_day: date, choices: Choices) -> list[date]:
    """The days on which repeating events count: the one wanted, and the night after it."""
    day = choices.day if isinstance(choices.day, date) else event_day
    return [day, day + timedelta(days=1)]


def _spans(found: Arranged) -> list[tuple[str, datetime, datetime]]:
    spans = []
    for row in found.items:
        item = row.value
        if item.start is not None:
            spans.append((item.stage, item.start, item.start + timedelta(seconds=item.length or 0)))
    return spans


def _chosen(
    found: Arranged, problems: list[Problem], read: Recognised, event_day: date, rooms: Rooms, choices: Choices, *,
    speaks: bool,
) -> ProgrammeRead:  # fmt: skip
    """What of it comes in: the items of the days that are taken."""
    kept = days.taken(found.days, choices.day)
    told = days.read_as(found.days, kept)
    if isinstance(choices.day, date) and choices.day not in found.days and found.items:
        problems.append(Problem(read.file, None, "", days.none_on(told, choices.day), whole=True))
    for room in rooms.unknown():
        problems.append(Problem(read.file, None, "", _("there is no room called {name}").format(name=repr(room)),
                                whole=True))  # fmt: skip
    mine, elsewhere = of_days(found, kept)
    used = {row.value.stage for row in mine.items}
    notes = (*read.notes, *days.told(told, event_day), *_new_stages(rooms, used))
    return ProgrammeRead(
        tuple(first_fixed(mine.items)), tuple(mine.slots), tuple(s for s in rooms.made.values() if s.id in used),
        tuple(problems), replace(read, notes=notes, rooms=rooms.read(used), days=told), elsewhere, speaks,
    )  # fmt: skip


def _new_stages(rooms: Rooms, used: set[str]) -> list[str]:
    made = [stage for stage in rooms.made.values() if stage.id in used]
    if not made:
        return []
    named = ", ".join(f"{stage.id} ({stage.title})" if stage.title != stage.id else stage.id for stage in made)
    return [_("Stages made for its rooms: {stages}.").format(stages=named)]


def _table(path: Path, event_day: date, zone: ZoneInfo, rooms: Rooms, choices: Choices) -> ProgrammeRead:
    sheets = read_sheets(path)
    day = choices.day if isinstance(choices.day, date) else event_day
    choices = replace(choices, columns={column: field_called(name) for column, name in choices.columns.items()})
    tables = [one for sheet in sheets for one in apart(sheet, event_day, FIELDS, choices.columns)]
    laid = [(sheet, layout.laid_out(sheet, event_day, FIELDS, choices.columns)) for sheet in tables]
    good = [(sheet, one) for sheet, one in laid if one is not None]
    unseen = [sheet.sheet for sheet, _one in good if sheet.unseen]
    if len(unseen) < len(good):
        good = [(sheet, one) for sheet, one in good if not sheet.unseen]
    else:
        unseen = []
    broken = [problem for sheet in sheets for problem in sheet.problems]
    if broken:
        return ProgrammeRead(problems=tuple(broken))
    if not good:
        return _not_known(path, sheets, event_day, choices.columns)
    if len(good) == 1 and _own(good[0][0], good[0][1], choices.columns):
        return _own_table(path, good[0][0], day, zone, rooms, choices)
    read = [_sheet(path, sheet, one, choices.columns, event_day, many=len(good) > 1) for sheet, one in good]
    made = read_tables(read, rooms, day, zone)
    if made.dated:
        spans = days.running_on(_spans(made.found), zone)
        made.found.days = [min(own, night) for own, night in zip(made.found.days, spans, strict=True)]
    else:
        made.found.days = [day for _row in made.found.items]
    first = read[0].listing.recognised("programme")
    first = replace(first, columns=good[0][1].columns or first.columns)
    notes = [note for _sheet_read, one in good for note in one.notes]
    notes += [_("The hidden sheet {name} is left out.").format(name=repr(name)) for name in unseen]
    recognised = replace(first, file=path.name, notes=(*dict.fromkeys(notes), *made.notes))
    if not made.found.items and not made.problems:
        made.problems.append(Problem(path.name, None, "", _("no item is in it"), whole=True))
    speaks = any({"speakers", "moderators"} & one.listing.given for one in read)
    wanted = choices if made.dated else replace(choices, day=None)
    return _chosen(made.found, made.problems, recognised, day if not made.dated else event_day, rooms, wanted,
                   speaks=speaks)  # fmt: skip


def field_called(name: str) -> str:
    """The field of a programme that is called so by any of its names, "room" or "Dauer"; another name as it is."""
    known = {folded(word): field for field, words in FIELDS.items() for word in (*words, field)}
    return name if name in FIELDS else known.get(folded(name), name)


def _not_known(path: Path, sheets: Sequence[Lines], near: date, mapping: Mapping[str, str]) -> ProgrammeRead:
    """A list whose columns nobody knows: the row that looks most like a header is shown, to be mapped."""
    seen = [(sheet, found) for sheet in sheets if (found := heading.likeliest(sheet, near, FIELDS, mapping))]
    if not seen:
        listing = Listing(path, FIELDS, ("title", "start"), mapping, sheets=sheets)
        return ProgrammeRead(problems=tuple(listing.problems), recognised=listing.recognised("programme"))
    sheet, found = max(seen, key=lambda each: len(each[1].given))
    number = sheet.rows[found.last][0]
    missing = "title" if "title" not in found.given else "start"
    message = _("no column is the {field}: --map COLUMN={field} says which, or Enter on it on the page")
    problems = unmapped(mapping, found.columns, FIELDS, path.name)
    problems = problems or [Problem(path.name, number, "", message.format(field=missing), whole=True)]
    columns = found.columns.read_as(sheet)
    return ProgrammeRead(
        problems=tuple(problems), recognised=Recognised("programme", path.name, "", sheet.form, columns)
    )


def _own(sheet: Lines, laid: layout.Laid, mapping: Mapping[str, str]) -> bool:
    return not mapping and layout.is_own(laid.lines.rows[0][1]) and sheet.rows[0][0] == laid.lines.rows[0][0]


def _sheet(path: Path, sheet: Lines, laid: layout.Laid, mapping: Mapping[str, str], near: date, *, many: bool) -> Sheet:
    """A sheet to be read: one of several is a room, where nothing else says which."""
    lines = replace(laid.lines, file=f"{sheet.file} [{sheet.sheet}]") if many else laid.lines
    listing = Listing(path, FIELDS, ("title",), {**laid.guessed, **mapping}, sheets=(lines,))
    is_day = layout.names_day(sheet.sheet, near)
    return Sheet(listing, laid.day, sheet.sheet if many and not is_day else "")


def _own_table(path: Path, sheet: Lines, day: date, zone: ZoneInfo, rooms: Rooms, choices: Choices) -> ProgrammeRead:
    """Our own layout, by the letter; but a stage that is not there is made."""
    listing = Listing(path, ALIASES, ("id", "title"), choices.columns, sheets=(sheet,))

    def stage_of(cells: Cells) -> str:
        stage = rooms.stage(cells.text("stage"))
        if not stage:
            cells.odd("stage", _("there are several stages: say which"))
        return stage

    items = read_own(listing, stage_of, day, zone)
    used = {row.value.stage for row in items}
    read = listing.recognised("programme", _new_stages(rooms, used))
    return ProgrammeRead(
        tuple(items), (), tuple(stage for stage in rooms.made.values() if stage.id in used), tuple(listing.problems),
        replace(read, rooms=rooms.read(used)),
    )  # fmt: skip
