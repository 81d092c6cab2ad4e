"""Speakers who are called and not here, at the desk: a line over the field, and one key to say that they are called."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from console.actions import Action
from data import tables
from data.journal import EventFile
from data.records import Stage
from data.words import _
from screens.desk.chasing import call, stage_words
from screens.room import Room
from screens.widgets.alert_rows import Alert

if TYPE_CHECKING:
    from console.speakers import SpeakersView


def missing_alerts(file: EventFile, stages: Mapping[str, Stage], now: datetime) -> list[Alert]:
    """The speakers who are not here, where they are wanted, and what the desk does about it; the most urgent first."""
    if not tables.speaking_stages(file.db):
        return []
    from console import speakers
    from screens.speaker_alerts import risk_alerts

    view = speakers.lineup(file, None, now)
    return risk_alerts(view, now, stage_words(stages), _("^W call") if _uncalled(view) else "^W")


def _uncalled(view: SpeakersView) -> bool:
    """Is there anybody whom nobody calls yet?"""
    return any(slot.at_risk and slot.calling is None for slot in view.slots)


class MissingActs(Room):
    """The desk's one key for it; the room says in `called` whether somebody is missing."""

    called: list[Alert]

    def in_bar(self, row: Action) -> bool:
        return super().in_bar(row) and (row.id != "chase" or bool(self.called))

    def by_importance(self, rows: list[Action]) -> list[Action]:
        """What the alert asks for stands right after who is let in."""
        found = super().by_importance(rows)
        first = [row for row in found if row.id == "chase"]
        return [*found[:1], *first, *(row for row in found[1:] if row not in first)] if first else found

    def act_chase(self) -> None:
        """Says that the one who is wanted soonest is being called; where all are, shows what came of it."""
        from console import speakers

        view = speakers.lineup(self.board.file, None, self.board.now())
        missing = {slot.id: slot for slot in view.slots if slot.id in view.at_risk}
        if not missing:
            self.say(_("Every speaker who is called is here."), "in")
            return
        first = next((each for each in view.at_risk if missing[each].calling is None), None)
        if first is None:
            self.act_missing()
            return
        call(self, first)

    def act_missing(self) -> None:
        from screens.desk.missing_page import MissingRoom

        self.app.push_screen(MissingRoom())
