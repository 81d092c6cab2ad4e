"""What a message from outside asks for: addresses and values as commands, everything else as one refusal."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.rules.refusals import Refusal
from console.rules.remote import VERBS, Command, command

STAGES = frozenset({"main", "side"})


def asked(address: str, *values: Any) -> Command | Refusal:
    return command(tuple(address.strip("/").split("/")), values, STAGES)


@pytest.mark.parametrize(
    ("address", "values", "wanted"),
    [
        ("/callboard/go", (), Command("go")),
        ("/callboard/go", (1,), Command("go")),
        ("/callboard/go", (True,), Command("go")),
        ("/callboard/side/go", (), Command("go", "side")),
        ("/callboard/back", (), Command("back")),
        ("/callboard/hold", ("sound check",), Command("hold", text="sound check")),
        ("/callboard/hold", (1.0,), Command("hold")),
        ("/callboard/resume", (), Command("resume")),
        ("/callboard/main/end", (), Command("end", "main")),
        ("/callboard/standby", ("08",), Command("standby", item="08")),
        ("/callboard/standby", (8,), Command("standby", item="8")),
        ("/callboard/standby/08", (), Command("standby", item="08")),
        ("/callboard/standby", (), Command("standby")),
        ("/callboard/skip", ("08",), Command("skip", item="08")),
        ("/callboard/add", (60,), Command("add", seconds=60)),
        ("/callboard/add", (-90.5,), Command("add", seconds=-90.5)),
        ("/callboard/add", ("-1:30",), Command("add", seconds=-90)),
        ("/callboard/add", ("1:02:03",), Command("add", seconds=3723)),
        ("/callboard/add/-60", (), Command("add", seconds=-60)),
        ("/callboard/cue/2.5/go", (), Command("cue", number="2.5", act="go")),
        ("/callboard/cue/9.1/standby", (1,), Command("cue", number="9.1", act="standby")),
        ("/callboard/message", ("wrap up",), Command("message", text="wrap up")),
        ("/callboard/panic", (), Command("panic")),
        ("/callboard/panic/resume", (), Command("panic", text="resume")),
        ("/ontime/start/next", (), Command("go")),
        ("/ontime/start", (), Command("start")),
        ("/ontime/pause", (), Command("hold")),
        ("/ontime/stop", (), Command("end")),
        ("/ontime/load/cue", ("08",), Command("standby", item="08")),
        ("/ontime/addtime/remove", (60,), Command("add", seconds=-60)),
        ("/ontime/addtime/add/60", (), Command("add", seconds=60)),
    ],
)
def test_what_is_asked_for(address: str, values: tuple[Any, ...], wanted: Command) -> None:
    assert asked(address, *values) == wanted


@pytest.mark.parametrize("address", ["/callboard/go", "/callboard/side/back", "/callboard/hold", "/callboard/cue/1/go"])
@pytest.mark.parametrize("value", [0, 0.0, False])
def test_a_button_that_is_let_go_is_no_second_press(address: str, value: Any) -> None:
    assert asked(address, value) == Command("nothing")


@pytest.mark.parametrize(
    ("address", "values", "word"),
    [
        ("/callboard", (), "no_such_command"),
        ("/callboard/", (), "no_such_command"),
        ("/callboard/stop", (), "no_such_command"),
        ("/other/go", (), "no_such_command"),
        ("/callboard/*", (), "no_such_command"),
        ("/callboard/foyer/go", (), "no_such_stage"),
        ("/callboard/go", ("08",), "bad_argument"),
        ("/callboard/go/08", (), "bad_argument"),
        ("/callboard/go/08/x", (), "no_such_command"),
        ("/callboard/add", (), "bad_argument"),
        ("/callboard/add", ("soon",), "bad_argument"),
        ("/callboard/add", (0,), "bad_argument"),
        ("/callboard/add", (float("nan"),), "bad_argument"),
        ("/callboard/add", (float("inf"),), "bad_argument"),
        ("/callboard/add", (10**9,), "bad_argument"),
        ("/callboard/cue/2.5", (), "no_such_command"),
        ("/callboard/cue/2.5/explode", (), "no_such_command"),
        ("/callboard/panic/now", (), "bad_argument"),
        ("/ontime/reload", (), "no_such_command"),
    ],
)
def test_what_is_none_is_refused_in_a_word(address: str, values: tuple[Any, ...], word: str) -> None:
    found = asked(address, *values)
    assert isinstance(found, Refusal) and found.reason == word and found.message


VALUES = st.none() | st.booleans() | st.integers(-(2**40), 2**40) | st.floats() | st.text(max_size=20)


@given(st.lists(st.text(max_size=12) | st.sampled_from(["callboard", "ontime", *sorted(VERBS)]), max_size=6),
       st.lists(VALUES, max_size=4))  # fmt: skip
def test_nothing_that_is_sent_is_more_than_a_command_or_a_refusal(address: list[str], values: list[Any]) -> None:
    assert isinstance(command(address, values, STAGES), Command | Refusal)
