"""A refusal: an ordinary value that says what happened and what to press next."""

from __future__ import annotations

from msgspec import Struct


class Refusal(Struct, frozen=True):
    """`reason` is one word of the rules (for scripts); `message` is the sentence for the operator."""

    reason: str
    message: str
