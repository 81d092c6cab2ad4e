"""Text from outside as one line: `clean` for keeping, `harmless` for showing, without what joins or piles up too."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LONGEST = 300
"""Signs a name may have: more than any name, less than what breaks a screen."""
WIDEST = 10_000
"""Signs any other text of a guest may have; a quote that is never closed makes one cell of the rest of a file."""

_ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])|\x9b[0-?]*[ -/]*[@-~]")
_JOINERS = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\u115f\u1160\u3164\u180e" + "\ufe0e\ufe0f\u20e3")
_SPACES = re.compile(r"\s+")
_UNSEEN = dict.fromkeys(
    [*range(0x20), *range(0x7F, 0xA0), 0xAD, 0x061C, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F),
     *range(0x2060, 0x2070), 0xFEFF, *range(0xFFF9, 0xFFFC), *range(0xD800, 0xE000), *range(0xE0000, 0xE0080)]
)  # fmt: skip


def clean(text: str) -> str:
    """NFC, escape sequences and unseen controls taken out, every run of space and newline as one space."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    plain = _SPACES.sub(" ", _ESCAPES.sub("", text))
    return _SPACES.sub(" ", unicodedata.normalize("NFC", plain.translate(_UNSEEN))).strip()


def group_key(text: str) -> str:
    """What a group is known by that people write in any letter case, a delegation say."""
    return " ".join(text.split()).casefold()


def _kept(character: str) -> str:
    if character in _JOINERS:
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
def harmless(text: str) -> str:
    """For showing: the text on one line without anything a terminal would obey, join or turn round."""
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


def both(name: str, alt: str) -> str:
    """A name in both its scripts for showing, the same one only once."""
    first, second = harmless(name), harmless(alt)
    return f"{first} {second}" if second and second != first else first
