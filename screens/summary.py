"""The summary room: the figures of the day as they stand, worked out beside the console so that no key ever waits."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from time import monotonic

from textual import work
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static
from textual.worker import get_current_worker

from console import exporting
from console.actions import Action
from console.rules.refusals import Refusal
from console.rules.reports.figures import Summary
from console.summary import summary
from data.faults import EventFileError
from data.files import open_event
from data.moments import MomentError, moment
from data.words import _
from data.writers.whole import WriteError
from screens.room import Room
from screens.summary_lines import body, panel
from screens.widgets.lines import stacked

REST = 4
"""How many times longer than the working out took it rests before the figures are worked out again."""
FORMATS = ("md", "json")


class Figures(VerticalScroll, inherit_bindings=False):
    """The tables; the room's keys scroll them."""

    can_focus = False


class SummaryRoom(Room):
    """`as_of` None is now. The figures are of the moment that the panel's head names."""

    ROOM = "summary"
    CSS_PATH = "summary.tcss"

    class Made(Message):
        """The figures were worked out, in `took` seconds."""

        def __init__(self, figures: Summary, took: float, asked: datetime | None) -> None:
            super().__init__()
            self.figures, self.took, self.asked = figures, took, asked

    def __init__(self) -> None:
        super().__init__()
        self.as_of: datetime | None = None
        self.figures: Summary | None = None
        self._working = False
        self._stale = False

    def body(self) -> Iterable[Widget]:
        yield Static("", id="audience", markup=False)
        with Figures(id="tables"):
            yield Static("", id="figures", markup=False)

    # -- what is shown ------------------------------------------------------------------------------------------------
    def refresh_room(self) -> None:
        if self._working:
            self._stale = True
            return
        self._working, self._stale = True, False
        self._work_out(self.board.file.path, self.board.now(), self.as_of)

    @work(thread=True, group="summary")
    def _work_out(self, path: Path, now: datetime, as_of: datetime | None) -> None:
        began = monotonic()
        try:
            # A thread asks the file by itself: the console's own connection goes on answering keys.
            file = open_event(path)
            try:
                figures = summary(file, now, as_of)
            finally:
                file.close()
        except EventFileError as fault:
            self.app.call_from_thread(self._failed, str(fault))
            return
        if not get_current_worker().is_cancelled:
            self.post_message(self.Made(figures, monotonic() - began, as_of))

    def _failed(self, why: str) -> None:
        self._working = False
        self.say(why, "danger")

    def on_summary_room_made(self, made: Made) -> None:
        if made.asked == self.as_of:
            self.figures = made.figures
            self._draw()
        self.set_timer(max(0.05, made.took * REST), self._rested)

    def _rested(self) -> None:
        self._working = False
        if self._stale and self.is_current:
            self.refresh_room()

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        if self.figures is None or not self.query("#figures"):
            return
        width = self.size.width
        self.query_one("#audience", Static).update(stacked(panel(self.figures, width, self.board.plain_signs)))
        self.query_one("#figures", Static).update(stacked(body(self.figures, width - 1)))

    def place(self) -> str:
        if self.as_of is None:
            return ""
        return _("as of {time}").format(time=f"{self.as_of.astimezone(self.board.zone):%Y-%m-%d %H:%M}")

    def alerts(self) -> Iterable[str | Content]:
        if self.figures is not None and not all(check.holds for check in self.figures.checks):
            yield _("SUMS DO NOT AGREE  callboard verify checks the file")

    def why_not(self, row: Action) -> str | None:
        if row.id == "write" and self.figures is None:
            return _("The figures are being worked out.")
        return super().why_not(row)

    # -- acts ---------------------------------------------------------------------------------------------------------
    def act_write(self) -> None:
        path = self.board.file.path
        self.ask(_("Write summary.md and summary.json to:"), self._write, str(path.with_name(f"{path.stem}-summary")))

    def _write(self, folder: str) -> None:
        if not folder or self.figures is None:
            self.say(_("Nothing was written."))
            return
        try:
            place, who = Path(folder).expanduser(), self.board.operator
            written = exporting.put_summary(self.board.file, self.figures, place, FORMATS, operator=who)
        except WriteError as fault:
            self.say(str(fault), "danger")
            return
        if isinstance(written, Refusal):
            self.say_refusal(written)
        else:
            self.say(_("Written: {files}").format(files=", ".join(Path(name).name for name in written.files)), "in")

    def act_as_run(self) -> None:
        path = self.board.file.path
        self.ask(_("Write the as-run report to:"), self._as_run, str(path.with_name(f"{path.stem}-as-run.html")))

    def _as_run(self, path: str) -> None:
        if not path:
            self.say(_("Nothing was written."))
            return
        board, wish = self.board, exporting.Wish(at=self.as_of)
        try:
            written = exporting.export(
                board.file, "asrun", Path(path).expanduser(), now=board.now(), operator=board.operator, wish=wish
            )
        except WriteError as fault:
            self.say(str(fault), "danger")
            return
        if not self.refused(written):
            self.say(_("Written: {files}").format(files=Path(path).name), "in")

    def act_as_of(self) -> None:
        self.ask(_("As of what time (empty: now)?"), self._as_of)

    def _as_of(self, text: str) -> None:
        event = self.board.day.event
        if not text or event is None:
            self.as_of = None
        else:
            try:
                self.as_of = moment(text, event.date, self.board.zone)
            except MomentError as fault:
                self.say(str(fault), "warning")
                return
        self._at_once()

    def _at_once(self) -> None:
        """Somebody asked: no rest after the last time."""
        self._working = False
        self.board.changed()

    def act_cursor_up(self) -> None:
        self.query_one("#tables").scroll_up(animate=False)

    def act_cursor_down(self) -> None:
        self.query_one("#tables").scroll_down(animate=False)

    def act_first(self) -> None:
        self.query_one("#tables").scroll_home(animate=False)

    def act_last(self) -> None:
        self.query_one("#tables").scroll_end(animate=False)

    def act_close(self) -> None:
        if self.as_of is not None:
            self.as_of = None
            self._at_once()
