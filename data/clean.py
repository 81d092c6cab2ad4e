"""Text from outside as one harmless line: nothing in it can move a cursor, turn the writing round or end a row."""

from __future__ import annotations

import re
import unicodedata

_ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])|\x9b[0-?]*[ -/]*[@-~]")
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
