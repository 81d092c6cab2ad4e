"""Names made to do harm are only names: in every room, in the log, in the summary, in the files that are written.

They are written as facts just as they are, as another machine's older program might hand them over.
"""

from __future__ import annotations

import asyncio
import json
import re
import unicodedata
from datetime import datetime
from pathlib import Path

import pytest

from console import actions, desk, logbook
from console.exporting import export, write_summary
from console.summary import summary
from data import tables
from data.facts import CuePlanned, Draft, GuestListed, ItemPlanned, Noted, SlotPlanned, Went
from data.journal import EventFile
from data.records import Action, Cue, Guest, Item, Slot
from screens.app import CallboardApp

NAMES = {
    "markup": "Bob [/] X",
    "a link": "[@click=app.quit]Eve[/]",
    "right to left": "Eve\u202e\u2066 gnp.exe\u2069",
    "joiners": "Z\u200dW\u200dJ \U0001bca0\U0001f469\u200d\U0001f4bb\ufe0f",
    "long": "Wolfeschlegelsteinhausenbergerdorff " * 9,
    "newline and tab": "One\nTwo\tThree\r\n",
    "escapes": "\x1b[2J\x1b]0;owned\x07\x9b31mRed\x1b[0m\x00\x08",
    "piled marks": "Z" + "\u0301" * 60 + "algo",
    "surrogate halves": "Fine \ufffe\uffff Name",
}


@pytest.fixture(params=NAMES, ids=[name.replace(" ", "-") for name in NAMES])
def hostile(request: pytest.FixtureRequest, file: EventFile, noon: datetime) -> str:
    """An event in which everything with a name has this one."""
    name = NAMES[request.param]
    guest = Guest("h1", name, name_alt=name, organisation=name, category=name, delegation=name, attention=name,
                  seat=name, host=name, say=name, title=name)  # fmt: skip
    item = Item("H", "main", 9, name, title_alt=name, length=600, notes=name)
    drafts = [
        Draft("guest/h1", GuestListed(guest, 99)),
        Draft("stage/main", ItemPlanned(item)),
        Draft("stage/main", Went("H")),
        Draft("speakers/main", SlotPlanned(Slot("H.1", "H", 1, name, name, name, 60, "h1"))),
        Draft("cue/66", CuePlanned(Cue("66", "H", 1, name, actions=(Action(name, name),), manual=name))),
        Draft("event", Noted(name, incident=True, room=name)),
    ]
    with file.transaction() as tx:
        tx.append(drafts, at=noon, operator=name)
    desk.admit(file, guest="h1", door="main", now=noon, operator=name)
    desk.admit(file, guest="h1", door="main", now=noon, operator=name)
    desk.admit(file, code=name, door="main", now=noon, operator=name)
    return name


def harmless(text: str) -> bool:
    """Nothing that a terminal would obey, join or turn round."""
    return all(unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn") for c in text.replace("\n", ""))


async def drawn(file: EventFile, room: str, noon: datetime, size: tuple[int, int]) -> list[str]:
    app = CallboardApp(file.path, room=room, operator=tables.event(file.db).id, now=lambda: noon)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        if room == "desk":
            app.scanned("h1")
            app.go_guest("h1")
        for _turn in range(3):
            await pilot.pause()
            await asyncio.sleep(0)
        screen = app.screen
        return ["".join(segment.text for segment in strip) for strip in screen._compositor.render_strips()]


@pytest.mark.parametrize("room", actions.ROOMS)
async def test_every_room_shows_it_harmless(hostile: str, file: EventFile, noon: datetime, room: str) -> None:
    for size in ((80, 24), (140, 40)):
        lines = await drawn(file, room, noon, size)
        assert len(lines) == size[1]
        assert harmless("".join(lines)), [line for line in lines if not harmless(line)]


def test_the_log_is_one_harmless_line_a_fact(hostile: str, file: EventFile) -> None:
    page = logbook.newest(file)
    assert page.lines
    for line in page.lines:
        assert "\n" not in line.text
        assert harmless(line.text), repr(line.text)


def test_the_summary_and_its_files_are_harmless(hostile: str, file: EventFile, noon: datetime, tmp_path: Path) -> None:
    write_summary(summary(file, noon), tmp_path / "out", ("md", "html", "json"))
    for what in ("guests", "entries", "asrun"):
        export(file, what, tmp_path / "out" / f"{what}.csv", now=noon, operator="Mei")
    written = {path.name: path.read_text(encoding="utf-8-sig") for path in (tmp_path / "out").iterdir()}
    assert len(written) == 6
    for name, text in written.items():
        assert not set(text) & set("\x00\x07\x08\x1b\x9b\u202e\u2066"), name
        if name.endswith(".html"):
            tags = set(re.findall(r"<([a-z0-9]+)", text))
            assert not tags & {"script", "a", "img", "b", "iframe"}, tags
        if name.endswith(".json"):
            assert json.loads(text)["guests"]["arrived"] == 1
