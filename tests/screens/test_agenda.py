"""The agenda room: public times for everybody, in both languages, at any size, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace
from rich.cells import cell_len

from console import desk, stage
from data import tables
from data.facts import Draft, EventSet, ItemPlanned, OperatorSet, SlotPlanned, StageSet
from data.journal import EventFile
from data.records import Event, Item, Operator, Slot, Stage
from screens.agenda_words import EMPTY, NEXT, NOW
from screens.widgets.agenda_face import AgendaView, Row, StageRows, agenda_lines

Opened = Callable[..., AbstractAsyncContextManager[Any]]
START = datetime(2026, 3, 10, 9, 30, tzinfo=UTC)


@pytest.fixture
def two(file: EventFile, noon: datetime) -> EventFile:
    """Two stages, titles in both scripts, an item for the crew only, a speaker."""
    items = [
        Item("X1", "side", 0, "Screening 1", "放映一", start=START, length=1800, start_rule="fixed"),
        Item("X2", "side", 1, "Questions", "映后问答", length=900),
        Item("X3", "side", 2, "Crew lunch", length=900, public=False),
    ]
    event = replace(tables.event(file.db).event or Event("", noon.date(), "UTC"), name_alt="上海—伦敦")
    with file.transaction() as tx:
        tx.append([Draft("event", EventSet(event))], at=noon, operator="Kit")
        tx.append([Draft("event", StageSet(Stage("side", "Screening room", "放映厅")))], at=noon, operator="Kit")
        tx.append([Draft("stage/side", ItemPlanned(item)) for item in items], at=noon, operator="Kit")
        tx.append(
            [Draft("speakers/side", SlotPlanned(Slot("X1.1", "X1", 0, "Ada Byron", guest="g1")))], at=noon, operator=""
        )
    return file


async def test_both_stages_what_is_on_and_what_is_late(two: EventFile, opened: Opened) -> None:
    stage.go(two, "main", now=START, operator="Kit")
    async with opened("agenda", size=(140, 40)) as hand:
        await hand.second(42 * 60)
        text = hand.text
    for words in (
        "Main stage",
        "放映厅  Screening room",
        "上海—伦敦",
        "NOW  现在",
        "NEXT  接下来",
        "about 10 min later  约晚10分钟",
        "10:00  Opening",
        "until about 10:15  约至10:15",
    ):
        assert words in text, words
    assert "Crew" not in text
    assert "about 40 min later  约晚40分钟" in text  # the other stage has not begun


async def test_it_tells_nobody_and_nothing_that_is_not_public(two: EventFile, opened: Opened) -> None:
    stage.go(two, "side", now=START, operator="Kit")
    async with opened("agenda", size=(140, 40)) as hand:
        desk.admit(two, guest="g2", door="main", now=START, operator="Mei")
        hand.app._tell_scan("IN  Li Liyan", "in")
        hand.app._poll()
        await hand.second()
        for private in ("Ada", "Li Liyan", "李立言", "Kit", "EDIT", "cue"):
            assert private not in hand.text, private


async def test_what_another_process_does_is_there_at_once(two: EventFile, opened: Opened) -> None:
    async with opened("agenda") as hand:
        assert "NOW" not in hand.text
        stage.go(two, "side", now=START, operator="Kit")
        hand.app._poll()
        await hand.pilot.pause()
        assert "放映一" in hand.text and "NOW  现在" in hand.text


async def test_o_shows_one_stage_after_the_other_and_all_again(two: EventFile, opened: Opened) -> None:
    async with opened("agenda") as hand:
        assert "Main stage" in hand.text and "Screening room" in hand.text
        await hand.press("o")
        assert "Main stage" in hand.text and "Screening room" not in hand.text
        await hand.press("o")
        assert "Main stage" not in hand.text and "Screening room" in hand.text
        await hand.press("o")
        assert "Main stage" in hand.text and "Screening room" in hand.text


async def test_nobody_signs_in_for_it_and_idle_time_never_locks_it(
    two: EventFile, opened: Opened, noon: datetime
) -> None:
    with two.transaction() as tx:
        tx.append([Draft("event", OperatorSet(Operator("Ann", "lead", "x")))], at=noon, operator="")
    async with opened("agenda", operator="") as hand:
        await hand.second(3600)
        hand.app.lock_when_idle(hand.clock.at)
        await hand.pilot.pause()
        assert not hand.app.locked
        assert "Screening room" in hand.text


async def test_esc_shows_the_keys_and_hides_them_again(two: EventFile, opened: Opened) -> None:
    async with opened("agenda") as hand:
        assert "other stage" not in hand.text
        await hand.press("escape")
        assert "other stage" in hand.text
        await hand.press("escape")
        assert "other stage" not in hand.text


@pytest.mark.parametrize("size", [(80, 24), (140, 40), (40, 12), (20, 5)])
async def test_it_fits_at_any_size_and_an_empty_event_says_so(
    two: EventFile, opened: Opened, size: tuple[int, int]
) -> None:
    async with opened("agenda", size=size) as hand:
        assert len(hand.rows) == size[1]
        assert all(cell_len(row) <= size[0] for row in hand.rows)
        assert "10:00" in hand.text or size[1] < 12


# -- the face ----------------------------------------------------------------------------------------------------------
def rows(count: int, said: tuple[str, str] = ("", "")) -> tuple[Row, ...]:
    return tuple(
        Row("next" if n == 0 else "later", f"{9 + n // 60:02}:{n % 60:02}", said, f"Item {n} 项目")
        for n in range(count)
    )


def view(*stages: StageRows) -> AgendaView:
    return AgendaView("Day 日", "14:05", stages, EMPTY, NOW, NEXT)


@pytest.mark.parametrize(("width", "height"), [(80, 24), (140, 40), (40, 12), (100, 30), (12, 3)])
def test_every_line_is_as_wide_as_the_terminal(width: int, height: int) -> None:
    late = ("about 10 min later", "约晚10分钟")
    stages = [
        StageRows(
            f"Stage {n} 厅", Row("now", "09:00", ("until 09:30", "至09:30"), "开幕 Opening " * 9), rows(1000, late)
        )
        for n in range(2)
    ]
    for some in (stages[:1], stages, []):
        lines = agenda_lines(view(*some), width, height, ascii=True)
        assert len(lines) == height
        assert {line.cell_length for line in lines} == {width}


def test_with_room_items_stand_apart_and_without_none_is_left_out_early() -> None:
    few = [line.plain.rstrip() for line in agenda_lines(view(StageRows("S", Row("", "", ("", "")), rows(3))), 80, 24)]
    assert few.count("") > 10
    many = [line.plain for line in agenda_lines(view(StageRows("S", Row("", "", ("", "")), rows(30))), 80, 24)]
    assert sum("Item" in line for line in many) == 21


def test_a_delay_without_room_beside_its_item_goes_under_it() -> None:
    made = rows(1, ("about 10 min later", "约晚10分钟"))
    wide = [line.plain for line in agenda_lines(view(StageRows("S", Row("", "", ("", "")), made)), 80, 12)]
    narrow = [line.plain for line in agenda_lines(view(StageRows("S", Row("", "", ("", "")), made)), 40, 12)]
    assert any("Item 0" in line and "约晚10分钟" in line for line in wide)
    assert not any("Item 0" in line and "约晚10分钟" in line for line in narrow)
    assert any("约晚10分钟" in line for line in narrow)


def test_nothing_planned_says_so() -> None:
    assert "议程将在此显示" in "".join(line.plain for line in agenda_lines(view(), 80, 24))


async def test_a_board_left_open_draws_only_what_changes(two: EventFile, opened: Opened) -> None:
    async with opened("agenda") as hand:
        face = hand.app.screen.query_one("AgendaFace")
        drawn = []
        face.refresh = lambda *a, **k: drawn.append(1)
        hand.clock.at = START.replace(second=1)
        for _second in range(55):
            await hand.second()
        assert len(drawn) <= 1
        hand.clock.move(timedelta(minutes=1).total_seconds())
        await hand.second()
        assert drawn
