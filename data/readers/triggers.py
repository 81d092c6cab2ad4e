"""The `[[trigger]]` tables of event.toml: what outputs are told when something happens on a stage."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import cast, get_args

from data.readers.plan import Problem
from data.readers.toml import Keys
from data.readers.trigger_templates import TEMPLATES
from data.records import TRIGGER_WORDS, Action, Output, Trigger, TriggerOn
from data.words import _

_ACTION = re.compile(r"\s*([^:\s]+)\s*[:：]\s*(\S.*)", re.DOTALL)
_BRACES = re.compile(r"\{([a-z_]+)\}")


def read_triggers(
    file: str, table: Mapping[str, object], top: Keys, outputs: Mapping[str, Output], problems: list[Problem]
) -> tuple[Trigger, ...]:
    """All of them in the order of the file; a template stands for the several that it is."""
    top.mark("trigger")
    given = table.get("trigger", [])
    if not isinstance(given, list) or not all(isinstance(each, dict) for each in given):
        problems.append(Problem(file, None, "trigger", _("write [[trigger]] once for each of them")))
        return ()
    found: list[Trigger] = []
    for number, each in enumerate(given, 1):
        keys = Keys(file, f"trigger {number}", each, problems)
        found += _template(keys, outputs) if keys.has("template") else _one(keys, each, outputs)
        keys.done()
    return tuple(found)


def _one(keys: Keys, table: Mapping[str, object], outputs: Mapping[str, Output]) -> list[Trigger]:
    on, stage, item, cue = keys.needed("on"), keys.name("stage"), keys.name("item"), keys.name("cue")
    if on and on not in get_args(TriggerOn):
        known = ", ".join(get_args(TriggerOn))
        keys.odd("on", _("{text} is not one of {known}").format(text=repr(on), known=known))
    if cue and on != "cue":
        keys.odd("cue", _('a trigger of one cue has on = "cue"'))
    texts = keys.texts("do") if isinstance(table.get("do"), list) else (keys.needed("do"),)
    actions = tuple(action for text in texts if text and (action := _action(keys, text, outputs)) is not None)
    if not actions or on not in get_args(TriggerOn):
        return []
    return [Trigger(cast(TriggerOn, on), actions, stage, item, cue)]


def _action(keys: Keys, text: str, outputs: Mapping[str, Output]) -> Action | None:
    """`output: words` in its two parts; None where it can't be one."""
    found = _ACTION.fullmatch(text)
    if found is None:
        keys.odd("do", _("{text} is no action: write OUTPUT: WHAT IT DOES").format(text=repr(text)))
        return None
    action = Action(found[1], found[2].strip())
    output = outputs.get(action.output)
    unknown = sorted(set(_BRACES.findall(action.text)) - set(TRIGGER_WORDS))
    if output is None:
        keys.odd("do", _("there is no output called {name}").format(name=repr(action.output)))
    elif output.type == "osc" and not action.text.startswith("/"):
        keys.odd("do", _("{text}: an OSC address begins with /").format(text=repr(action.text)))
    if unknown:
        known = ", ".join(TRIGGER_WORDS)
        words = _("nothing is known as {name}; there are {known}")
        keys.odd("do", words.format(name="{" + unknown[0] + "}", known=known))
    return action


def _template(keys: Keys, outputs: Mapping[str, Output]) -> list[Trigger]:
    template = keys.choice("template", tuple(sorted(TEMPLATES)), "")
    name, stage = keys.text("output") or template, keys.name("stage")
    output = outputs.get(name)
    if template not in TEMPLATES:
        return []
    if output is None:
        keys.odd("output", _("there is no output called {name}").format(name=repr(name)))
        return []
    lines = TEMPLATES[template].get(output.type)
    if lines is None:
        known = ", ".join(TEMPLATES[template])
        words = _("the template {template} is for an output of type {known}, and {name} is {type}")
        keys.odd("output", words.format(template=template, known=known, name=repr(name), type=output.type))
        return []
    return [Trigger(on, tuple(Action(name, text) for text in texts), stage) for on, texts in lines]
