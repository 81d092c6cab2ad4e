"""The import page of the setup room: a list is picked, looked at, mapped, and brought in while the desk goes on."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from console.actions import Action
from data import tables
from data.readers.plan import Choices, Table
from data.words import _, ngettext
from screens.importing.choosing import Choosing
from screens.importing.lines import counts, lines, meanings, titles, views
from screens.importing.running import Bringing, Home, Look, progress, said
from screens.importing.text_lines import TextLines
from screens.widgets.line_list import LineList
from screens.widgets.lines import DIM, fit_content, ruled
from screens.widgets.path_input import PathInput
from screens.widgets.plain import shown


class ImportRoom(Choosing):
    """Reading and writing are threads' work: with a long list neither this page nor the desk waits."""

    ROOM = "import"
    AUTO_FOCUS: ClassVar[str | None] = "PathInput"
    CSS = """
    ImportRoom #asked { height: 1; text-wrap: nowrap; }
    ImportRoom PathInput { height: 1; background: $panel; }
    ImportRoom #form, ImportRoom #tabs, ImportRoom #bar { height: 1; text-wrap: nowrap; }
    ImportRoom #meaning { height: auto; max-height: 4; padding: 0 1; }
    ImportRoom #notes { height: auto; max-height: 4; text-wrap: nowrap; }
    """

    def __init__(self, home: Home) -> None:
        super().__init__()
        self.home = home

    def body(self) -> Iterable[Widget]:
        yield Static(_(" The list or folder to import. Tab completes, Enter reads it."), id="asked", markup=False)
        yield PathInput(compact=True, select_on_focus=False)
        for name in ("form", "notes", "tabs", "meaning"):
            yield Static("", id=name, markup=False)
        yield TextLines()
        yield Static("", id="bar", markup=False)

    def refresh_room(self) -> None:
        self._draw()

    def on_resize(self) -> None:
        if self.is_mounted:
            self.call_after_refresh(self._draw)

    # -- reading ------------------------------------------------------------------------------------------------------
    @on(PathInput.Candidates)
    def _could_be(self, event: PathInput.Candidates) -> None:
        self.query_one(TextLines).show([Content(f" {shown(name)}") for name in event.names])

    @on(Input.Submitted, "PathInput")
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        if event.value.strip():
            self.read(Path(event.value.strip()).expanduser(), Choices())

    def read(self, source: Path, choices: Choices, kind: Table | None = None) -> None:
        if self.reading:
            return
        self.reading = True
        look = Look(source, choices, kind)
        board = self.board
        path, now, operator = board.file.path, board.now(), board.operator

        def read() -> None:
            look.read(path, now, operator)
            self.app.call_from_thread(self._read_through, look)

        self.run_worker(read, thread=True, exclusive=True)
        self._draw()

    def _read_through(self, look: Look) -> None:
        self.reading = False
        before, self.look = self.look, look
        if look.refusal:
            self.board.ring()
            self.say(look.refusal, "warning")
        if before is None or before.source != look.source:
            named = any(read.columns for read in look.recognised)
            self.view = "columns" if named else "odd" if look.problems else "new"
            if look.kind == "programme" and look.looked is not None:
                self.view = "order"
        if self.view not in views(look):
            self.view = "columns"
        if look.recognised or look.looked is not None:
            self.query_one(TextLines).focus()
        self._draw()

    # -- what stands --------------------------------------------------------------------------------------------------
    def _draw(self) -> None:
        if not self.query(TextLines):
            return
        width, look = self.size.width, self.look
        self._static("bar", self._bar())
        if look is None:
            self._static("form", Content(_(" reading …")) if self.reading else Content(""))
            return
        self._static("form", self._form(look))
        self._static("notes", Content("\n").join(fit_content(note, width) for note in self._notes(look)[:4]))
        many = counts(look)
        tabs: list[str | tuple[str, str]] = [" "]
        for view in views(look):
            words = f" {titles()[view]} {many[view]:,} "
            tone = "$tone-over" if view == "odd" and many[view] else ""
            tabs.append((words, f"bold reverse {tone}" if view == self.view else tone or DIM))
        if look.looked is not None:
            tabs.append((_("  same {n}").format(n=f"{look.looked.imported.same:,}"), DIM))
        self._static("tabs", ruled(Content.assemble(*tabs), Content(""), width, "-", DIM))
        self.query_one(TextLines).show(lines(look, self.view, tables.event(self.board.file.db).zone))
        self._tell_meaning()
        self._tell_keys()

    @on(LineList.Picked)
    def _tell_meaning(self) -> None:
        """What the list is about, or all of an odd row that was picked."""
        place = self.query_one(TextLines).place
        if self.look is not None and self.view == "odd" and place is not None:
            words = Content.styled(shown(str(self.look.problems[place])), "$tone-over")
        else:
            words = Content.styled(meanings()[self.view], DIM)
        self._static("meaning", Content("\n").join(words.wrap(max(20, self.size.width - 2))[:4]))

    def _static(self, name: str, content: Content) -> None:
        self.query_one(f"#{name}", Static).update(content)

    def _form(self, look: Look) -> Content:
        if self.reading:
            return Content(_(" reading …"))
        parts: list[str | tuple[str, str]] = [(f" {shown(look.source.name)}", "bold")]
        for read in look.recognised[:1]:
            plain = _("a programme") if look.kind == "programme" else _("no known export")
            whose = _("recognised as {dialect}").format(dialect=read.dialect) if read.dialect else plain
            parts += [("   ", ""), (whose, "bold $tone-normal" if read.dialect else DIM), (f"   {read.form}", DIM)]
        return Content.assemble(*parts)

    def _notes(self, look: Look) -> list[Content]:
        """What is to be known about the list; of one that can't be used, why."""
        wrong = look.problems if look.looked is None else ()
        notes = [Content.styled(f" {shown(str(problem))}", "bold $tone-over") for problem in wrong if problem.whole]
        return [*notes, *(Content(f" {shown(note)}") for read in look.recognised for note in read.notes)]

    def _bar(self) -> Content:
        """How far the import is, or what it did."""
        running = self.home.bringing
        if running is None:
            return Content("")
        if running.over:
            return Content.styled(f" {shown(said(running))}", "bold $tone-over" if running.refusal else "bold $tone-in")
        return Content.styled(f" {progress(running)}", "bold $tone-warning")

    # -- acts ---------------------------------------------------------------------------------------------------------
    def why_not(self, row: Action) -> str | None:
        running = self.home.bringing is not None and not self.home.bringing.over
        if row.id == "stop_import" and not running:
            return _("No import is running.")
        if row.id in ("import_now", "field_of", "field_next", "field_before", "kind_of", "day_of") and running:
            return _("An import is running; x stops it.")
        if row.id in ("kind_of", "day_of") and self.look is None:
            return _("There is no list yet: f picks one.")
        if row.id == "day_of" and self.look is not None and self.look.kind != "programme":
            return _("Only a programme has days.")
        if row.id == "import_now" and (self.look is None or self.look.looked is None):
            return _("There is nothing to import yet: f picks a list.")
        return super().why_not(row)

    def act_file(self) -> None:
        self.query_one(PathInput).focus()

    def act_next_view(self) -> None:
        self._turn(1)

    def act_view_before(self) -> None:
        self._turn(-1)

    def _turn(self, by: int) -> None:
        there = views(self.look) if self.look is not None else ("columns",)
        self.view = there[(there.index(self.view) + by) % len(there)]
        self.query_one(TextLines).pick(None)
        self._draw()

    def act_pick_up(self) -> None:
        self.query_one(TextLines).step(-1)

    def act_pick_down(self) -> None:
        self.query_one(TextLines).step(1)

    def act_page_up(self) -> None:
        self.query_one(TextLines).step(-max(1, self.query_one(TextLines).size.height - 1))

    def act_page_down(self) -> None:
        self.query_one(TextLines).step(max(1, self.query_one(TextLines).size.height - 1))

    def act_import_now(self) -> None:
        look = self.look
        if look is None or look.looked is None:
            return
        odd = len(look.problems)
        if odd:
            question = ngettext(
                "{n} odd row is left out. Import the others?", "{n} odd rows are left out. Import the others?", odd
            )
            self.board.confirm(question.format(n=odd), self._bring)
        else:
            self._bring()

    def _bring(self) -> None:
        if self.look is not None and self.look.looked is not None:
            self.home.bring(Bringing(self.look.looked))
            self._draw()

    def brought(self) -> None:
        """The import is over: what the list would do now is looked at anew."""
        if self.look is not None:
            self.read(self.look.source, self.look.choices, self.look.kind)
        self._draw()

    def act_stop_import(self) -> None:
        if self.home.bringing is not None:
            self.home.bringing.stopping = True
            self.say(_("It stops after the rows being written; those stay."), "warning")

    def act_close(self) -> None:
        if self.query_one(PathInput).has_focus and self.look is not None:
            self.query_one(TextLines).focus()
        else:
            self.app.pop_screen()
