"""The words of a trigger's action, filled in: what stands in braces, put so that it stays one value.

A title may hold anything. In OSC it is a string of its own, in an address it loses what no address may hold, in a path
and in JSON it is escaped: no title can become a command.
"""

from __future__ import annotations

import json
import re
from urllib.parse import quote

from msgspec import Struct

BRACES = re.compile(r"\{([a-z_]+)\}")
_WORD = re.compile(r'"(?:[^"\\]|\\.)*"|\S+')
_NOT_IN_ADDRESS = re.compile(r"[^\x21-\x7e]|[#*,/?\[\]{}\"]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


class Words(Struct, frozen=True):
    """What an action may speak of; all of it text as it is sent. Times are seconds, `clock` is the event's."""

    on: str = ""
    event: str = ""
    stage: str = ""
    stage_title: str = ""
    item: str = ""
    number: str = ""
    title: str = ""
    title_alt: str = ""
    kind: str = ""
    next: str = ""
    next_title: str = ""
    cue: str = ""
    cue_name: str = ""
    clock: str = ""
    seconds: str = ""
    length: str = ""
    added: str = ""
    late: str = ""
    reason: str = ""
    operator: str = ""
    source: str = ""


SAMPLE = Words(
    on="start", event="E", stage="main", stage_title="M", item="08", number="8.1", title="Title", title_alt="T",
    kind="talk", next="09", next_title="Next", cue="8.1", cue_name="C", clock="14:33:41", seconds="600", length="600",
    added="60", late="0", reason="R", operator="Kit", source="console",
)  # fmt: skip
"""A day in which everything is said, to see whether an action makes sense."""


def filled(text: str, kind: str, words: Words) -> str:
    """The action's text for an output of that type. What is in braces and no known word stays as it is."""
    match kind:
        case "osc":
            return _osc(text, words)
        case "http":
            return _http(text, words)
        case _:
            return BRACES.sub(lambda found: _value(found, words), text)


def _value(found: re.Match[str], words: Words) -> str:
    # A NUL would end a string of OSC in its middle, a line's end would be another line.
    return _CONTROL.sub(" ", str(getattr(words, found[1], found[0])))


def _osc(text: str, words: Words) -> str:
    """Word by word: the address first, then its arguments."""

    def word(found: re.Match[str]) -> str:
        whole = found[0]
        if not BRACES.search(whole):
            return whole
        if found.start() == 0:
            return BRACES.sub(lambda each: _NOT_IN_ADDRESS.sub("_", _value(each, words)), whole)
        if whole.startswith('"'):
            return BRACES.sub(lambda each: _in_quotes(_value(each, words)), whole)
        value = BRACES.sub(lambda each: _value(each, words), whole)
        return value if _NUMBER.fullmatch(value) and not _a_name(whole) else f'"{_in_quotes(value)}"'

    return _WORD.sub(word, text.strip())


def _a_name(word: str) -> bool:
    """Is it the number of an item or a cue? A name stays text, however much it looks like a number."""
    return any(name in ("item", "number", "cue", "next", "stage", "title") for name in BRACES.findall(word))


def _in_quotes(value: str) -> str:
    # Backslashes need no escape in an OSC action, and a last one would take the quotation mark's meaning.
    return value.replace("\\", "/").replace('"', '\\"')


def _http(text: str, words: Words) -> str:
    """`METHOD PATH BODY`: the path's values as a path needs them, the body's as JSON where it is JSON."""
    method, path, *body = [*text.split(None, 2), "", ""][:3]
    filled_path = BRACES.sub(lambda found: quote(_value(found, words), safe=""), path)
    rest = body[0]
    if rest.lstrip()[:1] in ("{", "[") and not BRACES.match(rest.lstrip()):
        rest = BRACES.sub(lambda found: json.dumps(_value(found, words), ensure_ascii=False)[1:-1], rest)
    else:
        rest = BRACES.sub(lambda found: _value(found, words), rest)
    return " ".join(part for part in (method, filled_path, rest) if part)
