"""The people who work at the console: added, changed and removed by a lead, and signed in by their PIN."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from console import pin_hashes
from console.rules import pins as rules
from console.rules import roles
from console.rules.refusals import Refusal
from data import reading, tables
from data.clean import clean, harmless
from data.facts import Draft, OperatorRemoved, OperatorSet, PinRefused
from data.journal import EventFile, Transaction
from data.lookalikes import seen_as
from data.reading import Connection
from data.records import Operator, Role
from data.words import _

LONGEST = 40


class OperatorShown(Struct, frozen=True):
    """An operator as anybody may see them: `pin` says whether there is one, and nothing of it."""

    name: str
    role: Role
    pin: bool


class OperatorAnswer(Struct, frozen=True):
    """The operator as they are now, and the fact; "" where nothing was different. `removed` where they are gone."""

    operator: OperatorShown
    fact: str
    removed: bool = False


def listed(file: EventFile) -> tuple[OperatorShown, ...]:
    """Everybody who may sign in, leads first."""
    with file.reading() as db:
        known = tables.event(db).operators.values()
    return tuple(shown(each) for each in sorted(known, key=lambda each: (each.role != "lead", each.name.casefold())))


def shown(operator: Operator) -> OperatorShown:
    return OperatorShown(operator.name, operator.role, bool(operator.pin))


def called(operators: Mapping[str, Operator], name: str) -> str:
    """The name as it is written in the file, whatever the case and width it was typed in; "" for nobody's."""
    tidy = clean(name)
    if tidy in operators:
        return tidy
    alike = [known for known in operators if seen_as(known) == seen_as(tidy)]
    return alike[0] if len(alike) == 1 else ""


# -- signing in --------------------------------------------------------------------------------------------------------
def sign_in(file: EventFile, name: str, pin: str, *, now: datetime) -> Operator | Refusal:
    """Who that is, by their PIN. Wrong ones are kept in the file, so that a new process or another desk is no new
    start: after five, a while passes before any PIN counts."""
    with file.reading() as db:
        operators = tables.event(db).operators
        known = operators.get(called(operators, name))
        left = None if known is None else rules.wait(_wrong(db, known.name, now), now)
    if left is not None:
        return rules.must_wait(left)
    if known is None or not (known.pin or not pin):
        return rules.wrong()
    # Before the file is taken: this is slow by design.
    good = pin_hashes.fits(known.pin, pin) if known.pin else True
    if file.read_only:
        # Nothing can be written down; and who can read the file can copy it.
        return known if good else rules.wrong()
    with file.transaction() as tx:
        # Many processes that guess at once meet here, one after the other.
        left = rules.wait(_wrong(tx.db, known.name, now), now)
        if left is not None:
            return rules.must_wait(left)
        if good and tables.event(tx.db).operators.get(known.name) == known:
            return known
        tx.append([Draft("event", PinRefused(known.name))], at=now, operator="")
    return rules.wrong()


def _wrong(db: Connection, name: str, now: datetime) -> list[datetime]:
    since = now - rules.MEMORY
    rows = reading.facts(db, kinds=["pin_refused"], since=since, newest_first=True)
    return [r.fact.at for r in rows if isinstance(r.fact.known, PinRefused) and r.fact.known.name == name]


# -- changing them -----------------------------------------------------------------------------------------------------
def add(file: EventFile, name: str, role: Role, pin: str, *, now: datetime, operator: str) -> OperatorAnswer | Refusal:
    """Somebody new. The first one of all is a lead, or nobody could add the next; only a viewer needs no PIN."""
    tidy = clean(name)
    if (no := _unfit_name(tidy) or unfit_pin(role, pin)) is not None:
        return no
    made = Operator(tidy, role, pin_hashes.hashed(pin) if pin else "")
    with file.transaction() as tx:
        operators = tables.event(tx.db).operators
        if (no := roles.forbidden(operators, operator, "operators")) is not None:
            return no
        if not operators and role != "lead":
            return Refusal("lead_first", _("The first operator must be a lead: nobody else could add the next."))
        # Two who look the same could not be told apart in the log.
        known = next((known for known in operators if seen_as(known) == seen_as(tidy)), None)
        if known is not None:
            return Refusal("already_there", _("There is an operator called {name} already.").format(name=known))
        return _put(tx, made, now, operator)


def set_role(file: EventFile, name: str, role: Role, *, now: datetime, operator: str) -> OperatorAnswer | Refusal:
    """Another role for somebody; it holds from their next act on, signed in or not."""
    with file.transaction() as tx:
        known = _changeable(tx, name, operator)
        if isinstance(known, Refusal):
            return known
        if known.role == role:
            return OperatorAnswer(shown(known), "")
        if role != "viewer" and not known.pin:
            return Refusal("bad_pin", _("{name} needs a PIN for that role; give one first.").format(name=known.name))
        if role != "lead" and (no := _last_lead(tables.event(tx.db).operators, known.name)) is not None:
            return no
        return _put(tx, replace(known, role=role), now, operator)


def set_pin(file: EventFile, name: str, pin: str, *, now: datetime, operator: str) -> OperatorAnswer | Refusal:
    """Another PIN: a lead for anybody, anybody for themselves."""
    if (no := rules.unfit(pin)) is not None:
        return no
    kept = pin_hashes.hashed(pin)
    with file.transaction() as tx:
        operators = tables.event(tx.db).operators
        own = operator in operators and called(operators, name) == operator
        known = operators[operator] if own else _changeable(tx, name, operator)
        if isinstance(known, Refusal):
            return known
        return _put(tx, replace(known, pin=kept), now, operator)


def remove(file: EventFile, name: str, *, now: datetime, operator: str) -> OperatorAnswer | Refusal:
    """Takes somebody off the list; what they did stays theirs."""
    with file.transaction() as tx:
        known = _changeable(tx, name, operator)
        if isinstance(known, Refusal):
            return known
        if (no := _last_lead(tables.event(tx.db).operators, known.name)) is not None:
            return no
        fact = tx.append([Draft("event", OperatorRemoved(known.name))], at=now, operator=operator)[0]
    return OperatorAnswer(shown(known), fact.id, removed=True)


def _put(tx: Transaction, operator: Operator, now: datetime, by: str) -> OperatorAnswer:
    fact = tx.append([Draft("event", OperatorSet(operator))], at=now, operator=by)[0]
    return OperatorAnswer(shown(operator), fact.id)


def _changeable(tx: Transaction, name: str, operator: str) -> Operator | Refusal:
    operators = tables.event(tx.db).operators
    if (no := roles.forbidden(operators, operator, "operators")) is not None:
        return no
    known = operators.get(called(operators, name))
    words = _("There is no operator called {name} here.")
    return known or Refusal("no_such_operator", words.format(name=harmless(name)))


def _last_lead(operators: Mapping[str, Operator], name: str) -> Refusal | None:
    if roles.leads(operators) != {name}:
        return None
    return Refusal("last_lead", _("{name} is the only lead; make somebody else one first.").format(name=name))


def _unfit_name(name: str) -> Refusal | None:
    if not harmless(name):
        return Refusal("no_name", _("An operator needs a name."))
    if len(name) > LONGEST:
        words = _("{field} may have {n} signs at most.")
        return Refusal("too_long", words.format(field=_("name"), n=LONGEST))
    return None


def unfit_pin(role: Role, pin: str) -> Refusal | None:
    """Why that PIN does not do for that role: a viewer does nothing, and needs none."""
    return None if role == "viewer" and not pin else rules.unfit(pin)
