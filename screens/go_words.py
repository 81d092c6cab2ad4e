"""What Space will do, in words: which cue it fires, which item it starts, what it skips, or what is missing first."""

from __future__ import annotations

from datetime import datetime

from console.process import alive
from console.rules import cuestack
from console.rules.times.order import called
from console.rules.times.timeline import Line, Timeline
from data.records import ShowMode
from data.states import CueState
from data.words import _, ngettext
from screens.stage_read import StageNow
from screens.widgets.go_panel import GoView
from screens.widgets.plain import shown


def go_view(known: StageNow, times: Timeline, now: datetime) -> GoView:
    """The panel at this moment; the same questions as the rule of GO asks."""
    if known.day.state == "closed":
        words = _("the event is closed: GO does nothing")
        return GoView("closed", _("CLOSED"), words, then=_("F9 setup opens it again"))
    if not times.items:
        return GoView(
            "nothing",
            _("NOTHING"),
            _("this stage has no running order yet"),
            then=_("callboard import FILE FOLDER fills it;  o  the other stage"),
        )
    by_call = called(known.state)
    number = cuestack.on_go(known.cues, times.live, by_call)
    cue = next((each for each in known.cues if each.cue.number == number), None)
    if cue is not None:
        return _fires(known, times, cue, now)
    if times.standby is None:
        last = _("nothing comes after {item}: GO does nothing").format(item=times.live) if times.live else ""
        return GoView(
            "nothing",
            _("NOTHING"),
            last or _("the order is at its end: GO does nothing"),
            then=_("then s      stand by an item picked with arrows") + (_("      E ends it") if times.live else ""),
        )
    line = next(line for line in times.items if line.id == times.standby)
    if known.day.mode == "show" and by_call is None:
        return GoView(
            "not_standing_by", _("NOT YET"), _("stand by first:  s  calls {item}").format(item=_named(line)),
            state=_("show mode"), then=_skips(known, times.live, line.id), beside=_beside(known, times),
        )  # fmt: skip
    return _starts(known, times, line)


def _fires(known: StageNow, times: Timeline, cue: CueState, now: datetime) -> GoView:
    outputs = "  ".join(dict.fromkeys(action.output for action in cue.cue.actions))
    words = "    ".join(part for part in (shown(cue.cue.name), shown(outputs)) if part)
    state, troubled = readiness(cue, known.day.mode, now)
    follow = {"with": _("then the next by itself"), "after": _("then the next when it ends")}.get(cue.cue.follow, "")
    return GoView(
        "cue", _("CUE {number}").format(number=shown(cue.cue.number)), words, state=state, troubled=troubled,
        then=_after(known, times), then_state=follow, beside=_beside(known, times),
    )  # fmt: skip


def readiness(cue: CueState, mode: ShowMode, now: datetime) -> tuple[str, bool]:
    """How ready the cue is, and whether that is a trouble."""
    if cue.warnings:
        return "!! " + shown(cue.warnings[0]), True
    if mode in ("edit", "dry"):
        return _("{mode}, not sent").format(mode=mode_words()[mode]), False
    if cuestack.shown(cue, now, alive) == "standby":
        return _("standing by"), False
    return _("not prepared"), False


def _after(known: StageNow, times: Timeline) -> str:
    """What s does while cues are left."""
    if times.standby is None:
        return _("then        nothing comes after this item")
    line = next(line for line in times.items if line.id == times.standby)
    skips = _skips(known, times.live, line.id, bracket=True)
    return _("then s      stand by {item}{skips}").format(item=_named(line), skips=skips)


def _starts(known: StageNow, times: Timeline, line: Line) -> GoView:
    opening = cuestack.starts(known.cues, line.id)
    fires = _("and fires {cues}").format(cues=_numbers(opening)) if opening else ""
    skips = _skips(known, times.live, line.id)
    first = cuestack.on_go(known.cues, line.id)
    after = _("then Space  fires cue {number}").format(number=first) if first else ""
    ended = _("ends {item}").format(item=shown(times.live)) if times.live else ""
    then = skips or after or (_("then s      stand by the next") if known.day.mode == "show" else "")
    return GoView(
        "item", _("START {item}").format(item=shown(line.id)), shown(f"{line.title} {line.title_alt}"),
        state=fires, then=then, then_state=ended, beside=_beside(known, times), troubled=False,
    )  # fmt: skip


def _skips(known: StageNow, live: str | None, standby: str, *, bracket: bool = False) -> str:
    """Which cues of the live item the item standing by would skip."""
    left = cuestack.unfired(known.cues, live) if live and live != standby else []
    if not left:
        return ""
    words = _("skips {cues}").format(cues=_numbers(left))
    return f"  ({words})" if bracket else words


def _numbers(cues: list[CueState]) -> str:
    """`8.3`, `8.3 and 8.4`, `8.3 to 8.9, 7 cues`."""
    numbers = [shown(each.cue.number) for each in cues]
    if len(numbers) > 3:
        return ngettext("{first} to {last}, {n} cue", "{first} to {last}, {n} cues", len(numbers)).format(
            first=numbers[0], last=numbers[-1], n=len(numbers)
        )
    if len(numbers) == 1:
        return numbers[0]
    return _("{some} and {last}").format(some=", ".join(numbers[:-1]), last=numbers[-1])


def _beside(known: StageNow, times: Timeline) -> str:
    if times.state == "held":
        return _("on hold: GO ends the hold")
    if times.live is None:
        return _("{item} stands by").format(item=shown(times.standby)) if times.standby and known.state.standby else ""
    left = len(cuestack.unfired(known.cues, times.live))
    if left == 0:
        return _("{item} has no more cues").format(item=shown(times.live))
    words = ngettext("{item} has {n} more cue", "{item} has {n} more cues", left)
    return words.format(item=shown(times.live), n=left)


def _named(line: Line) -> str:
    return f"{shown(line.id)} {shown(line.title)}"


def mode_words() -> dict[ShowMode, str]:
    """The modes as the bar names them."""
    return {"edit": _("EDIT"), "dry": _("DRY"), "rehearse": _("REHEARSE"), "show": _("SHOW")}
