"""An app that has badges printed by a thread, and tells the desk what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screens.evacuation import EvacuatingApp

if TYPE_CHECKING:
    from console.badges.printing import Printed, Printing


class PrintingApp(EvacuatingApp, inherit_bindings=False):
    """One queue for a console: it outlives the card or the room where a badge was asked for."""

    _printing: Printing | None = None

    @property
    def printing(self) -> Printing:
        if self._printing is None:
            from console.badges.printing import Printing

            self._printing = Printing(self.file.path, heard=self._heard)
        self._printing.operator = self.operator
        return self._printing

    def _heard(self, printed: Printed) -> None:
        """In the thread that prints; where the console has just gone, nobody is told."""
        self.call_later(self._tell_printed, printed)

    def _tell_printed(self, printed: Printed) -> None:
        tell = getattr(self.screen, "badge_printed", None)
        if tell is not None:
            tell(printed)

    def on_unmount(self) -> None:
        if self._printing is not None:
            self._printing.close()
