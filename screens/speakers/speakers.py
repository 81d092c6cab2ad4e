"""The speakers room: who is on next and where they are, who is called and missing, and everybody's turn."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import ClassVar

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from console import speakers
from console.rules.refusals import Refusal
from console.rules.slots import NOT_HERE
from console.rules.speaking import SlotShown, SpeakersView
from console.rules.timeline import Timeline
from console.speakers import SpeakerAnswer
from data import moments, tables
from data.moments import MomentError
from data.records import SpeakerState
from data.words import _
from screens.of_stage import alert_rows
from screens.picking import PickingRoom
from screens.speaker_words import next_view, risk_alerts, slot_of, whereabouts
from screens.stage_read import StageNow
from screens.widgets.desk_line import DeskLine, DeskView
from screens.widgets.lines import ruled
from screens.widgets.next_speaker import NextSpeaker
from screens.widgets.plain import shown
from screens.widgets.speaker_list import SpeakerList, SpeakersShown, in_order, speakers_heading


class SpeakersRoom(PickingRoom):
    """Its keys are about the line picked, or else about who is next."""

    ROOM = "speakers"
    CSS_PATH = "speakers.tcss"
    AUTO_FOCUS: ClassVar[str | None] = "SpeakerList"

    KINDS = ("speaker_set", "slot_moved", "slot_replaced")

    def body(self) -> Iterable[Widget]:
        yield NextSpeaker(ascii=self.board.plain_signs)
        yield Static("", id="counts", markup=False)
        yield Static("", id="heading", markup=False)
        yield SpeakerList()
        yield Static("", id="empty", markup=False)
        yield DeskLine(self.board.zone)

    # -- what is shown ------------------------------------------------------------------------------------------------
    def draw(self, known: StageNow, view: SpeakersView, times: Timeline, now: datetime) -> None:
        self.set_class(not view.slots, "-empty")
        titles = {line.id: shown(f"{line.title} {line.title_alt}") for line in times.items}
        self.query_one(NextSpeaker).show(next_view(view, titles, now))
        where = {slot.id: whereabouts(slot, now) for slot in view.slots}
        told = SpeakersShown(view, in_order(view), where, titles, view.next or view.on)
        width = self.size.width
        self.query_one("#counts", Static).update(counts(view, width), layout=False)
        self.query_one("#heading", Static).update(speakers_heading(told, width), layout=False)
        self.query_one(SpeakerList).show(told)
        self.query_one("#empty", Static).update(empty_words())
        self.query_one(DeskLine).show(DeskView(known.room, known.news))

    def alerts(self) -> Iterable[str | Content]:
        return alert_rows(risk_alerts(self.view, self.board.now()), 1) if self.view is not None else ()

    # -- where a speaker is -------------------------------------------------------------------------------------------
    def act_away(self) -> None:
        self._set("away")

    def act_coming(self) -> None:
        slot = self._target()
        if slot is not None:
            question = _("{name} is coming: here at (HH:MM, or minutes from now; Enter alone: no time)")
            self.ask(question.format(name=shown(slot.name)), lambda typed: self._coming(slot.id, typed))

    def _coming(self, slot: str, typed: str) -> None:
        now = self.board.now()
        try:
            if typed.isdigit():
                expected: datetime | None = now + timedelta(minutes=int(typed))
            else:
                expected = moments.moment(typed, now.date(), self.board.zone) if typed else None
        except (MomentError, OverflowError) as why:
            self.say(str(why), "warning")
            return
        self._tell(speakers.set_state(self.board.file, slot, "coming", expected=expected, **self.who()))

    def act_here(self) -> None:
        self._set("here")

    def act_miked(self) -> None:
        self._set("miked")

    def act_ready(self) -> None:
        self._set("ready")

    def act_on(self) -> None:
        self._set("on")

    def act_off(self) -> None:
        self._set("off")

    def act_absent(self) -> None:
        self._set("absent")

    def _set(self, state: SpeakerState) -> None:
        slot = self._target()
        if slot is not None:
            self._tell(speakers.set_state(self.board.file, slot.id, state, **self.who()))

    # -- the order ----------------------------------------------------------------------------------------------------
    def act_move_up(self) -> None:
        self._move(-1)

    def act_move_down(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        slot = self._target()
        if slot is None or self.view is None:
            return
        ids = [each.id for each in self.view.slots if each.item == slot.item]
        place = ids.index(slot.id) + by
        if not 0 <= place < len(ids):
            self.say(_("{name} is at the end of the item already.").format(name=shown(slot.name)), "dim")
            return
        rest = [each for each in ids if each != slot.id]
        self.query_one(SpeakerList).pick(slot.id)
        before = rest[place] if place < len(rest) else None
        self._tell(speakers.move(self.board.file, slot.id, before, **self.who()))

    def act_replace(self) -> None:
        slot = self._target()
        if slot is not None:
            question = _("Instead of {name}: name, or name / name in the other script")
            self.ask(question.format(name=shown(slot.name)), lambda typed: self._replace(slot.id, typed))

    def _replace(self, slot: str, typed: str) -> None:
        name, _slash, alt = (part.strip() for part in typed.partition("/"))
        if not name:
            return
        known = tables.guests_named(self.board.file.db, {each for each in (name, alt) if each})
        guest = known[0].guest.id if len(known) == 1 else ""
        answer = speakers.replace(self.board.file, slot, name, name_alt=alt, guest=guest, **self.who())
        seen = _("Their arrival at the desk will show here.")
        self._tell(answer, seen if guest else _("Not tied to the guest list."))

    # -- the list -----------------------------------------------------------------------------------------------------
    def act_find(self) -> None:
        self.ask(_("Find a speaker:"), self._find)

    def _find(self, words: str) -> None:
        wanted = words.casefold()
        for slot in self.view.slots if self.view is not None and wanted else ():
            if wanted in f"{slot.name} {slot.name_alt} {slot.role}".casefold():
                self.query_one(SpeakerList).pick(slot.id)
                return
        self.say(_("No speaker is called {words}.").format(words=shown(words)), "warning")

    def act_first(self) -> None:
        self.query_one(SpeakerList).pick_first()

    # -- help for the acts --------------------------------------------------------------------------------------------
    def _target(self) -> SlotShown | None:
        """Who the keys are about; says so where it is nobody."""
        slot = slot_of(self.view, self.query_one(SpeakerList).marked()) if self.view is not None else None
        if slot is None:
            self.say(_("Pick a speaker with the arrows first."), "warning")
        return slot

    def _tell(self, answer: SpeakerAnswer, more: str = "") -> None:
        if answer.refused is not None:
            self.say_refusal(Refusal(answer.refused, answer.message))
        else:
            self.say(f"{answer.message} {more}".rstrip())


def empty_words() -> str:
    """What to do where nobody speaks."""
    rows = (
        _("A file speakers.csv (item, order, name, role, length, guest) brings them:"),
        "   callboard import FILE speakers.csv --as speakers",
        "",
        _("o the next stage   F3 the running order"),
    )
    return "\n".join(rows)


def counts(view: SpeakersView, width: int) -> Content:
    """How many are missing, to come and here."""
    to_come = [slot for slot in view.slots if slot.state not in ("on", "off", "absent")]
    here = sum(slot.state not in NOT_HERE for slot in to_come)
    risk = len(view.at_risk)
    left = Content.styled(_("AT RISK {n}").format(n=risk), "bold $tone-over" if risk else "")
    words = _("to come {n}   here {here}").format(n=len(to_come), here=here)
    return ruled(Content.assemble(left, f"   {words}"), Content(""), width, "-")
