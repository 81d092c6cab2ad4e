"""The desk's side of what stands between the rooms: what the stage says and asks, and the house of each stage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from msgspec import Struct
from textual.content import Content
from textual.widgets import Static

from console import house
from console.actions import Action
from console.rules import house as rules
from console.rules import messages as words
from console.rules.house import HouseView
from console.rules.house_typed import possible, typed
from console.rules.refusals import Refusal
from data import heard, tables
from data.between import HouseSaid, HouseState, Message, MessagesState
from data.records import Stage
from data.states import StageState
from data.words import _
from screens.desk.keys import DeskKeys
from screens.hearing import Telling, says
from screens.message_words import message_said, sent_row, waited
from screens.widgets.lines import fit_content, spread, stacked
from screens.widgets.plain import shown

LINES = 2
"""Stages whose house has a line at once; one that waits for somebody comes first."""


class HouseOf(Struct, frozen=True):
    """A stage whose house is run, as the file had it."""

    stage: Stage
    state: StageState
    house: HouseState
    late: int

    def at(self, now: datetime) -> HouseView:
        return rules.view(self.house, rules.Now(self.stage, self.state), self.late, now)


class Wish(Struct, frozen=True):
    """A step that a stage waits for."""

    step: HouseSaid
    of: HouseOf


class DeskHouse(DeskKeys, Telling):
    """Nothing here takes the focus: it stands over the panel until one key answers it."""

    words: MessagesState = MessagesState()
    houses: tuple[HouseOf, ...] = ()
    _drawn: list[Content] | None = None

    def refresh_room(self) -> None:
        file, day = self.board.file, self.board.day
        self.words = heard.messages(file.db)
        self.houses = tuple(self._of(stage) for stage in day.stages.values() if self._is_run(stage))
        super().refresh_room()
        self.ring_for([each.id if isinstance(each, Message) else each.step.id for each in self.asked()])
        self._draw_house(self.board.now())

    def _is_run(self, stage: Stage) -> bool:
        return stage.clearance or rules.begun(heard.house(self.board.file.db, stage.id))

    def _of(self, stage: Stage) -> HouseOf:
        db = self.board.file.db
        state, said = tables.stage(db, stage.id), heard.house(db, stage.id)
        return HouseOf(stage, state, said, house.late(db, self.board.day, said, state))

    def tick(self, now: datetime) -> None:
        super().tick(now)
        self._draw_house(now)

    # -- what is shown ------------------------------------------------------------------------------------------------
    def waiting_words(self) -> Sequence[Message]:
        return words.waiting(self.words, self.ROOM, self.board.stage, self.board.now())

    def sent_words(self) -> Sequence[Message]:
        return words.sent(self.words, words.here(self.ROOM, ""), {}, self.board.now())

    def asked(self) -> list[Message | Wish]:
        """What waits for the desk, the oldest first."""
        found: list[Message | Wish] = list(self.waiting_words())
        for of in self.houses:
            found += [Wish(each, of) for each in rules.waiting(of.house, of.state) if each.side == "stage"]
        return sorted(found, key=_since)

    def something_waits(self) -> bool:
        return bool(self.asked())

    def from_others(self) -> Iterable[str | Content]:
        asked, now = self.asked(), self.board.now()
        most = 2 if self.has_class("-tall") else 1
        for place, each in enumerate(asked[:most]):
            key = "" if place else self._key(each)
            if place == most - 1 and len(asked) > most:
                key = f"{key}   " + _("+{n} more").format(n=len(asked) - most)
            blink = isinstance(each, Message) and each.blink
            yield says(self._said(each), _since(each), now, key.strip(), self.size.width, blink=blink)

    def _key(self, each: Message | Wish) -> str:
        return _("^X seen") if isinstance(each, Message) else _("^X done")

    def _said(self, each: Message | Wish) -> str:
        titles = {stage.id: shown(stage.title or stage.id) for stage in self.board.day.stages.values()}
        if isinstance(each, Message):
            return message_said(each, titles)
        name = titles[each.of.stage.id] if len(titles) > 1 else _("stage")
        step = rules.worded(each.step.step, each.step.side, each.step.count, shown(each.step.item))
        return _("{room}: {text}").format(room=name, text=step)

    def _draw_house(self, now: datetime) -> None:
        line = self.query_one("#house", Static)
        ordered = sorted(self.houses, key=lambda of: not of.house.waiting)[:LINES]
        several, width = len(self.board.day.stages) > 1, self.size.width
        lines = [house_line(of.at(now), _title(of, several), width) for of in ordered]
        sent = sent_row(self.words, words.here(self.ROOM, ""), {}, now, width)
        lines += [sent] if sent is not None else []
        line.display = bool(lines)
        if lines != self._drawn:
            self._drawn = lines
            line.update(stacked(lines))

    # -- keys ---------------------------------------------------------------------------------------------------------
    def label(self, row: Action) -> str:
        asked = self.asked() if row.id == "seen" else []
        if asked and isinstance(asked[0], Wish):
            return _("done")
        return super().label(row)

    def _asked_for(self) -> list[str]:
        return [*super()._asked_for(), "seen"]

    # -- answers ------------------------------------------------------------------------------------------------------
    def act_seen(self) -> None:
        """What waits longest: a message is seen, what the stage asked for is done."""
        asked = self.asked()
        if not asked or isinstance(asked[0], Message):
            super().act_seen()
            return
        step, stage, board = asked[0].step, asked[0].of.stage.id, self.board
        if step.step == "count":
            self.ask(_("How many are in the house?"), lambda line: self._house(f"{stage} count {line}"))
            return
        answer = house.answer(board.file, stage, step.id, side="desk", now=board.now(), operator=board.operator)
        self.tell_house(answer)

    def tell_house(self, answer: house.HouseAnswer | Refusal) -> None:
        if not self.refused(answer) and isinstance(answer, house.HouseAnswer):
            self.say(answer.message, "in")

    # -- what the desk says -------------------------------------------------------------------------------------------
    def act_tell(self) -> None:
        stage = self.board.day.stages.get(self.board.stage)
        name = shown(stage.title or stage.id, 24).rstrip() if stage is not None else _("the stage")
        others = "".join(f"  {shown(each)}:" for each in self.board.day.stages if each != self.board.stage)
        hint = _("speakers:  cues:  all:{stages}  first: goes there   ! first: blinks")
        self.ask(
            _("Tell {stage}:").format(stage=name), lambda line: self.send(line, "stage", self.board.stage),
            beside=hint.format(stages=others),
        )  # fmt: skip

    def act_house(self) -> None:
        stage = self.board.day.stages.get(self.board.stage)
        if stage is None:
            self.say(_("This event has no stage yet."), "dim")
            return
        now = self.board.now()
        view = house.view(self.board.file, stage.id, now)
        others = [shown(each) for each in self.board.day.stages if each != stage.id]
        hint = "   ".join(possible(view, "desk"))
        if others:
            hint += "   " + _("{stages} before it: that stage's").format(stages=", ".join(others))
        self.ask(
            _("House of {stage}:").format(stage=shown(stage.title or stage.id, 24).rstrip()), self._house, beside=hint
        )

    def _house(self, line: str) -> None:
        board = self.board
        step = typed(line, tuple(board.day.stages))
        if step is None:
            self.say(_("Type open, count N, clear, hold, held N, admit or closed."), "ask")
            return
        self.tell_house(
            house.say(
                board.file, step.stage or board.stage, step.step, side="desk", count=step.count, at_go=step.at_go,
                now=board.now(), operator=board.operator,
            )
        )  # fmt: skip


def house_line(view: HouseView, title: str, width: int) -> Content:
    """`HOUSE  open 13:05   203 in   cleared 13:28   9 latecomers held …`, and what the stage has not answered."""
    return fit_content(spread(Content.assemble(*_parts(view, title)), _unanswered(view), width), width)


def _parts(view: HouseView, title: str) -> Iterator[tuple[str, str]]:
    yield f"{_('HOUSE')}  {title}", "bold"
    time = f"{view.since:%H:%M}" if view.since is not None else ""
    doors = {"shut": _("not open"), "open": _("open {time}"), "closed": _("closed {time}")}[view.doors]
    yield f"{doors.format(time=time)}   ", "bold $tone-in" if view.doors == "open" else ""
    if view.count is not None:
        yield _("{n} in").format(n=view.count) + "   ", ""
    # Once the show is on nobody asks whether it may start.
    if not view.started and view.cleared is not None:
        yield _("cleared {time}").format(time=f"{view.cleared:%H:%M}") + "   ", "bold $tone-in"
    elif not view.started:
        yield _("not cleared") + "   ", "$tone-ask"
    if view.holding is not None:
        words = _("{n} held until {item} ends") if view.until else _("{n} held at the doors")
        held = words.format(n=view.held, item=shown(view.until))
        yield f"{held}  {waited(view.holding, view.now)}", "bold $tone-warning"


def _unanswered(view: HouseView) -> Content:
    said = [each for each in view.waiting if each.side == "desk"]
    if not said:
        return Content("")
    first = said[0]
    words_ = _("not seen: {what}  {time}")
    what = rules.step_words()[first.step]
    return Content.styled(words_.format(what=what, time=waited(first.at, view.now)), "$tone-ask")


def _title(of: HouseOf, several: bool) -> str:
    return f"{shown(of.stage.title or of.stage.id, 20).rstrip()}  " if several else ""


def _since(each: Message | Wish) -> datetime:
    return each.at if isinstance(each, Message) else each.step.at
