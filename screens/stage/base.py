"""What every part of the stage room has at hand: the order that is drawn, the item picked, the times shown."""

from __future__ import annotations

from console.rules.times.timeline import Timeline
from screens.show_room import ShowRoom
from screens.widgets.running_order import RunningOrder


class StageBase(ShowRoom):
    """The parts of the stage room stand on this; each carries out the acts of one idea."""

    @property
    def order(self) -> RunningOrder:
        return self.query_one(RunningOrder)

    @property
    def times(self) -> Timeline | None:
        """The times as they are drawn; None before the first drawing."""
        return self.order.view.timeline if self.order.view is not None else None
