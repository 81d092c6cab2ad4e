"""Things out: what was lent and is not back, who has it and since when; Enter takes one back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from console import desk
from console.desk.handouts import ThingOut
from data.words import _, ngettext
from screens.desk.undoing_page import UndoingPage
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


class ThingsRoom(UndoingPage):
    ROOM = "things"
    CSS = """
    ThingsRoom #head, ThingsRoom #empty { height: 1; text-wrap: nowrap; }
    """
    AUTO_FOCUS: ClassVar[str | None] = "ThingList"

    def body(self) -> Iterable[Widget]:
        yield Static("", id="head", markup=False)
        yield ThingList()
        yield Static("", id="empty", markup=False)

    def refresh_room(self) -> None:
        things = desk.out(self.board.file)
        self.look_for_undo()
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
