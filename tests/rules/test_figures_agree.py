"""Whatever was done at whatever fraction of a second: no two figures that the stage shows contradict each other."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from console.rules.times.timeline import Why
from console.rules.times.whole import whole
from data.records import Item
from data.states import EventState, SpeakersState
from screens.order_words import live_view, order_view
from screens.stage_read import StageNow
from screens.timer import timer_view
from screens.widgets.day_line import day_line
from screens.widgets.live_panel import live_lines
from screens.widgets.running_order import order_line

LONDON = ZoneInfo("Europe/London")
Make = Callable[..., Item]
TIME = r"(-?(?:\d+:)?\d+:\d\d)"

deeds = st.lists(
    st.tuples(
        st.integers(100, 90_000),
        st.sampled_from(["go", "go", "go", "hold", "resume", "add", "standby", "end", "skip"]),
        st.integers(0, 4),
        st.integers(-300, 600),
    ),
    max_size=12,
)


def seconds(words: str) -> int:
    """`1:02:03`, `2:03` or `-0:05` as seconds."""
    total = 0
    for part in words.lstrip("-").split(":"):
        total = total * 60 + int(part)
    return -total if words.startswith("-") else total


def found(pattern: str, text: str) -> int | None:
    match = re.search(pattern, text)
    return seconds(match.group(1)) if match else None


def clock(text: str, pattern: str) -> int | None:
    match = re.search(pattern + r" (\d\d:\d\d:\d\d)", text)
    return seconds(match.group(1)) if match else None


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    lengths=st.lists(st.tuples(st.integers(1, 20), st.booleans()), min_size=1, max_size=5),
    acts=deeds,
    wait=st.integers(0, 60_000),
    first=st.integers(-600_000, 600_000),
)
def test_what_is_shown_adds_up(
    show: Any, item: Make, lengths: list[tuple[int, bool]], acts: list[Any], wait: int, first: int
) -> None:
    at = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
    items = []
    for n, (minutes, fixed) in enumerate(lengths):
        ends = at + timedelta(minutes=minutes)
        until = f"{ends:%H:%M}" if fixed else ""
        items.append(item(f"i{n}", minutes, start="09:00" if n == 0 else "", until=until))
        at = ends
    day = show(items, hard_out=f"{at:%H:%M}")
    moment = datetime(2026, 3, 10, 9, 0, tzinfo=UTC) + timedelta(milliseconds=first)
    for gap, verb, which, more in acts:
        moment += timedelta(milliseconds=gap)
        one = f"i{which % len(items)}"
        words = {"standby": [one], "skip": [one], "add": [more]}.get(verb, [])
        day.do(f"{moment:%H:%M:%S.%f}", verb, *words)
    now = (moment + timedelta(milliseconds=wait)).replace(microsecond=0, tzinfo=LONDON)
    state = day.state()
    known = StageNow(EventState(), day.stage, state, SpeakersState("main"))
    from console.rules.times.timing import timeline

    times = timeline(state, day.stage, "Europe/London", now)
    rule = live_lines(live_view(known, times, now), LONDON, 140)[0].plain
    reasons = day_line(times, LONDON, 200).plain
    rows = {line.id: order_line(order_view(known, times), line, 140).plain for line in times.items}
    shown_now = now.hour * 3600 + now.minute * 60 + now.second

    late = found(rf"DAY {TIME} LATE", reasons) or -(found(rf"DAY {TIME} EARLY", reasons) or 0)
    parts = [found(rf"{word} \+?{TIME}", reasons) or 0 for word in ("began", "gave", "took", "held", "over")]
    if "=" in reasons:
        assert sum(parts) == late, reasons
    if times.live is not None and times.remaining is not None:
        live = next(line for line in times.items if line.id == times.live)
        left = int(times.remaining // 1)
        since, ends = clock(rule, "since"), clock(rule, "(?:ends|would end|was to end)")
        assert since is not None and ends is not None, rule
        assert shown_now + left == ends, rule
        length = found(rf"   {TIME} +$", rows[live.id].rstrip() + " ")
        assert length == ends - since, (rule, rows[live.id])
        planned_end = live.planned_end.hour * 3600 + live.planned_end.minute * 60 + live.planned_end.second
        assert planned_end + late == max(ends, shown_now), (rule, reasons)
        if state.runs[-1].held_since is None:
            timed = timer_view(known, known.lineup(times), times, now)
            assert timed.figure is not None and int(timed.figure // 1) == left
        if times.hard_out is not None and times.standby is None:
            out = times.hard_out.at.hour * 3600 + times.hard_out.at.minute * 60
            room = found(rf"spare {TIME}", reasons)
            past = found(rf"{TIME} PAST IT", reasons)
            last = times.expected_end
            assert last is not None
            shown_last = last.hour * 3600 + last.minute * 60 + last.second
            assert out - shown_last == (room if room is not None else -(past or 0)), reasons


@given(st.lists(st.floats(-9999, 9999).map(lambda each: round(each, 3)), min_size=4, max_size=4))
def test_whole_seconds_add_up_and_are_never_a_second_off(parts: list[float]) -> None:
    began, added, held, overrun = parts
    total = sum(parts)
    figures = whole(total, Why(began, added, held, overrun))
    shown = (figures.began, figures.added, figures.held, figures.overrun)
    assert sum(shown) == figures.late
    assert abs(figures.late - total) <= 1
    assert all(abs(one - other) <= 1 for one, other in zip(shown, parts, strict=True))
