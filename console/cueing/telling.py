"""Sending what triggers tell of an act: all outputs at once, each in the order of what happened."""

from __future__ import annotations

from collections.abc import Sequence

from console.cueing.following import Crew
from console.cueing.sending import send
from console.rules.triggers import ToSend
from data import reading, tables
from data.facts import Draft
from data.journal import EventFile
from data.kinds.triggers import TriggerAnswered, Triggered


def tell(file: EventFile, shots: Sequence[ToSend], crew: Crew) -> None:
    """Those of one act, in its own thread with that thread's connection. The end of an item must come before the start
    of the next, so what goes to one output goes in its order. What was taken back meanwhile is sent all the same."""
    facts = [fact for shot in shots if (fact := reading.by_id(file.db, shot.triggered)) is not None]
    told = [(fact, action) for fact in facts if isinstance(fact.known, Triggered) for action in fact.known.actions]
    first = next((fact.known for fact in facts if isinstance(fact.known, Triggered)), None)
    if first is None:
        return
    lanes: dict[str, list[int]] = {}
    for index, (_fact, action) in enumerate(told):
        lanes.setdefault(action.output, []).append(index)
    outputs, actions = tables.event(file.db).outputs, [action for _fact, action in told]
    for batch in send(crew.rack, outputs, actions, first.mode, first.deadline, lanes=lanes.values()):
        drafts = []
        for index, reply in ((answer.index, answer.reply) for answer in batch):
            fact, action = told[index]
            body = TriggerAnswered(fact.id, action.output, reply.result, round(reply.ms, 2), reply.detail)
            drafts.append(Draft(fact.subject, body))
        with file.transaction() as tx:
            tx.append(drafts, at=crew.clock.now(), operator=crew.operator, act=facts[0].act)
