"""Free timers: what each shows at a moment, worked out from when it was started, and what may be done with it."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from console.rules.refusals import Refusal
from console.rules.spans import span
from data.clean import clean
from data.facts import Body, Draft
from data.kinds.timers import TimerAdded, TimerRemoved, TimerReset, TimerShown, TimerStarted, TimerStopped, Way
from data.timers import TimersState, TimerState
from data.words import _

LONGEST = 40
"""Signs that a timer's name may have."""
MOST = 99 * 3600.0


class TimerNow(Struct, frozen=True):
    """A timer at a moment: `figure` is seconds, left of one that counts down (negative: over) or gone by of one that
    counts up."""

    name: str
    way: Way
    figure: float
    running: bool
    length: float = 0
    shown_on: tuple[str, ...] = ()

    @property
    def over(self) -> bool:
        return self.way == "down" and self.figure < 0


class TimerDone(Struct, frozen=True):
    """What is to be recorded, and what the operator reads."""

    drafts: tuple[Draft, ...]
    said: str


def figure(timer: TimerState, now: datetime) -> float:
    """What it shows. A clock set back before it was started takes nothing away."""
    gone = timer.ran + (max(0.0, (now - timer.since).total_seconds()) if timer.since is not None else 0.0)
    return timer.length - gone if timer.way == "down" else gone


def timers_now(state: TimersState, now: datetime) -> tuple[TimerNow, ...]:
    """All of them, in the order they were set."""
    return tuple(
        TimerNow(
            each.name, each.way, figure(each, now), each.since is not None, each.length,
            tuple(stage for stage, name in state.shown.items() if name == each.name),
        )
        for each in state.timers.values()
    )  # fmt: skip


def rings(before: tuple[TimerNow, ...], after: tuple[TimerNow, ...]) -> bool:
    """Did one that runs down reach zero between the two looks?"""
    left = {each.name: each.figure for each in before if each.way == "down"}
    return any(each.way == "down" and each.running and each.figure <= 0 < left.get(each.name, 0.0) for each in after)


def add(state: TimersState, name: str, length: float | None) -> TimerDone | Refusal:
    """A timer that counts down from `length`, or up where none is said; one of that name is set anew."""
    known = next((each for each in state.timers if each.casefold() == named(name).casefold()), named(name))
    if not known:
        return Refusal("no_name", _("A timer wants a name, such as bus or coffee."))
    if length is not None and not 0 < length <= MOST:
        return Refusal("no_length", _("A timer counts down from something between a second and 99 hours."))
    if length is None:
        return _done(TimerAdded(known), _("Timer {name} counts up.").format(name=known))
    said = _("Timer {name} counts down from {time}.").format(name=known, time=span(length))
    return _done(TimerAdded(known, "down", length), said)


def begin(state: TimersState, name: str, length: float | None) -> TimerDone | Refusal:
    """The same, and it runs at once."""
    added = add(state, name, length)
    if isinstance(added, Refusal):
        return added
    starts = [Draft("timers", TimerStarted(d.body.name)) for d in added.drafts if isinstance(d.body, TimerAdded)]
    return TimerDone((*added.drafts, *starts), added.said)


def named(text: str) -> str:
    """A timer's name as it is kept."""
    return clean(text)[:LONGEST].strip()


def start(state: TimersState, name: str) -> TimerDone | Refusal:
    timer = find(state, name)
    if isinstance(timer, Refusal):
        return timer
    if timer.since is not None:
        return Refusal("already_running", _("Timer {name} runs already.").format(name=timer.name))
    return _done(TimerStarted(timer.name), _("Timer {name} runs.").format(name=timer.name))


def stop(state: TimersState, name: str) -> TimerDone | Refusal:
    """Stops it where it is; start goes on from there."""
    timer = find(state, name)
    if isinstance(timer, Refusal):
        return timer
    if timer.since is None:
        return Refusal("not_running", _("Timer {name} does not run.").format(name=timer.name))
    return _done(TimerStopped(timer.name), _("Timer {name} stands.").format(name=timer.name))


def reset(state: TimersState, name: str) -> TimerDone | Refusal:
    timer = find(state, name)
    if isinstance(timer, Refusal):
        return timer
    return _done(TimerReset(timer.name), _("Timer {name} is back at its beginning.").format(name=timer.name))


def remove(state: TimersState, name: str) -> TimerDone | Refusal:
    timer = find(state, name)
    if isinstance(timer, Refusal):
        return timer
    return _done(TimerRemoved(timer.name), _("Timer {name} is gone.").format(name=timer.name))


def show(state: TimersState, name: str, stage: str) -> TimerDone | Refusal:
    """On that stage's timer room, beside what is left for the speaker."""
    timer = find(state, name)
    if isinstance(timer, Refusal):
        return timer
    return _done(TimerShown(stage, timer.name), _("Timer {name} is on the timer room.").format(name=timer.name))


def hide(state: TimersState, stage: str) -> TimerDone | Refusal:
    if stage not in state.shown:
        return Refusal("no_such_timer", _("No timer is on the timer room."))
    return _done(TimerShown(stage), _("The timer room shows no timer beside the speaker's."))


def find(state: TimersState, name: str) -> TimerState | Refusal:
    """The timer of that name, letter case aside."""
    wanted = named(name).casefold()
    found = next((each for each in state.timers.values() if each.name.casefold() == wanted), None)
    if found is None:
        known = ", ".join(state.timers) or _("none")
        words = _("There is no timer called {name}; there are: {known}.")
        return Refusal("no_such_timer", words.format(name=clean(name), known=known))
    return found


def _done(body: Body, said: str) -> TimerDone:
    return TimerDone((Draft("timers", body),), said)
