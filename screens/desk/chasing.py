"""The desk calls a speaker: what the line over the field and the list of all who are missing have in common."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from console.rules.refusals import Refusal
from data.records import Stage
from screens.room import Room
from screens.widgets.plain import shown

if TYPE_CHECKING:
    from console.speakers import SpeakerAnswer


def stage_words(stages: Mapping[str, Stage]) -> dict[str, str]:
    """The stages by name, where there are several."""
    return {each.id: shown(each.title or each.id) for each in stages.values()} if len(stages) > 1 else {}


def call(room: Room, slot: str) -> None:
    """Says that the desk is calling the speaker."""
    from console import speakers

    board = room.board
    stored(room, speakers.chase(board.file, slot, "calling", now=board.now(), operator=board.operator))


def stored(room: Room, answer: SpeakerAnswer) -> None:
    """Says what was stored, or why not."""
    if answer.refused is not None:
        room.say_refusal(Refusal(answer.refused, answer.message))
    else:
        room.say(shown(answer.message), "in")
