"""Editing the running order on the day: what an edit does to a stage as it stands, or why not, and how it would look.

What ran stays as it was; of what is on, all but its start may be changed. One edit is one act.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from console.rules.editing import item_fields, joining
from console.rules.editing.dividing import cues_of, slots_of, without
from console.rules.editing.edits import Add, Change, Copy, Edit, Known, Merge, Place, Remove, Split
from console.rules.editing.item_ids import chosen, free_id
from console.rules.editing.rearranging import moves_to
from console.rules.editing.to_come import changed, has_begun, has_run, reached
from console.rules.neighbours import Neighbours
from console.rules.refusals import Refusal
from console.rules.running import Done, Moment, editing_off, kept_out, titled, unknown_item
from console.rules.times.order import items_in_order, live_run
from console.rules.times.plan import planned_of
from data.clean import harmless
from data.facts import Draft, ItemAdded, ItemEdited, ItemMoved, ItemRemoved
from data.folds import stage_plan
from data.records import Item
from data.states import StageState
from data.words import _, ngettext

LENGTH = 600.0
"""Seconds a new item has until somebody says otherwise."""
NO_TRACE = frozenset({
    "bad_time", "bad_value", "no_such_field", "too_long", "id_taken", "bad_id", "nothing_changed", "has_more",
    "no_such_slot", "no_such_cue",
})  # fmt: skip
"""Refusals of what was typed: no rule of the day was asked, and the journal has nothing to say of them."""


def decide(state: StageState, now: Moment, edit: Edit, known: Known) -> Done | Refusal:
    """What the edit would record."""
    barred = kept_out(state, now) or editing_off(now)
    if barred is not None:
        return barred
    match edit:
        case Add():
            done = _add(state, now, edit, known)
        case Change():
            done = _change(state, now, edit, known)
        case Copy():
            done = _copy(state, now, edit, known)
        case Remove():
            done = _remove(state, edit, known)
        case Split():
            done = joining.split(state, now, edit, known)
        case Merge():
            done = joining.merge(state, now, edit, known)
    if isinstance(done, Refusal):
        return done
    return replace(done, drafts=(*done.drafts, *_in_order(state, done.drafts)))


def preview(state: StageState, now: Moment, edit: Edit, known: Known) -> StageState | Refusal:
    """The stage as the edit would leave it; nothing is stored."""
    done = decide(state, now, edit, known)
    return done if isinstance(done, Refusal) else applied(state, done.drafts)


def applied(state: StageState, drafts: Sequence[Draft]) -> StageState:
    """The stage with these facts of its plan; the state handed in stays as it is."""
    after = replace(
        state, items=dict(state.items), listed=dict(state.listed), by_hand=dict(state.by_hand),
        replanned=dict(state.replanned), lengths=dict(state.lengths),
    )  # fmt: skip
    for draft in drafts:
        match draft.body:
            case ItemAdded() | ItemEdited() | ItemRemoved():
                after = stage_plan.step(after, draft.body)
            case ItemMoved(item=item, before=before):
                after = replace(after, moves=(*after.moves, (item, before)))
            case _:
                pass
    items = after.items
    for new in [draft.body.item for draft in drafts if isinstance(draft.body, ItemAdded)]:
        # What is new stands last until it is put in its place.
        items = stage_plan.with_item(items, items.pop(new.id))
    return replace(after, items=items)


# -- one item ----------------------------------------------------------------------------------------------------------
def _add(state: StageState, now: Moment, edit: Add, known: Known) -> Done | Refusal:
    order = items_in_order(state)
    before = _before(state, order, edit.place)
    if isinstance(before, Refusal):
        return before
    beside = _beside(state, before)
    ident = chosen(edit.id, known.ids) if edit.id else free_id(beside.id if beside else "", known.ids)
    if isinstance(ident, Refusal):
        return ident
    plain = Item(ident, state.stage, beside.pos if beside else 0, _("New item"), length=LENGTH)
    first = applied(state, [_draft(state, ItemAdded(plain, before))])
    made = item_fields.read(plain, planned_of(first, ident, now.at), edit.fields, known.zone)
    if isinstance(made, Refusal):
        return made
    return _added(state, made, before)


def _copy(state: StageState, now: Moment, edit: Copy, known: Known) -> Done | Refusal:
    """The same once more, following on what comes before it; its speakers and cues stay where they are."""
    if (no := unknown_item(state, edit.item)) is not None:
        return no
    order = items_in_order(state)
    before = _before(state, order, edit.place if edit.place != Place() else _after(state, order, edit.item))
    if isinstance(before, Refusal):
        return before
    ident = chosen(edit.id, known.ids) if edit.id else free_id(edit.item, known.ids)
    if isinstance(ident, Refusal):
        return ident
    source, beside = state.items[edit.item], _beside(state, before)
    length = planned_of(state, edit.item, now.at).length.total_seconds()
    made = replace(
        source, id=ident, pos=beside.pos if beside else source.pos, start=None, end=None, start_rule="follows",
        end_rule="length", length=length, hard_out=None, skip=False,
    )  # fmt: skip
    return _added(state, made, before)


def _added(state: StageState, made: Item, before: str | None) -> Done:
    said = _("{title} is {id} now, last in the order.") if before is None else _("{title} is {id} now, before {other}.")
    words = said.format(title=harmless(made.title), id=made.id, other=harmless(titled(state, before)) if before else "")
    return Done((_draft(state, ItemAdded(made, before)),), words, made.id)


def _change(state: StageState, now: Moment, edit: Change, known: Known) -> Done | Refusal:
    barred = unknown_item(state, edit.item) or has_run(state, edit.item)
    if barred is not None:
        return barred
    item = state.items[edit.item]
    made = item_fields.read(item, planned_of(state, item.id, now.at), edit.fields, known.zone)
    if isinstance(made, Refusal):
        return made
    asked = {(item_fields.field_named(name) or name).partition(".")[0] for name in edit.fields}
    fields = changed(state, item, made, asked)
    title = harmless(made.title)
    if not fields:
        return Refusal("nothing_changed", _("{title} is so already: nothing was changed.").format(title=title))
    live = live_run(state)
    if live is not None and live.item == item.id and {"start", "start_rule"}.intersection(fields):
        at = f"{live.start.astimezone(known.zone):%H:%M}"
        said = _("{title} began at {time}: its start is not changed any more.")
        return Refusal("already_running", said.format(title=title, time=at))
    names = item_fields.names()
    said = _("{title} changed: {fields}.")
    words = said.format(
        title=title,
        fields=", ".join(names.get(name, name) for name in [each for each in fields if each in asked] or fields),
    )
    return Done((_draft(state, ItemEdited(made, fields)),), words, item.id)


def _remove(state: StageState, edit: Remove, known: Known) -> Done | Refusal:
    barred = unknown_item(state, edit.item) or has_begun(state, edit.item)
    if barred is not None:
        return barred
    title, said = harmless(titled(state, edit.item)), hanging(known, edit.item)
    if said and not edit.sure:
        words = _("{title} has {what}: they would go too. Say so if they are to go.")
        return Refusal("has_more", words.format(title=title, what=said))
    words = _("{title} is taken out.") if not said else _("{title} is taken out with {what}.")
    drafts = (_draft(state, ItemRemoved(edit.item)), *without(known, edit.item))
    return Done(drafts, words.format(title=title, what=said), edit.item)


def hanging(known: Known, item: str) -> str:
    """What would go with the item: `3 speakers, 2 cues, the door Hall`; nothing where there is nothing."""
    slots, cues = len(slots_of(known, item)), len(cues_of(known, item))
    parts = [
        ngettext("one speaker", "{n} speakers", slots).format(n=slots) if slots else "",
        ngettext("one cue", "{n} cues", cues).format(n=cues) if cues else "",
        *(_("the door {door}").format(door=harmless(door.title or door.id)) for door in known.doors
          if door.item == item),
    ]  # fmt: skip
    return ", ".join(part for part in parts if part)


# -- where -------------------------------------------------------------------------------------------------------------
def _before(state: StageState, order: Sequence[Item], place: Place) -> str | Refusal | None:
    """Before which item that place is, None for the end. Where the day has passed, nothing is put."""
    for each in (place.after, place.before):
        if each is not None and (no := unknown_item(state, each)) is not None:
            return no
    ids = [item.id for item in order]
    at = len(ids)
    if place.before is not None:
        at = ids.index(place.before)
    elif place.after is not None:
        at = ids.index(place.after) + 1
    passed = reached(state, ids)
    if at <= passed:
        said = _("The day is past that place: put it after {title}.")
        return Refusal("already_running", said.format(title=harmless(titled(state, ids[passed]))))
    return ids[at] if at < len(ids) else None


def _after(state: StageState, order: Sequence[Item], item: str) -> Place:
    """After the item, or after what is on where that is later."""
    ids = [each.id for each in order]
    return Place(after=ids[max(ids.index(item), reached(state, ids))])


def _beside(state: StageState, before: str | None) -> Item | None:
    """What comes just before that place, else what comes after it."""
    beside = Neighbours(state)
    found = beside.before(before) or beside.after(None)
    return state.items[found] if found is not None else None


# -- what goes with it -------------------------------------------------------------------------------------------------
def _in_order(state: StageState, drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """What was moved before an item that goes would fall to the end: it is held where it stands."""
    gone = {draft.body.item for draft in drafts if isinstance(draft.body, ItemRemoved)}
    if all(before not in gone for _moved, before in state.moves):
        return ()
    wanted = [item.id for item in items_in_order(state) if item.id not in gone]
    now = [item.id for item in items_in_order(applied(state, drafts))]
    return tuple(_draft(state, ItemMoved(*move)) for move in moves_to(now, wanted))


def _draft(state: StageState, body: ItemAdded | ItemEdited | ItemRemoved | ItemMoved) -> Draft:
    return Draft(f"stage/{state.stage}", body)
