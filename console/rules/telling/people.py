"""What is said of facts about people who come together, instead of others or twice in the list, and what is open."""

from __future__ import annotations

from console.rules.telling.names import Names
from data.facts import (
    AnyBody,
    DeputySent,
    HandoutGiven,
    HandoutReturned,
    HeadCounted,
    LeadCalled,
    LeadCame,
    MeeterTold,
    MergedFrom,
    MergedInto,
    OnTheWay,
)
from data.words import _, ngettext


def of_people(body: AnyBody, subject: str, names: Names) -> str | None:
    """The sentence, or None where the fact is about something else."""
    kind, _slash, of = subject.partition("/")
    if isinstance(body, HeadCounted):
        said = ngettext("{n} person inside at {door}, by eye", "{n} people inside at {door}, by eye", body.count)
        return said.format(n=body.count, door=names.door(of))
    return _of_a_guest(body, names.guest(of), names) if kind == "guest" else None


def _of_a_guest(body: AnyBody, who: str, names: Names) -> str | None:
    match body:
        case MergedInto(into=into):
            return _("{name} is listed twice, and is {other} from now on").format(name=who, other=names.guest(into))
        case MergedFrom(guest=guest):
            return _("{name} stands for {other} too").format(name=who, other=names.guest(guest))
        case DeputySent(deputy=deputy):
            return _("{deputy} comes instead of {name}").format(deputy=names.guest(deputy), name=who)
        case HandoutGiven(item=item, number=number):
            return _("{name} was given {thing}").format(name=who, thing=f"{item} {number}".rstrip())
        case HandoutReturned(item=item, number=number):
            return _("{name} gave back {thing}").format(name=who, thing=f"{item} {number}".rstrip())
        case OnTheWay(due=None):
            return _("{name} is not on the way any more").format(name=who)
        case OnTheWay():
            return _on_the_way(body, who, names)
        case MeeterTold(step=step):
            said = {
                "told": _("whoever meets {name} was told"),
                "confirmed": _("whoever meets {name} said that they are coming"),
            }[step]
            return said.format(name=who)
        case LeadCalled(why=why):
            return _("LEAD WANTED about {name}: {why}").format(name=who, why=why)
        case LeadCame():
            return _("the lead dealt with {name}").format(name=who)
        case _:
            return None


def _on_the_way(body: OnTheWay, who: str, names: Names) -> str:
    said = _("{name} is on the way, expected {time}").format(name=who, time=names.clock(body.due) if body.due else "")
    if body.place:
        said = _("{said}, {place}").format(said=said, place=body.place)
    return _("{said}, met by {person}").format(said=said, person=body.met_by) if body.met_by else said


def in_brief(body: AnyBody, subject: str, names: Names) -> str:
    """The same in two or three words; "" where the fact is about something else."""
    _kind, _slash, of = subject.partition("/")
    match body:
        case HeadCounted(count=count):
            return _("count {n} {door}").format(n=count, door=names.door(of))
        case MergedInto():
            return _("merge {name}").format(name=names.guest(of))
        case MergedFrom(guest=guest):
            return _("merge {name}").format(name=names.guest(guest))
        case DeputySent(deputy=deputy):
            return _("{deputy} for {name}").format(deputy=names.guest(deputy), name=names.guest(of))
        case HandoutGiven(item=item, number=number):
            return _("{thing} to {name}").format(thing=f"{item} {number}".rstrip(), name=names.guest(of))
        case HandoutReturned(item=item, number=number):
            return _("{thing} from {name}").format(thing=f"{item} {number}".rstrip(), name=names.guest(of))
        case OnTheWay():
            return _("{name} on the way").format(name=names.guest(of))
        case MeeterTold(step=step):
            return {"told": _("told for {name}"), "confirmed": _("confirmed for {name}")}[step].format(
                name=names.guest(of)
            )
        case LeadCalled():
            return _("lead for {name}").format(name=names.guest(of))
        case LeadCame():
            return _("lead came to {name}").format(name=names.guest(of))
        case _:
            return ""


def of_a_party(count: int, delegation: str, door: str, names: Names) -> str:
    """What is said of the entries of a delegation's people, made in one act."""
    said = ngettext("{n} of {delegation} came in at {door}", "{n} of {delegation} came in at {door}", count)
    return said.format(n=count, delegation=delegation, door=names.door(door))


def party_in_brief(count: int, delegation: str) -> str:
    return _("{n} of {delegation} in").format(n=count, delegation=delegation)
