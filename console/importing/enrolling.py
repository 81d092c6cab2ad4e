"""The operators that an event folder names, with the PINs of the environment, against those that the file has."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from console import pin_hashes
from console.importing.changes import Changes, Counted
from console.operators import LONGEST, called, unfit_pin
from console.rules import roles
from data.facts import Draft, OperatorSet
from data.readers.event import FILE
from data.readers.plan import OperatorLine, PlanError, Problem
from data.records import Operator
from data.words import _


def with_operators(found: Changes, lines: Sequence[OperatorLine], known: Mapping[str, Operator]) -> Changes:
    """The changes with what an event folder says of its operators, ahead of all else. Raises PlanError with every
    problem. Nobody is ever removed, and a PIN whose variable is not set stays."""
    if not lines:
        return found
    problems: list[Problem] = []
    written: list[Operator] = []
    for line in lines:
        problem, operator = _operator(line, known)
        if problem or operator is None:
            problems.append(Problem(FILE, None, line.where, problem))
        elif known.get(operator.name) != operator:
            written.append(operator)
    after = {**known, **{each.name: each for each in written}}
    if not problems and not roles.leads(after):
        problems.append(Problem(FILE, None, "operator", _("one of the operators must be a lead")))
    if problems:
        raise PlanError(problems)
    new = sum(each.name not in known for each in written)
    counted = Counted("operators", new, len(written) - new, len(lines) - len(written))
    drafts = tuple(Draft("event", OperatorSet(each)) for each in written)
    return replace(found, tables=(*found.tables, counted), groups=(drafts, *found.groups) if drafts else found.groups)


def _operator(line: OperatorLine, known: Mapping[str, Operator]) -> tuple[str, Operator | None]:
    """What is wrong with that line, or the operator."""
    name = called(known, line.name) or line.name
    if len(name) > LONGEST:
        return _("{field} may have {n} signs at most.").format(field=_("name"), n=LONGEST), None
    before = known.get(name)
    pin = os.environ.get(line.pin_env, "") if line.pin_env else ""
    if line.pin_env and not pin and (before is None or not before.pin):
        words = _("the PIN of {name} is not there: set the environment variable {variable}")
        return words.format(name=name, variable=line.pin_env), None
    if not pin and before is not None and before.pin:
        return "", Operator(name, line.role, before.pin)
    if (no := unfit_pin(line.role, pin)) is not None:
        return no.message if line.pin_env else _("this needs pin_env, the environment variable with the PIN"), None
    if before is not None and before.pin and pin_hashes.fits(before.pin, pin):
        return "", Operator(name, line.role, before.pin)
    return "", Operator(name, line.role, pin_hashes.hashed(pin) if pin else "")
