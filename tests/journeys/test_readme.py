"""The README says what is there: the key table, the commands, the pictures and the files it names."""

from __future__ import annotations

import re
from contextlib import closing
from pathlib import Path
from typing import Any, get_args

from console.actions import table_markdown
from console.cli.root import WHERE
from console.rules import remote_addresses
from data import tables
from data.files import open_event
from data.records import TRIGGER_WORDS, TriggerOn

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_key_table_is_the_action_table() -> None:
    between = README.partition("<!-- keys")[2].partition("-->\n")[2].partition("<!-- /keys -->")[0]
    assert between.strip() == table_markdown().strip()


def test_the_address_table_is_the_code_s_own() -> None:
    between = README.partition("<!-- remote")[2].partition("-->\n")[2].partition("<!-- /remote -->")[0]
    assert between.strip() == remote_addresses.table_markdown().strip()
    remote = README.partition("### Remote")[2].partition("\n## ")[0]
    assert all(f"`{word}`" in remote for word in (*TRIGGER_WORDS, *get_args(TriggerOn)))


def test_the_outputs_and_triggers_it_shows_are_an_event(quick: Path, ask: Any) -> None:
    remote = README.partition("### Remote")[2].partition("\n## ")[0]
    shown = [
        line[4:] for line in remote.splitlines() if line.startswith("    ") and not line.startswith("    callboard")
    ]
    toml = "\n".join(line for line in shown if not line.startswith(("curl", "oscsend")))
    folder = quick / "event"
    folder.mkdir()
    head = '[event]\nname = "Trial"\ndate = 2026-03-10\nzone = "Europe/London"\n[stage.main]\n'
    (folder / "event.toml").write_text(head + toml, encoding="utf-8")
    (folder / "programme.csv").write_text("id,stage,start,length,title\n08,main,09:30,10,Opening\n", encoding="utf-8")
    made = ask("new", quick / "day.callboard", folder)
    assert made.status == 0 and "trigger" not in made.err, made.err
    with closing(open_event(quick / "day.callboard")) as file:
        event = tables.event(file.db)
    assert set(event.outputs) == {"companion", "qlab", "booth"} and len(event.triggers) > 10


def test_every_command_is_named_and_every_named_one_is_there() -> None:
    table = README.partition("| commands | |")[2].partition("### ")[0]
    named = set(re.findall(r"`([a-z-]+)`", table))
    assert named == {name for name, place in WHERE.items() if place != "later"}


def test_the_pictures_and_files_it_names_are_there() -> None:
    for path in (*re.findall(r"!\[[^]]*\]\(([^)]+)\)", README), "fixtures/demo", "screens/desk", "console/desk"):
        assert (ROOT / path).exists(), path
