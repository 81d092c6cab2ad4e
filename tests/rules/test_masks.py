"""Addresses and numbers as others see them: enough to tell two people apart, not enough to write or ring."""

from __future__ import annotations

import json

import pytest

from console.rules import masks
from data.records import Guest, Operator


@pytest.mark.parametrize(
    ("address", "seen"),
    [
        ("mei@bund.com", "m…@b….com"),
        ("mei.chen@mail.bund.co.uk", "m…@m….uk"),
        ("m@b", "m…@b…"),
        ("no address", "n…"),
        ("", ""),
        ("陈若琳@例子.cn", "陈…@例….cn"),
    ],
)
def test_email(address: str, seen: str) -> None:
    assert masks.email(address) == seen


@pytest.mark.parametrize(
    ("number", "seen"),
    [("+44 20 7946 4821", "…4821"), ("13800138000", "…8000"), ("4821", "…21"), ("", ""), ("ask Mei", "a…")],
)
def test_phone(number: str, seen: str) -> None:
    assert masks.phone(number) == seen


def test_a_fact_shows_no_secret_of_whatever_kind_it_is() -> None:
    text = json.dumps({
        "kind": "of_a_newer_one",
        "operator": {"name": "Mei", "pin": "$argon2id$v=19$abc"},
        "key": "5a5a",
        "guests": [{"name": "Ada", "email": "ada@engines.org", "phone": "+44 20 7946 4821", "seat": "A1"}],
    })  # fmt: skip
    shown = masks.body(text)
    for secret in ("argon2", "5a5a", "engines", "7946"):
        assert secret not in shown
    assert "Mei" in shown and "A1" in shown
    assert masks.body("no json with a $argon2id$ in it") == masks.HIDDEN


@pytest.mark.parametrize(
    ("column", "value", "seen"),
    [
        ("Mobile", "07700 900123", "…0123"),
        ("Assistant", "+44 7700 900123", "…0123"),
        ("手机", "13800138000", "…8000"),
        ("Second address", "write to mei@bund.com, please", "write to m…@b….com, please"),
        ("Order", "2026112300017", "2026112300017"),
        ("Table", "07", "07"),
        ("Diet", "no nuts", "no nuts"),
    ],
)
def test_a_column_of_the_lists_own(column: str, value: str, seen: str) -> None:
    assert masks.extra(column, value) == seen
    assert masks.as_seen(Guest("g1", "Ada", extra={column: value})).extra == {column: seen}
    for within in ("extra", "fields"):
        assert json.loads(masks.body(json.dumps({within: {column: value}}))) == {within: {column: seen}}


@pytest.mark.parametrize(
    ("code", "seen"),
    [
        ("MECARD:N:Mei;TEL:+442079464821;EMAIL:mei@bund.com;;", "MECARD:N:Mei;TEL:…4821;EMAIL:m…@b….com;;"),
        ("EVAX0CSW65KVG1CYJVZQGTWSJ3G4FE", "EVAX0CSW65KVG1CYJVZQGTWSJ3G4FE"),
        ("4006381333931", "4006381333931"),
    ],
)
def test_a_business_card_that_was_scanned(code: str, seen: str) -> None:
    assert masks.loose(code) == seen
    assert json.loads(masks.body(json.dumps({"kind": "refused", "code": code})))["code"] == seen


def test_only_a_lead_reads_in_full() -> None:
    operators = {"Ann": Operator("Ann", "lead"), "Mei": Operator("Mei", "desk")}
    assert masks.full(operators, "Ann")
    assert not masks.full(operators, "Mei")
    assert not masks.full(operators, "")
    assert not masks.full({}, "Ann")
