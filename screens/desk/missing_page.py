"""All speakers who are called and not here, and what the desk does about each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import ClassVar

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from console import speakers
from console.rules import masks
from console.rules.speakers.speaking import SlotShown, SpeakersView
from data import tables
from data.records import Guest
from data.words import _, ngettext
from screens.desk.chasing import call, stage_words, stored
from screens.desk.undoing_page import UndoingPage
from screens.speaker_words import calling_words, name_of, slot_of, whereabouts
from screens.typed_times import moment_typed
from screens.widgets.line_list import LineList
from screens.widgets.lines import fit_content, ruled, span
from screens.widgets.plain import shown

WIDE = 100
"""Columns from which the stage of a speaker has a place of its own."""


class MissingList(LineList):
    """Who is not here, the soonest on first."""

    def __init__(self) -> None:
        super().__init__()
        self._slots: tuple[SlotShown, ...] = ()
        self._guests: dict[str, Guest] = {}
        self._stages: Mapping[str, str] = {}
        self._now: datetime | None = None

    def show(
        self, slots: tuple[SlotShown, ...], guests: dict[str, Guest], stages: Mapping[str, str], now: datetime
    ) -> None:
        self._slots, self._guests, self._stages, self._now = slots, guests, stages, now
        self.tell([slot.id for slot in slots])
        if self.picked is None and slots:
            self.pick_first()

    def slot(self) -> SlotShown | None:
        return next((slot for slot in self._slots if slot.id == self.picked), None)

    def line(self, place: int, width: int) -> Content:
        slot, now = self._slots[place], self._now
        guest = self._guests.get(slot.guest)
        away = (slot.expected_start - now).total_seconds() if slot.expected_start is not None and now else 0.0
        on = f"{slot.expected_start:%H:%M}" if slot.expected_start is not None else ""
        minutes = _("in {time}").format(time=span(away)) if away > 0 else _("now")
        # Of one who was reached, when they come says more than that they were.
        called = calling_words(slot) if slot.expected is None else ""
        where = called or (whereabouts(slot, now) if now is not None else "")
        stage = self._stages.get(slot.stage, "") if width >= WIDE else ""
        reach = "  ".join(part for part in (*_reach(guest), stage) if part)
        return fit_content(
            Content.assemble(
                ("=> " if slot.id == self.picked else "   ", "bold"),
                (shown(f"{on} {minutes}", 15), "bold $tone-over"),
                (shown(name_of(slot), max(12, (width - 18) * 3 // 10)) + " ", "bold"),
                (shown(f"{slot.item} {slot.order}", max(7, (width - 18) // 8)) + " ", ""),
                (shown(where, 22) + " ", "bold $tone-warning" if slot.calling is not None else ""),
                (reach, "$tone-dim"),
            ),
            width,
        )


def _reach(guest: Guest | None) -> Iterable[str]:
    """How to get hold of them, as far as the desk may read it."""
    if guest is None:
        return
    if guest.phone:
        yield shown(guest.phone)
    if guest.host:
        yield _("met by {name}").format(name=shown(guest.host))


class MissingRoom(UndoingPage):
    """Typing a name leaves the page and finds it."""

    ROOM = "missing"
    CSS = """
    MissingRoom #head, MissingRoom #empty { height: 1; text-wrap: nowrap; }
    """
    AUTO_FOCUS: ClassVar[str | None] = "MissingList"

    def body(self) -> Iterable[Widget]:
        yield Static("", id="head", markup=False)
        yield MissingList()
        yield Static("", id="empty", markup=False)

    def refresh_room(self) -> None:
        board = self.board
        self.look_for_undo()
        self._draw(board.now())

    def tick(self, now: datetime) -> None:
        self._draw(now)

    def _draw(self, now: datetime) -> None:
        board = self.board
        view = speakers.lineup(board.file, None, now)
        slots = tuple(slot for each in view.at_risk if (slot := slot_of(view, each)) is not None)
        self.query_one(MissingList).show(slots, self._guests(view), stage_words(board.day.stages), now)
        words = ngettext("{n} speaker is not here", "{n} speakers are not here", len(slots)).format(n=len(slots))
        head = ruled(Content.styled(words, "bold $tone-over" if slots else "bold"), Content(""), self.size.width, "-")
        self.query_one("#head", Static).update(head)
        empty = "" if slots else _("Every speaker who is called is here.")
        self.query_one("#empty", Static).update(f" {empty}")

    def _guests(self, view: SpeakersView) -> dict[str, Guest]:
        """Their rows of the list, with as much of a number as this operator may read."""
        board = self.board
        wanted = [slot.guest for slot in view.slots if slot.at_risk and slot.guest]
        found = {each: state.guest for each in wanted if (state := tables.stays(board.file.db, each)) is not None}
        if masks.full(board.day.operators, board.operator):
            return found
        return {each: masks.as_seen(guest) for each, guest in found.items()}

    def on_resize(self) -> None:
        if self.is_mounted:
            self.call_after_refresh(self.refresh_room)

    # -- acts ---------------------------------------------------------------------------------------------------------
    def act_chase(self) -> None:
        slot = self.query_one(MissingList).slot()
        if slot is not None:
            call(self, slot.id)

    def act_no_answer(self) -> None:
        slot = self.query_one(MissingList).slot()
        if slot is not None:
            board = self.board
            answer = speakers.chase(board.file, slot.id, "no_answer", now=board.now(), operator=board.operator)
            stored(self, answer)

    def act_reached(self) -> None:
        slot = self.query_one(MissingList).slot()
        if slot is not None:
            question = _("{name} will be here at (HH:MM, or minutes from now):").format(name=shown(slot.name))
            self.ask(question, lambda typed: self._reached(slot, typed))

    def _reached(self, slot: SlotShown, typed: str) -> None:
        due = moment_typed(self, typed)
        if due is not None:
            board = self.board
            answer = speakers.chase(board.file, slot.id, "reached", due=due, now=board.now(), operator=board.operator)
            stored(self, answer)
