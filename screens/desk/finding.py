"""Finding a guest by typing: the rows for what stands in the field, and whom Enter may mean."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing

from rich.cells import cell_len
from textual.content import Content
from textual.message import Message
from textual.widgets import Static
from textual.worker import get_current_worker

from console import desk
from console.desk.finding import Shown
from console.rules import masks
from data.faults import EventFileError
from data.files import open_event
from data.words import _, ngettext
from screens.desk import words as desk_words
from screens.room import Room
from screens.widgets.guest_list import GuestList, GuestRow
from screens.widgets.plain import shown
from screens.widgets.scan_input import ScanInput

STOOD = 0.3
"""Seconds a row must have stood unchanged before Enter means it."""
MOST = 1000
"""Guests listed for one query; who looks further types another letter."""
NAMELESS = 62
"""Cells of the hint about namesakes without their name."""


class FindingRoom(Room):
    """A room with a ScanInput, a GuestList, a #found and a #hint line.

    `list_everybody` is a switch: whether an empty field lists them all, or nobody.
    """

    def __init__(self) -> None:
        super().__init__()
        self.meant: tuple[Shown, ...] = ()
        self.list_everybody = False
        self._asked = ""
        self._standing = 0
        self._about = (False, False)

    @property
    def everybody(self) -> bool:
        """Does an empty field list them all? Never to a role that only sees whom it asked for, whoever signed in
        since."""
        return self.list_everybody and masks.lists_all(self.board.role)

    def shape_changed(self) -> None:
        """The list has just appeared or gone: what stands below has other room."""

    def on_input_changed(self, event: ScanInput.Changed) -> None:
        if isinstance(event.input, ScanInput):
            event.stop()
            self.search(keep=False)

    def search(self, keep: bool) -> None:
        """The rows for what stands in the field. Who was perhaps meant is looked for in a worker, since that takes
        long, and listed below what stands."""
        query = self.query_one(ScanInput).value.strip()
        same = keep and query == self._asked
        file = self.board.file
        if query != self._asked:
            self.meant = ()
        elif self.meant:
            self.meant = desk.again(file, self.meant)
        self._asked = query
        self._standing = desk.count(file, query, MOST, everybody=self.everybody)
        if query and not self.meant and (known := desk.meant_too(file, query)) is not None:
            self.run_worker(lambda: self._look_for_meant(query, known), thread=True, exclusive=True, group="meant")
        self._tell_found(query, same)

    def _tell_found(self, query: str, same: bool) -> None:
        file, doors, count = self.board.file, self.board.day.doors, self._standing

        def ask(place: int, most: int) -> Sequence[GuestRow]:
            rows: tuple[Shown, ...] = ()
            if place < count:
                wanted = min(most, count - place)
                told = desk.find(file, query, limit=wanted, offset=place, typos=False, everybody=self.everybody)
                rows = told.matches
            # Who was perhaps meant stands below all who are called that.
            rows += self.meant[max(0, place - count) : max(0, place + most - count)]
            return [desk_words.guest_row(row, doors, self.board.zone) for row in rows]

        rows = self.query_one(GuestList)
        rows.tell(count + len(self.meant), ask, Message().time, keep=same)
        listing = bool(query) or (self.everybody and count > 0)
        about = (bool(query), rows.count > 0)
        if about != self._about:
            # What the keys are about is another guest now, or nobody.
            self._about = about
            self._tell_keys()
        if self.has_class("-finding") != listing:
            self.set_class(listing, "-finding")
            self.call_after_refresh(self.shape_changed)
        self._tell_hint(query)

    def _look_for_meant(self, query: str, known: tuple[str, ...]) -> None:
        try:
            with closing(open_event(self.board.file.path)) as own:
                found = desk.find_meant(own, query, without=known).matches
        except EventFileError as why:
            # Who stands in the list is found all the same.
            self.app.call_from_thread(self.say, str(why), "over")
            return
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._meant_found, query, found)

    def _meant_found(self, query: str, found: tuple[Shown, ...]) -> None:
        if query == self._asked and found:
            self.meant = found
            self._tell_found(query, same=self._standing > 0)

    def _tell_hint(self, query: str) -> None:
        rows = self.query_one(GuestList)
        row = rows.picked
        found = self.query_one("#found", Static)
        hint = ""
        if query:
            words = self._counted(self._standing, len(self.meant))
            found.update(Content.assemble(words, ("   !! same name " if row and row.same else " ", "bold $tone-ask")))
            if row is None:
                hint = _("Nobody found. Fewer letters, or ^N for a walk-in.")
            elif row.same and not rows.chosen:
                hint = _("More than one is {name}.  Up or Down picks.  Enter alone waits.")
                room = max(8, self.size.width - NAMELESS)
                hint = hint.format(name=shown(row.name, min(cell_len(shown(row.name)), room)).rstrip())
        waiting = len(self.board.visits.asks)
        need = ngettext("{n} needs a look, F10", "{n} need a look, F10", waiting).format(n=waiting) if waiting else ""
        if query:
            hint = hint or need
        else:
            found.update(Content.styled(f"{need} ", "bold $tone-ask") if need else "")
        line = self.query_one("#hint", Static)
        line.update(Content.styled(f"    {shown(hint)}", "bold $tone-ask"))
        line.display = bool(hint)

    @staticmethod
    def _counted(standing: int, meant: int) -> str:
        """`4 found`, `1000 or more`, `2 perhaps meant`, `1 found, 2 perhaps meant`."""
        perhaps = ngettext("{n} perhaps meant", "{n} perhaps meant", meant).format(n=meant)
        if meant and not standing:
            return perhaps
        words = ngettext("{n} found", "{n} found", standing).format(n=standing)
        if standing == MOST:
            words = _("{n} or more").format(n=MOST)
        return f"{words}, {perhaps}" if meant else words

    def picked_for(self, time: float) -> GuestRow | None:
        rows = self.query_one(GuestList)
        row = rows.picked
        if row is None:
            return None
        if row.same and not rows.chosen:
            self.board.ring()
            self.say(_("More than one is {name}: Up or Down picks, then Enter.").format(name=row.name), "ask")
            return None
        if not self._asked and not rows.chosen:
            return None
        if not self._standing and not rows.chosen:
            self.board.ring()
            self.say(_("Nobody is called that. Up or Down picks who was meant, then Enter."), "ask")
            return None
        if time - rows.since < STOOD:
            self.say(_("The list has just changed: look at the row, then press again."), "ask")
            return None
        return row

    def act_pick_up(self) -> None:
        self._step(-1)

    def act_pick_down(self) -> None:
        self._step(1)

    def act_page_up(self) -> None:
        self._step(-self.query_one(GuestList).size.height)

    def act_page_down(self) -> None:
        self._step(self.query_one(GuestList).size.height)

    def _step(self, by: int) -> None:
        self.query_one(GuestList).step(by)
        self._tell_hint(self._asked)
