"""What a room says of speakers: who is on, who is next and where they are, who is missing."""

from __future__ import annotations

from datetime import datetime

from textual.content import Content

from console.rules.speakers.slots import NOT_HERE, words
from console.rules.speakers.speaking import SlotShown, SpeakersView
from console.rules.times.timeline import Timeline
from data.records import Chasing, Interpreting
from data.words import _
from screens.widgets.lines import span
from screens.widgets.live_panel import TONES, Said
from screens.widgets.next_speaker import NextView
from screens.widgets.plain import shown, two_scripts


def slot_of(view: SpeakersView, slot: str | None) -> SlotShown | None:
    return next((each for each in view.slots if each.id == slot), None) if slot is not None else None


def name_of(slot: SlotShown) -> str:
    return two_scripts(slot.name, slot.name_alt)


def whereabouts(slot: SlotShown, now: datetime) -> str:
    """Where the speaker is, with the time that belongs to it: `coming, here 14:50`, `miked`."""
    if slot.dropped:
        return _("taken out")
    if slot.state == "coming" and slot.expected is not None:
        words_ = _("!! was due {time}") if slot.expected < now else _("coming, here {time}")
        return words_.format(time=f"{slot.expected:%H:%M}")
    if slot.state == "ready":
        return _("ready, in the wings")
    if slot.state == "away":
        return _("not in the building")
    return words()[slot.state]


def live_said(view: SpeakersView, times: Timeline) -> list[Said]:
    """The lines beside the digits: who speaks, who then, and whether the slots still fit."""
    turns = [slot for slot in view.slots if slot.item == times.live]
    if not turns:
        return []
    on = slot_of(view, view.on)
    on = on if on is not None and on.item == times.live else None
    to_come = [slot for slot in turns if slot.state not in ("on", "off", "absent") and not slot.dropped]
    to_come = _by_start([slot for slot in to_come if not slot.with_all] or to_come)
    first = on or (to_come[0] if to_come else None)
    said: list[Said] = []
    if first is not None:
        nth = _("{n} of {of}").format(n=first.order, of=first.of)
        say = _("say {say}").format(say=shown(first.say)) if first.say else ""
        said.append(Said("   ".join(part for part in (nth, shown(first.role), say) if part)))
        if on is not None:
            tone = f"bold {TONES[on.phase]}" if on.phase is not None and on.phase != "normal" else "bold"
            parts = (f"{_('on'):<8} {name_of(on)}", _mic(on), left_words(on.left))
            said.append(Said("   ".join(part for part in parts if part), tone))
        else:
            said.append(_coming_up(_("first"), first, view.now))
    then = next((slot for slot in to_come if slot is not first), None)
    if then is not None:
        said.append(_coming_up(_("then"), then, view.now))
    past = max((item.past for item in view.items if item.item == times.live), default=0.0)
    if past >= 1:
        words_ = _("!! slots run {time} past the item's end").format(time=span(past))
        said.append(Said(words_, "bold $tone-danger"))
    return said


def _by_start(slots: list[SlotShown]) -> list[SlotShown]:
    return sorted(slots, key=lambda slot: slot.expected_start.timestamp() if slot.expected_start else 0.0)


def _mic(slot: SlotShown) -> str:
    """`mic 3`, where somebody said which."""
    number = next((piece.number for piece in slot.kit if piece.what == "mic" and piece.number), "")
    return _("mic {number}").format(number=shown(number)) if number else ""


def left_words(left: float | None) -> str:
    """`2:29 left`, `0:40 over`."""
    if left is None:
        return ""
    return _("{time} left").format(time=span(left)) if left >= 0 else _("{time} over").format(time=span(-left))


def _coming_up(word: str, slot: SlotShown, now: datetime) -> Said:
    tone = "bold $tone-over" if slot.at_risk else ""
    sign = "!! " if slot.at_risk else ""
    where = _("not here") if slot.state == "away" else whereabouts(slot, now)
    kit = f"   {missing_words(slot)}" if slot.unready else ""
    return Said(f"{word:<8} {sign}{name_of(slot)}   {where}{kit}", tone or ("bold $tone-warning" if kit else ""))


def remarks(view: SpeakersView, times: Timeline) -> dict[str, str]:
    """What the running order says of an item's speakers: who is missing, or when they come."""
    found: dict[str, str] = {}
    for slot in view.slots:
        if slot.item in found or slot.item == times.live or slot.expected_start is None or slot.dropped:
            continue
        if slot.state not in NOT_HERE:
            if slot.unready:
                said = _("{who}: {missing}")
                found[slot.item] = said.format(who=shown(slot.name), missing=missing_words(slot))
            continue
        if slot.state == "coming" and slot.expected is not None:
            who = shown(slot.role) or shown(slot.name)
            eta = _("!! {who} was due {time}") if slot.expected < view.now else _("{who} ETA {time}")
            found[slot.item] = eta.format(who=who, time=f"{slot.expected:%H:%M}")
        elif slot.at_risk:
            found[slot.item] = _("!! {who} not here").format(who=shown(slot.name))
    return found


def missing_words(slot: SlotShown) -> str:
    """`no microphone, slides not checked`."""
    words_ = {"mic": _("no microphone"), "slides": _("slides not checked"), "text": _("interpreters have no text")}
    return ", ".join(words_[each] for each in slot.missing)


def calling_words(slot: SlotShown) -> str:
    """What the desk does about somebody who is not here, and since when."""
    return f"{chasing_words()[slot.calling.how]} {slot.calling.at:%H:%M}" if slot.calling is not None else ""


def chasing_words() -> dict[Chasing, str]:
    return {"calling": _("desk is calling"), "no_answer": _("no answer"), "reached": _("reached")}


def interpreting_words() -> dict[Interpreting, str]:
    return {
        "consecutive": _("consecutive"), "simultaneous": _("simultaneous"), "none": _("not interpreted"), "": "",
    }  # fmt: skip


def kit_ticks(slot: SlotShown, width: int | None = None) -> Content:
    """`mic 3 ok  slides !!  text ok`, or as letters where there are few cells: `M3 S! T`."""
    words_ = {"mic": _("mic"), "slides": _("slides"), "text": _("text")}
    parts: list[Content] = []
    for piece in slot.kit:
        number = shown(piece.number)
        tone = "bold $tone-over" if slot.unready and piece.missing else "$tone-warning" if piece.missing else "$tone-in"
        tone = "bold $tone-warning" if piece.out else tone
        if piece.state == "none":
            sign, tone = "-", "$tone-dim"
        else:
            at_rest = _("out") if piece.out else _("back") if piece.state == "returned" else _("ok")
            sign = "!!" if piece.missing else at_rest
        if width is None:
            parts.append(Content.styled(f"{words_[piece.what]} {number}".rstrip() + f" {sign}", tone))
        elif sign != "-":
            letter = words_[piece.what][:1].upper()
            parts.append(Content.styled(f"{letter}{number}{'!' if piece.missing else ''}", tone))
    return Content("  " if width is None else " ").join(parts)


def next_view(view: SpeakersView, titles: dict[str, str], now: datetime) -> NextView:
    """The panel over the speakers: who is next and where they are."""
    slot = slot_of(view, view.next)
    on = slot_of(view, view.on)
    now_on = _("on now   {name}   {left}").format(name=name_of(on), left=left_words(on.left)).rstrip() if on else ""
    if slot is None:
        rest = _("Nobody speaks after this.") if view.slots else _("Nobody speaks on this stage yet.")
        return NextView(head=_("NEXT"), said=((rest, "bold"), ("", ""), (now_on, "bold $tone-in")))
    tone = "$tone-over" if slot.at_risk else "$tone-warning" if slot.state in NOT_HERE else "$tone-in"
    head = _("NEXT  {item}").format(item=shown(slot.item))
    head += "  " + _("{n} of {of}").format(n=slot.order, of=slot.of) if slot.of > 1 else ""
    state = whereabouts(slot, now)
    if slot.since is not None and slot.state not in ("coming", "away"):
        state = _("{where} since {time}").format(where=state, time=f"{slot.since:%H:%M}")
    say = _("say {say}").format(say=shown(slot.say)) if slot.say else ""
    said = (
        (name_of(slot), "bold"),
        ("   ".join(part for part in (say, shown(slot.role), interpreting_words()[slot.interpreting]) if part), ""),
        (missing_words(slot), "bold $tone-warning") if slot.unready else (titles.get(slot.item, ""), "$tone-dim"),
        (f"!! {state}" if slot.at_risk else state, f"bold {tone}"),
        (now_on, "bold $tone-in"),
    )
    return NextView(words()[slot.state].upper(), tone, head, _when(slot, now), said)


def _when(slot: SlotShown, now: datetime) -> str:
    """`call 14:21   on 14:36, in 2 min`."""
    if slot.expected_start is None or slot.call is None:
        return ""
    minutes = int((slot.expected_start - now).total_seconds() // 60)
    ahead = _("in {n} min").format(n=minutes) if minutes > 0 else _("now")
    return _("call {call}   on {on}, {ahead}").format(
        call=f"{slot.call:%H:%M}", on=f"{slot.expected_start:%H:%M}", ahead=ahead
    )
