"""The fact that takes an act back."""

from __future__ import annotations

from data.kinds.body import Body


class Undone(Body, frozen=True, tag="undone"):
    """The act named is taken back on this subject."""

    act: str
    reason: str = ""
    what: str = ""
    source: str = ""
