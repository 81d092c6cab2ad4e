"""Who works at the console, on the command line: listed, added, given a role or a PIN, removed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from console.cli import output
from console.cli.asked import FILE, Asked, asking
from console.cli.signing import NEW, OWN, pin_of
from console.cli.troubles import wrong_use
from data.words import _

if TYPE_CHECKING:
    from console.operators import OperatorAnswer
    from console.rules.refusals import Refusal
    from data.journal import EventFile

ROLES = ("desk", "stage", "lead", "viewer")
VERBS = ("list", "add", "role", "pin", "remove")


@click.command("operator", short_help=_("who works at the console: list, add, role, pin, remove"))
@click.argument("file", type=FILE)
@click.argument("verb", type=click.Choice(VERBS), default="list")
@click.argument("name", required=False)
@click.option("--role", type=click.Choice(ROLES), help=_("what they may do"))
@asking(act=True)
def operator(asked: Asked, file: Path, verb: str, name: str | None, role: str | None) -> None:
    """The people who work at the console. Once there is one, every act wants an operator and their PIN.

    \b
    list               everybody, with their role
    add NAME --role R  somebody new; the first must be a lead
    role NAME --role R another role
    pin NAME           another PIN: a lead for anybody, anybody for themselves
    remove NAME        takes them off the list

    A PIN never stands on the command line: it is asked for, or comes from the environment: your own in CALLBOARD_PIN,
    the one to be given in CALLBOARD_NEW_PIN.
    """
    if (name is None) != (verb == "list"):
        raise wrong_use(_("say whom: operator FILE {verb} NAME").format(verb=verb if verb != "list" else "add"))
    if (role is not None) != (verb in ("add", "role")):
        raise wrong_use(_("--role belongs to add and role, and they need it"))
    with asked.open(file) as event:
        if name is None:
            _list(asked, event)
            return
        answer = asked.accepted(_changed(asked, event, verb, name, role))
    asked.answer(answer, [_said(answer)])


def _changed(asked: Asked, event: EventFile, verb: str, name: str, role: str | None) -> OperatorAnswer | Refusal:
    import msgspec

    from console import operators
    from data import tables
    from data.records import Role

    # Asked for first: nobody types a new PIN to be told then who they are not.
    who, now = asked.operator, asked.now()
    if verb == "remove":
        return operators.remove(event, name, now=now, operator=who)
    chosen = msgspec.convert(role or "desk", Role)
    if verb == "role":
        return operators.set_role(event, name, chosen, now=now, operator=who)
    none_yet = not tables.event(event.db).operators
    pin = pin_of(name, NEW, twice=True) if not none_yet or verb == "pin" else _first_pin(name)
    if pin is None and not (verb == "add" and chosen == "viewer"):
        words = _("the PIN of {name} is asked for in a terminal, or comes from {variable}")
        raise wrong_use(words.format(name=name, variable=NEW))
    if verb == "pin":
        return operators.set_pin(event, name, pin or "", now=now, operator=who)
    return operators.add(event, name, chosen, pin or "", now=now, operator=who)


def _first_pin(name: str) -> str | None:
    """Before there is anybody who has a PIN of their own, both variables mean the new one."""
    import os

    return pin_of(name, NEW if NEW in os.environ else OWN, twice=True)


def _list(asked: Asked, event: EventFile) -> None:
    from console import operators

    found = operators.listed(event)
    rows = [(each.name, each.role, _("PIN") if each.pin else _("no PIN")) for each in found]
    asked.answer({"operators": found}, output.table(rows) or [_("No operators: everybody may do everything.")])


def _said(answer: OperatorAnswer) -> str:
    who = answer.operator
    if answer.removed:
        return _("{name} is no operator any more.").format(name=who.name)
    if not answer.fact:
        return _("{name} was {role} already.").format(name=who.name, role=who.role)
    return _("{name}: {role}.").format(name=who.name, role=who.role)
