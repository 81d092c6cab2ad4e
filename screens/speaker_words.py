"""What a room says of speakers: who is on, who is next and where they are, who is missing."""

from __future__ import annotations

from datetime import datetime

from console.rules.slots import NOT_HERE, words
from console.rules.speaking import SlotShown, SpeakersView
from console.rules.timeline import Timeline
from data.words import _
from screens.widgets.lines import span
from screens.widgets.live_panel import Said
from screens.widgets.next_speaker import NextView
from screens.widgets.plain import shown, two_scripts


def slot_of(view: SpeakersView, slot: str | None) -> SlotShown | None:
    return next((each for each in view.slots if each.id == slot), None) if slot is not None else None


def name_of(slot: SlotShown) -> str:
    return two_scripts(slot.name, slot.name_alt)


def whereabouts(slot: SlotShown, now: datetime) -> str:
    """Where the speaker is, with the time that belongs to it: `coming, here 14:50`, `miked`."""
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
    on = next((slot for slot in turns if slot.state == "on"), None)
    to_come = [slot for slot in turns if slot.state not in ("on", "off", "absent")]
    first = on or (to_come[0] if to_come else None)
    said: list[Said] = []
    if first is not None:
        nth = _("{n} of {of}").format(n=first.order, of=first.of)
        said.append(Said(f"{nth}   {shown(first.role)}".rstrip()))
        if on is not None:
            tone = "bold $tone-over" if on.left is not None and on.left < 0 else "bold"
            said.append(Said(f"{_('on'):<8} {name_of(on)}   {left_words(on.left)}".rstrip(), tone))
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


def left_words(left: float | None) -> str:
    """`2:29 left`, `0:40 over`."""
    if left is None:
        return ""
    return _("{time} left").format(time=span(left)) if left >= 0 else _("{time} over").format(time=span(-left))


def _coming_up(word: str, slot: SlotShown, now: datetime) -> Said:
    tone = "bold $tone-over" if slot.at_risk else ""
    sign = "!! " if slot.at_risk else ""
    where = _("not here") if slot.state == "away" else whereabouts(slot, now)
    return Said(f"{word:<8} {sign}{name_of(slot)}   {where}", tone)


def remarks(view: SpeakersView, times: Timeline) -> dict[str, str]:
    """What the running order says of an item's speakers: who is missing, or when they come."""
    found: dict[str, str] = {}
    for slot in view.slots:
        if slot.item in found or slot.item == times.live or slot.state not in NOT_HERE or slot.expected_start is None:
            continue
        if slot.state == "coming" and slot.expected is not None:
            who = shown(slot.role) or shown(slot.name)
            eta = _("!! {who} was due {time}") if slot.expected < view.now else _("{who} ETA {time}")
            found[slot.item] = eta.format(who=who, time=f"{slot.expected:%H:%M}")
        elif slot.at_risk:
            found[slot.item] = _("!! {who} not here").format(who=shown(slot.name))
    return found


def risk_alerts(view: SpeakersView, now: datetime) -> list[str]:
    """Who is called and not here, the most urgent first."""
    rows: list[str] = []
    for each in view.at_risk:
        slot = slot_of(view, each)
        if slot is None or slot.expected_start is None:
            continue
        minutes = max(0, int((slot.expected_start - now).total_seconds() // 60))
        when = _("ON IN {n} MIN").format(n=minutes) if minutes else _("ON NOW")
        place = {"coming": _("ON THE WAY"), "absent": _("WILL NOT COME")}.get(slot.state, _("NOT IN BUILDING"))
        what = _("{item} slot {n}").format(item=shown(slot.item), n=slot.order)
        rows.append(f"{when}, {place}   {name_of(slot)}, {what}   F4")
    return rows


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
    said = (
        (name_of(slot), "bold"),
        (shown(slot.role), ""),
        (titles.get(slot.item, ""), "$tone-dim"),
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
