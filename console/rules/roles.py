"""Who may do what: the roles of the people at the console, and the refusal of an act that is somebody else's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from console.rules.refusals import Refusal
from data.records import EventStage, Operator, Role
from data.states import EventState
from data.words import _

Act = Literal[
    "admit", "override", "walk_in", "change", "ticket", "deputy", "merge", "handout", "expect", "lead", "headcount",
    "badge", "undo", "note", "stage", "speakers", "cues", "panic", "mode", "setup", "lists", "operators", "forget",
    "house",
]  # fmt: skip
"""`lead` is dealing with a call for the lead; `mode` is what is sent to equipment, `setup` imports and the event's
state; `lists` writes names to a file; `house` is the front of house's word to the stage."""
Operators = Mapping[str, Operator]

_DESK: frozenset[Act] = frozenset({
    "admit", "walk_in", "change", "ticket", "deputy", "handout", "expect", "headcount", "badge", "undo", "note",
    "panic", "house",
})  # fmt: skip
_STAGE: frozenset[Act] = frozenset({"stage", "speakers", "cues", "mode", "headcount", "undo", "note", "panic"})


def may(role: Role, act: Act) -> bool:
    """Is the act one of the role's?"""
    match role:
        case "lead":
            return True
        case "desk":
            return act in _DESK
        case "stage":
            return act in _STAGE
        case "viewer":
            return False


def role_words() -> dict[Role, str]:
    return {"desk": _("desk"), "stage": _("stage"), "lead": _("lead"), "viewer": _("viewer")}


def role_of(operators: Operators, operator: str) -> Role | None:
    """The operator's role; None where the event has no roles. Who is not signed in sees what a viewer sees."""
    if not operators:
        return None
    known = operators.get(operator)
    return known.role if known is not None else "viewer"


def leads(operators: Operators) -> frozenset[str]:
    return frozenset(name for name, operator in operators.items() if operator.role == "lead")


def forbidden(operators: Operators, operator: str, act: Act) -> Refusal | None:
    """Why this operator can't do the act; None where they can. An event without operators has no roles."""
    if not operators:
        return None
    known = operators.get(operator)
    if known is None:
        return not_signed_in()
    if may(known.role, act):
        return None
    return Refusal(
        "not_allowed",
        _("{name} signed in as {role}; this is for the {roles}.").format(
            name=operator, role=role_words()[known.role], roles=_who_may(act)
        ),
    )


def not_signed_in() -> Refusal:
    return Refusal("not_signed_in", _("Sign in first: this event has operators with a PIN."))


def closed(state: EventStage, operators: Operators, operator: str) -> Refusal | None:
    """Once the event is closed, a lead corrects and nobody else. Without roles each act says for itself what a closed
    event still takes."""
    if state != "closed" or not operators or operator in leads(operators):
        return None
    return Refusal("closed", _("The event is closed; only a lead corrects it now."))


def barred(event: EventState, operator: str, act: Act) -> Refusal | None:
    """Why this operator can't correct the day so: their role, or that the event is closed."""
    return forbidden(event.operators, operator, act) or closed(event.state, event.operators, operator)


def override_forbidden(operators: Operators, operator: str, supervisor: str, *, proven: bool) -> Refusal | None:
    """Why this override does not count: with roles it is a lead's own, or answered for by a lead whose PIN was given
    (`proven`)."""
    if not operators or operator in leads(operators):
        return None
    if (no := forbidden(operators, operator, "admit")) is not None:
        return no
    if supervisor not in leads(operators):
        return Refusal("not_allowed", _("A lead answers for letting somebody in; name one, and they give their PIN."))
    if not proven:
        words = _("{name} answers for it with their PIN; without it nobody was let in.")
        return Refusal("not_signed_in", words.format(name=supervisor))
    return None


def undo_forbidden(operators: Operators, operator: str, by: str) -> Refusal | None:
    """Why this operator can't take back what `by` did: with roles that is a lead's, but for one's own acts."""
    if (no := forbidden(operators, operator, "undo")) is not None:
        return no
    if not operators or operator == by or operator in leads(operators):
        return None
    return Refusal("not_allowed", _("{name} did this; they or a lead can take it back.").format(name=by))


def only(operators: Operators, operator: str, act: Act) -> str | None:
    """Whose act it is, for a list of keys; None where it is this operator's too."""
    if forbidden(operators, operator, act) is None:
        return None
    return _("Only: {roles}.").format(roles=_who_may(act))


def _who_may(act: Act) -> str:
    roles: tuple[Role, ...] = ("desk", "stage", "lead")
    return ", ".join(role_words()[role] for role in roles if may(role, act))
