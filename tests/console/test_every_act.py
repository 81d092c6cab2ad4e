"""No act gets past its roles: each is found by its shape, called by somebody who may not, and refused."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from console.badges import badges
from console.importing import imports
from console.rules.editing.edits import Change
from console.speakers import Details, Kit
from data import reading
from data.facts import CuePlanned, Draft, OperatorSet, SlotPlanned
from data.journal import EventFile
from data.readers.plan import Plan
from data.records import Cue, Operator, Slot

HERE = Path(__file__).resolve().parents[2]
ACTING = ("badges", "cueing", "desk", "importing", "speakers", "stage")
"""Folders of console/ with acts in them, beside console/ itself."""
NOT_ACTS = {
    # They only read, or are steps of an act that has checked; or make a file that nobody has operators in yet.
    "console.setup.new", "console.setup.new_empty", "console.setup.demo", "console.desk.last_undoable",
    "console.desk.undoing.undoable", "console.operators.sign_in", "console.desk.undoing.undo_within",
    "console.desk.admitting.admit_within", "console.importing.batches.write_in_batches",
    # A tick on paper is found by its number first, and is then an entry as any other.
    "console.desk.paper_ticks.tick",
}  # fmt: skip


def modules() -> Iterator[ModuleType]:
    for folder in ("", *sorted(p.name for p in (HERE / "console").iterdir() if p.name in ACTING)):
        for path in sorted((HERE / "console" / folder).glob("*.py")):
            names = ("console", folder, "" if path.stem == "__init__" else path.stem)
            yield import_module(".".join(name for name in names if name))


def acts() -> dict[str, Callable[..., Any]]:
    """Every public function that takes the file, a moment and an operator."""
    found = {}
    for module in modules():
        for name, function in inspect.getmembers(module, inspect.isfunction):
            where = f"{function.__module__}.{name}"
            if function.__module__ != module.__name__ or name.startswith("_") or where in NOT_ACTS:
                continue
            names = inspect.signature(function).parameters
            takes = names.keys() | ({"now", "operator"} if "asked" in names else set())
            if {"file", "operator"} <= takes:
                found[where] = function
    return found


@pytest.fixture
def staffed(file: EventFile, noon: datetime) -> EventFile:
    """The small event with a lead, a desk, a stage and a viewer, none of whom has a PIN to hash."""
    roles = {"Ann": "lead", "Mei": "desk", "Kit": "stage", "Vic": "viewer"}
    drafts = [Draft("event", OperatorSet(Operator(name, role, "x"))) for name, role in roles.items()]  # type: ignore[arg-type]  # literals
    drafts.append(Draft("speakers/main", SlotPlanned(Slot(id="s1", item="B", pos=0, name="Ada Byron", guest="g1"))))
    drafts.append(Draft("cue/1", CuePlanned(Cue(number="1", item="B"))))
    with file.transaction() as tx:
        tx.append(drafts, at=noon, operator="setup")
    return file


GIVEN: dict[str, Any] = {
    "guest": "g1", "guest_id": "g1", "keep": "g1", "other": "g2", "principal": "g1", "fields": {"name": "Li Na"},
    "door": "main", "stage": "main", "slot": "s1", "item": "headset", "number": "1", "state": "on", "mode": "dry",
    "edit": Change("B", {"length": "25"}), "verb": "skip", "text": "a note", "reason": "why", "why": "why",
    "name": "Mei", "role": "stage", "pin": "5821",
    "delegation": "Analysts", "count": 3, "heads": 3, "seconds": 60.0, "step": "told", "before": None, "replace": True,
    "wanted": badges.Wanted(guests=("g1",)), "look": badges.Look(), "kind": "html", "place": "",
    "kit": (Kit("mic", "given", "3"),), "details": Details(length=240), "way": "drop", "how": "calling",
    "met_by": "", "what": "guests", "formats": ("md",), "printer": "lp", "guests": ("g1",), "note": "",
    "to": "desk", "side": "desk", "message": "s:1", "room": "desk",
    "on": True, "length": 60.0, "strategy": "even",
}  # fmt: skip


def arguments(act: Callable[..., Any], where: str, noon: datetime, tmp_path: Path) -> dict[str, Any]:
    """What the act needs to be called, by the names of its parameters."""
    own: dict[str, Any] = GIVEN | {"now": noon, "due": noon + timedelta(hours=1), "path": tmp_path / "x.csv"}
    own |= {
        "looked": None,
        "describe": lambda _db, _fact: "what",
        "folder": tmp_path,
        "source": HERE / "fixtures" / "demo" / "guests.csv",
        "at": noon,
        "made": None,
    }
    if where.startswith("console.stage."):
        own["item"] = "B"
    if where == "console.setup.set_state":
        own["state"] = "closed"
    if where in ("console.speakers.saying.replace", "console.speakers.planning.add"):
        own["name"] = "Somebody"
    if where == "console.absorbing.absorb":
        own["other"] = tmp_path / "other.callboard"
    if where in ("console.cues.act", *(f"console.cues.{verb}" for verb in ("go", "skip", "done"))):
        own["number"] = "1"
    found = {}
    for name, parameter in inspect.signature(act).parameters.items():
        if parameter.kind is inspect.Parameter.VAR_KEYWORD:
            found["now"] = noon
        elif name not in ("file", "operator") and parameter.default is inspect.Parameter.empty:
            assert name in own, f"{where} wants {name}: say in GIVEN what to call it with"
            found[name] = own[name]
    if where == "console.importing.imports.carry_out":
        found["looked"] = imports.Looked("x", Plan(), None)  # type: ignore[arg-type]  # refused before it is read
    if where == "console.desk.admitting.admit":
        found["guest"] = "g1"
    return found


def test_the_acts_are_found() -> None:
    desk = {"desk.admitting.admit", "desk.guests.walk_in", "desk.guests.change", "desk.undo"}
    others = {"badges.printing.ask", "importing.imports.import_source", "cues.panic", "setup.set_state"}
    others |= {"stage.running.go", "stage.running.auto_go", "stage.calling.call", "timers.begin"}
    assert {f"console.{name}" for name in desk | others} <= set(acts())


@pytest.mark.parametrize("who", ["Vic", "nobody", ""])
@pytest.mark.parametrize("where", sorted(acts()))
def test_who_may_do_nothing_is_refused_and_leaves_no_trace(
    where: str, who: str, staffed: EventFile, noon: datetime, tmp_path: Path
) -> None:
    act = acts()[where]
    before = reading.latest(staffed.db)
    answer = act(staffed, operator=who, **arguments(act, where, noon, tmp_path))
    reason = getattr(answer, "refused", None) or getattr(answer, "reason", None)
    assert reason == ("not_allowed" if who == "Vic" else "not_signed_in"), answer
    assert reading.latest(staffed.db) == before
    assert not list(tmp_path.glob("*.csv"))


ROLES = {
    "console.desk.admitting.admit": "Mei Ann", "console.desk.guests.walk_in": "Mei Ann",
    "console.desk.guests.change": "Mei Ann", "console.desk.guests.ticket": "Mei Ann",
    "console.stage.running.go": "Kit Ann", "console.stage.running.hold": "Kit Ann",
    "console.stage.recovering.recover": "Kit Ann", "console.stage.recovering.replan": "Kit Ann",
    "console.stage.calling.call": "Kit Ann", "console.timers.begin": "Kit Ann",
    "console.speakers.saying.set_state": "Kit Ann", "console.cues.go": "Kit Ann",
    "console.cues.panic": "Mei Kit Ann", "console.setup.set_state": "Ann", "console.setup.set_mode": "Kit Ann",
    "console.importing.imports.import_source": "Ann", "console.logbook.note": "Mei Kit Ann",
    "console.operators.remove": "Ann", "console.messages.send": "Mei Kit Ann",
    "console.messages.hide_time": "Kit Ann",
    "console.house.answer": "Mei Ann",
}  # fmt: skip


@pytest.mark.parametrize("who", ["Mei", "Kit", "Ann"])
@pytest.mark.parametrize("where", sorted(ROLES))
def test_each_role_does_its_own(where: str, who: str, staffed: EventFile, noon: datetime, tmp_path: Path) -> None:
    act = acts()[where]
    answer = act(staffed, operator=who, **arguments(act, where, noon, tmp_path))
    reason = getattr(answer, "refused", None) or getattr(answer, "reason", None)
    assert (reason != "not_allowed") == (who in ROLES[where].split()), answer
