"""When an item is: its start, end and length as somebody typed them, and the rules that say which of them hold it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, tzinfo
from typing import cast

from msgspec.structs import replace

from console.rules.refusals import Refusal
from console.rules.times.plan import Planned
from data import moments
from data.clean import clean
from data.moments import MomentError
from data.records import EndRule, Item, StartRule
from data.words import _

TIMES = ("start_rule", "start", "end_rule", "end", "length")
BACK = timedelta(hours=6)
"""An end that comes at most so much before the start is a slip, and not the next day's."""
LONG = timedelta(hours=12)
_SIGNS = ("+", "-", "\N{MINUS SIGN}", "\N{FULLWIDTH PLUS SIGN}", "\N{FULLWIDTH HYPHEN-MINUS}")


def retimed(item: Item, planned: Planned, typed: Mapping[str, str], zone: tzinfo) -> Item | Refusal:
    """The item with those of its times; a start typed is a fixed one, and an end typed gives the length, unless the
    item has a fixed end or is to have one. What is not typed stays as it is planned, and is said outright."""
    try:
        return _retimed(item, planned, {field: clean(text) for field, text in typed.items()}, zone)
    except (MomentError, OverflowError) as why:
        return Refusal("bad_time", f"{str(why).rstrip('.')}.")


def typed_start(text: str, now: datetime, zone: tzinfo) -> datetime:
    """A bare time is the nearest such one to where the item starts now; `+5` is five minutes later than that."""
    if text.startswith(_SIGNS):
        return now + timedelta(seconds=moments.signed_length(text))
    return min(_such(text, now, zone), key=lambda each: abs(each - now))


def typed_end(text: str, start: datetime, zone: tzinfo) -> datetime:
    """A bare time is the first such one from the start on, but for a slip of a few hours before it."""
    after = next((each for each in _such(text, start, zone) if each >= start), None)
    before = next((each for each in reversed(_such(text, start, zone)) if each < start), None)
    if after is None or (before is not None and start - before <= BACK and after - start > LONG):
        return before if before is not None else start
    return after


def typed_length(text: str, now: float | None) -> float:
    """A length in seconds; `+5` and `-5` are so many minutes more or less than it is now."""
    if not text.startswith(_SIGNS):
        return moments.length(text)
    seconds = (now or 0.0) + moments.signed_length(text)
    if seconds < 0:
        raise MomentError(_("{text} is more than there is").format(text=repr(text)))
    return seconds


def _such(text: str, near: datetime, zone: tzinfo) -> list[datetime]:
    """The times of that name on the days about, in order; ISO text is one time."""
    clock, day = moments.bare_time(text), near.astimezone(zone).date()
    if clock is None:
        return [moments.moment(text, day, zone)]
    return [at for days in (-1, 0, 1, 2) for at in moments.both_on(day + timedelta(days=days), clock, zone)]


def _retimed(item: Item, planned: Planned, typed: Mapping[str, str], zone: tzinfo) -> Item | Refusal:
    start_rule, end_rule = _rules(item, typed)
    made = replace(item, start_rule=start_rule, end_rule=end_rule, start=_given(item))
    begins = planned.start
    if typed.get("start"):
        begins = typed_start(typed["start"], planned.start, zone)
        made = replace(made, start=begins)
    elif start_rule == "fixed" and (item.start_rule != "fixed" or made.start is None):
        made = replace(made, start=begins)
    length = planned.length.total_seconds()
    until = planned.end - planned.conflict
    if typed.get("length"):
        length = typed_length(typed["length"], length)
        until = begins + timedelta(seconds=length)
    if typed.get("end"):
        ends = _end(typed["end"], begins, until, zone)
        if typed.get("length") and ends != until:
            return Refusal("bad_time", _("Start, end and length do not agree: two of them are enough."))
        until, length = ends, (ends - begins).total_seconds()
    if end_rule == "fixed":
        return replace(made, end=until)
    if length < 0:
        said = _("It would end {end}, before it starts {start}.")
        return Refusal("bad_time", said.format(end=_clock(until, zone), start=_clock(begins, zone)))
    return replace(made, end=None, length=length)


def _rules(item: Item, typed: Mapping[str, str]) -> tuple[StartRule, EndRule]:
    """How it is to begin and end: as it is said, else as what was typed or emptied means it."""
    from data.readers.headers import folded

    start, end = item.start_rule, item.end_rule
    if "start" in typed:
        start = "fixed" if typed["start"] else "follows"
    if end == "fixed" and typed.get("end") == "":
        end = "length"
    words: tuple[tuple[str, tuple[str, ...], dict[str, str]], ...] = (
        ("start_rule", ("follows", "fixed"), {_("follows"): "follows", _("fixed"): "fixed"}),
        ("end_rule", ("length", "fixed"), {_("length"): "length", _("fixed"): "fixed"}),
    )
    for field, known, said in words:
        word = folded(typed.get(field, ""))
        if not word:
            continue
        rule = word if word in known else said.get(word)
        if rule is None:
            raise MomentError(_("{text} is not one of {known}").format(text=repr(word), known=", ".join(known)))
        if field == "start_rule":
            start = cast(StartRule, rule)
        else:
            end = cast(EndRule, rule)
    return start, end


def _end(text: str, begins: datetime, until: datetime, zone: tzinfo) -> datetime:
    if text.startswith(_SIGNS):
        return until + timedelta(seconds=moments.signed_length(text))
    return typed_end(text, begins, zone)


def _given(item: Item) -> datetime | None:
    """The start that is said outright, or by an end and a length."""
    if item.start is None and item.end is not None and item.length is not None:
        return item.end.astimezone(UTC) - timedelta(seconds=item.length)
    return item.start


def _clock(at: datetime, zone: tzinfo) -> str:
    return f"{at.astimezone(zone):%H:%M:%S}".removesuffix(":00")
