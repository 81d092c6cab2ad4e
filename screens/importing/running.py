"""An import that runs beside the desk: a thread of its own writes, and whoever wants to know looks here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Protocol

from console.importing import imports
from console.importing.imports import Imported, Looked
from console.rules.refusals import Refusal
from data.faults import EventFileError
from data.files import open_event
from data.readers.folder import table_of
from data.readers.plan import Choices, PlanError, Problem, Recognised, Table
from data.readers.programme_file import may_list_items
from data.words import _
from screens.widgets.plain import shown

BAR = 30


class Look:
    """What a list says before it is imported: what it would do, or why it can't be used. `kind` is what it lists, by
    its name and content until somebody says."""

    def __init__(self, source: Path, choices: Choices, kind: Table | None = None) -> None:
        self.source = source
        self.choices = choices
        self.kind = kind
        self.looked: Looked | None = None
        self.problems: tuple[Problem, ...] = ()
        self.recognised: tuple[Recognised, ...] = ()
        self.refusal = ""

    def read(self, path: Path, now: datetime, operator: str) -> None:
        """Reads the list against the event file at `path`; for a thread."""
        try:
            own = open_event(path)
            try:
                if not self.source.is_dir():
                    self.kind = self.kind or table_of(self.source) or _likely(self.source)
                found = imports.look(
                    own, self.source, self.kind, choices=self.choices, leave_odd=not self.source.is_dir(), now=now,
                    operator=operator,
                )  # fmt: skip
            finally:
                own.close()
        except PlanError as why:
            self.problems, self.recognised = why.problems, why.recognised
        except EventFileError as why:
            self.refusal = str(why)
        else:
            if isinstance(found, Refusal):
                self.refusal = found.message
                return
            self.looked = found
            self.problems, self.recognised = found.imported.problems, found.imported.recognised


def _likely(source: Path) -> Table:
    """What a list is taken for that does not say what it lists."""
    return "programme" if may_list_items(source) else "guests"


class Bringing:
    """One import under way. `stopping`: somebody wants it to end; `leaving`: the console closes. `over` once it is:
    then `made` says what it did, or `refusal` why it could not."""

    def __init__(self, looked: Looked) -> None:
        self.looked = looked
        self.total = looked.imported.drafts
        self.written = 0
        self.stopping = False
        self.leaving = False
        self.over = False
        self.made: Imported | None = None
        self.refusal = ""

    def carry_out(self, path: Path, now: datetime, operator: str, done: Callable[[], None]) -> None:
        """Writes it; for a thread."""
        try:
            own = open_event(path)
            try:
                found = imports.carry_out(
                    own, self.looked, now=now, operator=operator, told=self._told, stop=self._stops
                )
            finally:
                own.close()
        except (PlanError, EventFileError) as why:
            self.refusal = str(why)
        else:
            if isinstance(found, Refusal):
                self.refusal = found.message
            else:
                self.made = found
        self.over = True
        done()

    def _stops(self) -> bool:
        return self.stopping or self.leaving

    def _told(self, written: int) -> None:
        self.written = written


class Home(Protocol):
    """The room that an import belongs to: it outlives the page it was asked on."""

    bringing: Bringing | None

    def bring(self, bringing: Bringing) -> None: ...


def progress(running: Bringing) -> str:
    """A bar with how many rows are written."""
    done = running.written / max(1, running.total)
    filled = round(done * BAR)
    words = _("importing {source}  {n} of {all}").format(
        source=shown(running.looked.name), n=f"{running.written:,}", all=f"{running.total:,}"
    )
    return f"[{'=' * filled}{'.' * (BAR - filled)}] {words}"


def said(running: Bringing) -> str:
    """What an import did, in one line."""
    made = running.made
    if made is None:
        return running.refusal
    form = _("{source}: {new} new, {changed} changed, {same} same, {gone} gone, {odd} odd")
    if made.stopped:
        form = _("{source} stopped: {new} new, {changed} changed; the same list again writes the rest")
    return form.format(
        source=made.source, new=made.new, changed=made.changed, same=made.same, gone=made.gone, odd=made.odd
    )
