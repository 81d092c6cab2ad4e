"""The speaker's kit in the room: microphone, slides and text, seen to by a key."""

from __future__ import annotations

from console import speakers
from console.rules.refusals import Refusal
from console.rules.speakers.kit import Kit, read_kit
from console.rules.speakers.speaking import SlotShown
from data.records import KitIs, KitPiece
from data.words import _
from screens.speakers.base import SpeakersBase
from screens.widgets.plain import shown


class KitActs(SpeakersBase):
    """A microphone is typed by its number, the rest is one key, which takes itself back when it is pressed again."""

    def act_mic(self) -> None:
        slot = self.target()
        if slot is not None:
            has = next((piece.number for piece in slot.kit if piece.what == "mic"), "")
            question = _("{name}'s microphone: number, then checked, returned or none")
            self.ask(question.format(name=shown(slot.name)), lambda typed: self._mic(slot, typed), has)

    def _mic(self, slot: SlotShown, typed: str) -> None:
        kit = read_kit(f"mic={typed}")
        if isinstance(kit, Refusal):
            self.say_refusal(kit)
        else:
            self._see_to(slot, kit)

    def act_slides(self) -> None:
        self._tick("slides", "checked")

    def act_text(self) -> None:
        self._tick("text", "given")

    def _tick(self, what: KitPiece, done: KitIs) -> None:
        slot = self.target()
        if slot is not None:
            is_ = next((piece.state for piece in slot.kit if piece.what == what), "wanted")
            self._see_to(slot, Kit(what, "wanted" if is_ == done else done))

    def _see_to(self, slot: SlotShown, kit: Kit) -> None:
        self.stored(speakers.see_to(self.board.file, slot.id, (kit,), **self.who()))
