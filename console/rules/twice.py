"""Whether two rows of the list may be merged into one guest, and what the one who stays learns from the other."""

from __future__ import annotations

from collections.abc import Mapping

from console.rules.refusals import Refusal
from data.states import GuestState
from data.words import _

_FILLED = (
    "name_alt", "organisation", "title", "category", "delegation", "email", "phone", "seat", "host", "attention",
    "say", "family", "give", "assistance", "photo", "flag",
)  # fmt: skip
"""Not the code, which goes on leading to them; nor the status, which is a decision."""


def objection(keep: GuestState, other: GuestState, named: GuestState, rows: Mapping[str, GuestState]) -> Refusal | None:
    """Why they can't be merged; `named` is the other as it was named, merged already perhaps. `rows` are those that
    either took in before, by id."""
    name = keep.guest.name
    if keep.guest.id == other.guest.id:
        if named.merged:
            return Refusal("merged_already", _("{name} took them in already.").format(name=name))
        return Refusal("same_guest", _("That is the same guest twice; name the two that are one."))
    if _companions(keep, rows) & _ids(other) or _companions(other, rows) & _ids(keep):
        # Who comes with or instead of somebody is somebody else.
        return Refusal(
            "two_people",
            _("{name} and {other} are two people: one comes with or instead of the other.").format(
                name=name, other=other.guest.name
            ),
        )
    if other.guest.status == "blocked" != keep.guest.status:
        return Refusal(
            "blocked",
            _("{other} is blocked, and would not be any more. Merge the other way round: name them first.").format(
                other=other.guest.name
            ),
        )
    return None


def _ids(state: GuestState) -> frozenset[str]:
    return frozenset({state.guest.id, *state.took})


def _companions(state: GuestState, rows: Mapping[str, GuestState]) -> frozenset[str]:
    """With whom or instead of whom the guest comes, and who instead of them, as any row of theirs says."""
    own = [state, *(rows[row] for row in state.took if row in rows)]
    return frozenset({state.deputy, *(row.guest.plus_one_of for row in own)} - {""})


def lacking(keep: GuestState, other: GuestState) -> dict[str, str]:
    """The details that the one who stays has not and the other has. A walk-in learns with whom or instead of whom they
    came; who stands in a list came by themselves."""
    fields = (*_FILLED, "plus_one_of") if keep.how == "walk_in" else _FILLED
    return {
        field: text
        for field in fields
        if not getattr(keep.guest, field) and (text := getattr(other.guest, field)) and text.strip()
    }
