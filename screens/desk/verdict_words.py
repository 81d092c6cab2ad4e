"""A verdict in words: who it is about, what the desk must do or say, and the key that does it."""

from __future__ import annotations

from datetime import datetime, tzinfo

from rich.cells import cell_len

from console.desk.answers import Answer
from console.rules.noticed import stage_hears
from console.rules.sentences import hold_at_doors
from data.states import EventState, GuestState, Handout
from data.words import _, ngettext
from screens import visits
from screens.guest_now import GuestNow, door_title
from screens.widgets.plain import shown, two_scripts
from screens.widgets.verdict import VerdictShown
from screens.widgets.verdict_rows import VerdictPart

SIGNS = {"in": "+", "out": "<", "ask": "?", "stop": "!"}
WARN = "bold $tone-ask"


def verdict(answer: Answer, now: GuestNow | None, day: EventState, zone: tzinfo) -> VerdictShown:
    """The panel for an answer, with what is known of the guest by now."""
    tone = visits.tone(answer)
    began = clock(answer.at, zone)
    ended = door_title(day, answer.door)
    if answer.repeat:
        ended = _("asked before, nothing new stored")
    elif now is not None and answer.verdict == "admitted" and stage_hears(now.state.guest, speaks=bool(now.speaks)):
        ended = _("stage told  {time}").format(time=began)
    name, kind, parts = _("nobody we know"), "", [*_message(answer, tone, now)]
    if answer.guest is None:
        return VerdictShown(tone, visits.word(tone), SIGNS[tone], began, ended, name, "", tuple(parts))
    name = two_scripts(answer.guest.name, answer.guest.name_alt)
    kind = kind_words(answer.guest.category, answer.guest.seat)
    if now is not None:
        name = two_scripts(now.state.guest.name, now.state.guest.name_alt)
        walked_in = _("walk-in") if now.state.how == "walk_in" else ""
        kind = kind_words(now.state.guest.category or walked_in, now.state.guest.seat)
        parts += _of_the_guest(now, tone, zone)
    return VerdictShown(tone, visits.word(tone), SIGNS[tone], began, ended, name, kind, tuple(parts))


def clock(at: datetime, zone: tzinfo) -> str:
    return f"{at.astimezone(zone):%H:%M:%S}"


def kind_words(category: str, seat: str) -> str:
    """`VIP  seat A12`, no longer than leaves room for the name."""
    place = _("seat {seat}").format(seat=short(seat, 8)) if seat else ""
    return "  ".join(part for part in (short(category, 14).upper(), place) if part)


def short(text: str, width: int) -> str:
    """Harmless text of at most so many cells."""
    words = shown(text)
    return words if cell_len(words) <= width else shown(text, width).rstrip()


def _message(answer: Answer, tone: str, now: GuestNow | None) -> list[VerdictPart]:
    """Why not, and the key that would settle it; or why all the same."""
    if answer.verdict == "undone":
        return [VerdictPart("", shown(answer.message), 0, loud=True)]
    if tone not in ("ask", "stop"):
        said = [VerdictPart("", shown(answer.message), 1, loud=True)] if answer.forced else []
        if isinstance(answer.hold, str) and not answer.forced:
            said.append(VerdictPart("", shown(hold_at_doors(answer.hold)), 0, loud=True, tone=WARN))
        return said
    key = _("^Y let in") if tone == "ask" or answer.reason in ("cancelled", "regrets") else ""
    if answer.reason == "blocked":
        called = now is not None and now.state.lead is not None
        key = "" if called else _("^K call the lead")
    if answer.guest is None or answer.reason == "closed":
        key = ""
    return [VerdictPart("", shown(answer.message), 0, loud=True, key=key)]


def _of_the_guest(now: GuestNow, tone: str, zone: tzinfo) -> list[VerdictPart]:
    """What to do and say, in the order it is drawn; the weights say what stays where there is little room."""
    guest = now.state.guest
    parts = (
        [VerdictPart("", _("DO NOT PHOTOGRAPH"), 2, loud=True, tone=WARN, beside=True)] if guest.photo == "no" else []
    )
    if now.state.lead is not None:
        since = f"{now.state.lead.at.astimezone(zone):%H:%M}"
        said = _("called {time}: {why}").format(time=since, why=shown(now.state.lead.why))
        parts.append(VerdictPart(_("lead"), said, 1, loud=True, tone=WARN, key=_("^K came")))
    parts += _instead(now)
    title = ", ".join(shown(part) for part in (guest.title, guest.organisation) if part)
    if title:
        parts.append(VerdictPart("", title, 9))
    if guest.attention:
        parts.append(VerdictPart(_("note"), shown(guest.attention), 3, loud=True))
    if guest.say:
        parts.append(VerdictPart(_("say"), shown(guest.say), 8))
    if now.speaks:
        parts.append(VerdictPart("", now.speaks, 7, beside=True))
    if tone != "out" and (met := met_by(now.state)) != "":
        parts.append(VerdictPart(_("met by"), met, 6))
    parts += _things(now.state, tone)
    if guest.assistance:
        parts.append(VerdictPart(_("assist"), shown(guest.assistance), 4))
    if guest.delegation and now.party > 1:
        parts.append(_party(now, tone))
    return parts


def _instead(now: GuestNow) -> list[VerdictPart]:
    if now.deputy:
        said = _("{name} comes instead").format(name=now.deputy)
        return [VerdictPart(_("deputy"), said, 3, loud=True, tone=WARN)]
    if not now.of:
        return []
    if now.state.how == "deputy":
        return [VerdictPart(_("comes for"), now.of, 3, loud=True)]
    return [VerdictPart(_("with"), _("plus-one of {name}").format(name=now.of), 7)]


def met_by(state: GuestState) -> str:
    """Who meets the guest and what they know: `Zhao Min, told, on her way` is said without her."""
    who = shown((state.coming.met_by if state.coming else "") or state.guest.host)
    if not who:
        return ""
    if state.confirmed is not None:
        return _("{name}, told, on the way").format(name=who)
    return _("{name}, told").format(name=who) if state.told is not None else _("{name}   ^E told").format(name=who)


def _things(state: GuestState, tone: str) -> list[VerdictPart]:
    """What to hand out, and what they have: at an exit that is what matters."""
    if tone == "out" and state.handouts:
        said = _("take back {things}").format(things=things(state.handouts))
        return [VerdictPart(_("has"), said, 1, loud=True, tone=WARN, key=_("^G back"))]
    parts = []
    if state.handouts:
        parts.append(VerdictPart(_("has"), things(state.handouts), 7, beside=True))
    if state.guest.give and not state.handouts and tone == "in":
        parts.append(VerdictPart(_("give"), shown(state.guest.give), 6, beside=True))
    return parts


def things(handouts: tuple[Handout, ...]) -> str:
    """`headset 041, bag`."""
    return ", ".join(shown(f"{each.item} {each.number}".strip()) for each in handouts)


def _party(now: GuestNow, tone: str) -> VerdictPart:
    """`party  Embassy  3 of 5 in`, and the key that lets the others in."""
    left = now.party - now.in_
    said = _("{name}  {n} of {of} in").format(name=shown(now.state.guest.delegation), n=now.in_, of=now.party)
    key = ngettext("^R takes the other {n}", "^R takes the other {n}", left).format(n=left)
    return VerdictPart(_("party"), said, 5, key=key if left and tone == "in" else "")
