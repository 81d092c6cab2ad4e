"""The acts of the pages laid over a room: the guest's card, things lent, the scanner test, the import."""

from __future__ import annotations

from console.actions.action import PAGES, Action
from data.words import _


def of_the_pages() -> tuple[Action, ...]:
    """The acts of the guest's card and of the list of things lent: Enter and Ctrl, since letters go to the desk."""
    card, things, both = ("card",), ("things",), ("merge",)
    moves = (("pick_up", "up", _("up"), _("The line above.")), ("pick_down", "down", _("down"), _("The line below.")))
    return (
        Action("correct", card, ("enter",), _("correct"),
               _("Correct the line picked; an entry or exit: take it back, a thing lent: back in the box.")),
        Action("give", card, ("ctrl+g",), _("give"), _("Give or take back a headset, badge or bag.")),
        Action("ticket", card, ("ctrl+r",), _("new ticket"), _("Replace the ticket; the older one no longer holds.")),
        Action("merge", card, ("ctrl+w",), _("same person"), _("The guest is listed twice: find the other one.")),
        Action("undo", card, ("ctrl+z",), _("undo"), _("Take this desk's latest act back; the key bar names it.")),
        Action("expect", card, ("ctrl+o",), _("on the way"), _("When and where the guest arrives, met by whom.")),
        Action("meet", card, ("ctrl+e",), _("met by"), _("Who meets the guest was told; again: they confirmed.")),
        Action("lead", card, ("ctrl+k",), _("lead"), _("Call the lead about the guest; again: the lead came.")),
        Action("take_back", things, ("enter",), _("take back"), _("The thing picked is back in the box.")),
        Action("undo", things, ("ctrl+z",), _("undo"), _("Take this desk's latest act back; the key bar names it.")),
        Action("merge_now", both, ("enter",), _("same person"), _("Who is picked is taken in by the one who stays.")),
        Action("prefix", ("scanner",), ("ctrl+x",), _("take the prefix off"),
               _("What this scanner puts before a code is taken off from now on, or left on again.")),
        *(Action(name, PAGES, (key,), label, does, hidden=True, unlisted=True) for name, key, label, does in moves),
        Action("close", PAGES, ("escape",), _("close"), _("Back to the room."), unlisted=True),
    )  # fmt: skip


def of_the_import() -> tuple[Action, ...]:
    """The acts of the import page."""
    page = ("import",)
    return (
        Action("import_now", page, ("i",), _("import"), _("Bring the list in as it is shown; the desk goes on.")),
        Action("next_view", page, ("tab",), _("next list"),
               _("Columns, rooms, the order, new, changed, gone, odd, there twice.")),
        Action("field_of", page, ("enter",), _("what it is"),
               _("Say what the column picked is, by its field's name; of a room, its stage.")),
        Action("kind_of", page, ("l",), _("what list"),
               _("Say what the list holds: guests, programme, speakers, films.")),
        Action("day_of", page, ("d",), _("day"), _("The day of a programme that is taken; or all of its days.")),
        Action("file", page, ("f",), _("file"), _("Pick another list or folder.")),
        Action("stop_import", page, ("x",), _("stop"), _("Stop the import that runs; what is written stays.")),
        Action("field_next", page, ("right",), _("next field"), _("Take the column picked for the next field."),
               hidden=True),
        Action("field_before", page, ("left",), _("field before"), _("Take the column picked for the field before."),
               hidden=True),
        Action("view_before", page, ("shift+tab",), _("list before"), _("The list before."), hidden=True,
               unlisted=True),
        Action("page_up", page, ("pageup",), _("page up"), _("A page up."), hidden=True, unlisted=True),
        Action("page_down", page, ("pagedown",), _("page down"), _("A page down."), hidden=True, unlisted=True),
    )  # fmt: skip
