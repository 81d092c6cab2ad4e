"""A form for somebody who is not on the list, with a look at who is there already by nearly that name."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from typing import ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from console import desk
from console.desk.finding import Shown
from console.desk.guests import Near
from console.rules.refusals import Refusal
from data import tables
from data.faults import EventFileError
from data.files import open_event
from data.words import _
from screens.board import Board
from screens.widgets.plain import fit, shown, two_scripts

PAUSE = 0.3
"""Seconds in which Enter does nothing: it was meant for what stood there before."""


def fields() -> dict[str, str]:
    return {
        "name": _("name"), "name_alt": _("other script"), "organisation": _("organisation"), "title": _("title"),
        "category": _("category"), "host": _("met by"), "seat": _("seat"), "attention": _("note"),
    }  # fmt: skip


class GuestForm(Screen[None]):
    """Enter adds, from any field. While people of nearly that name are on the list it does not: Down picks one of them
    to be let in, and ^N adds somebody new all the same. Scans pass it by."""

    DEFAULT_CSS = """
    GuestForm { layout: vertical; background: $background; }
    GuestForm > #heading { height: 1; background: $tone-bar; text-style: bold; text-wrap: nowrap; }
    GuestForm > #about { height: auto; margin: 0 2; text-wrap: nowrap; }
    GuestForm VerticalScroll { height: auto; max-height: 12; margin: 1 2 0 2; }
    GuestForm Horizontal { height: 1; }
    GuestForm Horizontal > Static { width: 16; color: $tone-dim; }
    GuestForm Input { width: 1fr; background: $panel; }
    GuestForm > #near { height: 1fr; margin: 1 2 0 2; text-wrap: nowrap; }
    GuestForm > #said { height: 1; text-wrap: nowrap; }
    GuestForm > #keys { height: 2; dock: bottom; text-wrap: nowrap; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", ""),
        Binding("ctrl+n", "add_anyway", ""),
        Binding("shift+tab", "app.focus_previous", ""),
        Binding("tab", "app.focus_next", ""),
        Binding("up", "pick(-1)", ""),
        Binding("down", "pick(1)", ""),
    ]

    def __init__(self, values: dict[str, str]) -> None:
        super().__init__()
        self._values = values
        self._since = Message().time
        self._near: Sequence[Near | Shown] = ()
        self._near_since = 0.0
        self._picked: int | None = None
        self._looking = ""
        self._waiting = False

    # -- to fill in ---------------------------------------------------------------------------------------------------
    def heading(self) -> str:
        raise NotImplementedError

    def about(self) -> Content:
        """A line under the heading; empty for none."""
        return Content("")

    def add(self, values: dict[str, str]) -> str | None:
        """Adds the guest, and says why not; None where it was done."""
        raise NotImplementedError

    def more_keys(self) -> str:
        return ""

    # -- the frame ----------------------------------------------------------------------------------------------------
    @property
    def board(self) -> Board:
        return cast(Board, self.app)

    def compose(self) -> ComposeResult:
        yield Static(f" {self.heading()}", id="heading", markup=False)
        yield Static("", id="about", markup=False)
        with VerticalScroll(can_focus=False):
            for field, label in fields().items():
                with Horizontal():
                    yield Static(label, markup=False)
                    yield Input(self._values.get(field, ""), id=field, compact=True, select_on_focus=False)
        yield Static("", id="near", markup=False)
        yield Static("", id="said", markup=False)
        yield Static("", id="keys", markup=False)

    def on_mount(self) -> None:
        self.query_one("#name", Input).focus()
        self.tell_about()
        self._look()

    def tell_about(self) -> None:
        about = self.about()
        self.query_one("#about", Static).update(about)
        self.query_one("#about", Static).display = bool(about.plain)
        self.query_one("#heading", Static).update(f" {self.heading()}")

    def say_scan(self, line: str, tone: str) -> None:
        self.query_one("#said", Static).update(Content.styled(f" {shown(line)}", f"bold $tone-{tone}"))

    def values(self) -> dict[str, str]:
        typed = {field: self.query_one(f"#{field}", Input).value.strip() for field in fields()}
        return {field: text for field, text in typed.items() if text}

    # -- people of nearly that name -----------------------------------------------------------------------------------
    def on_input_changed(self, event: Input.Changed) -> None:
        if event.input.id in ("name", "name_alt"):
            self._look()

    def _look(self) -> None:
        """Who is on the list by nearly this name; mistyped ones are looked for in a worker."""
        typed = self.values()
        name = " ".join(typed[field] for field in ("name", "name_alt") if field in typed)
        near = desk.near(self.board.file, name) if name else ()
        self._looking, self._waiting = "", False
        self._tell_near(near)
        if len(name) > 1 and not near:
            self._looking = name
            self.run_worker(lambda: self._look_for_meant(name), thread=True, exclusive=True)

    def _look_for_meant(self, name: str) -> None:
        try:
            with closing(open_event(self.board.file.path)) as own:
                meant = desk.find_meant(own, name, limit=5).matches
        except EventFileError as why:
            self.app.call_from_thread(self._not_looked, name, str(why))
            return
        # A family name alone is shared by too many to be worth a warning.
        found = [each for each in meant if each.by != "family"]
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._meant, name, found)

    def _meant(self, name: str, found: Sequence[Shown]) -> None:
        if name != self._looking:
            return
        self._looking = ""
        self._tell_near(found)
        if self._waiting:
            self._waiting = False
            self._enter()

    def _not_looked(self, name: str, why: str) -> None:
        """Nobody could look for mistyped names: that is said, and adds nobody by itself."""
        if name == self._looking:
            self._looking, self._waiting = "", False
            self.say_no(why)

    def _tell_near(self, near: Sequence[Near | Shown]) -> None:
        if [each.id for each in near] != [each.id for each in self._near]:
            self._near_since = Message().time
            self._picked = None
        self._near = near
        lines = []
        if near:
            lines.append(Content.styled(_("On the list already, by nearly this name:"), "bold $tone-ask"))
        for place, each in enumerate(near):
            here = place == self._picked
            said = self._told_apart(each)
            lines.append(Content.assemble(("=> " if here else "   ", "bold"), (said, "bold reverse" if here else "")))
        self.query_one("#near", Static).update(Content("\n").join(lines))
        self._tell_keys()

    def _told_apart(self, near: Near | Shown) -> str:
        """A name, and what tells its namesakes apart: what they are, of whom, their seat, and whether they are in."""
        state = tables.stays(self.board.file.db, near.id)
        name = fit(two_scripts(near.name, near.name_alt), 26)
        seat = state.guest.seat if state is not None else ""
        where = _("in") if state is not None and state.inside else _("not in")
        return f"{name} {shown(near.category, 10)} {shown(near.organisation, 20)} {shown(seat, 6)} {where}"

    def _tell_keys(self) -> None:
        first = _("Enter add and let in")
        if self._picked is not None:
            first = _("Enter lets the one picked in   ^N adds a new guest")
        elif self._near:
            first = _("Down picks one of these   ^N adds a new guest")
        rest = "   ".join(part for part in (self.more_keys(), _("Tab next field"), _("Esc leave")) if part)
        self.query_one("#keys", Static).update(f" {first}\n {rest}")

    def action_pick(self, by: int) -> None:
        if self._near:
            place = -1 if self._picked is None else self._picked
            after = place + by if by > 0 or place >= 0 else len(self._near) - 1
            self._picked = None if after < 0 else min(len(self._near) - 1, after)
            self._tell_near(self._near)

    # -- adding -------------------------------------------------------------------------------------------------------
    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if self.board.key_time - max(self._since, self._near_since) >= PAUSE:
            self._enter()

    def _enter(self) -> None:
        if self._picked is not None:
            self._let_in(self._near[self._picked].id)
        elif self._near:
            self.say_scan(
                _("Somebody of nearly that name is on the list: Down picks them, ^N adds a new guest."), "ask"
            )
        elif self._looking:
            self._waiting = True
            self.say_scan(_("Looking for people of nearly that name …"), "ask")
        else:
            self.action_add_anyway()

    def _let_in(self, guest: str) -> None:
        """It was somebody on the list after all."""
        board = self.board
        try:
            answer = board.visits.pass_door(board.file, guest, board.door, board.now(), board.operator, "in")
        except EventFileError as why:
            answer = Refusal("file", str(why))
        if isinstance(answer, Refusal):
            self.say_no(answer.message)
            return
        if answer.verdict == "refused":
            board.ring()
        self.leave()

    def action_add_anyway(self) -> None:
        try:
            why = self.add(self.values())
        except EventFileError as fault:
            why = str(fault)
        if why is None:
            self.leave()
        else:
            self.say_no(why)

    def say_no(self, why: str) -> None:
        self.board.ring()
        self.say_scan(why, "ask")

    def leave(self) -> None:
        self.board.changed()
        self.dismiss()

    def action_leave(self) -> None:
        self.dismiss()
