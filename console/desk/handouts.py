"""Things lent at the desk: given to a guest and taken back, by number, and what is still out."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from console.desk.answers import GuestShown, shown
from console.desk.asked_first import Known, known
from console.rules import things
from console.rules.refusals import Refusal
from console.rules.things import Thing, ThingOut, read_things
from data import reading, tables
from data.clean import WIDEST, both, clean
from data.facts import Draft, HandoutGiven, HandoutReturned
from data.folding import mode_of
from data.journal import EventFile, Transaction
from data.reading import Connection
from data.states import Handout
from data.words import _

__all__ = [
    "HandedOut", "Thing", "ThingOut", "give", "holder", "next_number", "out", "out_within", "read_things", "take_back",
]  # fmt: skip


class HandedOut(Struct, frozen=True):
    """What was given or taken back, and what the guest has now."""

    guest: GuestShown
    item: str
    number: str
    fact: str
    out: tuple[Thing, ...] = ()


def give(
    file: EventFile,
    guest: str,
    item: str,
    number: str = "",
    *,
    now: datetime,
    operator: str,
    act: str | None = None,
) -> HandedOut | Refusal:
    """Lends a thing. A number that somebody has already is refused, with who. With `act`, an admission say, it is part
    of that act: taking the one back takes the other back."""
    with file.transaction() as tx:
        here = known(tx, guest, operator=operator, act="handout")
        if isinstance(here, Refusal):
            return here
        thing = _thing(here, item, number)
        if isinstance(thing, Refusal):
            return thing
        if (no := _taken(tx.db, here, thing)) is not None:
            return no
        draft = Draft(here.subject, HandoutGiven(thing.item, thing.number))
        fact = tx.append([draft], at=now, operator=operator, act=_standing(tx, act))[0]
        return _answer(tx, here, thing, fact.id)


def take_back(
    file: EventFile, guest: str, item: str, number: str = "", *, now: datetime, operator: str
) -> HandedOut | Refusal:
    """Takes a thing back. The number may be left out where the guest has one such thing only."""
    with file.transaction() as tx:
        here = known(tx, guest, operator=operator, act="handout")
        if isinstance(here, Refusal):
            return here
        thing = _thing(here, item, number)
        if isinstance(thing, Refusal):
            return thing
        back = _meant(tx.db, here, thing)
        if isinstance(back, Refusal):
            return back
        draft = Draft(here.subject, HandoutReturned(back.item, back.number))
        fact = tx.append([draft], at=now, operator=operator)[0]
        return _answer(tx, here, things.of(back), fact.id)


def out(file: EventFile) -> tuple[ThingOut, ...]:
    """Everything that was given and not taken back, by what it is and its number."""
    with file.reading() as db:
        return out_within(db)


def out_within(db: Connection, number: str = "") -> tuple[ThingOut, ...]:
    """The same for who reads the file already; with a number, at least what guests have who have a thing so
    numbered."""
    zone = tables.event(db).zone
    wanted = things.key(number)
    having = dict.fromkeys(
        row.guest
        for row in tables.outstanding(db, "handout")
        if things.half_width(row.word).casefold().endswith(wanted)
    )
    states = [tables.guest(db, guest) for guest in having]
    return things.lent([state for state in states if state is not None], zone)


def holder(file: EventFile, number: str, item: str = "") -> ThingOut | None:
    """Who has the thing with that number; `item` where several sorts are numbered alike."""
    with file.reading() as db:
        return _holder(db, number, item)


def _holder(db: Connection, number: str, item: str) -> ThingOut | None:
    wanted = things.key(number)
    for thing in out_within(db, number) if wanted else ():
        if things.key(thing.number) == wanted and item.casefold() in ("", thing.item.casefold()):
            return thing
    return None


def next_number(file: EventFile, item: str) -> str:
    """The number to lend next: after the one lent last, passing over what is out and what a guest is promised."""
    with file.reading() as db:
        event = tables.event(db).event
        called = things.called(item, event.handouts if event else ())
        last = ""
        for row in reading.facts(db, kinds=["handout_given"], newest_first=True):
            body = row.fact.known
            counts = row.standing and row.fact.mode == mode_of(db)
            if counts and isinstance(body, HandoutGiven) and body.number and body.item == called:
                last = body.number
                break
        promised = [
            thing.number
            for row in tables.outstanding(db, "promise")
            for thing in read_things(row.word)
            if thing.number and thing.item.casefold() == called.casefold()
        ]
        taken = [
            thing.number
            for row in tables.outstanding(db, "handout")
            for thing in read_things(row.word)
            if thing.item.casefold() == called.casefold()
        ]
    if not last and promised:
        # Nothing lent yet: numbers as wide as those that the list promises.
        last = "0" * max(map(len, promised))
    return things.next_number(last, [*promised, *taken])


def _thing(here: Known, item: str, number: str) -> Thing | Refusal:
    """The thing as the event calls it."""
    event = here.event.event
    called = things.called(clean(item), event.handouts if event else ())
    plain = things.half_width(clean(number))
    if not called:
        return Refusal("no_item", _("Say what is lent: {things}.").format(things=_lent(here)))
    if len(called) > WIDEST or len(plain) > WIDEST:
        return Refusal("too_long", _("{field} may have {n} signs at most.").format(field=_("item"), n=WIDEST))
    return Thing(called, plain)


def _lent(here: Known) -> str:
    return ", ".join(here.event.event.handouts if here.event.event else ())


def _taken(db: Connection, here: Known, thing: Thing) -> Refusal | None:
    """Why that number can't be given: somebody has it."""
    if not thing.number:
        return None
    has = next(
        (each for each in out_within(db, thing.number) if things.same(Thing(each.item, each.number), thing)),
        None,
    )
    if has is None:
        return None
    if has.guest == here.state.guest.id:
        message = _("{name} has {thing} already.").format(name=here.name, thing=thing)
        return Refusal("given_already", message)
    message = _("{thing} is with {name} since {time}; take it back first, or give another number.")
    who = both(has.name, has.name_alt)
    return Refusal("given_to_another", message.format(thing=thing, name=who, time=f"{has.since:%H:%M}"))


def _meant(db: Connection, here: Known, thing: Thing) -> Handout | Refusal:
    """The thing that comes back."""
    could = things.meant(thing, here.state.handouts)
    if could and thing.number:
        return could[0]
    if len(could) == 1 or (could and not any(have.number for have in could)):
        return could[0]
    if could:
        numbers = ", ".join(have.number or "-" for have in could)
        message = _("{name} has {things}: {numbers}; say which number comes back.")
        return Refusal("which_number", message.format(name=here.name, things=thing.item, numbers=numbers))
    elsewhere = _holder(db, thing.number, thing.item)
    if elsewhere is not None:
        message = _("{thing} is not with {name} but with {other}; take it back from them.")
        other = both(elsewhere.name, elsewhere.name_alt)
        return Refusal("given_to_another", message.format(thing=thing, name=here.name, other=other))
    has = ", ".join(str(things.of(have)) for have in here.state.handouts)
    message = _("{name} has no {thing}, but {has}.") if has else _("{name} has no {thing}; nothing is out to them.")
    return Refusal("not_given", message.format(name=here.name, thing=thing, has=has))


def _standing(tx: Transaction, act: str | None) -> str | None:
    """The act to continue, where it stands; a thing given with an act that was taken back is an act of its own."""
    first = reading.by_id(tx.db, act) if act else None
    return first.act if first is not None and reading.stands(tx.db, first.act) else None


def _answer(tx: Transaction, here: Known, thing: Thing, fact: str) -> HandedOut:
    state = tables.guest(tx.db, here.state.guest.id) or here.state
    return HandedOut(
        shown(state.guest), thing.item, thing.number, fact, tuple(things.of(have) for have in state.handouts)
    )
