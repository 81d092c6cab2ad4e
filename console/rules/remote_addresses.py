"""The addresses that a command from outside may have, and what each does: for the help of `listen` and the README."""

from __future__ import annotations

from msgspec import Struct

from console.rules import cuestack
from data.words import _


class Address(Struct, frozen=True):
    """Addresses as they are written, what they take after them, and what they do. A word in capitals stands for one;
    a value in brackets may be left out."""

    spelled: tuple[str, ...]
    does: str
    value: str = ""


def addresses() -> tuple[Address, ...]:
    verbs = ", ".join(f"`{verb}`" for verb in cuestack.VERBS if verb != "go")
    return (
        Address(("/callboard/go",), _("GO: the next cue of the live item, or what stands by.")),
        Address(
            ("/callboard/standby", "/callboard/standby/ITEM"),
            _("Calls an item; without one, what comes next. The item may be the value too."), "[ITEM]",
        ),
        Address(("/callboard/hold",), _("Hold; the reason may be left out."), "[REASON]"),
        Address(("/callboard/resume",), _("Goes on after the hold.")),
        Address(
            ("/callboard/add", "/callboard/add/SECONDS"),
            _('Gives the live item time, or takes it: `60`, `-60` or `"-1:30"`.'), "SECONDS",
        ),
        Address(("/callboard/back",), _("Takes the last GO back; nothing is sent.")),
        Address(("/callboard/end",), _("Ends the live item, and nothing is on.")),
        Address(("/callboard/skip/ITEM", "/callboard/unskip/ITEM"), _("Leaves an item out, and takes it in again.")),
        Address(("/callboard/cue/NUMBER/go",), _("Fires one cue. Also {verbs}.").format(verbs=verbs)),
        Address(("/callboard/message",), _("Words on the speaker's timer, until the next GO."), "TEXT"),
        Address(("/callboard/note",), _("A note in the log."), "TEXT"),
        Address(
            ("/callboard/panic", "/callboard/panic/cut", "/callboard/panic/resume"),
            _("Film and music fade and stop; are cut; go on."),
        ),
        Address(("/callboard/STAGE/go",), _("Any of these on another stage than the first.")),
        Address(("/ontime/start",), _("Ontime's: goes on after a hold, else GO.")),
        Address(("/ontime/start/next",), _("Ontime's: GO.")),
        Address(("/ontime/pause", "/ontime/stop"), _("Ontime's: hold, and end.")),
        Address(
            ("/ontime/load/next", "/ontime/load/cue", "/ontime/load/id"),
            _("Ontime's: what comes next stands by, or the item named."), "[ITEM]",
        ),
        Address(
            ("/ontime/addtime", "/ontime/addtime/add", "/ontime/addtime/remove"), _("Ontime's: time given or taken."),
            "SECONDS",
        ),
    )  # fmt: skip


def shown() -> str:
    """Two addresses a line, with what they take."""
    told = [f"{each.spelled[0]} {each.value}".rstrip() for each in addresses()]
    pairs = zip(told[::2], [*told[1::2], ""], strict=False)
    return "\b\n" + "\n".join(f"{one:36}{other}".rstrip() for one, other in pairs)


def table_markdown() -> str:
    """The table of the README."""
    rows = [
        f"| {' · '.join(f'`{spelled}`' for spelled in each.spelled)} | {f'`{each.value}`' if each.value else ''} "
        f"| {each.does} |"
        for each in addresses()
    ]
    return "\n".join((_("| address | value | does |"), "| --- | --- | --- |", *rows))
