"""What is said of facts about a guest, and of codes that are nobody's."""

from __future__ import annotations

from console.rules import masks, scans
from console.rules.reason_words import reason_words
from console.rules.telling.names import Names
from data.facts import AnyBody, Entered, GuestAdded, GuestChanged, GuestListed, Left, Refused, TicketReplaced
from data.words import _


def of_a_guest(body: AnyBody, subject: str, names: Names) -> str | None:
    """The sentence, or None where the fact is about something else."""
    who = names.guest(subject.removeprefix("guest/")) if subject.startswith("guest/") else ""
    match body:
        case GuestListed(guest=guest, number=number):
            name = guest.name
            return _("{name} was listed, ticket {number}").format(name=name, number=number)
        case GuestAdded(guest=guest, number=number, how=how):
            said = {
                "walk_in": _("{name} was added at the desk, walk-in, ticket {number}"),
                "plus_one": _("{name} was added at the desk, plus-one, ticket {number}"),
                "deputy": _("{name} was added at the desk, instead of a guest, ticket {number}"),
            }[how]
            return said.format(name=guest.name, number=number)
        case GuestChanged(fields=fields):
            shown = ", ".join(f"{field} = {masks.field(field, text)}" for field, text in fields.items())
            return _("{name} was corrected: {fields}").format(name=who, fields=shown)
        case TicketReplaced(generation=generation):
            return _("{name} got a new ticket, number {n}; older ones no longer hold").format(name=who, n=generation)
        case Entered():
            return _entered(body, who, names)
        case Left(door=door):
            return _("{name} went out at {door}").format(name=who, door=names.door(door))
        case Refused():
            return _refused(body, who, names)
        case _:
            return None


def _entered(body: Entered, who: str, names: Names) -> str:
    said = _("{name} came in at {door}").format(name=who, door=names.door(body.door))
    if not body.force_sent:
        return said
    if not body.forced:
        return _("{said} (an override was sent, not needed)").format(said=said)
    return _("{said}, LET IN by {supervisor}: {reason} (was: {overrode})").format(
        said=said, supervisor=body.supervisor or "?", reason=body.reason or "?", overrode=reason_words(body.overrode)
    )


def _refused(body: Refused, who: str, names: Names) -> str:
    if not who:
        said = _("code {code} refused at {door}: {reason}")
    elif body.way == "out":
        said = _("{name} refused on the way out at {door}: {reason}")
    else:
        said = _("{name} refused at {door}: {reason}")
    reason = reason_words(body.reason)
    text = said.format(name=who, code=repr(masks.loose(body.code)), door=names.door(body.door), reason=reason)
    if not who and (trouble := scans.sentence(scans.troubles_of(body.code))):
        # A code that is nobody's: what the keyboard did to it is what helps.
        text = _("{said}. {trouble}").format(said=text, trouble=trouble)
    return _("{said} (an override was sent)").format(said=text) if body.force_sent else text
