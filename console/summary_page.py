"""The summary as a page to read: its figures in the order somebody asks for them, whatever format it is written in."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from console.rules.reason_words import reason_words
from console.rules.reports.figures import Group, Note, Person, ProgrammeLine, Seen, Summary
from console.rules.spans import adding_up, between
from data.clean import both
from data.moments import told_apart
from data.words import _
from data.writers.pages import Cell, Page, Section, Table


def summary_page(summary: Summary) -> Page:
    """All of the summary, times of day in the event's zone."""
    about = summary.event
    title = " ".join(dict.fromkeys(part for part in (about.name, about.name_alt) if part)) or _("Event")
    return Page(
        title=_("{event}: summary").format(event=title),
        lines=tuple(_head(summary)),
        sections=tuple(
            section for section in _sections(summary) if section.lines or (section.table and section.table.rows)
        ),
    )


def _head(summary: Summary) -> list[str]:
    about = summary.event
    date = about.date.isoformat() if about.date else ""
    lines = [_("{date}, times in {zone}").format(date=date, zone=about.zone)]
    if about.provisional:
        lines.append(_("PROVISIONAL: the event is not closed."))
    elif about.closed_at is not None:
        lines.append(_("Closed at {time}.").format(time=_clock(about.closed_at)))
    lines.append(_("Made {time}.").format(time=f"{summary.made:%Y-%m-%d %H:%M:%S %z}"))
    return lines


def _sections(summary: Summary) -> list[Section]:
    return [
        Section("audience", _("Audience"), table=_audience(summary)),
        Section("checks", _("Checks"), _checks(summary)),
        Section("programme", _("Programme"), tuple(_days(summary)), _programme(summary)),
        Section("sessions", _("Sessions"), table=_sessions(summary)),
        Section("doors", _("Doors"), _door_words(summary), _doors(summary)),
        Section("refusals", _("Refusals"), table=_refusals(summary)),
        Section("categories", _("By category"), table=_groups(_("category"), summary.by_category)),
        Section("delegations", _("By delegation"), table=_groups(_("delegation"), summary.by_delegation)),
        Section("arrivals", _("Arrivals"), table=_arrivals(summary)),
        Section("vips", _("VIPs"), table=_people(summary.vips, met=True)),
        Section("handouts", _("Things still out"), table=_lent(summary)),
        Section("speakers", _("Speakers"), table=_speakers(summary)),
        Section("cues", _("Cues"), table=_cues(summary)),
        Section("notes", _("Notes"), table=_notes(summary)),
        Section("no_shows", _("No-shows"), table=_people(summary.no_shows, came=False)),
        Section("left_out", _("What these tables leave out"), summary.left_out),
    ]


def _checks(summary: Summary) -> tuple[str, ...]:
    return tuple(f"{_('holds') if check.holds else _('DOES NOT HOLD')}: {check.what}" for check in summary.checks)


def _arrivals(summary: Summary) -> Table:
    zone = ZoneInfo(summary.event.zone)
    return Table((_("from"), _("people")), tuple((_clock(each.from_, zone), each.count) for each in summary.arrivals))


def _refusals(summary: Summary) -> Table:
    rows = tuple((reason_words(each.reason), each.count) for each in summary.refusals)
    return Table((_("reason"), _("times")), rows)


def _sessions(summary: Summary) -> Table:
    columns = (_("item"), _("attended"), _("head count"))
    return Table(columns, tuple((each.title, each.attended, each.head_count) for each in summary.sessions))


def _speakers(summary: Summary) -> Table:
    rows = tuple((both(each.name, each.name_alt), each.role, each.item, each.state) for each in summary.speakers)
    return Table((_("name"), _("role"), _("item"), _("state")), rows)


def _cues(summary: Summary) -> Table:
    rows = tuple((each.number, each.name, each.state, _clock(each.at), ", ".join(each.failed)) for each in summary.cues)
    return Table((_("cue"), _("name"), _("state"), _("fired"), _("failed")), rows)


def _notes(summary: Summary) -> Table:
    rows = tuple((_clock(each.at), each.operator, each.room, _note(each)) for each in summary.notes)
    return Table((_("at"), _("by"), _("room"), _("note")), rows)


def _audience(summary: Summary) -> Table:
    guests, entries = summary.guests, summary.entries
    not_counted = _("not counted")
    rows: list[tuple[Cell, ...]] = [
        (_("invited"), guests.invited),
        (_("expected"), guests.expected),
        (_("came"), guests.came),
        (_("no-shows"), guests.no_show),
        (_("walk-ins"), guests.walk_in),
        (_("unexpected"), guests.unexpected),
        (_("arrived in all"), guests.arrived),
        (_("pending"), guests.pending),
        (_("cancelled"), guests.cancelled),
        (_("regrets"), guests.regrets),
        (_("blocked"), guests.blocked),
        (_("inside"), not_counted if guests.inside is None else guests.inside),
        (_("most inside at once"), not_counted if guests.inside is None else guests.peak.count if guests.peak else 0),
        (_("that was at"), _clock(guests.peak.at) if guests.peak else None),
        (_("entries"), entries.entries),
        (_("exits"), entries.exits),
        (_("refusals"), entries.refused),
        (_("entries and exits taken back"), entries.undone),
    ]
    if summary.dwell is not None:
        rows += [
            (_("stayed, median"), _span(summary.dwell.median)),
            (_("stayed, mean"), _span(summary.dwell.mean)),
            (_("of these, assumed to the close"), summary.dwell.assumed),
        ]
    return Table((_("figure"), _("people, unless it says entries")), tuple(rows))


def _groups(name: str, groups: tuple[Group, ...]) -> Table:
    return Table(
        (name, _("invited"), _("expected"), _("came"), _("no-shows"), _("walk-ins"), _("unexpected"), _("arrived")),
        tuple(
            (g.group or _("(none)"), g.invited, g.expected, g.came, g.no_show, g.walk_in, g.unexpected, g.arrived)
            for g in groups
        ),
    )


def _people(people: tuple[Person, ...], *, came: bool = True, met: bool = False) -> Table:
    columns: tuple[str, ...] = (_("name"), _("organisation"), _("category"), _("delegation"))
    rows: list[tuple[Cell, ...]] = [
        (both(p.name, p.name_alt), p.organisation, p.category, p.delegation) for p in people
    ]
    if came:
        columns = (*columns, _("arrived"), _("left"))
        rows = [(*row, _clock(p.arrived), _clock(p.left)) for row, p in zip(rows, people, strict=True)]
    if met:
        columns = (*columns, _("met by"))
        rows = [(*row, p.met_by) for row, p in zip(rows, people, strict=True)]
    return Table(columns, tuple(rows))


def _lent(summary: Summary) -> Table:
    rows = tuple((t.item, t.number, both(t.name, t.name_alt), _clock(t.since)) for t in summary.handouts_out)
    return Table((_("thing"), _("number"), _("with"), _("since")), rows)


def _door_words(summary: Summary) -> tuple[str, ...]:
    """What the marks mean, where there are any."""
    said = []
    if any(door.over_capacity for door in summary.doors):
        said.append(_("over: entries that brought more people in than the door holds"))
    if any(door.double for door in summary.doors):
        said.append(_("twice: entries of somebody who was in already, at two stations"))
    if any(door.no_entry for door in summary.doors):
        said.append(_("no entry: exits of somebody who had not come in there"))
    return tuple(said)


def _doors(summary: Summary) -> Table:
    columns = (
        _("door"), _("entries"), _("exits"), _("refused"), _("inside"), _("most"), _("over"), _("twice"),
        _("no entry"), _("by eye"),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    for door in summary.doors:
        inside = _("not counted") if door.inside is None else door.inside
        most = None if door.inside is None else door.peak.count if door.peak else 0
        rows.append(
            (door.title, door.entries, door.exits, door.refused, inside, most, door.over_capacity, door.double,
             door.no_entry, _seen(door.head_count))
        )  # fmt: skip
    return Table(columns, tuple(rows))


def _seen(seen: Seen | None) -> str | None:
    return None if seen is None else f"{seen.count} ({seen.at:%H:%M})"


def _days(summary: Summary) -> list[str]:
    lines = []
    for day in summary.stages:
        if day.late is None:
            lines.append(_("{stage}: not begun.").format(stage=day.title))
            continue
        late, began, added, held, overrun = adding_up(day.began, day.added, day.held, day.overrun)
        reasons = (
            (_("began {time}"), began),
            (_("added {time}"), added),
            (_("held {time}"), held),
            (_("overrun {time}"), overrun),
        )
        told = ", ".join(words.format(time=_signed(time)) for words, time in reasons if time)
        said = _("{stage}: {late}; {reasons}.") if told else _("{stage}: {late}.")
        lines.append(said.format(stage=day.title, late=late_words(late), reasons=told))
    return lines


def _programme(summary: Summary) -> Table:
    zone = ZoneInfo(summary.event.zone)
    columns = (
        _("stage"), _("item"), _("status"), _("planned"), _("actual"), _("late by"), _("length"),
        _("ran"),
    )  # fmt: skip
    rows = tuple(
        (
            line.stage, f"{line.item} {both(line.title, line.title_alt)}", line.status,
            _planned(line.planned_start, zone), _clock(line.actual_start, zone),
            _late(line), _span(line.planned_length), _span(_ran(line)),
        )
        for line in summary.programme
    )  # fmt: skip
    return Table(columns, rows)


def _late(line: ProgrammeLine) -> str | None:
    late = between(line.planned_start, line.actual_start)
    return None if late is None else _signed(late)


def _ran(line: ProgrammeLine) -> float | None:
    """How long it was on, by the clocks of the page."""
    if line.actual_start is None or line.actual_length is None:
        return None
    return between(line.actual_start, line.actual_start + timedelta(seconds=line.actual_length))


def late_words(seconds: float) -> str:
    """The lateness of a day in words."""
    if abs(seconds) < 1:
        return _("on time")
    span = _span(abs(seconds)) or ""
    return _("{time} late").format(time=span) if seconds > 0 else _("{time} early").format(time=span)


def _note(note: Note) -> str:
    return _("INCIDENT: {text}").format(text=note.text) if note.incident else note.text


def _planned(at: datetime | None, zone: ZoneInfo) -> str | None:
    """A plan seldom has seconds: without them its times are easier told from those that were."""
    return f"{at:%H:%M}{told_apart(at, zone)}" if at is not None and not at.second else _clock(at, zone)


def _clock(at: datetime | None, zone: ZoneInfo | None = None) -> str | None:
    """The time of day; in the zone it says which, in an hour that the clocks show twice."""
    return None if at is None else f"{at:%H:%M:%S}" + (told_apart(at, zone) if zone is not None else "")


def _span(seconds: float | None) -> str | None:
    if seconds is None:
        return None
    whole = round(abs(seconds))
    hours, rest = divmod(whole, 3600)
    minutes, last = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{last:02}" if hours else f"{minutes}:{last:02}"


def _signed(seconds: float) -> str:
    return f"{'-' if seconds < 0 else '+'}{_span(seconds)}"
