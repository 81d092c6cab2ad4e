"""The acts of messages between rooms: sent, seen, taken away; and the time on a stage's timer hidden or shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Literal, get_args

from msgspec import Struct

from console.rules import messages as rules
from console.rules import roles
from console.rules.refusals import Refusal
from data import heard, tables
from data.between import Message, MessagesState, Seen
from data.clean import clean
from data.facts import Body, Draft
from data.journal import EventFile
from data.kinds.messages import Address, Messaged, MessageSeen, MessageTaken, TimerHidden
from data.reading import Connection
from data.states import EventState
from data.words import _

Did = Literal["sent", "seen", "taken", "hidden", "shown"]
SUBJECT = "messages"


class MessageShown(Struct, frozen=True):
    """A message as it is listed; `waiting` while it stands anywhere, `gone` where a GO took it from the timer."""

    id: str
    at: datetime
    by: str
    to: Address
    stage: str
    sender: str
    text: str
    blink: bool
    waiting: bool
    seen: tuple[Seen, ...]
    taken: datetime | None
    gone: bool = False


class MessageAnswer(Struct, frozen=True):
    """What became of an act: the sentence, the fact, and the message it is about."""

    did: Did
    message: str
    fact: str
    about: MessageShown | None = None


class MessageList(Struct, frozen=True):
    """Those that wait, the oldest first, then the last that do not; `hidden` are the stages whose timer shows no
    time."""

    messages: tuple[MessageShown, ...]
    hidden: tuple[str, ...]
    ready: tuple[str, ...]


def send(
    file: EventFile,
    text: str,
    *,
    to: Address,
    stage: str = "",
    sender: str = "",
    blink: bool = False,
    now: datetime,
    operator: str,
) -> MessageAnswer | Refusal:
    """Sends words to a room, or before whoever speaks. A timer's, a stage's, the speakers' and the cues' are one
    stage's: left out, they go to every one, but for the timer, which has to be named."""
    said = clean(text)
    if not said:
        return Refusal("empty", _("A message without words was not sent."))
    if len(said) > rules.LONGEST:
        words = _("{field} may have {n} signs at most.")
        return Refusal("too_long", words.format(field=_("a message"), n=rules.LONGEST))
    with file.transaction() as tx:
        event = tables.event(tx.db)
        no = _barred(event, operator, to) or _nowhere(event, to, stage)
        if no is not None:
            return no
        meant = "" if to in rules.ANYWHERE else stage
        if rules.too_many(heard.messages(tx.db), to, meant, _last_go(tx.db, meant), now):
            return Refusal("too_many", _("Many messages wait there already: take one away first."))
        body = Messaged(said, to, sender, meant, blink)
        fact = tx.append([Draft(SUBJECT, body)], at=now, operator=operator)[0]
        about = _shown(heard.messages(tx.db), fact.id, {}, now)
        where = rules.address_words()[to]
    return MessageAnswer("sent", _("Sent to {room}: {text}").format(room=where, text=said), fact.id, about)


def see(file: EventFile, message: str, *, room: str, now: datetime, operator: str) -> MessageAnswer | Refusal:
    """A room saw a message."""

    def seen(state: MessagesState, found: Message) -> Body | Refusal:
        if found.to not in rules.HEARS.get(room, frozenset()):
            return Refusal("not_for_you", _("That message is not for {room}.").format(room=room or "-"))
        if any(each.room == room for each in found.seen):
            return Refusal("seen_already", _("That message was seen already."))
        return MessageSeen(found.id, room, found.text)

    return _about(file, message, seen, "seen", _("Seen: {text}"), now=now, operator=operator)


def take(file: EventFile, message: str, *, now: datetime, operator: str) -> MessageAnswer | Refusal:
    """Takes a message away, whoever has seen it."""

    def taken(_state: MessagesState, found: Message) -> Body:
        return MessageTaken(found.id, found.text)

    return _about(file, message, taken, "taken", _("Taken away: {text}"), now=now, operator=operator)


def hide_time(file: EventFile, stage: str, *, now: datetime, operator: str) -> MessageAnswer | Refusal:
    """Nobody before the timer sees the time; messages stand there all the same."""
    return _timer(file, TimerHidden(stage, True), now=now, operator=operator)


def show_time(file: EventFile, stage: str, *, now: datetime, operator: str) -> MessageAnswer | Refusal:
    return _timer(file, TimerHidden(stage, False), now=now, operator=operator)


def listing(file: EventFile, now: datetime) -> MessageList:
    """Every message that waits, and the last that do not."""
    with file.reading() as db:
        state, event = heard.messages(db), tables.event(db)
        gone = {stage: _last_go(db, stage) for stage in {each.stage for each in state.open.values()}}
    whole = [_of(state, each, gone, now) for each in (*state.open.values(), *reversed(state.past))]
    ready = event.event.messages if event.event else ()
    return MessageList(tuple(sorted(whole, key=lambda each: not each.waiting)), tuple(state.hidden), ready)


def _about(
    file: EventFile,
    message: str,
    rule: Callable[[MessagesState, Message], Body | Refusal],
    did: Did,
    words: str,
    *,
    now: datetime,
    operator: str,
) -> MessageAnswer | Refusal:
    """An act about one message that waits."""
    with file.transaction() as tx:
        event = tables.event(tx.db)
        if (no := roles.forbidden(event.operators, operator, "note")) is not None:
            return no
        state = heard.messages(tx.db)
        found = state.open.get(message)
        if found is None:
            return _not_open(state, message)
        if did == "taken" and (no := _barred(event, operator, found.to)) is not None:
            return no
        body = rule(state, found)
        if isinstance(body, Refusal):
            return body
        fact = tx.append([Draft(SUBJECT, body)], at=now, operator=operator)[0]
        about = _shown(heard.messages(tx.db), message, {}, now)
    return MessageAnswer(did, words.format(text=found.text), fact.id, about)


def _timer(file: EventFile, body: TimerHidden, *, now: datetime, operator: str) -> MessageAnswer | Refusal:
    with file.transaction() as tx:
        event = tables.event(tx.db)
        no = _barred(event, operator, "timer") or _nowhere(event, "timer", body.stage)
        if no is not None:
            return no
        if (body.stage in heard.messages(tx.db).hidden) == body.hidden:
            said = _("The timer shows no time already.") if body.hidden else _("The timer shows the time already.")
            return Refusal("so_already", said)
        fact = tx.append([Draft(SUBJECT, body)], at=now, operator=operator)[0]
    said = _("The timer shows no time now; messages stand there.") if body.hidden else _("The timer shows the time.")
    return MessageAnswer("hidden" if body.hidden else "shown", said, fact.id)


def _barred(event: EventState, operator: str, to: str) -> Refusal | None:
    """Why this operator can't say something there: what stands before whoever speaks is the stage's."""
    return roles.forbidden(event.operators, operator, "stage" if to == "timer" else "note")


def _nowhere(event: EventState, to: str, stage: str) -> Refusal | None:
    """Why nobody would hear it."""
    if to not in get_args(Address):
        return Refusal("no_such_room", _("There is no room {room} for messages.").format(room=to))
    if to not in rules.ANYWHERE and stage and stage not in event.stages:
        return Refusal("no_such_stage", _("There is no stage {stage} here.").format(stage=stage))
    if to == "timer" and not stage:
        return Refusal("no_such_stage", _("Say which stage's timer."))
    return None


def _not_open(state: MessagesState, message: str) -> Refusal:
    was = next((each for each in state.past if each.id == message), None)
    if was is None:
        return Refusal("no_such_message", _("No message {message} waits here.").format(message=message))
    if was.taken is not None:
        return Refusal("taken_already", _("That message was taken away already."))
    return Refusal("seen_already", _("That message was seen already."))


def _last_go(db: Connection, stage: str) -> datetime | None:
    """When an item of the stage began last."""
    runs = tables.stage(db, stage).runs if stage else ()
    return runs[-1].start if runs else None


def _shown(
    state: MessagesState, message: str, last_go: Mapping[str, datetime | None], now: datetime
) -> MessageShown | None:
    found = state.open.get(message) or next((each for each in state.past if each.id == message), None)
    return _of(state, found, last_go, now) if found is not None else None


def _of(state: MessagesState, message: Message, last_go: Mapping[str, datetime | None], now: datetime) -> MessageShown:
    stands = rules.stands(message, last_go, now)
    return MessageShown(
        message.id, message.at, message.by, message.to, message.stage, message.sender, message.text, message.blink,
        stands and message.id in state.open, message.seen, message.taken,
        message.to == "timer" and not stands,
    )  # fmt: skip
