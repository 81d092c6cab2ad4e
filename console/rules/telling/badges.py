"""What is said of badges: asked for, printed or not."""

from __future__ import annotations

from console.rules.telling.names import Names
from data.facts import AnyBody, BadgeAsked, BadgePrinted
from data.words import _


def of_a_badge(body: AnyBody, subject: str, names: Names) -> str | None:
    """The sentence, or None where the fact is about something else."""
    if not subject.startswith("guest/"):
        return None
    who = names.guest(subject.removeprefix("guest/"))
    match body:
        case BadgeAsked(printer=printer, reprint=reprint):
            words = (
                _("badge of {name} asked for AGAIN, of {printer}") if reprint else _("badge of {name}, to {printer}")
            )
            return words.format(name=who, printer=printer or _("the default printer"))
        case BadgePrinted(done=True, detail=detail):
            words = _("badge of {name} printed: {detail}") if detail else _("badge of {name} printed")
            return words.format(name=who, detail=detail)
        case BadgePrinted(detail=detail):
            return _("badge of {name} NOT printed: {detail}").format(name=who, detail=detail or "?")
        case _:
            return None
