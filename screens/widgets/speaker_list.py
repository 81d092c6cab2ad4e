"""The speakers as a list: who is missing first, then by when they are called, with where each one is."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct
from rich.cells import cell_len
from textual.content import Content

from console.rules.speakers.speaking import SlotShown, SpeakersView
from data.words import _
from screens.widgets.line_list import LineList
from screens.widgets.lines import DIM, fit_content, span
from screens.widgets.plain import shown, two_scripts

WIDE = 120
WHERE = 20


KIT = 9
KIT_WIDE = 26


class SpeakersShown(Struct, frozen=True):
    """The list's lines in its order, what each says of where its speaker is and of their kit (in letters, and in
    words), and the titles of the items."""

    view: SpeakersView
    order: tuple[SlotShown, ...]
    where: dict[str, str]
    titles: dict[str, str]
    marked: str | None = None
    kit: dict[str, Content] = {}
    kit_words: dict[str, Content] = {}


def in_order(view: SpeakersView) -> tuple[SlotShown, ...]:
    """At risk first, then who is on, then by call, then who has no time, then who is done."""

    def key(slot: SlotShown) -> tuple[int, float]:
        at = slot.expected_start.timestamp() if slot.expected_start is not None else float("inf")
        if slot.dropped or (slot.state in ("off", "absent") and not slot.at_risk):
            return 3, at
        return (0, at) if slot.at_risk else (1, at) if slot.state == "on" else (2, at)

    return tuple(sorted(view.slots, key=key))


def _widths(shown_: SpeakersShown, width: int) -> tuple[int, int, int, int]:
    """Item, name, role and (wide only) the item's title. Kit has cells of its own where anybody has any."""
    longest = max((cell_len(slot.item) for slot in shown_.order), default=2)
    item = max(4, min(longest, 8)) + 3
    rest = width - 4 - 7 - 7 - item - 1 - WHERE - _kit(shown_, width)
    if width >= WIDE:
        rest -= 8
        return item, rest * 4 // 10, rest * 3 // 10, rest - rest * 4 // 10 - rest * 3 // 10
    name = rest * 13 // 20
    return item, name, rest - name, 0


def _kit(shown_: SpeakersShown, width: int) -> int:
    """The cells of the kit."""
    if not any(slot.kit for slot in shown_.order):
        return 0
    return KIT_WIDE if width >= WIDE else KIT


def speakers_heading(shown_: SpeakersShown, width: int) -> Content:
    """The words above the columns."""
    item, name, role, title = _widths(shown_, width)
    words = "    " + shown(_("call"), 7) + shown(_("on"), 7) + shown(_("item"), item + 1) + shown(_("speaker"), name)
    words += shown(_("as"), role) + shown(_("in"), title) + (shown(_("length"), 7) + " " if title else "")
    kit = _kit(shown_, width)
    words += (shown(_("kit"), kit - 1) + " " if kit else "") + shown(_("where"), WHERE)
    return fit_content(Content.styled(words, DIM), width)


def speaker_line(shown_: SpeakersShown, slot: SlotShown, width: int) -> Content:
    """One speaker, exactly `width` cells."""
    item, name, role, title = _widths(shown_, width)
    tone = _tone(shown_, slot)
    dim = DIM if slot.dropped or (slot.state in ("off", "absent") and not slot.at_risk) else ""
    kit = _kit(shown_, width)
    ticks = (shown_.kit_words if width >= WIDE else shown_.kit).get(slot.id, Content(""))
    sign = "!!" if slot.at_risk else "=>" if slot.state == "on" else " >" if slot.id == shown_.view.next else ""
    bold = "bold " if sign else ""
    who = two_scripts(slot.name, slot.name_alt)
    number = shown(f"{slot.item} {slot.order}" if slot.of > 1 else slot.item, item)
    return fit_content(
        Content.assemble(
            (f" {sign:<2} ", f"bold {tone}"),
            (_at(slot.call), dim or DIM),
            (_at(slot.expected_start), f"{bold}{dim}"),
            (number + " ", f"{bold}{dim}"),
            (shown(who, name - 1) + " ", f"{bold}{dim}" or "bold"),
            (shown(slot.role, role - 1) + " ", dim),
            (shown(shown_.titles.get(slot.item, ""), title - 1) + " " if title else "", dim or DIM),
            ((_("all") if slot.with_all else span(slot.length)).rjust(7) + " " if title else "", dim or DIM),
            fit_content(ticks, kit - 1) if kit else "",
            " " if kit else "",
            (shown(shown_.where.get(slot.id, ""), WHERE), f"{bold}{tone or dim}"),
        ),
        width,
    )


def _at(at: datetime | None) -> str:
    return f"{at:%H:%M}  " if at is not None else " " * 7


def _tone(shown_: SpeakersShown, slot: SlotShown) -> str:
    if slot.at_risk:
        return "$tone-over"
    if slot.state == "on":
        return "$tone-in"
    return "$tone-out" if slot.id == shown_.view.next else ""


class SpeakerList(LineList):
    """The list; what is marked is who the keys are about."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.shown: SpeakersShown | None = None

    def show(self, shown_: SpeakersShown) -> None:
        self.shown = shown_
        self.tell([slot.id for slot in shown_.order])

    def line(self, place: int, width: int) -> Content:
        return speaker_line(self.shown, self.shown.order[place], width) if self.shown is not None else Content("")

    def marked(self) -> str | None:
        return self.picked or (self.shown.marked if self.shown is not None else None)

    def start(self) -> str | None:
        return self.shown.marked if self.shown is not None else None
