"""What is wrong with the speakers, a row each: who is called and not here, whose kit is missing, whose deputy waits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from console.rules.speakers.speaking import SlotShown, SpeakersView
from data.words import _
from screens.speaker_words import chasing_words, missing_words, name_of, slot_of
from screens.widgets.alert_rows import Alert
from screens.widgets.plain import shown, two_scripts


def risk_alerts(view: SpeakersView, now: datetime, stages: Mapping[str, str] = {}, key: str = "F4") -> list[Alert]:
    """Who is called and not here, the most urgent first, with what the desk does about it; `stages` by name where it
    must be said, `key` where one goes."""
    rows: list[Alert] = []
    for each in view.at_risk:
        slot = slot_of(view, each)
        if slot is None or slot.expected_start is None:
            continue
        minutes = _minutes(slot.expected_start, now)
        when = _("ON IN {n} MIN").format(n=minutes) if minutes else _("ON NOW")
        what = ", ".join(part for part in (_slot(slot), stages.get(slot.stage, "")) if part)
        # Who was reached comes, and when stands there; the list of all who are missing says since when it is so.
        calling = chasing_words()[slot.calling.how] if slot.calling is not None and slot.state != "coming" else ""
        words = f"{when}, {_where(slot, now)}   {_who(slot)}, {what}"
        rows.append(Alert(words, "  ".join(filter(None, (calling, key)))))
    return rows


def _where(slot: SlotShown, now: datetime) -> str:
    if slot.deputy is not None and slot.deputy.here is not None:
        return _("DEPUTY HERE")
    if slot.state == "coming" and slot.expected is not None:
        words = _("WAS DUE {time}") if slot.expected < now else _("HERE {time}")
        words = _("COMES LATE {time}") if slot.expected >= now and slot.waits > 0 else words
        return words.format(time=f"{slot.expected:%H:%M}")
    return {"coming": _("ON THE WAY"), "absent": _("WILL NOT COME")}.get(slot.state, _("NOT IN BUILDING"))


def _who(slot: SlotShown) -> str:
    if slot.deputy is None or slot.deputy.here is None:
        return name_of(slot)
    return _("{who} for {name}").format(who=two_scripts(slot.deputy.name, slot.deputy.name_alt), name=name_of(slot))


def kit_alerts(view: SpeakersView, now: datetime, key: str = "") -> list[Alert]:
    """Whose kit is not as it must be while there is time to see to it, the most urgent first."""
    slots = (slot_of(view, each) for each in view.unready)
    return [_kit(slot, now, key) for slot in slots if slot is not None]


def called_kit_alerts(view: SpeakersView, now: datetime, key: str) -> list[Alert]:
    """The same of those whose call has come: until then it is not the stage manager's work."""
    slots = (slot_of(view, each) for each in view.unready)
    return [_kit(slot, now, key) for slot in slots if slot is not None and slot.call is not None and slot.call <= now]


def _kit(slot: SlotShown, now: datetime, key: str) -> Alert:
    minutes = _minutes(slot.expected_start or now, now)
    said = _("KIT   {name}, on in {n} min: {missing}") if minutes else _("KIT   {name}, on now: {missing}")
    return Alert(said.format(name=name_of(slot), n=minutes, missing=missing_words(slot)), key)


def deputy_alerts(slots: Iterable[SlotShown], key: str) -> list[Alert]:
    """Whose deputy has no slot yet: who comes instead of a guest does not speak by that alone."""
    rows: list[Alert] = []
    for slot in slots:
        if slot.deputy is not None:
            who = two_scripts(slot.deputy.name, slot.deputy.name_alt)
            here = _("here {time}").format(time=f"{slot.deputy.here:%H:%M}") if slot.deputy.here else _("not here yet")
            said = _("DEPUTY   {who} ({here}) comes for {name}, {slot}")
            rows.append(Alert(said.format(who=who, here=here, name=name_of(slot), slot=_slot(slot)), key))
    return rows


def _slot(slot: SlotShown) -> str:
    return _("{item} slot {n}").format(item=shown(slot.item), n=slot.order)


def _minutes(start: datetime, now: datetime) -> int:
    return max(0, int((start - now).total_seconds() // 60))
