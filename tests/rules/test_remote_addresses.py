"""The table of addresses: each that is written there is understood, and each command that there is stands in it."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from console.rules import cuestack
from console.rules.remote import VERBS, Command, Verb, command
from console.rules.remote_addresses import addresses, shown, table_markdown

WORDS = {"ITEM": "08", "SECONDS": "60", "NUMBER": "2.5", "STAGE": "main", "REASON": "mic", "TEXT": "wrap up"}


def asked(spelled: str, value: str) -> Command | object:
    path = re.sub("[A-Z]+", lambda word: WORDS[word[0]], spelled)
    taken = (
        () if not value or any(word in spelled for word in WORDS if word != "STAGE") else (WORDS[value.strip("[]")],)
    )
    return command(path.strip("/").split("/"), taken, {"main"})


ROWS = [(spelled, each.value) for each in addresses() for spelled in each.spelled]


@pytest.mark.parametrize(("spelled", "value"), ROWS)
def test_what_is_written_there_is_understood(spelled: str, value: str) -> None:
    assert isinstance(asked(spelled, value), Command)
    if value.startswith("["):
        assert isinstance(command(spelled.split("ITEM")[0].strip("/").split("/"), (), {"main"}), Command)


def test_every_command_stands_in_it() -> None:
    found = [asked(*row) for row in ROWS]
    verbs = {each.verb for each in found if isinstance(each, Command)}
    assert verbs == set(get_args(Verb)) - {"nothing"}, "a button that is let go asks for nothing"
    assert verbs >= VERBS
    for verb in cuestack.VERBS:
        assert f"`{verb}`" in table_markdown() or f"/{verb}`" in table_markdown()


def test_the_help_has_a_line_for_each() -> None:
    assert all(each.spelled[0] in shown() for each in addresses())
