"""The README says what is there: the key table, the commands, the pictures and the files it names."""

from __future__ import annotations

import re
from pathlib import Path

from console.actions import table_markdown
from console.cli.root import WHERE

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_key_table_is_the_action_table() -> None:
    between = README.partition("<!-- keys")[2].partition("-->\n")[2].partition("<!-- /keys -->")[0]
    assert between.strip() == table_markdown().strip()


def test_every_command_is_named_and_every_named_one_is_there() -> None:
    table = README.partition("| commands | |")[2].partition("### ")[0]
    named = set(re.findall(r"`([a-z-]+)`", table))
    assert named == {name for name, place in WHERE.items() if place != "later"}


def test_the_pictures_and_files_it_names_are_there() -> None:
    for path in (*re.findall(r"!\[[^]]*\]\(([^)]+)\)", README), "fixtures/demo", "screens/desk", "console/desk"):
        assert (ROOT / path).exists(), path
