"""Signing in on the command line: the PIN is asked for without being shown, or comes from the environment."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from console.rules.refusals import Refusal
from data.words import _

if TYPE_CHECKING:
    from data.journal import EventFile

OWN = "CALLBOARD_PIN"
SUPERVISOR = "CALLBOARD_SUPERVISOR_PIN"
NEW = "CALLBOARD_NEW_PIN"


def pin_of(name: str, variable: str, *, twice: bool = False) -> str | None:
    """The PIN, or None where nobody can be asked. It never stands on a command line, where every user of the machine
    can read it, and no program that this one starts inherits it."""
    given = os.environ.pop(variable, None)
    if given is not None:
        return given.strip()
    if not (sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()):
        return None
    said = _("PIN of {name}").format(name=name)
    again = _("the same again") if twice else False
    return str(click.prompt(said, hide_input=True, err=True, confirmation_prompt=again, default="", show_default=False))


def signed_in(file: EventFile, name: str, *, named: bool) -> str | Refusal:
    """The operator as the file calls them, once their PIN is right. `named`: somebody said who it is."""
    from console import operators
    from data import tables

    known = operators.called(tables.event(file.db).operators, name)
    if not known:
        words = (
            _("There is no operator called {name} here; --operator NAME says who you are.")
            if named
            else _("This event has operators: say --operator NAME, and give the PIN when asked or in {variable}.")
        )
        return Refusal("not_signed_in", words.format(name=name, variable=OWN))
    return _by_pin(file, known, OWN)


def vouched(file: EventFile, supervisor: str) -> str | Refusal:
    """The lead who answers for an override, once their own PIN is right."""
    from console import operators
    from data import tables

    known = operators.called(tables.event(file.db).operators, supervisor)
    if not known:
        words = _("There is no operator called {name} here; a lead answers for letting somebody in.")
        return Refusal("not_allowed", words.format(name=supervisor))
    return _by_pin(file, known, SUPERVISOR)


def _by_pin(file: EventFile, name: str, variable: str) -> str | Refusal:
    from console import operators
    from data import tables

    pin = pin_of(name, variable) if tables.event(file.db).operators[name].pin else ""
    if pin is None:
        words = _("{name} signs in with a PIN: set {variable}, or run this in a terminal to be asked.")
        return Refusal("not_signed_in", words.format(name=name, variable=variable))
    found = operators.sign_in(file, name, pin, now=datetime.now(UTC))
    return found if isinstance(found, Refusal) else found.name
