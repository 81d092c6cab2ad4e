"""What tells people of one name apart, in as few words as will do.

First what can be asked and seen: organisation, category, seat, delegation. Where those are all equal, the end of a
telephone number, an e-mail address or a ticket, masked.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from console.rules import masks
from data import names
from data.records import Guest
from data.states import GuestState
from data.words import _

Seen = tuple[str, str, str, str]
"""A guest's organisation, category, seat and delegation."""

_SEAT = 2
_LONG, _SHORT, _KEPT = 16, 6, 3
"""A value of more cells than _LONG is cut where it is drawn, so what it has in common with the others is left out: more
than _KEPT characters of it, so that at least _SHORT stay."""


def seen(guest: Guest) -> Seen:
    return guest.organisation, guest.category, guest.seat, guest.delegation


def apart(one: GuestState, others: Sequence[Seen]) -> str:
    """What can be seen that tells `one` from all the others; "" where nothing does."""
    mine = seen(one.guest)
    for place, value in enumerate(mine):
        if value and _only((place,), mine, others):
            return _said(mine, place, others)
    for first, second in combinations(range(len(mine)), 2):
        if mine[first] and mine[second] and _only((first, second), mine, others):
            return ", ".join((_said(mine, first, others), _said(mine, second, others)))
    return ""


def _only(places: Sequence[int], mine: Seen, others: Sequence[Seen]) -> bool:
    """Are these values nobody else's, letter case aside?"""
    for other in others:
        for place in places:
            one, two = mine[place], other[place]
            if one != two and (len(one) != len(two) or one.casefold() != two.casefold()):
                break
        else:
            return False
    return True


def hidden(one: GuestState, others: Sequence[GuestState]) -> str:
    """The end of a number, an address or a ticket, where masked they still differ; else the guest's id, which always
    does."""
    people = [state.guest for state in (one, *others)]
    phones = [masks.phone(guest.phone) for guest in people]
    if phones[0] and phones[0] not in phones[1:]:
        return _("phone {phone}").format(phone=phones[0])
    mails = [masks.email(guest.email) for guest in people]
    if mails[0] and mails[0] not in mails[1:]:
        return _("e-mail {email}").format(email=mails[0])
    tails = [(state.guest.code or state.tail)[-4:] for state in (one, *others)]
    if tails[0] and tails[0] not in tails[1:]:
        return _("ticket {tail}").format(tail=masks.HIDDEN + tails[0])
    return _("id {id}").format(id=one.guest.id)


def _said(mine: Seen, place: int, others: Sequence[Seen]) -> str:
    value = mine[place].strip()
    if place == _SEAT:
        return _("seat {seat}").format(seat=value)
    if len(value) <= _LONG and (value.isascii() or len(value) + sum(map(names.is_han, value)) <= _LONG):
        return value
    # From where it differs: …Distribution, …Productions 86; from the start of a word where there are words.
    shared = max([_shared(value, other[place]) for other in others], default=0)
    start = min(shared, len(value) - _SHORT)
    if value.isascii():
        start = value.rfind(" ", 0, start + 1) + 1
    return f"{masks.HIDDEN}{value[start:]}" if start > _KEPT else value


def _shared(value: str, other: str) -> int:
    """How many characters both begin with; fewer than five are none."""
    value, other = value.lower(), other.lower()
    if not other.startswith(value[:5]):
        return 0
    return next((n for n in range(5, len(value)) if value[: n + 1] != other[: n + 1]), len(value))
