"""What every part of the speakers room has at hand: whom a key is about, and how what became of it is said."""

from __future__ import annotations

from console.rules.refusals import Refusal
from console.rules.speakers.speaking import SlotShown
from console.speakers import SpeakerAnswer
from data.words import _
from screens.picking import PickingRoom
from screens.speaker_words import slot_of
from screens.widgets.plain import shown
from screens.widgets.speaker_list import SpeakerList


class SpeakersBase(PickingRoom):
    """The parts of the speakers room stand on this; each carries out the acts of one idea."""

    def target(self) -> SlotShown | None:
        """Who the keys are about; says so where it is nobody."""
        slot = slot_of(self.view, self.query_one(SpeakerList).marked()) if self.view is not None else None
        if slot is None:
            self.say(_("Pick a speaker with the arrows first."), "warning")
        return slot

    def stored(self, answer: SpeakerAnswer, more: str = "") -> bool:
        """Says what was stored, or why not. Was it done?"""
        if answer.refused is not None:
            self.say_refusal(Refusal(answer.refused, answer.message))
            return False
        self.say(f"{shown(answer.message)} {more}".rstrip())
        return True
