"""The acts between rooms: messages, and the house that desk and stage run together."""

from __future__ import annotations

from console.actions.action import Action
from data.words import _


def between_rooms() -> tuple[Action, ...]:
    """What a room tells another, and what it answers."""
    desk, stage, timer = ("desk",), ("stage",), ("timer",)
    return (
        Action("tell", stage, ("t",), _("tell"), _("Tell the desk, the cues, the speakers, or every room something.")),
        Action("tell", ("cues",), ("t",), _("tell stage"), _("Tell the stage something, or desk, all.")),
        Action("tell", ("speakers",), (), _("tell stage"), _("Tell the stage something, or desk, all.")),
        Action("message", stage, ("T",), _("on the timer"),
               _("Words on the speaker's timer, by a number or free; the next GO takes them away."), hidden=True),
        Action("seen", ("stage", "speakers", "cues"), ("y",), _("seen"),
               _("The message, or the desk's word, that waits longest was seen.")),
        Action("house", stage, ("d",), _("house"),
               _("House open, clearance, latecomers: ask the desk, and see what it said."), hidden=True),
        Action("hide_time", stage, (), _("hide time"), _("No time on the timer, or the time again; messages stay.")),
        Action("take_away", ("desk", "stage", "speakers", "cues"), (), _("take away"),
               _("Take away the message of this room that nobody has seen yet.")),
        Action("seen", desk, ("ctrl+x",), _("seen"),
               _("The message, or the stage's wish for the house, that waits longest: seen, or done.")),
        Action("tell", desk, ("ctrl+f",), _("tell stage"), _("Tell the stage something, or speakers, cues, all.")),
        Action("house", desk, ("ctrl+u",), _("house"),
               _("To the stage: house open, count, cleared, closed, latecomers held, how many, or let in.")),
        Action("seen", timer, ("enter",), _("seen"), _("Whoever speaks has read what stands here longest.")),
    )  # fmt: skip
