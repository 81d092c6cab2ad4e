"""The cues room: the next GO largest, what runs, what failed and what a person does instead, every cue, the outputs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import ClassVar, TypedDict

from textual import work
from textual.content import Content
from textual.events import Resize
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from console import cues, desk, stage
from console.actions import Action
from console.cues import CueAnswer
from console.outputs.peer import Health
from console.rules.cuestack import Verb
from console.rules.refusals import Refusal
from console.rules.speaking import SpeakersView
from console.rules.timeline import Timeline
from data.records import Output
from data.states import CueState
from data.words import _
from screens.cue_troubles import alert_words, outputs_line, panic_line, sheet_line, trouble_lines, troubles
from screens.cue_words import CuesNow, cues_now, cues_shown, next_view, on_view, running
from screens.of_stage import StageRooms, undo_label
from screens.stage_read import StageNow
from screens.widgets.cue_list import CueList
from screens.widgets.next_cue import NextCue
from screens.widgets.on_cue import OnCue
from screens.widgets.plain import shown

TALL = 34
ASK_EVERY = 5.0
"""Seconds between two questions to every output how it is."""
ANSWER_IN = 0.5
KINDS = ("cue_skipped", "cue_armed", "cue_marked")
"""What this room's undo takes back; a GO is taken back on the stage."""
SETTLE = frozenset({"retry", "done", "leave"})


class Who(TypedDict):
    """When, and by whom: what every act is told."""

    now: datetime
    operator: str


class CuesRoom(StageRooms):
    """Its keys are about the cue picked, or else about the next one, or the one in trouble."""

    ROOM = "cues"
    CSS_PATH = "cues.tcss"
    AUTO_FOCUS: ClassVar[str | None] = "CueList"

    at: CuesNow | None = None
    undoable: desk.Undoable | None = None

    class Asked(Message):
        """The outputs said how they are."""

        def __init__(self, health: Mapping[str, Health]) -> None:
            super().__init__()
            self.health = health

    def __init__(self) -> None:
        super().__init__()
        self.health: Mapping[str, Health] = {}

    def body(self) -> Iterable[Widget]:
        yield Static("", id="trouble", markup=False)
        yield NextCue(ascii=self.board.plain_signs)
        yield OnCue()
        yield CueList()
        yield Static("", id="empty", markup=False)
        yield Static("", id="sheet", markup=False)
        yield Static("", id="outputs", markup=False)
        yield Static("", id="panic", markup=False)

    def on_mount(self) -> None:
        self.set_interval(ASK_EVERY, self._ask_outputs)
        self._ask_outputs()

    def on_resize(self, event: Resize) -> None:
        self.set_class(event.size.height >= TALL, "-tall")
        if self.is_mounted and self.known is not None:
            self.call_after_refresh(self.tick, self.board.now())

    # -- how the outputs are: asked by another thread, since one of them may hang --------------------------------------
    def _ask_outputs(self) -> None:
        if self.is_current:
            self._ask(list(self.board.day.outputs.values()))

    @work(thread=True, exclusive=True, group="health")
    def _ask(self, outputs: list[Output]) -> None:
        self.post_message(self.Asked(self.board.firing.rack.healths(outputs, ANSWER_IN)))

    def on_cues_room_asked(self, message: Asked) -> None:
        self.health = message.health
        self.tick(self.board.now())

    # -- what is shown ------------------------------------------------------------------------------------------------
    def refresh_room(self) -> None:
        super().refresh_room()
        self.undoable = desk.last_undoable(self.board.file, self.board.operator, KINDS)

    def draw(self, known: StageNow, view: SpeakersView, times: Timeline, now: datetime) -> None:
        self.at = at = cues_now(known, times, now, self.health)
        wrong = troubles(at)
        width = self.size.width
        self.set_class(bool(wrong), "-trouble")
        self.set_class(not at.cues, "-empty")
        if wrong:
            cue = self._in_trouble() or wrong[0]
            self._static("#trouble", trouble_lines(at, cue, len(wrong), width))
        self.query_one(NextCue).show(next_view(at))
        self.query_one(OnCue).show(on_view(at, _("arrows, then d: done") if wrong else _("d  done")))
        self.query_one(CueList).show(cues_shown(at))
        sheet = sheet_line(at, width)
        self.set_class(bool(sheet.plain.strip()), "-sheet")
        self._static("#sheet", sheet)
        self._static("#outputs", outputs_line(at, width))
        self._static("#panic", panic_line(known.day, width))
        self._static("#empty", Content(empty_words()))

    def _static(self, name: str, content: Content) -> None:
        self.query_one(name, Static).update(content, layout=False)

    def alerts(self) -> Iterable[str | Content]:
        return alert_words(self.board.firing.troubles[-1:])

    def label(self, row: Action) -> str:
        if row.id == "undo" and self.undoable is not None:
            return undo_label(self.undoable.brief, self.size.width)
        return super().label(row)

    def why_not(self, row: Action) -> str | None:
        if row.id == "undo" and self.undoable is None:
            return _("There is nothing of this room to undo; a GO is taken back on the stage (F3).")
        return super().why_not(row)

    # -- GO -----------------------------------------------------------------------------------------------------------
    def act_go(self) -> None:
        answer = stage.go(self.board.file, self.board.stage, source="console", **self._who())
        if answer.to_fire:
            self.board.firing.fire(answer.to_fire)
        if answer.refused is None:
            self._list.pick(None)
            self.say(answer.message)
        elif answer.refused == "too_soon":  # a held key must not ring at every repeat
            self.say(answer.message, "warning")
        else:
            self.say_refusal(Refusal(answer.refused, answer.message))

    def act_standby(self) -> None:
        number = self._list.picked or (self.at.next if self.at is not None else None)
        if number is not None:
            answer = self._tell("standby", number)
            if answer.did:
                self.board.firing.prepare(number)
            return
        item = self.at.times.standby if self.at is not None else None
        if item is None:
            self.say(_("Nothing comes after this. Pick a cue with the arrows, then press s."), "warning")
            return
        called = stage.standby(self.board.file, self.board.stage, item, source="console", **self._who())
        if called.refused is None:
            self.say(called.message)
        else:
            self.say_refusal(Refusal(called.refused, called.message))

    # -- one cue ------------------------------------------------------------------------------------------------------
    def act_skip(self) -> None:
        number = self._list.picked or (self.at.next if self.at is not None else None)
        if number is None:
            self.say(_("Pick the cue to skip with the arrows, then press X."), "warning")
        else:
            self._tell("arm" if self._state(number) == "skipped" else "skip", number)

    def act_arm(self) -> None:
        number = self._list.picked or (self.at.next if self.at is not None else None)
        cue = self.at.cue(number) if self.at is not None else None
        if cue is None:
            self.say(_("Pick the cue to arm or disarm with the arrows, then press a."), "warning")
        else:
            self._tell("disarm" if cue.armed else "arm", cue.cue.number)

    def act_retry(self) -> None:
        self._settle("retry")

    def act_done(self) -> None:
        self._settle("done")

    def act_leave(self) -> None:
        self._settle("leave")

    def _settle(self, verb: Verb) -> None:
        """About the cue picked, else the one in trouble; `done` also about what a person was told last."""
        cue = self._in_trouble()
        if cue is None and self.at is not None:
            cue = self.at.cue(self._list.picked)
            on = running(self.at)
            if cue is None and verb == "done" and on:
                cue = on[0]
        if cue is None:
            self.say(_("No cue needs that now."), "dim")
        else:
            self._tell(verb, cue.cue.number)

    def _in_trouble(self) -> CueState | None:
        """The cue in trouble that the keys are about: the one picked, else the latest."""
        wrong = troubles(self.at) if self.at is not None else []
        picked = self._list.picked
        if picked is not None:
            return next((each for each in wrong if each.cue.number == picked), None)
        return wrong[0] if wrong else None

    def act_undo(self) -> None:
        if self.undoable is None:
            return
        answer = desk.undo(self.board.file, act=self.undoable.act, **self._who())
        if isinstance(answer, Refusal):
            self.say_refusal(answer)
        else:
            self.say(_("Taken back: {what}. Nothing was sent.").format(what=answer.what))

    # -- panic --------------------------------------------------------------------------------------------------------
    def act_panic(self) -> None:
        self._panic(cues.panic(self.board.file, **self._who()), "over")

    def act_resume(self) -> None:
        self._panic(cues.panic(self.board.file, "resume", **self._who()), "normal")

    def _panic(self, answer: cues.PanicAnswer, tone: str) -> None:
        day = self.board.day
        told = [day.outputs[name] for name in answer.outputs if name in day.outputs]
        self.board.firing.panic(answer.how, told, day.event.panic if day.event else 2.0)
        self.board.firing.fire(answer.to_fire)
        self.say(answer.message, tone)

    # -- words and the list -------------------------------------------------------------------------------------------
    def act_find(self) -> None:
        self.ask(_("Find a cue (number or words):"), self._find)

    def act_goto(self) -> None:
        self.act_find()

    def _find(self, words: str) -> None:
        wanted = words.casefold()
        found = self.at.cues if self.at is not None and wanted else ()
        for exactly in (True, False):
            for each in found:
                text = f"{each.cue.number} {each.cue.name} {each.cue.manual}".casefold()
                if each.cue.number.casefold() == wanted if exactly else wanted in text:
                    self._list.pick(each.cue.number)
                    return
        if wanted:
            self.say(_("No cue is called {words}.").format(words=shown(words)), "warning")

    def act_cursor_up(self) -> None:
        self._list.step(-1)

    def act_cursor_down(self) -> None:
        self._list.step(1)

    def act_last(self) -> None:
        self._list.pick_last()

    def act_close(self) -> None:
        self._list.pick(None)

    # -- help for the acts --------------------------------------------------------------------------------------------
    @property
    def _list(self) -> CueList:
        return self.query_one(CueList)

    def _state(self, number: str) -> str | None:
        return self.at.seen.get(number) if self.at is not None else None

    def _who(self) -> Who:
        return {"now": self.board.now(), "operator": self.board.operator}

    def _tell(self, verb: Verb, number: str) -> CueAnswer:
        answer = cues.act(self.board.file, verb, number, **self._who())
        self.board.firing.fire(answer.to_fire)
        if answer.refused is not None:
            self.say_refusal(Refusal(answer.refused, answer.message))
        else:
            self.say(answer.message)
        return answer


def empty_words() -> str:
    """What to do where a stage has no cues."""
    rows = (
        _("This stage has no cues yet. Space still starts the items of the order."),
        "",
        _("A file cues.toml brings them:"),
        '   [[cue]]  number = "9.1"  item = "09"  name = "House to half"',
        '            go = ["lights: /eos/cue/1/4/fire", "booth: flat 1.85"]',
        "   callboard import FILE cues.toml --as cues",
        "",
        _("o the next stage   F3 the running order"),
    )
    return "\n".join(rows)
