"""What stands side by side over the running order: the ways to recover, the plan anew, what would happen if."""

from __future__ import annotations

from collections.abc import Iterable

from console.rules.recovery.recovery import Recovery
from console.rules.recovery.what_if import WhatIf
from console.rules.times.timeline import Line, Timeline
from data.words import _
from screens.widgets.lines import span
from screens.widgets.side_by_side import Cell, Column, Row, SideView


def recovery_view(found: Recovery, *, show: bool) -> SideView:
    """The three ways beside the day as it stands."""
    names = {"even": _("EVEN"), "breaks": _("BREAKS"), "drop": _("DROP")}
    columns = [_column(_("now"), found.times, found.times)]
    for way in found.ways:
        proposal = way.proposal
        verdict = _("reaches") if proposal.reaches else _("{time} SHORT").format(time=span(proposal.short))
        columns.append(_column(names[proposal.strategy], way.times, found.times, verdict, good=proposal.reaches))
    title = _("RECOVER {time} to hold the hard out of {what}").format(time=span(found.need), what=_missed_most(found))
    foot = _("Enter applies, asks for a word first   1 2 3 pick   Esc leaves   Space is GO as ever")
    if not show:
        foot = _("Enter applies it   1 2 3 or arrows pick   Esc leaves   Space is GO as ever")
    return _view(title, found.times, columns, foot)


def _missed_most(found: Recovery) -> str:
    """Whose hard out needs all of it: the stage's, or an item's own."""
    out = found.times.hard_out
    if out is not None and out.spare == -found.need:
        return _("the stage")
    outs = ((line.id, line.hard_out.spare) for line in _ahead(found.times) if line.hard_out is not None)
    return next((item for item, spare in outs if spare == -found.need), _("the stage"))


def replan_view(as_it_is: Timeline, would_be: Timeline, *, show: bool) -> SideView:
    """The plan of what is to come, as it is and as it would be."""
    ends = [max((line.planned_end for line in _ahead(times)), default=None) for times in (as_it_is, would_be)]
    columns = [
        Column(name, ends=end, cells={line.id: _planned(line, as_it_is) for line in _ahead(times)})
        for name, times, end in zip((_("plan"), _("NEW PLAN")), (as_it_is, would_be), ends, strict=True)
    ]
    foot = _("Enter makes it the plan, asks for a word first   Esc leaves   Space is GO as ever")
    if not show:
        foot = _("Enter makes it the plan   Esc leaves   Space is GO as ever")
    rows = tuple(_row(line) for line in _ahead(as_it_is))
    return SideView(_("REPLAN: what is expected becomes the plan"), None, rows, tuple(columns), foot)


def what_if_view(found: WhatIf) -> SideView:
    """The day as it stands, and as it would be."""
    then = _column(_("THEN"), found.would_be, found.as_it_is)
    columns = [_column(_("now"), found.as_it_is, found.as_it_is), then]
    foot = _("Only a look: nothing is changed   Esc leaves   Space is GO as ever")
    return _view(_("WHAT IF {what}").format(what=found.said), found.as_it_is, columns, foot)


def _view(title: str, times: Timeline, columns: Iterable[Column], foot: str) -> SideView:
    out = times.hard_out.at if times.hard_out is not None else None
    rows = tuple(_row(line) for line in times.items if line.expected_start is not None)
    return SideView(title, out, rows, tuple(columns), foot)


def _column(name: str, times: Timeline, stands: Timeline, verdict: str = "", *, good: bool = True) -> Column:
    was = {line.id: line for line in stands.items}
    cells = {line.id: _expected(line, was[line.id]) for line in times.items if line.expected_start is not None}
    spare = times.hard_out.spare if times.hard_out is not None else None
    return Column(name, verdict, good, times.expected_end, spare, cells)


def _expected(line: Line, was: Line) -> Cell:
    length = _length(line)
    return Cell(line.expected_start, length, length - _length(was))


def _planned(line: Line, stands: Timeline) -> Cell:
    was = next(each for each in stands.items if each.id == line.id)
    return Cell(line.planned_start, line.length, line.length - was.length)


def _ahead(times: Timeline) -> list[Line]:
    return [line for line in times.items if line.expected_start is not None and line.status != "live"]


def _row(line: Line) -> Row:
    return Row(line.id, line.title, line.title_alt)


def _length(line: Line) -> float:
    if line.expected_start is None or line.expected_end is None:
        return 0.0
    return (line.expected_end - line.expected_start).total_seconds()
