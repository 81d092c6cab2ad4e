"""A guest's card: all that is known of them, corrected line by line; a scan here is a scan at the desk's door."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from console import desk
from console.actions import Action
from console.rules import masks, tickets
from console.rules.refusals import Refusal
from data.states import GuestState
from data.words import _
from screens import guest_now
from screens.desk.badging import BadgingActs
from screens.desk.card_lines import MASKED, CardLine, card_lines, field_names, head
from screens.desk.lending import LendingActs
from screens.desk.meeting import MeetingActs, called
from screens.guest_now import GuestNow
from screens.page import Page
from screens.widgets.line_list import LineList
from screens.widgets.lines import fit_content, ruled, spread, stacked
from screens.widgets.plain import shown

LABEL = 15
STATUSES = ("expected", "pending", "cancelled", "regrets", "blocked")


class CardList(LineList):
    """The lines; headings are passed over."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[CardLine, ...] = ()

    def show(self, lines: list[CardLine]) -> None:
        self._lines = tuple(lines)
        self.tell([line.id or f"-{n}" for n, line in enumerate(lines)])
        if self.picked is None:
            # Not an entry: Enter on that takes it back.
            self.pick("field/name")

    def step(self, by: int) -> None:
        before = self.picked
        super().step(by)
        here = next((line for n, line in enumerate(self._lines) if (line.id or f"-{n}") == self.picked), None)
        if here is not None and not here.id:
            super().step(1 if by > 0 else -1)
            if self.picked is not None and self.picked.startswith("-"):
                self.pick(before)

    def line(self, place: int, width: int) -> Content:
        line = self._lines[place]
        if not line.id:
            return ruled(Content.styled(line.label, "bold"), Content(line.text), width, "-", "$tone-dim")
        mark = "=> " if line.id == self.picked else "   "
        right = Content.styled(line.right, "$tone-dim")
        words = Content.assemble((mark, "bold"), (f"{shown(line.label, LABEL)} ", "$tone-dim"), (line.text, line.tone))
        return fit_content(spread(words, right, width), width)


class CardRoom(Page, MeetingActs, LendingActs, BadgingActs):
    """`guest` is an id; who was merged since is shown as who they are."""

    ROOM = "card"
    CSS = """
    CardRoom #head { height: 2; text-wrap: nowrap; }
    """
    AUTO_FOCUS: ClassVar[str | None] = "CardList"
    undoable: desk.Undoable | None = None

    def __init__(self, guest: str) -> None:
        super().__init__()
        self.guest = guest
        self.known: GuestNow | None = None

    def body(self) -> Iterable[Widget]:
        yield Static("", id="head", markup=False)
        yield CardList()

    def place(self) -> str:
        return self.known.state.guest.name if self.known is not None else ""

    # -- what stands --------------------------------------------------------------------------------------------------
    def refresh_room(self) -> None:
        board = self.board
        self.known = guest_now.read(board.file, self.guest, board.now())
        self.undoable = desk.last_undoable(board.file, board.operator, desk.DESK_KINDS)
        if self.known is None:
            # Their walk-in was taken back: there is nobody to show.
            self.app.pop_screen()
            return
        self._draw(self.known)

    def _draw(self, known: GuestNow) -> None:
        board = self.board
        self.query_one("#head", Static).update(stacked(head(known, board.day, board.zone, self.size.width)))
        self.query_one(CardList).show(card_lines(known, board.day, board.operator, board.zone))

    def on_resize(self) -> None:
        if self.known is not None:
            self.call_after_refresh(self._draw, self.known)

    def subject_state(self) -> GuestState | None:
        return self.known.state if self.known is not None else None

    # -- acts ---------------------------------------------------------------------------------------------------------
    def label(self, row: Action) -> str:
        if row.id == "undo" and self.undoable is not None:
            return _("undo {what}").format(what=shown(shown(self.undoable.brief, 24).rstrip()))
        if row.id == "correct":
            picked = self.query_one(CardList).picked or ""
            words = {"passage": _("take back"), "thing": _("take back"), "lead": _("the lead came")}
            return words.get(picked.partition("/")[0], super().label(row))
        return super().label(row)

    def why_not(self, row: Action) -> str | None:
        if row.id == "undo" and self.undoable is None:
            return _("There is nothing of yours to undo here.")
        return super().why_not(row)

    def act_correct(self) -> None:
        state = self.subject_state()
        kind, _slash, what = (self.query_one(CardList).picked or "").partition("/")
        if state is None:
            return
        match kind:
            case "field":
                self._correct(state, what)
            case "passage":
                self._take_passage_back(state, what)
            case "thing":
                item, _tab, number = what.partition("\t")
                self._back(state, item, number)
            case "lead":
                self.act_lead()
            case "coming":
                self.act_expect()
            case "meet":
                self.act_meet()
            case _:
                self.say(_("This line is not corrected here."), "dim")

    def _correct(self, state: GuestState, field: str) -> None:
        hidden = field in MASKED and not masks.full(self.board.day.operators, self.board.operator)
        was = "" if hidden else str(getattr(state.guest, field))
        label = field_names()[field]
        question = _("{field} of {name}:").format(field=label, name=called(state, 24))
        if field == "status":
            question = _("{field} ({all}):").format(field=label, all=", ".join(STATUSES))
        elif hidden:
            question = _("New {field} of {name} (Esc keeps it):").format(field=label, name=called(state, 20))
        elif field in ("photo", "flag"):
            question = (
                _("May be photographed? (no, or nothing):")
                if field == "photo"
                else _("Bell on stage? (yes, or nothing):")
            )
        self.ask(question, lambda typed: self._change(state, field, typed, hidden), was)

    def _change(self, state: GuestState, field: str, typed: str, hidden: bool) -> None:
        if hidden and not typed:
            self.say(_("Nothing was changed."), "dim")
            return
        board = self.board
        answer = desk.change(board.file, state.guest.id, {field: typed}, now=board.now(), operator=board.operator)
        if isinstance(answer, Refusal):
            self.say_refusal(answer)
        elif not answer.fact:
            self.say(_("Nothing was different."), "dim")
        else:
            self.say(_("Corrected: {field}.").format(field=field_names()[field]), "in")

    def _take_passage_back(self, state: GuestState, act: str) -> None:
        passage = next((each for each in state.passages if each.act == act), None)
        if passage is None:
            return
        word = _("IN") if passage.way == "in" else _("OUT")
        at = f"{passage.at.astimezone(self.board.zone):%H:%M:%S}"
        question = _("Take back {word} {time}?  Enter yes, Esc no").format(word=word, time=at)
        self.ask(question, lambda _typed: self._undo(act))

    def _undo(self, act: str | None) -> None:
        board = self.board
        kinds = desk.DESK_KINDS if act is None else None
        answer = desk.undo(board.file, now=board.now(), operator=board.operator, act=act, kinds=kinds)
        if isinstance(answer, Refusal):
            self.say_refusal(answer)
            return
        board.visits.forget(answer.undid)
        self.say(_("Taken back: {what}").format(what=answer.what), "ask")

    def act_undo(self) -> None:
        self._undo(self.undoable.act if self.undoable else None)

    def _back(self, state: GuestState, item: str, number: str) -> None:
        board = self.board
        answer = desk.take_back(board.file, state.guest.id, item, number, now=board.now(), operator=board.operator)
        if not self.refused(answer):
            self.say(_("{thing} is back.").format(thing=shown(f"{item} {number}".strip())), "in")

    def act_give(self) -> None:
        self.lend_to(self.subject_state(), find_first=False)

    def act_ticket(self) -> None:
        state = self.subject_state()
        if state is not None:
            question = _("New ticket for {name}, older ones void?  Enter yes, Esc no")
            self.ask(question.format(name=called(state, 20)), lambda _typed: self._ticket(state.guest.id))

    def _ticket(self, guest: str) -> None:
        board = self.board
        answer = desk.ticket(board.file, guest, replace=True, now=board.now(), operator=board.operator)
        if isinstance(answer, Refusal):
            self.say_refusal(answer)
        else:
            said = _("Ticket {n}, ends {code}; older ones no longer hold.  ^B prints the badge.")
            self.say(said.format(n=answer.generation, code=tickets.tail(answer.code)), "in")

    def act_merge(self) -> None:
        from screens.desk.merging import MergeRoom

        state = self.subject_state()
        if state is not None:
            self.app.push_screen(MergeRoom(state))

    def show_guest(self, guest: str) -> None:
        """Another guest's card, as the palette's "go to" and a number looked up do."""
        self.guest = guest
        self.board.changed()
