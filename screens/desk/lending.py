"""Things lent at the desk: given and taken back by what is written on them, and whose a number is."""

from __future__ import annotations

from console import desk
from data import tables
from data.states import GuestState
from data.words import _
from screens.desk.meeting import called
from screens.room import Room
from screens.widgets.plain import shown


class LendingActs(Room):
    """^G: what the guest has is taken back, what they have not is given."""

    def subject_state(self) -> GuestState | None:
        raise NotImplementedError

    def lend_to(self, state: GuestState | None, find_first: bool) -> None:
        """Asks what; `find_first` where nobody was picked on purpose, so that a number alone is looked up."""
        if state is None:
            self.ask(_("Whose is number:"), self.whose)
            return
        if state.handouts:
            has = ", ".join(f"{each.item} {each.number}".strip() for each in state.handouts)
            question = _("BACK from {name}:").format(name=called(state, 24))
        else:
            has, question = self._to_give(state), _("GIVE {name}:").format(name=called(state, 24))
        if find_first:
            question = _("{ask} (a number alone: whose)").format(ask=question.rstrip(":")) + ":"
        self.ask(question, lambda typed: self._lend(state, typed, find_first), has)

    def _to_give(self, state: GuestState) -> str:
        """What the list says they get, with the next free number where it gives none."""
        file, event = self.board.file, self.board.day.event
        named = desk.read_things(state.guest.give)
        if not named:
            item = next(iter(event.handouts), "") if event else ""
            return f"{item} {desk.next_number(file, item)}".strip() if item else ""
        return ", ".join(f"{each.item} {each.number or desk.next_number(file, each.item)}".strip() for each in named)

    def _lend(self, state: GuestState, typed: str, find_first: bool) -> None:
        if not typed:
            self.say(_("Nothing was given."), "ask")
            return
        if find_first and typed.isdigit():
            self.whose(typed)
            return
        has = {(each.item.casefold(), each.number.casefold()) for each in state.handouts}
        board, done = self.board, []
        for thing in desk.read_things(typed):
            item, number = self._whole(state, thing.item, thing.number)
            back = (item.casefold(), number.casefold()) in has
            verb = desk.take_back if back else desk.give
            answer = verb(board.file, state.guest.id, item, number, now=board.now(), operator=board.operator)
            if self.refused(answer):
                return
            done.append((_("{thing} is back") if back else _("{thing} given")).format(thing=f"{item} {number}".strip()))
        self.say(_("{name}: {what}.").format(name=called(state), what=", ".join(done)), "in")

    def _whole(self, state: GuestState, item: str, number: str) -> tuple[str, str]:
        """A number alone is a thing of theirs by that number, else the first sort that this event lends."""
        if not item.isdigit() or number:
            return item, number
        mine = next((each for each in state.handouts if each.number == item), None)
        event = self.board.day.event
        sort = mine.item if mine else next(iter(event.handouts), "") if event else ""
        return sort, item

    def whose(self, number: str) -> None:
        """Who has the thing of that number: their row comes up, to take it back."""
        if not number:
            return
        holder = desk.holder(self.board.file, number)
        if holder is None:
            self.say(_("Nobody has number {number}.").format(number=shown(number)), "ask")
            return
        self.show_guest(holder.guest)
        state = tables.guest(self.board.file.db, holder.guest)
        name = called(state) if state is not None else holder.guest
        since = f"{holder.since.astimezone(self.board.zone):%H:%M}"
        said = _("{thing}: {name}, since {time}.  ^G takes it back.")
        thing = shown(f"{holder.item} {holder.number}".strip())
        self.say(said.format(thing=thing, name=name, time=since), "in")

    def show_guest(self, guest: str) -> None:
        """Brings one guest up, so that the next key is about them."""
        raise NotImplementedError
