"""A room from which the show is run: GO, standby and panic, said here and sent by other threads."""

from __future__ import annotations

from textual.events import Resize

from console import cues, stage
from console.rules.refusals import Refusal
from console.stage import StageAnswer
from screens.going_on import GoingOnRoom

TALL = 34


class ShowRoom(GoingOnRoom):
    """What the rooms of the order and of the cues have in common."""

    def on_resize(self, event: Resize) -> None:
        self.set_class(event.size.height >= TALL, "-tall")
        if self.is_mounted and self.known is not None:
            self.call_after_refresh(self.tick, self.board.now())

    def act_go(self) -> None:
        if self.tell(stage.go(self.board.file, self.board.stage, source="console", **self.who())):
            self.lines.pick(None)

    def tell(self, answer: StageAnswer) -> bool:
        """What was stored is said, and what it fires is sent by others than this thread. Was it done?"""
        if answer.to_fire:
            self.board.firing.fire(answer.to_fire)
        if answer.refused is None:
            self.say(answer.message)
        elif answer.refused == "too_soon":  # a held key must not ring at every repeat
            self.say(answer.message, "warning")
        else:
            self.say_refusal(Refusal(answer.refused, answer.message))
        return answer.refused is None

    def act_panic(self) -> None:
        self.panic(cues.panic(self.board.file, **self.who()), "over")

    def panic(self, answer: cues.PanicAnswer, tone: str) -> None:
        """Tells the outputs what the answer says; what goes on is sent anew."""
        if answer.refused is not None:
            self.say_refusal(Refusal(answer.refused, answer.message))
            return
        day = self.board.day
        told = [day.outputs[name] for name in answer.outputs if name in day.outputs]
        self.board.firing.panic(answer.how, told, day.event.panic if day.event else 2.0)
        self.board.firing.fire(answer.to_fire)
        self.say(answer.message, tone)
