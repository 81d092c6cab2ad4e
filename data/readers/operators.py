"""The `[[operator]]` tables of event.toml: who works at the console. A PIN is named by its environment variable."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast, get_args

from data.lookalikes import seen_as
from data.readers.plan import OperatorLine, Problem
from data.readers.toml import Keys
from data.records import Role
from data.words import _


def read_operators(file: str, table: Mapping[str, object], top: Keys, problems: list[Problem]) -> list[OperatorLine]:
    """Everybody in the order of the file."""
    top.mark("operator")
    given = table.get("operator", [])
    if not isinstance(given, list) or not all(isinstance(each, dict) for each in given):
        problems.append(Problem(file, None, "operator", _("write [[operator]] once for each of them")))
        return []
    found: list[OperatorLine] = []
    for number, each in enumerate(given, 1):
        where = f"operator {number}"
        keys = Keys(file, where, each, problems)
        name = keys.needed("name")
        role = cast(Role, keys.choice("role", get_args(Role), "desk"))
        for secret in ("pin", "password"):
            if keys.has(secret):
                keys.mark(secret)
                keys.odd(secret, _("never write a secret here: name an environment variable with pin_env"))
        line = OperatorLine(name, role, keys.text("pin_env"), where)
        keys.done()
        if any(seen_as(other.name) == seen_as(name) for other in found):
            keys.odd("name", _("{text} is there twice").format(text=repr(name)))
        elif name:
            found.append(line)
    return found
