"""Speakers who are called and not here, at the desk: a line over the field, one key to say that they are being called,
and the list of all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import ClassVar

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from console import desk, speakers
from console.actions import Action
from console.rules import masks
from console.rules.refusals import Refusal
from console.rules.speaking import SlotShown, SpeakersView
from console.speakers import SpeakerAnswer
from data import tables
from data.journal import EventFile
from data.records import Guest, Stage
from data.words import _, ngettext
from screens.page import Page
from screens.room import Room
from screens.speaker_words import calling_words, name_of, risk_alerts, slot_of, whereabouts
from screens.typed_times import moment_typed
from screens.widgets.line_list import LineList
from screens.widgets.lines import fit_content, ruled, span
from screens.widgets.plain import shown


def missing_lines(file: EventFile, stages: Mapping[str, Stage], now: datetime) -> list[str]:
    """The most urgent speaker who is not here, where they are wanted, and what the desk does about it."""
    view = speakers.lineup(file, None, now)
    rows = risk_alerts(view, now, _stage_words(stages), _("^W call") if _uncalled(view) else "^W")
    if len(rows) > 1:
        rows[0] += "   " + _("+{n} more").format(n=len(rows) - 1)
    return rows[:1]


def _uncalled(view: SpeakersView) -> bool:
    """Is there anybody whom nobody calls yet?"""
    return any(slot.at_risk and slot.calling is None for slot in view.slots)


def _stage_words(stages: Mapping[str, Stage]) -> dict[str, str]:
    """The stages by name, where there are several."""
    return {each.id: shown(each.title or each.id) for each in stages.values()} if len(stages) > 1 else {}


class MissingActs(Room):
    """The desk's one key for it; the room says in `called` whether somebody is missing."""

    called: list[str]

    def in_bar(self, row: Action) -> bool:
        return super().in_bar(row) and (row.id != "chase" or bool(self.called))

    def by_importance(self, rows: list[Action]) -> list[Action]:
        """What the alert asks for stands right after who is let in."""
        found = super().by_importance(rows)
        first = [row for row in found if row.id == "chase"]
        return [*found[:1], *first, *(row for row in found[1:] if row not in first)] if first else found

    def act_chase(self) -> None:
        """Says that the one who is wanted soonest is being called; where all are, shows what came of it."""
        board = self.board
        view = speakers.lineup(board.file, None, board.now())
        missing = [slot for each in view.at_risk if (slot := slot_of(view, each)) is not None]
        if not missing:
            self.say(_("Every speaker who is called is here."), "in")
            return
        first = next((slot for slot in missing if slot.calling is None), None)
        if first is None:
            self.app.push_screen(MissingRoom())
            return
        answer = speakers.chase(board.file, first.id, "calling", now=board.now(), operator=board.operator)
        stored(self, answer)

    def act_missing(self) -> None:
        self.app.push_screen(MissingRoom())


def stored(room: Room, answer: SpeakerAnswer) -> None:
    """Says what was stored, or why not."""
    if answer.refused is not None:
        room.say_refusal(Refusal(answer.refused, answer.message))
    else:
        room.say(shown(answer.message), "in")


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
        where = calling_words(slot) or (whereabouts(slot, now) if now is not None else "")
        item = f"{self._stages.get(slot.stage, '')} {slot.item} {slot.order}".strip()
        reach = "  ".join(part for part in _reach(guest))
        return fit_content(
            Content.assemble(
                ("=> " if slot.id == self.picked else "   ", "bold"),
                (shown(f"{on} {minutes}", 15), "bold $tone-over"),
                (shown(name_of(slot), max(12, (width - 18) * 3 // 10)) + " ", "bold"),
                (shown(item, max(7, (width - 18) // 8)) + " ", ""),
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


class MissingRoom(Page):
    """Typing a name leaves the page and finds it."""

    ROOM = "missing"
    CSS = """
    MissingRoom #head, MissingRoom #empty { height: 1; text-wrap: nowrap; }
    """
    AUTO_FOCUS: ClassVar[str | None] = "MissingList"
    undoable: desk.Undoable | None = None

    def body(self) -> Iterable[Widget]:
        yield Static("", id="head", markup=False)
        yield MissingList()
        yield Static("", id="empty", markup=False)

    def refresh_room(self) -> None:
        board = self.board
        self.undoable = desk.last_undoable(board.file, board.operator, desk.DESK_KINDS)
        self._draw(board.now())

    def tick(self, now: datetime) -> None:
        self._draw(now)

    def _draw(self, now: datetime) -> None:
        board = self.board
        view = speakers.lineup(board.file, None, now)
        slots = tuple(slot for each in view.at_risk if (slot := slot_of(view, each)) is not None)
        self.query_one(MissingList).show(slots, self._guests(view), _stage_words(board.day.stages), now)
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

    def label(self, row: Action) -> str:
        if row.id == "undo" and self.undoable is not None:
            return _("undo {what}").format(what=shown(shown(self.undoable.brief, 24).rstrip()))
        return super().label(row)

    def why_not(self, row: Action) -> str | None:
        if row.id == "undo" and self.undoable is None:
            return _("There is nothing of yours to undo here.")
        return super().why_not(row)

    # -- acts ---------------------------------------------------------------------------------------------------------
    def act_chase(self) -> None:
        slot = self.query_one(MissingList).slot()
        if slot is not None:
            board = self.board
            answer = speakers.chase(board.file, slot.id, "calling", now=board.now(), operator=board.operator)
            stored(self, answer)

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

    def act_undo(self) -> None:
        board = self.board
        act = self.undoable.act if self.undoable else None
        answer = desk.undo(board.file, now=board.now(), operator=board.operator, act=act, kinds=desk.DESK_KINDS)
        if not self.refused(answer) and isinstance(answer, desk.UndoAnswer):
            self.say(_("Taken back: {what}").format(what=answer.what), "ask")
