"""Two people of one name: what is shown of each is what the other does not have."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from console.rules import found_by
from console.rules.lists import namesakes
from console.rules.lists.namesakes import Seen
from data.records import Guest
from data.states import GuestState

ONE = GuestState(Guest("a", "王伟", organisation="Bund Pictures", category="press", seat="F07", delegation="Bund"), 1)


def seen(**fields: str) -> Seen:
    guest = replace(ONE.guest, **fields)
    return guest.organisation, guest.category, guest.seat, guest.delegation


@pytest.mark.parametrize(("others", "apart"), [
    ([seen(organisation="Huangpu Daily")], "Bund Pictures"),
    ([seen(category="vip")], "press"),
    ([seen(category="vip", seat="F08")], "press"),
    ([seen(seat="F08")], "seat F07"),
    ([seen(delegation="")], "Bund"),
    ([seen(organisation="BUND pictures")], ""),
    ([seen(organisation="x"), seen(seat="F08")], "Bund Pictures, seat F07"),
    ([seen()], ""),
])  # fmt: skip
def test_the_first_that_nobody_else_has(others: list[Seen], apart: str) -> None:
    assert namesakes.apart(ONE, others) == apart


@pytest.mark.parametrize(("mine", "other", "shown"), [
    ("Shanghai Film Group Distribution", "Shanghai Film Group Production", "…Distribution"),
    ("上海电影集团有限责任公司发行部和制作部", "上海电影集团有限责任公司制作部", "…发行部和制作部"),
    ("Huangpu Film Group", "Bund Pictures", "Huangpu Film Group"),
    ("A very long company", "A very small company", "…long company"),
    ("Night Ferry Productions 86", "Night Ferry Productions 12", "…Productions 86"),
    ("上海电影集团公司一部", "上海电影集团公司二部", "…集团公司一部"),
    ("All the companies", "Any of companies", "All the companies"),
])  # fmt: skip
def test_a_long_name_from_where_it_differs(mine: str, other: str, shown: str) -> None:
    one = GuestState(Guest("a", "x", organisation=mine), 1)
    assert namesakes.apart(one, [(other, "", "", "")]) == shown


def hidden(one: dict[str, str], other: dict[str, str], tail: str = "") -> str:
    states = [GuestState(Guest(who, "x", **fields), 1, tail=tail) for who, fields in (("a", one), ("b", other))]
    return namesakes.hidden(states[0], states[1:])


def test_what_is_private_is_masked_and_only_the_last_resort() -> None:
    assert hidden({"phone": "+44 20 7946 4821"}, {"phone": "+44 20 7946 4822"}) == "phone …4821"
    assert hidden({"phone": "1 4821", "email": "m@bund.com"}, {"phone": "2 4821", "email": "k@bund.com"}) != ""
    assert "bund" not in hidden({"email": "mei@bund.com"}, {"email": "kim@bund.com"})
    assert hidden({"code": "PTX-4711"}, {"code": "PTX-4712"}) == "ticket …4711"
    assert hidden({"email": "mei@bund.com"}, {"email": "mo@bund.com"}) == "id a"


@pytest.mark.parametrize(("by", "shown"), [
    ("phone", "phone …4821"), ("email", "e-mail m…@b….com"), ("seat", "seat F07"), ("organisation", "org Bund"),
    ("code", "code …2ZQ7"), ("delegation", "party Film"), ("category", "category"), ("name", ""),
])  # fmt: skip
def test_why_somebody_was_found_in_two_words(by: found_by.By, shown: str) -> None:
    guest = Guest("a", "x", organisation="Bund", email="mei@bund.com", phone="+44 20 7946 4821", seat="F07",
                  delegation="Film", category="vip")  # fmt: skip
    assert found_by.words("prefix", by, found_by.hint(by, guest, "LUMA2ZQ7", "zq7")) == shown


def test_what_was_not_typed_so_says_so() -> None:
    assert (found_by.words("typo", "sound", ""), found_by.words("typo", "name", "")) == ("sounds like", "typo")
