"""The triggers and the ports of an event.toml: read as written, templates in full, each mistake told with its place."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.readers.folder import read_folder
from data.readers.plan import Plan, PlanError
from data.records import Action, Remote, Trigger

NOW = datetime(2026, 3, 10, 8, 0, tzinfo=UTC)
EVENT = """
[event]
name = "Day"
date = 2026-03-10
zone = "Europe/London"
[stage.main]
[output.qlab]
type = "osc"
url = "udp://127.0.0.1:53000"
[output.companion]
type = "http"
url = "http://127.0.0.1:8000"
[output.booth]
type = "manual"
"""


def read(tmp_path: Path, text: str) -> Plan:
    (tmp_path / "event.toml").write_text(EVENT + text, encoding="utf-8")
    (tmp_path / "programme.csv").write_text("id,stage,start,length,title\n08,main,09:30,10,Talk\n", encoding="utf-8")
    return read_folder(tmp_path, NOW)


def problems(tmp_path: Path, text: str) -> list[str]:
    with pytest.raises(PlanError) as raised:
        read(tmp_path, text)
    return [str(each) for each in raised.value.problems]


def test_triggers_are_read_as_they_are_written(tmp_path: Path) -> None:
    plan = read(
        tmp_path,
        """
[[trigger]]
on = "start"
stage = "main"
item = "08"
do = "qlab: /cue/{number}/start"
[[trigger]]
on = "warning"
do = ['companion: POST /api/location/1/0/1/press', "booth: two minutes for {title}"]
""",
    )
    assert plan.triggers == (
        Trigger("start", (Action("qlab", "/cue/{number}/start"),), "main", "08"),
        Trigger(
            "warning",
            (Action("companion", "POST /api/location/1/0/1/press"), Action("booth", "two minutes for {title}")),
        ),
    )


def test_a_template_stands_for_several_and_is_for_the_type_of_its_output(tmp_path: Path) -> None:
    plan = read(tmp_path, '[[trigger]]\ntemplate = "qlab"\n[[trigger]]\ntemplate = "companion"\nstage = "main"\n')
    assert Trigger("start", (Action("qlab", "/cue/{number}/start"),)) in plan.triggers
    told = [each for each in plan.triggers if each.actions[0].output == "companion"]
    assert {each.on for each in told} >= {"standby", "start", "warning", "danger", "over", "hold", "end"}
    assert {each.stage for each in told} == {"main"}
    assert told[1].actions[0].text == "POST /api/custom-variable/callboard_item/value {item}"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[trigger]]\non = "begin"\ndo = "qlab: /go"', "trigger 1.on"),
        ('[[trigger]]\ndo = "qlab: /go"', "trigger 1.on: this is needed"),
        ('[[trigger]]\non = "start"', "trigger 1.do: this is needed"),
        ('[[trigger]]\non = "start"\ndo = "lamp: /go"', "there is no output called 'lamp'"),
        ('[[trigger]]\non = "start"\ndo = "qlab: go"', "begins with /"),
        ('[[trigger]]\non = "start"\ndo = "qlab: /cue/{nummer}/start"', "nothing is known as {nummer}"),
        ('[[trigger]]\non = "start"\ndo = "qlab /go"', "is no action"),
        ('[[trigger]]\non = "start"\nitem = "99"\ndo = "qlab: /go"', "trigger 1.item: there is no item '99'"),
        ('[[trigger]]\non = "start"\nstage = "x"\ndo = "qlab: /go"', "trigger 1.stage: there is no stage 'x'"),
        ('[[trigger]]\non = "start"\ncue = "1"\ndo = "qlab: /go"', 'has on = "cue"'),
        ('[[trigger]]\non = "start"\ndo = "qlab: /go"\nwhen = 1', "trigger 1.when: there is no such key"),
        ('[[trigger]]\ntemplate = "qlab"\noutput = "booth"', "is for an output of type osc"),
        ('[[trigger]]\ntemplate = "eos"', "'eos' is not one of companion, ontime, qlab"),
        ("[trigger]\nx = 1", "write [[trigger]]"),
        ("[remote]\nosc = 0", "remote.osc: a port"),
        ("[remote]\nosc = 8001\nhttp = 8001", "remote.http: OSC and HTTP each"),
        ('[remote]\nbind = "0.0.0.0"', "remote.bind: there is no such key"),
    ],
)
def test_each_mistake_is_told_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    assert any(said in each for each in problems(tmp_path, text)), problems(tmp_path, text)


def test_ports_are_this_machines_alone_to_open(tmp_path: Path) -> None:
    plan = read(tmp_path, "[remote]\nosc = 8001\nhttp = 8002\n")
    assert plan.event is not None and plan.event.remote == Remote(8001, 8002)
