"""The log room: the journal as it is written, problems first, every line with all of its fact and its undo."""

from __future__ import annotations

from collections.abc import Iterable

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from console import desk, logbook
from console.actions import Action
from console.logbook import Wanted
from console.rules.refusals import Refusal
from data.words import _, ngettext
from screens.log_pages import AllLines, FoundLines, Lines
from screens.room import Room
from screens.widgets.lines import stacked
from screens.widgets.log_list import LogList
from screens.widgets.plain import shown

TOP = 4
"""How many problems stand above everything else."""


class LogRoom(Room):
    """`follow` keeps the newest line picked; without it the picked one stays where it is while others are written."""

    ROOM = "log"
    CSS_PATH = "log.tcss"
    AUTO_FOCUS = "LogList"

    def __init__(self) -> None:
        super().__init__()
        self.words = ""
        self.only_problems = False
        self.follow = True
        self.opened = ""
        self._lines: Lines | None = None
        self._imports = 0
        self._folded: tuple[tuple[int, int], ...] = ()

    def body(self) -> Iterable[Widget]:
        yield LogList(id="lines")
        yield Static("", id="entry", markup=False)

    # -- what is shown ------------------------------------------------------------------------------------------------
    def refresh_room(self) -> None:
        file = self.board.file
        if self.words or self.only_problems:
            wanted = Wanted(words=self.words, problems=self.only_problems)
            if isinstance(self._lines, FoundLines) and self._lines.wanted == wanted:
                self._lines = self._lines.renewed()
            else:
                self._lines = FoundLines(file, wanted)
        else:
            if (imports := logbook.imports(file)) != self._imports:
                self._imports, self._folded = imports, logbook.import_spans(file)
            self._lines = AllLines(file, logbook.latest(file), self._folded)
        self._tell()
        if self.follow:
            self.query_one(LogList).newest()

    def _tell(self) -> None:
        day = self.board.day.event
        lines = self._lines
        if lines is None:
            return
        top = () if self.words or self.only_problems else logbook.problem_lines(self.board.file, limit=TOP)
        end = "" if lines.complete else _("looking further back …")
        self.query_one(LogList).show(top, lines, self.board.zone, day.date if day else None, self._rule(lines), end)
        self._tell_entry()

    def _rule(self, lines: Lines) -> str:
        n = len(lines)
        if not self.words and not self.only_problems:
            words = ngettext("{n} FACT, the newest first", "{n} FACTS, the newest first", n).format(n=f"{n:,}")
        else:
            so_far = "" if lines.complete else "+"
            words = ngettext("{n} FOUND", "{n} FOUND", n).format(n=f"{n:,}{so_far}")
            if self.only_problems:
                words = _("{words}, problems only").format(words=words)
            if self.words:
                words = _("{words}, with: {filter}").format(words=words, filter=shown(self.words))
        words = _("{words}, following").format(words=words) if self.follow else words
        if isinstance(lines, AllLines) and lines.folded:
            # Hundreds of guests listed at once would bury the day; the import's own line counts them.
            words = _("{words}   + {n} of imports: / finds them").format(words=words, n=f"{lines.folded:,}")
        return words

    def _tell_entry(self) -> None:
        panel = self.query_one("#entry", Static)
        pairs = logbook.entry(self.board.file, self.opened) if self.opened else ()
        panel.set_class(bool(pairs), "open")
        wide = max((len(name) for name, _text in pairs), default=0)
        panel.update(
            stacked(Content.assemble((f" {shown(name, wide)}  ", "bold"), shown(text)) for name, text in pairs)
        )

    @on(LogList.EndNear)
    def _look_on(self) -> None:
        if self._lines is not None and self._lines.more():
            # Once more round the loop for each stretch of the journal: keys come first.
            self.call_later(self._tell)
        else:
            self._tell()

    # -- acts ---------------------------------------------------------------------------------------------------------
    def why_not(self, row: Action) -> str | None:
        if row.id == "undo" and self.query(LogList):
            line = self.query_one(LogList).picked
            if line is None:
                return _("No line is picked.")
            if not line.standing:
                return _("This was taken back already.")
        return super().why_not(row)

    def act_find(self) -> None:
        self.ask(_("Lines with:"), self._find, self.words)

    def _find(self, words: str) -> None:
        self.words = words
        self.board.changed()

    def act_problems(self) -> None:
        self.only_problems = not self.only_problems

    def act_follow(self) -> None:
        self.follow = not self.follow
        self.say(_("Following: the newest line stays picked.") if self.follow else _("Not following."))

    def act_open(self) -> None:
        line = self.query_one(LogList).picked
        self.opened = "" if line is None or line.fact == self.opened else line.fact
        self._tell_entry()

    @on(LogList.Opened)
    def _opened(self) -> None:
        self.act_open()

    def act_close(self) -> None:
        if self.opened:
            self.opened = ""
        elif self.words or self.only_problems:
            self.words, self.only_problems = "", False

    def act_undo(self) -> None:
        line = self.query_one(LogList).picked
        if line is None:
            return
        board = self.board
        answer = desk.undo(board.file, act=line.act, now=board.now(), operator=board.operator)
        if isinstance(answer, Refusal):
            self.say_refusal(answer)
        else:
            self.say(_("Taken back: {what}").format(what=answer.what), "out")

    def act_incident(self) -> None:
        self.ask(_("Incident:"), lambda text: self.note(text, incident=True))

    def act_cursor_up(self) -> None:
        self._step(-1)

    def act_cursor_down(self) -> None:
        self._step(1)

    def act_first(self) -> None:
        self.follow = True
        self.query_one(LogList).newest()

    def act_last(self) -> None:
        self.follow = False
        lines = self.query_one(LogList)
        lines.pick(lines.rows - 1)

    def _step(self, by: int) -> None:
        self.follow = False
        self.query_one(LogList).step(by)
