"""The desk in words: a guest found, the counters, who is on the way and what happened last, as it draws them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo

from rich.cells import cell_len
from textual.content import Content

from console.desk.answers import Answer
from console.desk.counting import Counters
from console.desk.expecting import Awaited
from console.desk.finding import Recent, Shown
from console.rules import found_by
from console.rules.noticed import VIP, is_vip
from data.records import Door
from data.states import EventState
from data.words import _, ngettext
from screens import visits
from screens.guest_now import door_title
from screens.widgets.guest_list import GuestRow
from screens.widgets.lines import fit_content, ruled, spread, stacked
from screens.widgets.plain import fit, shown, two_scripts

RULE = 13
"""Cells of the counters' rule itself, with what parts its words."""
FIRST = frozenset({VIP, "speaker"})
"""Who is named first among those to come: a narrow terminal cuts the end."""


def statuses() -> dict[str, str]:
    return {"cancelled": _("cancelled"), "regrets": _("sent regrets"), "blocked": _("BLOCKED"), "pending": _("pending")}


def name_of(answer: Answer) -> str:
    """Who an answer is about, in both scripts."""
    return two_scripts(answer.guest.name, answer.guest.name_alt) if answer.guest is not None else ""


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
    why = found_by.words(found.how, found.by, found.hint)
    return GuestRow(
        found.id,
        name,
        found.category,
        found.organisation,
        found.seat,
        state,
        tone,
        found.same_name > 1,
        found.apart,
        why,
    )


def counters(told: Counters, day: EventState, width: int, next_item: str, here: str = "") -> Content:
    """People in, rooms that fill up, who is to come, and what is on or next. `here` is the desk's own door."""
    left = _("IN {came} of {expected} expected").format(came=told.came, expected=told.expected)
    right = [ngettext("+{n} walk-in", "+{n} walk-ins", told.walk_ins).format(n=told.walk_ins)]
    if told.unexpected:
        right.append(_("+{n} not expected").format(n=told.unexpected))
    right.append(_("{n} in all").format(n=told.arrived))
    filling = [door for door in day.doors.values() if door.capacity is not None or door.limit is not None]
    rooms = {door.id: f"{shown(door.title or door.id)}: {_of(told.inside.get(door.id, 0), door)}" for door in filling}
    inside = "   ".join(rooms.values())
    all_in = "   ".join(right)
    # Rooms that fill up stand in the rule where they fit whole, else under it, before those to come.
    fits = cell_len(left) + cell_len(inside) + cell_len(all_in) + RULE <= width
    words = Content.assemble((left, "bold"), f"   {inside}" if inside and fits else "")
    rule = ruled(words, Content(all_in), width, "-", "$tone-dim")
    waiting = sum(n for _category, n in told.to_come)
    first = sorted(told.to_come, key=lambda each: each[0].casefold() not in FIRST)
    kinds = "  ".join(f"{shown(category) or _('without category')} {n}" for category, n in first)
    head = _("TO COME {n}").format(n=waiting)
    told_under = "" if fits or not inside else _fullest(told, filling, rooms, width // 2, here) + "   "
    row = spread(Content.assemble(told_under, (head, "bold"), f"  {kinds}"), Content.styled(next_item, "bold"), width)
    return stacked([rule, row])


def _fullest(told: Counters, filling: Sequence[Door], rooms: dict[str, str], width: int, here: str) -> str:
    """The desk's own room, then those that are fullest, as many as have a place before those to come."""
    by_need = sorted(filling, key=lambda door: (door.id != here, -told.inside.get(door.id, 0) / max(1, _most(door))))
    said = rooms[by_need[0].id]
    for door in by_need[1:]:
        if cell_len(longer := f"{said}   {rooms[door.id]}") > width:
            return said
        said = longer
    return said


def _most(door: Door) -> int:
    return min(n for n in (door.capacity, door.limit) if n is not None)


def _of(inside: int, door: Door) -> str:
    return _("{n} of {most}").format(n=inside, most=_most(door))


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
        if not who and recent.undone:
            # With the walk-in their row was taken back as well.
            who = _("a walk-in")
        what = reasons().get(recent.reason, recent.reason) or shown(recent.category)
        if recent.verdict == "admitted" and is_vip(recent.category):
            what = _("VIP, stage told")
        line = Content.assemble(
            (f" {recent.at.astimezone(zone):%H:%M:%S}  ", ""),
            (f"{visits.word(tone):<5} ", f"bold $tone-{tone}"),
            (f"{fit(who, 28)} ", "strike $tone-dim" if recent.undone else ""),
            (fit(what, 15), "$tone-dim"),
            " ",
            (shown(_("taken back") if recent.undone else door_title(day, recent.door)), ""),
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


def on_the_way(coming: Sequence[Awaited], rows: int, width: int, now: datetime) -> Content:
    """Who arrives when and where, and who meets them; who is late is marked."""
    head, more = _("ON THE WAY"), len(coming) > rows
    left = cell_len(head) + 3
    room = width - left - 8
    who, place = room * 11 // 24, room * 5 // 24
    lines = []
    for n, each in enumerate(coming[:rows]):
        name = two_scripts(each.name, each.name_alt)
        named = ", ".join(part for part in (name, shown(each.organisation)) if part)
        if cell_len(named) >= who:
            named = name
        if each.count > 1:
            named = _("{n} of {delegation}").format(n=each.count, delegation=shown(each.delegation))
        met = _("met by {name}").format(name=shown(each.met_by)) if each.met_by else ""
        if met and not each.count > 1:
            met += f", {_('told')}" if each.told and not each.confirmed else ""
            met += f", {_('there')}" if each.confirmed else ""
        tail = Content.assemble(fit(met, width - left - 8 - who - place - (3 if more else 0)))
        lines.append(
            Content.assemble(
                (f" {head}  " if not n else " " * left, "bold"),
                (f"{each.due.astimezone(now.tzinfo):%H:%M}", "bold"),
                ("!! " if each.late else "   ", "bold $tone-ask"),
                (f"{fit(named, who - 1)} ", "$tone-ask" if each.late else ""),
                (f"{shown(each.place, place - 1)} ", ""),
                tail,
                (" + " if more and n == rows - 1 else "", "bold"),
            )
        )
    return stacked(fit_content(line, width) for line in lines)
