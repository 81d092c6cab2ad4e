"""A night on two stages, through midnight and the end of summer time, by keys alone from the list to the report.

London's clocks go back from 02:00 BST to 01:00 GMT on 25 October 2026. No figure here comes from the program: each was
worked out by hand, and is explained where it stands.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from data.files import open_event
from data.verify import verify
from tests.journeys.night import Clock, sees, workbook
from tests.journeys.night_report import as_it_ran

CLOCKED = str(Path(__file__).with_name("clocked.py"))


def test_a_night_by_keys(in_tmux: Callable[..., Any], ask: Any, quick: Path) -> None:
    event, clock = quick / "nacht.callboard", Clock(quick / "clock")
    programme = workbook(quick / "nacht.xlsx")
    made = ask("new", event, "--name", "Lange Filmnacht", "--zone", "Europe/London", "--date", "2026-10-24")
    assert made.status == 0
    clock.is_("22:30", day=24)

    def room(name: str, width: int, height: int, stage: str = "main") -> Any:
        return in_tmux(CLOCKED, str(event), str(clock.path), name, stage, width=width, height=height)

    hand = room("setup", 110, 36)
    timer, wings, board = room("timer", 44, 12), room("backstage", 80, 24), room("agenda", 110, 24, stage="")
    bring_in(hand, programme)
    prepare(hand)
    before_midnight(hand, clock)
    through_midnight(hand, clock)
    out_in_time(hand, clock, timer, wings, board)
    through_the_hour_that_comes_twice(hand, clock, timer, wings, board)
    to_the_end(hand, clock, timer, wings, board)
    report = quick / "bericht.json"
    hand.press("F7")
    # Against the first plan: G9 began 14:00 early and gave 1:00 back of its length; S4 is 6:00 late as it began.
    sees(hand, "Main stage: 15:00 early; began -14:00, overrun -1:00.", "Studio: 6:00 late; began +6:00.")
    hand.press("r")
    sees(hand, "Write the as-run report to:")
    hand.answer(str(report))
    sees(hand, "Written: bericht.json")
    as_it_ran(json.loads(report.read_text(encoding="utf-8")))
    with closing(open_event(event)) as file:
        assert verify(file).ok


def bring_in(hand: Any, programme: Path) -> None:
    sees(hand, "SETUP", "Lange Filmnacht")
    hand.press("i")
    sees(hand, "The list or folder to import")
    hand.press("C-u")
    hand.type(str(programme))
    hand.press("Enter")
    sees(hand, "a programme", "order 13", "+ 23:45-00:15  Gespräch", "+ 01:15-01:15  Nachtfilm",
         "+ 01:15-01:45  Diskussion", "+ 02:00-02:20  Ausklang")  # fmt: skip
    hand.press("NPage", "NPage", "NPage")
    sees(hand, "+ 00:30-01:30  Nachtmusik", "+ 01:30-01:15  Lesung")
    # The room is the stage that is there already; the shortest lengths have a heading of their own.
    hand.press("BTab", "Down", "Enter")
    sees(hand, "is the stage:")
    hand.answer("main")
    sees(hand, "Großer Saal                    → stage main", "→ new stage studio")
    hand.press("BTab", *["Down"] * 6, "Enter")
    sees(hand, "Kürzestens is (")
    hand.answer("least")
    sees(hand, "→ least_length     20")
    hand.press("i")
    sees(hand, "nacht.xlsx: 13 new, 0 changed, 0 same, 0 gone, 0 odd")
    hand.press("Escape", "F3")


def prepare(hand: Any) -> None:
    """The hard out, and a break that ends when it ends."""
    # The first GO is in ten minutes; the last item ends 02:20 GMT.
    sees(hand, "BEFORE THE START", "NEXT IN", "DAY ON TIME", "ends 02:20", left="10:00")
    palette(hand, "out by")
    sees(hand, "Everybody out by")
    hand.answer("02:25")
    sees(hand, "OUT BY 02:25   spare 5:00", "undo: out by 02:25")
    go_to(hand, "G4")
    hand.press("Enter")
    sees(hand, "ITEM", "G4  Pause", "ends by")
    hand.press(*["Down"] * 2, "Enter")
    sees(hand, "at a fixed time")
    hand.press("Escape")
    sees(hand, "ends 00:35", rows=["G4 00:15 00:15 20:00"])
    hand.press("Escape")


def before_midnight(hand: Any, clock: Clock) -> None:
    # G1 began 4:00 late; it has its 20:00. The break takes the 4:00, so the day ends 02:20 as planned.
    clock.is_("22:44", day=24)
    hand.press("Space")
    sees(hand, "ON  G1  since 22:44:00", "LEFT, ends 23:04:00", "DAY 4:00 LATE  =  began +4:00", "spare 5:00",
         "ends 00:35, takes the 4:00", left="20:00",
         rows=["G1 22:40 22:44 20:00", "G2 23:00 23:04 45:00", "G3 23:45 23:49 30:00", "G4 00:15 00:19 16:00",
               "G5 00:35 00:35 40:00", "G9 02:00 02:00 20:00"])  # fmt: skip
    # 20:00 + 1:00 - 6:00 gone = 15:00.
    clock.is_("22:50", day=24)
    hand.press("+")
    sees(hand, "LEFT, ends 23:05:00", "DAY 5:00 LATE  =  began +4:00   gave +1:00", left="15:00",
         rows=["G1 22:40 22:44 21:00", "G2 23:00 23:05 45:00", "G4 00:15 00:20 15:00"])  # fmt: skip
    # Held from 22:55 with 10:00 left; a minute later 1:00 of it has been lost.
    clock.is_("22:55", day=24)
    hand.press("h")
    sees(hand, "HOLD from 22:55:00")
    hand.answer("Bild weg")
    sees(hand, "ON HOLD 0:00", "Bild weg")
    clock.is_("22:56", day=24)
    sees(hand, "ON HOLD 1:00, would end 23:06:00", "DAY 6:00 LATE  =  began +4:00   gave +1:00   held +1:00",
         left="10:00", rows=["G2 23:00 23:06 45:00"])  # fmt: skip
    clock.is_("22:57:30", day=24)
    hand.press("h")
    sees(hand, "LEFT, ends 23:07:30", "DAY 7:30 LATE  =  began +4:00   gave +1:00   held +2:30", left="10:00")
    # GO a minute and a half early: G1 ran 22:00, G2 is 6:00 late.
    clock.is_("23:06", day=24)
    hand.press("Space")
    sees(hand, "ON  G2  since 23:06:00", "LEFT, ends 23:51:00", "DAY 6:00 LATE  =  began +6:00", left="45:00",
         rows=["G1 22:40 22:44 22:00", "G2 23:00 23:06 45:00", "G4 00:15 00:21 14:00",
               "G5 00:35 00:35 40:00"])  # fmt: skip
    # The other stage: 3:00 late with nothing to take it. S4: 23:33 + 40 + 20 + 60 = 01:33 BST, + 45 = 01:18 GMT.
    clock.is_("23:33", day=24)
    hand.press("o")
    sees(hand, "NEXT WAS DUE", "S1 is the next item.")
    hand.press("Space")
    sees(hand, "ON  S1  since 23:33:00", "LEFT, ends 00:13:00", "DAY 3:00 LATE  =  began +3:00", "ends 01:18",
         left="40:00", rows=["S1 23:30 23:33 40:00", "S2 00:10 00:13 20:00", "S3 00:30 00:33 1:00:00",
                             "S4 01:30 01:33 45:00"])  # fmt: skip
    hand.press("o")
    sees(hand, "ON  G2")
    # Over since 23:51: what is over is lateness too, and nothing to come is expected before now.
    clock.is_("23:53", day=24)
    sees(hand, "OVER, was to end 23:51:00", "DAY 8:00 LATE  =  began +6:00   over +2:00", left="-2:00",
         rows=["G3 23:45 23:53 30:00", "G4 00:15 00:23 12:00"])  # fmt: skip
    clock.is_("23:54", day=24)
    hand.press("Space")
    sees(hand, "ON  G3  since 23:54:00", "LEFT, ends 00:24:00", "DAY 9:00 LATE  =  began +9:00",
         "ends 00:35, takes the 9:00", left="30:00", rows=["G2 23:00 23:06 48:00", "G4 00:15 00:24 11:00"])  # fmt: skip


def through_midnight(hand: Any, clock: Clock) -> None:
    # 16 minutes of G3's 30 are gone.
    clock.is_("00:10")
    sees(hand, "LON 00:10:00", "LEFT, ends 00:24:00", "DAY 9:00 LATE  =  began +9:00", left="14:00")
    hand.press("o")
    # S1 was due 00:13: at 00:15 it is 2:00 over; S2 then ends 00:35.
    clock.is_("00:15")
    sees(hand, "OVER, was to end 00:13:00", "DAY 5:00 LATE  =  began +3:00   over +2:00", left="-2:00")
    hand.press("Space")
    sees(hand, "ON  S2  since 00:15:00", "LEFT, ends 00:35:00", "DAY 5:00 LATE  =  began +5:00", left="20:00",
         rows=["S1 23:30 23:33 42:00", "S3 00:30 00:35 1:00:00"])  # fmt: skip
    hand.press("o")
    # The break has begun 11:00 late and ends when it ends: the day is on time again.
    clock.is_("00:26")
    hand.press("Space")
    sees(hand, "ON  G4  since 00:26:00", "LEFT, ends 00:35:00", "DAY ON TIME", "spare 5:00", left="9:00",
         rows=["G3 23:45 23:54 32:00", "G4 00:15 00:26 9:00", "G5 00:35 00:35 40:00"])  # fmt: skip


def out_in_time(hand: Any, clock: Clock, timer: Any, wings: Any, board: Any) -> None:
    # G8 gets ten minutes more: 02:20 + 10 is 5:00 past the hard out.
    clock.is_("00:28")
    go_to(hand, "G8")
    hand.press("e")
    sees(hand, "PREVIEW")
    hand.press("C-u")
    hand.type("25")
    hand.stand()
    hand.press("Enter")
    sees(hand, "!! 5:00 PAST IT", left="7:00", rows=["G8 01:45 01:45 25:00", "G9 02:10 02:10 20:00"])
    # S3 is 5:00 late; S4: 01:35 BST + 45 = 02:20 BST = 01:20 GMT.
    clock.is_("00:35")
    hand.press("o")
    sees(hand, "ON  S2")
    hand.press("Space")
    sees(hand, "ON  S3  since 00:35:00", "LEFT, ends 01:35:00", "DAY 5:00 LATE  =  began +5:00", "ends 01:20",
         left="1:00:00", rows=["S2 00:10 00:15 20:00", "S3 00:30 00:35 1:00:00", "S4 01:30 01:35 45:00"])  # fmt: skip
    hand.press("o")
    # The break ran 5:00 over its end: with them the day ends 02:35.
    clock.is_("00:40")
    sees(hand, "OVER, was to end 00:35:00", "DAY 5:00 LATE  =  over +5:00", left="-5:00")
    hand.press("Space")
    sees(hand, "ON  G5  since 00:40:00", "LEFT, ends 01:20:00", "DAY 5:00 LATE  =  began +5:00", "!! 10:00 PAST IT",
         left="40:00", rows=["G4 00:15 00:26 14:00", "G5 00:35 00:40 40:00", "G6 01:15 01:20 1:00:00",
                             "G7 01:15 01:20 30:00", "G8 01:45 01:50 25:00", "G9 02:10 02:15 20:00"])  # fmt: skip
    # Slack: G6 60 - 50, G7 30 - 20. Evenly: 5:00 each. No break is to come, so they give in turn. Nothing can be cut.
    clock.is_("00:45")
    hand.press("r")
    sees(hand, "RECOVER 10:00 to hold the hard out of the stage", "EVEN", "reaches", "10:00 SHORT")
    hand.press("1")
    hand.stand()
    hand.press("Enter")
    sees(hand, "Recovery, even: 2 items shorter; out by 02:25, 0:00 to spare.", "spare 0:00", left="35:00",
         rows=["G6 01:15 01:20 55:00", "G7 01:10 01:15 25:00", "G8 01:35 01:40 25:00",
               "G9 02:00 02:05 20:00"])  # fmt: skip
    clock.is_("00:50")
    hand.press("T")
    sees(hand, "Timer (!")
    hand.answer("Bitte zum Ende")
    sees(hand, left="30:00")
    sees(timer, "ends 01:20", "Bitte zum Ende", left="30:00")
    sees(wings, "LEFT, ends 01:20:00", "01:20  G6     Nachtfilm  (plan 01:15)",
         "01:15  G7     Diskussion  (plan 01:10)", "01:40  G8     Zugabe  (plan 01:35)", left="30:00")  # fmt: skip
    # Told in steps of five minutes: 5:00 late on both stages.
    sees(board, "00:50", "Hauptfilm", "until about 01:20", "01:15  Nachtfilm", "until about 01:35", "01:30  Lesung")


def through_the_hour_that_comes_twice(hand: Any, clock: Clock, timer: Any, wings: Any, board: Any) -> None:
    # 01:22 BST + 55 = 02:17 BST = 01:17 GMT; planned 01:15 BST to 01:10 GMT.
    clock.is_("01:22")
    hand.press("Space")
    sees(hand, "ON  G6  since 01:22:00", "LEFT, ends 01:17:00", "DAY 7:00 LATE  =  began +7:00", "!! 2:00 PAST IT",
         left="55:00", rows=["G5 00:35 00:40 42:00", "G6 01:15 01:22 55:00", "G7 01:10 01:17 25:00",
                             "G8 01:35 01:42 25:00", "G9 02:00 02:07 20:00"])  # fmt: skip
    clock.is_("01:36")
    hand.press("o")
    sees(hand, "OVER, was to end 01:35:00")
    hand.press("Space")
    sees(hand, "ON  S4  since 01:36:00", "LEFT, ends 01:21:00", "DAY 6:00 LATE  =  began +6:00", "ends 01:21",
         left="45:00", rows=["S3 00:30 00:35 1:01:00", "S4 01:30 01:36 45:00"])  # fmt: skip
    # 01:59:30 BST: 02:21 BST is 21:30 away.
    clock.is_("01:59:30")
    sees(hand, "LON 01:59:30", left="21:30")
    hand.press("o")
    sees(hand, "LEFT, ends 01:17:00", "DAY 7:00 LATE  =  began +7:00", left="17:30", rows=["G6 01:15 01:22 55:00"])
    # A minute later the clock shows 01:00:30, and a minute has gone.
    clock.is_(winter="01:00:30")
    sees(hand, "LON 01:00:30", "LEFT, ends 01:17:00", "DAY 7:00 LATE  =  began +7:00", "!! 2:00 PAST IT", left="16:30",
         rows=["G6 01:15 01:22 55:00", "G7 01:10 01:17 25:00", "G9 02:00 02:07 20:00"])  # fmt: skip
    sees(timer, "01:00:30", "ends 01:17", left="16:30")
    sees(wings, "LEFT, ends 01:17:00", "01:17  G7     Diskussion  (plan 01:10)", left="16:30")
    # Told by whole steps of five minutes: planned 01:10 and 01:15, 7:00 and 6:00 late.
    sees(board, "01:00", "until about 01:15", "01:10  Diskussion", "about 5 min later", "until about 01:20")
    # Without G9 the day ends 02:07 GMT; without G8: 01:17 + 25 + 20 = 02:02.
    clock.is_(winter="01:05")
    go_to(hand, "G9")
    hand.press("X")
    sees(hand, "spare 18:00", "undo: skip G9")
    hand.press("u")
    sees(hand, "!! 2:00 PAST IT", rows=["G9 02:00 02:07 20:00"])
    go_to(hand, "G8")
    hand.press("X")
    sees(hand, "spare 23:00", left="12:00", rows=["G7 01:10 01:17 25:00", "G9 01:35 01:42 20:00"])
    hand.press("Escape")
    # G6 ran from 01:22 BST to 01:20 GMT: 58:00.
    clock.is_(winter="01:20")
    hand.press("Space")
    sees(hand, "ON  G7  since 01:20:00", "LEFT, ends 01:45:00", "DAY 10:00 LATE  =  began +10:00", "spare 20:00",
         left="25:00", rows=["G6 01:15 01:22 58:00", "G7 01:10 01:20 25:00", "G9 01:35 01:45 20:00"])  # fmt: skip
    clock.is_(winter="01:21")
    hand.press("o")
    sees(hand, "ON  S4", "WRAP, ends 01:21:00", left="0:00")
    hand.press("E")
    sees(hand, "ENDED", "ended 01:21:00", "DAY 6:00 LATE  =  began +6:00", rows=["S4 01:30 01:36 45:00"])
    hand.press("o")


def to_the_end(hand: Any, clock: Clock, timer: Any, wings: Any, board: Any) -> None:
    # What is expected becomes the plan; taken back, it is the old one; and again.
    clock.is_(winter="01:22")
    for _time in range(2):
        palette(hand, "replan")
        sees(hand, "REPLAN: what is expected becomes the plan", "NEW PLAN")
        hand.stand()
        hand.press("Enter")
        sees(hand, "DAY 10:00 LATE  =  began +10:00", "undo: replan", left="23:00", rows=["G9 01:45 01:45 20:00"])
        if _time == 0:
            hand.press("u")
            sees(hand, "Taken back", rows=["G9 01:35 01:45 20:00"])
    clock.is_(winter="01:46")
    hand.press("Space")
    sees(hand, "ON  G9  since 01:46:00", "LEFT, ends 02:06:00", "DAY 1:00 LATE  =  began +1:00", "spare 19:00",
         left="20:00", rows=["G7 01:10 01:20 26:00", "G9 01:45 01:46 20:00"])  # fmt: skip
    # It began 1:00 late and gave it back.
    clock.is_(winter="02:05")
    hand.press("E")
    sees(hand, "ENDED", "ended 02:05:00", "DAY ON TIME  =  began +1:00   over -1:00", "spare 20:00",
         rows=["G9 01:45 01:46 19:00"])  # fmt: skip
    sees(timer, "TIME OF DAY", left="02:05")
    sees(wings, "ENDED", "The order is at its end.")
    assert sees(board, "02:05", gone="Ausklang").count("The programme is over") == 2


# -- by hand -----------------------------------------------------------------------------------------------------------
def palette(hand: Any, act: str) -> None:
    hand.press("C-p")
    sees(hand, "An act, a guest or an item")
    hand.type(act)
    sees(hand, act)
    hand.stand()
    hand.press("Enter")


def go_to(hand: Any, item: str) -> None:
    hand.press("g")
    sees(hand, "Go to item or cue")
    hand.type(item)
    hand.stand()
    hand.press("Enter")
