"""What an act was in two or three words, as a key bar names what undo will take back."""

from __future__ import annotations

from console.rules.telling import between, calling, people, recovering, speakers, telling
from console.rules.telling.names import Names, span
from data.clean import harmless
from data.facts import (
    CueArmed,
    CueFired,
    CueMarked,
    CueSkipped,
    CueStoodBy,
    CueWent,
    Ended,
    Entered,
    Fact,
    GuestAdded,
    GuestChanged,
    Held,
    ItemAdded,
    ItemEdited,
    ItemMoved,
    ItemRemoved,
    ItemSkipped,
    ItemUnskipped,
    Left,
    Resumed,
    StoodBy,
    TicketReplaced,
    TimeAdded,
    Went,
)
from data.words import _


def in_brief(fact: Fact, names: Names) -> str:
    """`Li Liyan in`, `took 2:00`, `GO 08`; where there is no short form, the whole sentence."""
    kind, _slash, of = fact.subject.partition("/")
    said = _of_the_stage(fact, of) or _of_somebody(fact, names, kind, of)
    if not said and fact.known is not None:
        said = people.in_brief(fact.known, fact.subject, names) or between.in_brief(fact.known)
        said = said or speakers.in_brief(fact.known, names) or calling.in_brief(fact.known)
        said = said or recovering.in_brief(fact.known)
    return harmless(said or telling(fact, names))


def _of_the_stage(fact: Fact, number: str) -> str:
    match fact.known:
        case Went(item=item):
            return _("GO {item}").format(item=item)
        case CueWent(cue=cue):
            return _("GO {cue}").format(cue=cue)
        case CueFired():
            return _("GO {cue}").format(cue=number)
        case StoodBy(item=item):
            return _("standby {item}").format(item=item)
        case Ended():
            return _("the end")
        case Held():
            return _("the hold")
        case Resumed():
            return _("go on")
        case TimeAdded(seconds=seconds):
            return (_("took {time}") if seconds < 0 else _("gave {time}")).format(time=span(seconds))
        case ItemAdded(item=made):
            return _("add {item}").format(item=made.id)
        case ItemEdited(item=made, how=how):
            words = {"split": _("split {item}"), "merge": _("merge {item}")}
            return words.get(how, _("edit {item}")).format(item=made.id)
        case ItemRemoved(item=item):
            return _("take out {item}").format(item=item)
        case ItemMoved(item=item):
            return _("move {item}").format(item=item)
        case ItemSkipped(item=item):
            return _("skip {item}").format(item=item)
        case ItemUnskipped(item=item):
            return _("unskip {item}").format(item=item)
        case CueStoodBy():
            return _("standby {item}").format(item=number)
        case CueSkipped():
            return _("skip {item}").format(item=number)
        case CueArmed(armed=armed):
            return (_("arm {cue}") if armed else _("disarm {cue}")).format(cue=number)
        case CueMarked(how=how):
            return {"done": _("{cue} done"), "left": _("{cue} left")}[how].format(cue=number)
        case _:
            return ""


def _of_somebody(fact: Fact, names: Names, kind: str, of: str) -> str:
    who = names.guest(of) if kind == "guest" else ""
    match fact.known:
        case Entered():
            return _("{name} in").format(name=who)
        case Left():
            return _("{name} out").format(name=who)
        case GuestAdded(guest=guest, how=how):
            said = {"walk_in": _("walk-in {name}"), "plus_one": _("plus-one {name}"), "deputy": _("deputy {name}")}[how]
            return said.format(name=guest.name)
        case GuestChanged():
            return _("change {name}").format(name=who)
        case TicketReplaced():
            return _("ticket {name}").format(name=who)
        case _:
            return ""
