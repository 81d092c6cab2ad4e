"""cues.toml: the moments that equipment or a person answers to, each written as one would read it aloud."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import cast, get_args

from data.readers.media import media_fault
from data.readers.plan import Problem, Row, repeated
from data.readers.toml import Keys, read_toml
from data.records import Action, Cue, CueAt, Follow, Output
from data.words import _

_NUMBER = re.compile(r"[0-9A-Za-z]+(?:[.\-][0-9A-Za-z]+)*")
_ACTION = re.compile(r"\s*([^:\s]+)\s*[:：]\s*(\S.*)", re.DOTALL)
_MEDIA_TYPES = frozenset({"mpv"})
_MEDIA_VERBS = frozenset({"play", "load", "loop"})


def read_cues(path: Path, outputs: Mapping[str, Output]) -> tuple[list[Row[Cue]], list[Problem]]:
    """The cues of a file in its order; a cue's row is its place in the file, the first is 1."""
    table, problems = read_toml(path)
    file = path.name
    cues = table.pop("cue", [])
    problems += [Problem(file, None, key, _("there is no such key")) for key in table]
    if not isinstance(cues, list):
        return [], [*problems, Problem(file, None, "cue", _("write each cue as [[cue]]"))]
    rows = []
    for row, one in enumerate(cues, 1):
        if isinstance(one, dict):
            rows.append(Row(file, row, _cue(Keys(file, "", one, problems, row), row, outputs)))
        else:
            problems.append(Problem(file, row, "cue", _("write each cue as [[cue]]")))
    problems += repeated(((row.value.number, row) for row in rows), "number", _("the cue"))
    return rows, problems


def media_of(action: Action, outputs: Mapping[str, Output]) -> str:
    """The media file an action plays, as a path under media/; empty where it plays none."""
    output = outputs.get(action.output)
    if output is None or output.type not in _MEDIA_TYPES:
        return ""
    try:
        words = shlex.split(action.text)
    except ValueError:
        return ""
    return words[1] if len(words) > 1 and words[0] in _MEDIA_VERBS else ""


def _cue(keys: Keys, pos: int, outputs: Mapping[str, Output]) -> Cue:
    number = keys.name("number")
    if not number:
        keys.odd("number", _("this is needed"))
    elif not _NUMBER.fullmatch(number):
        keys.odd("number", _("{text} is no cue number: write 2, 2.5 or 9.1").format(text=repr(number)))
    actions = tuple(action for text in keys.texts("go") if (action := _action(keys, text, outputs)) is not None)
    item = keys.name("item")
    if not item:
        keys.odd("item", _("this is needed"))
    cue = Cue(
        number=number, item=item, pos=pos, name=keys.text("name"),
        at=cast(CueAt, keys.choice("at", get_args(CueAt), "go")), actions=actions,
        follow=cast(Follow, keys.choice("follow", get_args(Follow), "stop")),
        pre_wait=keys.number("pre_wait", 0), post_wait=keys.number("post_wait", 0), armed=keys.flag("armed", True),
        manual=keys.text("manual"),
    )  # fmt: skip
    keys.done()
    return cue


def _action(keys: Keys, text: str, outputs: Mapping[str, Output]) -> Action | None:
    """`output: verb arguments` in its two parts; None where it can't be one."""
    found = _ACTION.fullmatch(text)
    if found is None:
        keys.odd("go", _("{text} is no action: write OUTPUT: WHAT IT DOES").format(text=repr(text)))
        return None
    action = Action(found[1], found[2].strip())
    output = outputs.get(action.output)
    if output is None:
        keys.odd("go", _("there is no output called {name}").format(name=repr(action.output)))
    elif output.type == "osc" and not action.text.startswith("/"):
        keys.odd("go", _("{text}: an OSC address begins with /").format(text=repr(action.text)))
    elif output.type in _MEDIA_TYPES:
        _media(keys, action, outputs)
    return action


def _media(keys: Keys, action: Action, outputs: Mapping[str, Output]) -> None:
    try:
        shlex.split(action.text)
    except ValueError:
        keys.odd("go", _("{text}: a quote is not closed").format(text=repr(action.text)))
        return
    fault = media_fault(media_of(action, outputs))
    if fault:
        keys.odd("go", fault)
    elif "://" in action.text:
        keys.odd("go", media_fault(action.text))
