"""The plan of the slots in the room: order, lengths, details, a speaker more or less, a deputy who speaks."""

from __future__ import annotations

import msgspec

from console import speakers
from console.rules.speakers.slot_plan import field_words
from console.rules.speakers.speaking import SlotShown
from console.speakers import Details, SpeakerAnswer
from data import moments, tables
from data.moments import MomentError
from data.words import _
from screens.speakers.base import SpeakersBase
from screens.widgets.lines import span
from screens.widgets.plain import shown
from screens.widgets.speaker_list import SpeakerList


def two_names(typed: str) -> tuple[str, str]:
    """`name / name in the other script`; a stroke with room around it parts them before one inside a name does."""
    stroke = next((each for each in (" / ", "／", "/") if each in typed), "/")
    name, _stroke, alt = (part.strip() for part in typed.partition(stroke))
    return name, alt


class PlanActs(SpeakersBase):
    """Everything here is taken back by one undo."""

    def act_move_up(self) -> None:
        self._move(-1)

    def act_move_down(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        slot = self.target()
        if slot is None or self.view is None:
            return
        ids = [each.id for each in self.view.slots if each.item == slot.item]
        place = ids.index(slot.id) + by
        if not 0 <= place < len(ids):
            self.say(_("{name} is at the end of the item already.").format(name=shown(slot.name)), "dim")
            return
        rest = [each for each in ids if each != slot.id]
        self.query_one(SpeakerList).pick(slot.id)
        before = rest[place] if place < len(rest) else None
        self.stored(speakers.move(self.board.file, slot.id, before, **self.who()))

    def act_by_rank(self) -> None:
        slot = self.target()
        if slot is not None:
            self.stored(speakers.by_rank(self.board.file, slot.item, **self.who()))

    # -- a slot's own -------------------------------------------------------------------------------------------------
    def act_length(self) -> None:
        slot = self.target()
        if slot is not None:
            question = _("{name} has (minutes or M:SS; 0 shares what the others leave):")
            if slot.interpreting == "consecutive":
                question = _("{name} has, not counting the interpreting (minutes or M:SS):")
            now = span(slot.words) if not slot.with_all else ""
            self.ask(question.format(name=shown(slot.name)), lambda typed: self._length(slot, typed), now)

    def _length(self, slot: SlotShown, typed: str) -> None:
        try:
            seconds = moments.length(typed)
        except MomentError as why:
            self.say(str(why), "warning")
            return
        answer = speakers.edit(self.board.file, slot.id, Details(length=seconds), **self.who())
        self.stored(answer, self._past(answer))

    def _past(self, answer: SpeakerAnswer) -> str:
        """Whether the item's slots still fit, said at the moment that it changes."""
        slot, view = answer.slot, answer.view
        items = view.items if view is not None and slot is not None else ()
        message = next((each.message for each in items if slot is not None and each.item == slot.item), "")
        return f"!! {message}" if message else ""

    def act_details(self) -> None:
        slot = self.target()
        if slot is not None:
            question = _("{name}: rank=1, say=…, role=…, kind=moderator, interpreting=consecutive, mic=3, slides=yes")
            self.ask(question.format(name=shown(slot.name)), lambda typed: self._details(slot, typed))

    def _details(self, slot: SlotShown, typed: str) -> None:
        pairs = [part.partition("=") for part in typed.replace("，", ",").split(",") if part.strip()]
        given: dict[str, object] = {name.strip().casefold(): value.strip() for name, _sign, value in pairs}
        given |= {"slides": str(given["slides"]).casefold() in ("yes", "y", "1", "是")} if "slides" in given else {}
        unknown = [name for name in given if name not in field_words()]
        try:
            given |= {"length": moments.length(str(given["length"]))} if "length" in given else {}
            details = msgspec.convert(given, Details, strict=False)
        except (MomentError, msgspec.ValidationError) as why:
            self.say(shown(str(why)), "warning")
            return
        if unknown or not given:
            known = ", ".join(field_words())
            self.say(_("There is no {what}; say one of {known}.").format(what=shown(", ".join(unknown)), known=known))
            return
        self.stored(speakers.edit(self.board.file, slot.id, details, **self.who()))

    # -- a speaker more or less ---------------------------------------------------------------------------------------
    def act_add(self) -> None:
        slot = self.target()
        if slot is not None:
            question = _("One more in item {item}: name, or name / name in the other script")
            self.ask(question.format(item=shown(slot.item)), lambda typed: self._add(slot, typed))

    def _add(self, slot: SlotShown, typed: str) -> None:
        name, alt, guest = self.person_typed(typed)
        if name:
            answer = speakers.add(self.board.file, slot.item, name, name_alt=alt, guest=guest, **self.who())
            self.stored(answer, self._past(answer) or _("l gives them a length."))

    def act_drop(self) -> None:
        slot = self.target()
        if slot is not None:
            act = speakers.take_back if slot.dropped else speakers.drop
            self.stored(act(self.board.file, slot.id, **self.who()))

    def act_deputise(self) -> None:
        slot = self.target()
        if slot is not None:
            self.stored(speakers.deputise(self.board.file, slot.id, **self.who()))

    def person_typed(self, typed: str) -> tuple[str, str, str]:
        """A name, the same in the other script, and the one guest of the list whom they mean."""
        name, alt = two_names(typed)
        known = tables.guests_named(self.board.file.db, {each for each in (name, alt) if each}) if name else []
        return name, alt, known[0].guest.id if len(known) == 1 else ""
