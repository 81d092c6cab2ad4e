"""The acts that every room has."""

from __future__ import annotations

from console.actions.action import Action
from data.words import _


def everywhere() -> tuple[Action, ...]:
    """The acts that every room has."""
    return (
        Action("help", (), ("f1", "question_mark"), _("help"), _("The keys of this room, then of all others.")),
        Action("room_desk", (), ("f2",), _("desk"), _("Go to the front desk."), hidden=True),
        Action("room_stage", (), ("f3",), _("stage"), _("Go to the running order."), hidden=True),
        Action("room_speakers", (), ("f4",), _("speakers"), _("Go to the speakers."), hidden=True),
        Action("room_cues", (), ("f5",), _("cues"), _("Go to the cues."), hidden=True),
        Action("room_log", (), ("f6",), _("log"), _("Go to the log."), hidden=True),
        Action("room_summary", (), ("f7",), _("summary"), _("Go to the day's figures."), hidden=True),
        Action("room_timer", (), ("f8",), _("timer"), _("Go to the speaker timer."), hidden=True),
        Action("room_setup", (), ("f9",), _("setup"), _("Go to the checks and settings."), hidden=True),
        Action("room_backstage", (), (), _("backstage"),
               _("Go to the wings' view: what is on, who is next and where they are.")),
        Action("room_agenda", (), (), _("agenda"), _("Go to the public agenda: times, what is on, what is late.")),
        Action("palette", (), ("ctrl+p",), _("all acts"),
               _("Every act by name, and any guest or item to go to."), unlisted=True),
        Action("lock", (), ("ctrl+l",), _("lock"),
               _("Hide every name in every room; the same key, or a PIN, shows them again.")),
        Action("sign_in", (), (), _("sign in"), _("Somebody else takes over this console with their PIN.")),
        Action("evacuation", (), (), _("evacuation list"),
               _("Write and print who is inside, place by place; ^E does it on the lock.")),
        Action("scanner_test", (), (), _("scanner test"),
               _("What a scanner sends, key by key, and what it is read as; nobody is admitted.")),
        Action("theme", (), (), _("theme"), _("Dark, light or high contrast.")),
        Action("bell", (), (), _("bell"), _("The bell on a refusal, at a call and when an item is over: on or off.")),
        Action("quit", (), (), _("quit"), _("Leave the console; asks while something runs.")),
    )  # fmt: skip
