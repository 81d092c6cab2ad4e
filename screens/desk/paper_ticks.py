"""Paper ticks: numbers and times of a printed list typed in, a line each, with the name shown before Enter."""

from __future__ import annotations

from typing import ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static

from console import desk
from console.desk import paper_ticks
from console.desk.answers import Answer
from console.rules.refusals import Refusal
from console.rules.ticks import Tick, read_tick
from data.faults import EventFileError
from data.words import _, ngettext
from screens import visits
from screens.board import Board
from screens.widgets.plain import fit, shown, two_scripts

KEPT = 200


class PaperTicks(Screen[None]):
    """Enter writes the line down; a time typed once holds for the lines after it. Scans pass it by."""

    DEFAULT_CSS = """
    PaperTicks { layout: vertical; background: $background; }
    PaperTicks > #heading { height: 1; background: $tone-bar; text-style: bold; text-wrap: nowrap; }
    PaperTicks > #how { height: 2; margin: 1 1 0 2; color: $tone-dim; text-wrap: nowrap; }
    PaperTicks > Horizontal { height: 1; margin: 1 2; }
    PaperTicks > Horizontal > Static { width: auto; text-style: bold; }
    PaperTicks Input { width: 24; background: $panel; }
    PaperTicks > #who { height: 2; margin: 0 2; text-wrap: nowrap; }
    PaperTicks > #done { height: 1fr; margin: 0 2; text-wrap: nowrap; }
    PaperTicks > #said { height: 1; text-wrap: nowrap; }
    PaperTicks > #keys { height: 1; dock: bottom; text-wrap: nowrap; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", ""), Binding("ctrl+z", "take_back", "")]

    def __init__(self) -> None:
        super().__init__()
        self._time = ""
        self._done: list[tuple[str, Answer]] = []

    @property
    def board(self) -> Board:
        return cast(Board, self.app)

    def compose(self) -> ComposeResult:
        door = self.board.day.doors.get(self.board.door)
        where = (door.title or door.id) if door else _("no door")
        yield Static(_(" PAPER TICKS   {door}").format(door=shown(where)), id="heading", markup=False)
        how = _("The number on the list and the time beside it: 217 13:05, or 217 1305 out.")
        again = _("A time holds for the lines after it; then a number alone is enough.")
        yield Static(f"{how}\n{again}", id="how", markup=False)
        with Horizontal():
            yield Static(_("number, time > "), markup=False)
            yield Input("", id="tick", compact=True, select_on_focus=False)
        yield Static("", id="who", markup=False)
        yield Static("", id="done", markup=False)
        yield Static("", id="said", markup=False)
        keys = _(" Enter write down   ^Z take back   Esc leave   a scan is still a scan")
        yield Static(keys, id="keys", markup=False)

    def on_mount(self) -> None:
        self.query_one(Input).focus()
        self._look()

    def on_resize(self) -> None:
        self._tell_done()

    def say_scan(self, line: str, tone: str) -> None:
        self.query_one("#said", Static).update(Content.styled(f" {shown(line)}", f"bold $tone-{tone}"))

    # -- a line as it is typed ----------------------------------------------------------------------------------------
    def on_input_changed(self) -> None:
        self._look()

    def _line(self) -> Tick | Refusal:
        line = read_tick(self.query_one(Input).value)
        if isinstance(line, Refusal):
            return line
        return Tick(line.number, line.time or self._time, line.way)

    def _look(self) -> None:
        """Whose number it is so far: a slip of the hand shows as the wrong name, before Enter."""
        line = self._line() if self.query_one(Input).value.strip() else Tick(None, self._time)
        panel = self.query_one("#who", Static)
        if isinstance(line, Refusal):
            panel.update(Content.styled(shown(line.message), "$tone-dim"))
            return
        at = line.time or _("now")
        if line.number is None:
            panel.update(Content.styled(_("time: {time}").format(time=at), "$tone-dim"))
            return
        found = paper_ticks.who(self.board.file, line.number).guests
        if not found:
            panel.update(Content.styled(_("No list printed has the number {n}.").format(n=line.number), "$tone-dim"))
            return
        way = _("OUT at {time}") if line.way == "out" else _("IN at {time}")
        lines = [
            Content.styled(f"{way.format(time=at)}   {fit(two_scripts(g.name, g.name_alt), 36)}", "bold")
            + Content.styled(f"  {shown(g.organisation, max(1, self.size.width - 60)).rstrip()}", "$tone-dim")
            for g in found
        ]
        panel.update(Content("\n").join(lines))

    # -- acts ---------------------------------------------------------------------------------------------------------
    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        board, line = self.board, self._line()
        if isinstance(line, Tick) and line.number is None:
            self._time = line.time
            self._empty()
            return
        try:
            answer = (
                line
                if isinstance(line, Refusal)
                else paper_ticks.tick(board.file, line, door=board.door, now=board.now(), operator=board.operator)
            )
        except EventFileError as why:
            answer = Refusal("file", str(why))
        if isinstance(answer, Refusal):
            board.ring()
            self.say_scan(answer.message, "ask")
            # Whoever types without looking up writes the next line over this one, and not behind it.
            self.query_one(Input).action_select_all()
            return
        assert isinstance(line, Tick)
        self._time = line.time
        self._done = [(str(line.number), answer), *self._done][:KEPT]
        if answer.verdict == "refused":
            board.ring()
        self.query_one("#said", Static).update("")
        board.changed()
        self._empty()
        self._tell_done()

    def action_take_back(self) -> None:
        if not self._done:
            return
        board, (_number, answer) = self.board, self._done[0]
        try:
            taken = desk.undo(board.file, now=board.now(), operator=board.operator, act=answer.fact)
        except EventFileError as why:
            taken = Refusal("file", str(why))
        if isinstance(taken, Refusal):
            self.say_scan(taken.message, "ask")
            return
        del self._done[0]
        self.say_scan(_("Taken back: {what}").format(what=taken.what), "ask")
        board.changed()
        self._tell_done()

    def action_leave(self) -> None:
        self.dismiss()

    def _empty(self) -> None:
        self.query_one(Input).value = ""
        self._look()

    def _tell_done(self) -> None:
        head = ngettext("{n} line written down", "{n} lines written down", len(self._done)).format(n=len(self._done))
        lines = [Content.styled(head, "$tone-dim")]
        for number, answer in self._done[: self.size.height]:
            tone = visits.tone(answer)
            who = fit(two_scripts(answer.guest.name, answer.guest.name_alt), 40) if answer.guest else ""
            lines.append(
                Content.styled(f"{number:>6}  {answer.at.astimezone(self.board.zone):%H:%M}  ", "$tone-dim")
                + Content.styled(f"{visits.word(tone):<5} ", f"bold $tone-{tone}")
                + Content(who.rstrip())
            )
            if answer.verdict == "refused":
                lines.append(
                    Content.styled(f"{'':21}{shown(answer.message, self.size.width - 26).rstrip()}", "$tone-dim")
                )
        self.query_one("#done", Static).update(Content("\n").join(lines))
