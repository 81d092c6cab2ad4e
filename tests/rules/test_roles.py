"""Roles: what each may do, whose override counts, and whose act somebody may take back."""

from __future__ import annotations

from typing import get_args

from console.rules import roles
from data.records import Operator, Role

STAFF = {
    "Ann": Operator("Ann", "lead"),
    "Mei": Operator("Mei", "desk"),
    "Tom": Operator("Tom", "desk"),
    "Kit": Operator("Kit", "stage"),
    "Vic": Operator("Vic", "viewer"),
}


def reason(refusal: object) -> str | None:
    return getattr(refusal, "reason", None)


def test_without_operators_nothing_is_forbidden() -> None:
    assert roles.forbidden({}, "", "setup") is None
    assert roles.closed("closed", {}, "") is None
    assert roles.override_forbidden({}, "", "", proven=False) is None
    assert roles.undo_forbidden({}, "x", "y") is None


def test_who_is_not_signed_in_does_nothing_and_who_looks_on_neither() -> None:
    assert reason(roles.forbidden(STAFF, "Kitty", "note")) == "not_signed_in"
    assert reason(roles.forbidden(STAFF, "Vic", "note")) == "not_allowed"
    refused = roles.forbidden(STAFF, "Mei", "stage")
    assert refused is not None and refused.message == "Mei signed in as desk; this is for the stage, lead."


def test_panic_is_for_everybody_who_does_anything() -> None:
    assert [name for name in STAFF if roles.forbidden(STAFF, name, "panic") is None] == ["Ann", "Mei", "Tom", "Kit"]


def test_the_stage_chooses_what_is_sent_and_only_a_lead_the_state_of_the_event() -> None:
    assert [name for name in STAFF if roles.forbidden(STAFF, name, "mode") is None] == ["Ann", "Kit"]
    assert [name for name in STAFF if roles.forbidden(STAFF, name, "setup") is None] == ["Ann"]


def test_an_override_is_a_leads_own_or_proven_by_a_leads_pin() -> None:
    assert roles.override_forbidden(STAFF, "Ann", "", proven=False) is None
    assert roles.override_forbidden(STAFF, "Mei", "Ann", proven=True) is None
    assert reason(roles.override_forbidden(STAFF, "Mei", "Ann", proven=False)) == "not_signed_in"
    assert reason(roles.override_forbidden(STAFF, "Mei", "Tom", proven=True)) == "not_allowed"
    assert reason(roles.override_forbidden(STAFF, "Mei", "Zhao Min", proven=True)) == "not_allowed"
    assert reason(roles.override_forbidden(STAFF, "Kit", "Ann", proven=True)) == "not_allowed"


def test_what_another_did_is_the_leads_to_take_back() -> None:
    assert roles.undo_forbidden(STAFF, "Mei", "Mei") is None
    assert roles.undo_forbidden(STAFF, "Ann", "Mei") is None
    assert reason(roles.undo_forbidden(STAFF, "Mei", "Tom")) == "not_allowed"


def test_a_closed_event_is_the_leads() -> None:
    assert reason(roles.closed("closed", STAFF, "Mei")) == "closed"
    assert roles.closed("closed", STAFF, "Ann") is None
    assert roles.closed("open", STAFF, "Mei") is None


def test_who_is_not_signed_in_sees_what_a_viewer_sees() -> None:
    assert roles.role_of(STAFF, "") == "viewer"
    assert roles.role_of({}, "") is None


def test_each_act_is_for_whom_the_rules_name() -> None:
    """Written out, so that a right given by mistake is seen: a lead may everything, a viewer nothing."""
    names: tuple[Role, ...] = ("desk", "stage")
    may = {act: " ".join(name for name in names if roles.may(name, act)) for act in get_args(roles.Act)}
    assert may == {
        "admit": "desk", "override": "", "walk_in": "desk", "house": "desk", "change": "desk",
        "ticket": "desk", "deputy": "desk",
        "merge": "", "handout": "desk", "expect": "desk", "lead": "", "headcount": "desk stage", "badge": "desk",
        "undo": "desk stage", "note": "desk stage", "stage": "stage", "speakers": "stage", "cues": "stage",
        "panic": "desk stage", "mode": "stage", "setup": "", "lists": "", "operators": "", "forget": "",
    }  # fmt: skip
    assert all(roles.may("lead", act) and not roles.may("viewer", act) for act in get_args(roles.Act))
