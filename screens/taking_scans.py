"""An app that decides a scan in whatever room it comes, says the verdict there, and knows its scanners."""

from __future__ import annotations

from datetime import datetime

from console.desk import whose_code
from console.rules import scans
from console.rules.refusals import Refusal
from data.faults import EventFileError
from screens import visits
from screens.printing import PrintingApp
from screens.room import Room
from screens.scanners import Scanners


class TakingApp(PrintingApp, inherit_bindings=False):
    """`door` is where it stands; a page with a `take_scan` of its own is given scans instead of the door."""

    def __init__(self) -> None:
        super().__init__()
        self.door = ""
        self.visits = visits.Visits()
        self.scanners = Scanners()

    # -- what the app below gives -------------------------------------------------------------------------------------
    def now(self) -> datetime:
        raise NotImplementedError

    def ring(self) -> None:
        raise NotImplementedError

    # -- scans --------------------------------------------------------------------------------------------------------
    def is_code(self, text: str) -> bool:
        return visits.is_code(self.file, text)

    def is_whole(self, text: str) -> bool:
        return whose_code.looked(self.file, scans.without(text, self.scanners.prefix)).state is not None

    def scanned(self, code: str) -> None:
        """A scan in any room: decided and stored before the next key is looked at."""
        take = getattr(self.screen, "take_scan", None)
        if take is not None:
            take(code, self.burst)
            return
        code = scans.without(code, self.scanners.prefix)
        if not self.is_code(code) and self.takes_pin(code):
            return
        try:
            answer = self.visits.scan(self.file, code, self.door, self.now(), self.operator)
        except EventFileError as why:
            self.ring()
            self._tell_scan(str(why), "warning")
            return
        if isinstance(answer, Refusal):
            self.ring()
            self._tell_scan(answer.message, "warning")
            return
        if answer.verdict == "refused" and answer.reason not in visits.QUIET:
            self.ring()
        line, tone = visits.in_one_line(answer)
        notice = answer.notice or (scans.sentence(scans.small(code)) if self.burst else "")
        if notice or self.burst:
            # It stands over every room until a scan comes through well; what covers the rooms says it now.
            self.scanners.notice = notice
        self._tell_scan(line if isinstance(self.screen, Room) else f"{line}  {notice}".rstrip(), tone)
        if notice and (tell := getattr(self.screen, "say_notice", None)) is not None:
            tell(notice)
        self.changed()

    def tell(self, line: str, tone: str) -> None:
        """One line on whatever stands in front."""
        screen = self.screen
        if isinstance(screen, Room):
            screen.say(line, tone)
        elif hasattr(screen, "say_scan"):
            screen.say_scan(line, tone)

    def _tell_scan(self, line: str, tone: str) -> None:
        # The desk shows an answer in its panel.
        if not isinstance(self.screen, Room) or self.screen.ROOM != "desk" or tone == "warning":
            self.tell(line, tone)

    def act_scanner_test(self) -> None:
        from screens.scanner_test import ScannerTest

        if not isinstance(self.screen, ScannerTest):
            self.push_screen(ScannerTest())
