"""What is said of facts between the rooms: messages, the timer's time hidden, and the house."""

from __future__ import annotations

from console.rules import house
from console.rules.messages import address_words
from console.rules.telling.names import Names
from data.facts import AnyBody
from data.kinds.house import HouseAnswered, HouseStepped
from data.kinds.messages import Messaged, MessageSeen, MessageTaken, TimerHidden
from data.words import _


def of_rooms(body: AnyBody, names: Names) -> str | None:
    """The sentence, or None where the fact is about something else."""
    match body:
        case Messaged(text=text, to=to, stage=stage):
            where = address_words()[to]
            said = _("to {room} of {stage}: {text}") if stage else _("to {room}: {text}")
            return said.format(room=where, stage=names.stage(stage), text=text)
        case MessageSeen(room=room, text=text):
            return _("seen, {room}: {text}").format(room=_room(room), text=text)
        case MessageTaken(text=text):
            return _("a message was taken away: {text}").format(text=text)
        case TimerHidden(stage=stage, hidden=hidden):
            said = _("no time on the timer of {stage}") if hidden else _("the timer of {stage} shows the time")
            return said.format(stage=names.stage(stage))
        case HouseStepped(side=side):
            said = _("the stage asks: {what}") if side == "stage" else _("the desk says: {what}")
            if body.step in ("hold", "admit"):
                said = _("the stage says: {what}") if side == "stage" else said
            return said.format(what=_step(body, names))
        case HouseAnswered(side=side, what=what):
            said = _("the stage confirms: {what}") if side == "stage" else _("the desk confirms: {what}")
            return said.format(what=house.step_words()[what] if what else _("a step of the house"))
        case _:
            return None


def in_brief(body: AnyBody) -> str:
    """The same in two or three words; "" where the fact is about something else."""
    match body:
        case Messaged(to=to):
            return _("word to {room}").format(room=address_words()[to])
        case MessageSeen():
            return _("seen")
        case MessageTaken():
            return _("taken away")
        case TimerHidden(hidden=hidden):
            return _("hide time") if hidden else _("show time")
        case HouseStepped(step=step, side=side):
            asks = side == "stage" and step not in ("hold", "admit")
            return _("asked: {step}").format(step=house.step_words()[step]) if asks else house.step_words()[step]
        case HouseAnswered(side=side, what=what):
            said = _("done: {step}") if side == "desk" else _("seen: {step}")
            return said.format(step=house.step_words()[what]) if what else _("confirmed")
        case _:
            return ""


def _room(room: str) -> str:
    return next((word for name, word in address_words().items() if name == room), room)


def _step(body: HouseStepped, names: Names) -> str:
    return house.worded(body.step, body.side, body.count, names.item(body.item) if body.item else "")
