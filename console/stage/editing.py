"""The one act that edits a running order: whatever the edit, the rule decides, and what it records is one act."""

from __future__ import annotations

from typing import Unpack

from console.rules.editing.editing import NO_TRACE, decide
from console.rules.editing.edits import Add, Change, Edit, Known, verb_of
from console.rules.refusals import Refusal
from console.stage.asking import Act, Asked, StageAnswer, answered, forbidden, moment_of, refused, standing
from data import tables
from data.item_ids import item_ids
from data.journal import EventFile
from data.reading import Connection
from data.states import EventState


def edit(file: EventFile, stage: str, edit: Edit, **asked: Unpack[Asked]) -> StageAnswer:
    """Adds, changes, splits, merges, copies or takes out. A refusal of what was typed leaves no trace."""
    act = Act(verb_of(edit), item=None if isinstance(edit, Add) else edit.item, **asked)
    with file.transaction() as tx:
        event, state = tables.event(tx.db), tables.stage(tx.db, stage)
        if (no := forbidden(event, state, act)) is not None:
            return no
        when = moment_of(act, event, state)
        before = standing(event, state, when.at)
        # A change asks for nothing beside the item: it costs the same in a long order.
        known = Known(event.zone) if isinstance(edit, Change) else known_of(tx.db, event, stage)
        decided = decide(state, when, edit, known)
        if isinstance(decided, Refusal):
            if decided.reason in NO_TRACE:
                return StageAnswer(decided.message, before, refused=decided.reason, item=act.item)
            return refused(tx, event, state, act, when, decided)
        facts = tx.append(decided.drafts, at=when.at, operator=act.operator)
        return answered(tx.db, event, act, when, decided, facts, before=before)


def known_of(db: Connection, event: EventState, stage: str) -> Known:
    """What an edit of this stage needs to know."""
    return Known(
        zone=event.zone,
        ids=item_ids(db),
        speakers=tables.speakers(db, stage),
        cues=tuple(tables.cues(db, stage)),
        doors=tuple(event.doors.values()),
    )
