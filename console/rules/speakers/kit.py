"""A speaker's kit: the microphone, the slides, the text with the interpreters, and what of it is missing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, tzinfo

from msgspec import Struct

from console.rules.refusals import Refusal
from data.moments import local
from data.records import KitIs, KitPiece, SpeakerState
from data.states import SlotState
from data.words import _

PIECES: tuple[KitPiece, ...] = ("mic", "slides", "text")
DONE: dict[KitPiece, frozenset[KitIs]] = {
    "mic": frozenset({"given", "checked", "none"}),
    "slides": frozenset({"checked", "none"}),
    "text": frozenset({"given", "checked", "none"}),
}
"""When a piece is no trouble any more: slides that were handed in have not been looked at yet."""
_STATES: tuple[KitIs, ...] = ("wanted", "given", "checked", "returned", "none")
WITH_A_MIC: frozenset[SpeakerState] = frozenset({"miked", "ready", "on", "off"})


class Kit(Struct, frozen=True):
    """A piece of a speaker's kit as it is now; `number` is the microphone's, "" where nothing new is said of it."""

    what: KitPiece
    state: KitIs
    number: str = ""


class KitShown(Struct, frozen=True):
    """One piece; `missing` while the turn is to come and it is not as it must be. `out` is a microphone that is not
    back although its speaker is done."""

    what: KitPiece
    state: KitIs
    number: str = ""
    since: datetime | None = None
    by: str = ""
    missing: bool = False
    out: bool = False


def kit_of(known: SlotState, state: SpeakerState, interpreted: bool, there: tzinfo) -> tuple[KitShown, ...]:
    """What is known or wanted of a slot's kit; `interpreted`: somebody interprets what is said."""
    return tuple(_kit(known, state, interpreted, there))


def _kit(known: SlotState, state: SpeakerState, interpreted: bool, there: tzinfo) -> Iterator[KitShown]:
    slot = known.slot
    wanted: dict[KitPiece, bool] = {
        "mic": bool(slot.mic),
        "slides": slot.slides,
        "text": interpreted and slot.kind == "speaker",
    }
    over = state in ("off", "absent") or known.dropped is not None
    for what in PIECES:
        mark = known.kit.get(what)
        if mark is None and not wanted[what]:
            continue
        is_: KitIs = mark.state if mark is not None else "wanted"
        number = (mark.number if mark is not None else "") or (slot.mic if what == "mic" else "")
        if what == "mic" and is_ == "wanted" and state in WITH_A_MIC:
            # Somebody put it on them, whoever wrote that down.
            is_ = "given"
        missing = not over and state != "on" and is_ not in DONE[what]
        out = what == "mic" and state == "off" and mark is not None and is_ in ("given", "checked")
        since = local(mark.at, there) if mark is not None else None
        yield KitShown(what, is_, number, since, mark.by if mark is not None else "", missing, out)


def read_kit(text: str) -> Kit | Refusal:
    """`mic=3`, `mic=3 checked`, `mic=returned`, `slides=checked`, `text=given`; without a word for it, it is given."""
    name, equals, rest = (part.strip() for part in text.partition("="))
    what = next((piece for piece in PIECES if piece == name.casefold()), None)
    words = rest.split()
    is_ = next((state for state in _STATES if words and words[-1].casefold() == state), None)
    number = " ".join(words[:-1] if is_ is not None else words)
    if what is None or not equals or not words or (number and what != "mic"):
        said = _("{text} is no kit: say mic=3, mic=returned, slides=checked or text=given")
        return Refusal("bad_kit", said.format(text=repr(text)))
    return Kit(what, is_ or "given", number)


def piece_words() -> dict[KitPiece, str]:
    return {"mic": _("microphone"), "slides": _("slides"), "text": _("text")}


def state_words(what: KitPiece) -> dict[KitIs, str]:
    """What is said of a piece in each of its states."""
    given = {"mic": _("given"), "slides": _("handed in"), "text": _("with the interpreters")}
    return {
        "wanted": _("wanted"), "given": given[what], "checked": _("checked"), "returned": _("back"),
        "none": _("not needed"),
    }  # fmt: skip
