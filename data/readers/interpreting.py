"""How what is said is interpreted, in the words that lists have for it."""

from __future__ import annotations

from msgspec import convert

from data.readers.rows import Cells
from data.records import Interpreting

NAMES = ("interpretation", "interpreted", "翻译方式", "口译", "传译", "口译方式", "dolmetschen", "verdolmetschung")
"""What the column may be called."""
_WORDS: dict[str, Interpreting] = {
    "none": "none", "no": "none", "无": "none", "不译": "none", "不": "none", "否": "none", "keine": "none",
    "consecutive": "consecutive", "consec": "consecutive", "交传": "consecutive", "交替传译": "consecutive",
    "交替": "consecutive", "逐段": "consecutive", "konsekutiv": "consecutive",
    "simultaneous": "simultaneous", "simul": "simultaneous", "si": "simultaneous", "同传": "simultaneous",
    "同声传译": "simultaneous", "同声": "simultaneous", "simultan": "simultaneous",
}  # fmt: skip


def interpreting(cells: Cells) -> Interpreting:
    """The row's column; "" where it says nothing."""
    found: Interpreting = convert(cells.choice("interpreting", _WORDS, ""), Interpreting)
    return found
