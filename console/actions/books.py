"""The acts of log, summary, timer and setup, and those that lists have in common."""

from __future__ import annotations

from console.actions.action import LISTS, NOTED, VIEWS, Action
from data.words import _


def of_the_books() -> tuple[Action, ...]:
    """The acts of log, summary, timer and setup."""
    log, summary, setup = ("log",), ("summary",), ("setup",)
    return (
        Action("find", log, ("slash",), _("filter"), _("Show only lines with these words.")),
        Action("follow", log, ("f",), _("follow"), _("Stay on the newest line, or stop doing so.")),
        Action("problems", log, ("p",), _("problems"), _("Only refusals, failures and incidents, or all again.")),
        Action("open", log, ("enter",), _("details"), _("Show all of the line picked."), unlisted=True),
        Action("undo", log, ("u",), _("undo this"), _("Take back the act of the line picked."), dangerous=True),
        Action("incident", log, ("i",), _("incident"), _("Write an incident down, now.")),
        Action("write", summary, ("e",), _("write files"), _("Write the summary as Markdown and JSON.")),
        Action("as_run", summary, ("r",), _("as run"),
               _("Write how the day ran against its plan, as HTML, PDF, XLSX, CSV, Markdown or JSON.")),
        Action("as_of", summary, ("a",), _("as of"), _("The figures as they were at a time.")),
        Action("state", setup, ("s",), _("state"), _("Setup, rehearsal, open or closed."), dangerous=True),
        Action("mode", setup, ("m",), _("mode"), _("Edit, dry, rehearse or show: what is sent to equipment.")),
        Action("check", setup, ("p",), _("check"), _("Run the checks again.")),
        Action("import", setup, ("i",), _("import"),
               _("Bring in or update guests or a programme; looked at before it counts.")),
        Action("scanner_test", setup, ("t",), _("scanner test"),
               _("What a scanner sends, key by key, and what it is read as; nobody is admitted."), unlisted=True),
        Action("remote", setup, (), _("remote"),
               _("Whether this console takes commands by OSC and HTTP, and what came last.")),
        Action("note", NOTED, ("w",), _("note"), _("Write a timed note for the log and the report.")),
        Action("note", ("desk", *VIEWS, "setup"), (), _("note"), _("Write a timed note for the log and the report.")),
        Action("department", ("backstage",), ("d",), _("department"),
               _("The notes of the next department, or of all.")),
        Action("other_stage", ("stage", "speakers", "cues", *VIEWS), ("o",), _("other stage"),
               _("The next stage of the event.")),
        Action("cursor_up", LISTS, ("up", "k"), _("up"), _("The line above."), hidden=True, unlisted=True),
        Action("cursor_down", LISTS, ("down", "j"), _("down"), _("The line below."), hidden=True, unlisted=True),
        Action("first", ("speakers", "log", "summary"), ("home",), _("first"), _("The first line."), hidden=True,
               unlisted=True),
        Action("last", LISTS, ("G", "end"), _("last"), _("The last line."), hidden=True, unlisted=True),
        Action("close", (*LISTS, *VIEWS, "setup"), ("escape",), _("close"), _("Leave what is transient."),
               hidden=True, unlisted=True),
    )  # fmt: skip
