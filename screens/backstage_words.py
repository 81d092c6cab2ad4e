"""What the backstage room says at one moment: what is on, who is next, what comes then, calls and notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta

from console.rules import calling
from console.rules.calling import Call
from console.rules.speakers import kit, slots
from console.rules.speakers.slots import NOT_HERE
from console.rules.speakers.speaking import SlotShown, SpeakersView
from console.rules.times.timeline import Line, Timeline
from data.states import StageState
from data.words import _
from screens.order_words import line_of
from screens.speaker_words import left_words, name_of, slot_of, whereabouts
from screens.stage_read import StageNow
from screens.widgets.backstage_face import BackstageView, NextUp
from screens.widgets.lines import span
from screens.widgets.plain import shown, two_scripts

THEN = 3
"""How many of the items to come are listed."""
TONES = {"normal": "$tone-normal", "warning": "$tone-warning", "danger": "$tone-danger", "over": "$tone-over"}


def backstage_view(
    known: StageNow, view: SpeakersView, times: Timeline, now: datetime, department: str, said: Sequence[str] = ()
) -> BackstageView:
    """Everything at this moment; `said` are messages to this room, `department` "" is all of them."""
    head, ends, tone = _head(known, times, now)
    live = line_of(times, times.live)
    following = line_of(times, times.standby)
    about = live or following
    found = _calls(known, times)
    return BackstageView(
        head=head,
        ends=ends,
        tone=tone,
        title=two_scripts(about.title, about.title_alt) if about else _nothing(times),
        figure=_figure(times, following, now),
        on=tuple(_on(known, view, times)),
        next=_next(view, times, now),
        messages=tuple(said),
        calls=tuple(_call(each, now) for each in calling.due(found)),
        then=tuple(_then(times, found, now)),
        notes_head=_("NOTES for {department}").format(department=shown(department)) if department else _("NOTES"),
        notes=tuple(_notes(known, times, department)),
    )


def departments(state: StageState) -> tuple[str, ...]:
    """Every department that some item of the stage has a note for."""
    return calling.departments(tuple(state.items.values()))


def _calls(known: StageNow, times: Timeline) -> tuple[Call, ...]:
    if known.day.state == "closed":
        return ()
    return calling.calls(known.state, times, calling.usual(known.day.event))


# -- what is on --------------------------------------------------------------------------------------------------------
def _head(known: StageNow, times: Timeline, now: datetime) -> tuple[str, str, str]:
    """The rule over the time left: what is on, when it ends, and the colour of both."""
    live = line_of(times, times.live)
    if live is None or times.remaining is None:
        words = {
            "before": _("BEFORE THE START"), "held": _("ON HOLD"), "between": _("NOTHING ON"), "ended": _("ENDED"),
        }  # fmt: skip
        following = line_of(times, times.standby)
        tone = "$tone-warning" if times.state == "held" else "$tone-out" if following else "$tone-dim"
        head = words.get(times.state, _("NOTHING ON"))
        if following is None:
            return head, "", tone
        planned = f"{following.expected_start or following.planned_start:%H:%M}"
        return f"{head}   {shown(following.id)}", _("NEXT IN, {time}").format(time=planned), tone
    due = now.astimezone(UTC) + timedelta(seconds=times.remaining)
    ends = f"{due.astimezone(times.now.tzinfo):%H:%M:%S}"
    if times.state == "held":
        return (
            _("ON HOLD  {item}").format(item=shown(live.id)),
            _("LEFT, would end {time}").format(time=ends),
            ("$tone-warning"),
        )
    said = {
        "warning": _("WARNING, ends {time}"), "danger": _("WRAP, ends {time}"), "over": _("OVER, was to end {time}"),
    }.get(times.phase or "", _("LEFT, ends {time}"))  # fmt: skip
    return _("ON  {item}").format(item=shown(live.id)), said.format(time=ends), TONES[times.phase or "normal"]


def _figure(times: Timeline, following: Line | None, now: datetime) -> float | None:
    if times.remaining is not None:
        return times.remaining
    if following is None:
        return None
    return ((following.expected_start or following.planned_start) - now).total_seconds()


def _nothing(times: Timeline) -> str:
    return _("The order is at its end.") if times.items else _("No running order yet.")


def _on(known: StageNow, view: SpeakersView, times: Timeline) -> Iterator[str]:
    """Who speaks, and how long the stage is on hold already."""
    run = known.state.runs[-1] if known.state.runs else None
    if run is not None and run.held_since is not None:
        yield _("on hold {time}").format(time=span((times.now - run.held_since).total_seconds()))
    slot = slot_of(view, view.on)
    if slot is not None:
        yield f"{name_of(slot)}   {left_words(slot.left)}".rstrip()


# -- who is next -------------------------------------------------------------------------------------------------------
def _next(view: SpeakersView, times: Timeline, now: datetime) -> NextUp | None:
    slot = slot_of(view, view.next)
    if slot is None:
        return None
    tone = "$tone-over" if slot.at_risk else "$tone-warning" if slot.state in NOT_HERE else "$tone-in"
    head = _("NEXT  {item}").format(item=shown(slot.item))
    head += "  " + _("{n} of {of}").format(n=slot.order, of=slot.of) if slot.of > 1 else ""
    line = line_of(times, slot.item)
    about = (shown(slot.role), two_scripts(line.title, line.title_alt) if line is not None else "")
    said = [
        (_where(slot, now), tone),
        (kit_words(slot), "$tone-warning" if slot.missing else ""),
        (_("say {say}").format(say=shown(slot.say)) if slot.say else "", "bold"),
        ("   ".join(part for part in about if part), "$tone-dim"),
    ]
    word = slots.words()[slot.state].upper()
    return NextUp(head, _when(slot, now), name_of(slot), word, tone, tuple(each for each in said if each[0]))


def _where(slot: SlotShown, now: datetime) -> str:
    """Where they are, with the time; nothing that the large word says already."""
    words = whereabouts(slot, now)
    return "" if words == slots.words()[slot.state] else words


def _when(slot: SlotShown, now: datetime) -> str:
    if slot.expected_start is None:
        return ""
    minutes = int((slot.expected_start - now).total_seconds() // 60)
    words = _("on {time}, in {n} min") if minutes > 0 else _("on {time}, now")
    return words.format(time=f"{slot.expected_start:%H:%M}", n=minutes)


def kit_words(slot: SlotShown) -> str:
    """`microphone 3 given, slides checked, !! text wanted`."""
    return ", ".join(_pieces(slot))


def _pieces(slot: SlotShown) -> Iterable[str]:
    for piece in slot.kit:
        name = kit.piece_words()[piece.what]
        if piece.number:
            name = f"{name} {shown(piece.number)}"
        words = f"{name} {kit.state_words(piece.what)[piece.state]}"
        yield f"!! {words}" if piece.missing else words


# -- what comes --------------------------------------------------------------------------------------------------------
def _then(times: Timeline, found: Sequence[Call], now: datetime) -> Iterator[str]:
    """The next items with when they are expected and whether they were called; with nothing on, the very next one
    stands above already."""
    ahead = [line for line in times.items if line.expected_start is not None and line.status not in ("live", "done")]
    if times.live is None:
        ahead = [line for line in ahead if line.id != times.standby]
    for line in ahead[:THEN]:
        given = [each for each in found if each.item == line.id and each.edge == "start" and each.status == "given"]
        called = _("called") if given else _("standby") if line.status == "standby" else ""
        late = ""
        if line.expected_start is not None and abs((line.expected_start - line.planned_start).total_seconds()) >= 60:
            late = _("(plan {time})").format(time=f"{line.planned_start:%H:%M}")
        title = two_scripts(line.title, line.title_alt)
        parts = (f"{line.expected_start:%H:%M}", f"{shown(line.id):<5}", title, late, called)
        yield "  ".join(part for part in parts if part)


def _call(call: Call, now: datetime) -> tuple[str, str]:
    left = span(max(0.0, (call.expected - now).total_seconds()))
    title = two_scripts(call.title, call.title_alt)
    words = _("CALL  {item} {title} in {time}")
    if call.edge == "end":
        words = _("CALL  {item} {title} ends in {time}")
    return words.format(item=shown(call.item), title=title, time=left), "bold $tone-ask"


def _notes(known: StageNow, times: Timeline, department: str) -> Iterator[str]:
    """What the departments must know of the item that is on and of the next."""
    for item in calling.live_and_next(known.state, times):
        for note in calling.notes_of(item, department):
            who = "" if department else f"{shown(note.department)}: "
            yield f"{shown(item.id)}  {who}{shown(note.text)}"
