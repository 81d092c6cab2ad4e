"""The rooms a schedule speaks of, as stages of the event: known ones by their names, new ones made for others."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence

from data.clean import clean
from data.readers.headers import folded
from data.readers.plan import RoomRead
from data.records import Stage

_NO_WORD = re.compile(r"[\s:/\\,;.()（）\[\]【】\"'“”‘’&+#]+")
LONGEST = 40


class Rooms:
    """Settles room after room. `asked` says which stage a room is; "" stands for items that name no room."""

    def __init__(self, stages: Sequence[Stage], asked: Mapping[str, str]) -> None:
        self._ids = [stage.id for stage in stages]
        self._names: dict[str, str] = {}
        for stage in stages:
            for name in (stage.id, stage.title, stage.title_alt):
                if name:
                    self._names.setdefault(folded(name), stage.id)
        self._asked = {folded(room): stage for room, stage in asked.items()}
        self._counts: dict[str, list[str]] = {}
        self.made: dict[str, Stage] = {}

    def stage(self, room: str) -> str:
        """The stage that a room is, made where there is none; without a room the only one, or ""."""
        name = clean(room)[:LONGEST]
        key = folded(name)
        wanted = self._asked.get(key)
        if wanted is not None:
            found = self._named(wanted) or self._make(wanted)
        elif not key:
            found = self._ids[0] if len(self._ids) == 1 else ""
        else:
            found = self._named(name) or self._make(name)
        self._counts.setdefault(name, []).append(found)
        return found

    def says(self, room: str) -> bool:
        """Was it said which stage that room is?"""
        return folded(clean(room)) in self._asked

    def unknown(self) -> list[str]:
        """The rooms asked for that the file does not have."""
        here = {folded(room) for room in self._counts}
        return [room for room in self._asked if room not in here]

    def read(self, used: Collection[str]) -> tuple[RoomRead, ...]:
        """Every room whose stage is used, and what it was taken for."""
        return tuple(
            RoomRead(room, stages[0], stages[0] in self.made, len(stages))
            for room, stages in self._counts.items()
            if stages[0] in used or not stages[0]
        )

    def _named(self, name: str) -> str:
        return self._names.get(folded(name), "")

    def _make(self, name: str) -> str:
        title = clean(name)
        ident = word = slug(title) or "stage"
        number = 2
        while ident in self._ids or ident in self.made:
            ident, number = f"{word}-{number}", number + 1
        self.made[ident] = Stage(id=ident, title=title)
        self._names[folded(title)] = ident
        return ident


def slug(title: str) -> str:
    """A name as one word: small letters, other scripts as they are."""
    plain = unicodedata.normalize("NFKC", title).casefold()
    return _NO_WORD.sub("-", plain).strip("-")[:24].strip("-")
