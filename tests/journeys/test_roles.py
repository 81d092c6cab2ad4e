"""Operators on the command line: the PIN from the environment, acts refused without one, names kept off the streams."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

PINS = {"Ann": "5821", "Mei": "7304"}


@pytest.fixture
def staffed(ask: Any, day: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The trial day with Ann, lead, and Mei at the desk."""
    monkeypatch.setenv("CALLBOARD_PIN", PINS["Ann"])
    assert ask("operator", day, "add", "Ann", "--role", "lead").status == 0
    monkeypatch.setenv("CALLBOARD_PIN", PINS["Ann"])
    monkeypatch.setenv("CALLBOARD_NEW_PIN", PINS["Mei"])
    assert ask("operator", day, "add", "Mei", "--role", "desk", "--operator", "Ann").status == 0
    return day


@pytest.fixture
def by(ask: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """One command by an operator, with the PIN in the environment."""

    def asked(name: str, *words: object, pin: str | None = None, supervisor: str | None = None) -> Any:
        monkeypatch.setenv("CALLBOARD_PIN", pin or PINS[name])
        if supervisor is not None:
            monkeypatch.setenv("CALLBOARD_SUPERVISOR_PIN", supervisor)
        return ask(*words, "--operator", name)

    return asked


def test_everything_works_as_it_did_where_there_are_none(ask: Any, day: Path) -> None:
    assert ask("operator", day, "--json").json == {"operators": []}
    assert ask("note", day, "hello").status == 0
    assert ask("admit", day, "--guest", "g1", "--operator", "Anybody").status == 0


def test_an_act_wants_a_name_and_its_pin(ask: Any, by: Any, staffed: Path) -> None:
    nobody = ask("note", staffed, "hello", "--json")
    assert nobody.status == 3 and nobody.json["refused"] == "not_signed_in"
    wrong = by("Mei", "note", staffed, "hello", "--json", pin="1111")
    assert wrong.status == 3 and wrong.json["refused"] == "wrong_pin"
    unknown = by("Bob", "note", staffed, "hello", "--json", pin="5821")
    assert unknown.status == 3 and unknown.json["refused"] == "not_signed_in"
    assert by("Mei", "note", staffed, "hello").status == 0
    refused = by("Mei", "state", staffed, "closed", "--json")
    assert refused.status == 3 and refused.json["refused"] == "not_allowed"
    assert by("Ann", "state", staffed, "closed").status == 0


def test_reading_wants_nobody(ask: Any, staffed: Path) -> None:
    for words in (("find", staffed, "ada"), ("state", staffed), ("mode", staffed), ("log", staffed),
                  ("timeline", staffed), ("operator", staffed), ("verify", staffed)):  # fmt: skip
        assert ask(*words).status == 0, words
    assert ask("export", staffed, "guests", "-o", staffed.with_name("g.csv")).status == 3
    assert not staffed.with_name("g.csv").exists()


def test_a_pin_is_in_no_answer_and_stays_with_nobody(
    ask: Any, by: Any, staffed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import os

    by("Mei", "note", staffed, "hello")
    assert "CALLBOARD_PIN" not in os.environ, "a program started from here must not inherit it"
    told = [ask("log", staffed), ask("log", staffed, "--json"), ask("operator", staffed, "--json")]
    told += [ask("verify", staffed, "--json"), ask("summary", staffed, "--json")]
    told.append(by("Ann", "export", staffed, "guests", "-o", staffed.with_name("g.csv")))
    whole = "".join(said.out + said.err for said in told) + staffed.with_name("g.csv").read_text("utf-8")
    assert "argon2" not in whole and not any(pin in whole for pin in PINS.values())


def test_a_lead_answers_for_an_override_with_their_pin(ask: Any, by: Any, staffed: Path) -> None:
    words = ("admit", staffed, "--guest", "g1", "--json")
    force = (*words, "--force", "--reason", "same person", "--supervisor", "Ann")
    assert by("Mei", *words).status == 0
    assert by("Mei", *force).json["refused"] == "not_signed_in"
    assert by("Mei", *force, supervisor="1111").json["refused"] == "wrong_pin"
    assert by("Mei", *force, supervisor=PINS["Ann"]).json["forced"] is True
    own = by("Ann", "admit", staffed, "--guest", "g5", "--json", "--force", "--reason", "on the paper list")
    assert own.status == 0 and own.json["verdict"] == "admitted"


def test_addresses_are_a_leads_to_read(ask: Any, by: Any, staffed: Path) -> None:
    fields = ("--set", "email=ada@engines.org", "--set", "phone=+44 20 7946 4821")
    assert by("Mei", "guest", staffed, "g1", *fields).status == 0
    for said in (ask("guest", staffed, "g1"), by("Mei", "guest", staffed, "g1"), ask("log", staffed)):
        assert "engines.org" not in said.out and "7946" not in said.out
        assert "a…@e….org" in said.out and "…4821" in said.out
    assert "ada@engines.org" in by("Ann", "guest", staffed, "g1").out


def test_event_toml_names_operators_and_never_a_pin(
    ask: Any, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    toml = folder / "event.toml"
    before = toml.read_text("utf-8")
    tables = '\n[[operator]]\nname = "Zhao Min"\nrole = "lead"\npin_env = "PIN_ZHAO"\n'
    tables += '[[operator]]\nname = "Screen"\nrole = "viewer"\n'
    toml.write_text(before + tables, "utf-8")
    file = tmp_path / "made.callboard"
    said = ask("new", file, folder)
    assert said.status == 4 and "PIN_ZHAO" in said.err and not file.exists()
    monkeypatch.setenv("PIN_ZHAO", "1234")
    assert ask("new", file, folder).status == 4
    monkeypatch.setenv("PIN_ZHAO", "5821")
    assert ask("new", file, folder).status == 0
    assert ask("operator", file, "--json").json["operators"] == [
        {"name": "Zhao Min", "role": "lead", "pin": True}, {"name": "Screen", "role": "viewer", "pin": False},
    ]  # fmt: skip
    # Again, without the variable: the PIN stays; and by a lead only, or an import would make leads of anybody.
    monkeypatch.delenv("PIN_ZHAO")
    toml.write_text(before + tables.replace("viewer", "lead"), "utf-8")
    assert ask("import", file, folder).status == 3
    monkeypatch.setenv("CALLBOARD_PIN", "5821")
    refused = ask("import", file, folder, "--operator", "Zhao Min")
    assert refused.status == 4 and "pin_env" in refused.err
    toml.write_text(before + tables.replace('"lead"', '"desk"'), "utf-8")
    monkeypatch.setenv("CALLBOARD_PIN", "5821")
    nobody = ask("import", file, folder, "--operator", "Zhao Min")
    assert nobody.status == 4 and "lead" in nobody.err
    toml.write_text(before + '\n[[operator]]\nname = "Bob"\npin = "5821"\n', "utf-8")
    monkeypatch.setenv("CALLBOARD_PIN", "5821")
    secret = ask("import", file, folder, "--operator", "Zhao Min")
    assert secret.status == 4 and "never write a secret" in secret.err


def test_forget_asks_and_needs_a_lead(ask: Any, by: Any, staffed: Path) -> None:
    asked = ask("forget", staffed)
    assert asked.status == 2 and "7 guests" in asked.err
    assert by("Mei", "forget", staffed, "--yes").status == 3
    assert by("Ann", "forget", staffed, "--yes").status == 3
    assert by("Ann", "state", staffed, "closed").status == 0
    done = by("Ann", "forget", staffed, "--yes", "--json")
    assert done.status == 0 and done.json["guests"] == 7
    assert ask("verify", staffed).status == 0
    assert ask("find", staffed, "ada", "--json").json["matches"] == []


def test_rehearse_needs_no_pin_since_it_plays_on_a_copy(ask: Any, staffed: Path) -> None:
    played = ask("rehearse", staffed, "--headless", "--json")
    assert played.status == 0, played.err
    assert played.json["guests"]["arrived"] > 0


CRASH = """
import os, sys
sys.path.insert(0, {root!r})
from screens.desk.desk import DeskRoom
def act_look(self):
    guest = {{"name": "王伟 Wang Wei"}}
    raise KeyError(f"no row for {{guest['name']}}")
DeskRoom.act_look = act_look
DeskRoom.why_not = lambda self, row: None
sys.argv = ["callboard", "open", {file!r}]
from main import main
main()
"""


def test_a_crash_names_nobody(staffed: Path, tmp_path: Path) -> None:
    """The console itself, in a pty, killed by a fault of ours with a guest in its words and its locals."""
    import os
    import pty
    import select
    import time

    from console.cli.root import run

    script = tmp_path / "crash.py"
    root = str(Path(__file__).parents[2])
    # A file without operators: the desk is there at once.
    plain = tmp_path / "plain.callboard"
    run(["new", str(plain), "--name", "X", "--zone", "UTC"], lambda opening: 0)
    script.write_text(CRASH.format(root=root, file=str(plain)), "utf-8")
    pid, fd = pty.fork()
    if pid == 0:
        os.environ.update(TERM="xterm-256color", COLUMNS="120", LINES="30")
        os.execv(sys.executable, [sys.executable, str(script)])
    drawn, pressed, until = b"", False, time.monotonic() + 30
    while time.monotonic() < until:
        ready, _w, _x = select.select([fd], [], [], 0.2)
        if not ready:
            continue
        try:
            drawn += os.read(fd, 65536)
        except OSError:
            break
        if not pressed and b"OPEN" in drawn:
            pressed = True
            os.write(fd, b"\x1b[21~")
    os.waitpid(pid, 0)
    os.close(fd)
    text = drawn.decode("utf-8", "replace")
    assert "A fault of ours: KeyError" in text and "act_look" in text
    assert "Wang Wei" not in text and "王伟" not in text and "no row for" not in text
    # Nothing set the window's title either.
    assert "\x1b]0;" not in text and "\x1b]2;" not in text
