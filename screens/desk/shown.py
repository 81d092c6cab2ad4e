"""What the desk shows: drawn from the file when it changes, and from the clock every second."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from msgspec import UNSET
from msgspec.structs import replace
from textual.content import Content
from textual.widgets import Static

from console import desk, house
from console.desk.answers import Answer
from console.rules import roles
from data.words import _
from screens import guest_now, visits
from screens.desk import news
from screens.desk import words as desk_words
from screens.desk.badging import BadgingActs
from screens.desk.door_choice import DoorActs, doors_shown
from screens.desk.keys import DeskKeys
from screens.desk.missing import MissingActs, missing_alerts
from screens.desk.party import PartyActs, party_shown, rest_shown
from screens.desk.verdict_words import clock, verdict
from screens.widgets.alert_rows import Alert, alert_rows
from screens.widgets.verdict import Verdict

TALL = 30
ABOVE = 13
"""Rows of the room that are never what happened last."""
WAY = 2
"""Rows of who is on the way while somebody is looked for; twice as many where there is room."""


class DeskShown(MissingActs, DeskKeys, DoorActs, PartyActs, BadgingActs):
    """`counted` is None until the file was first read."""

    counted: desk.Counters | None = None

    def __init__(self) -> None:
        super().__init__()
        self.called: list[Alert] = []
        self._settled = False

    # -- the frame ----------------------------------------------------------------------------------------------------
    def place(self) -> str:
        door = self.board.day.doors.get(self.board.door)
        return (door.title or door.id) if door else _("no door")

    def alerts(self) -> Iterable[str | Content]:
        if not self.board.day.doors and self.board.day.event is not None:
            yield visits.no_door()
        yield from alert_rows(self.called, 1, self.size.width)
        yield from self.badge_alerts()

    def tick(self, now: datetime) -> None:
        if now.second % 15 == 0:
            self._look_around()
            self.shape_changed()

    def on_resize(self) -> None:
        self.set_class(self.size.height >= TALL, "-tall")
        if self.counted is not None:
            self.call_after_refresh(self.shape_changed)

    # -- the file changed ---------------------------------------------------------------------------------------------
    def refresh_room(self) -> None:
        file, now = self.board.file, self.board.now()
        self.board.visits.look_again(file)
        self.counted = desk.counters(file)
        self._look_around()
        guest = self.on_panel()
        self.known = guest_now.read(file, guest, now) if guest else None
        self._draw_verdict(now)
        self.search(keep=True)
        self.shape_changed()

    def _look_around(self) -> None:
        """What the stages are at, and what could be taken back: guests can be let in before that is known, so the
        console starts without it."""
        if not self._settled:
            self.call_after_refresh(self._first_look)
            return
        self.undoable = desk.last_undoable(self.board.file, self.board.operator, desk.DESK_KINDS)
        self.called = missing_alerts(self.board.file, self.board.day.stages, self.board.now())

    def _first_look(self) -> None:
        if not self._settled and self.stands:
            self._settled = True
            self.renew()

    def _draw_verdict(self, now: datetime) -> None:
        panel, board = self.query_one(Verdict), self.board
        answer, party = board.visits.latest, board.visits.party
        if self.choosing():
            panel.tell(None, doors_shown(board.day, board.door, panel.size.width))
        elif self.rest_stands() and self.rest is not None:
            panel.tell(rest_shown(self.rest, clock(now, board.zone)))
        elif party is not None:
            panel.tell(party_shown(party, board.zone))
        elif answer is None:
            panel.tell(None, self._begin())
        else:
            panel.tell(verdict(self._as_held(answer, now), self.known, board.day, board.zone))

    def _as_held(self, answer: Answer, now: datetime) -> Answer:
        """The answer without the word to wait at the doors, once latecomers are let in."""
        if isinstance(answer.hold, str) and house.held_at(self.board.file.db, self.board.day, answer.door, now) is None:
            return replace(answer, hold=UNSET)
        return answer

    def _begin(self) -> Sequence[str]:
        if not self.board.day.doors:
            return (_("No door yet"), _("Guests can be found and corrected, but nobody can be let in."))
        if self.counted is not None and not self.counted.listed:
            return (
                _("Nobody is on the list yet"),
                _("callboard import FILE guests.csv brings a list in, while this is open."),
                _("^N adds somebody who stands here."),
            )
        no = roles.forbidden(self.board.day.operators, self.board.operator, "admit")
        return (
            _("Scan a ticket, or type") if no is None else _("Type to look somebody up"),
            _("a name in either script or pinyin, an organisation, a seat, the end of a code"),
            _("Enter lets the guest picked in.  ^O out, ^N walk-in, ^Z takes back.") if no is None else no.message,
        )

    def shape_changed(self) -> None:
        if self.counted is None:
            return
        width, day, now = self.size.width, self.board.day, self.board.now()
        next_item = news.next_item(self.board.file, self.board.stage, now) if self._settled else ""
        self.query_one("#counters", Static).update(
            desk_words.counters(self.counted, day, width, next_item, self.board.door)
        )
        self._draw_way(now)
        # As many as ever have room: the list of guests found comes and goes before anybody is told of its size.
        recents = desk.recent(self.board.file, max(2, self.size.height - ABOVE))
        self.query_one("#last", Static).update(desk_words.last(recents, day, self.board.zone, width))
        out = self.board.visits.way == "out"
        prompt = _("SCAN OUT >") if out else _("FIND or SCAN >")
        self.query_one("#prompt", Static).update(Content.styled(f" {prompt} ", "bold $tone-out" if out else "bold"))

    def _draw_way(self, now: datetime) -> None:
        """Who is on the way, while anybody is."""
        rows = WAY if self.has_class("-finding") and not self.has_class("-tall") else WAY * 2
        coming = desk.on_the_way(self.board.file, now, rows + 1)
        way = self.query_one("#way", Static)
        way.display = bool(coming)
        if coming:
            way.update(desk_words.on_the_way(coming, rows, self.size.width, now))
