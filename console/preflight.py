"""Pre-flight: is every output there, does every action make sense, is every media file where the cues look for it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from console import outputs
from console.cueing.rack import Rack
from console.outputs.peer import Health
from console.rules.filling import SAMPLE, filled
from console.rules.places import places
from data import tables
from data.readers.cues import media_of
from data.records import Event
from data.states import CueState, EventState
from data.words import _

if TYPE_CHECKING:
    from data.journal import EventFile

Word = Literal["ok", "unconfirmed", "down", "unknown", "missing", "wrong"]
MIN_DEADLINE = 0.5


class Check(Struct, frozen=True):
    """One thing looked at. `required`: the day needs it; `cues` are the numbers that use it."""

    what: Literal["output", "file", "action", "trigger", "door"]
    name: str
    state: Word
    required: bool
    cues: tuple[str, ...] = ()
    detail: str = ""

    @property
    def fails(self) -> bool:
        return self.required and self.state in ("down", "missing", "wrong")


class Preflight(Struct, frozen=True):
    """Whether all that is required is there, and every check: what fails first."""

    ok: bool
    media: str
    checks: tuple[Check, ...]


def preflight(file: EventFile, rack: Rack | None = None) -> Preflight:
    """Asks every output and looks for every media file. Takes as long as the event's deadline, and changes nothing."""
    with file.reading() as db:
        state, cues = tables.event(db), sorted(tables.cues(db), key=lambda cue: (cue.cue.pos, cue.cue.number))
    media = media_folder(file.path, state.event)
    own = rack or Rack()
    try:
        deadline = max(state.event.deadline if state.event else 0, MIN_DEADLINE)
        health = own.healths(state.outputs.values(), deadline)
    finally:
        if rack is None:
            own.close()
    checks = [*_outputs(state, cues, health), *_actions(state, cues), *_triggers(state)]
    checks += [*_files(state, cues, media), *_doors(state)]
    checks.sort(key=lambda check: (not check.fails, check.state == "ok"))
    return Preflight(not any(check.fails for check in checks), str(media), tuple(checks))


def media_folder(path: Path, event: Event | None) -> Path:
    """Where an event's media files are: where its folder had them, or else in a folder beside the event file."""
    beside = path.with_name(f"{path.stem}-media")
    if event is None or not event.media:
        return beside
    recorded = path.resolve().parent / event.media
    return recorded if recorded.is_dir() else beside


def _doors(state: EventState) -> list[Check]:
    """Doors whose capacity or limit nobody can be held to."""
    counted = places(state.doors)
    words = _("exits are not scanned here, so nobody knows how many are inside: its {most} is not enforced")
    return [
        Check("door", door.title or door.id, "unconfirmed", False, (), words.format(most=counted.capacity[door.id]))
        for door in state.doors.values()
        if door.id in counted.capacity and counted.record_of[door.id] not in counted.records
    ]


def _outputs(state: EventState, cues: list[CueState], health: dict[str, Health]) -> list[Check]:
    found = []
    for name, output in state.outputs.items():
        users = tuple(cue.cue.number for cue in cues if any(action.output == name for action in cue.cue.actions))
        trouble, known = outputs.output_problem(output), health.get(name, Health("unknown"))
        word: Word = "wrong" if trouble else known.word
        found.append(Check("output", name, word, output.required, users, trouble or known.detail))
    return found


def _actions(state: EventState, cues: list[CueState]) -> list[Check]:
    """Actions whose words their output does not understand."""
    found = []
    for cue in cues:
        for action in cue.cue.actions:
            output = state.outputs.get(action.output)
            trouble = _("no such output") if output is None else outputs.problem(output, action.text)
            if trouble:
                needed = cue.armed and (output is None or output.required)
                text = f"{action.output}: {action.text}"
                found.append(Check("action", text, "wrong", needed, (cue.cue.number,), trouble))
    return found


def _triggers(state: EventState) -> list[Check]:
    """Triggers whose words their output would not understand once they are filled in, and those sent to nobody."""
    found = []
    for trigger in state.triggers:
        for action in trigger.actions:
            output = state.outputs.get(action.output)
            if output is None:
                trouble: str | None = _("no such output")
            else:
                trouble = outputs.problem(output, filled(action.text, output.type, SAMPLE))
            if trouble:
                text = f"{trigger.on}: {action.output}: {action.text}"
                found.append(Check("trigger", text, "wrong", output is None or output.required, (), trouble))
    return found


def _files(state: EventState, cues: list[CueState], media: Path) -> list[Check]:
    """Media files of cues, and of films that no cue plays; a file that an armed cue plays is required."""
    users: dict[str, list[CueState]] = {film.file: [] for film in state.films.values() if film.file}
    for cue in cues:
        for action in cue.cue.actions:
            if name := media_of(action, state.outputs):
                users.setdefault(name, []).append(cue)
    found = []
    for name, using in users.items():
        place = media / name
        there = place.is_file() and place.stat().st_size > 0
        detail = "" if there else _("not in {folder}").format(folder=media)
        numbers = tuple(cue.cue.number for cue in using)
        found.append(Check("file", name, "ok" if there else "missing", any(c.armed for c in using), numbers, detail))
    return found
