"""What a message from outside asks for: an address like `/callboard/go` and its arguments, as a command or a refusal.

The same words for OSC and HTTP; `/callboard/STAGE/go` names a stage, else the first is meant. Ontime's own addresses
are understood too (docs.getontime.no/api/protocols/osc), so that a page of buttons made for it runs a stage here.
Patterns in an address (`/callboard/*`) are not matched: no message may mean everything.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from typing import Literal

from msgspec import Struct

from console.rules import cuestack
from console.rules.refusals import Refusal
from data.clean import clean
from data.words import _

Verb = Literal[
    "go", "back", "hold", "resume", "end", "standby", "skip", "unskip", "add", "message", "note", "cue", "panic",
    "start", "nothing",
]  # fmt: skip
Value = str | int | float | bool | None
ALONE: tuple[Verb, ...] = ("go", "back", "resume", "end")
OF_ITEMS: tuple[Verb, ...] = ("standby", "skip", "unskip")
VERBS: frozenset[str] = frozenset({*ALONE, *OF_ITEMS, "hold", "add", "message", "note", "cue", "panic"})
MOST = 86_400.0
NAME, TEXT = 80, 1_000
"""Signs that a name of an item or a cue may have, and a reason, a message or a note."""
_CLOCK = re.compile(r"([+-]?)(?:(\d{1,2}):)?(\d{1,3}):(\d{2})")
_NUMBER = re.compile(r"[+-]?\d{1,9}(\.\d{1,6})?")


class Command(Struct, frozen=True):
    """What is asked for. `stage` "" is the first; `item` "" what comes next; `number` and `act` are a cue's; `text` is
    a reason, a message, a note, or how panic is meant. `start` goes on after a hold, else it is GO; `nothing` is a
    button that was let go."""

    verb: Verb
    stage: str = ""
    item: str = ""
    number: str = ""
    act: cuestack.Verb | None = None
    seconds: float = 0.0
    text: str = ""


def command(address: Sequence[str], values: Sequence[Value], stages: Container[str]) -> Command | Refusal:
    """What `address`, its parts without the slashes, asks for with these values."""
    parts, given = [clean(part) for part in address], [clean(v) if isinstance(v, str) else v for v in values]
    if any(before and not after for before, after in zip((*address, *values), (*parts, *given), strict=True)):
        return Refusal("bad_argument", _("That is no text."))
    found = _ontime(tuple(parts[1:]), given) if parts[:1] == ["ontime"] else _own(parts, given, stages)
    if isinstance(found, Refusal):
        return found
    if len(found.text) > TEXT or max(len(found.item), len(found.number)) > NAME:
        words = _("A name may have {name} signs, and any other text {text}.")
        return Refusal("too_long", words.format(name=NAME, text=TEXT))
    return found


def _own(address: Sequence[str], values: Sequence[Value], stages: Container[str]) -> Command | Refusal:
    parts = list(address[1:]) if address[:1] == ["callboard"] else []
    stage = ""
    if len(parts) > 1 and parts[0] not in VERBS:
        stage, parts = parts[0], parts[1:]
        if stage not in stages:
            return Refusal("no_such_stage", _("There is no stage {stage}.").format(stage=stage[:NAME]))
    if not parts or parts[0] not in VERBS:
        return _unknown("/".join(address))
    verb, rest = parts[0], parts[1:]
    if verb == "cue":
        return _cue(rest, values)
    if len(rest) > 1:
        return _unknown("/".join(address))
    given: list[Value] = [*rest, *values]
    if _let_go(verb, given):
        return Command("nothing")
    return _one(verb, stage, given)


def _one(verb: str, stage: str, given: list[Value]) -> Command | Refusal:
    pressed = [each for each in given if each is not True and each != 1 and each is not None]
    match verb:
        case "go" | "back" | "resume" | "end":
            return Command(verb, stage) if not pressed else _too_much(verb)
        case "hold":
            return Command("hold", stage, text=_text(pressed))
        case "standby" | "skip" | "unskip":
            return Command(verb, stage, item=_name(given))
        case "add":
            seconds = _seconds(given)
            return Command("add", stage, seconds=seconds) if seconds is not None else _no_seconds()
        case "panic":
            how = _text(pressed)
            return Command("panic", text=how) if how in ("", "fade", "cut", "resume") else _too_much(verb)
        case "message" | "note":
            return Command("message" if verb == "message" else "note", stage, text=_text(given))
        case _:
            return _unknown(verb)


def _cue(rest: Sequence[str], values: Sequence[Value]) -> Command | Refusal:
    act = next((verb for verb in cuestack.VERBS if len(rest) == 2 and verb == rest[1]), None)
    if act is None:
        verbs = ", ".join(cuestack.VERBS)
        words = _("Of a cue say its number and what to do: /callboard/cue/2.5/go; there are {verbs}.")
        return Refusal("no_such_command", words.format(verbs=verbs))
    if _let_go("cue", list(values)):
        return Command("nothing")
    return Command("cue", number=rest[0], act=act)


def _ontime(parts: tuple[str, ...], values: Sequence[Value]) -> Command | Refusal:
    """Ontime's addresses, as far as they mean something here."""
    given = list(values)
    match parts:
        case ("start",):
            return Command("start")
        case ("start", "next"):
            return Command("go")
        case ("pause",):
            return Command("hold")
        case ("stop",):
            return Command("end")
        case ("load", "next"):
            return Command("standby")
        case ("load", "id" | "cue", *more) if len(more) < 2:
            return Command("standby", item=_name([*more, *given]))
        case ("addtime", "add" | "remove" as way, *more) if len(more) < 2:
            seconds = _seconds([*more, *given])
            if seconds is None:
                return _no_seconds()
            return Command("add", seconds=-seconds if way == "remove" else seconds)
        case ("addtime", *more) if len(more) < 2:
            seconds = _seconds([*more, *given])
            return Command("add", seconds=seconds) if seconds is not None else _no_seconds()
        case _:
            return _unknown("/".join(("ontime", *parts)))


def _let_go(verb: str, given: Sequence[Value]) -> bool:
    """A controller that says 1 when a button goes down says 0 when it comes up: that is no second press."""
    if len(given) != 1 or isinstance(given[0], str) or given[0] is None or given[0] != 0:
        return False
    # A whole number after these is what they are about; a controller's fader and button speak in decimals.
    return verb not in ("add", "message", "note") and not (verb in OF_ITEMS and type(given[0]) is int)


def _name(given: Sequence[Value]) -> str:
    """An item by its id, however it was typed; "" for the next one."""
    if not given or given[0] is None or isinstance(given[0], bool):
        return ""
    return "" if isinstance(given[0], float) else str(given[0])


def _text(given: Sequence[Value]) -> str:
    return " ".join(str(each) for each in given if each is not None and not isinstance(each, bool))


def _seconds(given: Sequence[Value]) -> float | None:
    """Seconds as a number, or a length as ±MM:SS; None where it is neither, or nothing at all."""
    if len(given) != 1 or isinstance(given[0], bool) or given[0] is None:
        return None
    value = given[0]
    if isinstance(value, str):
        clock = _CLOCK.fullmatch(value.strip())
        if clock is not None:
            sign, hours, minutes, seconds = clock.groups()
            value = (int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)) * (-1 if sign == "-" else 1)
        elif _NUMBER.fullmatch(value.strip()):
            value = float(value)
        else:
            return None
    # Compared before it is made a float: a whole number may be greater than any, and a NaN is never less.
    return float(value) if 0 < abs(value) <= MOST else None


def _unknown(address: str) -> Refusal:
    return Refusal("no_such_command", _("There is no command /{address}.").format(address=address[:NAME]))


def _too_much(verb: str) -> Refusal:
    words = _("{verb} takes no argument: an item is called with /callboard/standby first.")
    return Refusal("bad_argument", words.format(verb=verb))


def _no_seconds() -> Refusal:
    return Refusal("bad_argument", _("Say how many seconds, like 60 or -60, or a length like -1:30."))
