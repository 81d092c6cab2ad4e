"""LEAD WANTED: in every room, who for and since when, until a lead came."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from rich.cells import cell_len
from textual.content import Content

from console.desk.lead_calls import LeadWanted
from data.words import _
from screens.widgets.lines import span
from screens.widgets.plain import fit, shown, two_scripts

SIGN = 5
"""Cells of an alert's sign, and of the margin after it."""


def lead_alerts(calls: Sequence[LeadWanted], now: datetime, width: int) -> Iterable[Content]:
    """The call that waits longest, with its running time, and how many more there are."""
    if not calls:
        return
    first = calls[0]
    waits = span(max(0.0, (now - first.since).total_seconds()))
    # A reason that names the guest needs no name before it.
    why, who = shown(first.why), two_scripts(first.name, first.name_alt)
    said = why if shown(first.name) in why else f"{who}   {why}"
    more = "   " + _("+{n} more").format(n=len(calls) - 1) if len(calls) > 1 else ""
    words = _("LEAD WANTED   {said}   {time}")
    # The time stays on the row, however long the reason.
    room = width - cell_len(words.format(said="", time=waits) + more) - SIGN
    yield Content(words.format(said=said if cell_len(said) <= room else fit(said, room), time=waits) + more)
