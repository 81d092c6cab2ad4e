"""The same person twice: the other row is found by name, both stand side by side, and one of them stays."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from console import desk
from console.rules.refusals import Refusal
from data import tables
from data.states import EventState, GuestState
from data.words import _, ngettext
from screens.desk.card_lines import field_names, value
from screens.desk.finding import FindingRoom
from screens.desk.meeting import called
from screens.widgets.guest_list import GuestList
from screens.widgets.lines import fit_content, ruled, stacked
from screens.widgets.plain import plain, shown
from screens.widgets.scan_input import ScanInput

LABEL = 14


class MergeRoom(FindingRoom):
    """`keep` stays; whoever is picked in the list is taken in."""

    ROOM = "merge"
    CSS = """
    MergeRoom #field { height: 1; }
    MergeRoom #prompt { width: auto; text-style: bold; }
    MergeRoom ScanInput { width: 1fr; background: $panel; }
    MergeRoom #found { width: auto; margin-left: 1; }
    MergeRoom #hint { height: 1; text-wrap: nowrap; }
    MergeRoom GuestList { height: 1fr; min-height: 3; }
    MergeRoom #both { height: 13; text-wrap: nowrap; }
    """
    AUTO_FOCUS: ClassVar[str | None] = "ScanInput"

    def __init__(self, keep: GuestState) -> None:
        super().__init__()
        self.keep = keep

    def body(self) -> Iterable[Widget]:
        with Horizontal(id="field"):
            yield Static(_(" SAME PERSON AS > "), id="prompt", markup=False)
            yield ScanInput()
            yield Static("", id="found", markup=False)
        yield GuestList()
        yield Static("", id="hint", markup=False)
        yield Static("", id="both", markup=False)

    def place(self) -> str:
        return self.keep.guest.name

    def on_mount(self) -> None:
        name = plain(self.keep.guest.name)
        field = self.query_one(ScanInput)
        field.value = name
        field.select_all()

    # -- what stands --------------------------------------------------------------------------------------------------
    def refresh_room(self) -> None:
        self.keep = tables.stays(self.board.file.db, self.keep.guest.id) or self.keep
        self.search(keep=True)
        self._draw()

    def shape_changed(self) -> None:
        self._draw()

    def _tell_hint(self, query: str) -> None:
        super()._tell_hint(query)
        line = self.query_one("#hint", Static)
        hint = _("Up or Down picks who is the same person as {name}.").format(name=called(self.keep, 30))
        line.update(Content.styled(f"    {hint}", "bold $tone-ask"))
        line.display = True
        self._draw()

    def _step(self, by: int) -> None:
        """The row itself is passed over."""
        rows = self.query_one(GuestList)
        before = rows.cursor
        super()._step(by)
        if self._is_itself():
            super()._step(1 if by > 0 else -1)
        if self._is_itself():
            super()._step(before - rows.cursor)

    def _is_itself(self) -> bool:
        row = self.query_one(GuestList).picked
        return row is not None and row.id == self.keep.guest.id

    def _draw(self) -> None:
        rows = self.query_one(GuestList)
        if self._is_itself() and not rows.chosen and rows.count > 1:
            # The row itself is found by its own name: whoever else has it is meant.
            rows.step(1)
        row = None if self._is_itself() else rows.picked
        other = tables.stays(self.board.file.db, row.id) if row is not None else None
        lines = side_by_side(self.keep, other, self.board.day, self.board.operator, self.size.width)
        self.query_one("#both", Static).update(stacked(lines))

    # -- the act ------------------------------------------------------------------------------------------------------
    def on_scan_input_chosen(self, message: ScanInput.Chosen) -> None:
        self.safely(self.act_merge_now)

    def act_merge_now(self) -> None:
        row = self.query_one(GuestList).picked
        if row is None:
            self.say(_("Find the other row first: a name, an organisation, a seat."), "ask")
            return
        if row.id == self.keep.guest.id:
            self.say(_("This is the row itself: Up or Down picks the other one."), "ask")
            return
        # Both stand side by side above: their names again would leave no room for the keys.
        other = row.id
        self.ask(_("The same person; the left one stays.  Enter yes, Esc no"), lambda _typed: self._merge(other))

    def _merge(self, other: str) -> None:
        board = self.board
        answer = desk.merge(board.file, self.keep.guest.id, other, now=board.now(), operator=board.operator)
        if isinstance(answer, Refusal):
            self.say_refusal(answer)
            return
        self.app.pop_screen()
        said = _("One person now; both tickets are theirs.")
        if answer.double:
            twice = ngettext("{n} entry is in twice: take one back.", "{n} entries are in twice.", answer.double)
            said = f"{said} {twice.format(n=answer.double)}"
        below = self.app.screen
        if hasattr(below, "say"):
            below.say(said, "in")

    def act_close(self) -> None:
        self.app.pop_screen()


def side_by_side(
    keep: GuestState, other: GuestState | None, day: EventState, operator: str, width: int
) -> list[Content]:
    """Both rows, detail by detail; what differs is marked, and what the one who stays lacks comes from the other."""
    half = (width - LABEL - 4) // 2
    heads = (_("STAYS"), _("IS THE SAME AS") if other is not None else _("NOBODY ELSE: type another name above"))
    rows = [
        ruled(Content.styled(f"{heads[0]:<{half + LABEL - 2}}{heads[1]}", "bold"), Content(""), width, "-", "$tone-dim")
    ]
    for field, label in field_names().items():
        mine = value(keep, field, day, operator)
        theirs = value(other, field, day, operator) if other is not None else ""
        if not mine and not theirs:
            continue
        style = "bold $tone-ask" if mine and theirs and mine != theirs else "" if mine == theirs else "bold"
        left = mine or _("(from the other)")
        parts = ((f" {shown(label, LABEL - 2)} ", "$tone-dim"), f"{shown(left, half)} ", (shown(theirs, half), style))
        rows.append(Content.assemble(*parts))
    ins = [_("{n} entries and exits").format(n=len(each.passages)) if each else "" for each in (keep, other)]
    rows.append(Content.assemble((f" {shown(_('doors'), LABEL - 2)} ", "$tone-dim"), f"{shown(ins[0], half)} {ins[1]}"))
    return [fit_content(row, width) for row in rows]
