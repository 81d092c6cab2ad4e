"""Rows over a room that say what is wrong: words give way to the row's end, the key that answers them never does."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from rich.cells import cell_len
from textual.content import Content

from data.words import _
from screens.widgets.plain import fit

GAP = "   "
SIGN = 5
"""Cells of an alert's sign, and of the margin after it."""


class Alert(Struct, frozen=True):
    """What is wrong, made of what `shown` gave, and what is done about it with the key."""

    words: str
    tail: str = ""


def alert_rows(alerts: Sequence[Alert], most: int, width: int) -> list[Content]:
    """The most urgent of one kind; the last one says how many more there are."""
    more = len(alerts) - most
    return [
        Content(_row(each, more if more > 0 and place == most else 0, width - SIGN))
        for place, each in enumerate(alerts[:most], 1)
    ]


def _row(alert: Alert, more: int, width: int) -> str:
    tail = GAP + alert.tail if alert.tail else ""
    if more:
        said = GAP + _("+{n} more").format(n=more)
        tail += said if cell_len(alert.words + tail + said) <= width else f"{GAP}+{more}"
    room = max(8, width - cell_len(tail))
    return (fit(alert.words, room).rstrip() if cell_len(alert.words) > room else alert.words) + tail
