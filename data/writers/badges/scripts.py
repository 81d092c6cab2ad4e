"""Which texts a font alone can't set letter by letter: those written from the right, or whose letters join."""

from __future__ import annotations

import unicodedata

_JOINING = (range(0x0900, 0x1100), range(0x1780, 0x1800), range(0x1A20, 0x1AB0), range(0xA880, 0xAAE0))
"""Indic scripts, Thai, Lao, Tibetan, Burmese; Khmer; Tai Tham; the rest of the Indic ones."""


def needs_shaping(text: str) -> bool:
    return not text.isascii() and any(
        unicodedata.bidirectional(sign) in ("R", "AL", "AN")
        or unicodedata.combining(sign)
        or any(ord(sign) in block for block in _JOINING)
        for sign in text
    )
