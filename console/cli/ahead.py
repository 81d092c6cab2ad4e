"""Looks ahead on the command line: the ways to be out in time, what a replan would move, what would happen if."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from console.cli import output
from console.cli.asked import Asked
from console.cli.places import stage_named
from console.cli.troubles import wrong_use
from data.words import _

if TYPE_CHECKING:
    from console.rules.recovery.recovery import Recovery
    from console.rules.recovery.what_if import WhatIf
    from console.rules.times.timing import Timeline
    from console.stage import Replan
    from data.journal import EventFile


def look_ahead(asked: Asked, path: Path, name: str, verb: str, words: Sequence[str]) -> None:
    """Answers `recover`, `replan --dry-run` or `what-if`; nothing is recorded."""
    with asked.open(path) as file:
        stage = stage_named(file, name)
        if verb == "recover":
            _recover(asked, file, stage, words)
        elif verb == "replan":
            _replan(asked, file, stage, words)
        else:
            _what_if(asked, file, stage, words)


def _recover(asked: Asked, file: EventFile, stage: str, words: Sequence[str]) -> None:
    from console import stage as acts
    from console.rules.recovery.recovery import STRATEGIES

    if len(words) > 1 or any(word not in STRATEGIES for word in words):
        raise wrong_use(_("recover stands alone, or wants even, breaks or drop"))
    found = asked.accepted(acts.recovery(file, stage, datetime.now(UTC), at=asked.asked_at()))
    ways = [way for way in found.ways if not words or way.proposal.strategy in words]
    answer = {"need": found.need, "proposals": [way.proposal for way in ways]}
    asked.answer(answer, _ways(asked, found, [way.proposal.strategy for way in ways]))


def _replan(asked: Asked, file: EventFile, stage: str, words: Sequence[str]) -> None:
    from console import stage as acts

    if words:
        raise wrong_use(_("{verb} stands alone").format(verb="replan"))
    found = acts.replanned(file, stage, datetime.now(UTC), at=asked.asked_at())
    whole: dict[str, Any] = output.plain(found.would_be, asked.zone)
    asked.answer(whole | {"dry_run": True, "moved": output.plain(found.moved, asked.zone)}, _moved(asked, found))


def _what_if(asked: Asked, file: EventFile, stage: str, words: Sequence[str]) -> None:
    from console import stage as acts
    from console.rules.recovery.what_if import supposed
    from console.rules.refusals import Refusal

    asks = supposed(words)
    if isinstance(asks, Refusal):
        raise wrong_use(asks.message)
    found = asked.accepted(acts.what_if(file, stage, asks, datetime.now(UTC), at=asked.asked_at()))
    answer = {"if": found.said, "as_it_is": found.as_it_is, "would_be": found.would_be}
    asked.answer(answer, _supposed(asked, found))


def _ways(asked: Asked, found: Recovery, strategies: Sequence[str]) -> Iterator[str]:
    """The ways side by side: new start and length of each item to come, then what they come to."""
    from console.rules.recovery.recovering import strategy_names

    need, names = found.need, strategy_names()
    ways = [way for way in found.ways if way.proposal.strategy in strategies]
    yield _("{time} to be gained").format(time=output.span(need)) if need else _("every hard out holds as it is")
    columns = [found.times, *(way.times for way in ways)]
    head = ["", _("item"), _("now"), *(names[way.proposal.strategy] for way in ways)]
    rows: list[Sequence[object]] = [head, *_rows(asked, columns)]
    reach = [
        _("reaches") if way.proposal.reaches else _("{time} short").format(time=output.span(way.proposal.short))
        for way in ways
    ]
    rows.append(["", "", "", *reach])
    yield from output.table(rows)


def _moved(asked: Asked, found: Replan) -> Iterator[str]:
    if not found.moved:
        yield _("the plan of what is to come says what is expected already")
        return
    titles = {line.id: line.title for line in found.as_it_is.items}
    head = ("", _("item"), _("planned"), _("would be"))
    moves = [
        (each.item, titles[each.item], asked.clock(each.start_from), asked.clock(each.start_to)) for each in found.moved
    ]
    yield from output.table([head, *moves])


def _supposed(asked: Asked, found: WhatIf) -> Iterator[str]:
    yield _("if {what}:").format(what=found.said)
    rows: list[Sequence[object]] = [
        ["", _("item"), _("now"), _("would be")],
        *_rows(asked, [found.as_it_is, found.would_be]),
    ]
    yield from output.table(rows)


def _rows(asked: Asked, columns: Sequence[Timeline]) -> Iterator[list[object]]:
    """A row for each item that is on or to come, then the end, and what is spare to the hard out."""
    lines = [{line.id: line for line in times.items} for times in columns]
    for line in columns[0].items:
        if line.expected_start is not None:
            shown = [each[line.id] for each in lines]
            yield [
                line.id,
                line.title,
                *(
                    _("dropped")
                    if each.expected_start is None or each.expected_end is None
                    else f"{asked.clock(each.expected_start)} "
                    f"{output.span((each.expected_end - each.expected_start).total_seconds())}"
                    for each in shown
                ),
            ]
    yield ["", _("ends"), *(asked.clock(times.expected_end) for times in columns)]
    if columns[0].hard_out is not None:
        out = _("spare to {time}").format(time=asked.clock(columns[0].hard_out.at))
        spares = [times.hard_out.spare if times.hard_out is not None else None for times in columns]
        yield ["", out, *(output.span(spare) for spare in spares)]
