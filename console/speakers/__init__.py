"""The speakers, in one place to look for them: who speaks when, and every act of their room and the desk's."""

from __future__ import annotations

from console.rules.speakers.kit import Kit
from console.rules.speakers.late_speakers import Outcome, Person, Preview, Way
from console.rules.speakers.slot_plan import Details
from console.rules.speakers.speaking import Arrival, ItemSlots, SlotShown, SpeakersView
from console.speakers.acting import SpeakerAnswer
from console.speakers.late import late, preview_late
from console.speakers.planning import add, by_rank, drop, edit, move, take_back
from console.speakers.saying import chase, deputise, replace, see_to, set_state
from console.speakers.seen import guests_of, lineup, next_turn, stage_of

__all__ = ["Arrival", "Details", "ItemSlots", "Kit", "Outcome", "Person", "Preview", "SlotShown", "SpeakerAnswer",
           "SpeakersView", "Way", "add", "by_rank", "chase", "deputise", "drop", "edit", "guests_of", "late", "lineup",
           "move", "next_turn", "preview_late", "replace", "see_to", "set_state", "stage_of", "take_back"]  # fmt: skip
