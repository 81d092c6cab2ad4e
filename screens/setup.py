"""The setup room: the event's state and mode, what an import left undone, and the checks before the show as ticks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from rich.cells import cell_len
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from console import desk, setup
from console.importing.underway import underway
from console.preflight import Check, Preflight, preflight
from data.faults import EventFileError
from data.records import EventStage, ShowMode
from data.words import _
from screens.importing.running import Bringing, progress, said
from screens.room import Room
from screens.widgets.lines import fit_content, ruled, stacked
from screens.widgets.plain import shown

STATES: tuple[EventStage, ...] = ("setup", "rehearsal", "open", "closed")
MODES: tuple[ShowMode, ...] = ("edit", "dry", "rehearse", "show")


def meanings() -> dict[str, str]:
    return {
        "setup": _("being prepared"), "rehearsal": _("facts are kept and never counted"), "open": _("the day itself"),
        "closed": _("only a lead corrects"), "edit": _("the plan may be changed, nothing is sent"),
        "dry": _("GO works, nothing is sent"), "rehearse": _("all is sent but what is marked live only"),
        "show": _("all is sent, GO wants a standby, editing is off"),
    }  # fmt: skip


class SetupRoom(Room):
    """Devices are asked in a worker: a dead one must not hold the room up."""

    ROOM = "setup"
    DEFAULT_CSS = """
    SetupRoom VerticalScroll { height: 1fr; scrollbar-size-vertical: 1; }
    SetupRoom #page { height: auto; text-wrap: nowrap; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.checked: Preflight | None = None
        self.checking = False
        self.listed = 0
        self.bringing: Bringing | None = None
        """The latest import of this console, under way or over."""

    def body(self) -> Iterable[Widget]:
        with VerticalScroll(can_focus=False) as scroll:
            pass
        yield scroll

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).mount(Static("", id="page", markup=False))
        self.act_check()

    def refresh_room(self) -> None:
        self.listed = desk.counters(self.board.file).listed

    def tick(self, now: datetime) -> None:
        pages = self.query("#page").results(Static)
        for page in pages:
            page.update(self._page())

    def on_resize(self) -> None:
        self.call_after_refresh(self.tick, self.board.now())

    def _page(self) -> Content:
        width, day = max(40, self.size.width - 1), self.board.day
        name = shown(f"{day.event.name}  {day.event.name_alt}") if day.event else _("no event yet")
        rows = [ruled(Content.styled(name, "bold"), Content(""), width, "=", "$tone-dim")]
        rows += [_choice(_("state"), "s", STATES, day.state), _meaning(day.state)]
        rows += [_choice(_("mode"), "m", MODES, day.mode), _meaning(day.mode), Content("")]
        rows += [_tick(*line) for line in self._plan()]
        rows.append(ruled(Content.styled(_("CHECKS"), "bold"), Content(self._checked_words()), width, "-", "$tone-dim"))
        rows += [_check(check, 28 if width >= 100 else 14) for check in (self.checked.checks if self.checked else ())]
        return stacked(fit_content(row, width) for row in rows)

    def _plan(self) -> Iterable[tuple[bool, str, str]]:
        board, day = self.board, self.board.day
        if self.bringing is not None:
            words = said(self.bringing) if self.bringing.over else progress(self.bringing)
            yield not self.bringing.refusal, _("import"), words
        for importing in day.importing:
            if not underway(board.file, importing):
                yield False, _("import"), _("{source} was cut off: run it again").format(source=importing.source)
        words = _("{n} on the list").format(n=self.listed) if self.listed else _("nobody on the list yet")
        yield bool(self.listed), _("guests"), words
        yield bool(day.doors), _("doors"), _names(door.title or door.id for door in day.doors.values())
        yield bool(day.stages), _("stages"), _names(stage.title or stage.id for stage in day.stages.values())
        yield True, _("outputs"), _names(f"{name} ({output.type})" for name, output in day.outputs.items())
        yield bool(board.operator), _("operator"), board.operator or _("nobody named: start with --operator NAME")
        well, scanner = board.scanners.line()
        yield well, _("scanner"), scanner
        yield (*board.ears.line()[:1], _("remote"), board.ears.line()[1])
        yield True, _("file"), str(board.file.path.name)

    def _checked_words(self) -> str:
        if self.checking:
            return _("asking every output …")
        if self.checked is None:
            return ""
        return _("all that is required is there") if self.checked.ok else _("!! something required is not there")

    # -- imports ------------------------------------------------------------------------------------------------------
    def act_import(self) -> None:
        from screens.importing.page import ImportRoom

        self.app.push_screen(ImportRoom(self))

    def bring(self, bringing: Bringing) -> None:
        """Starts an import in a thread that outlives the page it was asked on."""
        if self.bringing is not None and not self.bringing.over:
            return
        self.bringing = bringing
        board, app = self.board, self.app
        path, now, operator = board.file.path, board.now(), board.operator

        def done() -> None:
            if not bringing.leaving:
                app.call_from_thread(self._brought)

        app.run_worker(lambda: bringing.carry_out(path, now, operator, done), thread=True)

    def _brought(self) -> None:
        for screen in self.app.screen_stack:
            if hasattr(screen, "brought"):
                screen.brought()
        self.board.changed()

    def on_unmount(self) -> None:
        if self.bringing is not None:
            self.bringing.leaving = True

    # -- acts ---------------------------------------------------------------------------------------------------------
    def act_scanner_test(self) -> None:
        from screens.scanner_test import ScannerTest

        self.app.push_screen(ScannerTest())

    def act_remote(self) -> None:
        """Whether this console listens, and what came last."""
        well, words = self.board.ears.line()
        self.say(words, "normal" if well else "warning")

    def act_check(self) -> None:
        if not self.checking:
            self.checking = True
            self.run_worker(self._look, thread=True, exclusive=True)

    def _look(self) -> None:
        from data.files import open_event

        try:
            own = open_event(self.board.file.path)
            try:
                found = preflight(own)
            finally:
                own.close()
        except EventFileError as why:
            self.app.call_from_thread(self._not_checked, str(why))
            return
        self.app.call_from_thread(self._found, found)

    def _not_checked(self, why: str) -> None:
        self.checking = False
        self.board.ring()
        self.say(why, "over")

    def _found(self, found: Preflight) -> None:
        self.checked, self.checking = found, False
        self.tick(self.board.now())

    def act_state(self) -> None:
        self.ask(_("State: {words}?").format(words=", ".join(STATES)), self._set_state)

    def _set_state(self, typed: str) -> None:
        state = next((each for each in STATES if typed and each.startswith(typed.lower())), None)
        if state is None:
            self.say(_("No such state; nothing was done."), "warning")
            return
        if self.refused(setup.set_state(self.board.file, state, now=self.board.now(), operator=self.board.operator)):
            return
        self.say(_("The event is {state}: {meaning}.").format(state=state, meaning=meanings()[state]))
        self.board.changed()

    def act_mode(self) -> None:
        self.ask(_("Mode: {words}?").format(words=", ".join(MODES)), self._set_mode)

    def _set_mode(self, typed: str) -> None:
        mode = next((each for each in MODES if typed and each.startswith(typed.lower())), None)
        if mode is None:
            self.say(_("No such mode; nothing was done."), "warning")
            return
        if self.refused(setup.set_mode(self.board.file, mode, now=self.board.now(), operator=self.board.operator)):
            return
        self.say(_("Mode {mode}: {meaning}.").format(mode=mode, meaning=meanings()[mode]))
        self.board.changed()


def _names(names: Iterable[str]) -> str:
    return ", ".join(shown(name) for name in names) or _("none")


def _choice(label: str, key: str, words: Iterable[str], now: str) -> Content:
    parts: list[tuple[str, str]] = [(f"  {key} ", "bold $primary"), (f"{shown(label, 9)}", "$tone-dim")]
    parts += [(f"[{word}]", "bold reverse") if word == now else (f" {word} ", "") for word in words]
    return Content.assemble(*parts)


def _meaning(now: str) -> Content:
    """What the chosen word means, on its own row: narrow terminals would cut it beside the words."""
    return Content.styled(f"             {meanings()[now]}", "$tone-dim")


def _tick(well: bool, label: str, words: str) -> Content:
    sign, style = (" ok ", "bold $tone-normal") if well else (" !! ", "bold $tone-over")
    return Content.assemble((sign, style), (shown(label, 9), "$tone-dim"), shown(words))


def _check(check: Check, name: int) -> Content:
    well = check.state == "ok"
    bad = check.fails
    style = "bold $tone-over" if bad else "bold $tone-normal" if well else "bold $tone-warning"
    sign = " ok " if well else " !! " if bad else "  ? "
    cues = _("cues {numbers}").format(numbers=", ".join(check.cues)) if check.cues else ""
    words = "  ".join(part for part in (check.state, check.detail, cues) if part)
    named = f"{shown(check.name, max(name, min(cell_len(check.name), 24)))} {shown(words)}"
    return Content.assemble((sign, style), (f"{shown(check.what, 8)} ", "$tone-dim"), named)
