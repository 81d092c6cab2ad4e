"""A page over the desk that takes this desk's latest act back, and names it in the key bar."""

from __future__ import annotations

from console import desk
from console.actions import Action
from data.words import _
from screens.page import Page
from screens.widgets.plain import shown


class UndoingPage(Page):
    """Pages call `look_for_undo` where they read the file again."""

    undoable: desk.Undoable | None = None

    def look_for_undo(self) -> None:
        self.undoable = desk.last_undoable(self.board.file, self.board.operator, desk.DESK_KINDS)

    def label(self, row: Action) -> str:
        if row.id == "undo" and self.undoable is not None:
            return _("undo {what}").format(what=shown(shown(self.undoable.brief, 24).rstrip()))
        return super().label(row)

    def why_not(self, row: Action) -> str | None:
        if row.id == "undo" and self.undoable is None:
            return _("There is nothing of yours to undo here.")
        return super().why_not(row)

    def act_undo(self) -> None:
        board = self.board
        act = self.undoable.act if self.undoable else None
        answer = desk.undo(board.file, now=board.now(), operator=board.operator, act=act, kinds=desk.DESK_KINDS)
        if not self.refused(answer) and isinstance(answer, desk.UndoAnswer):
            # What the desk still shows of the act is over.
            board.visits.forget(answer.undid)
            self.say(_("Taken back: {what}").format(what=answer.what), "ask")
