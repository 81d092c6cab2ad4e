"""Jumping in the stage room: to an item by its number or words, to a cue by its number, and then to standby."""

from __future__ import annotations

from collections.abc import Callable

from console import cues, stage
from console.rules.refusals import Refusal
from data.states import CueState
from data.words import _
from screens.order_words import line_of
from screens.stage.base import StageBase
from screens.widgets.plain import shown


class JumpingRoom(StageBase):
    """What is jumped to is picked; `s` then calls it, and its GO never goes round from the end to the beginning."""

    jumped: str | None = None
    """The cue that was jumped to, as long as its item is picked."""

    def act_goto(self) -> None:
        self.ask(_("Go to item or cue (number or words):"), self._go_to)

    def _go_to(self, words: str) -> None:
        wanted = words.casefold()
        if not wanted:
            return
        item = self._item(wanted)
        cue = None if item is not None and self._is_number(item, wanted) else self._cue(wanted)
        if cue is not None:
            self.jumped = None
            self.order.pick(cue.cue.item)
            self.jumped = cue.cue.number
            self.say(self._cue_said(cue))
        elif item is not None:
            self.jumped = None
            self.order.pick(item)
        else:
            self.say(_("No item or cue is called {words}.").format(words=shown(words)), "warning")

    def _item(self, wanted: str) -> str | None:
        """By its number, then its number without noughts, its beginning, and by words of its titles."""
        tests: tuple[Callable[[str, str], bool], ...] = (
            lambda number, _title: number == wanted,
            lambda number, _title: number.lstrip("0") == wanted.lstrip("0"),
            lambda number, _title: number.startswith(wanted),
            lambda _number, title: wanted in title,
        )
        for test in tests:
            for line in self.times.items if self.times else ():
                if test(line.id.casefold(), f"{line.title} {line.title_alt}".casefold()):
                    return line.id
        return None

    @staticmethod
    def _is_number(item: str, wanted: str) -> bool:
        return item.casefold().lstrip("0") == wanted.lstrip("0")

    def _cue(self, wanted: str) -> CueState | None:
        found = self.known.cues if self.known is not None else ()
        return next((each for each in found if each.cue.number.casefold() == wanted), None)

    def _cue_said(self, cue: CueState) -> str:
        line = line_of(self.times, cue.cue.item) if self.times is not None else None
        item = shown(f"{line.id} {line.title}") if line is not None else shown(cue.cue.item)
        live = self.times is not None and self.times.live == cue.cue.item
        words = (
            _("Cue {number} {name}: s calls it to standby.")
            if live
            else _("Cue {number} {name} is of {item}: s calls that item to standby.")
        )
        return words.format(number=shown(cue.cue.number), name=shown(cue.cue.name), item=item)

    def act_standby(self) -> None:
        item = self.order.picked or (self.times.standby if self.times else None)
        if item is None:
            self.say(_("Nothing comes after this. Pick an item with the arrows, then press s."), "warning")
            return
        jumped, self.jumped = self.jumped, None
        live = self.times.live if self.times is not None else None
        if jumped is not None and item == live and self.order.picked == item:
            self._standby_cue(jumped)
        elif self.tell(stage.standby(self.board.file, self.board.stage, item, source="console", **self.who())):
            self.lines.pick(None)

    def _standby_cue(self, number: str) -> None:
        """A cue of the item that is on: Space fires it next."""
        answer = cues.standby(self.board.file, number, **self.who())
        if answer.refused is not None:
            self.say_refusal(Refusal(answer.refused, answer.message))
            return
        self.board.firing.prepare(number)
        self.lines.pick(None)
        self.say(answer.message)

    def on_line_list_picked(self) -> None:
        """Another line was picked: the cue that was jumped to is not meant any more."""
        if self.jumped is not None:
            cue = self._cue(self.jumped.casefold())
            if cue is None or cue.cue.item != self.order.picked:
                self.jumped = None
