"""An output that can't be driven: it fails at once and says why, so that the cue shows what a person does instead."""

from __future__ import annotations

from console.outputs.peer import Health, Reply
from data.records import Output
from data.words import _


def problem(text: str) -> str | None:
    """What is wrong with an action's words, or None."""
    return None if text.strip() else _("The action says nothing.")


class Undriven:
    def __init__(self, output: Output, why: str = "") -> None:
        self._said = why or _("{type} not driven yet: by hand").format(type=output.type)

    def prepare(self, text: str, deadline: float) -> tuple[str, ...]:
        return (self._said,)

    def fire(self, text: str, deadline: float) -> Reply:
        return Reply("failed", 0.0, self._said)

    def left(self, text: str) -> float | None:
        return 0.0

    def stop(self, fade: float) -> None:
        return None

    def resume(self, text: str, deadline: float) -> Reply:
        return self.fire(text, deadline)

    def health(self, deadline: float) -> Health:
        return Health("unknown", self._said)

    def close(self) -> None:
        return None
