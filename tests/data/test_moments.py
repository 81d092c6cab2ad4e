"""Times and lengths as people write them."""

from datetime import UTC, date, datetime, time

import pytest

from data import moments

LONDON = moments.zone_named("Europe/London")
SHANGHAI = moments.zone_named("Asia/Shanghai")
DAY = date(2026, 10, 25)  # London's clocks go back from 02:00 to 01:00


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        ("09:30", DAY, "2026-10-25T09:30"),
        ("9:30:15", DAY, "2026-10-25T09:30:15"),
        ("09：30", DAY, "2026-10-25T09:30"),
        ("01:30", DAY, "2026-10-25T00:30"),  # the first of the two
        ("00:59", DAY, "2026-10-24T23:59"),
        ("01:30", date(2026, 3, 29), "2026-03-29T01:30"),  # there is no such hour: 02:30 by the clock
        ("2026-10-25T09:30", date(2020, 1, 1), "2026-10-25T09:30"),
        ("2026-10-25 09:30", date(2020, 1, 1), "2026-10-25T09:30"),
        ("2026-10-25T09:30+08:00", DAY, "2026-10-25T01:30"),
        ("2026-10-25T09:30:00.250Z", DAY, "2026-10-25T09:30:00.250"),
        ("2026-07-01", DAY, "2026-06-30T23:00"),
    ],
)
def test_a_time_is_an_instant(text: str, day: date, expected: str) -> None:
    assert moments.moment(text, day, LONDON) == utc(expected)
    assert moments.moment(text, day, LONDON).tzinfo is UTC


@pytest.mark.parametrize("text", ["", "24:00", "9.30", "930", "2026", "2026-13-01", "half past nine", "12:60", "1:2"])
def test_what_is_no_time_says_so(text: str) -> None:
    with pytest.raises(moments.MomentError, match="is no time"):
        moments.moment(text, DAY, LONDON)


def test_the_same_words_elsewhere_are_another_instant() -> None:
    assert moments.moment("09:30", DAY, SHANGHAI) == utc("2026-10-25T01:30")


@pytest.mark.parametrize(
    ("text", "after", "expected"),
    [
        ("17:30", "2026-11-22T12:00", "2026-11-22T17:30"),
        ("00:30", "2026-11-22T20:00", "2026-11-23T00:30"),
        ("12:00", "2026-11-22T12:00", "2026-11-23T12:00"),
        ("2026-11-24T12:00", "2026-11-22T12:00", "2026-11-24T12:00"),
    ],
)
def test_the_first_such_time_after(text: str, after: str, expected: str) -> None:
    assert moments.first_after(text, utc(after), LONDON) == utc(expected)


@pytest.mark.parametrize(
    ("text", "after", "expected"),
    [
        ("01:15", "2026-10-24T23:30", "2026-10-25T00:15"),  # 00:30 BST: 01:15 BST comes first
        ("01:15", "2026-10-25T00:30", "2026-10-25T01:15"),  # 01:30 BST: 01:15 comes again 45 minutes later
        ("01:15", "2026-10-25T01:15", "2026-10-26T01:15"),  # 01:15 GMT: both are over
        ("02:00", "2026-10-25T00:30", "2026-10-25T02:00"),
        ("01:30", "2026-03-28T23:00", "2026-03-29T01:30"),  # left out by the change: 02:30 BST
    ],
)
def test_the_hour_that_comes_twice_has_each_time_twice(text: str, after: str, expected: str) -> None:
    assert moments.first_after(text, utc(after), LONDON) == utc(expected)
    day, clock = utc(after).astimezone(LONDON).date(), moments.bare_time(text)
    assert clock is not None
    assert moments.next_on(day, clock, LONDON, utc(after)) == utc(expected)


def test_half_an_hour_comes_twice_on_lord_howe() -> None:
    zone, day = moments.zone_named("Australia/Lord_Howe"), date(2026, 4, 5)
    assert moments.both_on(day, time(1, 45), zone) == (utc("2026-04-04T14:45"), utc("2026-04-04T15:15"))
    assert moments.both_on(day, time(1, 15), zone) == (utc("2026-04-04T14:15"),)
    assert moments.both_on(date(2026, 10, 4), time(2, 15), zone) == (utc("2026-10-03T15:45"),)


def test_at_counts_where_asked() -> None:
    assert moments.first_after("12:00", utc("2026-11-22T12:00"), LONDON, or_at=True) == utc("2026-11-22T12:00")


def test_a_door_that_closes_not_after_it_opens_closes_the_next_day() -> None:
    day = date(2026, 11, 22)
    assert moments.window("22:00", "02:00", day, LONDON) == (utc("2026-11-22T22:00"), utc("2026-11-23T02:00"))
    assert moments.window("22:00", "22:00", day, LONDON) == (utc("2026-11-22T22:00"), utc("2026-11-23T22:00"))
    assert moments.window("", "02:00", day, LONDON) == (None, utc("2026-11-22T02:00"))
    assert moments.window("", "", day, LONDON) == (None, None)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("30", 1800), ("1:30", 90), ("90:00", 5400), ("1:00:00", 3600), ("0", 0), ("2.5", 150), ("0:00:01.5", 1.5)],
)
def test_lengths_are_seconds(text: str, seconds: float) -> None:
    assert moments.length(text) == seconds


@pytest.mark.parametrize("text", ["", "-5", "1:60", "1:60:00", "five", "1:2:3:4"])
def test_what_is_no_length_says_so(text: str) -> None:
    with pytest.raises(moments.MomentError, match="is no length"):
        moments.length(text)


@pytest.mark.parametrize(
    ("text", "seconds"), [("+5", 300), ("-05:00", -300), ("−05:00", -300), ("5:30", 330), ("-1:00:00", -3600)]
)
def test_time_is_given_and_taken(text: str, seconds: float) -> None:
    assert moments.signed_length(text) == seconds


@pytest.mark.parametrize("name", ["Europe/Nowhere", "", "../etc/passwd", "London", "/etc/localtime", "\0"])
def test_a_zone_that_is_none(name: str) -> None:
    with pytest.raises(moments.MomentError, match="no time zone"):
        moments.zone_named(name)


@pytest.mark.parametrize(
    ("at", "says"),
    [
        ("2026-10-24 23:59:59", ""), ("2026-10-25 00:00", " BST"), ("2026-10-25 00:59:59", " BST"),
        ("2026-10-25 01:00", " GMT"), ("2026-10-25 01:59:59", " GMT"), ("2026-10-25 02:00", ""),
        ("2026-03-29 00:59", ""), ("2026-03-29 01:00", ""), ("2026-03-29 01:30", ""),
    ],
)  # fmt: skip
def test_only_what_the_clocks_show_twice_is_told_apart(at: str, says: str) -> None:
    assert moments.told_apart(utc(at), LONDON) == says
    assert moments.told_apart(utc(at), SHANGHAI) == ""
