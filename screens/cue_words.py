"""What the cues room says at one moment: what GO does next and how ready that is, what runs, and the list of cues."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from msgspec import Struct

from console import outputs as equipment
from console.outputs.peer import Health
from console.process import alive
from console.rules import cuestack
from console.rules.times.order import called
from console.rules.times.timeline import Line, Timeline
from data.records import Action
from data.states import CueState
from data.words import _, ngettext
from screens.go_words import go_view
from screens.speaker_words import left_words
from screens.stage_read import StageNow
from screens.widgets.cue_list import CueLine, CuesShown, ItemLine, state_words
from screens.widgets.go_panel import TONES
from screens.widgets.lines import DIM, clock, span
from screens.widgets.next_cue import WARNS, ActionLine, NextCueView
from screens.widgets.on_cue import OnLine, OnView
from screens.widgets.plain import two_scripts

_LENGTH = re.compile(r"\b(in|out)=([0-9]+(?:\.[0-9]+)?)")


class CuesNow(Struct, frozen=True):
    """The stage and its cues at one moment. `seen` is each cue's state as shown, `health` what outputs said last."""

    known: StageNow
    times: Timeline
    now: datetime
    cues: tuple[CueState, ...]
    seen: Mapping[str, str]
    health: Mapping[str, Health]
    next: str | None

    def cue(self, number: str | None) -> CueState | None:
        return next((each for each in self.cues if each.cue.number == number), None)


def cues_now(known: StageNow, times: Timeline, now: datetime, health: Mapping[str, Health]) -> CuesNow:
    cues = tuple(cuestack.in_order(known.cues))
    seen = {each.cue.number: cuestack.shown(each, now, alive) for each in cues}
    number = cuestack.on_go(cues, times.live, called(known.state)) if known.day.state != "closed" else None
    return CuesNow(known, times, now, cues, seen, health, number)


# -- what GO does ------------------------------------------------------------------------------------------------------
def next_view(at: CuesNow) -> NextCueView:
    """The panel of the next GO; where no cue is left it says what GO does instead, in the stage room's own words."""
    cue = at.cue(at.next)
    if cue is None:
        return _no_cue(at)
    lines = tuple(ActionLine(WARNS, words, tone="$tone-over") for words in cue.warnings)
    lines += tuple(action_line(at, cue, action) for action in cue.cue.actions)
    if not cue.cue.actions and cue.cue.manual:
        lines = (ActionLine(_("by hand"), cue.cue.manual, "", ""), *lines)
    after = follow_words(at, cue)
    waits = _("waits {time} first").format(time=span(cue.cue.pre_wait)) if cue.cue.pre_wait else ""
    standing = at.seen[cue.cue.number] == "standby"
    time = clock(cue.since, ZoneInfo(at.known.zone), seconds=True)
    beside = _("standby called {time}").format(time=time) if standing else _("s  calls it to standby")
    title = cue.cue.name or cue.cue.manual or _("cue {number}").format(number=cue.cue.number)
    return NextCueView(cue.cue.number, title, "  ".join(filter(None, (waits, after))), beside, "$tone-in", lines)


def _no_cue(at: CuesNow) -> NextCueView:
    view = go_view(at.known, at.times, at.now)
    item = at.times.standby if view.does == "item" else None
    if item is None:
        told = (view.words, view.state, view.then, view.then_state)
        lines = [ActionLine("", words, tone="") for words in told if words]
        return NextCueView("", view.head, "", view.beside, TONES[view.does], tuple(lines))
    # What it sends comes before anything else: five rows hold no more than that.
    lines = [ActionLine("", view.words, ", ".join(filter(None, (view.state, view.then_state))))]
    for cue in cuestack.starts(at.cues, item):
        lines += [action_line(at, cue, action) for action in cue.cue.actions]
    title = _("START {item}").format(item=item)
    return NextCueView(item, title, view.then, view.beside, TONES[view.does], tuple(lines))


def action_line(at: CuesNow, cue: CueState, action: Action) -> ActionLine:
    """One action of a cue to come, and how ready its output is."""
    word, tone = ready(at, cue, action)
    return ActionLine(action.output, action.text, word, tone)


def ready(at: CuesNow, cue: CueState, action: Action) -> tuple[str, str]:
    """How ready an action is, in a word or two, and its tone."""
    output = at.known.day.outputs.get(action.output)
    mode = at.known.day.mode
    if output is None:
        return _("!! NO SUCH OUTPUT"), "$tone-over"
    if equipment.problem(output, action.text) or equipment.output_problem(output):
        return _("!! NOT READABLE"), "$tone-over"
    if mode in ("edit", "dry") or (mode == "rehearse" and output.live_only):
        return _("not sent: {mode}").format(mode=mode), DIM
    health = at.health.get(output.name)
    if health is not None and health.word == "down":
        return _("!! DOWN"), "$tone-over"
    if health is not None and health.word == "unknown":
        return _("!! BY HAND"), "$tone-warning"
    if output.type == "manual":
        return _("a person"), "$tone-out"
    if at.seen[cue.cue.number] == "standby" and not cue.warnings:
        return _("STANDING BY"), "$tone-in"
    if health is None:
        return _("not asked"), DIM
    return (_("OK"), "$tone-in") if health.word == "ok" else (_("sent only"), "$tone-out")


def follow_words(at: CuesNow, cue: CueState) -> str:
    """What comes after the cue by itself."""
    if cue.cue.follow == "stop":
        return _("then waits for GO")
    number = _chained(at, cue)
    if number is None:
        return _("then waits for GO: nothing follows")
    if cue.cue.follow == "after":
        return _("then {number} when it ends").format(number=number)
    if cue.cue.post_wait:
        return _("then {number} after {time}").format(number=number, time=span(cue.cue.post_wait))
    return _("then {number} with it").format(number=number)


def _chained(at: CuesNow, cue: CueState) -> str | None:
    """The cue that would follow by itself, were this one done now."""
    after = [each for each in cuestack.of_item(at.cues, cue.cue.item) if cuestack.to_come(each)]
    place = cuestack.order(cue.cue.number)
    return next((each.cue.number for each in after if cuestack.order(each.cue.number) > place), None)


# -- what runs ---------------------------------------------------------------------------------------------------------
def running(at: CuesNow) -> list[CueState]:
    """The cues that run, the newest first."""
    on = [each for each in at.cues if at.seen[each.cue.number] == "running" and each.fired_at is not None]
    return sorted(on, key=lambda each: (each.fired_at, cuestack.order(each.cue.number)), reverse=True)


def on_view(at: CuesNow, done_key: str) -> OnView:
    """The panel of what runs; with nothing on, the last that was fired. `done_key` confirms what a person was told."""
    zone = ZoneInfo(at.known.zone)
    on = running(at)
    if not on:
        last = newest(at)
        if last is None:
            return OnView(_("NOTHING RUNS"), "", "$tone-dim", (OnLine(_("no cue was fired yet"), "", tone=DIM),))
        word = state_words()[cuestack.shown(last, at.now, alive)]
        told = f"{last.cue.number}  {last.cue.name}"
        line = OnLine(word, told, tail=came_back(last)[0], tone=DIM)
        fired = _("last: {time}").format(time=clock(last.fired_at, zone, seconds=True))
        return OnView(_("NOTHING RUNS"), fired, DIM, (line,))
    first = on[0]
    since = clock(first.fired_at, zone, seconds=True)
    head = _("ON  {number}  since {time}").format(number=first.cue.number, time=since)
    return OnView(head, follow_words(at, first), "$tone-in", tuple(_on_line(at, each, done_key) for each in on))


def _on_line(at: CuesNow, cue: CueState, done_key: str) -> OnLine:
    ran = (at.now - cue.fired_at).total_seconds() if cue.fired_at is not None else 0.0
    if ran < cue.cue.pre_wait and all(each.result is None for each in cue.answers):
        words = _("{number}  {name}").format(number=cue.cue.number, name=cue.cue.name)
        return OnLine(_("IN {time}").format(time=span(cue.cue.pre_wait - ran)), words, tone="$tone-warning")
    people = [
        each
        for each in cue.answers
        if each.result == "sent" and (known := at.known.day.outputs.get(each.output)) and known.type == "manual"
    ]
    if people:
        told = "; ".join(f"{each.output}: {each.text}" for each in people)
        words = f"{cue.cue.number}  {told}"
        return OnLine(_("TOLD"), words, ran, tone="$tone-out", tail=done_key)
    ran -= cue.cue.pre_wait
    return OnLine(_("RUNNING"), f"{cue.cue.number}  {cue.cue.name}", max(0.0, ran), _length(cue))


def _length(cue: CueState) -> float | None:
    """How long it plays, where its words say from where to where."""
    for each in cue.answers:
        marks = {name: float(value) for name, value in _LENGTH.findall(each.text)}
        if "out" in marks:
            return max(0.0, marks["out"] - marks.get("in", 0.0)) or None
    return None


def newest(at: CuesNow) -> CueState | None:
    """The cue that was fired last."""
    fired = [each for each in at.cues if each.fired_at is not None]
    return max(fired, key=lambda each: (each.fired_at, cuestack.order(each.cue.number)), default=None)


# -- the list ----------------------------------------------------------------------------------------------------------
def came_back(cue: CueState) -> tuple[str, bool]:
    """What the actions got back, the worst first, and whether that is bad; `why` says more."""
    failed = [each for each in cue.answers if each.result == "failed"]
    if failed:
        return f"!! {failed[0].output}", not cue.left
    if cue.position is not None:
        return _("at {time}").format(time=span(cue.position)), False
    results = {
        "confirmed": _("confirmed"),
        "sent": _("sent"),
        "dry": _("dry, not sent"),
    }
    came = dict.fromkeys(results[each.result] for each in cue.answers if each.result in results)
    return " + ".join(came), False


def why(cue: CueState) -> str:
    """Why the first failed action failed."""
    return next((each.detail for each in cue.answers if each.result == "failed"), "")


def cues_shown(at: CuesNow) -> CuesShown:
    """Every cue of the stage under its item, in the order of the day."""
    lines: list[CueLine | ItemLine] = []
    by_item: dict[str, list[CueState]] = {}
    for cue in at.cues:
        by_item.setdefault(cue.cue.item, []).append(cue)
    for item in at.times.items:
        own = by_item.get(item.id)
        if own:
            lines.append(_item_line(at, item, own))
            lines += [_cue_line(at, each) for each in own]
    latest = newest(at)
    number = latest.cue.number if latest is not None else None
    return CuesShown(tuple(lines), ZoneInfo(at.known.zone), at.next, number, at.times.live or at.times.standby)


def _item_line(at: CuesNow, item: Line, own: list[CueState]) -> ItemLine:
    words = f"{item.id} {two_scripts(item.title, item.title_alt)}"
    if item.id == at.times.live:
        left = left_words(at.times.remaining)
        return ItemLine(item.id, words, f"{left}   {_day(at.times)}".strip(), live=True)
    if item.status in ("done", "skipped"):
        never = sum(cuestack.to_come(each) for each in own)
        beside = ngettext("{n} cue never fired", "{n} cues never fired", never).format(n=never) if never else _("done")
        return ItemLine(item.id, words, beside)
    start = item.expected_start or item.planned_start
    return ItemLine(item.id, words, _("from {time}").format(time=f"{start:%H:%M}"))


def _day(times: Timeline) -> str:
    late = round(times.offset)
    if late == 0:
        return _("day ON TIME")
    words = _("day {time} LATE") if late > 0 else _("day {time} EARLY")
    return words.format(time=span(abs(late)))


def _cue_line(at: CuesNow, cue: CueState) -> CueLine:
    came, bad = came_back(cue)
    state = cuestack.shown(cue, at.now, alive)
    fired = cue.fired_at if state not in ("waiting", "standby", "skipped", "disarmed") else None
    told = "   ".join(f"{action.output}: {action.text}" for action in cue.cue.actions)
    if state == "unknown":
        came, bad = _("!! never answered"), not cue.left
    elif fired is None:
        came = _("passed over") if state in ("disarmed", "skipped") else _waiting_words(cue)
        bad = bool(cue.warnings) and state in ("waiting", "standby")
    more = why(cue) if fired is not None and state == "failed" else cue.warnings[0] if bad and cue.warnings else ""
    follow = {"stop": "", "with": _("then next with"), "after": _("then next")}[cue.cue.follow]
    name = cue.cue.name or cue.cue.manual
    return CueLine(cue.cue.number, state, name, fired, came, more, bad, told, follow)


def _waiting_words(cue: CueState) -> str:
    if cue.warnings:
        return _("!! not ready")
    if cue.cue.at == "start":
        return _("with the item")
    return " + ".join(dict.fromkeys(action.output for action in cue.cue.actions)) or _("by hand")
