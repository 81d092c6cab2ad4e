"""An item made into two, and two made into one: their times, words, speakers and cues."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from msgspec.structs import replace

from console.rules.editing.dividing import cues_of, cues_to, slots_of, slots_to
from console.rules.editing.edits import Known, Merge, Split
from console.rules.editing.item_ids import chosen, free_id
from console.rules.editing.item_times import typed_length
from console.rules.editing.to_come import changed, has_run
from console.rules.refusals import Refusal
from console.rules.running import Done, Moment, titled, unknown_item
from console.rules.spans import span
from console.rules.speakers.turns import lengths
from console.rules.times.order import is_skipped, items_in_order
from console.rules.times.plan import Planned, planned_of
from data.clean import clean, harmless
from data.facts import Draft, ItemAdded, ItemEdited, ItemRemoved
from data.moments import MomentError
from data.records import Item
from data.states import CueState, SlotState, StageState
from data.words import _

NONE = "-"
"""Instead of a slot: nobody speaks in the first part."""


def split(state: StageState, now: Moment, edit: Split, known: Known) -> Done | Refusal:
    """The first part keeps the id, its start and what was said of it; the second follows on and keeps the end."""
    barred = unknown_item(state, edit.item) or has_run(state, edit.item)
    if barred is not None:
        return barred
    item, planned = state.items[edit.item], planned_of(state, edit.item, now.at)
    slots = slots_of(known, item.id)
    stays = _stay(slots, edit.slot)
    if isinstance(stays, Refusal):
        return stays
    whole = planned.length.total_seconds()
    length = _first_length(edit, item, slots, stays, whole)
    if isinstance(length, Refusal):
        return length
    if not 0 < length < whole:
        said = _("{title} is {whole} long: the first part must be shorter than that.")
        return Refusal("bad_time", said.format(title=harmless(item.title), whole=span(whole)))
    if not edit.slot:
        stays = begin_within(item, slots, length, whole)
    cues = _cues_from(known, item.id, edit.cue)
    if isinstance(cues, Refusal):
        return cues
    ident = chosen(edit.id, known.ids) if edit.id else free_id(item.id, known.ids)
    if isinstance(ident, Refusal):
        return ident
    first, second = _halves(item, planned, length, ident, clean(edit.title))
    order = [each.id for each in items_in_order(state)]
    place = order.index(item.id) + 1
    after = order[place] if place < len(order) else None
    drafts = (
        _edited(state, item, first, "split"),
        Draft(f"stage/{state.stage}", ItemAdded(second, after)),
        *slots_to(known, {item.id: slots[:stays], ident: slots[stays:]}),
        *cues_to(cues, ident),
    )
    said = _("{title} is split: {id} takes {first}, {other} takes {second}.")
    words = said.format(
        title=harmless(item.title), id=item.id, first=span(length), other=ident, second=span(whole - length)
    )
    return Done(drafts, words, ident)


def merge(state: StageState, now: Moment, edit: Merge, known: Known) -> Done | Refusal:
    """The first takes in the one after it: from its own start to the other's end, with the other's speakers and cues
    after its own."""
    barred = unknown_item(state, edit.item) or has_run(state, edit.item)
    if barred is not None:
        return barred
    order = [each.id for each in items_in_order(state)]
    place = order.index(edit.item) + 1
    other = order[place] if place < len(order) else None
    if edit.other and (no := unknown_item(state, edit.other)) is not None:
        return no
    title = harmless(titled(state, edit.item))
    if other is None or (edit.other and edit.other != other):
        said = _("Only two that stand one after the other are merged; after {title} comes {next}.")
        return Refusal("not_adjacent", said.format(title=title, next=harmless(titled(state, other)) if other else "-"))
    if any(run.item == other for run in state.runs):
        return Refusal("already_running", _("{title} has run: what ran stays as it was.").format(
            title=harmless(titled(state, other))))  # fmt: skip
    one, two = state.items[edit.item], state.items[other]
    if is_skipped(state, one) != is_skipped(state, two):
        said = _("One of {title} and {next} is skipped: take it in again, or skip both.")
        return Refusal("not_adjacent", said.format(title=title, next=harmless(two.title)))
    first, second = planned_of(state, one.id, now.at), planned_of(state, two.id, now.at)
    made = _joined(one, two, first, second, clean(edit.title))
    drafts = (
        _edited(state, one, made, "merge"),
        Draft(f"stage/{state.stage}", ItemRemoved(two.id)),
        *slots_to(known, {one.id: (*slots_of(known, one.id), *slots_of(known, two.id))}),
        *cues_to(cues_of(known, two.id), one.id, joining=two.id),
    )
    said = _("{title} takes {other} in.").format(title=title, other=harmless(titled(state, two.id)))
    return Done(drafts, said, one.id)


def _halves(item: Item, planned: Planned, length: float, ident: str, title: str) -> tuple[Item, Item]:
    whole = planned.length.total_seconds()
    least = item.least_length
    share = None if least is None else float(round(min(least, whole) * length / whole))
    first = replace(
        item, end=None, end_rule="length", length=length, least_length=share, hard_out=None,
        start=planned.start if planned.fixed_start and item.start is None else item.start,
    )  # fmt: skip
    fixed = item.end_rule == "fixed" and planned.fixed_end
    second = replace(
        item, id=ident, title=title or item.title, title_alt="" if title else item.title_alt, start=None,
        start_rule="follows", end=planned.end - planned.conflict if fixed else None, length=whole - length,
        least_length=None if least is None or share is None else min(least, whole) - share, flag=False, film="",
        notes="", notes_for={},
    )  # fmt: skip
    return first, second


def _joined(one: Item, two: Item, first: Planned, second: Planned, title: str) -> Item:
    ends = max(first.end, second.end)
    whole = (ends - first.start).total_seconds()
    fixed = two.end_rule == "fixed" and second.fixed_end
    leasts = one.least_length, two.least_length
    least = None if leasts == (None, None) else first.least.total_seconds() + second.least.total_seconds()
    outs = [each.astimezone(UTC) for each in (one.hard_out, two.hard_out) if each is not None]
    return replace(
        one, title=title or one.title, title_alt="" if title else one.title_alt,
        start=first.start if first.fixed_start and one.start is None else one.start,
        end=_later(second.end - second.conflict, first.end) if fixed else None,
        end_rule="fixed" if fixed else "length", length=whole, least_length=least,
        droppable=one.droppable and two.droppable, flag=one.flag or two.flag, public=one.public or two.public,
        hard_out=min(outs, default=None), auto=two.auto, film=one.film or two.film,
        notes=_together(one.notes, two.notes),
        notes_for={
            name: _together(one.notes_for.get(name, ""), two.notes_for.get(name, ""))
            for name in (*one.notes_for, *(each for each in two.notes_for if each not in one.notes_for))
        },
    )  # fmt: skip


def _later(one: datetime, other: datetime) -> datetime:
    return max(one, other)


def _together(one: str, other: str) -> str:
    return one if other in ("", one) else other if not one else f"{one} / {other}"


def _stay(slots: Sequence[SlotState], slot: str) -> int | Refusal:
    """How many turns stay in the first part, where the last of them is named."""
    if not slot:
        return len(slots)
    if slot == NONE:
        return 0
    for place, each in enumerate(slots):
        if each.slot.id == slot:
            return place + 1
    return Refusal("no_such_slot", _("There is no slot {slot} in this item.").format(slot=clean(slot)))


def _lengths(item: Item, slots: Sequence[SlotState], whole: float) -> list[float]:
    """Each turn's seconds on stage, as the speakers' room has them."""
    return [seconds for _slot, (seconds, _words) in lengths(slots, whole, item.interpreting)]


def _first_length(edit: Split, item: Item, slots: Sequence[SlotState], stays: int, whole: float) -> float | Refusal:
    """As it was typed, else up to the turn that stays, else half."""
    if clean(edit.length):
        try:
            return typed_length(clean(edit.length), whole)
        except MomentError as why:
            return Refusal("bad_time", f"{str(why).rstrip('.')}.")
    if edit.slot:
        each = _lengths(item, slots, whole)
        taken, every = sum(each[:stays]), sum(each)
        # Turns that run past the item share it as they stand to each other.
        return float(round(taken if every <= whole or not every else whole * taken / every))
    return float(round(whole / 2))


def begin_within(item: Item, slots: Sequence[SlotState], length: float, whole: float) -> int:
    """How many turns begin in the first part."""
    begins, stays = 0.0, 0
    for each in _lengths(item, slots, whole):
        if begins >= length:
            break
        begins, stays = begins + each, stays + 1
    return stays


def _cues_from(known: Known, item: str, cue: str) -> list[CueState] | Refusal:
    """The cues from that number on; none where none is named."""
    if not cue:
        return []
    cues = cues_of(known, item)
    for place, each in enumerate(cues):
        if each.cue.number == cue:
            return cues[place:]
    return Refusal("no_such_cue", _("There is no cue {number} in this item.").format(number=clean(cue)))


def _edited(state: StageState, item: Item, made: Item, how: str) -> Draft:
    return Draft(f"stage/{item.stage}", ItemEdited(made, changed(state, item, made, {"length"}), how))
