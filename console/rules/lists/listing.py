"""Which guest of the file a row of a list is: new, changed, same, gone, or odd. Nobody is guessed.

A row with an id is that guest; one with a code is who has it. A row with neither gets an id from its name,
organisation, e-mail and occurrence at its first import, and is found again by them afterwards. Who comes along with a
guest has the guest's id and a number, `A7+1`, so that the same list again knows them.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from data.readers.plan import Problem, Row
from data.records import Guest
from data.words import _


class Matched(Struct, frozen=True):
    """What a list does to the guests: those to be written, and what is said of the rest."""

    new: tuple[Guest, ...] = ()
    changed: tuple[Guest, ...] = ()
    same: int = 0
    gone: tuple[Guest, ...] = ()
    odd: tuple[Problem, ...] = ()
    places: Mapping[str, int] = {}
    """The row each new or changed guest was read in."""


def match_guests(
    rows: Sequence[Row[Guest]], listed: Mapping[str, Guest], taken: Mapping[str, Guest] | None = None
) -> Matched:
    """Matches rows against the guests of earlier lists (`listed`, by id, as the lists had them). `taken` are ids that
    stand for somebody else: people added at the desk."""
    return _Matching(listed, taken or {}).of(rows)


class _Matching:
    def __init__(self, listed: Mapping[str, Guest], taken: Mapping[str, Guest]) -> None:
        self.listed = listed
        self.taken = taken
        # Those who were brought are known by who brought them, and by nothing else.
        self.brought = {ident: guest for ident, guest in listed.items() if _along(guest)}
        self.free = {ident: guest for ident, guest in listed.items() if ident not in self.brought}
        self.codes = {guest.code: guest.id for guest in [*taken.values(), *listed.values()] if guest.code}
        self.new: list[Guest] = []
        self.changed: list[Guest] = []
        self.same = 0
        self.odd: list[Problem] = []
        self.used: set[str] = set(listed) | set(taken)
        self.nameless: dict[tuple[str, str, str], list[str]] = defaultdict(list)
        for one in self.free.values():
            if _MADE.fullmatch(one.id):
                self.nameless[_key(one)].append(one.id)
        self.places: dict[str, int] = {}
        self.hosts: list[tuple[Row[Guest], Guest]] = []

    def of(self, rows: Sequence[Row[Guest]]) -> Matched:
        """Rows that name their guest come first, then those that look just like one, then those that resemble one."""
        named = [row for row in rows if row.value.id or self._coded(row)]
        for row in named:
            self._by_name(row)
        unnamed = [row for row in rows if not (row.value.id or self._coded(row))]
        for row in self._resembling(self._exact(unnamed)):
            self._add(row, made_id(row.value, self.used))
        for row, host in self.hosts:
            self._bring(row, host)
        gone = (*self.free.values(), *self._left_behind())
        return Matched(tuple(self.new), tuple(self.changed), self.same, gone, tuple(self.odd), self.places)

    def _coded(self, row: Row[Guest]) -> bool:
        return bool(row.value.code) and self.codes.get(row.value.code) in self.listed

    def _by_name(self, row: Row[Guest]) -> None:
        guest = row.value
        owner = self.codes.get(guest.code) if guest.code else None
        ident = guest.id or owner or ""
        if owner is not None and owner != ident:
            self._refuse(row, "code", _("this code is the one of guest {id}").format(id=owner))
        elif ident in self.free:
            self._keep(row, self.free.pop(ident))
        elif ident in self.brought:
            self._keep(row, self.brought.pop(ident))  # one who was brought has a row of their own now
        elif ident in self.listed:
            self._refuse(row, "id" if guest.id else "code", _("an earlier row is guest {id} too").format(id=ident))
        elif ident in self.taken:
            self._refuse(row, "id", _("{id} is somebody who was added at the desk").format(id=ident))
        elif twins := [ident for ident in self.nameless[_key(guest)] if ident in self.free]:
            message = _("this looks like guest {id}, who came without an id in an earlier list")
            self._refuse(row, "id", message.format(id=", ".join(twins)))
            for twin in twins:
                self.free.pop(twin)
        else:
            self._add(row, ident)

    def _exact(self, rows: Iterable[Row[Guest]]) -> list[Row[Guest]]:
        """Settles rows whose name, organisation and e-mail are those of guests still free; gives back the others."""
        free, wanted = defaultdict(list), defaultdict(list)
        for guest in self.free.values():
            free[_key(guest)].append(guest)
        for row in rows:
            wanted[_key(row.value)].append(row)
        left: list[Row[Guest]] = []
        for key, twins in wanted.items():
            left += self._paired(twins, free[key])
        return left

    def _paired(self, rows: list[Row[Guest]], guests: list[Guest]) -> list[Row[Guest]]:
        """Rows and guests of one name, organisation and e-mail: equal ones first, then by occurrence, if all have a
        row; where a guest would be left over, which one is not guessed."""
        for row in list(rows):
            if equal := next((guest for guest in guests if _merged(guest, row) == guest), None):
                guests.remove(equal)
                rows.remove(row)
                self._keep(row, self.free.pop(equal.id))
        if len(guests) > len(rows):
            for row in rows:
                self._several(row, guests)
            return []
        for row, guest in zip(rows, guests, strict=False):
            self._keep(row, self.free.pop(guest.id))
        return rows[len(guests) :]

    def _resembling(self, rows: list[Row[Guest]]) -> list[Row[Guest]]:
        """Settles rows that could be one guest still free, and no other row could; gives back the truly new."""
        by_name = defaultdict(list)
        for guest in self.free.values():
            by_name[_folded(guest.name)].append(guest)
        could = {
            row.row: [guest for guest in by_name[_folded(row.value.name)] if _compatible(guest, row.value)]
            for row in rows
        }
        claims: dict[str, int] = defaultdict(int)
        for guests in could.values():
            for guest in guests:
                claims[guest.id] += 1
        left = []
        for row in rows:
            guests = could[row.row]
            if not guests:
                left.append(row)
            elif len(guests) == 1 and claims[guests[0].id] == 1:
                self._keep(row, self.free.pop(guests[0].id))
            else:
                self._several(row, guests)
        for guests in could.values():
            for guest in guests:
                self.free.pop(guest.id, None)
        return left

    def _several(self, row: Row[Guest], guests: Sequence[Guest]) -> None:
        ids = ", ".join(guest.id for guest in guests)
        message = _("this may be guest {ids}, and it can't be told: give the row an id")
        self._refuse(row, "name", message.format(ids=ids))

    def _refuse(self, row: Row[Guest], column: str, message: str) -> None:
        self.odd.append(Problem(row.file, row.row, column, message))

    def _keep(self, row: Row[Guest], guest: Guest) -> None:
        self._settle(row, guest, _merged(guest, row))

    def _add(self, row: Row[Guest], ident: str) -> None:
        self._settle(row, None, replace(row.value, id=ident))

    def _settle(self, row: Row[Guest], before: Guest | None, guest: Guest) -> None:
        self.used.add(guest.id)
        if before == guest:
            self.same += 1
        else:
            (self.new if before is None else self.changed).append(guest)
            self.places[guest.id] = row.row
        if "plus_ones" in row.given and not _along(guest):
            self.hosts.append((row, guest))

    def _bring(self, row: Row[Guest], host: Guest) -> None:
        """Those who come along with the guest of a row, each a guest too."""
        for number, name in enumerate(row.brings, 1):
            ident = f"{host.id}+{number}"
            before = self.brought.pop(ident, None)
            if before is None and ident in self.used:
                self._refuse(row, "plus_ones", _("{id} is somebody else already").format(id=ident))
                continue
            self._settle(row, before, _come_along(host, ident, name, before, self.listed.get(host.id)))

    def _left_behind(self) -> list[Guest]:
        """Those brought earlier whom the list brings no more: it says so of hosts it has a count for, and of hosts it
        does not have."""
        counted = {host.id for _row, host in self.hosts}
        return [
            guest for guest in self.brought.values() if guest.plus_one_of in counted or guest.plus_one_of in self.free
        ]


def made_id(guest: Guest, used: Iterable[str]) -> str:
    """An id for a guest whose list has none: from code, name, organisation and e-mail, and which of such it is."""
    taken = used if isinstance(used, set) else set(used)
    occurrence = 1
    while True:
        text = "\x1f".join((guest.code, *_key(guest), str(occurrence)))
        short = base64.b32encode(hashlib.blake2b(text.encode(), digest_size=5).digest()).decode().lower()
        if f"g-{short}" not in taken:
            return f"g-{short}"
        occurrence += 1


def _come_along(host: Guest, ident: str, name: str, before: Guest | None, host_before: Guest | None) -> Guest:
    """A plus-one as the list has them: what goes for the guest goes for them. One without a name keeps the name they
    had, which follows the guest's."""
    if not name and before is not None:
        name = before.name.replace(host_before.name, host.name) if host_before is not None else before.name
    known = before or Guest(id=ident, name="")
    return replace(
        known, name=name or _("Plus-one of {name}").format(name=host.name), plus_one_of=host.id, status=host.status,
        category=host.category, delegation=host.delegation, organisation=host.organisation, host=host.host,
        valid_from=host.valid_from, valid_until=host.valid_until,
    )  # fmt: skip


def _along(guest: Guest) -> bool:
    """Was the guest brought by another's row?"""
    host, plus, number = guest.id.rpartition("+")
    return bool(plus) and host == guest.plus_one_of and number.isdecimal()


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _key(guest: Guest) -> tuple[str, str, str]:
    return _folded(guest.name), _folded(guest.organisation), _folded(guest.email)


def _compatible(guest: Guest, other: Guest) -> bool:
    """Of one name: the same e-mail, or nothing that speaks against it."""
    (_name, organisation, email), (_other, organisation2, email2) = _key(guest), _key(other)
    if guest.code and other.code and guest.code != other.code:
        return False
    if email and email == email2:
        return True
    return (not email or not email2) and (organisation == organisation2 or not organisation or not organisation2)


def _merged(guest: Guest, row: Row[Guest]) -> Guest:
    """The guest with what the row says; columns that the list does not have leave theirs as they were."""
    fields = {name: getattr(row.value, name) for name in row.given if name in _FIELDS}
    return replace(guest, extra={**guest.extra, **row.value.extra}, **fields)


_MADE = re.compile(r"g-[a-z2-7]{8}")
_FIELDS = frozenset(Guest.__struct_fields__) - {"id", "extra"}
