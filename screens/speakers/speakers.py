"""The speakers room: who is on next and where they are, who is called and missing, and everybody's turn."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from console import speakers
from console.rules.refusals import Refusal
from console.rules.speakers.slots import NOT_HERE
from console.rules.speakers.speaking import SlotShown, SpeakersView
from console.rules.times.timeline import Timeline
from console.speakers import Person
from data import tables
from data.records import SpeakerState
from data.words import _
from screens.between_words import room_words
from screens.speaker_alerts import deputy_alerts, kit_alerts, risk_alerts
from screens.speaker_words import kit_ticks, next_view, slot_of, whereabouts
from screens.speakers.detail import detail_lines
from screens.speakers.kit import KitActs
from screens.speakers.plan import PlanActs
from screens.stage_read import StageNow
from screens.typed_times import moment_typed
from screens.widgets.alert_rows import alert_rows
from screens.widgets.desk_line import DeskLine, DeskView
from screens.widgets.lines import ruled, stacked
from screens.widgets.next_speaker import NextSpeaker
from screens.widgets.plain import shown
from screens.widgets.speaker_list import SpeakerList, SpeakersShown, in_order, speakers_heading


class SpeakersRoom(KitActs, PlanActs):
    """Its keys are about the line picked, or else about who is next."""

    ROOM = "speakers"
    CSS_PATH = "speakers.tcss"
    AUTO_FOCUS: ClassVar[str | None] = "SpeakerList"

    KINDS = (
        "speaker_set", "slot_moved", "slot_replaced", "slot_added", "slot_edited", "slot_dropped", "slot_taken_back",
        "kit_set", "speaker_chased",
    )  # fmt: skip

    def body(self) -> Iterable[Widget]:
        yield NextSpeaker(ascii=self.board.plain_signs)
        yield Static("", id="counts", markup=False)
        yield Static("", id="heading", markup=False)
        yield SpeakerList()
        yield Static("", id="empty", markup=False)
        yield Static("", id="detail", markup=False)
        yield Static("", id="sent", markup=False)
        yield DeskLine(self.board.zone)

    # -- what is shown ------------------------------------------------------------------------------------------------
    def draw(self, known: StageNow, view: SpeakersView, times: Timeline, now: datetime) -> None:
        self.set_class(not view.slots, "-empty")
        titles = {line.id: shown(f"{line.title} {line.title_alt}") for line in times.items}
        self.query_one(NextSpeaker).show(next_view(view, titles, now))
        where = {slot.id: whereabouts(slot, now) for slot in view.slots}
        ticks = {slot.id: kit_ticks(slot, 1) for slot in view.slots if slot.kit}
        words = {slot.id: kit_ticks(slot) for slot in view.slots if slot.kit}
        told = SpeakersShown(view, in_order(view), where, titles, view.next or view.on, ticks, words)
        width = self.size.width
        self.query_one("#counts", Static).update(counts(view, width), layout=False)
        self.query_one("#heading", Static).update(speakers_heading(told, width), layout=False)
        self.query_one(SpeakerList).show(told)
        self.query_one("#empty", Static).update(empty_words())
        self._draw_detail()
        self.query_one(DeskLine).show(DeskView(room_words(known, known.house_at(now)), known.news))
        self.draw_sent(now)

    def on_line_list_picked(self) -> None:
        self._draw_detail()

    def _draw_detail(self) -> None:
        """All of the line picked: with what, how the name is said, who set what and when."""
        slot = slot_of(self.view, self.query_one(SpeakerList).marked()) if self.view is not None else None
        lines = detail_lines(slot, self.size.width) if slot is not None else []
        self.query_one("#detail", Static).update(stacked(lines), layout=False)

    def alerts(self) -> Iterable[str | Content]:
        if self.view is None:
            return
        view, now, width = self.view, self.board.now(), self.size.width
        yield from alert_rows(risk_alerts(view, now, key=""), 1, width)
        yield from alert_rows([*deputy_alerts(view.slots, _("d speaks too")), *kit_alerts(view, now)], 1, width)

    # -- where a speaker is -------------------------------------------------------------------------------------------
    def act_away(self) -> None:
        self._set("away")

    def act_coming(self) -> None:
        slot = self.target()
        if slot is not None:
            question = _("{name} is coming: here at (HH:MM, or minutes from now; Enter alone: no time)")
            self.ask(question.format(name=shown(slot.name)), lambda typed: self._coming(slot.id, typed))

    def _coming(self, slot: str, typed: str) -> None:
        due = moment_typed(self, typed) if typed else None
        if typed and due is None:
            return
        if due is None or self._smooth(slot, due):
            self.stored(speakers.set_state(self.board.file, slot, "coming", expected=due, **self.who()))

    def _smooth(self, slot: str, due: datetime, person: Person | None = None) -> bool:
        """Does nobody wait for who comes then? Else what it does to the times is shown first, and a way chosen."""
        seen = speakers.preview_late(self.board.file, slot, due, self.board.now(), person)
        if isinstance(seen, Refusal) or seen.smooth:
            return True
        from screens.speakers.late import LateRoom

        self.app.push_screen(LateRoom(slot, due, person))
        return False

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
        slot = self.target()
        if slot is not None:
            self.stored(speakers.set_state(self.board.file, slot.id, state, **self.who()))

    def act_replace(self) -> None:
        slot = self.target()
        if slot is not None:
            question = _("Instead of {name}: name, or name / name in the other script")
            self.ask(question.format(name=shown(slot.name)), lambda typed: self._replace(slot, typed))

    def _replace(self, slot: SlotShown, typed: str) -> None:
        name, alt, guest = self.person_typed(typed)
        if not name:
            return
        known = tables.stays(self.board.file.db, guest) if guest else None
        here = known is not None and known.arrived is not None
        if here or slot.call is None or self.board.now() < slot.call:
            self._put_in(slot.id, name, alt, guest)
            return
        person = Person(name, alt, guest, known.guest.say if known is not None else "")
        question = _("{name} comes at (HH:MM, or minutes from now; Enter alone: in time)")
        self.ask(question.format(name=shown(name)), lambda at: self._person_due(slot, person, at))

    def _person_due(self, slot: SlotShown, person: Person, typed: str) -> None:
        if not typed:
            self._put_in(slot.id, person.name, person.name_alt, person.guest)
            return
        due = moment_typed(self, typed)
        if due is not None and self._smooth(slot.id, due, person):
            answer = speakers.late(self.board.file, slot.id, due, "wait", person=person, **self.who())
            self.stored(answer)

    def _put_in(self, slot: str, name: str, alt: str, guest: str) -> None:
        answer = speakers.replace(self.board.file, slot, name, name_alt=alt, guest=guest, **self.who())
        seen = _("Their arrival at the desk will show here.")
        self.stored(answer, seen if guest else _("Not tied to the guest list."))

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
    to_come = [slot for slot in view.slots if slot.state not in ("on", "off", "absent") and not slot.dropped]
    here = sum(slot.state not in NOT_HERE for slot in to_come)
    risk = len(view.at_risk)
    left = Content.styled(_("AT RISK {n}").format(n=risk), "bold $tone-over" if risk else "")
    words = _("to come {n}   here {here}").format(n=len(to_come), here=here)
    kit = ("   " + _("KIT {n}").format(n=len(view.unready)), "bold $tone-warning") if view.unready else ("", "")
    out = ", ".join(piece.number or "?" for slot in view.slots for piece in slot.kit if piece.out)
    mics = _("microphones not back: {numbers}").format(numbers=shown(out)) if out else ""
    return ruled(Content.assemble(left, kit, f"   {words}"), Content(mics), width, "-")
