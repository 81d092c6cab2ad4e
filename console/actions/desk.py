"""The acts of the front desk."""

from __future__ import annotations

from console.actions.action import Action
from data.words import _


def of_the_desk() -> tuple[Action, ...]:
    """The acts of the front desk: no plain letters, since the field has the focus."""
    desk = ("desk",)
    return (
        Action("admit", desk, ("enter",), _("in"), _("Admit the guest picked; two of one name want Up or Down first."),
               unlisted=True),
        Action("out", desk, ("ctrl+o",), _("out"), _("Write down that the guest picked went out.")),
        Action("walk_in", desk, ("ctrl+n",), _("walk-in"), _("Add a guest who is not on the list.")),
        Action("override", desk, ("ctrl+y",), _("let in"),
               _("Answer an ASK: let the guest in with a reason and a supervisor's name.")),
        Action("party", desk, ("ctrl+r",), _("rest of party"),
               _("Show who of the guest's delegation is to come; again lets them all in.")),
        Action("give", desk, ("ctrl+g",), _("give"),
               _("Give or take back a headset, badge or bag; a number alone finds who has it.")),
        Action("meet", desk, ("ctrl+e",), _("met by"),
               _("Who meets the guest was told; again: they confirmed that they are coming.")),
        Action("lead", desk, ("ctrl+k",), _("lead"), _("Call the lead about the guest; again: the lead came.")),
        Action("deputy", desk, ("ctrl+t",), _("instead of"), _("Somebody comes instead of the guest picked.")),
        Action("undo", desk, ("ctrl+z",), _("undo"), _("Take this desk's latest act back; the key bar names it.")),
        Action("look", desk, ("f10",), _("need a look"), _("Show the next ASK that nobody answered.")),
        Action("card", desk, ("ctrl+d",), _("card"),
               _("All of the guest: correct, new ticket, merge, badge, entries and things lent.")),
        Action("door", desk, ("ctrl+s", "f11"), _("door"), _("Work at the next door; of many, choose one.")),
        Action("badge", ("desk", "card"), ("ctrl+b",), _("badge"),
               _("Print the badge of the guest picked, beside check-in.")),
        Action("printer", desk, (), _("printer"), _("Which printer this machine's badges go to, and its paper.")),
        Action("expect", desk, (), _("on the way"), _("When and where the guest picked arrives, and who meets them.")),
        Action("headcount", ("desk", "stage"), (), _("head count"), _("So many people are inside, counted by eye.")),
        Action("everybody", desk, (), _("everybody"), _("List all guests while the field is empty, or nobody again.")),
        Action("things", desk, (), _("things out"), _("What was lent and is not back: who has it, since when.")),
        Action("paper", desk, (), _("paper ticks"), _("Type in the ticks and times of a printed list.")),
        Action("pick_up", desk, ("up",), _("up"), _("The guest above."), hidden=True, unlisted=True),
        Action("pick_down", desk, ("down",), _("down"), _("The guest below."), hidden=True, unlisted=True),
        Action("page_up", desk, ("pageup",), _("page up"), _("A page of guests up."), hidden=True, unlisted=True),
        Action("page_down", desk, ("pagedown",), _("page down"), _("A page of guests down."), hidden=True,
               unlisted=True),
        Action("clear", desk, ("escape",), _("clear"), _("Empty the field; again: the ASK came to nothing."),
               hidden=True, unlisted=True),
    )  # fmt: skip
