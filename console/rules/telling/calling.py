"""What is said of facts about calling the show and about the free timers, in full and in brief."""

from __future__ import annotations

from console.rules.telling.names import Names, span
from data.facts import AnyBody
from data.kinds.calling import AutoSet, AutoUsed, CallGiven
from data.kinds.timers import TimerAdded, TimerRemoved, TimerReset, TimerShown, TimerStarted, TimerStopped
from data.words import _


def of_calling(body: AnyBody, names: Names) -> str | None:
    """The sentence, or None where the fact is about something else."""
    match body:
        case CallGiven(item=item, edge=edge, before=before):
            words = {
                "start": _("CALL {time} before {item}"),
                "end": _("CALL {time} before the end of {item}"),
            }
            return words[edge].format(time=span(before), item=names.item(item))
        case AutoSet(on=on):
            return _("the next item starts by itself") if on else _("the next item does not start by itself")
        case AutoUsed():
            return _("the live item's time is up: the next one starts by itself")
        case TimerAdded(name=name, way="down", length=length):
            return _("timer {name} counts down from {time}").format(name=name, time=span(length))
        case TimerAdded(name=name):
            return _("timer {name} counts up").format(name=name)
        case TimerStarted(name=name):
            return _("timer {name} started").format(name=name)
        case TimerStopped(name=name):
            return _("timer {name} stopped").format(name=name)
        case TimerReset(name=name):
            return _("timer {name} back to its beginning").format(name=name)
        case TimerRemoved(name=name):
            return _("timer {name} taken away").format(name=name)
        case TimerShown(name=name, stage=stage):
            words_shown = _("timer {name} on the timer room of {stage}") if name else _("no timer on {stage}")
            return words_shown.format(name=name, stage=names.stage(stage))
        case _:
            return None


def in_brief(body: AnyBody) -> str:
    """The same in two or three words; "" where the fact is about something else."""
    match body:
        case CallGiven(item=item):
            return _("call {item}").format(item=item)
        case AutoSet(on=on):
            return _("auto on") if on else _("auto off")
        case AutoUsed():
            return _("auto")
        case TimerAdded(name=name) | TimerStarted(name=name) | TimerStopped(name=name) | TimerReset(name=name):
            return _("timer {name}").format(name=name)
        case TimerRemoved(name=name):
            return _("timer {name}").format(name=name)
        case TimerShown():
            return _("timer")
        case _:
            return ""
