"""The acts of the speakers room."""

from __future__ import annotations

from console.actions.action import Action
from data.words import _


def of_the_speakers() -> tuple[Action, ...]:
    """The acts of the speakers room: states by number, in the order they come."""
    room = ("speakers",)
    return (
        Action("away", room, ("1",), _("away"), _("The speaker picked is not expected yet.")),
        Action("coming", room, ("2",), _("coming"), _("On the way, with a time.")),
        Action("here", room, ("3",), _("here"), _("In the building.")),
        Action("miked", room, ("4",), _("miked"), _("Has a microphone.")),
        Action("ready", room, ("5",), _("ready"), _("In the wings.")),
        Action("on", room, ("6",), _("on"), _("On stage.")),
        Action("off", room, ("7",), _("off"), _("Off stage.")),
        Action("absent", room, ("8",), _("absent"), _("Will not come.")),
        Action("undo", room, ("u",), _("undo"), _("Take this room's latest act back; the key bar names it.")),
        Action("replace", room, ("p",), _("replace"), _("Somebody else takes the slot picked.")),
        Action("move_up", room, ("K",), _("earlier"), _("Move the speaker picked up within the item."), hidden=True),
        Action("move_down", room, ("J",), _("later"), _("Move the speaker picked down within the item."), hidden=True),
        Action("find", room, ("slash",), _("find"), _("Find a speaker by name."), hidden=True),
    )
