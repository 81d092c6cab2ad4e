"""Whole event folders: event.toml, cues.toml, speakers, films, and what one file says of another."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from data.readers.folder import read_folder, table_of
from data.readers.plan import Plan, PlanError
from data.records import Action, Cue, Door, Event, Film, Output, Slot, Stage

NOW = datetime(2026, 10, 24, 23, 30, tzinfo=UTC)  # in London it is the 25th already
EVENT = """
[event]
name = "Dialogue"
date = "today"
zone = "Europe/London"
[stage.main]
hard_out = 17:30:00
[output.screen]
type = "mpv"
[output.lights]
type = "osc"
url = "udp://127.0.0.1:8000"
required = false
prefix = 7
[output.booth]
type = "manual"
"""
PROGRAMME = "id,stage,start,length,title,film\nA,main,10:00,30,A,f1\nB,main,,30,B,\n"
FILMS = "id,title,file,runtime\nf1,Night Ferry,night/ferry.avi,2:08\n"


def folder(tmp_path: Path, event: str = EVENT, **files: str) -> Path:
    made = tmp_path / "event"
    made.mkdir()
    (made / "event.toml").write_text(event, encoding="utf-8")
    for name, text in {"programme": PROGRAMME, "films": FILMS, **files}.items():
        (made / f"{name}.{'toml' if name == 'cues' else 'csv'}").write_text(text, encoding="utf-8")
    return made


def read(tmp_path: Path, event: str = EVENT, **files: str) -> Plan:
    return read_folder(folder(tmp_path, event, **files), NOW)


def problems(tmp_path: Path, event: str = EVENT, **files: str) -> list[str]:
    with pytest.raises(PlanError) as found:
        read(tmp_path, event, **files)
    return [str(problem) for problem in found.value.problems]


def test_an_event_as_it_is_written(tmp_path: Path) -> None:
    plan = read(tmp_path)
    assert plan.event == Event(name="Dialogue", date=date(2026, 10, 25), zone="Europe/London")
    assert plan.stages == (Stage(id="main", title="main", hard_out="17:30:00"),)
    assert plan.doors == (Door(id="main", title="Main entrance"),)
    assert plan.outputs[1] == Output(
        name="lights", type="osc", url="udp://127.0.0.1:8000", required=False, options={"prefix": "7"}
    )
    assert plan.state is None


def test_the_lock_and_the_things_lent(tmp_path: Path) -> None:
    keys = 'zone = "Europe/London"\nlock = 5\nhandouts = ["耳机", "badge"]\n'
    event = read(tmp_path, EVENT.replace('zone = "Europe/London"\n', keys)).event
    assert event is not None
    assert (event.lock, event.handouts) == (5, ("耳机", "badge"))


def test_things_lent_that_can_not_be_told_apart(tmp_path: Path) -> None:
    keys = 'zone = "Europe/London"\nlock = -1\nhandouts = ["bag", "Bag", "a, b"]\n'
    found = problems(tmp_path, EVENT.replace('zone = "Europe/London"\n', keys))
    assert [problem.split(":")[0] for problem in found] == [
        "event.toml, event.lock",
        "event.toml, event.handouts",
        "event.toml, event.handouts",
    ]


def test_the_house_of_a_stage_and_the_texts_that_lie_ready(tmp_path: Path) -> None:
    keys = 'zone = "Europe/London"\nmessages = ["请总结", "WRAP UP"]\n'
    stage = '[stage.main]\nclearance = true\nlets_in = "go"\ndoors = ["main"]\n'
    plan = read(tmp_path, EVENT.replace('zone = "Europe/London"\n', keys).replace("[stage.main]\n", stage))
    assert plan.event is not None and plan.event.messages == ("请总结", "WRAP UP")
    (made,) = plan.stages
    assert (made.clearance, made.lets_in, made.doors) == (True, "go", ("main",))


def test_a_house_that_can_not_be_so(tmp_path: Path) -> None:
    ten = ", ".join(f'"{n}"' for n in range(10))
    keys = f'zone = "Europe/London"\nmessages = [{ten}]\n'
    stage = '[stage.main]\nclearance = 1\nlets_in = "never"\ndoors = ["gone"]\n'
    found = problems(tmp_path, EVENT.replace('zone = "Europe/London"\n', keys).replace("[stage.main]\n", stage))
    assert sorted(problem.split(":")[0] for problem in found) == [
        "event.toml, event.messages", "event.toml, stage.main.clearance", "event.toml, stage.main.doors",
        "event.toml, stage.main.lets_in",
    ]  # fmt: skip


def test_doors_with_every_key(tmp_path: Path) -> None:
    event = EVENT + (
        '[door.front]\ntitle = "Front"\n[door.room]\nadmits = ["VIP", "press"]\nentry = "many"\nreentry = false\n'
        'opens = "13:30"\ncloses = 15:00:00\ntolerance = 10\ncapacity = 120\nlimit = 130\nexits = "unscanned"\n'
        'pending = true\nperimeter = false\narrival = false\nshares = "front"\nitem = "A"\n'
    )
    assert read(tmp_path, event).doors[1] == Door(
        id="room", title="room", admits=("VIP", "press"), entry="many", reentry=False, opens="13:30", closes="15:00:00",
        tolerance=10, capacity=120, limit=130, exits="unscanned", pending=True, perimeter=False, arrival=False,
        shares="front", item="A",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ('[door.a]\nadmit = ["vip"]\n', "event.toml, door.a.admit:"),
        ('[door.a]\nadmits = "vip"\n', "event.toml, door.a.admits:"),
        ('[door.a]\ncapacity = "many"\n', "event.toml, door.a.capacity:"),
        ("[door.a]\ncapacity = -1\n", "event.toml, door.a.capacity:"),
        ("[door.a]\ncapacity = 10\nlimit = 5\n", "event.toml, door.a.limit:"),
        ('[door.a]\nentry = "twice"\n', "event.toml, door.a.entry:"),
        ('[door.a]\nopens = "half nine"\n', "event.toml, door.a.opens:"),
        ('[door.a]\nshares = "b"\n', "event.toml, door.a.shares:"),
        ('[door.a]\nshares = "a"\n', "event.toml, door.a.shares:"),
        ('[door.a]\nitem = "Z"\n', "event.toml, door.a.item:"),
        ('[door."two words"]\n', "event.toml, door.two words:"),
        ('[stage.x]\ncolour = "red"\n', "event.toml, stage.x.colour:"),
        ("[output.x]\n", "event.toml, output.x.type:"),
        ('[output.x]\ntype = "http"\npassword = "1234"\n', "event.toml, output.x.password:"),
        ("[lights]\n", "event.toml, lights:"),
    ],
)
def test_odd_keys_are_told_with_their_place(tmp_path: Path, wrong: str, where: str) -> None:
    found = problems(tmp_path, EVENT + wrong)
    assert len(found) == 1
    assert found[0].startswith(where)


def test_the_events_own_faults_and_those_of_its_lists_are_told_together(tmp_path: Path) -> None:
    event = EVENT.replace("Europe/London", "Europe/Nowhere").replace("[event]", '[event]\nclock = ["Asia/Shanghai"]')
    found = problems(tmp_path, event, guests="name,status\nAnn,perhaps\n")
    assert [text.split(":")[0] for text in found] == [
        "event.toml, event.zone",
        "event.toml, event.clock",
        "guests.csv row 2, column status",
    ]


def test_a_file_that_is_no_toml_is_one_problem(tmp_path: Path) -> None:
    found = problems(tmp_path, "[event\n", guests="name,status\nAnn,perhaps\n")
    assert len(found) == 1
    assert found[0].startswith("event.toml: ")
    assert "line 1" in found[0]


def test_speakers_and_films(tmp_path: Path) -> None:
    plan = read(
        tmp_path,
        guests="id,name\ng1,Ann\n",
        speakers="item,order,name,role,length,guest\nB,2,Ann,panel,10,g1\nB,,Bo,,,\n",
    )
    assert [row.value for row in plan.slots] == [
        Slot(id="B.2", item="B", pos=2, name="Ann", role="panel", length=600, guest="g1"),
        Slot(id="B.3", item="B", pos=3, name="Bo"),
    ]
    assert [row.value for row in plan.films] == [
        Film(id="f1", title="Night Ferry", file="night/ferry.avi", runtime=128)
    ]


def test_cues_read_as_they_are_said(tmp_path: Path) -> None:
    cues = (
        '[[cue]]\nnumber = 2.50\nitem = "A"\nname = "Trailer"\nat = "start"\npre_wait = 0.5\nfollow = "with"\n'
        'go = ["screen: play night/ferry.avi in=0.2", "lights: /eos/cue/1/4/fire", "booth： flat 1.85"]\n'
        'armed = false\nmanual = "booth runs it"\n[[cue]]\nnumber = "10"\nitem = "B"\n'
    )
    rows = read(tmp_path, cues=cues).cues
    assert rows[0].value == Cue(
        number="2.50", item="A", pos=1, name="Trailer", at="start", pre_wait=0.5, follow="with", armed=False,
        manual="booth runs it",
        actions=(
            Action("screen", "play night/ferry.avi in=0.2"),
            Action("lights", "/eos/cue/1/4/fire"),
            Action("booth", "flat 1.85"),
        ),
    )  # fmt: skip
    assert rows[1].value == Cue(number="10", item="B", pos=2)


@pytest.mark.parametrize(
    "action",
    [
        "screen play x.avi", "projector: on", "lights: eos/cue/1", "screen: play ../x.avi", "screen: play /x.avi",
        "screen: play https://example.com/x.avi", "screen: play C:/x.avi", 'screen: play "x.avi',
        "screen: play a\\\\b.avi", "screen: seek edl://x", "screen:",
    ],
)  # fmt: skip
def test_odd_actions_are_told_with_their_place(tmp_path: Path, action: str) -> None:
    cue = '[[cue]]\nnumber = "{}"\nitem = "A"\ngo = [{}]\n'
    found = problems(tmp_path, cues=cue.format(1, "") + cue.format(2, f"'{action}'"))
    assert len(found) == 1
    assert found[0].startswith("cues.toml row 2, column go: ")


def test_odd_cues_are_told_with_their_place(tmp_path: Path) -> None:
    cues = (
        '[[cue]]\nitem = "A"\n[[cue]]\nnumber = "1"\nitem = "Z"\n[[cue]]\nnumber = "1"\nitem = "A"\nfollow = "soon"\n'
        '[[cue]]\nnumber = "3"\nitem = "A"\ngoes = []\n[[cue]]\nnumber = "a b"\nitem = "A"\n'
    )
    found = [text.split(": ")[0] for text in problems(tmp_path, cues=cues)]
    assert found == [
        "cues.toml row 1, column number", "cues.toml row 3, column follow", "cues.toml row 4, column goes",
        "cues.toml row 5, column number", "cues.toml row 3, column number", "cues.toml row 2, column item",
    ]  # fmt: skip


def test_what_lists_say_of_each_other_must_be_there(tmp_path: Path) -> None:
    found = problems(
        tmp_path,
        guests="id,name,plus_one_of\ng1,Ann,\ng2,Bo,g9\n",
        speakers="item,order,name,guest\nB,1,Ann,g1\nZ,1,Bo,\nB,2,Cid,g9\n",
        programme="id,start,length,title,film\nA,10:00,30,A,f9\nB,,30,B,\n",
        films="id,title,file,kdm_from,kdm_until\nf1,X,../x.avi,,\nf1,Y,,10:00,09:00\n",
    )
    assert [text.split(": ")[0] for text in found] == [
        "films.csv row 2, column file", "films.csv row 3, column kdm_until", "films.csv row 3, column id",
        "guests.csv row 3, column plus_one_of", "programme.csv row 2, column film",
        "speakers.csv row 3, column item", "speakers.csv row 4, column guest",
    ]  # fmt: skip


def test_no_folder_and_no_event(tmp_path: Path) -> None:
    with pytest.raises(PlanError, match="no such folder"):
        read_folder(tmp_path / "nowhere", NOW)
    with pytest.raises(PlanError, match=r"event\.toml"):
        read_folder(tmp_path, NOW)


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("guests.csv", "guests"),
        ("2026-10 guests final.xlsx", "guests"),
        ("cues.toml", "cues"),
        ("list.csv", None),
        ("guests and speakers.csv", None),
    ],
)
def test_a_lists_name_says_what_it_is(name: str, table: str | None) -> None:
    assert table_of(Path(name)) == table
