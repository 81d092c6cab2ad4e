"""Text made to fit a box: smaller, or on more lines, until all of it stands there. Nothing is ever cut."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from msgspec import Struct

from data.writers.badges.badge import Widths

LEADING = 1.22
"""Height of a line, in parts of its size."""
BREAKS_AT = 0.75
"""A text stays on one line while it is no smaller than this part of what it could be on more."""
SMALLER = 0.94


class Fitted(Struct, frozen=True):
    """The size that does, and the lines."""

    size: float
    lines: tuple[str, ...]

    @property
    def height(self) -> float:
        return self.size * LEADING * len(self.lines)


def fit(
    text: str, width: float, height: float, largest: float, widths: Widths, *, bold: bool = False, most: int = 99
) -> Fitted:
    """The largest size at which all of `text` stands in the box, on `most` lines if that is possible at all."""
    if not text:
        return Fitted(0, ())
    pieces = [(piece, widths.width(piece, bold)) for piece in _pieces(text)]
    alone = sum(wide for _piece, wide in pieces)
    top = min(largest, height / LEADING)
    one = Fitted(min(top, width / alone) if alone else top, (text,))
    size = top
    while most > 1 and size * BREAKS_AT > one.size:
        lines = _wrapped(pieces, width / size, widths, bold)
        if len(lines) <= most and len(lines) * size * LEADING <= height:
            return Fitted(size, tuple(lines))
        size *= SMALLER
    return one


def _pieces(text: str) -> Iterator[str]:
    """What may stand on a line by itself: a space, a word, one Chinese character with the stop after it."""
    word = ""
    for sign in text:
        if sign.isspace() or (word and _may_break(word[-1], sign)):
            if word:
                yield word
            word = ""
        if sign.isspace():
            yield " "
        else:
            word += sign
    if word:
        yield word


def _may_break(before: str, after: str) -> bool:
    if unicodedata.combining(after) or unicodedata.category(after) in ("Pe", "Pf", "Po"):
        return False
    if unicodedata.category(before) in ("Ps", "Pi"):
        return False
    return _wide(before) or _wide(after) or before in "-–—/"


def _wide(sign: str) -> bool:
    return unicodedata.east_asian_width(sign) in "WF"


def _wrapped(pieces: Sequence[tuple[str, float]], room: float, widths: Widths, bold: bool) -> list[str]:
    lines: list[str] = []
    line, used = "", 0.0
    for piece, wide in pieces:
        if used + wide <= room:
            line, used = line + piece, used + wide
            continue
        if line.strip():
            lines.append(line.strip())
        line, used = "", 0.0
        if piece == " ":
            continue
        if wide <= room:
            line, used = piece, wide
            continue
        for sign in _signs(piece):
            own = widths.width(sign, bold)
            if used + own > room and line:
                lines.append(line)
                line, used = "", 0.0
            line, used = line + sign, used + own
    if line.strip():
        lines.append(line.strip())
    return lines


def _signs(word: str) -> Iterator[str]:
    """The word's letters, each with the marks that stand on it."""
    sign = ""
    for letter in word:
        if sign and not unicodedata.combining(letter):
            yield sign
            sign = ""
        sign += letter
    if sign:
        yield sign
