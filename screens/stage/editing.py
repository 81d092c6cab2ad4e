"""Editing in the running order: a line's own times and title, new lines, two of one and one of two, and what goes out.

Until Enter everything is a preview: the order and the day's line show it, the live panel and GO show what stands.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import ClassVar

from textual import on
from textual.content import Content
from textual.widgets import Input

from console import stage
from console.rules.editing.edits import Add, Change, Edit, Known, Place
from console.rules.editing.item_fields import text_of
from console.rules.editing.item_ids import free_id
from console.rules.editing.to_come import reached
from console.rules.times.order import items_in_order
from console.rules.times.plan import planned_of
from console.rules.times.timeline import Timeline
from data.faults import EventFileError
from data.words import _
from screens.stage.base import StageBase
from screens.stage.previewing import Seen, said, see
from screens.stage_read import StageNow
from screens.widgets.key_bar import KeyBar
from screens.widgets.line_editor import FIELDS, LineEditor
from screens.widgets.line_list import LineList
from screens.widgets.lines import DIM, fit_content
from screens.widgets.plain import shown
from screens.widgets.prompt import Prompt
from screens.widgets.running_order import OrderView, columns

_EITHER = {"end": "length", "length": "end"}
"""Of these the one typed last holds."""


class EditingRoom(StageBase):
    """One edit at a time is shown and not stored: `_edit`. In its line (`_line` is the item's id) or by a question."""

    EDITS: ClassVar[tuple[str, ...]] = ("item_added", "item_edited", "item_removed")
    """The first facts of these acts."""

    _edit: Edit | None = None
    _line: str | None = None
    _touched: dict[str, str]
    _make: Callable[[dict[str, str]], Edit]
    _of_answer: Callable[[str], Edit] | None = None
    seen: Seen | None = None
    _what: tuple[StageNow, Known] | None = None
    _told = ""
    _failed = ""
    """Why the file did not take the edit: stands until something else is typed."""
    _asked_of: str | None = None

    # -- what is seen of it -------------------------------------------------------------------------------------------
    def as_edited(self, known: StageNow, times: Timeline, now: datetime) -> Timeline:
        """The times with the edit that is not stored yet, else those that stand."""
        self.seen = None
        if self._edit is None:
            return times
        if self._line is not None and isinstance(self._edit, Change) and self._line not in known.state.items:
            self._leave_line()
            self.say(_("Somebody took the item out meanwhile."), "warning")
            return times
        self.seen = see(known, self._edit, self.what_is_known(known), times, now)
        self._told, tone = (self._failed, "over") if self._failed else said(self.seen, times)
        self._say_on(self._told, tone)
        if self._line is not None:
            self._follow(self.seen, now)
            self.call_after_refresh(self._lay)
        return self.seen.times

    @property
    def changed_lines(self) -> frozenset[str]:
        return self.seen.changed if self.seen is not None else frozenset()

    def heading_of(self, order: OrderView, width: int) -> Content | None:
        """The words above the fields while a line is edited."""
        if self._line is None:
            return None
        left = " " * (4 + columns(order, width).number + 1 + 5)
        tail = "".join(f" {shown(word, 9)}" for word in (_("start"), _("end"), _("length")))
        room = width - len(left) - 30
        return fit_content(Content.styled(left + shown(_("title"), room) + tail, DIM), width)

    def what_is_known(self, known: StageNow) -> Known:
        """Asked of the file once, until it changes."""
        if self._what is None or self._what[0] is not known:
            self._what = (known, stage.known_of(self.board.file.db, known.day, self.board.stage))
        return self._what[1]

    def _say_on(self, text: str, tone: str) -> None:
        """Stands as long as the edit does."""
        self._said_at = None
        self.query_one(KeyBar).say(text, tone)

    def _redraw(self) -> None:
        self.tick(self.board.now())

    # -- in the line --------------------------------------------------------------------------------------------------
    def act_edit(self) -> None:
        item = self.item_picked(_("Pick the item to edit with the arrows, then press e."))
        if item is None or self.known is None:
            return
        now = self.board.now()
        planned = planned_of(self.known.state, item, now)
        values = {field: text_of(planned.item, planned, field, self.known.day.zone) for field in FIELDS}
        self._open(item, values, "length", lambda typed: Change(item, typed))

    def act_insert(self) -> None:
        if self.known is None:
            return
        ids = [item.id for item in items_in_order(self.known.state)]
        picked = self.order.picked
        place = max(ids.index(picked) if picked in ids else len(ids) - 1, reached(self.known.state, ids))
        where = Place(after=ids[place]) if ids else Place()
        ident = free_id(ids[place] if ids else "", self.what_is_known(self.known).ids)

        def made(typed: dict[str, str]) -> Edit:
            return Add(where, {field: text for field, text in typed.items() if text}, ident)

        self._open(ident, {"title": ""}, "title", made)

    def _open(self, item: str, values: dict[str, str], first: str, make: Callable[[dict[str, str]], Edit]) -> None:
        self._touched, self._line, self._make = {}, item, make
        self._edit = make({})
        self._redraw()
        self.order.pick(item)
        view = self.order.view
        width = 4 + columns(view, self.order.size.width).number + 1 + 5 if view is not None else 12
        self.query_one(LineEditor).edit(f" => {item}", width, values, first)
        self._redraw()

    def on_line_editor_typed(self, event: LineEditor.Typed) -> None:
        if self._line is None:
            return
        self._touched.pop(_EITHER.get(event.field, ""), None)
        self._touched[event.field] = event.value
        self._failed = ""
        self._edit = self._make(dict(self._touched))
        self._redraw()

    def on_line_editor_stored(self) -> None:
        edit = self._edit
        if edit is None or (isinstance(edit, Change) and not edit.fields):
            self._leave_line()
            return
        self.safely(lambda: self._store_line(edit))

    def _store_line(self, edit: Edit) -> None:
        """What is refused stays open, to be set right or left."""
        if isinstance(edit, Change) and self.seen is not None and not self.seen.why and not self.seen.changed:
            edit = Change(edit.item, self._touched)
        try:
            answer = stage.edit(self.board.file, self.board.stage, edit, source="console", **self.who())
        except EventFileError as why:
            self._failed = str(why)
            raise
        if answer.refused not in (None, "nothing_changed"):
            self.board.ring()
            self._say_on(f"!! {answer.message}", "warning")
            return
        self._leave_line()
        self._tell_edit(answer)

    def on_line_editor_left(self) -> None:
        self._leave_line()

    @on(LineList.Picked)
    def _picked_elsewhere(self, event: LineList.Picked) -> None:
        """A click on another line leaves this one as it was."""
        if self._line is not None and event.line != self._line:
            self._leave_line()

    def _leave_line(self) -> None:
        self._edit = self._line = self.seen = None
        self.query_one(LineEditor).close()
        self._hush_edit()
        self._failed = ""
        self.board.changed()

    def _hush_edit(self) -> None:
        bar = self.query_one(KeyBar)
        if bar.said == shown(self._told):
            self.hush()

    def _follow(self, seen: Seen, now: datetime) -> None:
        """The fields that nobody typed in show what follows from the others."""
        item = seen.state.items.get(self._line or "")
        if item is None or seen.why or self.known is None:
            return
        planned = planned_of(seen.state, item.id, now)
        fresh = isinstance(self._edit, Add)
        values = {
            field: text_of(item, planned, field, self.known.day.zone)
            for field in FIELDS
            if field not in self._touched and not (fresh and field == "title")
        }
        self.query_one(LineEditor).show(values)

    def _lay(self) -> None:
        """The editor lies on its line, wherever that has come to."""
        if self._line is None or self.order.view is None:
            return
        ids = [line.id for line in self.order.view.timeline.items]
        if self._line not in ids:
            return
        if self.order.picked != self._line:
            self.order.pick(self._line)
        y = self.order.region.y + ids.index(self._line) - self.order.scroll_offset.y
        self.query_one(LineEditor).styles.offset = (0, y)

    # -- by a question ------------------------------------------------------------------------------------------------
    def ask_edit(
        self,
        question: str,
        edit_of: Callable[[str], Edit],
        value: str = "",
        then: Callable[[Edit], None] | None = None,
    ) -> None:
        """Asks, with what the answer would do in the order above as it is typed."""
        self._of_answer, self._edit = edit_of, edit_of(value)
        self._redraw()
        self.ask(question, lambda typed: (then or self.store)(edit_of(typed)), value)
        self.query_one(Prompt).query_one(Input).select_all()

    def on_input_changed(self, event: Input.Changed) -> None:
        asking = self.query_one(Prompt).asking and event.input.parent is self.query_one(Prompt)
        if asking and self._of_answer is not None and event.value == event.input.value:
            self._edit = self._of_answer(event.value.strip())
            self._redraw()

    def on_prompt_left(self) -> None:
        if self._of_answer is None or self.query_one(Prompt).asking:
            return
        self._of_answer = self._edit = None
        self._hush_edit()
        if self._asked_of is not None:
            # What the preview had taken out is in the order again, and still the one picked.
            self._redraw()
            self.order.pick(self._asked_of)
            self._asked_of = None
        self.board.changed()

    # -- storing ------------------------------------------------------------------------------------------------------
    def store(self, edit: Edit) -> None:
        self._edit = None
        answer = stage.edit(self.board.file, self.board.stage, edit, source="console", **self.who())
        self._tell_edit(answer)

    def _tell_edit(self, answer: stage.StageAnswer) -> None:
        """What was done or why not; what it made wrong is what is said of it."""
        if answer.refused == "nothing_changed":
            self.say(_("Nothing was different."), "dim")
        elif self.tell(answer) and answer.troubles:
            self.board.ring()
            self.say(f"!! {answer.troubles[0].message}", "danger")

    def item_picked(self, otherwise: str) -> str | None:
        item = self.order.picked
        if item is None or self.known is None or item not in self.known.state.items:
            self.say(otherwise, "warning")
            return None
        return item

    def called(self, item: str, width: int = 24) -> str:
        title = self.known.state.items[item].title if self.known is not None else ""
        return f"{shown(item)} {shown(shown(title), width).rstrip()}"

    # -- the item's page ----------------------------------------------------------------------------------------------
    def act_item(self) -> None:
        from screens.stage.item_page import ItemRoom

        item = self.order.picked or (self.times.live or self.times.standby if self.times else None)
        if item is not None:
            self.app.push_screen(ItemRoom(item))
