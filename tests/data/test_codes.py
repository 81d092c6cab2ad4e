"""Codes of other ticket systems: whichever form the list has and whichever is scanned, they are one ticket."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import codes, tables
from data.facts import Draft, GuestChanged, GuestListed
from data.files import open_event
from data.journal import EventFile
from data.records import Guest
from data.verify import verify

EVENT = "evt-QHXOdahGbvATs1P"
KEY = "g-Iu7Eqttp48Z6qGw"
LINK = f"https://luma.com/check-in/{EVENT}?pk={KEY}"
TICKET_LINK = f"https://luma.com/check-in/{EVENT}?pk=xyz789"
SECRET = "rs8a3p67jepqtbt9evz766bfggzhfaqh"
SIG1 = "==AQABCDEFghijk+lmn/opq0123456789rstuvwxyzZYXWV"
BARCODE = "8464647391054226785001"
EVENTBRITE = f"https://www.eventbriteapi.com/qrcode/{BARCODE}/?sig=AHTu1yb4JfTq"


def put(file: EventFile, at: datetime, *guests: Guest) -> None:
    with file.transaction() as tx:
        drafts = [Draft(f"guest/{g.id}", GuestListed(g, 100 + n)) for n, g in enumerate(guests)]
        tx.append(drafts, at=at, operator="")


def whose(file: EventFile, code: str) -> list[str]:
    return [state.guest.id for state in tables.guests_coded(file.db, code)]


@pytest.mark.parametrize(("listed", "scanned"), [
    (LINK, LINK), (LINK, KEY), (KEY, LINK), (KEY, KEY),
    (LINK, LINK.replace("https://luma.com", "https://lu.ma")), (KEY, f"luma.com/check-in/{EVENT}?pk={KEY}"),
    (LINK, f"https://luma.com/e/ticket/{EVENT}?utm_source=mail&pk={KEY}"), (TICKET_LINK, "xyz789"),
    ("xyz789", TICKET_LINK), (LINK.replace("g-", "g%2D"), LINK),
    (SECRET, SECRET), (SIG1, SIG1),
    (BARCODE, BARCODE), (EVENTBRITE, BARCODE), (BARCODE, EVENTBRITE),
    ("814847311126137001", "0814847311126137001"), ("0814847311126137001", "814847311126137001"),
    ("0814847311126137001, 0814847311126137002", "0814847311126137002"), ("EV-5050585-7735471", "EV-5050585-7735471"),
    ("ＡＢ－１２３４", "AB-1234"),
])  # fmt: skip
def test_a_ticket_is_found_in_whatever_form(file: EventFile, noon: datetime, listed: str, scanned: str) -> None:
    put(file, noon, Guest(id="x", name="X", code=listed), Guest(id="y", name="Y", code="another-one-123"))
    assert whose(file, scanned) == ["x"]


@pytest.mark.parametrize("scanned", [
    KEY.upper(), KEY.swapcase(), KEY[:-1], KEY + "x", EVENT, "luma.com", SECRET.upper(), BARCODE[:-1], "pk", "",
])  # fmt: skip
def test_nothing_else_is_found(file: EventFile, noon: datetime, scanned: str) -> None:
    put(file, noon, *(Guest(id=f"x{n}", name="X", code=code) for n, code in enumerate((LINK, SECRET, BARCODE))))
    assert whose(file, scanned) == []


def test_a_guests_key_and_a_tickets_key_are_both_found_where_the_list_has_both(file: EventFile, noon: datetime) -> None:
    """Luma's export has the ticket's key, the guest's own ticket the guest's: a list may hold both in two columns."""
    put(file, noon, Guest(id="x", name="X", code=TICKET_LINK, extra={"Guest key": KEY, "qr_code_url": "sent"}))
    assert whose(file, LINK) == whose(file, KEY) == whose(file, "xyz789") == whose(file, TICKET_LINK) == ["x"]
    assert whose(file, "sent") == []
    assert tables.codes_are_for(file.db, EVENT) is True
    assert tables.codes_are_for(file.db, "evt-another") is False


def test_a_list_that_names_no_event_says_so(file: EventFile, noon: datetime) -> None:
    put(file, noon, Guest(id="x", name="X", code=KEY))
    assert tables.codes_are_for(file.db, EVENT) is None


def test_the_very_same_code_comes_before_its_key(file: EventFile, noon: datetime) -> None:
    put(file, noon, Guest(id="x", name="X", code=LINK), Guest(id="y", name="Y", code=KEY))
    assert whose(file, LINK) == ["x"]
    assert whose(file, KEY) == ["x", "y"]


def test_a_corrected_code_is_the_only_one(file: EventFile, noon: datetime) -> None:
    put(file, noon, Guest(id="x", name="X", code=LINK))
    with file.transaction() as tx:
        tx.append([Draft("guest/x", GuestChanged({"code": BARCODE}))], at=noon, operator="")
    assert whose(file, KEY) == [] and whose(file, EVENTBRITE) == ["x"]
    assert verify(file).ok


def test_words_in_a_cell_are_no_codes(file: EventFile) -> None:
    assert [code.text for code in codes.of_guest(Guest(id="x", name="X", code="VIP, TABLE 12"))] == ["VIP, TABLE 12"]


@given(st.text(max_size=60))
def test_any_text_has_its_own_form_first(text: str) -> None:
    found = codes.forms(text)
    assert (not codes.folded(text) and found == ()) or found[0] == codes.folded(text)
    assert len(set(found)) == len(found)


def test_a_code_is_looked_up_by_an_index(file: EventFile) -> None:
    sql = "EXPLAIN QUERY PLAN SELECT body FROM guests WHERE id IN (SELECT guest FROM codes WHERE code = ?) ORDER BY n"
    plan = " ".join(str(row[3]) for row in file.db.execute(sql, ("x",)))
    assert "SCAN" not in plan, plan


def test_an_older_file_is_brought_up_to_date(file: EventFile, noon: datetime) -> None:
    put(file, noon, Guest(id="x", name="X", code=LINK))
    file.db.execute("BEGIN IMMEDIATE")
    file.db.execute("DROP TABLE codes")
    file.db.execute("DELETE FROM _sqlite_migrations WHERE name = '0004-codes'")
    file.db.execute("UPDATE meta SET value = '2' WHERE key = 'folding'")
    file.db.execute("PRAGMA user_version = 2")
    file.db.execute("COMMIT")
    file.close()
    newer = open_event(file.path)
    assert whose(newer, KEY) == ["x"]
    newer.close()
