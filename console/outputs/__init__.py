"""The equipment: the types of output, and a peer for each. A new type is one file here and one row below."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from console.outputs import http, httpwords, manual, osc, oscwords, undriven
from console.outputs.peer import Peer
from data.records import Output
from data.words import _


class Kind(Struct, frozen=True):
    """A type of output: what drives it, what finds fault with an action's words and with its address, and whether it
    plays media, which panic stops."""

    make: Callable[[Output], Peer]
    problem: Callable[[str], str | None]
    address: Callable[[Output], str | None] = lambda output: None
    media: bool = False


KINDS: dict[str, Kind] = {
    "manual": Kind(manual.Manual, manual.problem),
    "osc": Kind(osc.Osc, oscwords.problem, osc.address_problem),
    "mpv": Kind(undriven.Undriven, undriven.problem, media=True),
    "http": Kind(http.Http, httpwords.problem, http.address_problem),
    "pjlink": Kind(undriven.Undriven, undriven.problem),
    "companion": Kind(undriven.Undriven, undriven.problem),
}


def make(output: Output) -> Peer:
    """What drives the output; one that can't be driven answers so to every action."""
    trouble = output_problem(output)
    return undriven.Undriven(output, trouble) if trouble else KINDS[output.type].make(output)


def output_problem(output: Output) -> str | None:
    """What is wrong with an output as planned, or None."""
    kind = KINDS.get(output.type)
    if kind is None:
        known = ", ".join(sorted(KINDS))
        return _("{type} is no known type of output ({known}).").format(type=output.type, known=known)
    return kind.address(output)


def problem(output: Output, text: str) -> str | None:
    """What is wrong with an action's words for this output, or None."""
    kind = KINDS.get(output.type)
    return kind.problem(text) if kind is not None else output_problem(output)


def media() -> frozenset[str]:
    """The types that play media: panic stops them, and no others unless the file says so."""
    return frozenset(name for name, kind in KINDS.items() if kind.media)
