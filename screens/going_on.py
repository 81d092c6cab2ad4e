"""A room that starts an item by itself when its moment comes: also while another room of this console is in front."""

from __future__ import annotations

from functools import partial

from console import stage
from data.faults import EventFileError
from screens.picking import PickingRoom

LOOK = 0.5
"""Seconds between two looks for a moment that is near."""
LATE = 0.005
"""Seconds that a timer waits longer than it must: one that comes a moment early finds nothing to do."""


class GoingOnRoom(PickingRoom):
    """Every open console does this, and the file's transaction lets one of them: that one sends the cues."""

    _watch: stage.Watch | None = None

    def on_mount(self) -> None:
        self.set_interval(LOOK, self.watch_auto)

    def watch_auto(self) -> None:
        """Starts what is due now, and wakes exactly when the next is."""
        if not self.stands or self.board.file.read_only:
            return
        self._watch = self._watch or stage.Watch(self.board.file)
        try:
            near = self._watch.soon(self.board.now(), LOOK)
        except EventFileError as why:
            self.say(str(why), "over")
            return
        for name, left in near:
            if left <= 0:
                self._go_on(name)
            else:
                self.set_timer(left + LATE, partial(self._go_on, name))

    def _go_on(self, name: str) -> None:
        if not self.stands:
            return
        try:
            answer = stage.auto_go(self.board.file, name, **self.who())
        except EventFileError as why:
            self.say(str(why), "over")
            return
        if answer is None or answer.refused is not None:
            return
        if answer.to_fire:
            self.board.firing.fire(answer.to_fire)
        self.say(answer.message)
        self.board.changed()
