"""May a badge be printed now: not for somebody who is not to come, and not twice at once."""

from __future__ import annotations

from typing import Literal

from console.rules.refusals import Refusal
from data.clean import harmless
from data.states import GuestState
from data.words import _

Stand = Literal["waiting", "elsewhere", "cut_off", "failed"]
"""A badge asked for and not out: on its way from here, from another machine, from a console that is gone, or not
printed."""


def why_not(state: GuestState, stand: Stand | None) -> Refusal | None:
    """Why no badge of this guest is printed now; `stand` is what became of the one asked for last."""
    name = harmless(state.guest.name)
    status = state.guest.status
    if status in ("cancelled", "regrets", "blocked") and state.arrived is None:
        words = _("{name} is not to come ({status}); let them in first, then print.")
        return Refusal("not_coming", words.format(name=name, status=status))
    if stand == "waiting":
        return Refusal("being_printed", _("The badge of {name} is being printed.").format(name=name))
    return None


def stand_of(state: GuestState, *, ours: bool, alive: bool) -> Stand | None:
    """How the badge asked for last stands; None where it is out, or none was asked for. `ours`: this machine asked,
    `alive`: the process that did still runs."""
    badge = state.badge
    if badge is None:
        return None
    if badge.waiting:
        return "elsewhere" if not ours else "waiting" if alive else "cut_off"
    return "failed" if badge.trouble else None
