"""Who may do what: the roles of the people at the console, and the refusal of an act that is somebody else's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from console.rules.refusals import Refusal
from data.records import Operator, Role
from data.words import _

Act = Literal[
    "admit", "override", "walk_in", "change", "ticket", "deputy", "merge", "handout", "expect", "lead", "headcount",
    "badge", "undo", "note", "stage", "speakers", "cues", "setup", "lists", "operators", "forget",
]  # fmt: skip
"""`lead` is dealing with a call for the lead; `setup` is imports, state and mode; `lists` writes names to a file."""

_DESK: frozenset[Act] = frozenset({
    "admit", "walk_in", "change", "ticket", "deputy", "handout", "expect", "headcount", "badge", "undo", "note",
})  # fmt: skip
_STAGE: frozenset[Act] = frozenset({"stage", "speakers", "cues", "headcount", "undo", "note"})


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


def forbidden(operators: Mapping[str, Operator], operator: str, act: Act) -> Refusal | None:
    """Why this operator can't do the act; None where they can. An event without operators has no roles."""
    if not operators:
        return None
    known = operators.get(operator)
    if known is None:
        return Refusal("not_signed_in", _("Sign in first: this event has operators with a PIN."))
    if may(known.role, act):
        return None
    return Refusal(
        "not_allowed",
        _("{name} signed in as {role}; this is for the {roles}.").format(
            name=operator, role=role_words()[known.role], roles=_who_may(act)
        ),
    )


def _who_may(act: Act) -> str:
    roles: tuple[Role, ...] = ("desk", "stage", "lead")
    return ", ".join(role_words()[role] for role in roles if may(role, act))
