"""The cues of a stage in their items: number, state, words, when it fired and what came back, drawn by the line."""

from __future__ import annotations

from datetime import datetime, tzinfo

from msgspec import Struct
from rich.cells import cell_len
from textual.content import Content

from data.states import CueStateName
from data.words import _
from screens.widgets.line_list import LineList
from screens.widgets.lines import DIM, clock, fit_content, ruled
from screens.widgets.plain import shown

WIDE = 120
STATE = 8
CAME = 16
HEADING = "item/"


class CueLine(Struct, frozen=True):
    """One cue. `came` says what came back, `why` more of it where there is room, `troubled` that it is bad; `told` is
    what it tells whom, `follow` what it starts by itself."""

    number: str
    state: CueStateName
    name: str
    fired: datetime | None = None
    came: str = ""
    why: str = ""
    troubled: bool = False
    told: str = ""
    follow: str = ""


class ItemLine(Struct, frozen=True):
    """The rule above an item's cues."""

    item: str
    words: str
    beside: str = ""
    live: bool = False


class CuesShown(Struct, frozen=True):
    """The lines in their order; `next` is what GO fires, `newest` the number of the last fired."""

    lines: tuple[CueLine | ItemLine, ...]
    zone: tzinfo
    next: str | None = None
    newest: str | None = None
    live: str | None = None


def state_words() -> dict[CueStateName, str]:
    """The states as the list names them; what has happened is written large, so that it reads without colour."""
    return {
        "waiting": _("waiting"), "standby": _("STANDBY"), "running": _("RUNNING"), "done": _("DONE"),
        "failed": _("FAILED"), "skipped": _("SKIPPED"), "disarmed": _("OFF"), "stopped": _("STOPPED"),
        "unknown": _("UNKNOWN"),
    }  # fmt: skip


TONES: dict[CueStateName, str] = {
    "waiting": "", "standby": "$tone-out", "running": "$tone-in", "done": DIM, "failed": "$tone-over", "skipped": DIM,
    "disarmed": DIM, "stopped": "$tone-warning", "unknown": "$tone-over",
}  # fmt: skip


def cue_line(told: CuesShown, line: CueLine, number: int, width: int) -> Content:
    """One cue, exactly `width` cells; `number` is how many cells the numbers take."""
    tone = TONES[line.state]
    is_next = line.number == told.next
    sign = "=>" if line.state == "running" and line.number == told.newest else " >" if is_next else "  "
    bold = "bold " if is_next or line.state == "running" else ""
    dim = DIM if tone == DIM else ""
    wide = width >= WIDE
    came = CAME if not wide else CAME + 16
    what = f"{line.came}: {line.why}" if wide and line.why else line.came
    told_width = (width - number - 68) // 2 if wide else 0
    words = width - 2 - number - 1 - STATE - 1 - 10 - came - 1 - told_width - (14 if wide else 0)
    return fit_content(
        Content.assemble(
            (sign, f"bold {tone}"),
            (shown(line.number, number) + " ", f"{bold}{tone}"),
            (shown(state_words()[line.state], STATE) + " ", f"{bold}{tone}"),
            (shown(line.name, words - 1) + " ", bold + dim),
            (shown(line.told, told_width - 1) + " " if wide else "", dim or DIM),
            (shown(line.follow, 13) + " " if wide else "", dim or DIM),
            (clock(line.fired, told.zone, seconds=True) + "  ", dim or DIM),
            (_right(what, came), "bold $tone-over" if line.troubled else dim or DIM),
            " ",
        ),
        width,
    )


def _right(text: str, width: int) -> str:
    plain = shown(text)
    return " " * (width - cell_len(plain)) + plain if cell_len(plain) <= width else shown(plain, width)


def item_line(line: ItemLine, width: int) -> Content:
    tone = "bold $tone-in" if line.live else DIM
    return ruled(Content.styled(shown(line.words), tone), Content.styled(shown(line.beside), tone), width, "-", DIM)


class CueList(LineList):
    """Items stand above their cues and are not picked; what is live is kept in view."""

    ABOVE = 0  # a cue without its item's rule says little

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.told: CuesShown | None = None
        self._number = 4

    def show(self, told: CuesShown) -> None:
        self.told = told
        numbers = [cell_len(shown(line.number)) for line in told.lines if isinstance(line, CueLine)]
        self._number = max(4, min(8, max(numbers, default=4)))
        self.tell([_id(line) for line in told.lines])

    def line(self, place: int, width: int) -> Content:
        if self.told is None:
            return Content("")
        line = self.told.lines[place]
        return item_line(line, width) if isinstance(line, ItemLine) else cue_line(self.told, line, self._number, width)

    def start(self) -> str | None:
        """The first step picks what GO fires, or what was fired last."""
        return (self.told.next or self.told.newest) if self.told is not None else None

    def keep(self) -> int:
        """The live item's rule, or further down where what GO fires would be out of sight."""
        if self.told is None:
            return 0
        places = {_id(line): place for place, line in enumerate(self.told.lines)}
        top = places.get(HEADING + (self.told.live or ""), 0)
        follows = places.get(self.told.next or "", top)
        return top if follows - top < max(1, self.size.height - 2) else max(0, follows - self.size.height // 2)

    def step(self, by: int) -> None:
        """An item's rule is stepped over; the first step picks where GO is."""
        cues = [line for line in self._ids if not line.startswith(HEADING)]
        here = self.picked or self.start()
        if here in cues:
            place = cues.index(here) + (by if self.picked else 0)
            self.pick(cues[max(0, min(len(cues) - 1, place))])
        elif cues:
            self.pick(cues[0] if by > 0 else cues[-1])

    def pick(self, line: str | None) -> None:
        if line is None or not line.startswith(HEADING):
            super().pick(line)

    def pick_first(self) -> None:
        self.pick(next((each for each in self._ids if not each.startswith(HEADING)), None))


def _id(line: CueLine | ItemLine) -> str:
    return HEADING + line.item if isinstance(line, ItemLine) else line.number
