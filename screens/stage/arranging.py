"""Items copied, taken out, merged and split: by a key, or by a question whose answer is seen in the order as typed."""

from __future__ import annotations

from console.rules.editing.dividing import cues_of, slots_of
from console.rules.editing.editing import hanging
from console.rules.editing.edits import Copy, Edit, Merge, Remove, Split
from console.rules.editing.joining import NONE, begin_within
from console.rules.spans import span
from console.rules.times.order import items_in_order
from console.rules.times.plan import planned_of
from data.words import _
from screens.stage.editing import EditingRoom
from screens.widgets.plain import shown


class ArrangingRoom(EditingRoom):
    """What a split sends to its second part is asked one after the other: the length, the speakers, the cues."""

    def act_copy(self) -> None:
        item = self.item_picked(_("Pick the item to copy with the arrows, then press Y."))
        if item is not None:
            self.store(Copy(item))

    def act_take_out(self) -> None:
        item = self.item_picked(_("Pick the item to take out with the arrows, then press D."))
        if item is None or self.known is None:
            return
        goes = hanging(self.what_is_known(self.known), item)
        words = _("Take out {item}, with {what}?") if goes else _("Take out {item}?")
        ids = [each.id for each in items_in_order(self.known.state)]
        place = ids.index(item)
        beside = ids[place + 1 : place + 2] or ids[place - 1 : place]
        self._asked_of = item
        # The list stays where it is while the preview stands without the item.
        self.order.picked = beside[0] if beside else None
        self.ask_edit(f"{words.format(item=self.called(item), what=goes)}  {_('Enter yes, Esc no')}",
                       lambda _typed: Remove(item, sure=True))  # fmt: skip

    def act_merge_items(self) -> None:
        item = self.item_picked(_("Pick the first of the two with the arrows, then press &."))
        if item is None or self.known is None:
            return
        ids = [each.id for each in items_in_order(self.known.state)]
        place = ids.index(item) + 1
        if place == len(ids):
            self.say(
                _("Nothing comes after {item}: there is nothing to take in.").format(item=self.called(item)), "warning"
            )
            return
        goes = hanging(self.what_is_known(self.known), ids[place])
        words = _("{item} takes in {other}, with {what}?") if goes else _("{item} takes in {other}?")
        words = words.format(item=self.called(item, 16), other=self.called(ids[place], 16), what=goes)
        self.ask_edit(f"{words}  {_('Enter yes, Esc no')}", lambda _typed: Merge(item, ids[place]))

    def act_split(self) -> None:
        item = self.item_picked(_("Pick the item to split with the arrows, then press S."))
        if item is None or self.known is None:
            return
        whole = planned_of(self.known.state, item, self.board.now()).length.total_seconds()
        question = _("Split {item}, {time} long. First part:").format(item=self.called(item), time=span(whole))
        half = span(round(whole / 120) * 60 if whole > 120 else whole // 2)
        self.ask_edit(question, lambda typed: Split(item, typed or half), half, self._split_slots)

    def _split_slots(self, edit: Edit) -> None:
        """Which speakers go on in the second part; by the time they begin, unless somebody says otherwise."""
        if not isinstance(edit, Split) or self.known is None or self.seen is None or self.seen.why:
            self.store(edit)
            return
        slots = slots_of(self.what_is_known(self.known), edit.item)
        if not slots:
            self._split_cues(edit)
            return
        names = "  ".join(f"{n} {shown(each.slot.name, 12).rstrip()}" for n, each in enumerate(slots, 1))
        planned = planned_of(self.known.state, edit.item, self.board.now())
        first = planned_of(self.seen.state, edit.item, self.board.now()).length.total_seconds()
        stay = begin_within(planned.item, slots, first, planned.length.total_seconds())
        default = str(stay + 1) if stay < len(slots) else NONE

        def with_slots(typed: str) -> Edit:
            wanted = typed or default
            if wanted == NONE:
                return Split(edit.item, edit.length, slots[-1].slot.id)
            place = int(wanted) if wanted.isdecimal() else 0
            slot = NONE if place == 1 else slots[place - 2].slot.id if 1 < place <= len(slots) else wanted
            return Split(edit.item, edit.length, slot)

        question = _("Speakers from which on in the second part? {names}  (- none):").format(names=names)
        self.ask_edit(question, with_slots, default, self._split_cues)

    def _split_cues(self, edit: Edit) -> None:
        """Which cues go with it; none, unless somebody says so."""
        if not isinstance(edit, Split) or self.known is None or self.seen is None or self.seen.why:
            self.store(edit)
            return
        cues = cues_of(self.what_is_known(self.known), edit.item)
        if not cues:
            self.store(edit)
            return
        numbers = "  ".join(shown(each.cue.number) for each in cues)
        question = _("Cues from which on in the second part? {numbers}  (- none):").format(numbers=numbers)
        self.ask_edit(
            question,
            lambda typed: Split(edit.item, edit.length, edit.slot, "" if typed in ("", NONE) else typed),
            NONE,
        )
