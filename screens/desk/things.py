"""Things out: what was lent and is not back, who has it and since when; Enter takes one back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from console import desk
from console.actions import Action
from console.desk.handouts import ThingOut
from console.rules.refusals import Refusal
from data.words import _, ngettext
from screens.page import Page
from screens.widgets.line_list import LineList
from screens.widgets.lines import fit_content, ruled
from screens.widgets.plain import shown, two_scripts


class ThingList(LineList):
    """One thing a line."""

    def __init__(self) -> None:
        super().__init__()
        self._things: tuple[ThingOut, ...] = ()

    def show(self, things: tuple[ThingOut, ...]) -> None:
        self._things = things
        self.tell([f"{each.guest} {each.item} {each.number}" for each in things])
        if self.picked is None and things:
            self.pick_first()

    def thing(self) -> ThingOut | None:
        return next((t for t in self._things if f"{t.guest} {t.item} {t.number}" == self.picked), None)

    def line(self, place: int, width: int) -> Content:
        thing = self._things[place]
        here = f"{thing.guest} {thing.item} {thing.number}" == self.picked
        name = two_scripts(thing.name, thing.name_alt)
        words = Content.assemble(
            ("=> " if here else "   ", "bold"),
            (shown(f"{thing.item} {thing.number}".strip(), 20), "bold"),
            f" {shown(name, width - 40)}  ",
            (_("!! with two people") + "  " if thing.twice else "", "bold"),
            (_("since {time}").format(time=f"{thing.since:%H:%M}"), "$tone-dim"),
        )
        return fit_content(words, width)


class ThingsRoom(Page):
    ROOM = "things"
    CSS = """
    ThingsRoom #head, ThingsRoom #empty { height: 1; text-wrap: nowrap; }
    """
    AUTO_FOCUS: ClassVar[str | None] = "ThingList"
    undoable: desk.Undoable | None = None

    def body(self) -> Iterable[Widget]:
        yield Static("", id="head", markup=False)
        yield ThingList()
        yield Static("", id="empty", markup=False)

    def refresh_room(self) -> None:
        things = desk.out(self.board.file)
        self.undoable = desk.last_undoable(self.board.file, self.board.operator, desk.DESK_KINDS)
        self.query_one(ThingList).show(things)
        words = ngettext("{n} thing is out", "{n} things are out", len(things)).format(n=len(things))
        sorts: dict[str, int] = {}
        for each in things:
            sorts[each.item] = sorts.get(each.item, 0) + 1
        kinds = "   ".join(f"{shown(item)} {n}" for item, n in sorts.items())
        head = ruled(Content.styled(words, "bold"), Content(kinds), self.size.width, "-", "$tone-dim")
        self.query_one("#head", Static).update(head)
        empty = _("Everything is back. ^G at the desk gives things out.") if not things else ""
        self.query_one("#empty", Static).update(f" {empty}")

    def on_resize(self) -> None:
        if self.is_mounted:
            self.call_after_refresh(self.refresh_room)

    def label(self, row: Action) -> str:
        if row.id == "undo" and self.undoable is not None:
            return _("undo {what}").format(what=shown(shown(self.undoable.brief, 24).rstrip()))
        return super().label(row)

    def why_not(self, row: Action) -> str | None:
        if row.id == "undo" and self.undoable is None:
            return _("There is nothing of yours to undo here.")
        return super().why_not(row)

    def act_take_back(self) -> None:
        thing = self.query_one(ThingList).thing()
        if thing is None:
            return
        board = self.board
        answer = desk.take_back(
            board.file, thing.guest, thing.item, thing.number, now=board.now(), operator=board.operator
        )
        if not self.refused(answer):
            name = two_scripts(thing.name, thing.name_alt)
            what = shown(f"{thing.item} {thing.number}".strip())
            self.say(_("{thing} is back from {name}.").format(thing=what, name=name), "in")

    def act_undo(self) -> None:
        board = self.board
        act = self.undoable.act if self.undoable else None
        answer = desk.undo(board.file, now=board.now(), operator=board.operator, act=act, kinds=desk.DESK_KINDS)
        if isinstance(answer, Refusal):
            self.say_refusal(answer)
        else:
            board.visits.forget(answer.undid)
            self.say(_("Taken back: {what}").format(what=answer.what), "ask")
