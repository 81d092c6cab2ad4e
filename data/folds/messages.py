"""The fold of the messages: those that wait, the last few that do not, and the timers whose time is hidden."""

from __future__ import annotations

from msgspec.structs import replace

from data.between import Message, MessagesState, Seen
from data.facts import Fact
from data.kinds.messages import Messaged, MessageSeen, MessageTaken, TimerHidden

PAST = 12
"""How many that were seen or taken away are kept; the journal has all."""
ON_TIMER = 24
"""How many to one stage's timer are kept: what a GO took from it leaves nothing behind that says so."""
EVERYBODY = ("desk", "stage", "speakers", "cues")
"""The rooms that a message to all waits for."""


def empty(_: str = "messages") -> MessagesState:
    return MessagesState()


def step(state: MessagesState, fact: Fact) -> MessagesState:
    """The state after one more counted fact; the dicts of the state handed in are written in place."""
    match fact.known:
        case Messaged(text=text, to=to, sender=sender, stage=stage, blink=blink):
            state.open[fact.id] = Message(fact.id, fact.at, fact.operator, text, to, sender, stage, blink)
            if to == "timer":
                standing = [each.id for each in state.open.values() if each.to == "timer" and each.stage == stage]
                for old in standing[:-ON_TIMER]:
                    del state.open[old]
        case MessageSeen(message=message, room=room) if message in state.open:
            was = state.open[message]
            if all(each.room != room for each in was.seen):
                was = replace(was, seen=(*was.seen, Seen(room, fact.at, fact.operator)))
            if _heard_by_all(was):
                return _closed(state, was)
            state.open[message] = was
        case MessageTaken(message=message) if message in state.open:
            return _closed(state, replace(state.open[message], taken=fact.at))
        case TimerHidden(stage=stage, hidden=True):
            state.hidden.setdefault(stage, fact.at)
        case TimerHidden(stage=stage, hidden=False):
            state.hidden.pop(stage, None)
        case _:
            pass
    return state


def _heard_by_all(message: Message) -> bool:
    if message.to != "all":
        return True
    heard = {each.room for each in message.seen}
    sender = message.sender.partition("/")[0]
    return all(room in heard or room == sender for room in EVERYBODY)


def _closed(state: MessagesState, message: Message) -> MessagesState:
    del state.open[message.id]
    return replace(state, past=(*state.past, message)[-PAST:])
