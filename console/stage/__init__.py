"""The acts of a stage, in one place to look for them: GO, hold, standby and the rest, and the times after."""

from __future__ import annotations

from console.rules.cuestack import ToFire
from console.stage.asking import Asked, StageAnswer
from console.stage.running import add, back, end, go, hold, move, resume, skip, standby, timeline, unskip

__all__ = ["Asked", "StageAnswer", "ToFire", "add", "back", "end", "go", "hold", "move", "resume", "skip", "standby",
           "timeline", "unskip"]  # fmt: skip
