"""The cue stack: the order of cues, what a GO fires, what follows by itself, and what a cue may be told now.

Pure. A process that should have answered is judged alive or gone at the edge; the rule is only told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from console.rules.refusals import Refusal
from console.rules.triggers import ToSend, to_send
from data.facts import CueFired, Draft, Fact
from data.records import ShowMode
from data.states import CueState, CueStateName
from data.words import _

Verb = Literal["go", "standby", "skip", "retry", "done", "leave", "arm", "disarm"]
VERBS: tuple[Verb, ...] = ("go", "standby", "skip", "retry", "done", "leave", "arm", "disarm")

TO_COME: frozenset[CueStateName] = frozenset({"waiting", "standby"})
NEEDS_A_PERSON: frozenset[CueStateName] = frozenset({"failed", "unknown", "stopped"})

_PART = re.compile(r"([0-9]+)|([^0-9.]+)")


class ToFire(Struct, frozen=True):
    """A firing whose intent is stored: `fired` is the id of its fact. A resumed one goes on from where it stopped."""

    number: str
    fired: str
    resume: bool = False


Shot = ToFire | ToSend
"""What the process that took an act has to send."""


@lru_cache(maxsize=8192)
def order(number: str) -> tuple[tuple[int, int, str], ...]:
    """The sort key of a cue number: `2`, `2.5`, `3`, `10`; the parts between dots count as whole numbers, text last."""
    parts = [(0, int(figures), "") if figures else (1, 0, text.casefold()) for figures, text in _PART.findall(number)]
    return (*parts, (-1, 0, number))


def in_order(cues: Iterable[CueState]) -> list[CueState]:
    return sorted(cues, key=lambda each: order(each.cue.number))


def of_item(cues: Iterable[CueState], item: str | None) -> list[CueState]:
    """The item's cues, in order."""
    return in_order(each for each in cues if each.cue.item == item)


def to_come(state: CueState) -> bool:
    """Could it still fire by itself or with GO?"""
    return state.armed and state.state in TO_COME


def on_go(cues: Iterable[CueState], live: str | None, called: str | None = None) -> str | None:
    """The number of the cue that GO fires: the one standing by, else the next after the last fired of the live item.

    None: GO starts an item, since no cue is left or an item (`called`) was called to standby.
    """
    if live is None or called is not None:
        return None
    stack = [each for each in of_item(cues, live) if each.cue.at == "go"]
    ready = [each for each in stack if to_come(each)]
    standing = [each for each in ready if each.state == "standby"]
    if standing:
        return standing[0].cue.number
    fired = [each for each in stack if each.fired and each.fired_at is not None]
    if fired:
        last = max(fired, key=lambda each: (each.fired_at, order(each.cue.number)))
        ready = [each for each in ready if order(each.cue.number) > order(last.cue.number)]
    return ready[0].cue.number if ready else None


def starts(cues: Iterable[CueState], item: str) -> list[CueState]:
    """The cues that fire with the GO of their item."""
    return [each for each in of_item(cues, item) if each.cue.at == "start" and to_come(each)]


def unfired(cues: Iterable[CueState], item: str | None) -> list[CueState]:
    """The item's cues that were to come and are still to come: standby lists them, the next item's GO skips them."""
    return [each for each in of_item(cues, item) if to_come(each)]


def follows(cues: Iterable[CueState], number: str) -> str | None:
    """The cue that chains on to `number`, judged by how that one stands: none after a failed one. What is disarmed or
    skipped is passed over; one that was fired already ends the chain, what comes after it is its own to say.
    """
    every = list(cues)
    this = next((each for each in every if each.cue.number == number), None)
    if this is None or this.cue.follow == "stop" or this.state not in ("running", "done"):
        return None
    if this.cue.follow == "after" and this.state != "done":
        return None
    for each in of_item(every, this.cue.item):
        if order(each.cue.number) <= order(number):
            continue
        if to_come(each):
            return each.cue.number
        if each.armed and each.state != "skipped":
            return None
    return None


def shown(state: CueState, now: datetime, alive: Callable[[str], bool]) -> CueStateName:
    """How a cue stands for the eye: `disarmed` while it is passed over, `unknown` when it was never answered.

    Never answered: an action of the firing is still out after its wait and deadline, and its process is gone.
    """
    if state.state == "running" and _unanswered(state) and overdue(state, now) and not alive(state.process):
        return "unknown"
    if not state.armed and state.state in TO_COME:
        return "disarmed"
    return state.state


def word(state: CueStateName) -> str:
    """The state in a sentence."""
    words: dict[CueStateName, str] = {
        "waiting": _("waiting"), "standby": _("standing by"), "running": _("running"), "done": _("done"),
        "failed": _("failed"), "skipped": _("skipped"), "disarmed": _("disarmed"), "stopped": _("stopped"),
        "unknown": _("unknown"),
    }  # fmt: skip
    return words[state]


def overdue(state: CueState, now: datetime) -> bool:
    """Is the firing older than its wait and its deadline together?"""
    if state.fired_at is None:
        return False
    return now - state.fired_at > timedelta(seconds=state.cue.pre_wait + state.deadline)


def _unanswered(state: CueState) -> bool:
    return not state.answers or any(each.result is None for each in state.answers)


def outcome(state: CueState) -> Literal["done", "failed"] | None:
    """What the answers so far make of the firing; None while an action is still out."""
    if any(each.result == "failed" for each in state.answers):
        return "failed"
    if any(each.result is None for each in state.answers):
        return None
    return "done"


def refusal(verb: Verb, number: str, state: CueState | None, seen: CueStateName | None) -> Refusal | None:
    """Why the cue can't be told that now, or None. `seen` is its state as `shown`."""
    if state is None or seen is None:
        return Refusal("no_such_cue", _("There is no cue {number}.").format(number=number))
    if verb in ("go", "retry", "standby", "skip") and seen == "running":
        return Refusal("already_running", _("Cue {number} is running. GO does nothing to it.").format(number=number))
    if verb == "go" and seen in ("done", "skipped"):
        said = _("Cue {number} is {state} already. Call it to standby first to fire it again.")
        return Refusal("already_done", said.format(number=number, state=word(seen)))
    if verb in ("go", "standby", "retry") and not state.armed:
        return Refusal("disarmed", _("Cue {number} is disarmed. Arm it first.").format(number=number))
    if verb == "retry" and seen not in NEEDS_A_PERSON:
        said = _("Cue {number} is {state}; there is nothing to retry.")
        return Refusal("nothing_to_retry", said.format(number=number, state=word(seen)))
    if verb in ("done", "leave") and not state.fired:
        return Refusal("not_fired", _("Cue {number} was not fired; skip it instead.").format(number=number))
    if (verb == "done" and seen == "done") or (verb == "skip" and seen in ("done", "skipped")):
        return Refusal("already_done", _("Cue {number} is {state} already.").format(number=number, state=word(seen)))
    if verb == "leave" and seen not in NEEDS_A_PERSON:
        said = _("Cue {number} is {state}; there is nothing to leave.")
        return Refusal("nothing_to_leave", said.format(number=number, state=word(seen)))
    return None


def fire_draft(
    state: CueState, mode: ShowMode, process: str, deadline: float, run: str = "", source: str = ""
) -> Draft:
    """The intent to fire, as it is stored before anything is sent. `deadline` is seconds, per action."""
    body = CueFired(state.cue.actions, mode, process, deadline, run, source)
    return Draft(f"cue/{state.cue.number}", body)


def to_fire(facts: Sequence[Fact]) -> tuple[Shot, ...]:
    """The firings among facts just stored, and what triggers tell of them, for the process that stored them to send."""
    fired = tuple(
        ToFire(fact.subject.removeprefix("cue/"), fact.id, fact.known.source == "resume")
        for fact in facts
        if isinstance(fact.known, CueFired)
    )
    return (*fired, *to_send(facts))
