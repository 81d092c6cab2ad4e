"""The front desk: one field for scans and typing, the last verdict large above it, who is found and who came below."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Literal

from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Static

from console import desk
from console.actions import Action
from console.rules.admission import Override
from console.rules.refusals import Refusal
from data.states import GuestState
from data.words import _
from screens import visits
from screens.desk import words as desk_words
from screens.desk.badging import BadgingActs
from screens.desk.house import DeskHouse
from screens.desk.keys import DeskKeys
from screens.desk.lending import LendingActs
from screens.desk.meeting import MeetingActs, called
from screens.desk.party import PartyActs
from screens.desk.shown import DeskShown
from screens.desk.vouching import answered_for
from screens.head_counts import ask_heads
from screens.widgets.guest_list import GuestList
from screens.widgets.plain import plain, shown
from screens.widgets.scan_input import ScanInput
from screens.widgets.verdict import Verdict


class DeskRoom(DeskHouse, DeskShown, DeskKeys, PartyActs, MeetingActs, LendingActs, BadgingActs):
    """A scan or Enter is decided and stored before anything is drawn; nothing here opens a dialog."""

    ROOM = "desk"
    CSS_PATH = "desk.tcss"
    AUTO_FOCUS: ClassVar[str | None] = "ScanInput"
    ALSO = frozenset({"lock"})  # a public desk hides its names with one key

    def body(self) -> Iterable[Widget]:
        yield Verdict(self.board.plain_signs)
        with Horizontal(id="field"):
            yield Static("", id="prompt", markup=False)
            yield ScanInput()
            yield Static("", id="found", markup=False)
        yield GuestList()
        yield Static("", id="hint", markup=False)
        yield Static("", id="counters", markup=False)
        yield Static("", id="house", markup=False)
        yield Static("", id="way", markup=False)
        yield Static("", id="last", markup=False)

    # -- in and out ---------------------------------------------------------------------------------------------------
    def on_scan_input_chosen(self, message: ScanInput.Chosen) -> None:
        """Enter: a whole code is a scan however slowly it came; else the row picked, if it is plain whom that means."""
        text = message.text.strip()
        if text and visits.is_code(self.board.file, text):
            self.empty()
            self.board.scanned(text)
            return
        if not text and self.rest_stands():
            self.do("party")
            return
        self.safely(lambda: self._pass(self.board.visits.way, message.time))

    def _pass(self, way: Literal["in", "out"], time: float) -> None:
        row = self.picked_for(time)
        if row is not None:
            board = self.board
            self.answered(board.visits.pass_door(board.file, row.id, board.door, board.now(), board.operator, way))

    def act_admit(self) -> None:
        field = self.query_one(ScanInput)
        field.post_message(ScanInput.Chosen(field.value, self.board.key_time))

    def act_out(self) -> None:
        """Out with the row picked; with an empty field every scan is an exit until the key is pressed again."""
        if self.query_one(ScanInput).value.strip():
            self._pass("out", self.board.key_time)
            return
        self.board.visits.way = "in" if self.board.visits.way == "out" else "out"
        out = self.board.visits.way == "out"
        self.say(_("Scans are exits now; ^O again for entries.") if out else _("Scans are entries again."), "out")

    # -- people who are not on the list -------------------------------------------------------------------------------
    def act_walk_in(self) -> None:
        from screens.desk.walk_in import WalkInForm

        self.app.push_screen(WalkInForm(self.query_one(ScanInput).value.strip(), self.on_panel()))
        self.empty()

    def act_deputy(self) -> None:
        from screens.desk.deputy_form import DeputyForm

        state = self.subject_state()
        if state is not None:
            self.app.push_screen(DeputyForm(state))
            self.empty()

    # -- an ASK, or a call for the lead, answered ---------------------------------------------------------------------
    def act_override(self) -> None:
        state = self.to_let_in()
        if state is None:
            return
        if (
            state.how == "deputy"
            and state.guest.status == "pending"
            and (self.is_lead() or not self.board.day.operators)
        ):
            self._agree(state)
            return
        answer = self.board.visits.latest
        asked = answer is not None and answer.guest is not None and answer.guest.id == state.guest.id
        reason = _("same person") if asked and answer is not None and answer.reason == "already_in" else ""
        if state.lead is not None and not reason:
            reason = plain(state.lead.why)

        def supervised(why: str) -> None:
            if not why:
                self.say(_("Letting somebody in wants a reason; nothing was done."), "ask")
                return
            self.ask(
                _("Who answers for it (supervisor)?"),
                lambda lead: self._force(state, why, lead),
                self.board.operator if self.is_lead() else "",
            )

        self.ask(_("Let {name} in, because:").format(name=called(state, 30)), supervised, reason)

    def _force(self, state: GuestState, why: str, lead: str) -> None:
        if not lead:
            self.say(_("It wants a supervisor's name; nothing was done."), "ask")
            return
        answered_for(self, why, lead, lambda force: self._let_in(state, force))

    def _let_in(self, state: GuestState, force: Override) -> None:
        board, guest = self.board, state.guest.id
        answer = board.visits.pass_door(board.file, guest, board.door, board.now(), board.operator, "in", force)
        self.answered(answer)
        if state.lead is not None and not isinstance(answer, Refusal) and answer.verdict == "admitted":
            # The lead who gave their PIN dealt with it, whoever sits here.
            lead = force.supervisor if force.proven else board.operator
            desk.lead_came(board.file, guest, now=board.now(), operator=lead)

    def _agree(self, deputy: GuestState) -> None:
        """The lead's yes to a deputy who waits: expected from now on, and in."""
        board, guest = self.board, deputy.guest.id
        if not self.refused(desk.agree(board.file, guest, now=board.now(), operator=board.operator)):
            self.answered(board.visits.pass_door(board.file, guest, board.door, board.now(), board.operator, "in"))

    # -- one guest ----------------------------------------------------------------------------------------------------
    def act_give(self) -> None:
        typed = bool(self.query_one(ScanInput).value.strip())
        if not typed:
            self.lend_to(self.panel_state(), find_first=True)
            return
        state = self.subject_state()
        if state is not None:
            self.lend_to(state, find_first=False)

    def act_card(self) -> None:
        from screens.desk.card import CardRoom

        guest = self.subject()
        if guest:
            self.app.push_screen(CardRoom(guest))

    def act_everybody(self) -> None:
        self.list_everybody = not self.list_everybody
        self.search(keep=False)

    def act_things(self) -> None:
        from screens.desk.things import ThingsRoom

        self.app.push_screen(ThingsRoom())

    def act_paper(self) -> None:
        from screens.desk.paper_ticks import PaperTicks

        self.app.push_screen(PaperTicks())

    def act_headcount(self) -> None:
        ask_heads(self, self.board.door)

    # -- back, on and away --------------------------------------------------------------------------------------------
    def act_undo(self) -> None:
        board = self.board
        act = self.undoable.act if self.undoable else None
        answer = desk.undo(board.file, now=board.now(), operator=board.operator, act=act, kinds=desk.DESK_KINDS)
        if isinstance(answer, Refusal):
            self.say_refusal(answer)
            return
        board.visits.forget(answer.undid)
        self.say(_("Taken back: {what}").format(what=answer.what), "ask")

    def act_look(self) -> None:
        self.board.visits.next_ask()

    def act_clear(self) -> None:
        """Esc leaves what is transient: the names of a party, what was typed, at last an ASK that came to nothing."""
        if self.leave_rest():
            return
        if self.query_one(ScanInput).value:
            self.empty()
            return
        left = self.board.visits.leave_ask()
        if left is not None:
            said = _("{name} was not let in and waits no more; the log has it.")
            self.say(said.format(name=desk_words.name_of(left)), "ask")

    def label(self, row: Action) -> str:
        if row.id == "undo" and self.undoable is not None:
            return _("undo {what}").format(what=shown(shown(self.undoable.brief, 24).rstrip()))
        if row.id == "clear":
            return _("not let in")
        return super().label(row)

    def show_guest(self, guest: str) -> None:
        """Brings one guest's row up, as the palette's "go to" does."""
        found = desk.one(self.board.file, guest)
        if found is not None:
            self.pick_guest(guest, plain(found.name))
