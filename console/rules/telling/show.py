"""What is said of facts about a stage and its cues."""

from __future__ import annotations

from console.rules.reason_words import reason_words
from console.rules.telling.names import Names, span
from console.rules.telling.recovering import of_a_recovery
from data.facts import (
    ActionAnswered,
    AnyBody,
    CueArmed,
    CueEnded,
    CueFired,
    CueMarked,
    CuePlanned,
    CueRefused,
    CueRemoved,
    CueSkipped,
    CueStoodBy,
    CueWent,
    Ended,
    Held,
    ItemAdded,
    ItemEdited,
    ItemMoved,
    ItemPlanned,
    ItemRemoved,
    ItemSkipped,
    ItemUnskipped,
    Recovered,
    Replanned,
    Resumed,
    StageRefused,
    StoodBy,
    TimeAdded,
    Went,
)
from data.words import _


def of_a_stage(body: AnyBody, names: Names) -> str | None:
    """The sentence, or None where the fact is about something else."""
    match body:
        case ItemPlanned(item=item):
            return _("planned: {item}").format(item=item.title)
        case ItemAdded(item=item):
            return _("added: {item}").format(item=item.title)
        case ItemEdited(item=item, how="split"):
            return _("{item} split in two").format(item=names.item(item.id))
        case ItemEdited(item=item, how="merge"):
            return _("{item} takes in the one after it").format(item=names.item(item.id))
        case ItemEdited(item=item, fields=fields):
            return _("{item} changed: {fields}").format(item=names.item(item.id), fields=", ".join(fields))
        case Replanned() | Recovered():
            return of_a_recovery(body, names)
        case ItemRemoved(item=item_id):
            return _("taken out of the plan: {item}").format(item=names.item(item_id))
        case ItemMoved(item=item_id, before=None):
            return _("{item} moved to the end").format(item=names.item(item_id))
        case ItemMoved(item=item_id, before=str(before)):
            return _("{item} moved before {other}").format(item=names.item(item_id), other=names.item(before))
        case ItemSkipped(item=item_id):
            return _("{item} is skipped").format(item=names.item(item_id))
        case ItemUnskipped(item=item_id):
            return _("{item} is taken back in").format(item=names.item(item_id))
        case StoodBy(item=item_id):
            return _("STANDBY {item}").format(item=names.item(item_id))
        case Went(item=item_id):
            return _("GO {item}").format(item=names.item(item_id))
        case CueWent(cue=cue):
            return _("GO on cue {cue}").format(cue=names.cue(cue))
        case Ended():
            return _("the live item ended")
        case Held(reason=reason):
            return _("HOLD: {reason}").format(reason=reason) if reason else _("HOLD")
        case Resumed():
            return _("the hold is over")
        case TimeAdded(seconds=seconds) if seconds < 0:
            return _("took {time} from the live item").format(time=span(seconds))
        case TimeAdded(seconds=seconds):
            return _("gave {time} to the live item").format(time=span(seconds))
        case StageRefused(verb=verb, reason=reason, item=item_id):
            said = _("{verb} {item} refused: {reason}") if item_id else _("{verb} refused: {reason}")
            return said.format(verb=verb, item=names.item(item_id) if item_id else "", reason=reason_words(reason))
        case _:
            return None


def of_a_cue(body: AnyBody, number: str, names: Names) -> str | None:
    """The sentence, or None where the fact is about something else."""
    cue = names.cue(number)
    match body:
        case CuePlanned(cue=plan):
            return _("cue {number} planned: {name}").format(number=plan.number, name=plan.name)
        case CueRemoved():
            return _("cue {cue} taken out of the plan").format(cue=cue)
        case CueStoodBy(warnings=()):
            return _("STANDBY cue {cue}").format(cue=cue)
        case CueStoodBy(warnings=warnings):
            return _("STANDBY cue {cue}, WARNING: {said}").format(cue=cue, said="; ".join(warnings))
        case CueFired(mode=mode, actions=actions):
            outputs = ", ".join(dict.fromkeys(action.output for action in actions))
            said = _("cue {cue} fired ({mode}) to {outputs}") if outputs else _("cue {cue} fired ({mode})")
            return said.format(cue=cue, mode=mode, outputs=outputs)
        case ActionAnswered(index=index, result=result, ms=ms, detail=detail):
            # Why comes before which cue by name: a narrow log cuts the end.
            said = (
                _("cue {number}, action {n} {result}: {detail}, {ms} ms ({cue})")
                if detail
                else _("cue {number}, action {n} {result}, {ms} ms ({cue})")
            )
            return said.format(number=number, cue=cue, n=index + 1, result=result, ms=f"{ms:g}", detail=detail)
        case CueEnded(state=state, position=position):
            said = _("cue {cue}: {state}") if position is None else _("cue {cue}: {state} at {position}")
            return said.format(cue=cue, state=state, position=None if position is None else span(position))
        case CueSkipped():
            return _("cue {cue} is skipped").format(cue=cue)
        case CueArmed(armed=armed):
            return (_("cue {cue} is armed") if armed else _("cue {cue} is disarmed")).format(cue=cue)
        case CueMarked(how=how):
            said = {"done": _("cue {cue} marked as done by hand"), "left": _("cue {cue} left as it is")}[how]
            return said.format(cue=cue)
        case CueRefused(verb=verb, reason=reason):
            return _("{verb} of cue {cue} refused: {reason}").format(verb=verb, cue=cue, reason=reason_words(reason))
        case _:
            return None
