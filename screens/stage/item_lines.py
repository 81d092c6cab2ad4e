"""An item's page in lines: when it is, how it begins and ends, its words, and who and what belongs to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, tzinfo

from msgspec import Struct

from console.rules.editing import item_fields
from console.rules.editing.dividing import cues_of, slots_of
from console.rules.editing.edits import Known
from console.rules.editing.item_fields import NOTES_FOR, names, text_of
from console.rules.speakers import slots
from console.rules.times.plan import Planned
from console.rules.times.timeline import Line
from data.moments import zone_named
from data.records import Item
from data.words import _
from screens.widgets.plain import shown, two_scripts

TURNED = {
    "start_rule": ("follows", "fixed"), "end_rule": ("length", "fixed"),
    **dict.fromkeys(item_fields.FLAGS, ("yes", "no")),
}  # fmt: skip
"""Fields with two values: Enter takes the other one."""
TIMES = ("start_rule", "start", "end_rule", "end", "length", "least_length", "hard_out")
RUNNING = ("warning", "danger", "auto", "calls", "droppable", "flag", "public", "interpreting")
WORDS = ("title", "title_alt", "kind", "film", "notes")


class ItemLine(Struct, frozen=True):
    """One line. `field` is what Enter sets, "" where it is a heading or only shown; words are harmless already."""

    field: str
    label: str
    text: str = ""
    right: str = ""


def item_lines(item: Item, planned: Planned, line: Line | None, known: Known, zone: str) -> list[ItemLine]:
    """Everything of the item; headings have no label's colon and no field."""
    there, called = zone_named(zone), names()
    now = _now(line, there) if line is not None else ""

    def rows(fields: tuple[str, ...]) -> Iterator[ItemLine]:
        for field in fields:
            yield ItemLine(field, called[field], _text(item, planned, field, zone), _beside(item, planned, field))

    lines = [ItemLine("", _("TIMES"), now), *rows(TIMES), ItemLine("", _("RUNNING")), *rows(RUNNING)]
    lines += [ItemLine("", _("WORDS")), *rows(WORDS)]
    for department, note in item.notes_for.items():
        label = _("for {department}").format(department=shown(department))
        lines.append(ItemLine(NOTES_FOR + department, label, shown(note)))
    lines.append(ItemLine(NOTES_FOR, _("for …"), "", _("Enter: a note for a department")))
    turns, cues = slots_of(known, item.id), cues_of(known, item.id)
    if turns or cues:
        lines.append(ItemLine("", _("BELONGS TO IT"), _("F4 speakers, F5 cues")))
    words = slots.words()
    for n, slot in enumerate(turns, 1):
        lines.append(ItemLine("-", _("speaker {n}").format(n=n), two_scripts(slot.slot.name, slot.slot.name_alt),
                              words.get(slot.state, slot.state)))  # fmt: skip
    for cue in cues:
        lines.append(ItemLine("-", _("cue {number}").format(number=shown(cue.cue.number)), shown(cue.cue.name),
                              cue.state))  # fmt: skip
    return lines


def _text(item: Item, planned: Planned, field: str, zone: str) -> str:
    if field == "start_rule":
        return _("at a fixed time") if item.start_rule == "fixed" else _("follows what comes before it")
    if field == "end_rule":
        return _("at a fixed time") if item.end_rule == "fixed" else _("after its length")
    return shown(text_of(item, planned, field, zone_named(zone)))


def _beside(item: Item, planned: Planned, field: str) -> str:
    """What one should know of a field's value."""
    if field == "start" and not planned.fixed_start:
        return _("follows; a time makes it fixed")
    if field == "end" and item.end_rule != "fixed":
        return _("by its length; a time changes that")
    if field == "length" and item.end_rule == "fixed":
        return _("to its fixed end; a length moves that")
    if field == "calls" and item.calls is None:
        return _("as the event has it")
    return ""


def _now(line: Line, there: tzinfo) -> str:
    """When it is, was or will be: beside the plan."""

    def clock(at: datetime | None) -> str:
        return f"{at.astimezone(there):%H:%M:%S}" if at is not None else "-"

    if line.actual_start is not None:
        began = _("began {time}").format(time=clock(line.actual_start))
        if line.actual_end is not None:
            return began + "   " + _("ended {time}").format(time=clock(line.actual_end))
        return began + "   " + _("ends {time}").format(time=clock(line.expected_end))
    if line.expected_start is None:
        return ""
    return _("now {start} to {end}").format(start=clock(line.expected_start), end=clock(line.expected_end))
