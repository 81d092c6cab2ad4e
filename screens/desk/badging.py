"""^B: the badge of a guest goes to the printer beside this desk, while the desk goes on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING

from console.rules.refusals import Refusal
from data import tables
from data.clean import harmless
from data.states import GuestState
from data.words import _, ngettext
from screens.room import Room

if TYPE_CHECKING:
    from console.badges.printing import Printed

LATELY = timedelta(minutes=10)


class BadgingActs(Room):
    """Nothing waits for a printer: asking is stored, a thread prints, and what came of it is said once it is known."""

    def subject_state(self) -> GuestState | None:
        raise NotImplementedError

    def act_badge(self) -> None:
        """Prints the badge of the guest picked, or of the one on the panel."""
        state = self.subject_state()
        if state is not None:
            self.print_badge(state.guest.id)

    def print_badge(self, guest: str) -> None:
        from console.badges import printers, printing
        from console.badges.badges import Look

        board, printer = self.board, printers.chosen()
        asked = printing.ask(board.file, guest, printer.name, now=board.now(), operator=board.operator)
        if isinstance(asked, Refusal):
            self.say_refusal(asked)
            return
        board.printing.put(asked, Look(printer.layout))
        words = _("Badge again for {name}, to {printer}.") if asked.reprint else _("Badge of {name}, to {printer}.")
        self.say(words.format(name=harmless(asked.name), printer=harmless(printers.called(printer))))
        board.changed()

    def act_printer(self) -> None:
        """Asks which printer this machine's badges go to."""
        from console.badges import printers

        now = printers.chosen()

        def choose(typed: str) -> None:
            made = printers.read(typed)
            printers.remember(made)
            self.say(_("Badges go to {printer}, {layout}.").format(printer=printers.called(made), layout=made.layout))

        self.ask(_("Printer and paper (62mm, a6, a4):"), choose, f"{now.name} {now.layout}".strip())

    def badge_alerts(self) -> Iterable[str]:
        """What did not come out lately, in one line: whose, why, and what would do. Older ones stay in the queue."""
        since = self.board.now() - LATELY
        points = tables.outstanding(self.board.file.db, "badge")
        failed = [point for point in points if point.word and point.at >= since]
        if not failed:
            return
        latest = tables.guest(self.board.file.db, failed[-1].guest)
        name = harmless(latest.guest.name) if latest is not None else ""
        more = len(failed) - 1
        others = ngettext(" and {n} other", " and {n} others", more).format(n=more) if more else ""
        words = _("BADGE NOT PRINTED, ^B again  {name}{others}: {why}")
        yield words.format(name=name, others=others, why=harmless(failed[-1].word))

    def badge_printed(self, printed: Printed) -> None:
        """What came of a badge: the app says it to the room in front."""
        if printed.done:
            self.say(_("Badge of {name} is out.").format(name=harmless(printed.name)))
        else:
            self.board.ring()
            words = _("Badge of {name} not printed: {why}")
            self.say(words.format(name=harmless(printed.name), why=harmless(printed.detail)), "warning")
        self.board.changed()
