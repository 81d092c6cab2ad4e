"""Doors and stages as the command line names them: the one that was named, or the first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from console.cli.troubles import Stop, wrong_use
from data.words import _

if TYPE_CHECKING:
    from data.journal import EventFile


def door_named(file: EventFile, name: str | None) -> str:
    """The door of that id; the first where none is named."""
    from data import tables

    doors = tables.event(file.db).doors
    if name is None:
        return _first(doors, _("this event has no door"))
    if name not in doors:
        raise _no_such(_("There is no door called {name}; there are: {known}"), name, doors)
    return name


def stage_named(file: EventFile, name: str | None) -> str:
    """The stage of that id; the first where none is named."""
    from data import tables

    stages = tables.event(file.db).stages
    if name is None:
        return _first(stages, _("this event has no stage"))
    if name not in stages:
        raise _no_such(_("There is no stage called {name}; there are: {known}"), name, stages)
    return name


def _first(known: Iterable[str], none: str) -> str:
    found = next(iter(known), None)
    if found is None:
        raise wrong_use(none)
    return found


def _no_such(sentence: str, name: str, known: Iterable[str]) -> Stop:
    return wrong_use(sentence.format(name=name, known=", ".join(known) or "-"))
