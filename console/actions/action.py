"""One act of the action table, and the names of the rooms and pages that acts belong to."""

from __future__ import annotations

from msgspec import Struct

ROOMS = ("desk", "stage", "speakers", "cues", "log", "summary", "timer", "setup", "backstage", "agenda")
VIEWS = ("timer", "backstage", "agenda")
"""Rooms that are only looked at, and show nothing private."""
PAGES = ("card", "things", "merge", "scanner", "import", "item", "late", "missing")
"""Pages laid over a room, with keys of their own."""
SHOW = ("stage", "cues")
LISTS = ("stage", "speakers", "cues", "log", "summary")
NOTED = ("stage", "speakers", "cues", "log", "summary")


class Action(Struct, frozen=True):
    """One act: `rooms` empty is everywhere, `keys` are Textual's names, `label` is short and `does` a sentence.

    `dangerous` wants a typed word in show mode; `edits` is off in show mode and once the event is closed; `hidden`
    keeps it out of the key bar, `unlisted` out of the palette (moving a cursor). `later` is not built
    yet: its key is kept free and says so.
    """

    id: str
    rooms: tuple[str, ...]
    keys: tuple[str, ...]
    label: str
    does: str
    dangerous: bool = False
    edits: bool = False
    hidden: bool = False
    unlisted: bool = False
    later: bool = False
