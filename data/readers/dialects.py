"""The guest lists other systems export: known by their headers, with what those headers and words mean there.

Header names as the systems write them: pretix (check-in list, order data), Eventbrite (attendee and order reports),
Luma (guests). A field's columns are in order of preference: the first that is not empty counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from data.records import Status
from data.words import _


class Dialect(Struct, frozen=True):
    """One system's export. `marks` are sets of headers of which one is all there; `fields` the columns of each field;
    `statuses` words that mean something else there than elsewhere; `dropped` are columns that are not even kept as
    extra fields. `wrong` says what to export instead, of an export that lists no guests."""

    name: str
    marks: tuple[frozenset[str], ...]
    fields: Mapping[str, tuple[str, ...]] = {}
    statuses: Mapping[str, Status] = {}
    dropped: frozenset[str] = frozenset()
    wrong: str = ""


def _marks(*sets: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(folded for folded in one.split()) for one in sets)


_PRETIX = {
    "name": ("attendeename", "invoiceaddressname"),
    "given_name": ("attendeenamegivenname", "attendeenamefirstname"),
    "family": ("attendeenamefamilyname", "attendeenamelastname"),
    "name_alt": ("attendeenamelatintranscription",),
    "code": ("ticketsecret", "secret"),
    "order": ("ordercode",),
    "position": ("positionid",),
    "email": ("attendeeemail", "email"),
    "phone": ("phonenumber",),
    "organisation": ("company",),
    "title": ("jobtitle",),
    "category": ("product",),
    "seat": ("seatname", "seatnumber"),
    "status": ("status",),
    "paid": ("paid",),
    "barred": ("blocked",),
    "special": ("requiresspecialattention",),
    "comment": ("comment", "ordercomment"),
    "checked_in": ("checkedin",),
    "valid_from": ("validfrom",),
    "valid_until": ("validuntil",),
}
_PRETIX_STATUSES: dict[str, Status] = {
    "paid": "expected", "confirmed": "expected", "pendingconfirmed": "expected", "pending": "pending",
    "pendingoverdue": "pending", "overdue": "pending", "approvalpending": "pending", "expired": "cancelled",
    "canceled": "cancelled", "canceledpaidfee": "cancelled",
}  # fmt: skip


def dialects() -> tuple[Dialect, ...]:
    """Every export that is known, the narrower ones first."""
    return (
        # What became of the guests on the day is in the journal already.
        Dialect("Callboard", _marks("id name number how arrived inside"),
                dropped=frozenset(("number", "how", "arrived", "inside"))),
        Dialect("pretix check-in list", _marks("ordercode attendeename automaticallycheckedin",
                                               "ordercode attendeename checkedin checkedout"),
                _PRETIX, _PRETIX_STATUSES),
        Dialect("pretix order positions", _marks("ordercode positionid attendeename", "ordercode attendeename product",
                                                 "ordercode attendeename secret"),
                _PRETIX, _PRETIX_STATUSES),
        Dialect("pretix orders", _marks("ordercode ordertotal"),
                wrong=_("this is pretix's list of orders: export the order positions or a check-in list, which name"
                        " the guests")),
        Dialect(
            "Eventbrite", _marks("orderno attendeestatus", "orderno attendeeno", "orderid attendeestatus",
                                 "orderno orderdate tickettype", "orderid orderdate tickettype"),
            {
                "id": ("attendeeno", "attendeeid"), "code": ("barcodeno", "barcode"),
                "name": ("name", "attendeename"), "given_name": ("firstname", "attendeefirstname"),
                "family": ("lastname", "attendeelastname", "surname", "attendeesurname"),
                "email": ("email", "attendeeemail", "buyeremail"), "organisation": ("company",),
                "title": ("jobtitle",), "phone": ("cellphone", "phonenumber", "mobilephone", "workphone", "homephone"),
                "category": ("tickettype",), "delegation": ("group",), "quantity": ("quantity", "ticketquantity"),
                "status": ("attendeestatus", "orderstatus"), "buyer_given": ("buyerfirstname",),
                "buyer_family": ("buyerlastname", "buyersurname"),
            },
            # What is refunded or deleted there is no guest who sent regrets.
            {"notattending": "cancelled", "transferred": "cancelled", "deleted": "cancelled", "unpaid": "pending",
             "abandoned": "cancelled", "completed": "expected", "manual": "expected", "offline": "pending",
             "refundedcanceled": "cancelled", "refunded": "cancelled", "partiallyrefunded": "expected"},
        ),
        Dialect(
            "Luma", _marks("apiid approvalstatus", "guestid approvalstatus", "qrcodeurl approvalstatus"),
            {
                "id": ("apiid", "guestid"), "name": ("name",), "given_name": ("firstname",), "family": ("lastname",),
                "email": ("email",), "phone": ("phonenumber",), "status": ("approvalstatus",), "code": ("qrcodeurl",),
                "category": ("ticketname",), "checked_in": ("checkedinat",),
                "organisation": ("company", "whatcompanydoyouworkfor", "whatsyourcompany", "whatisyourcompany"),
                "title": ("jobtitle", "whatisyourjobtitle", "whatsyourjobtitle", "whatsyourrole"),
            },
            # Somebody invited there has not answered yet, and has no ticket.
            {"invited": "pending", "waitlist": "pending", "pendingapproval": "pending", "session": "expected"},
        ),
    )  # fmt: skip


def recognised(headers: Iterable[str]) -> Dialect | None:
    """Whose export has these headers (folded), or None."""
    here = frozenset(headers)
    return next((one for one in dialects() if any(mark <= here for mark in one.marks)), None)


def preference(dialect: Dialect, header: str) -> tuple[str, int] | None:
    """The field a header is in the dialect, and which of its columns."""
    for field, headers in dialect.fields.items():
        if header in headers:
            return field, headers.index(header)
    return None


def best(sheets: Sequence[Sequence[str]]) -> int | None:
    """Which of several sheets, by their headers, lists guests as a known system does."""
    found = [recognised(headers) for headers in sheets]
    return next((place for place, one in enumerate(found) if one is not None and not one.wrong), None)
