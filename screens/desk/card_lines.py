"""A guest's card in lines: where they are, what is open about them, and every detail that can be corrected."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, tzinfo

from msgspec import Struct
from textual.content import Content

from console.rules import masks
from data.states import EventState, GuestState
from data.words import _, ngettext
from screens.desk.verdict_words import kind_words, met_by
from screens.desk.words import statuses
from screens.guest_now import GuestNow, door_title
from screens.widgets.lines import fit_content, ruled, spread
from screens.widgets.plain import shown, two_scripts

MASKED = frozenset({"email", "phone"})


class CardLine(Struct, frozen=True):
    """One line. `id` says what Enter does: `field/seat`, `passage/ACT`, `thing/headset 041`, or nothing where it is a
    heading; words are harmless already."""

    id: str
    label: str
    text: str
    right: str = ""
    tone: str = ""


def field_names() -> dict[str, str]:
    """Every detail that may be corrected, in the order it is shown."""
    return {
        "name": _("name"), "name_alt": _("other script"), "family": _("family name"), "say": _("say"),
        "category": _("category"), "organisation": _("organisation"), "title": _("title"),
        "delegation": _("delegation"), "seat": _("seat"), "status": _("status"), "host": _("met by"),
        "attention": _("note"), "assistance": _("assistance"), "photo": _("photograph"), "flag": _("bell on stage"),
        "give": _("give"), "email": _("e-mail"), "phone": _("phone"), "code": _("other code"),
    }  # fmt: skip


def card_lines(now: GuestNow, day: EventState, operator: str, zone: tzinfo) -> list[CardLine]:
    """What stands on the card under its head: entries first, since that is what is asked at a desk."""
    state = now.state
    extra = state.guest.extra if masks.full(day.operators, operator) else masks.as_seen(state.guest).extra
    lines = [*_passages(state, day, zone), *_open(now, zone)]
    lines.append(CardLine("", _("DETAILS"), ""))
    empty = []
    for field, label in field_names().items():
        text = value(state, field, day, operator)
        if text:
            lines.append(CardLine(f"field/{field}", label, text))
        else:
            empty.append(field)
    lines += [CardLine(f"info/{name}", shown(name), shown(text)) for name, text in extra.items() if text]
    if empty:
        lines.append(CardLine("", _("NOT SET"), _("Enter on one writes it")))
        lines += [CardLine(f"field/{field}", field_names()[field], "") for field in empty]
    return lines


def value(state: GuestState, field: str, day: EventState, operator: str) -> str:
    """A detail as this operator may see it."""
    text = str(getattr(state.guest, field))
    if field in MASKED and text and not masks.full(day.operators, operator):
        return shown(masks.email(text) if field == "email" else masks.phone(text))
    if field == "status":
        return statuses().get(text, _("expected"))
    return shown(text)


def _passages(state: GuestState, day: EventState, zone: tzinfo) -> Iterator[CardLine]:
    if not state.passages:
        return
    yield CardLine("", _("ENTRIES AND EXITS"), "")
    for passage in reversed(state.passages):
        word = _("IN") if passage.way == "in" else _("OUT")
        marks = [_mark(mark) for mark in passage.marks] + ([_("let in by a supervisor")] if passage.forced else [])
        where = door_title(day, passage.door)
        text = f"{word:<4} {where}" + (f"   !! {', '.join(marks)}" if marks else "")
        by = _("by {name}").format(name=shown(passage.operator)) if passage.operator else ""
        tone = "bold $tone-in" if passage.way == "in" else "bold $tone-out"
        at = f"{passage.at.astimezone(zone):%H:%M:%S}"
        yield CardLine(f"passage/{passage.act}", at, text, by, tone)


def _mark(mark: str) -> str:
    return {"double": _("in twice"), "no_entry": _("no entry before it")}.get(mark, mark)


def _open(now: GuestNow, zone: tzinfo) -> Iterator[CardLine]:
    """What is not settled: a call for the lead, who comes instead, the arrival awaited, things lent, the badge."""
    state, warn = now.state, "bold $tone-ask"
    lines: list[CardLine] = []
    if state.lead is not None:
        said = _("called {time}: {why}").format(time=_clock(state.lead.at, zone), why=shown(state.lead.why))
        lines.append(CardLine("lead/", _("lead"), said, _("Enter: the lead came"), warn))
    if now.deputy:
        lines.append(CardLine("info/deputy", _("deputy"), _("{name} comes instead").format(name=now.deputy), "", warn))
    if now.of:
        label = _("instead of") if state.how == "deputy" else _("plus-one of")
        lines.append(CardLine("info/of", label, now.of))
    if state.took:
        took = ngettext("one other row of the list", "{n} other rows of the list", len(state.took))
        lines.append(CardLine("info/took", _("merged"), took.format(n=len(state.took))))
    if state.coming is not None:
        place = f", {shown(state.coming.place)}" if state.coming.place else ""
        lines.append(CardLine("coming/", _("on the way"), f"{_clock(state.coming.due, zone)}{place}"))
    if (met := met_by(state)) != "":
        lines.append(CardLine("meet/", _("met by"), met))
    if now.speaks:
        lines.append(CardLine("info/speaks", _("speaker"), now.speaks))
    for each in state.handouts:
        thing = shown(f"{each.item} {each.number}".strip())
        since = _("since {time}").format(time=_clock(each.at, zone))
        lines.append(CardLine(f"thing/{each.item}\t{each.number}", _("has"), f"{thing}   {since}", _("Enter: back")))
    if lines:
        yield CardLine("", _("NOW"), "")
        yield from lines


def _clock(at: datetime, zone: tzinfo) -> str:
    return f"{at.astimezone(zone):%H:%M}"


def head(now: GuestNow, day: EventState, zone: tzinfo, width: int) -> list[Content]:
    """The guest's name in a rule, then where they are, their ticket and their badge."""
    state = now.state
    guest = state.guest
    kind = kind_words(guest.category, guest.seat)
    name = Content.styled(two_scripts(guest.name, guest.name_alt), "bold")
    first = ruled(name, Content.styled(kind, "bold"), width, "=", "$tone-dim")
    inside = ", ".join(door_title(day, record) for record in state.inside)
    where, tone = (_("IN  {door}").format(door=inside), "in") if inside else (_("NOT IN"), "dim")
    if not inside and state.arrived is not None:
        where, tone = _("OUT, came {time}").format(time=_clock(state.arrived, zone)), "out"
    if guest.status != "expected":
        where = f"{statuses().get(guest.status, guest.status)}   {where}"
        tone = "stop" if guest.status == "blocked" else "ask"
    party = (
        _("{name} {n} of {of} in").format(name=shown(guest.delegation), n=now.in_, of=now.party) if now.party else ""
    )
    nth = _("ticket {n}").format(n=state.generation) if state.generation > 1 else _("ticket")
    ticket = f"{nth} …{shown(state.tail)}" if state.tail else nth
    left = Content.assemble((where, f"bold $tone-{tone}"), f"   {party}" if party else "")
    second = spread(left, Content(f"{ticket}   {badge_words(state, zone)}"), width)
    return [fit_content(line, width) for line in (first, second)]


def badge_words(state: GuestState, zone: tzinfo) -> str:
    badge = state.badge
    if badge is None:
        return _("no badge yet")
    if badge.trouble:
        return _("badge: {trouble}").format(trouble=shown(badge.trouble))
    if badge.waiting:
        return _("badge asked {time}").format(time=_clock(badge.asked, zone))
    times = ngettext("badge printed", "badge printed {n} times", badge.printed)
    return times.format(n=badge.printed)
