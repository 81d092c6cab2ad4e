"""Data made harmless for a terminal: one line, no control or direction characters, cut and padded by cells."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from rich.cells import cell_len, set_cell_size

from data.clean import clean

JOINERS = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\u115f\u1160\u3164\u180e" + "\ufe0e\ufe0f\u20e3")
DOTS = "…"


def _kept(character: str) -> str:
    if character in JOINERS:
        return ""
    kind = unicodedata.category(character)
    if kind in ("Cc", "Zl", "Zp"):
        return " "
    if kind in ("Cf", "Cs", "Co", "Cn", "Me") or 0xE0000 <= ord(character) <= 0xE0FFF:
        return ""
    if 0x1F000 <= ord(character) <= 0x1FAFF:
        return ""
    return character


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """The text on one line without anything a terminal would obey, join or turn round."""
    if text.isascii() and text.isprintable():
        return text
    kept = "".join(_kept(character) for character in clean(text))
    shorter: list[str] = []
    marks = 0
    for character in kept:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= 2:
            shorter.append(character)
    return " ".join("".join(shorter).split())


def fit(text: str, width: int) -> str:
    """Harmless text in exactly that many cells: cut with an ellipsis, padded with spaces."""
    if width <= 0:
        return ""
    if cell_len(text) > width:
        return set_cell_size(set_cell_size(text, width - 1).rstrip() + DOTS, width)
    return set_cell_size(text, width)


def shown(text: str, width: int | None = None) -> str:
    """The text harmless, and with `width` exactly that many cells."""
    return plain(text) if width is None else fit(plain(text), width)


def two_scripts(name: str, alt: str) -> str:
    """A name as both sides read it, harmless: Chinese first, then Latin; the same one only once."""
    first, second = plain(name), plain(alt)
    if not second or first == second:
        return first
    if first.isascii() and not second.isascii():
        first, second = second, first
    return f"{first}  {second}"
