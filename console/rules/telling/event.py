"""What is said of facts about the event itself: its making, its plan, its state, imports, notes and panic."""

from __future__ import annotations

from data.facts import (
    AnyBody,
    DoorSet,
    EventMade,
    EventSet,
    FilmSet,
    ImportBegan,
    ImportEnded,
    ModeSet,
    Noted,
    OutputSet,
    Panicked,
    PaperNumbered,
    StageSet,
    StateSet,
)
from data.words import _, ngettext


def of_the_event(body: AnyBody) -> str | None:
    """The sentence, or None where the fact is about something else."""
    match body:
        case EventMade():
            return _("the event file was made")
        case EventSet(event=event):
            return _("event: {name}, {date}").format(name=event.name, date=event.date.isoformat())
        case DoorSet(door=door):
            return _("door {door} was set").format(door=door.title or door.id)
        case StageSet(stage=stage):
            return _("stage {stage} was set").format(stage=stage.title or stage.id)
        case OutputSet(output=output):
            return _("output {output} was set: {type}").format(output=output.name, type=output.type)
        case FilmSet(film=film):
            return _("film {film} was listed").format(film=film.title)
        case StateSet(state=state):
            return _("the event is now: {state}").format(state=state)
        case ModeSet(mode=mode):
            return _("mode is now: {mode}").format(mode=mode)
        case ImportBegan(source=source, rows=rows):
            said = ngettext("import of {source} began: {n} row", "import of {source} began: {n} rows", rows)
            return said.format(source=source, n=rows)
        case ImportEnded():
            counts = (
                (_("{n} new"), body.new),
                (_("{n} changed"), body.changed),
                (_("{n} gone"), body.gone),
                (_("{n} odd"), body.odd),
                (_("{n} same"), body.same),
            )
            told = ", ".join(words.format(n=f"{n:,}") for words, n in counts if n) or _("nothing")
            said = _("import of {source}, stopped: {told}") if body.stopped else _("import of {source}: {told}")
            return said.format(source=body.source, told=told)
        case Noted(text=text, incident=incident, room=room):
            said = _("INCIDENT: {text}") if incident else _("note: {text}")
            if room:
                said = _("INCIDENT ({room}): {text}") if incident else _("note ({room}): {text}")
            return said.format(text=text, room=room)
        case PaperNumbered(first=first, guests=guests):
            return _("a guest list was printed: numbers {first} to {last} were given out").format(
                first=first, last=first + len(guests) - 1
            )
        case Panicked(how=how):
            return {
                "fade": _("PANIC: media fade and stop"),
                "cut": _("PANIC again: media stopped at once"),
                "resume": _("panic is over: media go on"),
            }[how]
        case _:
            return None
