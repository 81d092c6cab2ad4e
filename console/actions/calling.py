"""The acts of calling the show: calls, going on by itself, what departments know, counts and free timers."""

from __future__ import annotations

from console.actions.action import Action
from data.words import _


def of_calling() -> tuple[Action, ...]:
    """The acts of the stage room that are about what comes, not about what runs."""
    stage = ("stage",)
    return (
        Action("call", stage, ("l",), _("call"),
               _("The call that is due was given; with an item picked, that one is called.")),
        Action("auto", stage, ("A",), _("auto"),
               _("The live item starts the next one by itself, or does not, this time."), hidden=True),
        Action("department", stage, (), _("department"), _("Show the notes of one department here, or of all.")),
        Action("count_to", stage, (), _("count to"), _("Count to the next break, lunch, the next flag or any item.")),
        Action("timer", stage, (), _("timer"), _("A free timer: set, start, stop, put on the timer room, remove.")),
    )  # fmt: skip
