"""The front desk as the person behind it works: scans, names typed, two of one name, an ASK answered, a slip undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from textual.widgets import Input

from console.desk import TicketShown, ticket
from console.desk.answers import Answer
from data import reading, tables
from data.facts import Draft, Entered, GuestListed, Noted
from data.faults import EventFileError
from data.files import create_event
from data.journal import EventFile
from data.records import Guest
from screens.widgets.scan_input import ScanInput

Opened = Callable[..., Any]
HOSTILE = (
    "Bob [/] X", "[@click=app.quit]quit[/]", "\u202eevil\u202c\u200f", "\u200dZ\u200dW\u200dJ 👩\u200d👩\u200d👧",
    "long " * 60, "new\nline", "tab\tbed", "\x1b[31mred\x1b]0;title\x07", "[b]bold[/b] $text-error",
)  # fmt: skip


@pytest.fixture
def two_wangs(file: EventFile, noon: datetime) -> EventFile:
    guests = [
        Guest(id="w1", name="王伟", name_alt="WANG Wei", organisation="Bund Pictures", seat="F07"),
        Guest(id="w2", name="王伟", name_alt="WANG Wei", organisation="Huangpu Daily", seat="P03"),
        Guest(id="p1", name="Sofia Lind", status="pending", code="CODE-0001"),
    ]
    with file.transaction() as tx:
        tx.append([Draft(f"guest/{g.id}", GuestListed(g, 20 + n)) for n, g in enumerate(guests)], at=noon, operator="")
    return file


def code(file: EventFile, guest: str, noon: datetime) -> str:
    shown = ticket(file, guest, replace=False, now=noon, operator="")
    assert isinstance(shown, TicketShown)
    return shown.code


def entries(file: EventFile) -> list[str]:
    return [row.fact.subject for row in reading.facts(file.db, kinds=("entered",)) if row.standing]


async def test_a_scan_is_a_verdict(opened: Opened, file: EventFile, noon: datetime) -> None:
    async with opened("desk") as hand:
        await hand.feed(code(file, "g2", noon) + "\r")
        assert entries(file) == ["guest/g2"]
        assert "李立言  Li Liyan" in hand.text
        assert "Tell the stage" in hand.text
        assert "IN 1 of 2 expected" in hand.text
        assert hand.app.screen.query_one(ScanInput).value == ""


async def test_an_unknown_code_is_stop_and_a_second_entry_asks(opened: Opened, file: EventFile, noon: datetime) -> None:
    async with opened("desk") as hand:
        await hand.feed("NOBODYS-CODE\r")
        assert "No ticket or guest has this code" in hand.text
        await hand.feed((code(file, "g1", noon) + "\r") * 2)
        assert "Already in since" in hand.text
        assert entries(file) == ["guest/g1"]


async def test_enter_admits_the_row_picked(opened: Opened, file: EventFile) -> None:
    async with opened("desk") as hand:
        await hand.type("byron")
        assert "=>  Ada Byron" in hand.text
        await hand.press("enter")
        assert entries(file) == ["guest/g1"]


async def test_enter_waits_for_a_row_that_has_just_come(opened: Opened, file: EventFile) -> None:
    async with opened("desk") as hand:
        hand.app.screen.query_one(ScanInput).value = "byron"
        await hand.pilot.pause()
        await hand.pilot.press("enter")
        await hand.pilot.pause()
        assert entries(file) == []
        assert "look at the row" in hand.text


async def test_a_code_typed_by_hand_is_a_scan(opened: Opened, file: EventFile, noon: datetime) -> None:
    async with opened("desk") as hand:
        hand.app.screen.query_one(ScanInput).value = code(file, "g1", noon).lower()
        await hand.press("enter")
        assert entries(file) == ["guest/g1"]


@pytest.mark.parametrize("name", ["Helen Marsh\r\n", "李立言\n", "Helen Marsh\n李立言\n"])
async def test_names_pasted_with_their_line_ends_are_typing(opened: Opened, file: EventFile, name: str) -> None:
    async with opened("desk") as hand:
        await hand.feed(f"\x1b[200~{name}\x1b[201~")
        assert hand.app.screen.query_one(ScanInput).value == " ".join(name.split())
        assert not list(reading.facts(file.db, kinds=("refused",)))


async def test_a_paste_of_lines_is_scans_and_a_word_is_typing(opened: Opened, file: EventFile, noon: datetime) -> None:
    async with opened("desk") as hand:
        await hand.feed("\x1b[200~byron\x1b[201~")
        assert "=>  Ada Byron" in hand.text and entries(file) == []
        await hand.feed(f"\x1b[200~{code(file, 'g2', noon)}\r\n{code(file, 'g1', noon)}\r\n\x1b[201~")
        assert entries(file) == ["guest/g2", "guest/g1"]


async def test_a_disk_that_fails_is_said_and_ends_nothing(
    opened: Opened, file: EventFile, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_named: object) -> None:
        raise EventFileError("the disk is full; nothing was recorded")

    async with opened("desk") as hand:
        monkeypatch.setattr("console.desk.admit", full)
        await hand.feed(code(file, "g1", noon) + "\r")
        assert "the disk is full" in hand.text
        assert hand.app.is_running and entries(file) == []


async def test_two_of_one_name_want_up_or_down(opened: Opened, two_wangs: EventFile) -> None:
    async with opened("desk") as hand:
        await hand.type("wang wei")
        assert "!! same name" in hand.text
        await hand.press("enter")
        assert entries(two_wangs) == []
        assert "Up or Down picks" in hand.text
        await hand.press("down", "enter")
        assert entries(two_wangs) == ["guest/w2"]
        await hand.type("wang wei")
        await hand.press("up", "enter")
        assert entries(two_wangs) == ["guest/w2", "guest/w1"]


async def test_pinyin_and_either_script_find(opened: Opened, two_wangs: EventFile) -> None:
    async with opened("desk") as hand:
        for words in ("li liyan", "liliyan", "lly", "立言", "李"):
            hand.app.screen.query_one(ScanInput).value = words
            await hand.pilot.pause()
            assert "李立言" in hand.text, words


async def test_an_ask_is_answered_with_a_reason_and_a_name(opened: Opened, two_wangs: EventFile) -> None:
    async with opened("desk") as hand:
        await hand.feed("CODE-0001\r")
        assert "Not confirmed yet" in hand.text and "^Y let in" in hand.text
        await hand.press("ctrl+y")
        await hand.answer("on the minister's list")
        await hand.answer("Ann")
        bodies = [row.fact.known for row in reading.facts(two_wangs.db, kinds=("entered",))]
        assert [(b.reason, b.supervisor, b.forced) for b in bodies if isinstance(b, Entered)] == [
            ("on the minister's list", "Ann", True)
        ]


async def test_no_key_that_meant_something_else_answers_an_ask(
    opened: Opened, two_wangs: EventFile, noon: datetime
) -> None:
    async with opened("desk") as hand:
        await hand.feed("CODE-0001\r")
        assert "ASK" in hand.text.upper() and entries(two_wangs) == []
        for key in ("enter", "up", "down", "enter", "space", "enter", "y"):
            await hand.press(key)
        assert entries(two_wangs) == []
        assert hand.app.visits.latest is not None and hand.app.visits.latest.class_ == "ask"


async def test_a_scan_while_an_ask_is_answered_is_a_scan(opened: Opened, two_wangs: EventFile, noon: datetime) -> None:
    async with opened("desk") as hand:
        await hand.feed("CODE-0001\r")
        await hand.press("ctrl+y")
        await hand.feed(code(two_wangs, "g1", noon) + "\r")
        assert entries(two_wangs) == ["guest/g1"]
        assert hand.app.screen.query_one("Prompt Input", Input).value == ""
        assert "1 needs a look" in hand.text
        await hand.press("escape", "f10")
        assert "Not confirmed yet" in hand.text


async def test_undo_names_what_it_takes_back(opened: Opened, file: EventFile, noon: datetime) -> None:
    async with opened("desk") as hand:
        await hand.feed(code(file, "g1", noon) + "\r")
        assert "^Z undo Ada Byron" in hand.text
        await hand.press("ctrl+z")
        assert entries(file) == []
        assert "Taken back" in hand.text


async def test_out_by_row_and_out_for_every_scan(opened: Opened, file: EventFile, noon: datetime) -> None:
    async with opened("desk") as hand:
        await hand.feed(code(file, "g1", noon) + "\r")
        await hand.type("byron")
        await hand.press("ctrl+o")
        state = tables.guest(file.db, "g1")
        assert state is not None and [p.way for p in state.passages] == ["in", "out"]
        await hand.press("ctrl+o")
        assert "SCAN OUT >" in hand.text
        await hand.feed(code(file, "g2", noon) + "\r")
        assert not entries(file)[1:]


async def test_a_walk_in_is_added_and_let_in(opened: Opened, file: EventFile) -> None:
    async with opened("desk") as hand:
        await hand.press("ctrl+n")
        await hand.type("Ada Byrom")
        await hand.pilot.app.workers.wait_for_complete()
        await hand.pilot.pause()
        assert "On the list already" in hand.text and "Ada Byron" in hand.text
        await hand.press("ctrl+n")
        assert len(entries(file)) == 1
        assert "+1 walk-in " in hand.text


async def test_a_scan_never_fills_the_walk_in_form(opened: Opened, file: EventFile, noon: datetime) -> None:
    async with opened("desk") as hand:
        await hand.press("ctrl+n")
        await hand.feed(code(file, "g1", noon) + "\t" + code(file, "g2", noon) + "\n")
        assert entries(file) == ["guest/g1", "guest/g2"]
        assert [field.value for field in hand.app.screen.query(Input)] == [""] * 8
        assert hand.app.screen.query_one("#name").has_focus


async def test_doors_are_chosen_and_kept(opened: Opened, file: EventFile, noon: datetime) -> None:
    async with opened("desk") as hand:
        await hand.press("ctrl+s")
        await hand.feed(code(file, "g1", noon) + "\r")
        body = next(iter(reading.facts(file.db, kinds=("entered",)))).fact.known
        assert isinstance(body, Entered) and body.door == "room"
        assert "Room: 1 of 2" in hand.text


async def test_what_the_stage_says_is_seen(opened: Opened, file: EventFile, clock: Any) -> None:
    with file.transaction() as tx:
        tx.append([Draft("event", Noted("the minister is cross", room="stage"))], at=clock.at, operator="Kit")
    async with opened("stage") as hand:
        await hand.press("t")
        await hand.answer("hold latecomers")
        await hand.press("f2")
        assert "09:30  stage: hold latecomers   0:00   ^X seen" in hand.rows[1]
        assert "cross" not in hand.text


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
async def test_hostile_names_are_only_names(
    opened: Opened, file: EventFile, noon: datetime, size: tuple[int, int]
) -> None:
    guests = [
        Guest(id=f"x{n}", name=f"Xx {bad}", organisation=bad, attention=bad, category=bad, title=bad, seat=bad,
              host=bad, code=f"HOSTILE-{n}", delegation=bad, say=bad)
        for n, bad in enumerate(HOSTILE)
    ]  # fmt: skip
    with file.transaction() as tx:
        drafts = [Draft(f"guest/{g.id}", GuestListed(g, 50 + n)) for n, g in enumerate(guests)]
        tx.append(drafts, at=noon, operator="\x1b[7m")
    async with opened("desk", size=size) as hand:
        for guest in guests:
            await hand.feed(f"{guest.code}\r")
            assert all(character.isprintable() or character == "\n" for character in hand.text), guest.name
            assert "\u202e" not in hand.text and "\u200d" not in hand.text
        assert len(entries(file)) == len(guests)
        await hand.type("xx")
        assert f"{len(guests)} found" in hand.text
        assert "Bob [/] X" in hand.text
        assert hand.app.is_running


async def test_an_empty_event_says_how_to_begin(tmp_path: Any, clock: Any) -> None:
    from screens.app import CallboardApp

    create_event(tmp_path / "empty.callboard").close()
    app = CallboardApp(tmp_path / "empty.callboard", now=clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        text = "\n".join(strip.text for strip in app.screen._compositor.render_strips())
        assert "No door yet" in text and "EMPTY FILE" in text
        await pilot.press("x", "enter")
        await pilot.pause()
        assert app.is_running


async def test_a_verdict_pushed_away_waits_only_while_unanswered(two_wangs: EventFile, noon: datetime) -> None:
    from screens.visits import Visits

    visits = Visits()
    for code_ in ("CODE-0001", code(two_wangs, "g1", noon)):
        visits.scan(two_wangs, code_, "main", noon, "Mei")
    assert [ask.guest.id for ask in visits.asks if ask.guest] == ["p1"]
    again = visits.next_ask()
    assert isinstance(again, Answer) and not visits.asks
