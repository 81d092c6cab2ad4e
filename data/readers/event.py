"""event.toml: the day itself, its stages, doors and outputs."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import cast, get_args
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from data import moments
from data.clean import clean
from data.readers.call_times import call_times
from data.readers.operators import read_operators
from data.readers.plan import OperatorLine, Problem
from data.readers.toml import Keys, read_toml
from data.readers.triggers import read_triggers
from data.records import Door, Event, EventStage, Output, Remote, Stage, Trigger
from data.words import _

FILE = "event.toml"
_LENT = Event(name="", date=date.min, zone="").handouts
_USUAL = Event(name="", date=date.min, zone="").calls
_READY = Event(name="", date=date.min, zone="").messages
MOST_READY = 9


class Setting(Struct, frozen=True):
    """What event.toml says. `event` is None where its name, date or zone can't be used."""

    event: Event | None = None
    state: EventStage | None = None
    doors: tuple[Door, ...] = ()
    stages: tuple[Stage, ...] = ()
    outputs: tuple[Output, ...] = ()
    operators: tuple[OperatorLine, ...] = ()
    triggers: tuple[Trigger, ...] = ()


def read_event(path: Path, now: datetime, day: date | None = None) -> tuple[Setting, list[Problem]]:
    """The event of an event.toml. "today" is the day of `now` in the event's zone; or `day`, once the event has one."""
    table, problems = read_toml(path)
    if problems:
        return Setting(), problems
    top = Keys(FILE, "", table, problems)
    event, state = _event(_keys(table, "event", top, problems), now, day)
    outputs = tuple(_output(name, keys) for name, keys in _tables(table, "output", top, problems))
    stages = tuple(_stage(ident, keys) for ident, keys in _tables(table, "stage", top, problems))
    doors = tuple(_door(ident, keys) for ident, keys in _tables(table, "door", top, problems))
    operators = tuple(read_operators(FILE, table, top, problems))
    triggers = read_triggers(FILE, table, top, {output.name: output for output in outputs}, problems)
    if event is not None and "remote" in table:
        event = replace(event, remote=_remote(_keys(table, "remote", top, problems)))
    top.mark("remote")
    top.done()
    records = {door.id: door for door in doors}
    for door in doors:
        if door.shares and (door.shares not in records or door.shares == door.id or records[door.shares].shares):
            message = _("there is no door called {name} with a record of its own")
            problems.append(Problem(FILE, None, f"door.{door.id}.shares", message.format(name=repr(door.shares))))
    # A day without doors gets one, called main.
    there = records.keys() or {"main"}
    for stage in stages:
        for name in stage.doors:
            if name not in there:
                message = _("there is no door called {name}").format(name=repr(name))
                problems.append(Problem(FILE, None, f"stage.{stage.id}.doors", message))
    names = {output.name for output in outputs}
    for name in event.panic_stops if event else ():
        if name not in names:
            message = _("there is no output called {name}").format(name=repr(name))
            problems.append(Problem(FILE, None, "event.panic_stops", message))
    return Setting(event, state, doors, stages, outputs, operators, triggers), problems


def _keys(table: dict[str, object], name: str, top: Keys, problems: list[Problem]) -> Keys:
    inner = table.get(name)
    top.mark(name)
    if not isinstance(inner, dict):
        problems.append(Problem(FILE, None, name, _("the table [{name}] is needed").format(name=name)))
        inner = {}
    return Keys(FILE, name, inner, problems)


def _tables(table: dict[str, object], kind: str, top: Keys, problems: list[Problem]) -> list[tuple[str, Keys]]:
    """The tables [kind.NAME] in the order of the file."""
    top.mark(kind)
    found = table.get(kind, {})
    named = []
    for name, inner in found.items() if isinstance(found, dict) else [("", found)]:
        where = f"{kind}.{name}"
        if not isinstance(inner, dict):
            message = _("this must be a table: [{kind}.NAME]").format(kind=kind)
            problems.append(Problem(FILE, None, where, message))
        elif not name or name != clean(name) or " " in name or ":" in name:
            problems.append(Problem(FILE, None, where, _("a name is one word")))
        else:
            named.append((str(name), Keys(FILE, where, inner, problems)))
    return named


def _event(keys: Keys, now: datetime, today: date | None) -> tuple[Event | None, EventStage | None]:
    name, named_zone = keys.needed("name"), keys.needed("zone")
    zone = _zone(keys, "zone", named_zone) if named_zone else None
    day = _day(keys, now, zone, today)
    clocks = keys.texts("clocks")
    for clock in clocks:
        _zone(keys, "clocks", clock)
    state = keys.choice("state", get_args(EventStage), "open") if keys.has("state") else None
    event = None
    if name and zone is not None and day is not None:
        event = Event(
            name=name, date=day, zone=named_zone, name_alt=keys.text("name_alt"), clocks=clocks,
            guard=keys.number("guard", 1.0), panic=keys.number("panic", 2.0), deadline=keys.number("deadline", 0.5),
            call=keys.number("call", 15.0), panic_stops=keys.texts("panic_stops"),
            lock=keys.number("lock", 0) if keys.has("lock") else None, handouts=_handouts(keys), messages=_ready(keys),
            calls=_calls(keys),
        )  # fmt: skip
    else:
        keys.mark("name_alt", "guard", "panic", "deadline", "call", "panic_stops", "lock")
        keys.mark("handouts", "messages", "calls")
    keys.done()
    return event, cast(EventStage | None, state)


def _remote(keys: Keys) -> Remote:
    """The ports that a console listens on; where it is to be heard from other machines is not for a file to say."""
    osc, http = keys.count("osc"), keys.count("http")
    for key, port in (("osc", osc), ("http", http)):
        if port is not None and not 0 < port < 65536:
            keys.odd(key, _("a port is a number from 1 to 65535"))
    if osc is not None and osc == http:
        keys.odd("http", _("OSC and HTTP each need a port of their own"))
    keys.done()
    return Remote(osc, http)


def _handouts(keys: Keys) -> tuple[str, ...]:
    """The things lent at the desk; left out, those that most events lend, and an empty list is none."""
    if not keys.has("handouts"):
        return _LENT
    given = keys.texts("handouts")
    for place, thing in enumerate(given):
        if not thing or "," in thing:
            keys.odd("handouts", _("{text} is no name of a thing").format(text=repr(thing)))
        elif thing.casefold() in {other.casefold() for other in given[:place]}:
            keys.odd("handouts", _("{text} is there twice").format(text=repr(thing)))
    return given


def _calls(keys: Keys) -> tuple[float, ...]:
    """How long before its start an item is called, as lengths: `["5:00", "1:00"]`; left out, the usual ones."""
    if not keys.has("calls"):
        return _USUAL
    try:
        return call_times(" ".join(keys.texts("calls")))
    except moments.MomentError as why:
        keys.odd("calls", str(why))
        return ()


def _ready(keys: Keys) -> tuple[str, ...]:
    """The texts that lie ready for the timer, one for each digit; left out, the usual ones."""
    if not keys.has("messages"):
        return _READY
    given = tuple(text for text in keys.texts("messages") if text)
    if len(given) > MOST_READY:
        keys.odd("messages", _("there may be {n} at most").format(n=MOST_READY))
    return given[:MOST_READY]


def _zone(keys: Keys, key: str, name: str) -> ZoneInfo | None:
    try:
        return moments.zone_named(name)
    except moments.MomentError as why:
        keys.odd(key, str(why))
        return None


def _day(keys: Keys, now: datetime, zone: ZoneInfo | None, today: date | None) -> date | None:
    text = keys.needed("date")
    if text.casefold() == "today":
        return today or (moments.local_date(now, zone) if zone is not None else None)
    try:
        day = date.fromisoformat(text) if text else None
        if day is not None and day.year not in moments.YEARS:
            raise ValueError(text)
        return day
    except ValueError:
        keys.odd("date", _('{text} is no date: write 2026-10-25, or "today"').format(text=repr(text)))
        return None


def _stage(ident: str, keys: Keys) -> Stage:
    stage = Stage(
        id=ident, title=keys.text("title") or ident, title_alt=keys.text("title_alt"), hard_out=_time(keys, "hard_out"),
        clearance=keys.flag("clearance", False), lets_in="go" if keys.choice("lets_in", ("", "go"), "") == "go" else "",
        doors=tuple(one for one in keys.texts("doors") if one),
    )  # fmt: skip
    keys.done()
    return stage


def _door(ident: str, keys: Keys) -> Door:
    door = Door(
        id=ident, title=keys.text("title") or ident, admits=tuple(one for one in keys.texts("admits") if one),
        entry="many" if keys.choice("entry", ("once", "many"), "once") == "many" else "once",
        reentry=keys.flag("reentry", True), opens=_time(keys, "opens"), closes=_time(keys, "closes"),
        tolerance=keys.number("tolerance", 0), capacity=keys.count("capacity"), limit=keys.count("limit"),
        exits="unscanned" if keys.choice("exits", ("scanned", "unscanned"), "scanned") == "unscanned" else "scanned",
        pending=keys.flag("pending", False), perimeter=keys.flag("perimeter", False) if keys.has("perimeter") else None,
        arrival=keys.flag("arrival", True), shares=keys.text("shares"), item=keys.text("item"),
    )  # fmt: skip
    keys.mark("perimeter")
    if door.capacity is not None and door.limit is not None and door.limit < door.capacity:
        keys.odd("limit", _("the safe number is below the capacity"))
    keys.done()
    return door


def _time(keys: Keys, key: str) -> str:
    text = keys.text(key)
    if text:
        try:
            moments.moment(text, date(2000, 1, 1), ZoneInfo("UTC"))
        except moments.MomentError as why:
            keys.odd(key, str(why))
            return ""
    return text


def _output(name: str, keys: Keys) -> Output:
    kind, url = keys.needed("type"), keys.text("url")
    required, live_only, panic = keys.flag("required", True), keys.flag("live_only", False), keys.flag("panic", False)
    options = keys.rest()
    for key in options:
        if key in ("password", "secret", "token"):
            keys.odd(key, _("never write a secret here: name an environment variable with {key}_env").format(key=key))
    return Output(name=name, type=kind, url=url, required=required, live_only=live_only, panic=panic, options=options)
