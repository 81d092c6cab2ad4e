"""speakers.csv: who speaks as what, in which order of protocol, how interpreted and with what in their hands."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.readers.speakers import read_speakers
from data.records import Slot

FULL = """环节,次序,姓名,英文名,身份,时长,嘉宾编号,类型,礼宾次序,读音,口译方式,话筒,幻灯片
08,1,林巧,LIN Qiao,苏河记,6,g008,嘉宾,2,lin chyow,交传,3,是
08,2,何冰,,,,,主持人,1,,,领夹 1,
08,3,方晴,FANG Qing,口译,,g020,,,,,,
08,4,Rosa Field,,,6,,,,,不译,,否
"""
BROKEN = """item,order,name,kind,rank,interpreting,slides
08,1,Ann,speaker,0,,
08,2,Bo,juggler,,,
08,3,Cy,,first,,
08,4,Di,,,mime,
08,5,Eve,,,,perhaps
"""


def read(tmp_path: Path, text: str, name: str = "speakers.csv") -> tuple[list[Slot], list[tuple[int | None, str]]]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    rows, problems = read_speakers(path)
    return [row.value for row in rows], [(problem.row, problem.column) for problem in problems]


def test_chinese_headers_and_words(tmp_path: Path) -> None:
    slots, problems = read(tmp_path, FULL)
    assert not problems
    assert slots[0] == Slot(
        "08.1", "08", 1, "林巧", "LIN Qiao", "苏河记", 360, "g008", "speaker", 2, "lin chyow", "consecutive", "3", True
    )
    assert (slots[1].kind, slots[1].rank, slots[1].length, slots[1].mic) == ("moderator", 1, None, "领夹 1")
    assert slots[2].kind == "interpreter", "a role that is a kind's own word says it"
    assert (slots[3].interpreting, slots[3].slides, slots[3].kind) == ("none", False, "speaker")


@pytest.mark.parametrize(
    ("headers", "cell", "field", "value"),
    [
        ("Protocol rank", "4", "rank", 4), ("Pronunciation", "lee lee-YEN", "say", "lee lee-YEN"),
        ("Interpretation", "Simul", "interpreting", "simultaneous"), ("Microphone", "7.0", "mic", "7"),
        ("Type", "MC", "kind", "moderator"), ("PPT", "yes", "slides", True),
    ],
)  # fmt: skip
def test_english_headers(tmp_path: Path, headers: str, cell: str, field: str, value: object) -> None:
    slots, problems = read(tmp_path, f"item,name,{headers}\n08,Ann,{cell}\n")
    assert not problems
    assert getattr(slots[0], field) == value


def test_what_is_odd_is_told_with_its_place(tmp_path: Path) -> None:
    assert read(tmp_path, BROKEN)[1] == [
        (2, "rank"), (3, "kind"), (4, "rank"), (5, "interpreting"), (6, "slides"),
    ]  # fmt: skip


def test_a_list_without_the_new_columns_is_as_it_was(tmp_path: Path) -> None:
    slots, problems = read(tmp_path, "item,order,name,role,length\n08,1,Ann,Chair,6\n")
    assert not problems
    assert slots == [Slot("08.1", "08", 1, "Ann", role="Chair", length=360)]
