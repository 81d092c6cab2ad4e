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
        Action("replace", room, ("p",), _("replace"), _("Somebody else takes the slot picked, in time or late.")),
        Action("deputise", room, ("d",), _("deputy"), _("Who comes instead of the one picked speaks for them too.")),
        Action("length", room, ("l",), _("length"), _("How long the speaker picked has; the next ones follow.")),
        Action("mic", room, ("i",), _("mic"), _("The microphone of the one picked: its number, checked, returned.")),
        Action("slides", room, ("s",), _("slides"), _("The slides of the one picked are checked, or not after all.")),
        Action("text", room, ("t",), _("text"), _("The interpreters have the text of the speaker picked, or not.")),
        Action("by_rank", room, ("r",), _("by rank"), _("The picked item's speakers in the order of protocol.")),
        Action("add", room, ("n",), _("one more"), _("One more speaker in the item of the one picked.")),
        Action("drop", room, ("X",), _("take out"), _("Take the slot picked out of the day, or back in.")),
        Action("details", room, ("e",), _("details"),
               _("Rank, how the name is said, role, kind, interpreting, microphone and slides of the one picked.")),
        Action("move_up", room, ("K",), _("earlier"), _("Move the speaker picked up within the item."), hidden=True),
        Action("move_down", room, ("J",), _("later"), _("Move the speaker picked down within the item."), hidden=True),
        Action("find", room, ("slash",), _("find"), _("Find a speaker by name."), hidden=True),
    )  # fmt: skip


def of_who_is_late() -> tuple[Action, ...]:
    """The acts of the page of somebody who comes late, and the desk's for those who are not here."""
    page, missing = ("late",), ("missing",)
    return (
        Action("way_wait", page, ("1",), _("wait"), _("The stage waits for them.")),
        Action("way_swap", page, ("2",), _("swap"), _("They change with the next.")),
        Action("way_end", page, ("3",), _("last"), _("They speak at the end of the item.")),
        Action("way_drop", page, ("4",), _("drop"), _("Their slot is taken out of the day.")),
        Action("chase", ("desk",), ("ctrl+w",), _("call speaker"),
               _("You are calling the speaker who is missing: the stage sees it. Again: all who are missing.")),
        Action("missing", ("desk",), (), _("speakers missing"),
               _("Every speaker who is called and not here, and what the desk does about them.")),
        Action("chase", missing, ("enter",), _("calling"), _("You are calling the speaker picked: the stage sees it.")),
        Action("reached", missing, ("ctrl+o",), _("reached"), _("They were reached, and come at a time.")),
        Action("no_answer", missing, ("ctrl+n",), _("no answer"), _("They do not answer: the stage sees it.")),
        Action("undo", missing, ("ctrl+z",), _("undo"), _("Take this desk's latest act back; the key bar names it.")),
    )  # fmt: skip
