"""A morning at the front desk by keyboard alone, in a terminal of 80×24: everything a desk does, on one screen."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from data import tables
from data.files import open_event
from data.states import GuestState
from data.verify import verify

ROOT = Path(__file__).parents[2]
GUESTS = """id,name,name_alt,category,delegation,organisation,status,seat,host
g1,WANG Wei,王伟,delegate,,Bund Pictures,expected,F07,
g2,WANG Wei,王伟,press,,Huangpu Daily,expected,P03,
g3,LI Liyan,李立言,vip,Embassy,Embassy in London,expected,A12,Zhao Min
g4,CHEN Ruolin,陈若琳,vip,Embassy,Embassy in London,expected,A13,
g5,HE Bing,何冰,vip,Embassy,Embassy in London,pending,A14,
g6,SHAN Liren,单立人,vip,,Bund Pictures,expected,A03,
g7,Sofia Lind,,press,,,expected,,
g8,Sofia Lindh,,,,Lind Photo,expected,,
"""


@pytest.fixture
def desk_file(folder: Path, tmp_path: Path, ask: Any) -> Path:
    (folder / "guests.csv").write_text(GUESTS, encoding="utf-8")
    (folder / "speakers.csv").write_text(
        "item,order,name,role,length,guest\n02,1,李立言,counsellor,,g3\n", encoding="utf-8"
    )
    path = tmp_path / "day.callboard"
    assert ask("new", path, folder).status == 0
    return path


@pytest.fixture
def terminal(in_tmux: Callable[..., Any], desk_file: Path) -> Any:
    return in_tmux(str(ROOT / "main.py"), "open", str(desk_file), "--operator", "Mei")


def known(path: Path, guest: str) -> GuestState:
    with closing(open_event(path)) as file:
        found = tables.guest(file.db, guest)
        assert found is not None
        return found


def test_a_morning_by_keyboard_alone(terminal: Any, desk_file: Path) -> None:
    hand = terminal
    hand.until("FIND or SCAN >", "IN 0 of 7 expected")

    # Two of one name: Enter alone waits, Down and Enter means one of them.
    hand.find("wang wei")
    hand.press("Enter")
    hand.until("More than one is", "Bund Pictures", "Huangpu Daily")
    hand.press("Down", "Enter")
    hand.until("IN 1 of 7 expected", "seat P03")

    # A second entry asks, and a reason with a name lets them in.
    hand.find("huangpu daily")
    hand.press("Down", "Enter")
    hand.until("Already in since", "^Y let in")
    hand.press("C-y")
    hand.until("Let 王伟", "same person")
    hand.answer()
    hand.until("Who answers for it")
    hand.answer("Ann")
    hand.until("Let in by Ann: same person")

    # The VIP: told to who meets them, the party, one of whom is not confirmed.
    hand.find("liyan")
    hand.press("Enter")
    hand.until("met by    Zhao Min   ^E told", "stage told", "^R takes the other 2")
    hand.press("C-e")
    hand.until("Zhao Min, told")
    hand.press("C-r")
    hand.until("2 more of Embassy")
    hand.stand()
    hand.press("C-r")
    hand.until("Embassy: 1 let in", "1 not let in", "1 needs a look, F10")

    # Somebody comes instead of a guest.
    hand.find("shan liren")
    hand.press("C-t")
    hand.until("does not come")
    hand.type("Zeng Zhi")
    hand.stand()
    hand.press("Enter")
    hand.until("Zeng Zhi", "comes for 单立人")

    # A headset, and whose it is.
    hand.press("C-g")
    hand.until("GIVE Zeng Zhi")
    hand.answer("headset 041")
    hand.until("has  headset 041")
    hand.press("C-g")
    hand.until("BACK from")
    hand.answer("41")
    hand.until("headset 041:", "^G takes it back", "=>")
    hand.press("Escape")

    # The card: corrected, then found to be listed twice.
    hand.find("lind photo")
    hand.press("C-d")
    hand.until("GUEST", "organisation", "Lind Photo")
    hand.press("C-w")
    hand.until("SAME PERSON AS >")
    hand.press("C-u")
    hand.type("sofia lind")
    hand.until("STAYS", "IS THE SAME AS")
    hand.stand()
    hand.press("Enter")
    hand.until("The same person; the left one stays.", "Enter yes, Esc no")
    hand.answer()
    hand.until("One person now")
    hand.press("Escape")
    hand.until("FIND or SCAN >")
    hand.press("Escape")

    # Heads by eye, from the palette.
    hand.press("C-p")
    hand.until("An act, a guest or an item")
    hand.type("head count")
    hand.until("head count")
    hand.stand()
    hand.press("Enter")
    hand.until("by eye:")
    hand.answer("203")
    hand.until("203 in Main entrance, by eye")
    hand.press("F3")
    hand.until("203, by eye", "Mei")
    hand.press("F2")

    # The last act is taken back by its name, and the screen is locked and shown again.
    hand.until("^Z undo")
    hand.press("C-z")
    hand.until("Taken back")
    hand.press("C-l")
    locked = hand.until("Scans still count")
    assert "王伟" not in locked and "Zeng" not in locked
    hand.press("C-l")
    hand.until("FIND or SCAN >")

    merged = {guest: known(desk_file, guest).merged for guest in ("g7", "g8")}
    assert sorted(merged.values()) in (["", "g7"], ["", "g8"])
    assert known(desk_file, "g3").told is not None
    assert known(desk_file, "g4").inside == ("main",) and known(desk_file, "g5").inside == ()
    deputy = known(desk_file, known(desk_file, "g6").deputy)
    assert [f"{each.item} {each.number}" for each in deputy.handouts] == ["headset 041"]
    with closing(open_event(desk_file)) as file:
        assert tables.door(file.db, "main").counts == ()
        assert verify(file).ok
