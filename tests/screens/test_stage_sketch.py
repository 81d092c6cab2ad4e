"""The stage's panels as text, line by line beside the sketch they are drawn after."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from textual.content import Content

from console.rules.times.timing import timeline
from data.records import Item, Stage
from data.states import Run, StageState
from screens.widgets.day_line import day_line
from screens.widgets.desk_line import DeskView, News, desk_lines
from screens.widgets.go_panel import GoView, go_lines
from screens.widgets.live_panel import LiveView, Said, live_lines
from screens.widgets.plain import dots
from screens.widgets.running_order import OrderView, heading, order_line

LONDON = ZoneInfo("Europe/London")


def at(hour: int, minute: int, second: int = 0) -> datetime:
    return datetime(2026, 10, 25, hour, minute, second, tzinfo=LONDON)


ITEMS = [
    Item("08", "main", 1, "Project presentations", "项目推介", start=at(14, 20), length=1440),
    Item("09", "main", 2, "Trailers, six films", "预告片", length=960),
    Item("10", "main", 3, "Coffee", "茶歇", end=at(15, 20), length=1200, end_rule="fixed"),
    Item("11", "main", 4, "Roundtable 1", "合拍", length=2700, flag=True),
    Item("12", "main", 5, "Roundtable 2", "动画与剧集", length=2700),
    Item("13", "main", 6, "Project promotions", "项目发布", length=1200, droppable=True),
    Item("14", "main", 7, "Closing", "闭幕", length=600),
]
RUN = Run("a:2", "a:2", "08", at(14, 24, 10), added=-120)
STATE = StageState("main", {item.id: item for item in ITEMS}, runs=(RUN,))
TIMES = timeline(STATE, Stage("main", hard_out="17:30"), "Europe/London", at(14, 33, 41))
ORDER = OrderView(TIMES, LONDON, None, frozenset({"13"}), {"09": "9.1-9.8"}, {"11": "moderator ETA 14:50"})


def text(lines: Iterable[Content]) -> list[str]:
    return [line.plain.rstrip() for line in lines]


def test_what_is_on() -> None:
    said = (
        Said("2 of 4   苏河记 Suzhou Creek"),
        Said("         林巧 LIN Qiao   mic 3   2:29 left"),
        Said("then     Rosa Field, Night Ferry   miked, wings"),
        Said("!! slots run 1:00 past the item's end"),
    )
    view = LiveView(
        "running", "08", "Project presentations", "项目推介", at(14, 24, 10), at(14, 46, 10), TIMES.remaining,
        TIMES.phase, said=said,
    )  # fmt: skip
    assert text(live_lines(view, LONDON, 80)) == [
        "== ON  08  since 14:24:10 =============================== LEFT, ends 14:46:10 ==",
        " Project presentations 项目推介                     #    #####     #####  #####",
        " 2 of 4   苏河记 Suzhou Creek                      ##        #  #      #  #   #",
        "          林巧 LIN Qiao   mic 3   2:29 left         #    #####     #####  #####",
        " then     Rosa Field, Night Ferry   miked, wings    #    #      #  #          #",
        " !! slots run 1:00 past the item's end             ###   #####     #####  #####",
    ]


def test_what_space_does() -> None:
    view = GoView(
        "cue", "CUE 8.3", "Title card, project 3    screen  LX", "ready, LX ok",
        then="then s      stand by 09 Trailers  (skips 8.3 and 8.4)", beside="08 has 2 more cues",
    )  # fmt: skip
    assert text(go_lines(view, 80)) == [
        "== SPACE GO ============================================== 08 has 2 more cues ==",
        " CUE 8.3     Title card, project 3    screen  LX                   ready, LX ok",
        " then s      stand by 09 Trailers  (skips 8.3 and 8.4)",
    ]


def test_how_late_the_day_is() -> None:
    said = day_line(TIMES, LONDON, 80).plain
    assert said == "-- DAY 2:10 LATE  =  began +4:10   took -2:00 ---- OUT BY 17:30   spare 10:00 --"


def test_a_narrow_line_keeps_when_all_must_be_out_and_marks_reasons_that_are_left_out() -> None:
    said = day_line(TIMES, LONDON, 70).plain
    assert said == "-- DAY 2:10 LATE = began +4:10 took -2:00 --- OUT 17:30 spare 10:00 --"
    said = day_line(TIMES, LONDON, 64).plain
    assert said == "-- DAY 2:10 LATE = began +4:10 " + dots() + " ------ OUT 17:30 spare 10:00 --"


def test_the_running_order() -> None:
    lines = [heading(ORDER, 80), *(order_line(ORDER, line, 80) for line in TIMES.items)]
    assert text(lines) == [
        "       item                                             plan    now    length",
        " => 08 ON   Project presentations 项目推介              14:20   14:24   22:00",
        "  > 09 next Trailers, six films 预告片  cues 9.1-9.8    14:44   14:46   16:00",
        "    10      Coffee 茶歇  ends 15:20, takes the 2:10     15:00   15:02   17:50",
        "    11 flag Roundtable 1 合拍  moderator ETA 14:50      15:20   15:20   45:00",
        "    12      Roundtable 2 动画与剧集                     16:05   16:05   45:00",
        "    13 cut? Project promotions 项目发布                 16:50   16:50   20:00",
        "    14      Closing 闭幕  latest start 17:20            17:10   17:10   10:00",
    ]
    assert {line.cell_length for line in lines} == {80}


def test_the_desks_line() -> None:
    view = DeskView("IN THE ROOM 203", (News(at(14, 31), "Rosa Field   speaker", "main  Mei", arrival=True),))
    assert text(desk_lines(view, LONDON, 80, 2)) == [
        "-- DESK ----------------------------------------------------- IN THE ROOM 203 --",
        " 14:31  IN  Rosa Field   speaker                                      main  Mei",
    ]
