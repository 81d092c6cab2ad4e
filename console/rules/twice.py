"""Whether two rows of the list may be merged into one guest, and what the one who stays learns from the other."""

from __future__ import annotations

from console.rules.refusals import Refusal
from data.records import Guest
from data.states import GuestState
from data.words import _

_FILLED = (
    "name_alt", "organisation", "title", "category", "delegation", "email", "phone", "seat", "host", "attention",
    "say", "family", "give", "assistance", "photo", "flag",
)  # fmt: skip
"""Not the code, which goes on leading to them; nor the status, which is a decision."""


def objection(keep: GuestState, other: GuestState, named: GuestState) -> Refusal | None:
    """Why they can't be merged; `named` is the other as it was named, merged already perhaps."""
    name = keep.guest.name
    if keep.guest.id == other.guest.id:
        if named.merged:
            return Refusal("merged_already", _("{name} took them in already.").format(name=name))
        return Refusal("same_guest", _("That is the same guest twice; name the two that are one."))
    if other.guest.id in (keep.guest.plus_one_of, keep.deputy) or keep.guest.id == other.guest.plus_one_of:
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


def lacking(keep: Guest, other: Guest) -> dict[str, str]:
    """The details that the one who stays has not and the other has."""
    return {
        field: text
        for field in _FILLED
        if not getattr(keep, field) and (text := getattr(other, field)) and text.strip()
    }
