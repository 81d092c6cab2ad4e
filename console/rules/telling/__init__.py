"""One sentence a fact, as the log reads: pure, from the fact's body and the names of what it is about."""

from __future__ import annotations

from console.rules import masks
from console.rules.telling.badges import of_a_badge
from console.rules.telling.between import of_rooms
from console.rules.telling.calling import of_calling
from console.rules.telling.event import of_the_event
from console.rules.telling.guest import of_a_guest
from console.rules.telling.names import Names
from console.rules.telling.operators import of_an_operator
from console.rules.telling.people import of_people
from console.rules.telling.show import of_a_cue, of_a_stage
from console.rules.telling.speakers import of_a_speaker
from console.rules.telling.triggers import of_a_trigger, with_source
from data.clean import harmless
from data.facts import Fact, Undone
from data.words import _


def telling(fact: Fact, names: Names) -> str:
    """What happened, on one harmless line. A kind this program does not know is shown word for word."""
    said = _telling(fact, names)
    return harmless(said if fact.known is None else with_source(said, fact.known))


def _telling(fact: Fact, names: Names) -> str:
    body = fact.known
    if body is None:
        if fact.body is None:
            return _("{kind}: forgotten").format(kind=fact.kind)
        said = _("{kind} (version {version}, of a newer Callboard): {body}")
        return said.format(kind=fact.kind, version=fact.version, body=masks.body(fact.body))
    if isinstance(body, Undone):
        said = _("took back: {what}") if body.what else _("took back act {act}")
        if body.reason:
            said = _("took back: {what} ({reason})") if body.what else _("took back act {act} ({reason})")
        return said.format(what=body.what, act=body.act, reason=body.reason)
    _kind, _slash, who = fact.subject.partition("/")
    return (
        of_the_event(body)
        or of_a_guest(body, fact.subject, names)
        or of_people(body, fact.subject, names)
        or of_a_badge(body, fact.subject, names)
        or of_a_stage(body, names)
        or of_a_speaker(body, names)
        or of_a_cue(body, who, names)
        or of_rooms(body, names)
        or of_calling(body, names)
        or of_an_operator(body)
        or of_a_trigger(body, names)
        or _("{kind}: {body}").format(kind=fact.kind, body=masks.body(fact.body or ""))
    )
