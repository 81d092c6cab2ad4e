"""Guest lists as pretix, Eventbrite, Luma and offices export them; the samples are made up after the real headers."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from data.readers.folder import table_of
from data.readers.guests import GuestList, read_guests
from data.records import Guest

SAMPLES = Path(__file__).parent / "samples"
DAY, ZONE = date(2026, 10, 25), ZoneInfo("Europe/London")
POSITIONS = [
    "Event slug", "Order code", "Position ID", "Status", "Email", "Phone number", "Order date", "Order time", "Product",
    "Variation", "Price", "Attendee name", "Attendee name: Given name", "Attendee name: Family name", "Attendee email",
    "Company", "Address", "ZIP code", "City", "Country", "State", "Voucher", "Pseudonymization ID", "Ticket secret",
    "Seat ID", "Seat name", "Seat zone", "Seat row", "Seat number", "Blocked", "Valid from", "Valid until",
    "Order comment", "Follow-up date", "Company", "Invoice address name", "Address", "ZIP code", "City", "Country",
    "State", "VAT ID", "Sales channel",
]  # fmt: skip


def read(name: str) -> GuestList:
    return told(SAMPLES / name)


def told(path: Path) -> GuestList:
    found = read_guests(path, DAY, ZONE)
    assert [str(problem) for problem in found.problems] == []
    return found


def people(found: GuestList) -> list[Guest]:
    return [row.value for row in found.rows]


def as_field(found: GuestList, column: str) -> str:
    return next(read.field for read in found.recognised.columns if read.column == column)


def test_a_check_in_list_of_pretix() -> None:
    found = read("pretix_checkin.csv")
    assert (found.recognised.dialect, found.recognised.form) == ("pretix check-in list", "CSV with commas, UTF-8")
    ann, wei, bob = people(found)
    assert (ann.name, ann.family, ann.code, ann.category) == ("Ann Lee", "Lee", "ydfsm7hgnzzvyk", "VIP")
    assert (ann.phone, ann.seat, ann.status) == ("+44 20 7946 0001", "A-1", "expected")
    assert (wei.name, wei.family, wei.status, wei.attention) == ("王伟", "王", "pending", "needs front row")
    assert wei.valid_from == datetime(2026, 10, 25, 13, tzinfo=UTC)
    assert wei.valid_until == datetime(2026, 10, 25, 18, tzinfo=UTC)  # 25.10.2026, as a German pretix writes it
    assert bob.status == "blocked"
    assert found.recognised.notes[0].startswith("1 guest was checked in elsewhere: that is no entry here")


def test_the_order_data_of_pretix_is_a_workbook_of_several_sheets(tmp_path: Path) -> None:
    path = tmp_path / "orders.xlsx"
    book = openpyxl.Workbook()
    orders = book.worksheets[0]
    orders.append(["Event slug", "Order code", "Order total", "Status", "Email", "Name"])
    orders.append(["d26", "ABC12", 0, "paid", "buyer@x.example", "The Buyer"])
    positions = book.create_sheet("Order positions")
    positions.append(POSITIONS)
    row = dict.fromkeys(range(len(POSITIONS)), "")
    values = {
        1: "ABC12", 2: 1, 3: "paid", 4: "buyer@x.example", 8: "VIP", 11: "Ann Lee", 12: "Ann", 13: "Lee", 23: "s3cr3t",
        34: "Invoice Ltd", 35: "The Buyer",
    }  # fmt: skip
    positions.append(list((row | values).values()))
    nameless = {1: "ABC12", 2: 2, 3: "canceled", 8: "Press", 14: "bo@x.example", 15: "Own Ltd", 34: "Invoice Ltd",
                35: "Bo Buyer"}  # fmt: skip
    positions.append(list((row | nameless).values()))
    book.save(path)
    found = told(path)
    assert (found.recognised.dialect, found.recognised.form) == (
        "pretix order positions",
        "XLSX, sheet 'Order positions'",
    )
    ann, bo = people(found)
    assert (ann.id, ann.code, ann.email, ann.organisation) == ("ABC12-1", "s3cr3t", "buyer@x.example", "Invoice Ltd")
    assert (bo.id, bo.name, bo.email, bo.organisation) == ("ABC12-2", "Bo Buyer", "bo@x.example", "Own Ltd")
    assert bo.status == "cancelled"


def test_pretixs_list_of_orders_says_what_to_export_instead(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text("Order code,Order total,Status,Email,Name\nABC12,0,paid,b@x.example,Bo\n", encoding="utf-8")
    found = read_guests(path, DAY, ZONE)
    assert found.rows == ()
    assert "export the order positions" in str(found.problems[0])


def test_an_attendee_report_of_eventbrite() -> None:
    found = read("eventbrite.csv")
    assert found.recognised.dialect == "Eventbrite"
    ann, bob, cid, dan, eve = people(found)
    assert (ann.id, ann.code, ann.name, ann.family) == (
        "18441583423", "1121191224318441583423001", "Ann Lee", "Lee",
    )  # fmt: skip
    assert (ann.phone, ann.title, ann.delegation) == ("+44 20 7946 0001", "Producer", "Reels")
    assert (cid.name, cid.family, cid.email) == ("Cid Moss", "Moss", "cid@x.example")  # nobody asked for the name
    assert [one.status for one in (ann, bob, dan, eve)] == ["expected", "expected", "cancelled", "cancelled"]
    assert [len(row.brings) for row in found.rows] == [0, 2, 0, 0, 0]
    assert found.recognised.notes[:2] == (
        "1 guest was checked in elsewhere: that is no entry here, the door decides anew.",
        "2 plus-ones become guests.",
    )


def test_the_guests_of_luma() -> None:
    found = read("luma.csv")
    assert found.recognised.dialect == "Luma"
    ann, wei, anon, cid, dan = people(found)
    assert (ann.id, ann.code, ann.organisation, ann.category) == ("gst-AAA", "g-AAA1aB", "Camden Reels", "VIP")
    assert (ann.family, wei.family) == ("Lee", "")
    assert anon.name == "anon@x.example"
    statuses = [one.status for one in (ann, wei, anon, cid, dan)]
    assert statuses == ["expected", "pending", "pending", "regrets", "pending"]
    assert as_field(found, "created_at") == ""


def test_an_offices_list_in_chinese_and_gb18030() -> None:
    found = read("office_gb18030.csv")
    assert (found.recognised.dialect, found.recognised.form) == ("", "CSV with commas, GB18030")
    wei, lin = people(found)
    assert (wei.id, wei.name, wei.family, wei.name_alt) == ("001", "王伟", "王", "WANG Wei")
    assert (wei.seat, wei.phone) == ("007", "013800138000")
    assert (wei.photo, wei.flag, wei.assistance, wei.give) == ("no", "yes", "轮椅", "耳机 041")
    assert (lin.name, lin.family, lin.photo, lin.flag, lin.assistance) == ("欧阳若琳", "欧阳", "", "", "")
    assert [len(row.brings) for row in found.rows] == [2, 0]


def test_a_list_in_windows_1252_whose_cells_look_like_formulas() -> None:
    found = read("office_windows1252.csv")
    assert found.recognised.form == "CSV with semicolons, Windows-1252"
    assert [(one.name, one.title) for one in people(found)] == [
        ("Zoë Müller", "=cmd|calc"), ("Siân D’Arcy", "@SUM(A1)"),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["eventbrite.csv", "luma.csv", "pretix_checkin.csv"])
def test_an_export_is_known_by_its_headers_whatever_the_file_is_called(name: str, tmp_path: Path) -> None:
    path = tmp_path / "download (3).csv"
    path.write_bytes((SAMPLES / name).read_bytes())
    assert table_of(path) == "guests"


def test_a_full_name_is_kept_as_the_guest_writes_it(tmp_path: Path) -> None:
    path = tmp_path / "g.csv"
    path.write_text("name,family_name,given_name\nKovács János,Kovács,János\n", encoding="utf-8")
    assert [(one.name, one.family) for one in people(told(path))] == [("Kovács János", "Kovács")]


@pytest.mark.parametrize(
    ("header", "cell", "photo"),
    [
        ("do not photograph", "x", "no"), ("do not photograph", "", ""), ("No photos", "yes", "no"),
        ("photo", "no", "no"),
        ("photo", "yes", ""), ("photo", "不同意", "no"), ("可拍照", "可以", ""),
    ],
)  # fmt: skip
def test_who_must_not_be_photographed(tmp_path: Path, header: str, cell: str, photo: str) -> None:
    path = tmp_path / "g.csv"
    path.write_text(f"name,{header}\nAnn,{cell}\n", encoding="utf-8")
    assert people(told(path))[0].photo == photo


def test_a_mark_under_photo_is_not_guessed(tmp_path: Path) -> None:
    path = tmp_path / "g.csv"
    path.write_text("name,photo,flag\nAnn,x,perhaps\n", encoding="utf-8")
    found = read_guests(path, DAY, ZONE)
    assert [(problem.row, problem.column) for problem in found.problems] == [(2, "photo"), (2, "flag")]


@pytest.mark.parametrize(
    ("cell", "along"),
    [("", 0), ("0", 0), ("no", 0), ("1", 1), ("+2", 2), ("3.0", 3), ("yes", 1), ("是", 1), ("2人", 2), ("２", 2)],
)
def test_how_many_come_along(tmp_path: Path, cell: str, along: int) -> None:
    path = tmp_path / "g.csv"
    path.write_text(f"name,+1\nAnn,{cell}\n", encoding="utf-8")
    assert [len(row.brings) for row in told(path).rows] == [along]


def test_plus_ones_with_names(tmp_path: Path) -> None:
    path = tmp_path / "g.csv"
    path.write_text('name,plus ones,plus one names\nAnn,3,"Bo Ray, Cid"\n', encoding="utf-8")
    assert told(path).rows[0].brings == ("Bo Ray", "Cid", "")


@pytest.mark.parametrize("cell", ["Mary Smith", "99", "-1", "tbc"])
def test_what_is_no_number_of_people_is_odd(tmp_path: Path, cell: str) -> None:
    path = tmp_path / "g.csv"
    path.write_text(f"name,guests\nAnn,{cell}\n", encoding="utf-8")
    found = read_guests(path, DAY, ZONE)
    assert [(problem.row, problem.column) for problem in found.problems] == [(2, "guests")]


def test_numbers_that_a_spreadsheet_touched(tmp_path: Path) -> None:
    path = tmp_path / "g.csv"
    rows = "id,name,code,phone,seat\n7.0,Ann,0012345.0,4420.0,007\n8,Bob,4.48912E+17,,\n9,Cid,,,2026-01-02\n"
    path.write_text(rows, encoding="utf-8")
    found = read_guests(path, DAY, ZONE)
    ann = found.rows[0].value
    assert (ann.id, ann.code, ann.phone, ann.seat) == ("7", "0012345", "4420", "007")
    assert [(problem.row, problem.column) for problem in found.problems] == [(3, "code"), (4, "seat")]


def test_a_workbooks_numbers_dates_and_formulas(tmp_path: Path) -> None:
    path = tmp_path / "guests.xlsx"
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["id", "name", "code", "phone", "seat", "valid_from", "notes"])
    sheet.append([1.0, "Ann", 12345.0, 13800138000, 7, datetime.fromisoformat("2026-10-25T13:30"), "+1 call first"])
    sheet.append([2, "Bob", 4.48912345678901e17, None, None, date(2026, 10, 25), '=HYPERLINK("http://x.example")'])
    sheet["E2"].number_format = "000"
    book.save(path)
    found = read_guests(path, DAY, ZONE)
    ann = found.rows[0].value
    assert (ann.id, ann.code, ann.phone, ann.seat) == ("1", "12345", "13800138000", "007")
    assert (ann.valid_from, ann.attention) == (datetime(2026, 10, 25, 13, 30, tzinfo=UTC), "+1 call first")
    assert [(problem.row, problem.column) for problem in found.problems] == [(3, "notes"), (3, "code")]
    assert "a formula without a value" in found.problems[0].message


def test_a_status_nobody_knows_is_odd_and_not_guessed(tmp_path: Path) -> None:
    path = tmp_path / "g.csv"
    path.write_text("name,status\nAnn,probably\n", encoding="utf-8")
    found = read_guests(path, DAY, ZONE)
    assert str(found.problems[0]) == (
        "g.csv row 2, column status: 'probably' is not one of expected, pending, cancelled, regrets, blocked"
    )


def test_a_column_named_on_purpose_stands_above_what_was_recognised(tmp_path: Path) -> None:
    path = tmp_path / "g.csv"
    path.write_text("Name,Nickname,Tisch\nAnn Lee,Annie,4\n", encoding="utf-8")
    found = read_guests(path, DAY, ZONE, {"Nickname": "name", "Tisch": "seat"})
    assert [(row.value.name, row.value.seat, row.value.extra) for row in found.rows] == [
        ("Annie", "4", {"Name": "Ann Lee"})
    ]
    assert [(read.column, read.field) for read in found.recognised.columns] == [
        ("Name", ""), ("Nickname", "name"), ("Tisch", "seat"),
    ]  # fmt: skip
