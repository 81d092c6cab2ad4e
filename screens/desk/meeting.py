"""Who meets a guest, who is on the way, and the lead called about somebody: acts that follow one guest."""

from __future__ import annotations

from datetime import datetime

from console import desk
from console.desk.expecting import Step
from data.states import GuestState
from data.words import _
from screens.room import Room
from screens.typed_times import moment_typed
from screens.widgets.plain import shown, two_scripts


def called(state: GuestState, width: int | None = None) -> str:
    """A guest's name as a sentence says it."""
    name = two_scripts(state.guest.name, state.guest.name_alt)
    return name if width is None else shown(name, width).rstrip()


class MeetingActs(Room):
    """The desk and the guest's card have these; a subclass says whom they are about."""

    def subject_state(self) -> GuestState | None:
        """The guest an act is about; says why where it is nobody."""
        raise NotImplementedError

    def act_meet(self) -> None:
        state = self.subject_state()
        if state is None:
            return
        who = (state.coming.met_by if state.coming else "") or state.guest.host
        if not who:
            self.say(_("Nobody meets {name}; the card (^D) says who.").format(name=called(state)), "ask")
            return
        if state.confirmed is not None:
            self.say(_("{who} is told and on the way; ^Z takes that back.").format(who=shown(who)), "in")
            return
        board = self.board
        step: Step = "confirmed" if state.told is not None else "told"
        answer = desk.meet(board.file, state.guest.id, step, now=board.now(), operator=board.operator)
        if not self.refused(answer):
            said = _("{who} is on the way to {name}.") if step == "confirmed" else _("{who} was told of {name}.")
            self.say(said.format(who=shown(who), name=called(state)), "in")

    # -- the lead -----------------------------------------------------------------------------------------------------
    def act_lead(self) -> None:
        """Calls the lead about the guest, or says that the lead came."""
        state = self.subject_state()
        if state is None:
            return
        if state.lead is not None:
            board = self.board
            answer = desk.lead_came(board.file, state.guest.id, now=board.now(), operator=board.operator)
            if not self.refused(answer):
                self.say(_("The lead came for {name}.").format(name=called(state)), "in")
            return
        question = _("Call the lead about {name}, because:").format(name=called(state, 24))
        self.ask(question, lambda why: self._call_lead(state, why), self.why_lead(state))

    def why_lead(self, state: GuestState) -> str:
        """What is probably the reason to call the lead."""
        return ""

    def _call_lead(self, state: GuestState, why: str) -> None:
        if not why:
            self.say(_("The lead wants to know why; nobody was called."), "ask")
            return
        board = self.board
        door = board.day.doors.get(board.door)
        place = shown(door.title or door.id) if door is not None and len(board.day.doors) > 1 else ""
        if place and place.casefold() not in why.casefold():
            # The lead reads it in another room, and is to know where to go.
            why = f"{place}: {why}"
        answer = desk.call_lead(board.file, state.guest.id, why, now=board.now(), operator=board.operator)
        if not self.refused(answer):
            self.say(_("The lead is called: it stands in every room."), "ask")

    # -- on the way ---------------------------------------------------------------------------------------------------
    def act_expect(self) -> None:
        """Time, place and met by: one after the other, or all in one line with commas."""
        state = self.subject_state()
        if state is None:
            return
        was = state.coming
        question = _("{name} arrives at (HH:MM, minutes, or - for not):").format(name=called(state, 20))
        due = f"{was.due.astimezone(self.board.zone):%H:%M}" if was else ""
        self.ask(question, lambda typed: self._due(state, typed), due)

    def _due(self, state: GuestState, typed: str) -> None:
        words = [each.strip() for each in typed.replace("，", ",").split(",")]
        if not words[0]:
            self.say(_("It wants a time; nothing was changed."), "ask")
            return
        if words[0] == "-":
            self._expect(state, None, "", "")
            return
        due = moment_typed(self, words[0])
        if due is None:
            return
        was = state.coming
        met_by = (was.met_by if was else "") or state.guest.host
        if len(words) > 1:
            self._expect(state, due, words[1], words[2] if len(words) > 2 else met_by)
            return

        def placed(place: str) -> None:
            self.ask(_("Met by:"), lambda who: self._expect(state, due, place, who), met_by)

        self.ask(_("Where ({time}):").format(time=words[0]), placed, was.place if was else "")

    def _expect(self, state: GuestState, due: datetime | None, place: str, met_by: str) -> None:
        board = self.board
        answer = desk.expect(
            board.file, state.guest.id, due, place=place, met_by=met_by, now=board.now(), operator=board.operator
        )
        if self.refused(answer):
            return
        if due is None:
            self.say(_("{name} is not on the way any more.").format(name=called(state)))
        else:
            time = f"{due.astimezone(board.zone):%H:%M}"
            self.say(_("{name} is expected at {time}.").format(name=called(state), time=time), "in")
