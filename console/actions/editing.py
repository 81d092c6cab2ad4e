"""The acts that edit the running order, and those of an item's own page."""

from __future__ import annotations

from console.actions.action import Action
from data.words import _


def of_editing() -> tuple[Action, ...]:
    """The acts of the stage that change its plan; what takes an item apart or out wants Shift."""
    stage, page = ("stage",), ("item",)
    return (
        Action("edit", stage, ("e",), _("edit"),
               _("Title, start, end and length of the item picked, in its line; the rest moves as one types."),
               edits=True),
        Action("item", stage, ("enter",), _("item"), _("All of the item picked: every field, its speakers and cues.")),
        Action("insert", stage, ("i",), _("insert"), _("A new item after the one picked."), edits=True, hidden=True),
        Action("copy", stage, ("Y",), _("copy"), _("The item picked once more, after itself."), edits=True,
               hidden=True),
        Action("split", stage, ("S",), _("split"),
               _("Make the item picked into two, with its speakers and cues."), edits=True, hidden=True),
        Action("merge_items", stage, ("ampersand",), _("merge"),
               _("The item picked takes in the one after it, with its speakers and cues."), edits=True, hidden=True),
        Action("take_out", stage, ("D",), _("take out"),
               _("Take the item picked out of the order; says first what goes with it."), edits=True, hidden=True),
        Action("set_field", page, ("enter",), _("change"), _("Change the line picked, or turn it over."), edits=True),
        Action("undo", page, ("u",), _("undo"), _("Take this room's latest act back; the key bar names it.")),
    )  # fmt: skip
