"""What a night by keys is made of: its programme as an office sends it, a clock, and terminals read by eye."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import openpyxl

from screens.widgets.bigtext import big

PATIENCE = 20.0
HEADER = ("Nr.", "Beginn", "Dauer (Min.)", "Programmpunkt", "Raum", "Kürzestens")
ROWS = (
    ("G1", time(22, 40), 20, "Eröffnung", "Großer Saal", None),
    ("G2", time(23, 0), 45, "Kurzfilme", "Großer Saal", None),
    ("S1", time(23, 30), 40, "Werkstatt", "Studio", None),
    ("G3", time(23, 45), 30, "Gespräch", "Großer Saal", 20),
    ("S2", time(0, 10), 20, "Pause", "Studio", None),
    ("G4", time(0, 15), 20, "Pause", "Großer Saal", None),
    ("S3", time(0, 30), 60, "Nachtmusik", "Studio", None),
    ("G5", time(0, 35), 40, "Hauptfilm", "Großer Saal", None),
    ("G6", time(1, 15), 60, "Nachtfilm", "Großer Saal", 50),
    ("S4", None, 45, "Lesung", "Studio", None),
    ("G7", None, 30, "Diskussion", "Großer Saal", 20),
    ("G8", None, 15, "Zugabe", "Großer Saal", None),
    ("G9", time(2, 0), 20, "Ausklang", "Großer Saal", None),
)
"""As a clock on the wall shows it: G6 begins at 01:15 and ends at 01:15, an hour later."""


def workbook(path: Path) -> Path:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.append(["Lange Filmnacht, Samstag, 24. Oktober 2026"])
    sheet.append([])
    for row in (HEADER, *ROWS):
        sheet.append(list(row))
    sheet.merge_cells("A1:F1")
    made.save(path)
    return path


class Clock:
    """The time of every console of the journey, as text in a file that is never half written."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def is_(self, summer: str = "", winter: str = "", day: int = 25) -> None:
        """`summer` on a clock of BST, `winter` on one of GMT."""
        offset, clock = ("+01:00", summer) if summer else ("+00:00", winter)
        fresh = self.path.with_suffix(".new")
        fresh.write_text(f"2026-10-{day}T{clock}{':00' if clock.count(':') == 1 else ''}{offset}", encoding="ascii")
        fresh.replace(self.path)


def drawn(screen: str, figure: str) -> bool:
    """Does the figure stand there in large digits?"""
    lines = screen.splitlines()
    for block in (False, True):
        rows = [row.strip() for row in big(figure, ascii=block)]
        for place in range(len(lines) - len(rows) + 1):
            if all(line.strip().endswith(row) for line, row in zip(lines[place:], rows, strict=False)):
                return True
    return False


def row_of(screen: str, item: str) -> str:
    """The item's line in the running order, its blanks as one."""
    for line in screen.splitlines():
        words = line.split()
        if item in words[:2] and ":" in words[-1]:
            return " ".join(words)
    return ""


def sees(hand: Any, *words: str, left: str = "", rows: Iterable[str] = (), gone: str = "") -> str:
    """Waits until all that stands there: words, the time left in large digits, and lines of the order that begin with
    an item and end as said (plan, now, length); and what is `gone` does not."""
    until = monotonic() + PATIENCE
    while True:
        screen: str = hand.screen
        missing = [word for word in words if word not in screen]
        if gone and gone in screen:
            missing.append(f"not {gone}")
        if left and not drawn(screen, left):
            missing.append(f"[{left}]")
        for row in rows:
            item, tail = row.split(" ", 1)
            if not row_of(screen, item).endswith(tail):
                missing.append(row)
        if not missing:
            return screen
        if monotonic() > until:
            raise AssertionError(f"{missing} never stood on\n{screen}")
        sleep(0.05)
