"""What came to this desk: the latest verdict, and the ASKs nobody has answered; every scan is decided here."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Literal

from msgspec.structs import replace

from console.desk import whose_code
from console.desk.undoing import taken_back
from console.rules.refusals import Refusal
from data import tables
from data.journal import EventFile
from data.words import _
from screens.widgets.plain import shown, two_scripts

if TYPE_CHECKING:
    from console.desk import Answer, Override
    from console.desk.parties import PartyAnswer

QUIET = frozenset({"blocked"})
"""Refusals without a bell: the lead is fetched, and nobody turns round."""
KEPT = 50
"""How many unanswered ASKs are kept; older ones stand in the log."""


def is_code(file: EventFile, text: str) -> bool:
    """Is this a whole ticket code: of our own form, or one that a guest's ticket of another system has?"""
    return whose_code.is_code(file.db, tables.event(file.db), text)


def no_door() -> str:
    return _("No door yet: [door.main] in event.toml, then callboard import FILE FOLDER")


def tone(answer: Answer) -> str:
    """in, out, ask or stop: the four words of the desk."""
    match answer.verdict:
        case "admitted":
            return "in"
        case "left":
            return "out"
        case "undone":
            return "ask"
        case _:
            return "ask" if answer.class_ == "ask" else "stop"


def word(tone: str) -> str:
    return {"in": _("IN"), "out": _("OUT"), "ask": _("ASK"), "stop": _("STOP")}[tone]


def in_one_line(answer: Answer) -> tuple[str, str]:
    """The verdict as the other rooms show it, and its tone."""
    colour = tone(answer)
    who = two_scripts(answer.guest.name, answer.guest.name_alt) if answer.guest else ""
    line = "  ".join(part for part in (word(colour), who, shown(answer.message)) if part)
    return line, colour


class Visits:
    """The desk's short memory: what is shown, not what is true; the file has that."""

    def __init__(self) -> None:
        self.latest: Answer | None = None
        self.party: PartyAnswer | None = None
        self._before: Answer | None = None
        self.asks: list[Answer] = []
        self.way: Literal["in", "out"] = "in"

    def scan(self, file: EventFile, code: str, door: str, now: datetime, operator: str) -> Answer | Refusal:
        """Decides and stores one scan."""
        from console.desk import admit

        return self._shown(admit(file, code=code, door=door, now=now, operator=operator, way=self.way))

    def pass_door(
        self,
        file: EventFile,
        guest: str,
        door: str,
        now: datetime,
        operator: str,
        way: Literal["in", "out"],
        force: Override | None = None,
    ) -> Answer | Refusal:
        """The same for a guest picked by a person; `force` answers an ASK."""
        from console.desk import admit

        return self._shown(admit(file, guest=guest, door=door, now=now, operator=operator, way=way, force=force))

    def _shown(self, answer: Answer | Refusal) -> Answer | Refusal:
        if not isinstance(answer, Refusal):
            self.show(answer)
        return answer

    def show(self, answer: Answer) -> None:
        """The verdict now on the panel; an ASK that it pushes away waits to be looked at."""
        before = self.latest
        self.party = None
        if before is not None and before.class_ == "ask" and before.guest is not None:
            same = answer.guest is not None and answer.guest.id == before.guest.id
            if not same and all(ask.guest is None or ask.guest.id != before.guest.id for ask in self.asks):
                self.asks = [*self.asks[-KEPT + 1 :], before]
        if answer.guest is not None:
            self.asks = [ask for ask in self.asks if ask.guest is None or ask.guest.id != answer.guest.id]
        self.latest = answer

    def show_party(self, answer: PartyAnswer) -> None:
        """Who of a party was let in stands on the panel; those who were asked about wait to be looked at."""
        self.party = answer
        waiting = {ask.guest.id for ask in self.asks if ask.guest is not None}
        new = [a for a in answer.refused if a.class_ == "ask" and a.guest is not None and a.guest.id not in waiting]
        self.asks = [*self.asks, *new][-KEPT:]

    def leave_ask(self) -> Answer | None:
        """The ASK on the panel is settled without an entry: it waits no more."""
        left = self.latest
        if left is None or left.class_ != "ask" or self.party is not None:
            return None
        self.latest = None
        return left

    def next_ask(self) -> Answer | None:
        """The oldest ASK waiting comes back to the panel."""
        if not self.asks:
            return None
        first = self.asks.pop(0)
        self.show(first)
        return first

    def look_again(self, file: EventFile) -> None:
        """What was taken back since, here or anywhere, says so on the panel, and is asked about no more."""
        answers = [*self.asks, *([self.latest] if self.latest else ())]
        parties = [self.party.fact] if self.party else []
        gone = taken_back(file, [*(answer.fact for answer in answers), *parties])
        self.asks = [ask for ask in self.asks if ask.fact not in gone]
        if self.party is not None and self.party.fact in gone:
            self.party = None
        latest = self.latest
        if latest is None:
            return
        if latest.fact in gone:
            if latest.verdict != "undone":
                self._before = latest
                self.latest = replace(
                    latest, verdict="undone", reason=None, class_=None, earlier=None, try_=None,
                    message=_("This was taken back since: it does not count."),
                )  # fmt: skip
        elif self._before is not None and self._before.fact == latest.fact:
            # The undo was taken back as well.
            self.latest, self._before = self._before, None

    def forget(self, act: str) -> None:
        """The act was taken back: it stands on no panel any more."""
        if self.latest is not None and self.latest.fact == act:
            self.latest = None
        if self.party is not None and self.party.fact == act:
            self.party = None
        self.asks = [ask for ask in self.asks if ask.fact != act]
