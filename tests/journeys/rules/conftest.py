"""An event with a door for every rule, and one operator at its command line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

EVENT = """
[event]
name = "Rules"
date = 2026-03-10
zone = "Europe/London"
[stage.main]
title = "Main auditorium"
[door.main]
title = "Main entrance"
[door.side]
title = "Side entrance"
shares = "main"
[door.lounge]
title = "VIP lounge"
admits = ["VIP", "Speaker"]
[door.press]
title = "Press desk"
admits = ["press"]
[door.staff]
title = "Stage door"
admits = ["staff"]
[door.room]
title = "Room 2"
capacity = 1
limit = 2
[door.gallery]
title = "Gallery"
shares = "room"
[door.timed]
title = "Matinee"
opens = "13:30"
closes = "15:00"
tolerance = 10
[door.party]
title = "Party"
opens = "22:00"
closes = "02:00"
[door.once]
title = "Dinner"
reentry = false
[door.many]
title = "Foyer"
entry = "many"
[door.soft]
title = "Help desk"
pending = true
[door.open]
title = "Courtyard"
exits = "unscanned"
capacity = 1
[door.gate]
title = "Car park gate"
perimeter = true
arrival = false
"""
GUESTS = """id,code,name,category,status,valid_from,valid_until,seat,host,attention,give,delegation
ada,TIX-ADA,Ada Byron,delegate,,,,A1,Zhao Min,Aisle seat,headset 041,Analysts
li,TIX-LI,李立言,vip,,,,,,,,Analysts
tom,,Tom Reed,press,cancelled,,,,,,,
sofia,,Sofia Lind,,regrets,,,,,,,
may,,May Chan,vip,blocked,,,,,,,
per,,Per Ødegård,delegate,pending,,,,,,,
zoe,,Zoë Quinn,speaker,,12:00,14:00,,,,,
eve,,Eve Hart,delegate,,2026-03-11T09:00,,,,,,
nobody,,No Category,,,,,,,,,
kit,,Kit Vale,press,,,,,,,,
"""
SPEAKERS = "item,order,name,role,length,guest\n02,1,Ada Byron,chair,10,ada\n"
PROGRAMME = "id,stage,start,end,length,title\n01,main,09:30,10:00,,Opening\n02,main,,,20,Keynote\n"


class Desk:
    """One operator at one event file; every answer as JSON."""

    def __init__(self, ask: Any, path: Path, operator: str = "Mei") -> None:
        self.ask, self.path, self.operator = ask, path, operator

    def do(self, *words: object) -> Any:
        return self.ask(words[0], self.path, *words[1:], "--operator", self.operator, "--json").json

    def admit(self, guest: str, at: str, *more: str, door: str = "main") -> Any:
        who = ("--guest", guest) if guest.islower() else (guest,)
        return self.do("admit", *who, "--door", door, "--at", at, *more)

    def word(self, guest: str, at: str, *more: str, door: str = "main") -> str:
        """The reason of a refusal, else the verdict."""
        got = self.admit(guest, at, *more, door=door)
        return str(got["reason"] or got["verdict"])

    def out(self, guest: str, at: str, door: str = "main") -> str:
        return self.word(guest, at, "--out", door=door)

    def elsewhere(self, path: Path | None = None, operator: str = "Mei") -> Desk:
        """Another file, or somebody else at this one."""
        return Desk(self.ask, path or self.path, operator)

    def undo(self, act: str | None = None) -> Any:
        return self.do("undo", *(("--act", act) if act else ()))

    def summary(self, *more: str) -> Any:
        return self.ask("summary", self.path, *more, "--json").json


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "rules"
    made.mkdir()
    files = {"event.toml": EVENT, "guests.csv": GUESTS, "programme.csv": PROGRAMME, "speakers.csv": SPEAKERS}
    for name, text in files.items():
        (made / name).write_text(text, encoding="utf-8")
    return made


@pytest.fixture
def desk(ask: Any, folder: Path, tmp_path: Path) -> Desk:
    path = tmp_path / "day.callboard"
    said = ask("new", path, folder)
    assert said.status == 0, said.err
    return Desk(ask, path)


@pytest.fixture
def two_doors(ask: Any, folder: Path, tmp_path: Path) -> Desk:
    """An event of a main entrance and a lounge."""
    (folder / "event.toml").write_text(EVENT.split("[door.press]")[0], encoding="utf-8")
    assert ask("new", tmp_path / "two.callboard", folder).status == 0
    return Desk(ask, tmp_path / "two.callboard")
