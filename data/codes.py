"""Codes of other ticket systems in the forms they are looked up by: a list may hold a link where a scan holds a key.

Luma puts `https://luma.com/check-in/evt-…?pk=KEY` into its QR codes; KEY begins with `g-` on a guest's own ticket and
is a shorter word, a ticket's key, in its exports. Eventbrite's barcode is the order's number, the attendee's and a
count, as one row of digits. A pretix secret is the word itself. Letter case always counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from unicodedata import normalize
from urllib.parse import unquote

from msgspec import Struct

from data.records import Guest

_LUMA = re.compile(
    r"(?:https?://)?(?:www\.)?(?:luma\.com|lu\.ma)/\S*[?&]pk=(?P<key>[^&#\s]+)",
    re.IGNORECASE,
)
_EVENT = re.compile(r"evt-[0-9A-Za-z]+")
_EVENTBRITE = re.compile(r"(?:https?://)?(?:www\.)?eventbriteapi\.com/qrcode/(\d+)", re.IGNORECASE)
_BETWEEN = re.compile(r"[,;\s]+")
_DROPPED = re.compile(r"[\W_]+")
LEAST_DIGITS = 10
"""A row of so many digits is a number that a spreadsheet may have taken the first zeros from."""
LEAST_PART = 8
"""Signs of one code among several in a cell, …"""
LEAST = 6
"""… and of one in a column that may say "yes" or "sent" instead."""
COLUMNS = frozenset({
    "qrcodeurl", "checkinqrcode", "qrcode", "guestkey", "ticketkey", "ticketkeys", "proxykey", "barcode", "barcodes",
    "secret", "ticketsecret",
})  # fmt: skip
"""Columns of other systems' lists that hold codes too, beside the one taken as the guest's."""


class Code(Struct, frozen=True):
    """One form a guest's code is found by; `origin` is the Luma event it says it is for."""

    text: str
    origin: str = ""


def folded(text: str) -> str:
    """Full-width letters and digits as a scanner's plain ones."""
    return normalize("NFKC", text).strip()


def luma_event(text: str) -> str:
    """The event that a Luma link is for, or nothing."""
    if _LUMA.match(text) is None:
        return ""
    found = _EVENT.search(text)
    return found.group() if found else ""


def forms(text: str) -> tuple[str, ...]:
    """What a scanned code is looked up by, itself first."""
    code = folded(text)
    if not code:
        return ()
    found = [code]
    luma = _LUMA.match(code)
    if luma is not None:
        found.append(unquote(luma["key"]))
    eventbrite = _EVENTBRITE.match(code)
    if eventbrite is not None:
        found.append(eventbrite[1])
    for each in tuple(found):
        if each.isdecimal() and each.isascii() and len(each) >= LEAST_DIGITS:
            found.append(each.lstrip("0"))
    return tuple(dict.fromkeys(each for each in found if each))


def of_guest(guest: Guest) -> tuple[Code, ...]:
    """Everything this guest's tickets of other systems are found by."""
    found = {
        form: Code(form, luma_event(written))
        for text in _written(guest)
        for written in (text, *_several(text))
        for form in forms(written)
    }
    return tuple(found.values())


def _written(guest: Guest) -> Iterator[str]:
    yield guest.code
    for column, text in guest.extra.items():
        if _DROPPED.sub("", column).casefold() in COLUMNS and len(text) >= LEAST:
            yield text


def _several(text: str) -> Iterable[str]:
    """The codes of a cell with several, as Eventbrite writes those of one attendee."""
    parts = [part for part in _BETWEEN.split(folded(text)) if part]
    whole = all(len(part) >= LEAST_PART and any(map(str.isdigit, part)) for part in parts)
    return parts if len(parts) > 1 and whole else ()
