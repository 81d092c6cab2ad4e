"""The running order on the command line: its acts, and its times."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from console.cli import output
from console.cli.asked import FILE, Asked, asking
from console.cli.firing import send
from console.cli.places import stage_named
from console.cli.troubles import wrong_use
from data.words import _

if TYPE_CHECKING:
    from console.rules.recovery.recovery import Strategy
    from console.rules.times.timing import Timeline
    from console.stage import StageAnswer
    from data.journal import EventFile

PLAIN = ("go", "back", "resume", "end", "replan")
ITEM = ("standby", "skip", "unskip", "move")
WAYS = ("replan", "recover", "what-if")
VERBS = ("go", "back", "hold", "resume", "end", *ITEM, "add", "call", "auto", "out-by", *WAYS)
_TAKEN = re.compile(r"[-\N{MINUS SIGN}]\d[\d:.]*")


class TakesMinus(click.Command):
    """A command one of whose words may be a length with a minus, which is not an option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        taken = [arg for arg in args if _TAKEN.fullmatch(arg)]
        if taken and "--" not in args:
            args = [arg for arg in args if not _TAKEN.fullmatch(arg)] + ["--", *taken]
        return super().parse_args(ctx, args)


@click.command(cls=TakesMinus, short_help=_("runs the order: go, back, hold, standby, skip, move, add …"))
@click.argument("file", type=FILE)
@click.argument("name", metavar="STAGE")
@click.argument("verb", metavar="VERB", type=click.Choice(VERBS))
@click.argument("words", metavar="[ITEM | REASON | ±MM:SS | …]", nargs=-1)
@click.option("--before", metavar="ITEM", help=_("move: before this item"))
@click.option("--last", is_flag=True, help=_("move: to the end"))
@click.option("--apply", is_flag=True, help=_("recover: do it"))
@click.option("--dry-run", is_flag=True, help=_("replan: say what it would change"))
@asking(at=True, act=True)
def stage(
    asked: Asked,
    file: Path,
    name: str,
    verb: str,
    words: tuple[str, ...],
    before: str | None,
    last: bool,
    apply: bool,
    dry_run: bool,
) -> None:
    """Runs the order of a stage.

    \b
    go                starts what stands by, or fires the next cue of the live item
    back              takes the last GO back with its times
    hold [REASON]     stops the clock of the live item; resume lets it run
    end               ends the live item without starting another
    standby ITEM      calls an item to standby
    skip ITEM         leaves an item out; unskip takes it in again
    move ITEM         --before ITEM or --last
    add ±MM:SS        gives or takes time
    call [ITEM]       the call that is due was given, or this item is called
    auto on|off       the live item starts the next one by itself, or not, this time
    out-by HH:MM      when everybody must be out; - for no such time
    recover [even | breaks | drop]   ways to be out by the hard out; with --apply it is done
    replan            the times expected now become the plan of what is to come; --dry-run
    what-if over 10 | late 5 | add -5 | skip [ITEM] | hold 5   the times there would be then
    """
    if (apply and verb != "recover") or (dry_run and verb != "replan"):
        raise wrong_use(_("--apply belongs to recover, --dry-run to replan"))
    if (before is not None or last) and verb != "move":
        raise wrong_use(_("--before and --last belong to move"))
    if verb == "what-if" or dry_run or (verb == "recover" and not apply):
        from console.cli import ahead

        ahead.look_ahead(asked, file, name, verb, words)
        return
    act = _act(verb, words, before, last)
    with asked.open(file) as event:
        where, now = stage_named(event, name), datetime.now(UTC)
        more = _way(event, where, asked.asked_at() or now, words[0]) if verb == "recover" else {}
        answer = act(event, where, now=now, at=asked.asked_at(), operator=asked.operator)
        send(event, asked.operator, answer.to_fire, at=asked.asked_at())
        _tell(asked, answer, more)


@click.command(short_help=_("the order with planned, expected and actual times"))
@click.argument("file", type=FILE)
@click.argument("name", metavar="[STAGE]", required=False)
@asking(at=True)
def timeline(asked: Asked, file: Path, name: str | None) -> None:
    """The running order of a stage, left out: the first, with its times, how late the day is, and why."""
    from console import stage as acts

    with asked.open(file) as event:
        line = acts.timeline(event, stage_named(event, name), datetime.now(UTC), at=asked.asked_at())
        asked.answer(line, order_lines(asked, line))


def _act(verb: str, words: Sequence[str], before: str | None, last: bool) -> Callable[..., StageAnswer]:
    """The act of a verb with its words put in, ready for a file, a stage, a moment and an operator."""
    from functools import partial

    from console import stage as acts
    from data.moments import MomentError, signed_length

    if verb in PLAIN:
        _wanted(words, 0, verb)
        return partial(getattr(acts, verb), source="cli")
    if verb == "hold":
        return partial(acts.hold, reason=" ".join(words), source="cli")
    if verb == "call" and not words:
        return partial(acts.call, source="cli")
    (word,) = _wanted(words, 1, verb)
    if verb == "recover":
        return partial(acts.recover, strategy=strategy_named(word), source="cli")
    if verb == "out-by":
        return partial(acts.out_by, text=_time(word), source="cli")
    if verb == "auto":
        if word not in ("on", "off"):
            raise wrong_use(_("auto wants on or off"))
        return partial(acts.auto, on=word == "on", source="cli")
    if verb == "add":
        try:
            return partial(acts.add, seconds=signed_length(word), source="cli")
        except MomentError as fault:
            raise wrong_use(str(fault)) from None
    if verb != "move":
        return partial(getattr(acts, verb), item=word, source="cli")
    if (before is None) == (not last):
        raise wrong_use(_("move wants --before ITEM or --last"))
    return partial(acts.move, item=word, before=before, source="cli")


def _time(word: str) -> str:
    """A time as somebody writes one, or - for none."""
    from datetime import date

    from data.moments import MomentError, moment

    try:
        if word != "-":
            moment(word, date(2000, 1, 1), UTC)
    except MomentError as fault:
        raise wrong_use(str(fault)) from None
    return word


def strategy_named(word: str) -> Strategy:
    from console.rules.recovery.recovery import STRATEGIES

    found = next((each for each in STRATEGIES if each == word), None)
    if found is None:
        raise wrong_use(_("recover wants even, breaks or drop"))
    return found


def _wanted(words: Sequence[str], count: int, verb: str) -> Sequence[str]:
    if len(words) != count:
        said = _("{verb} stands alone") if count == 0 else _("{verb} wants one word after it")
        raise wrong_use(said.format(verb=verb))
    return words


def _way(file: EventFile, stage: str, at: datetime, word: str) -> dict[str, object]:
    """What `recover` without `--apply` answers at that moment, for the way that is applied."""
    from console import stage as acts
    from console.rules.refusals import Refusal

    found = acts.recovery(file, stage, at)
    if isinstance(found, Refusal):
        return {}
    return {"need": found.need, "proposals": [found.way(strategy_named(word)).proposal]}


def _tell(asked: Asked, answer: StageAnswer, more: Mapping[str, object]) -> None:
    """The timeline after the act with what was done, or with why not; a refusal ends with 3."""
    whole: dict[str, Any] = output.plain(answer.timeline, asked.zone)
    if answer.refused is not None:
        why = {"refused": answer.refused, "message": answer.message, "fact": answer.fact}
        asked.refuse(whole | why, answer.message)
    done = {"did": answer.did, "item": answer.item, "fact": answer.fact, "message": answer.message}
    whole |= output.plain(more, asked.zone)
    asked.answer(whole | done, [answer.message, *order_lines(asked, answer.timeline)])


def order_lines(asked: Asked, line: Timeline) -> list[str]:
    """The order for a person: what is on and how late the day is, then a line an item."""
    now = [f"{asked.clock(line.now)}  {_state(line)}"]
    if line.remaining is not None:
        now.append(_("left {span}").format(span=output.span(line.remaining)))
    now.append(_late(line))
    if line.hard_out is not None and line.hard_out.spare is not None:
        now.append(
            _("out by {at}, spare {spare}").format(
                at=asked.clock(line.hard_out.at, seconds=False), spare=output.span(line.hard_out.spare)
            )
        )
    head = ("", _("item"), _("planned"), _("now"), _("length"), _("title")) if line.items else ()
    rows = [
        (
            {"live": "=>", "standby": " >", "done": " +", "skipped": " x"}.get(item.status, "  "),
            item.id,
            asked.clock(item.planned_start, seconds=False),
            asked.clock(item.actual_start or item.expected_start, seconds=False),
            output.span(item.length),
            " ".join(filter(None, (item.title, item.title_alt))),
        )
        for item in line.items
    ]
    return ["   ".join(now), *output.table([head, *rows] if head else rows)]


def _state(line: Timeline) -> str:
    live = next((item for item in line.items if item.id == line.live), None)
    if live is not None:
        said = _("HELD  {title}") if line.state == "held" else _("ON  {title}")
        return said.format(title=f"{live.id} {live.title}")
    return {
        "before": _("not begun"),
        "held": _("on hold"),
        "between": _("between items"),
        "ended": _("ended"),
    }.get(line.state, line.state)


def _late(line: Timeline) -> str:
    from console.rules.times.whole import whole

    figures = whole(line.offset, line.why)
    if figures.late == 0:
        return _("day on time")
    why = [
        f"{word} {'+' if value > 0 else ''}{output.span(value)}"
        for word, value in (
            (_("began"), figures.began),
            (_("added"), figures.added),
            (_("held"), figures.held),
            (_("overrun"), figures.overrun),
        )
        if value
    ]
    said = _("day {span} late") if figures.late > 0 else _("day {span} early")
    return said.format(span=output.span(abs(figures.late))) + (f" = {' '.join(why)}" if why else "")
