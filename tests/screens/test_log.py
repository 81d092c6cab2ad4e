"""The log room: problems first, then the newest; a filter, a picked line that stays, and the undo of what it says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot
from textual.widgets import Input, Static

from console import desk, logbook
from data import tables
from data.facts import Draft, GuestAdded, GuestListed, ImportBegan, ImportEnded, Noted
from data.journal import EventFile
from data.records import Guest
from screens.app import CallboardApp
from screens.log import LogRoom
from screens.widgets.log_list import LogList

HOSTILE = "Bob [/] X [@click=app.quit] \u202e\x1b[31m\n" + "z" * 300


@pytest.fixture
def app(file: EventFile, noon: datetime) -> Callable[..., CallboardApp]:
    def start(**options: object) -> CallboardApp:
        return CallboardApp(file.path, room="log", operator="Kit", now=lambda: noon + timedelta(hours=1), **options)  # type: ignore[arg-type]

    return start


def drawn(pilot: Pilot[None]) -> list[str]:
    """What the terminal shows, line by line."""
    strips = pilot.app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip) for strip in strips]


def lines(pilot: Pilot[None]) -> list[str]:
    """The rows of the list, without what is empty."""
    region = pilot.app.screen.query_one(LogList).region
    return [line.rstrip() for line in drawn(pilot)[region.y : region.bottom] if line.strip()]


async def settled(pilot: Pilot[None]) -> None:
    for _turn in range(4):
        await pilot.pause()


async def test_problems_stand_first_then_the_newest(
    file: EventFile, noon: datetime, app: Callable[..., CallboardApp]
) -> None:
    desk.admit(file, guest="g3", door="main", now=noon, operator="Mei")
    logbook.note(file, "coach is late", now=noon + timedelta(minutes=1), operator="Mei")
    async with app().run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        shown = lines(pilot)
    assert shown[0].startswith("-- PROBLEMS")
    assert "12:00:00  !! Tom Reed refused at Main entrance: cancelled" in shown[1]
    assert "13 FACTS" in shown[2]
    assert "12:01:00     note: coach is late" in shown[3]
    assert "Tom Reed refused" in shown[4]


async def test_an_import_is_one_line_and_a_filter_finds_the_rest(
    file: EventFile, noon: datetime, app: Callable[..., CallboardApp]
) -> None:
    logbook.note(file, "before it", now=noon, operator="Mei")
    listed = [Draft(f"guest/n{n}", GuestListed(Guest(id=f"n{n}", name=f"New Guest {n}"), 900 + n)) for n in range(250)]
    ended = ImportEnded("guests.csv", new=250, changed=0, same=0, gone=0, odd=0)
    with file.transaction() as tx:
        tx.append(
            [Draft("event", ImportBegan("guests.csv", 250)), *listed, Draft("event", ended)], at=noon, operator="Mei"
        )
    logbook.note(file, "after it", now=noon, operator="Mei")
    async with app().run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        shown = lines(pilot)
        assert "14 FACTS" in shown[0] and "+ 251 of imports" in shown[0]
        assert "after it" in shown[1]
        assert "import of guests.csv: 250 new" in shown[2]
        assert "before it" in shown[3]
        room = pilot.app.screen
        assert isinstance(room, LogRoom)
        await pilot.press("down", "down")
        await settled(pilot)
        picked = room.query_one(LogList).picked
        assert picked is not None and "before it" in picked.text
        logbook.note(file, "later still", now=noon, operator="Mei")
        room.refresh_room()
        await settled(pilot)
        again = room.query_one(LogList).picked
        assert again is not None and again.n == picked.n
        room._find("New Guest 249")
        await settled(pilot)
        assert "1 FOUND" in lines(pilot)[0]


async def test_a_hostile_name_is_one_harmless_line(
    file: EventFile, noon: datetime, app: Callable[..., CallboardApp]
) -> None:
    with file.transaction() as tx:
        tx.append([Draft("guest/b", GuestAdded(Guest(id="b", name=HOSTILE), 9))], at=noon, operator=HOSTILE)
    async with app().run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        screen = drawn(pilot)
        await pilot.press("enter")
        await settled(pilot)
        opened = drawn(pilot)
    assert any("Bob [/] X [@click=app.quit] zzz" in line for line in screen)
    for line in (*screen, *opened):
        assert cell_len(line) == 80
        assert line.isprintable()


async def test_enter_shows_all_of_the_fact_and_esc_leaves_it(
    file: EventFile, noon: datetime, app: Callable[..., CallboardApp]
) -> None:
    taken = logbook.note(file, "smoke", now=noon, operator="Mei")
    assert isinstance(taken, logbook.NoteTaken)
    async with app().run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        entry = pilot.app.screen.query_one("#entry", Static)
        assert entry.display
        assert taken.fact in "\n".join(drawn(pilot))
        await pilot.press("escape")
        await settled(pilot)
        assert not entry.display


async def test_a_filter_finds_words_and_esc_shows_all_again(
    file: EventFile, noon: datetime, app: Callable[..., CallboardApp]
) -> None:
    for n in range(40):
        logbook.note(file, f"note number {n}", now=noon + timedelta(seconds=n), operator="Mei")
    logbook.note(file, "the coach is late", now=noon - timedelta(hours=1), operator="Tom")
    async with app().run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        room = pilot.app.screen
        assert isinstance(room, LogRoom)
        room._find("coach tom")
        await settled(pilot)
        assert "1 FOUND, with: coach tom" in lines(pilot)[0]
        assert "the coach is late" in lines(pilot)[1]
        assert len(lines(pilot)) == 2
        await pilot.press("escape")
        await settled(pilot)
        assert "FACTS" in lines(pilot)[0]


async def test_the_filter_key_asks_for_words(file: EventFile, app: Callable[..., CallboardApp]) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("slash")
        await settled(pilot)
        assert isinstance(pilot.app.focused, Input)


async def test_p_shows_problems_only(file: EventFile, noon: datetime, app: Callable[..., CallboardApp]) -> None:
    desk.admit(file, guest="g1", door="main", now=noon, operator="Mei")
    desk.admit(file, guest="g1", door="main", now=noon, operator="Mei")
    async with app().run_test(size=(80, 24)) as pilot:
        await pilot.press("p")
        await settled(pilot)
        shown = lines(pilot)
        assert "1 FOUND, problems only" in shown[0]
        assert len(shown) == 2


async def test_the_picked_line_stays_while_others_are_written(
    file: EventFile, noon: datetime, app: Callable[..., CallboardApp]
) -> None:
    for n in range(60):
        logbook.note(file, f"note {n}", now=noon + timedelta(seconds=n), operator="Mei")
    async with app().run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        listed = pilot.app.screen.query_one(LogList)
        await pilot.press("down", "down", "down")
        picked = listed.picked
        assert picked is not None
        assert picked.text == "note: note 56"
        logbook.note(file, "one more", now=noon + timedelta(minutes=5), operator="Mei")
        pilot.app.changed()  # type: ignore[attr-defined]
        await settled(pilot)
        assert listed.picked is not None
        assert listed.picked.n == picked.n
        await pilot.press("home")
        await settled(pilot)
        assert listed.picked.text == "note: one more"
        logbook.note(file, "and another", now=noon + timedelta(minutes=6), operator="Mei")
        pilot.app.changed()  # type: ignore[attr-defined]
        await settled(pilot)
        assert listed.picked.text == "note: and another", "Home follows again"


async def test_u_takes_back_the_act_of_the_picked_line(
    file: EventFile, noon: datetime, app: Callable[..., CallboardApp]
) -> None:
    desk.admit(file, guest="g1", door="main", now=noon, operator="Mei")
    logbook.note(file, "later", now=noon + timedelta(minutes=1), operator="Mei")
    async with app().run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("down")
        await settled(pilot)
        listed = pilot.app.screen.query_one(LogList)
        assert listed.picked is not None
        assert listed.picked.text == "Ada Byron came in at Main entrance"
        await pilot.press("u")
        await settled(pilot)
        state = tables.guest(file.db, "g1")
        assert state is not None
        assert state.arrived is None
        assert listed.picked is not None
        assert not listed.picked.standing
        await pilot.press("u")
        await settled(pilot)
        assert logbook.newest(file).lines[0].text.startswith("took back: Ada Byron"), "once only"
        assert len([line for line in logbook.newest(file).lines if line.kind == "undone"]) == 1


async def test_an_incident_is_written_from_the_log(file: EventFile, app: Callable[..., CallboardApp]) -> None:
    async with app().run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        room = pilot.app.screen
        assert isinstance(room, LogRoom)
        room.note("smoke in the foyer", incident=True)
        await settled(pilot)
        assert "INCIDENT (log): smoke in the foyer" in lines(pilot)[1]
    assert logbook.newest(file).lines[0].operator == "Kit"


async def test_a_long_journal_costs_a_page(
    file: EventFile, noon: datetime, app: Callable[..., CallboardApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    with file.transaction() as tx:
        tx.append([Draft("event", Noted(f"note {n}")) for n in range(20_000)], at=noon, operator="Mei")
    asked: list[int] = []
    whole = logbook.line

    def counted(row: object, names: object, marks: tuple[str, ...] = ()) -> logbook.LogLine:
        asked.append(1)
        return whole(row, names, marks)  # type: ignore[arg-type]

    monkeypatch.setattr(logbook, "line", counted)
    async with app().run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "20,011 FACTS" in lines(pilot)[0]
        await pilot.press("end")
        await settled(pilot)
        listed = pilot.app.screen.query_one(LogList)
        assert listed.picked is not None
        assert listed.picked.n == 1
    assert len(asked) < 2_000
