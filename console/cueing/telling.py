"""Sending what triggers tell of an act: all at once, each within its deadline, every answer stored as it comes."""

from __future__ import annotations

from console.cueing.following import Crew
from console.cueing.sending import send
from console.rules.triggers import ToSend
from data import reading, tables
from data.facts import Draft
from data.journal import EventFile
from data.kinds.triggers import TriggerAnswered, Triggered


def tell(file: EventFile, shot: ToSend, crew: Crew) -> None:
    """In its own thread, with that thread's connection. What was taken back meanwhile has been sent all the same."""
    fact = reading.by_id(file.db, shot.triggered)
    if fact is None or not isinstance(fact.known, Triggered):
        return
    told = fact.known
    outputs = tables.event(file.db).outputs
    for batch in send(crew.rack, outputs, told.actions, told.mode, told.deadline):
        bodies = [
            TriggerAnswered(fact.id, told.actions[a.index].output, a.reply.result, round(a.reply.ms, 2), a.reply.detail)
            for a in batch
        ]
        with file.transaction() as tx:
            drafts = [Draft(fact.subject, body) for body in bodies]
            tx.append(drafts, at=crew.clock.now(), operator=crew.operator, act=fact.act)
