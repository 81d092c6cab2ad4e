"""The front desk: one field for scans and typing, the last verdict large above it, who is found and who came below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import ClassVar, Literal

from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static
from textual.worker import get_current_worker

from console import desk
from console.actions import Action
from console.answers import Answer
from console.finding import Shown
from console.rules.admission import Override
from console.rules.refusals import Refusal
from data.words import _, ngettext
from screens import desk_news, desk_words, visits
from screens.room import Room
from screens.widgets.guest_list import GuestList, GuestRow
from screens.widgets.plain import plain, shown, two_scripts
from screens.widgets.scan_input import ScanInput
from screens.widgets.verdict import Verdict

STOOD = 0.3
"""Seconds a row must have stood unchanged before Enter means it."""
TALL = 30
MOST = 1000
"""Guests listed for one query; who looks further types another letter."""


class DeskRoom(Room):
    """A scan or Enter is decided and stored before anything is drawn; nothing here opens a dialog."""

    ROOM = "desk"
    CSS_PATH = "desk.tcss"
    AUTO_FOCUS: ClassVar[str | None] = "ScanInput"

    def __init__(self) -> None:
        super().__init__()
        self.undoable: desk.Undoable | None = None
        self.counted: desk.Counters | None = None
        self.meant: tuple[Shown, ...] = ()
        self.called: list[str] = []
        self._asked = ""

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
            self._draw_day()

    def refresh_room(self) -> None:
        file = self.board.file
        self.undoable = desk.last_undoable(file, self.board.operator, desk.DESK_KINDS)
        self.counted = desk.counters(file)
        self.called = list(desk_news.calls(file, self.board.now()))
        self._draw_verdict()
        self._search(keep=True)
        self._draw_day()

    def on_resize(self) -> None:
        self.set_class(self.size.height >= TALL, "-tall")
        if self.counted is not None:
            self.call_after_refresh(self._draw_day)

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

    def _draw_day(self) -> None:
        if self.counted is None:
            return
        width, day = self.size.width, self.board.day
        self.query_one("#counters", Static).update(desk_words.counters(self.counted, day, width, self._next()))
        recents = desk.recent(self.board.file, max(2, self.query_one("#last").size.height - 1))
        self.query_one("#last", Static).update(desk_words.last(recents, day, self.board.zone, width))
        out = self.board.visits.way == "out"
        prompt = _("SCAN OUT >") if out else _("FIND or SCAN >")
        self.query_one("#prompt", Static).update(Content.styled(f" {prompt} ", "bold $tone-out" if out else "bold"))

    # -- finding ------------------------------------------------------------------------------------------------------
    def on_input_changed(self, event: ScanInput.Changed) -> None:
        if isinstance(event.input, ScanInput):
            event.stop()
            self._search(keep=False)

    def _search(self, keep: bool) -> None:
        """The rows for what stands in the field; mistyped names are looked for in a worker, since that takes long."""
        query = self.query_one(ScanInput).value.strip()
        same = keep and query == self._asked
        if query != self._asked:
            self.meant = ()
        self._asked = query
        count = desk.count(self.board.file, query, MOST) if query else 0
        if query and not count and not self.meant:
            self.run_worker(lambda: self._look_for_meant(query), thread=True, exclusive=True, group="meant")
        self._tell_found(query, count, same)

    def _tell_found(self, query: str, count: int, same: bool) -> None:
        file, doors = self.board.file, self.board.day.doors

        def ask(place: int, most: int) -> Sequence[GuestRow]:
            rows = desk.find(file, query, limit=most, offset=place, typos=False).matches if count else self.meant
            return [desk_words.guest_row(row, doors, self.board.zone) for row in rows]

        rows = self.query_one(GuestList)
        rows.tell(count or len(self.meant), ask, Message().time, keep=same)
        if self.has_class("-finding") != bool(query):
            self.set_class(bool(query), "-finding")
            self.call_after_refresh(self._draw_day)
        self._tell_hint(query)

    def _look_for_meant(self, query: str) -> None:
        from data.files import open_event

        own = open_event(self.board.file.path)
        try:
            found = desk.find_meant(own, query).matches
        finally:
            own.close()
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._meant_found, query, found)

    def _meant_found(self, query: str, found: tuple[Shown, ...]) -> None:
        if query == self._asked and found:
            self.meant = found
            self._tell_found(query, 0, same=False)

    def _tell_hint(self, query: str) -> None:
        rows = self.query_one(GuestList)
        row = rows.picked
        found = self.query_one("#found", Static)
        hint = ""
        if query:
            words = ngettext("{n} found", "{n} found", rows.count).format(n=rows.count)
            if rows.count == MOST:
                words = _("{n} or more").format(n=MOST)
            if self.meant and rows.count:
                words = _("{n} perhaps meant").format(n=rows.count)
            found.update(Content.assemble(words, ("   !! same name " if row and row.same else " ", "bold $tone-ask")))
            if row is None:
                hint = _("Nobody found. Fewer letters, or ^N for a walk-in.")
            elif row.same and not rows.chosen:
                hint = _("More than one is {name}.  Up or Down picks, then Enter.  Enter alone waits.")
                hint = hint.format(name=row.name)
        else:
            found.update("")
        waiting = len(self.board.visits.asks)
        if waiting:
            need = ngettext("{n} needs a look, F10", "{n} need a look, F10", waiting).format(n=waiting)
            hint = f"{need}   {hint}".rstrip()
        line = self.query_one("#hint", Static)
        line.update(Content.styled(f"    {shown(hint)}", "bold $tone-ask"))
        line.display = bool(hint)

    # -- the field ----------------------------------------------------------------------------------------------------
    def on_scan_input_chosen(self, message: ScanInput.Chosen) -> None:
        """Enter: a whole code is a scan however slowly it came; else the row picked, if it is plain whom that means."""
        text = message.text.strip()
        if text and visits.is_code(self.board.file, text):
            self._empty()
            self.board.scanned(text)
            return
        self.safely(lambda: self._pass(self.board.visits.way, message.time))

    def _picked(self, time: float) -> GuestRow | None:
        rows = self.query_one(GuestList)
        row = rows.picked
        if row is None:
            return None
        if row.same and not rows.chosen:
            self.board.ring()
            self.say(_("More than one is {name}: Up or Down picks, then Enter.").format(name=row.name), "ask")
            return None
        if self.meant and not rows.chosen:
            self.board.ring()
            self.say(_("Nobody is called that. Up or Down picks who was meant, then Enter."), "ask")
            return None
        if time - rows.since < STOOD:
            self.say(_("The list has just changed: look at the row, then press again."), "ask")
            return None
        return row

    def _pass(self, way: Literal["in", "out"], time: float) -> None:
        row = self._picked(time)
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
            return _("undo {what}").format(what=shown(shown(self.undoable.what, 24).rstrip()))
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
            answer is not None and answer.guest is not None and answer.verdict == "refused"
            and answer.reason not in ("unknown", "forged", "closed")
        )  # fmt: skip

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

    def act_pick_up(self) -> None:
        self._step(-1)

    def act_pick_down(self) -> None:
        self._step(1)

    def act_page_up(self) -> None:
        self._step(-self.query_one(GuestList).size.height)

    def act_page_down(self) -> None:
        self._step(self.query_one(GuestList).size.height)

    def _step(self, by: int) -> None:
        rows = self.query_one(GuestList)
        # Where it is not plain who is meant, Up on the first row says "this one".
        unsure = rows.picked is not None and (rows.picked.same or bool(self.meant))
        first = unsure and not rows.chosen and by < 0
        rows.step(0 if first else by)
        self._tell_hint(self._asked)

    def act_clear(self) -> None:
        self._empty()

    def show_guest(self, guest: str) -> None:
        """Brings one guest's row up, as the palette's "go to" does."""
        found = desk.one(self.board.file, guest)
        if found is not None:
            self.query_one(ScanInput).value = plain(found.name)
