"""The import page: a list is picked, mapped and brought in by keyboard alone, while the desk goes on."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from textual.widgets import Input

from console.importing import imports
from data import tables
from screens.importing.lines import counts
from screens.importing.page import ImportRoom
from screens.setup import SetupRoom

Opened = Callable[..., Any]
SAMPLES = Path(__file__).resolve().parents[1] / "data" / "samples"


@asynccontextmanager
async def page_of(opened: Opened, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Any]:
    async with opened("setup", size) as hand:
        await hand.press("i")
        assert isinstance(hand.app.screen, ImportRoom)
        yield hand


async def until(hand: Any, is_so: Callable[[], bool]) -> None:
    """Waits for what a thread does."""
    for _ in range(600):
        await hand.pilot.pause()
        if is_so():
            return
        await asyncio.sleep(0.02)
    raise AssertionError(f"it never came:\n{hand.text}")


async def read(hand: Any, path: Path) -> None:
    page = hand.app.screen
    page.query_one("PathInput", Input).value = str(path)
    await hand.press("enter")
    await until(hand, lambda: page.look is not None and not page.reading)


async def brought(hand: Any) -> None:
    home = next(screen for screen in hand.app.screen_stack if isinstance(screen, SetupRoom))
    await until(hand, lambda: home.bringing is not None and home.bringing.over)
    await until(hand, lambda: not hand.app.screen.reading)


async def test_an_export_is_shown_column_by_column(opened: Opened) -> None:
    async with page_of(opened) as hand:
        await read(hand, SAMPLES / "luma.csv")
        assert "luma.csv   recognised as Luma   CSV with commas, UTF-8" in hand.text
        assert "1 guest was checked in elsewhere" in hand.text
        line = next(row for row in hand.rows if "approval_status" in row)
        assert "status" in line.split("→")[1]
        assert "columns 23  new 5  changed 0  gone 3  odd 0" in hand.text


async def test_the_lists_are_turned_with_tab(opened: Opened) -> None:
    async with page_of(opened) as hand:
        await read(hand, SAMPLES / "luma.csv")
        await hand.press("tab")
        assert "王伟" in hand.text
        assert "row 3" in hand.text
        await hand.press("tab", "tab")
        assert "Ada Byron" in hand.text  # gone from the list
        assert "nobody is removed" in hand.text
        await hand.press("shift+tab", "shift+tab", "shift+tab")
        assert "What each column is taken for" in hand.text


async def test_columns_are_mapped_by_keyboard_and_the_list_comes_in(opened: Opened, tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_text("Wer;Tisch;+1\n李立华;007;1\n", encoding="utf-8")
    async with page_of(opened) as hand:
        await read(hand, path)
        assert "column name: there is no such column, and it is needed" in hand.text
        await hand.press("i")
        assert "nothing to import yet" in hand.text
        await hand.press("down")
        await hand.press("enter")
        await hand.answer("name")
        await until(hand, lambda: hand.app.screen.look.looked is not None)
        await hand.press("down")
        await hand.press("enter")
        await hand.answer("sea")  # the beginning of a field's name is enough
        await until(hand, lambda: "seat" in hand.text)
        assert "new 2" in hand.text
        await hand.press("i")
        await brought(hand)
        assert "liste.csv: 2 new, 0 changed, 0 same, 3 gone, 0 odd" in hand.text
        found = {state.guest.name: state.guest for state in tables.guests(hand.app.file.db)}
        assert found["李立华"].seat == "007"
        assert found["Plus-one of 李立华"].plus_one_of == found["李立华"].id


async def test_left_and_right_change_what_a_column_is(opened: Opened, tmp_path: Path) -> None:
    path = tmp_path / "guests.csv"
    path.write_text("name,Wo\nAnn,A1\n", encoding="utf-8")
    async with page_of(opened) as hand:
        await read(hand, path)
        await hand.press("down", "down", "right")
        await until(hand, lambda: hand.app.screen.look.choices.columns != {} and not hand.app.screen.reading)
        assert hand.app.screen.look.choices.columns == {"Wo": "name"}
        await hand.press("left")
        await until(
            hand, lambda: hand.app.screen.look.choices.columns == {"Wo": "extra"} and not hand.app.screen.reading
        )


async def test_odd_rows_are_told_and_left_out_after_a_yes(opened: Opened, tmp_path: Path) -> None:
    path = tmp_path / "guests.csv"
    path.write_text("id,name,status\nn1,Ann,perhaps\nn2,Bob,\n", encoding="utf-8")
    async with page_of(opened) as hand:
        await read(hand, path)
        await hand.press("shift+tab", "shift+tab", "down")
        assert "guests.csv row 2, column status: 'perhaps' is not one of expected, pending," in hand.text
        await hand.press("i")
        assert "1 odd row is left out. Import the others?" in hand.text
        await hand.press("y")
        await brought(hand)
        assert {"n2"} == {state.guest.id for state in tables.guests(hand.app.file.db)} - {"g1", "g2", "g3"}


async def test_the_desk_works_on_while_a_list_comes_in_and_x_stops_it(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "guests.csv"
    path.write_text("id,name\n" + "".join(f"n{n},Guest {n}\n" for n in range(400)), encoding="utf-8")
    carried = imports.carry_out
    slowly: list[int] = []

    def carry_out(*given: Any, **more: Any) -> Any:
        told, stop = more.pop("told"), more.pop("stop")

        def wait(written: int) -> None:
            told(written)
            slowly.append(written)
            while not stop() and len(slowly) > 1:  # the third batch waits for the keys
                Event().wait(0.01)

        return carried(*given, told=wait, stop=stop, **more)

    monkeypatch.setattr(imports, "carry_out", carry_out)
    async with page_of(opened) as hand:
        await read(hand, path)
        await hand.press("i")
        await until(hand, lambda: len(slowly) > 1)
        await hand.press("f2")
        await hand.type("ada")
        await hand.press("enter")
        await hand.pilot.pause()
        states = {state.guest.id: state for state in tables.guests(hand.app.file.db)}
        assert states["g1"].arrived is not None
        await hand.press("f9")
        await hand.second()
        assert "importing guests.csv" in hand.text
        await hand.press("x")
        await brought(hand)
        assert "guests.csv stopped:" in hand.text
        assert 3 < len(list(tables.guests(hand.app.file.db))) < 403
        assert tables.event(hand.app.file.db).importing == ()


async def test_tab_completes_a_path(opened: Opened, tmp_path: Path) -> None:
    (tmp_path / "lists").mkdir()
    for name in ("guests.csv", "guests-old.csv", "photo.png"):
        (tmp_path / "lists" / name).write_text("id,name\n", encoding="utf-8")
    async with page_of(opened) as hand:
        field = hand.app.screen.query_one("PathInput", Input)
        field.value = f"{tmp_path}/li"
        await hand.press("tab")
        assert field.value == f"{tmp_path}/lists/"
        await hand.press("tab")
        assert field.value == f"{tmp_path}/lists/guests"
        assert "guests-old.csv" in hand.text
        assert "photo.png" not in hand.text


async def test_escape_leads_back_to_setup(opened: Opened) -> None:
    async with page_of(opened) as hand:
        await hand.press("escape")
        assert isinstance(hand.app.screen, SetupRoom)


PLAN = (
    "Ablauf 第二届对话,,,,\nUhrzeit,Dauer,Was,Saal,Mitwirkende\n09:30-10:00,,开幕 New year,Main stage,李立言\n"
    "10:00,45 min,项目推介 Projects,Main stage,Rosa Field\n10:00,1 h,Film,放映厅,\n"
)


async def test_a_programme_is_shown_as_an_order_mapped_and_brought_in(opened: Opened, tmp_path: Path) -> None:
    path = tmp_path / "ablauf.csv"
    path.write_text(PLAN, encoding="utf-8")
    async with page_of(opened) as hand:
        await read(hand, path)
        await hand.press("l")
        await hand.answer("prog")
        await until(hand, lambda: hand.app.screen.look.kind == "programme" and not hand.app.screen.reading)
        page = hand.app.screen
        await hand.press("down", "down", "down", "enter")
        await hand.answer("title")
        await until(hand, lambda: page.look.looked is not None and not page.reading)
        while page.view != "rooms":
            await hand.press("tab")
        assert "放映厅" in hand.text
        assert "new stage 放映厅" in hand.text
        await hand.press("down", "down", "enter")
        await hand.answer("screening")
        await until(hand, lambda: page.look.choices.stages != {} and not page.reading)
        assert "new stage screening" in hand.text
        await hand.press("tab")
        line = next(row for row in hand.rows if "开幕" in row)
        assert line.strip().startswith("~ 09:30-10:00")  # what stood there and then has this title now
        await hand.press("i")
        await brought(hand)
        stages = tables.event(hand.app.file.db).stages
        assert "screening" in stages
        titles = [item.title for item in tables.stage(hand.app.file.db, "screening").items.values()]
        assert titles == ["Film"]
        assert next(row for row in hand.rows if "开幕" in row).strip().startswith("= 09:30")


async def test_what_a_newer_programme_changes_is_shown_from_and_to(opened: Opened, tmp_path: Path) -> None:
    path = tmp_path / "schedule.csv"
    path.write_text("Room,Time,Min,Title\nHall,10:00,30,Start\nHall,10:30,30,Talk\n", encoding="utf-8")
    async with page_of(opened) as hand:
        await read(hand, path)
        await hand.press("i")
        await brought(hand)
        path.write_text("Room,Time,Min,Title\nHall,10:00,45,Start\nHall,10:45,15,Coffee\n", encoding="utf-8")
        page = hand.app.screen
        await hand.press("f")
        await read(hand, path)
        await until(hand, lambda: "Coffee" in hand.text)
        assert page.view == "order"
        rows = [row.split() for row in hand.rows if row.strip()[:2] in ("+ ", "~ ", "- ")]
        signs = {row[2]: row[0] for row in rows}
        assert (signs["Start"], signs["Coffee"], signs["Talk"]) == ("~", "+", "-")
        while page.view != "changed":
            await hand.press("tab")
        assert "length" in hand.text
        assert "30:00 → 45:00" in hand.text


async def test_another_day_of_a_schedule_is_asked_for(opened: Opened) -> None:
    async with page_of(opened, (140, 40)) as hand:
        await read(hand, SAMPLES / "schedule.json")
        page = hand.app.screen
        assert page.look.kind == "programme"
        await hand.press("d")
        await hand.answer("2026-10-24")
        await until(hand, lambda: page.look.choices.day is not None and not page.reading)
        assert "Opening night" in hand.text
        await hand.press("d")
        await hand.answer("someday")
        assert "Write a day as 2026-10-25" in hand.text
        await hand.press("d")
        await hand.answer("all")
        await until(hand, lambda: page.look.choices.day == "all" and not page.reading)
        assert "Late screening" in hand.text


async def test_a_header_that_nobody_listed_is_asked_for_column_by_column(opened: Opened, tmp_path: Path) -> None:
    path = tmp_path / "ablauf.csv"
    path.write_text("Wann geht's los;Wie lang;Was passiert;Licht\n18:00;30;Einlass;halb\n", encoding="utf-8")
    async with page_of(opened, (140, 40)) as hand:
        await read(hand, path)
        page = hand.app.screen
        assert (page.look.kind, page.view) == ("programme", "columns")
        assert "no column is the title: --map COLUMN=title says which, or Enter on it on the page" in hand.text
        for place, field in enumerate(("start", "Dauer", "title")):
            await hand.press("down")
            await hand.press("enter")
            await hand.answer(field)
            await until(hand, lambda wanted=place + 1: len(page.look.choices.columns) == wanted and not page.reading)
        assert "notes for licht" in hand.text
        assert [item.title for sign, item in page.look.looked.order if sign == "new"] == ["Einlass"]


async def test_the_order_of_several_days_says_them(opened: Opened) -> None:
    async with page_of(opened, (140, 40)) as hand:
        await read(hand, SAMPLES / "schedule.json")
        assert hand.app.screen.view == "order"
        many = counts(hand.app.screen.look)
        assert (many["new"], many["gone"], many["order"]) == (4, 3, 7)
        rows = [row.strip() for row in hand.rows]
        assert rows.index("2026-10-24") < rows.index("2026-10-25")
        assert sum("Opening night" in row for row in rows[: rows.index("2026-10-25")]) == 1
