"""What every output can do: the small interface between a cue and a piece of equipment, or a person.

A peer blocks no longer than the deadline it is given; each action runs in a thread of its own, so one that is dead
delays nobody. To add a type of output: one file with a class like this, one line in the registry.
"""

from __future__ import annotations

from typing import Literal, Protocol

from msgspec import Struct

Result = Literal["confirmed", "sent", "failed", "dry"]
HealthWord = Literal["ok", "unconfirmed", "down", "unknown"]


class Reply(Struct, frozen=True):
    """What came back for one action. `confirmed`: the output says that it did it; `sent`: nothing can tell; `failed`:
    `detail` says why. With `goes_on` the action goes on after its answer: a film that plays, a person who was told."""

    result: Result
    ms: float
    detail: str = ""
    goes_on: bool = False


class Health(Struct, frozen=True):
    """How an output is: `ok` it answered, `unconfirmed` it can't answer, `down` it should have, `unknown` not asked."""

    word: HealthWord
    detail: str = ""


class Peer(Protocol):
    """One output, as cues drive it. Deadlines and fades are seconds; `text` is an action's words after the output's
    name. Network and device errors come back as values; what is raised is a fault of ours."""

    def prepare(self, text: str, deadline: float) -> tuple[str, ...]:
        """Make ready for `text` at standby; what to worry about while there is time."""
        ...

    def fire(self, text: str, deadline: float) -> Reply:
        """Do it now, once. Never tries a second time by itself."""
        ...

    def left(self, text: str) -> float | None:
        """Seconds until what `fire` began is over, 0 when it is; None where only a person can say."""
        ...

    def stop(self, fade: float) -> None:
        """Panic: fade for so many seconds and stop; 0 stops at once."""
        ...

    def resume(self, text: str, deadline: float) -> Reply:
        """Go on from where panic stopped."""
        ...

    def health(self, deadline: float) -> Health: ...

    def close(self) -> None: ...
