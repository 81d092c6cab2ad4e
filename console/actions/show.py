"""The acts of the stage and of the cues."""

from __future__ import annotations

from console.actions.action import SHOW, Action
from data.words import _


def of_the_show() -> tuple[Action, ...]:
    """The acts of stage and cues: nothing on C V B N M beside Space; what can't be taken lightly wants Shift."""
    stage, cues = ("stage",), ("cues",)
    return (
        Action("go", SHOW, ("space",), _("GO"), _("Fire the next cue, or start what stands by; the panel says which.")),
        Action("standby", SHOW, ("s",), _("standby"), _("Call the item or cue picked, or the next one, to standby.")),
        Action("hold", stage, ("h",), _("hold"), _("Hold, with a reason; again to go on.")),
        Action("more", stage, ("plus", "equals_sign"), _("minute"), _("Give the live item a minute.")),
        Action("less", stage, ("minus",), _("minute"), _("Take a minute from the live item.")),
        Action("undo", SHOW, ("u",), _("undo"), _("Take this room's latest act back; the key bar names it.")),
        Action("back", stage, (), _("back"), _("Take the last GO back with its times; nothing is sent."),
               dangerous=True),
        Action("skip", SHOW, ("X",), _("skip"), _("Skip the item or cue picked; again to take it back in.")),
        Action("end", stage, ("E",), _("end"), _("End the live item with nothing after it."), dangerous=True),
        Action("panic", (*SHOW, "item"), ("f12",), _("PANIC"),
               _("Film and music fade and stop, again cuts; lights, shutters and interpreters stay.")),
        Action("goto", SHOW, ("g",), _("go to"), _("Go to an item or cue by its number or name.")),
        Action("recover", stage, ("r",), _("recover"),
               _("Ways to be out by the hard out: 1 2 3 or arrows pick, Enter applies, Esc leaves.")),
        Action("what_if", stage, ("W",), _("what if"),
               _("The times if something runs over, starts late, is held or skipped; nothing changes."), hidden=True),
        Action("replan", stage, (), _("replan"),
               _("The times expected now become the plan of what is to come; looked at first.")),
        Action("out_by", stage, (), _("out by"),
               _("When everybody must be out of this stage's room; - for no such time."), dangerous=True),
        Action("mode", stage, (), _("mode"), _("Edit, dry, rehearse or show: what is sent to equipment."),
               dangerous=True),
        Action("move_up", stage, ("K",), _("move up"), _("Move the item picked before the one above."), edits=True,
               hidden=True),
        Action("move_down", stage, ("J",), _("move down"), _("Move the item picked after the one below."), edits=True,
               hidden=True),
        Action("arm", cues, ("a",), _("arm"), _("Arm or disarm the cue picked.")),
        Action("find", cues, ("slash",), _("find"), _("Find a cue by its number or words.")),
        Action("retry", cues, ("r",), _("retry"), _("Send the failed cue again."), hidden=True),
        Action("done", cues, ("d",), _("done by hand"), _("A person did it: mark the cue done."), hidden=True),
        Action("leave", cues, ("l",), _("leave"), _("Leave the failed cue as it is."), hidden=True),
        Action("resume", cues, ("R",), _("resume"), _("Go on from where panic stopped."), hidden=True),
    )  # fmt: skip
