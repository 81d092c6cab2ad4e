"""Why a guest was found, in two words: where it was not the name that the query is the beginning of."""

from __future__ import annotations

from console.rules import masks
from data.clean import harmless
from data.guest_words import backwards
from data.records import Guest
from data.tiers import By, How
from data.words import _

_TAIL = 4


def hint(by: By, guest: Guest, ticket_tail: str, query: str) -> str:
    """What the query was found in, masked where it must be; "" for a name."""
    match by:
        case "organisation":
            return guest.organisation
        case "delegation":
            return guest.delegation
        case "category":
            return guest.category
        case "seat":
            return guest.seat
        case "email":
            return masks.email(guest.email)
        case "phone":
            return masks.phone(guest.phone)
        case "code":
            code = guest.code if backwards(guest.code).startswith(backwards(query)) else ticket_tail
            return masks.HIDDEN + (code or guest.code)[-_TAIL:]
        case _:
            return ""


def words(how: How, by: By, found_in: str) -> str:
    """The reason as a list shows it; "" where it is the name itself."""
    if how == "typo":
        return {"sound": _("sounds like"), "form": _("also called"), "family": _("surname")}.get(by, _("typo"))
    said = {
        "organisation": _("org {name}"), "delegation": _("party {name}"), "category": _("category"),
        "seat": _("seat {name}"), "email": _("e-mail {name}"), "phone": _("phone {name}"), "code": _("code {name}"),
    }  # fmt: skip
    return said[by].format(name=harmless(found_in)) if by in said else ""
