"""What is said of facts about the people who work at the console, and of what was forgotten."""

from __future__ import annotations

from console.rules.roles import role_words
from data.facts import AnyBody, Forgotten, OperatorRemoved, OperatorSet, PinRefused
from data.words import _, ngettext


def of_an_operator(body: AnyBody) -> str | None:
    """The sentence, or None where the fact is about something else. Of a PIN it says whether there is one."""
    match body:
        case OperatorSet(operator=operator):
            words = _("operator {name}: {role}, with a PIN") if operator.pin else _("operator {name}: {role}, no PIN")
            return words.format(name=operator.name, role=role_words()[operator.role])
        case OperatorRemoved(name=name):
            return _("{name} is no operator any more").format(name=name)
        case PinRefused(name=name):
            return _("WRONG PIN for {name}").format(name=name)
        case Forgotten(guests=guests, facts=facts):
            words = ngettext(
                "{n} guest was forgotten: {facts} facts dropped, the figures kept",
                "{n} guests were forgotten: {facts} facts dropped, the figures kept",
                guests,
            )
            return words.format(n=guests, facts=facts)
        case _:
            return None
