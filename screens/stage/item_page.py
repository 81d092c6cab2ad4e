"""An item's page: all its fields, each set in its line, with what that would do to the day as one types."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from console import stage
from console.actions import Action
from console.rules.editing.edits import Change, Known
from console.rules.editing.item_fields import NOTES_FOR, names, text_of
from console.rules.speakers.speaking import SpeakersView
from console.rules.times.plan import planned_of
from console.rules.times.timeline import Timeline
from data.words import _
from screens.order_words import line_of
from screens.show_room import ShowRoom
from screens.stage.item_lines import TURNED, ItemLine, item_lines
from screens.stage.previewing import said, see
from screens.stage_read import StageNow
from screens.widgets.key_bar import KeyBar
from screens.widgets.line_list import LineList
from screens.widgets.lines import fit_content, ruled, spread
from screens.widgets.plain import shown, two_scripts
from screens.widgets.prompt import Prompt

LABEL = 15


class FieldList(LineList):
    """The lines; headings are passed over."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[ItemLine, ...] = ()

    def show(self, lines: list[ItemLine]) -> None:
        self.lines = tuple(lines)
        self.tell([str(place) for place in range(len(lines))])
        if self.picked is None and lines:
            self.pick("1")

    @property
    def field(self) -> str:
        """What Enter sets."""
        return self.lines[int(self.picked)].field if self.picked is not None else ""

    def pick(self, line: str | None) -> None:
        super().pick(line)
        if line == "1":
            # What stands over the first line is seen with it.
            self.scroll_to(y=0, animate=False, force=True)

    def step(self, by: int) -> None:
        before = self.picked
        super().step(by)
        if self.picked is not None and not self.field:
            super().step(1 if by > 0 else -1)
            if not self.field:
                self.pick(before)

    def line(self, place: int, width: int) -> Content:
        line = self.lines[place]
        if not line.field:
            return ruled(Content.styled(line.label, "bold"), Content(line.text), width, "-", "$tone-dim")
        mark = "=> " if str(place) == self.picked else "   "
        words = Content.assemble((mark, "bold"), (f"{shown(line.label, LABEL)} ", "$tone-dim"), line.text)
        return fit_content(spread(words, Content.styled(line.right, "$tone-dim"), width), width)


class ItemRoom(ShowRoom):
    """`item` is an id; Esc goes back to the order, with the item still picked there."""

    ROOM = "item"
    CSS = """
    ItemRoom #head { height: 2; text-wrap: nowrap; }
    """
    AUTO_FOCUS: ClassVar[str | None] = "FieldList"
    KINDS = ("item_added", "item_edited", "item_removed")

    def __init__(self, item: str) -> None:
        super().__init__()
        self.item = item
        self._typing = ""
        self._what: tuple[StageNow, Known] | None = None

    def body(self) -> Iterable[Widget]:
        yield Static("", id="head", markup=False)
        yield FieldList()

    @property
    def fields(self) -> FieldList:
        return self.query_one(FieldList)

    # -- what stands --------------------------------------------------------------------------------------------------
    def refresh_room(self) -> None:
        super().refresh_room()
        if self.known is not None and self.item not in self.known.state.items:
            # It was taken out, or its adding was taken back: there is nothing to show.
            self.app.pop_screen()

    def _known(self, known: StageNow) -> Known:
        if self._what is None or self._what[0] is not known:
            self._what = (known, stage.known_of(self.board.file.db, known.day, self.board.stage))
        return self._what[1]

    def draw(self, known: StageNow, view: SpeakersView, times: Timeline, now: datetime) -> None:
        item = known.state.items.get(self.item)
        if item is None:
            return
        planned, line = planned_of(known.state, item.id, now), line_of(times, item.id)
        self.fields.show(item_lines(item, planned, line, self._known(known), known.zone))
        width = self.size.width
        name = Content.styled(f"{shown(item.id)}  {two_scripts(item.title, item.title_alt)}", "bold")
        first = ruled(
            name, Content.styled(_status(line.status if line else "waiting"), "bold"), width, "=", "$tone-dim"
        )
        wrong = Content(shown(line.conflict.message) if line is not None and line.conflict is not None else "")
        gap = line.gap if line is not None else 0
        if not wrong and gap <= -1:
            wrong = Content(_("It overlaps what comes before it."))
        second = fit_content(Content.assemble(" ", wrong.stylize("bold $tone-warning") if wrong else ""), width)
        self.query_one("#head", Static).update(Content("\n").join((first, second)))

    # -- acts ---------------------------------------------------------------------------------------------------------
    def why_not(self, row: Action) -> str | None:
        if row.id == "set_field" and self.known is not None:
            runs, live = self.known.state.runs, self.times_live()
            if live != self.item and any(run.item == self.item for run in runs):
                return _("The item has run: what ran stays as it was.")
        return super().why_not(row)

    def times_live(self) -> str | None:
        runs = self.known.state.runs if self.known is not None else ()
        return runs[-1].item if runs and runs[-1].end is None else None

    def act_set_field(self) -> None:
        field = self.fields.field
        if self.known is None or field in ("", "-"):
            self.say(_("This line is not changed here."), "dim")
            return
        item = self.known.state.items[self.item]
        if field in TURNED:
            one, other = TURNED[field]
            value = getattr(item, field)
            is_one = value == one or value is True
            self._set(field, other if is_one else one)
        elif field == NOTES_FOR:
            self.ask(_("A note for which department?"), self._note_for)
        else:
            self._ask(field)

    def _note_for(self, department: str) -> None:
        if department:
            self._ask(NOTES_FOR + department)

    def _ask(self, field: str) -> None:
        if self.known is None:
            return
        item = self.known.state.items[self.item]
        planned = planned_of(self.known.state, self.item, self.board.now())
        label = names().get(field) or _("for {department}").format(department=shown(field.removeprefix(NOTES_FOR)))
        self._typing = field
        value = text_of(item, planned, field, self.known.day.zone)
        self.ask(f"{label}:", lambda typed: self._set(field, typed), value)
        self.query_one(Prompt).query_one(Input).select_all()

    def _set(self, field: str, typed: str) -> None:
        edit = Change(self.item, {field: typed})
        answer = stage.edit(self.board.file, self.board.stage, edit, source="console", **self.who())
        if answer.refused == "nothing_changed":
            self.say(_("Nothing was different."), "dim")
        elif answer.refused is not None:
            self.board.ring()
            self.say(answer.message, "warning")
        elif answer.troubles:
            self.board.ring()
            self.say(f"!! {answer.troubles[0].message}", "danger")
        else:
            self.say(answer.message, "in")

    def on_input_changed(self, event: Input.Changed) -> None:
        """What the value typed would do, before it is stored."""
        asking = self.query_one(Prompt).asking and event.value == event.input.value
        if not asking or not self._typing or self.known is None:
            return
        now = self.board.now()
        times = self._times_at(self.known, now)
        seen = see(
            self.known, Change(self.item, {self._typing: event.value.strip()}), self._known(self.known), times, now
        )
        words, tone = said(seen, times)
        self._said_at = None
        self.query_one(KeyBar).say(words, tone)

    def on_prompt_left(self) -> None:
        if self._typing and not self.query_one(Prompt).asking:
            self._typing = ""
            if self._said_at is None:
                self.hush()

    def act_pick_up(self) -> None:
        self.lines.step(-1)

    def act_pick_down(self) -> None:
        self.lines.step(1)

    def act_close(self) -> None:
        self.app.pop_screen()

    def show_item(self, item: str) -> None:
        """Another item's page, as the palette's "go to" does."""
        self.item = item
        self.board.changed()


def _status(status: str) -> str:
    return {
        "live": _("ON"), "standby": _("STANDING BY"), "done": _("has run"), "skipped": _("skipped"),
    }.get(status, _("to come"))  # fmt: skip
