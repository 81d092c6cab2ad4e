"""The as-run report as a paper: the day, each stage item by item, holds, changes of the plan, failed cues, notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from console.rules.reports.as_run import AsRun, Change, ItemRan, Ran
from console.rules.spans import adding_up, between
from console.rules.times.timeline import Why
from data.clean import both
from data.moments import told_apart
from data.words import _
from data.writers.pages import Cell, Page, Section, Sheet, Table, span

MOST_LINES = 12


def as_run_page(made: AsRun) -> Page:
    """All of the report, lying: times in the event's zone."""
    event = both(made.event, made.event_alt) or _("Event")
    lines = [_("Times in {zone}. Planned is the first plan.").format(zone=made.zone)]
    if made.provisional:
        lines.append(_("PROVISIONAL: the event is not closed."))
    stamp = _("made {moment}").format(moment=f"{made.made:%Y-%m-%d %H:%M}")
    return Page(
        title=_("{event}: as run").format(event=event),
        lines=(*lines, _("Made {time}.").format(time=f"{made.made:%Y-%m-%d %H:%M:%S %z}")),
        sections=tuple(
            replace(each, table=apart(each.table, ZoneInfo(made.zone))) if each.table is not None else each
            for each in _sections(made)
        ),
        sheet=Sheet(head=event, foot=_("as run, {stamp}").format(stamp=stamp), lying=True),
    )


def how_words() -> dict[str, str]:
    """How an item went, in words."""
    return {
        "done": _("ran"), "live": _("ON"), "skipped": _("skipped"), "dropped": _("dropped"),
        "removed": _("taken out"), "waiting": _("not run"),
    }  # fmt: skip


def _sections(made: AsRun) -> Iterator[Section]:
    zone = ZoneInfo(made.zone)
    rows = [*(_ran(each, both(each.title, each.title_alt), zone) for each in made.stages)]
    if len(made.stages) != 1:
        rows.append(_ran(made.day, _("the day"), zone))
    columns = (
        _("stage"), _("planned"), _("actual"), _("began late by"), _("ended late by"), _("ran"), _("not run"),
        _("skipped"), _("taken out"), _("dropped"), _("by hand"), _("given"), _("held"), _("over"),
    )  # fmt: skip
    yield Section("day", _("The day"), table=Table(columns, tuple(rows), right=(3, 4, 11, 12, 13)))
    for stage in made.stages:
        items = [item for item in made.items if item.stage == stage.stage]
        if items:
            yield Section(
                f"stage/{stage.stage}", both(stage.title, stage.title_alt), tuple(_why(stage)), _items(items, zone)
            )
    if made.holds:
        yield Section("holds", _("Holds"), table=_holds(made))
    if made.changes:
        yield Section("changes", _("Changes of the plan"), table=_changes(made))
    if made.cues_failed:
        yield Section("cues", _("Cues that failed"), table=_cues(made))
    if made.notes:
        yield Section("notes", _("Notes and incidents"), table=_notes(made))


def _ran(ran: Ran, name: str, zone: ZoneInfo) -> tuple[Cell, ...]:
    totals = ran.totals
    return (
        name, _from_to(ran.planned_start, ran.planned_end, zone), _from_to(ran.start, ran.end, zone),
        signed(between(ran.planned_start, ran.start)), signed(between(ran.planned_end, ran.end)), totals.ran,
        totals.waiting, totals.skipped, totals.removed, totals.dropped, totals.by_hand,
         signed(totals.added or None), _long(totals.held), _long(totals.overrun),
    )  # fmt: skip


def _why(ran: Ran) -> Iterator[str]:
    """Why the stage is or was late, in reasons that add up: by the first plan, and by what the day made of it."""
    if ran.why is None or ran.state == "before":
        yield _("Not begun.")
        return
    first, now = _reasons(ran.why), _reasons(ran.why_now or ran.why)
    yield _("{item}: {late} against the first plan.").format(item=ran.of, late=first)
    if now != first:
        yield _("{item}: {late} against the plan as it stands now.").format(item=ran.of, late=now)


def _reasons(why: Why) -> str:
    """`+4:10 (began +6:10, given -2:00)`"""
    late, *parts = adding_up(why.began, why.added, why.held, why.overrun)
    words = (_("began"), _("given"), _("held"), _("over"))
    told = ", ".join(f"{word} {signed(seconds)}" for word, seconds in zip(words, parts, strict=True) if seconds)
    return f"{signed(late)} ({told})" if told else f"{signed(late)}"


def _items(items: Sequence[ItemRan], zone: ZoneInfo) -> Table:
    columns = (
        _("no."), _("item"), _("planned"), _("actual"), _("late by"), _("length"), _("ran"), _("longer by"),
        _("given"), _("held"), _("over"), _("GO by"), _("what happened"),
    )  # fmt: skip
    return Table(columns, tuple(_item(item, zone) for item in items), most_lines=MOST_LINES, right=(4, 7, 8, 9, 10))


def _item(item: ItemRan, zone: ZoneInfo) -> tuple[Cell, ...]:
    length = between(item.start, item.end)
    longer = None if length is None or item.planned_length is None else length - item.planned_length
    held = sum(between(hold.since, hold.until) or hold.seconds for hold in item.holds)
    over = item.overrun
    anew = 0.0 if item.replanned_length is None else item.replanned_length - (item.planned_length or 0.0)
    if longer is not None and abs(longer - anew - item.added - held - over) < 2:
        # Of the same moments as those beside it, or a second would be missing between them.
        over = max(0.0, longer - anew - item.added - held)
    return (
        item.item, two_lines(item.title, item.title_alt), item.planned_start, item.start,
        signed(between(item.planned_start, item.start)), _span(item.planned_length), _span(length), signed(longer),
        signed(item.added or None), _long(held), _long(over), _who(item.by, item.source), tuple(_happened(item, zone)),
    )  # fmt: skip


def _happened(item: ItemRan, zone: ZoneInfo) -> Iterator[str]:
    """What the figures of an item do not say."""
    if item.how != "done":
        yield how_words()[item.how]
    if item.time > 1:
        yield _("time {n} that it was on").format(n=item.time)
    if item.added_by_hand:
        yield _("added by hand")
    if item.replanned_start is not None:
        yield _("planned anew for {time}").format(time=_time(item.replanned_start, zone))
    if item.replanned_length is not None:
        yield _("planned anew to last {time}").format(time=span(timedelta(seconds=item.replanned_length)))
    for hold in item.holds:
        length = span(timedelta(seconds=between(hold.since, hold.until) or hold.seconds))
        yield _("held {time}: {reason}").format(time=length, reason=hold.reason or _("no reason given"))
    for given in item.given:
        if (who := _who(given.by, given.source)) != given.by:
            yield _("{time} given by {name}").format(time=signed(given.seconds), name=who)
    ended = _who(item.ended_by, item.ended_source)
    if item.ended_by and ended != item.by:
        yield _("ended by {name}").format(name=ended)


def _who(by: str, source: str) -> str:
    """Who did it, and through what where that was no console and no command line."""
    return f"{by} ({source})".strip() if source not in ("", "console", "cli") else by


def _holds(made: AsRun) -> Table:
    columns = (_("stage"), _("item"), _("from"), _("to"), _("length"), _("reason"), _("by"))
    rows = (
        (h.stage, h.item or _("between items"), h.since, h.until or _("still on"),
         _span(between(h.since, h.until) or h.seconds),
         h.reason or _("no reason given"), _who(h.by, h.source))
        for h in made.holds
    )  # fmt: skip
    return Table(columns, tuple(rows), most_lines=MOST_LINES)


def _changes(made: AsRun) -> Table:
    columns = (_("stage"), _("at"), _("what"), _("items"), _("dropped"), _("by"))
    rows = (
        (c.stage, c.at, ": ".join(filter(None, (change_words()[c.what], c.strategy or ", ".join(c.fields)))),
         ", ".join((*c.items, *(_("all after {item}").format(item=each) for each in c.after))), ", ".join(c.dropped),
         _who(c.by, c.source))
        for c in made.changes
    )  # fmt: skip
    return Table(columns, tuple(rows), most_lines=MOST_LINES)


def change_words() -> dict[Change, str]:
    """What was done to the plan, in words."""
    return {
        "replanned": _("replanned as expected then"), "recovered": _("cut to be out in time"), "added": _("added"),
        "edited": _("changed"), "split": _("split in two"), "merged": _("merged"), "removed": _("taken out"),
        "moved": _("moved"), "skipped": _("skipped"), "unskipped": _("taken back in"), "listed": _("by a list"),
    }  # fmt: skip


def _cues(made: AsRun) -> Table:
    columns = (_("cue"), _("item"), _("name"), _("fired"), _("output"), _("what went wrong"), _("state"))
    rows = (
        (c.number, c.item, c.name, c.at, ", ".join(c.outputs), c.detail, _("left so") if c.left else c.state)
        for c in made.cues_failed
    )
    return Table(columns, tuple(rows), most_lines=MOST_LINES)


def _notes(made: AsRun) -> Table:
    columns = (_("at"), _("on then"), _("by"), _("room"), _("note"))
    rows = (
        (n.note.at, ", ".join(n.on), n.note.operator, n.note.room,
         _("INCIDENT: {text}").format(text=n.note.text) if n.note.incident else n.note.text)
        for n in made.notes
    )  # fmt: skip
    return Table(columns, tuple(rows), most_lines=MOST_LINES)


def two_lines(title: str, title_alt: str) -> tuple[str, ...]:
    """A title in both its scripts, one under the other."""
    return tuple(dict.fromkeys(part for part in (title, title_alt) if part))


def signed(seconds: float | None) -> str | None:
    """A difference with its sign: `+4:10`, `-2:00`, `0:00`."""
    if seconds is None:
        return None
    whole = round(seconds)
    return ("+" if whole > 0 else "-" if whole < 0 else "") + span(timedelta(seconds=abs(whole)))


def _from_to(start: datetime | None, end: datetime | None, zone: ZoneInfo) -> str | None:
    return None if start is None else f"{_time(start, zone)} – {_time(end, zone) if end is not None else ''}".rstrip()


def _time(at: datetime, zone: ZoneInfo) -> str:
    """A time of day that is no other: in an hour the clocks show twice it says which."""
    return f"{at:%H:%M:%S}{told_apart(at, zone)}"


def apart(table: Table, zone: ZoneInfo) -> Table:
    """The table, with times told apart that the clocks of the zone show alike."""
    rows = (
        tuple(_time(cell, zone) if isinstance(cell, datetime) and told_apart(cell, zone) else cell for cell in row)
        for row in table.rows
    )
    return replace(table, rows=tuple(rows))


def _span(seconds: float | None) -> timedelta | None:
    return None if seconds is None else timedelta(seconds=round(max(0.0, seconds)))


def _long(seconds: float) -> timedelta | None:
    return _span(seconds) if round(seconds) else None
