"""guests.csv: who is invited, in whatever list the office keeps or another system exports."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import cast
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

from msgspec import Struct

from data import moments
from data.clean import LONGEST
from data.readers.guest_columns import ALIASES, PARTS, STATUS_WORDS
from data.readers.plan import Problem, Recognised, Row, repeated
from data.readers.plus_ones import brings
from data.readers.rows import NO, YES, Cells, Listing
from data.records import Guest, Status
from data.words import _, ngettext

_PLAIN_ID = re.compile(r"\S{1,64}")
_NOT_ASKED = "info requested"
"""What Eventbrite writes for the name of a guest whom nobody asked for it."""
_MADE = {"family": "family", "no_photo": "photo", "special": "attention", "paid": "status", "barred": "status",
         "order": "id", "position": "id", "quantity": "plus_ones", "plus_one_names": "plus_ones"}  # fmt: skip
"""Columns that fill a field of another name."""


class GuestList(Struct, frozen=True):
    """The guests of a list, ids as the list has them (empty where it has none), what is odd, and how it was read."""

    rows: tuple[Row[Guest], ...]
    problems: tuple[Problem, ...]
    recognised: Recognised


def read_guests(path: Path, day: date, zone: ZoneInfo, mapping: Mapping[str, str] | None = None) -> GuestList:
    listing = Listing(path, ALIASES, ("name",), _own_names(mapping or {}), {"name": PARTS})
    given = listing.given | {_MADE[field] for field in listing.given if field in _MADE}
    given |= {"name"} if listing.given & PARTS else set()
    elsewhere: set[int] = set()
    rows = []
    for cells in listing:
        guest = _guest(cells, day, zone)
        if _checked_in(cells):
            elsewhere.add(cells.row)
        rows.append(Row(cells.file, cells.row, guest, given, brings(cells)))
    problems = listing.problems
    if listing.columns is not None:
        called = listing.columns.called
        problems += repeated(((row.value.id, row) for row in rows), called("id"), _("the guest"))
        problems += repeated(((row.value.code, row) for row in rows), called("code"), _("the code"))
    # Rows with a problem are left out, or nothing is imported: nobody of theirs is promised.
    odd = {problem.row for problem in problems}
    notes = _notes([row for row in rows if row.row not in odd], len(elsewhere - odd))
    return GuestList(tuple(rows), tuple(problems), listing.recognised("guests", notes))


def _own_names(mapping: Mapping[str, str]) -> dict[str, str]:
    """`family_name` is the field `family`."""
    return {column: "family" if field == "family_name" else field for column, field in mapping.items()}


def _notes(rows: list[Row[Guest]], elsewhere: int) -> list[str]:
    """What somebody who imports the list should know."""
    notes = []
    if elsewhere:
        said = ngettext(
            "{n} guest was checked in elsewhere: that is no entry here, the door decides anew.",
            "{n} guests were checked in elsewhere: that is no entry here, the door decides anew.",
            elsewhere,
        )
        notes.append(said.format(n=elsewhere))
    if along := sum(len(row.brings) for row in rows):
        said = ngettext("{n} plus-one becomes a guest.", "{n} plus-ones become guests.", along)
        notes.append(said.format(n=along))
    statuses = Counter(row.value.status for row in rows)
    if len(statuses) > 1:
        notes.append(", ".join(f"{status} {n}" for status, n in statuses.most_common()))
    return notes


def _guest(cells: Cells, day: date, zone: ZoneInfo) -> Guest:
    name, family = _name(cells)
    if not name:
        cells.odd("name", _("this is empty, and it is needed"))
    elif len(name) > LONGEST:
        cells.odd("name", _("a name may have {n} signs at most").format(n=LONGEST))
    begin = cells.moment("valid_from", day, zone)
    until = cells.text("valid_until")
    follows = begin if begin is not None and moments.bare_time(until) is not None else None
    end = cells.moment("valid_until", day, zone, after=follows)
    if begin is not None and end is not None and end <= begin:
        cells.odd("valid_until", _("this is before the ticket becomes valid"))
    extra = cells.extra
    for field in ("checked_in", "comment", "order"):
        if text := cells.text(field):
            extra[cells.called(field)] = text
    return Guest(
        id=_id(cells), name=name, name_alt=cells.text("name_alt"), code=_code(cells),
        organisation=cells.text("organisation"), title=cells.text("title"), category=cells.text("category"),
        delegation=cells.text("delegation"), email=cells.text("email"), phone=cells.number("phone"),
        seat=cells.place("seat"), host=cells.text("host"), attention=_attention(cells), status=_status(cells),
        plus_one_of=cells.number("plus_one_of"), valid_from=begin, valid_until=end, say=cells.text("say"),
        family=family, give=cells.text("give"),
        assistance=_needed(cells.text("assistance")), photo=_photo(cells), flag="yes" if cells.flag("flag") else "",
        extra=extra,
    )  # fmt: skip


def _id(cells: Cells) -> str:
    ident = cells.number("id")
    order, position = cells.text("order"), cells.number("position")
    if not ident and order and position:
        return f"{order}-{position}"
    if ident and not _PLAIN_ID.fullmatch(ident):
        cells.odd("id", _("an id is one word of 64 signs at most"))
    return ident


def _code(cells: Cells) -> str:
    """The code; of an address in a QR code, Luma's say, the key in it."""
    code = cells.number("code")
    if code[:8].casefold().startswith(("http://", "https://")):
        try:
            key = parse_qs(urlsplit(code).query).get("pk", [])
        except ValueError:
            return code
        return key[0] if key else code
    return code


def _name(cells: Cells) -> tuple[str, str]:
    """The name as the list writes it, or its two parts put together, and which part is the family name."""
    family = cells.text("family")
    name = cells.text("name") or _joined(cells.text("given_name"), family)
    if name.casefold().startswith(_NOT_ASKED):
        family = cells.text("buyer_family")
        name = _joined(cells.text("buyer_given"), family)
    if not name and cells.dialect is not None:
        return cells.text("email"), ""  # Luma asks for no name
    return name, family


def _joined(given: str, family: str) -> str:
    """In Chinese the family name comes first, and no space."""
    if given and family and min(given + family) >= "\u3400" and len(family) <= 2:
        return family + given
    return f"{given} {family}".strip()


def _status(cells: Cells) -> Status:
    status = cast(Status, cells.choice("status", STATUS_WORDS, "expected"))
    if status == "expected" and cells.has("paid") and not cells.flag("paid"):
        status = "pending"
    if status in ("expected", "pending") and cells.has("barred") and cells.flag("barred"):
        status = "blocked"
    return status


def _attention(cells: Cells) -> str:
    attention = cells.text("attention")
    if not attention and cells.has("special") and cells.flag("special"):
        return cells.text("comment") or cells.called("special")
    return attention


def _photo(cells: Cells) -> str:
    """`no` for who must not be photographed. A mark says different things under "photo" and under "no photo"."""
    if cells.has("no_photo"):
        return "no" if cells.flag("no_photo") else ""
    text = cells.text("photo").casefold()
    if text in ("x", "✓", "√", "×", "-"):
        cells.odd("photo", _("{text} may mean either: write yes or no").format(text=repr(text)))
    elif text and text not in YES | NO | _AGREED | _REFUSED:
        cells.odd("photo", _("{text} is neither yes nor no").format(text=repr(text)))
    return "no" if text and text in NO | _REFUSED else ""


_AGREED = frozenset({"ok", "okay", "agreed", "agree", "consent", "可", "可以", "同意", "allowed"})
_REFUSED = frozenset(
    {"no photo", "no photos", "refused", "declined", "不可", "不可以", "不同意", "勿拍", "禁止", "not allowed"}
)


def _needed(text: str) -> str:
    """What somebody needs; an answer that nothing is needed is no need."""
    return "" if text.casefold() in NO else text


def _checked_in(cells: Cells) -> bool:
    said = cells.text("checked_in").casefold() not in NO
    return said or cells.text("status").casefold() in ("checked in", "attended", "已签到")
