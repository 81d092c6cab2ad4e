"""What the strip of calls says at one moment: calls, going on by itself, counts, notes and free timers, in words."""

from __future__ import annotations

from datetime import UTC, datetime

from rich.cells import cell_len

from console.rules import calling, cuestack
from console.rules.autogo import Auto, auto
from console.rules.calling import Call
from console.rules.spans import span
from console.rules.timers import timers_now
from console.rules.times import counts
from console.rules.times.counts import Count
from console.rules.times.timeline import Timeline
from data.words import _, ngettext
from screens.stage_read import StageNow
from screens.widgets.call_strip import CallView, NoteShown, TimerShown
from screens.widgets.plain import shown, two_scripts

READY = 30.0
"""Seconds before a call is due in which a narrow terminal makes ready for it."""
TITLE, NARROW = 36, 8
"""Cells of a title that is called."""
SOON = 30.0
"""Seconds before an item starts by itself in which that is said loudly."""


def calls_of(known: StageNow, times: Timeline) -> tuple[Call, ...]:
    """The calls of the stage; none of an event that is over."""
    if known.day.state == "closed":
        return ()
    return calling.calls(known.state, times, calling.usual(known.day.event))


def call_view(
    known: StageNow, times: Timeline, found: tuple[Call, ...], department: str, now: datetime, *, wide: bool
) -> CallView:
    """The strip at this moment."""
    going = auto(known.state, times, known.day.mode)
    now = now.astimezone(UTC)
    goes_on, auto_tone = _auto(known, times, going, wide=wide)
    # Beside what goes on by itself a narrow terminal has room for the beginning of a title.
    call, call_tone = _call(found, now, NARROW if going is not None and not wide else TITLE, wide=wide)
    return CallView(
        call,
        call_tone,
        goes_on,
        auto_tone,
        tuple(TimerShown(each.name, each.figure, each.running) for each in timers_now(known.timers, now)),
        _notes(known, times, department),
        tuple(count_words(each) for each in counts.counts(times)) if wide else (),
        bright=now.second % 2 == 0,
    )


def _call(found: tuple[Call, ...], now: datetime, room: int, *, wide: bool) -> tuple[str, str]:
    """The call that is due, with its key and how many more are; else the next one, when it is near or there is room."""
    ready = calling.due(found)
    if ready:
        rest = (_("+{n} more") if wide else "+{n}").format(n=len(ready) - 1)
        more = f"   {rest}" if len(ready) > 1 else ""
        return _("CALL {what}   l gives it{more}").format(what=_what(ready[0], now, room), more=more), "bold $tone-ask"
    coming = next((each for each in found if each.status == "coming"), None)
    if coming is None:
        return "", ""
    left = (coming.due - now).total_seconds()
    if left > READY and not wide:
        return "", ""
    words = _("next call {time} before {item}, in {left}")
    if coming.edge == "end":
        words = _("next call {time} before the end of {item}, in {left}")
    return words.format(time=span(coming.before), item=shown(coming.item), left=span(max(0.0, left))), "$tone-dim"


def _what(call: Call, now: datetime, room: int) -> str:
    left = span(max(0.0, (call.expected - now).total_seconds()))
    if call.edge == "end":
        return _("{item} ends in {time}").format(item=shown(call.item), time=left)
    title = two_scripts(call.title, call.title_alt) if not call.title_alt else shown(f"{call.title} {call.title_alt}")
    return _("{item} {title} in {time}").format(item=shown(call.item), title=_short(title, room), time=left)


def _short(title: str, room: int) -> str:
    """As much of a title as leaves room for what is to be said of it."""
    return title if cell_len(title) <= room else shown(title, room).rstrip()


def _auto(known: StageNow, times: Timeline, found: Auto | None, *, wide: bool) -> tuple[str, str]:
    if found is None:
        return "", ""
    item, left = shown(found.item), span(max(0.0, found.left))
    match found.status:
        case "off":
            return _("auto GO is off this time   A on"), "$tone-dim"
        case "held":
            return _("auto GO of {item} waits for the hold").format(item=item), "$tone-warning"
        case "lapsed":
            return _("auto GO of {item} has lapsed: Space").format(item=item), "bold $tone-ask"
        case "not_standing_by" if found.left > 0:
            return _("auto GO of {item} in {left} wants s").format(item=item, left=left), "bold $tone-ask"
        case "not_standing_by":
            return _("AUTO GO WAITS: s calls {item}").format(item=item), "bold $tone-over"
    skipped = len(cuestack.unfired(known.cues, times.live))
    plain, short = _("auto GO of {item} in {left}  A off"), _("auto GO {left}  A off")
    if skipped:
        plain, short = _("auto GO of {item} in {left}, skips {n}  A off"), _("auto GO {left}, skips {n}  A off")
    words = plain if wide else short
    tone = "bold $tone-warning" if found.left <= SOON else ""
    return words.format(item=item, left=left, n=_cues(skipped)), tone


def _cues(count: int) -> str:
    return ngettext("{n} cue", "{n} cues", count).format(n=count)


def _notes(known: StageNow, times: Timeline, department: str) -> tuple[NoteShown, ...]:
    return tuple(
        NoteShown(item.id, note.department, note.text, item.id == times.live)
        for item in calling.live_and_next(known.state, times)
        for note in calling.notes_of(item, department)
    )


def count_words(count: Count) -> str:
    """`to break 10 in 32:10, at 15:00`."""
    names = {"break": _("break"), "lunch": _("lunch"), "flag": _("flag"), "item": ""}
    what = " ".join(part for part in (names[count.to], shown(count.item)) if part)
    if count.seconds <= 0:
        return _("{what} any moment").format(what=what)
    return _("to {what} in {time}, at {at}").format(what=what, time=span(count.seconds), at=f"{count.at:%H:%M}")
