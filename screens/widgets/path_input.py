"""A field for the path of a file, completed by Tab like a shell does it; what could follow is told."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from textual.message import Message
from textual.widgets import Input

ENDINGS = (".csv", ".xlsx", ".tsv", ".txt", ".toml", ".json", ".xml", ".ics")
MOST = 200


class PathInput(Input):
    BINDINGS = [("tab", "complete", "")]

    class Candidates(Message):
        """What the path typed could become."""

        def __init__(self, names: tuple[str, ...]) -> None:
            super().__init__()
            self.names = names

    def action_complete(self) -> None:
        names = candidates(self.value)
        paths = [_whole(self.value, name) for name in names]
        if paths:
            common = paths[0] if len(paths) == 1 else _common(paths)
            if len(common) >= len(self.value):
                self.value = common
                self.cursor_position = len(common)
        self.post_message(self.Candidates(names))


def candidates(typed: str) -> tuple[str, ...]:
    """The lists and folders whose path begins so; a folder ends in a slash, what is hidden is left out."""
    folder, start = _split(typed)
    try:
        found = sorted(_named(folder, start))
    except OSError:
        return ()
    return tuple(found[:MOST])


def _named(folder: Path, start: str) -> Iterable[str]:
    for path in folder.iterdir():
        if path.name.startswith(".") or not path.name.casefold().startswith(start.casefold()):
            continue
        if path.is_dir():
            yield f"{path.name}/"
        elif path.suffix.casefold() in ENDINGS:
            yield path.name


def _split(typed: str) -> tuple[Path, str]:
    head, slash, start = typed.rpartition("/")
    return Path(f"{head}{slash}" or ".").expanduser(), start


def _whole(typed: str, name: str) -> str:
    head, slash, _start = typed.rpartition("/")
    return f"{head}{slash}{name}"


def _common(texts: list[str]) -> str:
    """The letters that all begin with."""
    first, last = min(texts), max(texts)
    return first[: next((place for place, sign in enumerate(first) if sign != last[place]), len(first))]
