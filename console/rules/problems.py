"""Which facts are problems, so that a log can show them first: refused, failed, forced, stopped, contradictory."""

from __future__ import annotations

from data.facts import (
    ActionAnswered,
    BadgePrinted,
    CueEnded,
    CueRefused,
    CueStoodBy,
    Entered,
    Fact,
    ImportEnded,
    Noted,
    Panicked,
    PinRefused,
    Refused,
    SpeakerSet,
    StageRefused,
)
from data.kinds.triggers import Signalled, TriggerAnswered

KINDS = frozenset(
    {
        "refused", "stage_refused", "cue_refused", "action_answered", "cue_ended", "cue_stood_by", "noted", "panicked",
        "entered", "left", "speaker_set", "import_ended", "pin_refused", "badge_printed",
        "trigger_answered", "signalled",
    }
)  # fmt: skip
"""The kinds of which some are problems; besides these, whatever this program does not know."""

COMMON = frozenset({"entered", "left"})
"""Those of KINDS of which most are none."""


def is_problem(fact: Fact, marks: tuple[str, ...] = ()) -> bool:
    """Should somebody look at this? `marks` are the contradictions the fold found at this fact."""
    if marks:
        return True
    match fact.known:
        case None:
            return fact.body is not None
        case Refused() | StageRefused() | CueRefused() | PinRefused():
            return True
        case BadgePrinted(done=done):
            return not done
        case TriggerAnswered(result=result):
            return result == "failed"
        case Signalled(missed=missed):
            return missed > 0
        case ActionAnswered(result=result):
            return result == "failed"
        case CueEnded(state=state):
            return state != "done"
        case CueStoodBy(warnings=warnings):
            return bool(warnings)
        case Noted(incident=incident):
            return incident
        case Panicked(how=how):
            return how != "resume"
        case Entered(forced=forced):
            return forced
        case SpeakerSet(state=state):
            return state == "absent"
        case ImportEnded(odd=odd):
            return odd > 0
        case _:
            return False
