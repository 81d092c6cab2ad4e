"""What stands on one badge, and what it is drawn with: boxes, lines of text and a code, in millimetres."""

from __future__ import annotations

from typing import Literal, Protocol

from msgspec import Struct

Anchor = Literal["start", "middle"]


class Badge(Struct, frozen=True):
    """All words of it, harmless to show. `first` is the name as the guest writes it, `second` the same in the other
    script; `code` is what the QR says; `notes` are the seat and what people must know."""

    guest: str
    first: str
    code: str
    second: str = ""
    title: str = ""
    organisation: str = ""
    category: str = ""
    delegation: str = ""
    notes: tuple[str, ...] = ()
    event: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text that is drawn."""
        return (
            self.first, self.second, self.title, self.organisation, self.category, self.delegation, *self.notes,
            self.event,
        )  # fmt: skip


class Box(Struct, frozen=True):
    """A filled rectangle; `line` instead draws its edge so wide, in the same colour."""

    x: float
    y: float
    width: float
    height: float
    colour: str
    line: float = 0


class Words(Struct, frozen=True):
    """One line of text: `y` is its baseline, `x` its beginning or its middle, `room` the width it was fitted to."""

    x: float
    y: float
    text: str
    size: float
    room: float
    colour: str = "#000000"
    bold: bool = False
    anchor: Anchor = "start"


class Code(Struct, frozen=True):
    """The QR code in a square, its quiet border inside."""

    x: float
    y: float
    side: float
    text: str


Op = Box | Words | Code


class Widths(Protocol):
    """How wide a text is in a font, in parts of its size."""

    def width(self, text: str, bold: bool) -> float: ...
