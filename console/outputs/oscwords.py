"""An OSC action as text, and as the message on the wire: `/eos/cue/1/4/fire`, `/level 1 0.5 "text" true`."""

from __future__ import annotations

import re

from data.words import _

WHOLE = re.compile(r"[+-]?\d+")
DECIMAL = re.compile(r"[+-]?(\d+\.\d*|\.\d+|\d+[eE][+-]?\d+|\d+\.\d*[eE][+-]?\d+)")
_NOT_IN_ADDRESS = re.compile(r"[#\s]|[^\x21-\x7e]")
_WORD = re.compile(r'"((?:[^"\\]|\\.)*)"(?!\S)|(\S+)')
_INT32 = 2**31


def problem(text: str) -> str | None:
    """What is wrong with an action's words, or None."""
    try:
        words = _split(text)
    except ValueError:
        return _("A quotation mark is not closed, or stands inside a word.")
    if not words or not words[0][0].startswith("/"):
        return _("An OSC action begins with an address, like /eos/cue/1/4/fire.")
    if words[0][0] == "/" or _NOT_IN_ADDRESS.search(words[0][0]):
        return _("{address} is not an OSC address.").format(address=words[0][0])
    for word, quoted in words[1:]:
        if not quoted and WHOLE.fullmatch(word) and not -_INT32 <= int(word) < _INT32:
            return _("{number} is too large for OSC.").format(number=word)
    return None


def datagram(text: str) -> bytes:
    """The message of an action that has no problem. Whole numbers are `i`, decimals `f`, true `T`, false `F`."""
    # Loaded with the first message: most commands send none.
    from pythonosc.osc_message_builder import OscMessageBuilder

    (address, _quoted), *words = _split(text)
    builder = OscMessageBuilder(address=address)
    for word, quoted in words:
        value, kind = _typed(word, quoted)
        builder.add_arg(value, kind)
    return builder.build().dgram


def _typed(word: str, quoted: bool) -> tuple[str | bool | int | float, str]:
    if quoted:
        return word, "s"
    if word in ("true", "false"):
        return word == "true", "T" if word == "true" else "F"
    if WHOLE.fullmatch(word):
        return int(word), "i"
    if DECIMAL.fullmatch(word):
        return float(word), "f"
    return word, "s"


def _split(text: str) -> list[tuple[str, bool]]:
    """The words, and whether each stood in quotation marks (then it stays text, whatever it looks like)."""
    words = []
    for found in _WORD.finditer(text):
        quoted, plain = found.groups()
        if plain is not None and '"' in plain:
            raise ValueError(plain)
        words.append((quoted.replace('\\"', '"'), True) if plain is None else (plain, False))
    return words
