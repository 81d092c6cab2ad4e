"""Data made harmless for a terminal: one line, no control or direction characters, cut and padded by cells."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size

from data.clean import harmless as plain

__all__ = ["dots", "draw_ascii", "fit", "plain", "shown", "two_scripts"]

_dots = "…"


def draw_ascii(only: bool) -> None:
    """Signs that some Chinese terminals draw two cells wide are replaced from now on; set once, at start."""
    global _dots
    _dots = "~" if only else "…"


def dots() -> str:
    """The sign of a cut."""
    return _dots


def fit(text: str, width: int) -> str:
    """Harmless text in exactly that many cells: cut with an ellipsis, padded with spaces."""
    if width <= 0:
        return ""
    if cell_len(text) > width:
        return set_cell_size(set_cell_size(text, width - 1).rstrip() + _dots, width)
    return set_cell_size(text, width)


def shown(text: str, width: int | None = None) -> str:
    """The text harmless, and with `width` exactly that many cells."""
    return plain(text) if width is None else fit(plain(text), width)


def two_scripts(name: str, alt: str) -> str:
    """A name as both sides read it, harmless: Chinese first, then Latin; the same one only once."""
    first, second = plain(name), plain(alt)
    if not second or first == second:
        return first
    if not first:
        return second
    if first.isascii() and not second.isascii():
        first, second = second, first
    return f"{first}  {second}"
