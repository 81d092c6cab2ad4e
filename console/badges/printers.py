"""Which printer badges go to from this machine, and on what: remembered here, since the event file moves about."""

from __future__ import annotations

import os
from contextlib import suppress

from msgspec import Struct, convert

from data.clean import clean
from data.station import state_folder
from data.words import _
from data.writers.badges.sheets import LAYOUTS, Layout


class Printer(Struct, frozen=True):
    """A queue of CUPS, "" for its default, and the paper in it."""

    name: str = ""
    layout: Layout = "62mm"


def read(text: str) -> Printer:
    """`NAME`, `NAME 62mm` or `62mm`, as one types it."""
    words = clean(text).split()
    layout = words.pop().lower() if words and words[-1].lower() in LAYOUTS else "62mm"
    return Printer(" ".join(words), convert(layout, Layout))


def chosen() -> Printer:
    """CALLBOARD_PRINTER, else the one chosen last on this machine, else CUPS's default."""
    named = os.environ.get("CALLBOARD_PRINTER")
    if named is not None:
        return read(named)
    try:
        return read((state_folder() / "printer").read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return Printer()


def remember(printer: Printer) -> None:
    # A machine without a folder to write to names its printer by CALLBOARD_PRINTER.
    with suppress(OSError):
        state_folder().mkdir(parents=True, exist_ok=True)
        (state_folder() / "printer").write_text(f"{printer.name} {printer.layout}", encoding="utf-8")


def called(printer: Printer) -> str:
    return printer.name or _("the default printer")
