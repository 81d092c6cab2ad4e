"""What is said of triggers: which there are, that one was sent, and what came back."""

from __future__ import annotations

from console.rules.telling.names import Names, span
from data.facts import AnyBody
from data.kinds.triggers import Signalled, TriggerAnswered, Triggered, TriggersSet
from data.words import _, ngettext


def of_a_trigger(body: AnyBody, names: Names) -> str | None:
    """The sentence, or None where the fact is about something else."""
    match body:
        case TriggersSet(triggers=triggers):
            return ngettext("{n} trigger was set", "{n} triggers were set", len(triggers)).format(n=len(triggers))
        case Triggered(on=on, item=item, cue=cue, mode=mode, actions=actions):
            outputs = ", ".join(dict.fromkeys(action.output for action in actions))
            what = names.cue(cue) if cue else names.item(item) if item else "-"
            said = _("told {outputs} ({mode}): {on} {what}")
            return said.format(outputs=outputs, mode=mode, on=trigger_words()[on], what=what)
        case TriggerAnswered(output=output, result=result, ms=ms, detail=detail):
            said = _("{output} {result}: {detail}, {ms} ms") if detail else _("{output} {result}, {ms} ms")
            return said.format(output=output, result=result, detail=detail, ms=f"{ms:g}")
        case Signalled(what=what, item=item, missed=missed) if missed:
            said = _("{what} of {item} was noticed {late} late: nobody was told")
            return said.format(what=trigger_words()[what], item=names.item(item), late=span(missed))
        case Signalled(what=what, item=item):
            return _("{what} of {item}").format(what=trigger_words()[what], item=names.item(item))
        case _:
            return None


def trigger_words() -> dict[str, str]:
    return {
        "standby": _("standby"), "start": _("start"), "warning": _("warning"), "danger": _("danger"),
        "over": _("over its time"), "end": _("end"), "hold": _("hold"), "resume": _("hold over"),
        "add": _("minutes given or taken"), "cue": _("cue"),
    }  # fmt: skip


def with_source(said: str, body: AnyBody) -> str:
    """The sentence, and where the command came from if it was no console or command line of this machine."""
    source = str(getattr(body, "source", "") or getattr(body, "sender", ""))
    return _("{said} ({source})").format(said=said, source=source) if source.startswith(("osc", "http")) else said
