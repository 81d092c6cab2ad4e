"""A person as an output: they are told what to do, and a person says when it is done (`cue … done`)."""

from __future__ import annotations

from console.outputs.peer import Health, Reply
from data.records import Output
from data.words import _


def problem(text: str) -> str | None:
    """What is wrong with an action's words, or None."""
    return None if text.strip() else _("Nothing is said to the person.")


class Manual:
    """The words stand on the screen of the cues room; nothing is sent anywhere."""

    def __init__(self, output: Output) -> None:
        self._output = output

    def prepare(self, text: str, deadline: float) -> tuple[str, ...]:
        return ()

    def fire(self, text: str, deadline: float) -> Reply:
        return Reply("sent", 0.0, _("told; waits for a person to confirm"), goes_on=True)

    def left(self, text: str) -> float | None:
        return None

    def stop(self, fade: float) -> None:
        return None

    def resume(self, text: str, deadline: float) -> Reply:
        return self.fire(text, deadline)

    def health(self, deadline: float) -> Health:
        return Health("unconfirmed", _("a person"))

    def close(self) -> None:
        return None
