"""The acts of a stage, in one place to look for them: GO, hold, standby and the rest, and the times after."""

from __future__ import annotations

from console.rules.cuestack import ToFire
from console.stage.asking import Asked, StageAnswer
from console.stage.calling import auto, call
from console.stage.editing import edit, known_of
from console.stage.hard_out import out_by
from console.stage.prompts import Prompts, Watch, prompts
from console.stage.recovering import Replan, recover, recovery, replan, replanned, what_if
from console.stage.running import add, auto_go, back, end, go, hold, move, resume, skip, standby, timeline, unskip

__all__ = ["Asked", "Prompts", "Replan", "StageAnswer", "ToFire", "Watch", "add", "auto", "auto_go", "back", "call",
           "edit", "end", "go", "hold", "known_of", "move", "out_by", "prompts", "recover", "recovery", "replan",
           "replanned", "resume", "skip", "standby", "timeline", "unskip", "what_if"]  # fmt: skip
