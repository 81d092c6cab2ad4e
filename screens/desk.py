"""The front desk: one field for scans and typing, the last verdict large above it, who is found and who came below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import ClassVar, Literal

from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from console import desk
from console.actions import Action
from console.answers import Answer
from console.rules.admission import Override
from console.rules.refusals import Refusal
from data.words import _
from screens import desk_news, desk_words, visits
from screens.finding import FindingRoom
from screens.widgets.guest_list import GuestList
from screens.widgets.plain import plain, shown, two_scripts
from screens.widgets.scan_input import ScanInput
from screens.widgets.verdict import Verdict

TALL = 30


class DeskRoom(FindingRoom):
    """A scan or Enter is decided and stored before anything is drawn; nothing here opens a dialog."""

    ROOM = "desk"
    CSS_PATH = "desk.tcss"
    AUTO_FOCUS: ClassVar[str | None] = "ScanInput"
    ALSO = frozenset({"lock"})  # a public desk hides its names with one key

    def __init__(self) -> None:
        super().__init__()
        self.undoable: desk.Undoable | None = None
        self.counted: desk.Counters | None = None
        self.called: list[str] = []

    def body(self) -> Iterable[Widget]:
        yield Verdict(self.board.plain_signs)
        with Horizontal(id="field"):
            yield Static("", id="prompt", markup=False)
            yield ScanInput()
            yield Static("", id="found", markup=False)
        yield GuestList()
        yield Static("", id="hint", markup=False)
        yield Static("", id="counters", markup=False)
        yield Static("", id="last", markup=False)

    # -- what stands --------------------------------------------------------------------------------------------------
    def place(self) -> str:
        door = self.board.day.doors.get(self.board.door)
        return (door.title or door.id) if door else _("no door")

    def alerts(self) -> Iterable[str]:
        if not self.board.day.doors:
            yield visits.no_door()
        yield from self.called

    def tick(self, now: datetime) -> None:
        if now.second % 15 == 0:
            self.called = list(desk_news.calls(self.board.file, now))
            self.shape_changed()

    def refresh_room(self) -> None:
        file = self.board.file
        self.undoable = desk.last_undoable(file, self.board.operator, desk.DESK_KINDS)
        self.counted = desk.counters(file)
        self.called = list(desk_news.calls(file, self.board.now()))
        self._draw_verdict()
        self.search(keep=True)
        self.shape_changed()

    def on_resize(self) -> None:
        self.set_class(self.size.height >= TALL, "-tall")
        if self.counted is not None:
            self.call_after_refresh(self.shape_changed)

    def _draw_verdict(self) -> None:
        answer = self.board.visits.latest
        panel = self.query_one(Verdict)
        if answer is None:
            panel.tell(None, self._begin())
            return
        speaks = desk_news.speaks(self.board.file, answer, self.board.now())
        panel.tell(desk_words.verdict(answer, self.board.day, self.board.zone, speaks))

    def _begin(self) -> Sequence[str]:
        if not self.board.day.doors:
            return (_("No door yet"), visits.no_door())
        if self.counted is not None and not self.counted.listed:
            return (
                _("Nobody is on the list yet"),
                _("callboard import FILE guests.csv brings a list in, while this is open."),
                _("^N adds somebody who stands here."),
            )
        return (
            _("Scan a ticket, or type"),
            _("a name in either script or pinyin, an organisation, a seat, the end of a code"),
            _("Enter lets the guest picked in.  ^O out, ^N walk-in, ^Z takes back."),
        )

    def _next(self) -> str:
        return desk_news.next_item(self.board.file, self.board.stage, self.board.now())

    def shape_changed(self) -> None:
        if self.counted is None:
            return
        width, day = self.size.width, self.board.day
        self.query_one("#counters", Static).update(desk_words.counters(self.counted, day, width, self._next()))
        recents = desk.recent(self.board.file, max(2, self.query_one("#last").size.height - 1))
        self.query_one("#last", Static).update(desk_words.last(recents, day, self.board.zone, width))
        out = self.board.visits.way == "out"
        prompt = _("SCAN OUT >") if out else _("FIND or SCAN >")
        self.query_one("#prompt", Static).update(Content.styled(f" {prompt} ", "bold $tone-out" if out else "bold"))

    # -- the field ----------------------------------------------------------------------------------------------------
    def on_scan_input_chosen(self, message: ScanInput.Chosen) -> None:
        """Enter: a whole code is a scan however slowly it came; else the row picked, if it is plain whom that means."""
        text = message.text.strip()
        if text and visits.is_code(self.board.file, text):
            self._empty()
            self.board.scanned(text)
            return
        self.safely(lambda: self._pass(self.board.visits.way, message.time))

    def _pass(self, way: Literal["in", "out"], time: float) -> None:
        row = self.picked_for(time)
        if row is None:
            return
        board = self.board
        answer = self.board.visits.pass_door(board.file, row.id, board.door, board.now(), board.operator, way)
        self._answered(answer)

    def _answered(self, answer: Answer | Refusal) -> None:
        if isinstance(answer, Refusal):
            self.say_refusal(answer)
            return
        if answer.verdict == "refused":
            self.board.ring()
        self._empty()
        self.hush()
        self.board.changed()

    def _empty(self) -> None:
        self.query_one(ScanInput).value = ""

    # -- acts ---------------------------------------------------------------------------------------------------------
    def label(self, row: Action) -> str:
        if row.id == "undo" and self.undoable is not None:
            return _("undo {what}").format(what=shown(shown(self.undoable.brief, 24).rstrip()))
        return row.label

    def in_bar(self, row: Action) -> bool:
        return super().in_bar(row) and self.why_not(row) is None

    def why_not(self, row: Action) -> str | None:
        if row.id == "undo" and self.undoable is None:
            return _("There is nothing of yours to undo here.")
        if row.id == "look" and not self.board.visits.asks:
            return _("Nobody waits for a look.")
        if row.id == "override" and not self._may_override():
            return _("There is no ASK to answer.")
        if row.id == "door" and len(self.board.day.doors) < 2:
            return _("This event has one door.")
        return super().why_not(row)

    def _may_override(self) -> bool:
        answer = self.board.visits.latest
        return (
            answer is not None
            and answer.guest is not None
            and answer.verdict == "refused"
            and answer.reason not in ("unknown", "forged", "closed")
        )

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

    def act_walk_in(self) -> None:
        from screens.walk_in import WalkInForm

        self.app.push_screen(WalkInForm(self.query_one(ScanInput).value.strip()))
        self._empty()

    def act_override(self) -> None:
        answer = self.board.visits.latest
        if answer is None or answer.guest is None:
            return
        who, guest = two_scripts(answer.guest.name, answer.guest.name_alt), answer.guest.id
        reason = _("same person") if answer.reason == "already_in" else ""

        def supervised(why: str) -> None:
            if not why:
                self.say(_("Letting somebody in wants a reason; nothing was done."), "ask")
                return
            self.ask(_("Who answers for it (supervisor)?"), lambda lead: force(why, lead))

        def force(why: str, lead: str) -> None:
            if not lead:
                self.say(_("It wants a supervisor's name; nothing was done."), "ask")
                return
            board = self.board
            self._answered(
                self.board.visits.pass_door(
                    board.file, guest, board.door, board.now(), board.operator, "in", Override(why, lead)
                )
            )

        self.ask(_("Let {name} in, because:").format(name=shown(who, 30).rstrip()), supervised, reason)

    def act_undo(self) -> None:
        board = self.board
        act = self.undoable.act if self.undoable else None
        answer = desk.undo(board.file, now=board.now(), operator=board.operator, act=act, kinds=desk.DESK_KINDS)
        if isinstance(answer, Refusal):
            self.say_refusal(answer)
            return
        self.board.visits.forget(answer.undid)
        self.say(_("Taken back: {what}").format(what=answer.what), "ask")

    def act_look(self) -> None:
        self.board.visits.next_ask()

    def act_door(self) -> None:
        doors = list(self.board.day.doors)
        here = doors.index(self.board.door) if self.board.door in doors else -1
        self.board.door = doors[(here + 1) % len(doors)]
        self.say(_("Door: {door}").format(door=self.place()))

    def act_clear(self) -> None:
        self._empty()

    def show_guest(self, guest: str) -> None:
        """Brings one guest's row up, as the palette's "go to" does."""
        found = desk.one(self.board.file, guest)
        if found is not None:
            self.query_one(ScanInput).value = plain(found.name)
