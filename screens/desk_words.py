"""The desk in words: a verdict, a guest and the counters as its widgets draw them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo

from rich.cells import cell_len
from textual.content import Content

from console.answers import Answer, GuestShown
from console.finding import Counters, Recent, Shown
from data.records import Door
from data.states import EventState
from data.words import _, ngettext
from screens import visits
from screens.widgets.guest_list import GuestRow
from screens.widgets.lines import fit_content, ruled, spread, stacked
from screens.widgets.plain import fit, shown, two_scripts
from screens.widgets.verdict import VerdictRow, VerdictShown

RULE = 13
"""Cells of the counters' rule itself, with what parts its words."""
FIRST = frozenset({"vip", "speaker"})
"""Who is named first among those to come: a narrow terminal cuts the end."""
SIGNS = {"in": "+", "out": "<", "ask": "?", "stop": "!"}


def statuses() -> dict[str, str]:
    return {"cancelled": _("cancelled"), "regrets": _("sent regrets"), "blocked": _("BLOCKED"), "pending": _("pending")}


def verdict(answer: Answer, day: EventState, zone: tzinfo, speaks: tuple[str, str]) -> VerdictShown:
    """The panel for an answer; `speaks` is when and where the guest speaks, and what the stage was told."""
    tone = visits.tone(answer)
    began = f"{answer.at.astimezone(zone):%H:%M:%S}"
    rows = [*_who(answer.guest, speaks[0]), *_what(answer, tone)] if answer.guest else _nobody(answer)
    ended = speaks[1] or _door(day, answer.door)
    if answer.repeat:
        ended = _("asked before, nothing new stored")
    return VerdictShown(tone, visits.word(tone), SIGNS[tone], began, ended, tuple(rows[:5]))


def _who(guest: GuestShown, speaks: str) -> list[VerdictRow]:
    seat = _("seat {seat}").format(seat=shown(guest.seat)) if guest.seat else ""
    right = "  ".join(part for part in (shown(guest.category).upper(), seat) if part)
    title = ", ".join(shown(part) for part in (guest.title, guest.organisation) if part)
    return [VerdictRow("", two_scripts(guest.name, guest.name_alt), right, loud=True), VerdictRow("", title, speaks)]


def _what(answer: Answer, tone: str) -> list[VerdictRow]:
    guest = answer.guest
    if guest is None:
        return []
    rows: list[VerdictRow] = []
    if tone in ("ask", "stop"):
        first, second = _two(answer.message)
        rows.append(VerdictRow("", first, loud=True))
        if second:
            rows.append(VerdictRow("", second, loud=True))
        if tone == "ask" or answer.reason in ("cancelled", "regrets"):
            rows.append(VerdictRow("", _("^Y let in, with a reason and a supervisor's name")))
    elif answer.forced:
        rows.append(VerdictRow("", shown(answer.message), loud=True))
    if guest.attention:
        rows.append(VerdictRow(_("note"), shown(guest.attention), loud=True))
    # The party stands at the right of the last row there is room for, since the panel has five.
    party = _party(answer)
    if guest.say:
        rows.append(VerdictRow(_("say"), shown(guest.say), "" if guest.host else party))
    if guest.host:
        rows.append(VerdictRow(_("met by"), shown(guest.host), party))
    if party and not (guest.say or guest.host):
        rows.append(VerdictRow("", party))
    return rows


def _party(answer: Answer) -> str:
    """`party Embassy  3 of 5 in`, or nothing for a guest of no delegation."""
    if answer.guest is None or answer.delegation is None or not answer.guest.delegation:
        return ""
    counted = answer.delegation
    return _("party {name}  {n} of {of} in").format(name=shown(answer.guest.delegation), n=counted.in_, of=counted.of)


def _nobody(answer: Answer) -> list[VerdictRow]:
    first, second = _two(answer.message)
    return [VerdictRow("", first, loud=True), VerdictRow("", second, loud=True)]


def _two(message: str, width: int = 44) -> tuple[str, str]:
    """A sentence over two rows where it is too long for one, broken between words."""
    text = shown(message)
    if len(text) <= width:
        return text, ""
    at = text.rfind(" ", 0, width)
    return (text[:at], text[at + 1 :]) if at > 0 else (text, "")


def _door(day: EventState, door: str) -> str:
    found = day.doors.get(door)
    return shown(found.title or found.id if found else door)


def guest_row(found: Shown, doors: dict[str, Door], zone: tzinfo) -> GuestRow:
    """A guest found, and where they are now."""
    if found.in_ and found.since is not None:
        titles = [doors[record].title or record for record in found.where if record in doors]
        at = f"{found.since.astimezone(zone):%H:%M}"
        state, tone = _("in {time}  {door}").format(time=at, door=", ".join(titles)), "in"
    elif found.status != "expected":
        state, tone = statuses().get(found.status, found.status), "stop" if found.status == "blocked" else "ask"
    else:
        state, tone = _("not in"), "dim"
    name = two_scripts(found.name, found.name_alt)
    return GuestRow(found.id, name, found.category, found.organisation, found.seat, state, tone, found.same_name > 1)


def counters(told: Counters, day: EventState, width: int, next_item: str) -> Content:
    """People in, rooms that fill up, who is to come, and what is on or next."""
    left = _("IN {came} of {expected} expected").format(came=told.came, expected=told.expected)
    right = [ngettext("+{n} walk-in", "+{n} walk-ins", told.walk_ins).format(n=told.walk_ins)]
    if told.unexpected:
        right.append(_("+{n} not expected").format(n=told.unexpected))
    right.append(_("{n} in all").format(n=told.arrived))
    inside = "   ".join(
        f"{shown(door.title or door.id)}: {_of(told.inside.get(door.id, 0), door)}"
        for door in day.doors.values()
        if door.capacity is not None or door.limit is not None
    )
    all_in = "   ".join(right)
    # Rooms that fill up stand in the rule where they fit whole, else under it, before those to come.
    fits = cell_len(left) + cell_len(inside) + cell_len(all_in) + RULE <= width
    words = Content.assemble((left, "bold"), f"   {inside}" if inside and fits else "")
    rule = ruled(words, Content(all_in), width, "-", "$tone-dim")
    waiting = sum(n for _category, n in told.to_come)
    first = sorted(told.to_come, key=lambda each: each[0].casefold() not in FIRST)
    kinds = "  ".join(f"{shown(category) or _('without category')} {n}" for category, n in first)
    head = _("TO COME {n}").format(n=waiting)
    told_under = "" if fits or not inside else f"{inside}   "
    row = spread(Content.assemble(told_under, (head, "bold"), f"  {kinds}"), Content.styled(next_item, "bold"), width)
    return stacked([rule, row])


def _of(inside: int, door: Door) -> str:
    most = min(n for n in (door.capacity, door.limit) if n is not None)
    return _("{n} of {most}").format(n=inside, most=most)


def last(recents: Sequence[Recent], day: EventState, zone: tzinfo, width: int) -> Content:
    """What happened at the doors last, newest first."""
    rows = [ruled(Content.styled(_("LAST"), "bold"), Content(""), width, "-", "$tone-dim")]
    tones = {"admitted": "in", "left": "out", "refused": "stop"}
    for recent in recents:
        tone = tones.get(recent.verdict, "dim")
        if recent.verdict == "refused" and recent.reason in ASKS:
            tone = "ask"
        who = two_scripts(recent.name, recent.name_alt)
        if not who and recent.code:
            who = _("code {code}").format(code=shown(recent.code))
        what = reasons().get(recent.reason, recent.reason)
        line = Content.assemble(
            (f" {recent.at.astimezone(zone):%H:%M:%S}  ", ""),
            (f"{visits.word(tone):<5} ", f"bold $tone-{tone}"),
            (f"{fit(who, 28)} ", "strike $tone-dim" if recent.undone else ""),
            (shown(what or recent.category, 15), "$tone-dim"),
            " ",
            (shown(_("taken back") if recent.undone else _door(day, recent.door)), ""),
        )
        rows.append(fit_content(line, width))
    return stacked(rows)


ASKS = frozenset({"already_in", "pending", "not_this_door", "too_early", "too_late", "full"})


def reasons() -> dict[str, str]:
    """A refusal in two words."""
    return {
        "unknown": _("unknown code"), "forged": _("forged code"), "other_event": _("another event's"),
        "replaced": _("replaced ticket"), "cancelled": _("cancelled"), "regrets": _("sent regrets"),
        "blocked": _("fetch the lead"), "pending": _("not confirmed"), "not_this_door": _("not this door"),
        "too_early": _("too early"), "too_late": _("too late"), "already_in": _("already in"), "full": _("full"),
        "closed": _("event closed"),
    }  # fmt: skip
