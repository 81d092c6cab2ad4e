"""Finding people as the desk asks for it: why each was found, what is masked, and who was perhaps meant below."""

from __future__ import annotations

from datetime import datetime

import pytest

from console import desk
from data.facts import Draft, GuestListed
from data.journal import EventFile
from data.records import Guest

PEOPLE = [
    Guest("smith", "John Smith", organisation="BBC Films", seat="F07", phone="+44 20 7946 4821", email="john@bbc.com"),
    Guest("jones", "Sarah Jones", organisation="Jhn Pictures"),
    Guest("wong", "WONG Kar-wai", delegation="Jet Tone"),
    Guest("zhang", "张晓明"),
    Guest("zha", "查明芳"),
    Guest("bell1", "Anna Bell", organisation="Film London", phone="020 7946 1111"),
    Guest("bell2", "Anna Bell", organisation="Film London", phone="020 7946 2222"),
]


@pytest.fixture
def listed(file: EventFile, noon: datetime) -> EventFile:
    drafts = [Draft(f"guest/{guest.id}", GuestListed(guest, 40 + n)) for n, guest in enumerate(PEOPLE)]
    with file.transaction() as tx:
        tx.append(drafts, at=noon, operator="")
    return file


def ids(found: desk.Found) -> list[str]:
    return [match.id for match in found.matches]


@pytest.mark.parametrize(("query", "how", "by", "hint"), [
    ("john smith", "exact", "name", ""), ("bbc", "prefix", "organisation", "BBC Films"),
    ("f7", "prefix", "seat", "F07"),
    ("4821", "code", "phone", "…4821"), ("john@b", "prefix", "email", "j…@b….com"),
])  # fmt: skip
def test_why_each_was_found_is_told_and_masked(listed: EventFile, query: str, how: str, by: str, hint: str) -> None:
    match = desk.find(listed, query).matches[0]
    assert (match.id, match.how, match.by, match.hint) == ("smith", how, by, hint)


def test_who_was_perhaps_meant_stands_below_those_who_stand(listed: EventFile) -> None:
    assert ids(desk.find(listed, "zhxm", typos=False)) == ["zhang"]
    assert ids(desk.find(listed, "zhxm")) == ["zhang", "zha"]
    assert ids(desk.find(listed, "jhon smith", typos=False)) == []
    assert ids(desk.find(listed, "jhon smith")) == ["smith"]
    heard = desk.find(listed, "wang karwai").matches
    assert [(match.id, match.how, match.by) for match in heard] == [("wong", "typo", "sound")]


def test_nobody_is_guessed_at_where_somebody_is_called_that(listed: EventFile) -> None:
    assert desk.meant_too(listed, "bell") is None
    assert desk.meant_too(listed, "bbc") is None
    assert desk.meant_too(listed, "bwll") == ()
    assert ids(desk.find_meant(listed, "bwll")) == ["bell1", "bell2"]
    assert ids(desk.find_meant(listed, "bwll", without=["bell1"])) == ["bell2"]


def test_who_was_meant_is_shown_as_they_are_now(listed: EventFile, noon: datetime) -> None:
    meant = desk.find_meant(listed, "jhon smith").matches
    desk.admit(listed, guest="smith", door="main", now=noon, operator="Mei")
    now = desk.again(listed, meant)
    assert [(row.id, row.how, row.in_) for row in (*meant, *now)] == [("smith", "typo", False), ("smith", "typo", True)]


def test_people_of_one_name_are_told_apart_by_what_differs(listed: EventFile) -> None:
    assert [match.apart for match in desk.find(listed, "anna bell").matches] == ["phone …1111", "phone …2222"]
    desk.change(listed, "bell2", {"seat": "B02"}, now=datetime.fromisoformat("2026-03-10T12:00Z"), operator="")
    assert {match.id: match.apart for match in desk.find(listed, "anna bell").matches} == {
        "bell1": "phone …1111", "bell2": "seat B02",
    }  # fmt: skip
    assert desk.find(listed, "smith").matches[0].apart == ""


def test_an_empty_query_lists_nobody_or_everybody(listed: EventFile) -> None:
    assert (ids(desk.find(listed, " ")), desk.count(listed, "")) == ([], 0)
    everybody = desk.find(listed, "", everybody=True, limit=100)
    assert ids(everybody) == ["g1", "g2", "g3", *[guest.id for guest in PEOPLE]]
    assert desk.count(listed, "", everybody=True) == len(everybody.matches)
    assert ids(desk.find(listed, "", everybody=True, limit=2, offset=3)) == ["smith", "jones"]
    assert ids(desk.find(listed, "bbc", everybody=True)) == ["smith"]
