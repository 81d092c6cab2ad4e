"""What somebody's plus-one takes over from them, and what they are called while nobody knows their name."""

from __future__ import annotations

from data.records import Guest
from data.words import _

_TAKEN_OVER = ("organisation", "category", "delegation", "host", "status")


def details(host: Guest) -> dict[str, str]:
    """A plus-one's details, where none were given: what goes for the guest goes for them."""
    over = {field: getattr(host, field) for field in _TAKEN_OVER if getattr(host, field)}
    return over | {"name": _("Plus-one of {name}").format(name=host.name), "plus_one_of": host.id}
