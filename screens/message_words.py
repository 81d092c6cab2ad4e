"""Messages between rooms in words, and the row in which a room reads what became of its own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from textual.content import Content

from console.rules import messages
from data.between import Message, MessagesState
from data.words import _
from screens.widgets.lines import span, spread
from screens.widgets.plain import shown

FRESH = timedelta(minutes=1)
"""How long an answer stands where it was waited for, before it is news like other news."""


def message_said(each: Message, stages: Mapping[str, str]) -> str:
    words = _("{room}: {text}")
    return words.format(room=messages.from_words(each, stages), text=shown(each.text))


def sent_said(each: Message) -> str:
    words = _("to {room}: {text}")
    return words.format(room=messages.address_words()[each.to], text=shown(each.text))


def seen_so_far(each: Message) -> str:
    """Who of all whom it was sent to has seen it; else that nobody has."""
    if not each.seen:
        return _("waiting")
    return _("seen: {who}").format(who=", ".join(f"{one.room} {shown(one.by)}".rstrip() for one in each.seen))


def waited(since: datetime, now: datetime) -> str:
    return span(max(0.0, (now - since).total_seconds()))


def sent_row(
    state: MessagesState, sender: str, last_go: Mapping[str, datetime | None], now: datetime, width: int
) -> Content | None:
    """What a room said last: what waits longest, else what was seen a moment ago."""
    waiting, seen = messages.sent(state, sender, last_go, now), messages.answered(state, sender, now)
    if waiting:
        first = waiting[0]
        more = "   " + _("+{n} more").format(n=len(waiting) - 1) if len(waiting) > 1 else ""
        tail = f"{more}   {seen_so_far(first)}  {waited(first.at, now)}".strip()
        return spread(Content(sent_said(first)), Content.styled(tail, "$tone-ask"), width)
    if seen and now - seen[0].seen[-1].at <= FRESH:
        who = _("seen {name}").format(name=shown(seen[0].seen[-1].by))
        return spread(Content(sent_said(seen[0])), Content.styled(who.rstrip(), "$tone-in"), width)
    return None
