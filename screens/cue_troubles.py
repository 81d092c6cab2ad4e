"""What is wrong with cues and outputs, what a person does instead, and what panic will and will not touch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from textual.content import Content

from console import outputs as equipment
from console.rules import panic
from data.states import CueState, EventState
from data.words import _
from screens.cue_words import CuesNow, came_back, why
from screens.widgets.lines import DIM, fit_content, spread, stacked
from screens.widgets.plain import shown

WIDE = 100


def troubles(at: CuesNow) -> list[CueState]:
    """Cues that need a person and were not left as they are, the latest fired first."""
    found = [
        each
        for each in at.cues
        if at.seen[each.cue.number] in ("failed", "unknown", "stopped") and not each.left and each.fired_at is not None
    ]
    return sorted(found, key=lambda each: each.fired_at or at.now, reverse=True)


def trouble_lines(at: CuesNow, cue: CueState, count: int, width: int) -> Content:
    """Two rows: what failed and what a person does instead; why, and the keys."""
    state = at.seen[cue.cue.number]
    head = {"failed": _("FAILED"), "unknown": _("UNKNOWN"), "stopped": _("STOPPED")}[state]
    instead = cue.cue.manual or _("do by hand: {what}").format(what=_by_hand(cue))
    first = Content.styled(f" !! {head} {shown(cue.cue.number)}   {shown(instead)}", "bold $tone-over")
    nth = Content.styled(_("1 of {n}").format(n=count) if count > 1 else "", "bold")
    said = came_back(cue)[0].removeprefix("!! ") + f": {why(cue)}"
    if state == "unknown":
        said = _("never answered: who fired it is gone")
    elif state == "stopped":
        said = _("panic stopped it {where}").format(where=came_back(cue)[0])
    keys = _("r retry   d done by hand   l leave")
    if state == "stopped":
        keys = _("R resume   ") + keys
    second = spread(Content.styled(f"   {shown(said)}", "$tone-over"), Content.styled(keys, "bold"), width)
    return stacked((_beside(first, nth, width), second))


def _beside(left: Content, right: Content, width: int) -> Content:
    """`right` at the end of the row, where `left` gives way."""
    room = width - right.cell_length - (2 if right.cell_length else 0)
    return fit_content(Content.assemble(fit_content(left, room), " ", right), width)


def _by_hand(cue: CueState) -> str:
    failed = [each for each in cue.answers if each.result in ("failed", None)] or list(cue.answers)
    return "; ".join(f"{each.output}: {each.text}" for each in failed) or cue.cue.name


def outputs_line(at: CuesNow, width: int) -> Content:
    """Every output in a word: those that are down first."""
    words = {"ok": _("ok"), "unconfirmed": _("sent only"), "down": _("!! DOWN"), "unknown": _("by hand")}
    tones = {"ok": "$tone-in", "unconfirmed": "$tone-out", "down": "bold $tone-over", "unknown": "$tone-warning"}
    parts: list[Content] = []
    # People are asked in person; on a narrow screen they make room for equipment.
    asked = [each for each in at.known.day.outputs.values() if width >= WIDE or each.type != "manual"]
    known = sorted(asked, key=lambda each: (not _down(at, each.name), each.type == "manual"))
    for output in known:
        health = at.health.get(output.name)
        if output.type == "manual":
            word, tone = _("a person"), DIM
        elif health is None:
            word, tone = "…", DIM
        else:
            word, tone = words[health.word], tones[health.word]
        live = _(" live only") if output.live_only else ""
        parts.append(Content.assemble((f"{shown(output.name)} ", "bold"), (word + live, tone)))
    if not parts:
        return fit_content(Content.styled(_(" OUT  no outputs: event.toml names them, [output.lights]"), DIM), width)
    return fit_content(Content.assemble((" OUT  ", DIM), Content("   ").join(parts)), width)


def _down(at: CuesNow, name: str) -> bool:
    health = at.health.get(name)
    return health is not None and health.word == "down"


def panic_line(day: EventState, width: int) -> Content:
    """What F12 does, before anybody needs it."""
    named = day.event.panic_stops if day.event else ()
    stops = {each.name for each in panic.stops(day.outputs.values(), equipment.media(), named)}
    fade = f"{day.event.panic if day.event else 2.0:g}"
    kept_on = [each for each in day.outputs.values() if each.name not in stops]
    if stops:
        told = ", ".join(sorted(shown(name) for name in stops))
        words = _("{told}: fade in {fade} s, again cuts.").format(told=told, fade=fade)
    else:
        words = _("no player to stop; chains of cues end.")
    line = Content.assemble((_(" F12 PANIC  "), "bold $tone-over"), words)
    stay = [shown(each.name) for each in kept_on]
    kept = _stay(stay)
    if line.cell_length + cell_len(kept) > width:
        # Who is asked in person stays anyway: one word for them all.
        stay = [shown(each.name) for each in kept_on if each.type != "manual"]
        kept = _stay([*stay, _("people")] if len(stay) < len(kept_on) else stay)
    return fit_content(Content.assemble(line, (kept, DIM)), width)


def _stay(names: Sequence[str]) -> str:
    return _("  Stay: {names}.").format(names=", ".join(names)) if names else ""


def sheet_line(at: CuesNow, width: int) -> Content:
    """The booth's sheet of the film on now, and what changes before the next one."""
    films = at.known.day.films
    items = at.known.state.items
    live, coming = (items.get(each or "") for each in (at.times.live, at.times.standby))
    on = films.get(live.film) if live is not None else None
    after = films.get(coming.film) if coming is not None else None
    parts: list[Content] = []
    if on is not None:
        sheet = "  ".join(shown(each) for each in (on.title, on.aspect, on.sound, on.subtitles) if each)
        parts.append(Content.assemble((" FILM  ", DIM), sheet))
    if after is not None and coming is not None:
        changes = [
            _change(what, old, new)
            for what, old, new in (
                (_("lens and masking"), on.aspect if on else "", after.aspect),
                (_("sound"), on.sound if on else "", after.sound),
            )
            if new and new != old
        ]
        if changes:
            told = _(" BEFORE {item}   ").format(item=shown(coming.id))
            parts.append(Content.assemble((told, "bold $tone-warning"), ", ".join(changes)))
    return fit_content(Content("  ").join(parts), width) if parts else Content("")


def _change(what: str, old: str, new: str) -> str:
    if not old:
        return f"{what} {shown(new)}"
    return _("{what} {old} to {new}").format(what=what, old=shown(old), new=shown(new))


def alert_words(messages: Iterable[str]) -> list[str]:
    """What the threads that send could not write down."""
    return [_("NOT RECORDED   {why}").format(why=shown(why)) for why in dict.fromkeys(messages)]
