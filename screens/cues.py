"""The cues room: the next GO largest, what runs, what failed and what a person does instead, every cue, the outputs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import ClassVar

from textual import work
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from console import cues, stage
from console.cues import CueAnswer
from console.outputs.peer import Health
from console.rules.cuestack import Verb
from console.rules.refusals import Refusal
from console.rules.speakers.speaking import SpeakersView
from console.rules.times.timeline import Timeline
from data.records import Cue, Output
from data.states import CueState
from data.words import _
from screens.cue_troubles import alert_words, outputs_line, panic_line, sheet_line, trouble_lines, troubles
from screens.cue_words import CuesNow, cues_now, cues_shown, next_view, on_view, running
from screens.show_room import ShowRoom
from screens.stage_read import StageNow
from screens.widgets.cue_list import CueList
from screens.widgets.next_cue import NextCue
from screens.widgets.on_cue import OnCue
from screens.widgets.plain import shown

ASK_EVERY = 5.0
"""Seconds between two questions to every output how it is."""
ANSWER_IN = 0.5


class CuesRoom(ShowRoom):
    """Its keys are about the cue picked, or else about the next one, or the one in trouble."""

    ROOM = "cues"
    CSS_PATH = "cues.tcss"
    AUTO_FOCUS: ClassVar[str | None] = "CueList"

    KINDS = ("cue_skipped", "cue_armed", "cue_marked")

    at: CuesNow | None = None

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
        yield Static("", id="sent", markup=False)
        yield Static("", id="outputs", markup=False)
        yield Static("", id="panic", markup=False)

    def on_mount(self) -> None:
        self.set_interval(ASK_EVERY, self._ask_outputs)
        self._ask_outputs()

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
        self.draw_sent(now)
        self._static("#outputs", outputs_line(at, width))
        self._static("#panic", panic_line(known.day, width))
        self._static("#empty", Content(empty_words()))

    def _static(self, name: str, content: Content) -> None:
        self.query_one(name, Static).update(content, layout=False)

    def alerts(self) -> Iterable[str | Content]:
        return alert_words(self.board.firing.troubles[-1:])

    def nothing_to_undo(self) -> str:
        return _("There is nothing of this room to undo; a GO is taken back on the stage (F3).")

    # -- one cue ------------------------------------------------------------------------------------------------------
    def act_standby(self) -> None:
        number = self.lines.picked or (self.at.next if self.at is not None else None)
        if number is not None:
            answer = self._to_cue("standby", number)
            if answer.did:
                self.board.firing.prepare(number)
            return
        item = self.at.times.standby if self.at is not None else None
        if item is None:
            self.say(_("Nothing comes after this. Pick a cue with the arrows, then press s."), "warning")
            return
        self.tell(stage.standby(self.board.file, self.board.stage, item, source="console", **self.who()))

    def act_skip(self) -> None:
        number = self.lines.picked or (self.at.next if self.at is not None else None)
        if number is None:
            self.say(_("Pick the cue to skip with the arrows, then press X."), "warning")
        else:
            self._to_cue("arm" if self._state(number) == "skipped" else "skip", number)

    def act_arm(self) -> None:
        number = self.lines.picked or (self.at.next if self.at is not None else None)
        cue = self.at.cue(number) if self.at is not None else None
        if cue is None:
            self.say(_("Pick the cue to arm or disarm with the arrows, then press a."), "warning")
        else:
            self._to_cue("disarm" if cue.armed else "arm", cue.cue.number)

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
            cue = self.at.cue(self.lines.picked)
            on = running(self.at)
            if cue is None and verb == "done" and on:
                cue = on[0]
        if cue is None:
            self.say(_("No cue needs that now."), "dim")
        else:
            self._to_cue(verb, cue.cue.number)

    def _in_trouble(self) -> CueState | None:
        """The cue in trouble that the keys are about: the one picked, else the latest."""
        wrong = troubles(self.at) if self.at is not None else []
        picked = self.lines.picked
        if picked is not None:
            return next((each for each in wrong if each.cue.number == picked), None)
        return wrong[0] if wrong else None

    def act_resume(self) -> None:
        self.panic(cues.panic(self.board.file, "resume", **self.who()), "normal")

    # -- words and the list -------------------------------------------------------------------------------------------
    def act_find(self) -> None:
        self.ask(_("Find a cue (number or words):"), self._find)

    def act_goto(self) -> None:
        self.act_find()

    def _find(self, words: str) -> None:
        """By a cue's number, an item's (the first of its cues), then by words."""
        wanted = words.casefold()
        if not wanted:
            return
        every = self.at.cues if self.at is not None else ()
        tests: tuple[Callable[[Cue], bool], ...] = (
            lambda cue: cue.number.casefold() == wanted,
            lambda cue: cue.item.casefold() == wanted,
            lambda cue: wanted in f"{cue.number} {cue.name} {cue.manual}".casefold(),
        )
        for test in tests:
            found = next((each.cue.number for each in every if test(each.cue)), None)
            if found is not None:
                self.lines.pick(found)
                return
        self.say(_("No cue is called {words}.").format(words=shown(words)), "warning")

    # -- help for the acts --------------------------------------------------------------------------------------------
    def _state(self, number: str) -> str | None:
        return self.at.seen.get(number) if self.at is not None else None

    def _to_cue(self, verb: Verb, number: str) -> CueAnswer:
        answer = cues.act(self.board.file, verb, number, **self.who())
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
