"""Free timers in the stage room: one line sets, starts, stops, shows or removes them."""

from __future__ import annotations

from console import timers
from console.rules.refusals import Refusal
from console.timers import TimersAnswer
from data.moments import MomentError, length
from data.words import _
from screens.stage.base import StageBase


class TimersRoom(StageBase):
    """Typed: `bus 15:00` counts down, `bus` starts, stops and goes on, `bus reset`, `bus show`, `bus off`."""

    def act_timer(self) -> None:
        self.ask(
            _("Timer: bus 15:00, bus up, bus (starts, stops), bus reset, bus show, bus hide, bus off"), self._timer
        )

    def _timer(self, typed: str) -> None:
        words = typed.split()
        if not words:
            return
        answer = self._done(words)
        if answer is None:
            return
        if answer.refused is not None:
            self.say_refusal(Refusal(answer.refused, answer.message))
        else:
            self.say(answer.message)

    def _done(self, words: list[str]) -> TimersAnswer | None:
        file, last = self.board.file, words[-1].casefold()
        name = " ".join(words[:-1])
        if not name:
            return self._toggled(words[0])
        if last in ("reset", _("reset")):
            return timers.reset(file, name, **self.who())
        if last in ("off", _("off")):
            return timers.remove(file, name, **self.who())
        if last in ("show", _("show")):
            return timers.show(file, name, self.board.stage, **self.who())
        if last in ("hide", _("hide")):
            return timers.hide(file, self.board.stage, **self.who())
        if last in ("up", _("up")):
            return timers.begin(file, name, None, **self.who())
        if not last[0].isdigit():
            return self._toggled(" ".join(words))
        try:
            return timers.begin(file, name, length(last), **self.who())
        except MomentError as why:
            self.say(str(why), "warning")
            return None

    def _toggled(self, name: str) -> TimersAnswer:
        """One that is not there yet counts up from now."""
        found = {each.name.casefold(): each for each in timers.list_timers(self.board.file, self.board.now())}
        timer = found.get(name.casefold())
        if timer is None:
            return timers.begin(self.board.file, name, None, **self.who())
        act = timers.stop if timer.running else timers.start
        return act(self.board.file, timer.name, **self.who())
