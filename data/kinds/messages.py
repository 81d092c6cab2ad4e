"""Facts of what the rooms tell each other: a message, who saw it, that it was taken away, and the timer's time hidden.

All have the subject `messages`.
"""

from __future__ import annotations

from typing import Literal

from data.kinds.body import Body

Address = Literal["timer", "desk", "stage", "speakers", "backstage", "cues", "all"]
"""Where a message goes: a room, the timer before whoever speaks, or every room."""


class Messaged(Body, frozen=True, tag="messaged"):
    """Words for `to`, from the room `sender`. `stage` is whose timer, stage, speakers or cues are meant, "" for all of
    them. `blink` where it must be seen from afar."""

    text: str
    to: Address
    sender: str = ""
    stage: str = ""
    blink: bool = False


class MessageSeen(Body, frozen=True, tag="message_seen"):
    """A room saw a message; who did so for it is the operator of this fact."""

    message: str
    room: str
    text: str = ""


class MessageTaken(Body, frozen=True, tag="message_taken"):
    """A message was taken away, seen or not."""

    message: str
    text: str = ""


class TimerHidden(Body, frozen=True, tag="timer_hidden"):
    """The time on a stage's timer is hidden, or shown again; messages stand there either way."""

    stage: str
    hidden: bool
