"""A speaker comes late: every way out with its new times, side by side, before anything is stored."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from console import speakers
from console.actions import Action
from console.rules.refusals import Refusal
from console.rules.speakers.late_speakers import Outcome, Person, Preview, Way, way_words
from console.rules.speakers.speaking import SlotShown
from data.words import _
from screens.room import Room
from screens.widgets.lines import fit_content, ruled, span, stacked
from screens.widgets.plain import shown, two_scripts

GAP = 1


class LateRoom(Room):
    """Nothing is stored until a way is chosen; Esc leaves all as it was. The times go on with the clock."""

    ROOM = "late"
    CSS = """
    LateRoom #head { height: 3; text-wrap: nowrap; }
    LateRoom #ways { height: 1fr; text-wrap: nowrap; }
    """
    AUTO_FOCUS: ClassVar[str | None] = ""

    def __init__(self, slot: str, due: datetime | None, person: Person | None = None) -> None:
        super().__init__()
        self._slot, self._due, self._person = slot, due, person
        self._preview: Preview | None = None

    def body(self) -> Iterable[Widget]:
        yield Static("", id="head", markup=False)
        yield Static("", id="ways", markup=False)

    def refresh_room(self) -> None:
        seen = speakers.preview_late(self.board.file, self._slot, self._due, self.board.now(), self._person)
        if isinstance(seen, Refusal):
            self._preview = None
            self.query_one("#head", Static).update(Content.styled(f" {shown(seen.message)}", "bold $tone-warning"))
            self.query_one("#ways", Static).update("")
            return
        self._preview = seen
        width = self.size.width
        self.query_one("#head", Static).update(stacked(head_lines(seen, width)))
        self.query_one("#ways", Static).update(stacked(way_lines(seen, width, max(8, self.size.height - 8))))

    def tick(self, now: datetime) -> None:
        if now.second % 5 == 0:
            self.refresh_room()

    def on_resize(self) -> None:
        if self.is_mounted:
            self.call_after_refresh(self.refresh_room)

    def place(self) -> str:
        stage = self.board.day.stages.get(self.board.stage)
        return (stage.title or stage.id) if stage is not None else self.board.stage

    def why_not(self, row: Action) -> str | None:
        ways = [each.way for each in self._preview.outcomes] if self._preview is not None else []
        if row.id.startswith("way_") and row.id.removeprefix("way_") not in ways:
            return _("There is nobody to come after this speaker to change with.")
        return super().why_not(row)

    # -- acts ---------------------------------------------------------------------------------------------------------
    def act_way_wait(self) -> None:
        self._go("wait")

    def act_way_swap(self) -> None:
        self._go("swap")

    def act_way_end(self) -> None:
        self._go("end")

    def act_way_drop(self) -> None:
        self._go("drop")

    def _go(self, way: Way) -> None:
        board = self.board
        answer = speakers.late(
            board.file, self._slot, self._due, way, now=board.now(), operator=board.operator, person=self._person
        )
        if answer.refused is not None:
            self.say_refusal(Refusal(answer.refused, answer.message))
            return
        self.app.pop_screen()
        room = self.app.screen
        if isinstance(room, Room):
            room.say(shown(answer.message), "in")

    def act_close(self) -> None:
        self.app.pop_screen()


def head_lines(seen: Preview, width: int) -> list[Content]:
    """Who comes when, and what is asked."""
    when = f"{seen.due:%H:%M}" if seen.due is not None else _("in time")
    said = _("If {name} comes at {time}:") if seen.due is not None else _("If {name} speaks:")
    head = _("ITEM {item}   BEFORE ANYTHING IS STORED").format(item=shown(seen.item))
    rows = [
        ruled(Content.styled(head, "bold"), Content(""), width, "="),
        Content.styled(f" {said.format(name=shown(seen.name), time=when)}", "bold $tone-warning"),
        Content(""),
    ]
    return [fit_content(row, width) for row in rows]


def way_lines(seen: Preview, width: int, height: int) -> list[Content]:
    """A column for every way; each has a number to choose it by."""
    count = max(1, len(seen.outcomes))
    each = (width - 1 - GAP * (count - 1)) // count
    columns = [_column(outcome, seen.slot, each) for outcome in seen.outcomes]
    rows = min(height, max((len(column) for column in columns), default=0))
    blank = Content(" " * each)
    lines = []
    for row in range(rows):
        cells = [column[row] if row < len(column) else blank for column in columns]
        parts: list[Content | str] = [" "]
        for place, cell in enumerate(cells):
            parts += [" " * GAP, cell] if place else [cell]
        lines.append(fit_content(Content.assemble(*parts), width))
    return lines


def _column(outcome: Outcome, slot: str, width: int) -> list[Content]:
    number = {"wait": 1, "swap": 2, "end": 3, "drop": 4}[outcome.way]
    out, late = outcome.hard_out, outcome.late
    day = _("day {time} late") if late >= 0.5 else _("day {time} early") if late <= -0.5 else _("day on time")
    rows = [
        Content.styled(shown(f"{number} {way_words()[outcome.way]}", width), "bold reverse"),
        Content.styled(shown(_("item ends {time}").format(time=f"{outcome.item_ends:%H:%M:%S}"), width), "bold"),
        Content.styled(shown(day.format(time=span(abs(round(late)))), width), "$tone-over" if late >= 0.5 else ""),
    ]
    if out is not None and out.spare is not None:
        spare = _("out {time} spare {spare}") if out.spare >= 0 else _("out {time} {spare} SHORT")
        words = spare.format(time=f"{out.at:%H:%M}", spare=span(abs(out.spare)))
        rows.append(Content.styled(shown(words, width), "bold $tone-over" if out.spare < 0 else ""))
    waits = _("stage waits {time}").format(time=span(outcome.waits)) if outcome.waits > 0 else ""
    rows += [Content.styled(shown(waits, width), "$tone-warning"), Content(" " * width)]
    return rows + [_turn(each, each.id == slot, width) for each in outcome.slots]


def _turn(slot: SlotShown, picked: bool, width: int) -> Content:
    at = f"{slot.expected_start:%H:%M}" if slot.expected_start is not None else "     "
    at = _("out  ") if slot.dropped else at
    words = shown(f"{at} {two_scripts(slot.name, slot.name_alt)}", width)
    return Content.styled(words, "bold $tone-warning" if picked else "$tone-dim" if slot.expected_start is None else "")
