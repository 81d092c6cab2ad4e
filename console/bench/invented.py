"""The bench's event: invented guests in two scripts, a running order, and an output to send to. Nobody in it exists."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from data.facts import (
    CuePlanned,
    DoorSet,
    Draft,
    EventMade,
    EventSet,
    GuestListed,
    ItemPlanned,
    ModeSet,
    OutputSet,
    StageSet,
)
from data.files import create_event
from data.journal import EventFile
from data.records import Action, Cue, Door, Event, Guest, Item, Output, Stage

NOW = datetime(2026, 10, 25, 9, tzinfo=UTC)
LAST_IN = "Quirinius Bench-Firstrow"
"""A guest of a name nobody else has, who is in when the console is opened."""
OPERATOR = "bench"

_LATIN = [
    "Anna", "Maria", "James", "Peter", "Sophie", "Liam", "Noah", "Olivia", "Emma", "Amelia", "Zoë", "Björn",
    "Søren", "Łukasz", "Aoife", "José", "Chloé", "Ingrid", "Kenji", "Priya", "Arjun", "Fatima", "Omar",
    "Yusuf", "Ivan", "Olga", "Hannah", "Grace", "Lucas", "Hugo", "Nina", "Clara", "Rosa", "Tom", "Kit",
    "Alice", "Wei", "Ruolin", "Lihua",
]  # fmt: skip
_FAMILY = [
    "Smith", "Jones", "Taylor", "Brown", "Wilson", "Davies", "Patel", "Wright", "Walker", "Hughes", "Green",
    "Hall", "Clarke", "O'Brien", "Müller", "García", "Rossi", "Nowak", "Kowalski", "Petrov", "Demir", "Kaya",
    "Tanaka", "Kim", "Park", "Singh", "Khan", "Ali", "Silva", "Nguyen", "Larsson", "Hansen", "Bakker", "Wang",
    "Li", "Chen",
]  # fmt: skip
_HAN_FAMILY = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡单仇解"
_HAN_GIVEN = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文志立言若琳晓东海燕建国华云飞雪梅宇轩子涵诗雨浩然博思远"
_FROM = ("Bund Pictures", "Huangpu Daily", "苏州河影业", "Thames Road Films", "东方新闻", "Night Ferry Productions")


def guests(count: int) -> Iterator[Guest]:
    """The same people every time."""
    chance = random.Random(1)
    yield Guest("b0", LAST_IN, category="vip", organisation="Bench")
    for number in range(1, count):
        if number % 2:
            given = "".join(chance.choice(_HAN_GIVEN) for _ in range(chance.choice((1, 2, 2))))
            name, alt = chance.choice(_HAN_FAMILY) + given, ""
        else:
            name, alt = f"{chance.choice(_LATIN)} {chance.choice(_FAMILY)}", ""
        yield Guest(
            f"b{number}", name, alt, code=f"BENCH-{number:06}", organisation=f"{chance.choice(_FROM)} {number % 97}",
            category=chance.choice(("delegate", "press", "speaker", "vip")), delegation=f"Party {number % 211}",
            seat=f"{chance.choice('ABCDEFGH')}{chance.randrange(400)}", phone=f"+44 7700 {chance.randrange(10**6):06}",
        )  # fmt: skip


def event_file(path: Path, count: int) -> EventFile:
    """An event file with so many guests, none of them in yet. Written in short transactions, as an import is."""
    file = create_event(path)
    plan = [
        EventMade("bench", "b3" * 32),
        EventSet(Event("Bench", date(2026, 10, 25), "Europe/London")),
        DoorSet(Door("main", "Main entrance")),
        StageSet(Stage("main", "Main")),
        ModeSet("rehearse"),
    ]
    _append(file, [Draft("event", body) for body in plan])
    people = [Draft(f"guest/{g.id}", GuestListed(g, number)) for number, g in enumerate(guests(count), 1)]
    for start in range(0, len(people), 200):
        _append(file, people[start : start + 200])
    return file


def items(file: EventFile, stage: str, count: int) -> None:
    """A running order of so many items on a stage, each with a fixed start now and then."""
    planned = [
        Item(
            f"{stage}-{n}", stage, n, f"Item {n}", start=NOW + timedelta(minutes=5 * n) if n % 10 == 0 else None,
            length=300, start_rule="fixed" if n % 10 == 0 else "follows",
        )
        for n in range(count)
    ]  # fmt: skip
    _append(file, [Draft("event", StageSet(Stage(stage, stage)))])
    _append(file, [Draft(f"stage/{stage}", ItemPlanned(item)) for item in planned])


def cues(file: EventFile, stage: str, count: int, port: int) -> None:
    """A cue at the start of each of the stage's first items, to an OSC receiver on this machine."""
    _append(file, [Draft("event", OutputSet(Output("lights", "osc", f"udp://127.0.0.1:{port}")))])
    planned = [
        Cue(f"{n}.1", f"{stage}-{n}", at="start", actions=(Action("lights", f"/bench/{n}/fire"),)) for n in range(count)
    ]
    _append(file, [Draft(f"cue/{cue.number}", CuePlanned(cue)) for cue in planned])


def _append(file: EventFile, drafts: list[Draft]) -> None:
    with file.transaction() as tx:
        tx.append(drafts, at=NOW, operator=OPERATOR)
