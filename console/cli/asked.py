"""One call of a command: how it wants its answer, at what moment, and for whom."""

from __future__ import annotations

import functools
import getpass
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar
from zoneinfo import ZoneInfo

import click

from console.cli import output
from console.cli.troubles import NO_RULE, REFUSED, WRONG_USE, Stop, wrong_use
from console.rules.refusals import Refusal
from data.clean import clean
from data.words import _

if TYPE_CHECKING:
    from console.rules.admission import Override
    from data.journal import EventFile

T = TypeVar("T")
Command = Callable[..., None]
FILE = click.Path(path_type=Path)


class Asked:
    """`at` is the moment as it was written, or None for now. The zone is known once the file is open."""

    def __init__(self, as_json: bool, at: str | None, operator: str | None) -> None:
        self.json = as_json
        self.named = clean(operator or "")
        self._at = at
        self._signed: str | None = None
        self._file: EventFile | None = None
        self.zone: ZoneInfo | None = None
        self.day: date | None = None

    @contextmanager
    def open(self, path: Path) -> Iterator[EventFile]:
        """The event file, closed again afterwards; times are told in its zone from now on."""
        from data import tables
        from data.files import open_event
        from data.moments import zone_named

        file = open_event(path)
        try:
            event = tables.event(file.db).event
            if event is not None:
                self.zone, self.day = zone_named(event.zone), event.date
            self._file, self._signed = file, None
            yield file
        finally:
            self._file = None
            file.close()

    @property
    def operator(self) -> str:
        """Who does it. Where the open file has operators, that is asked for and proven here, by whatever act first
        wants to know; a command that only reads asks nobody."""
        if self._file is None:
            return self.named or _whoever()
        if self._signed is None:
            self._signed = self._who(self._file)
        return self._signed

    def signed(self) -> str:
        """Who reads: the operator, where their PIN is in the environment; else nobody, and nobody is asked."""
        return self.operator if self.named and os.environ.get("CALLBOARD_PIN") else self._signed or ""

    def override(self, reason: str, supervisor: str) -> Override:
        """An override as it was asked for: a reason and a supervisor's name; where there are operators a lead's own,
        or a lead's who gives their PIN."""
        from console.cli.signing import vouched
        from console.rules import roles
        from console.rules.admission import Override
        from data import tables

        why, who = reason.strip(), supervisor.strip()
        operators = tables.event(self._file.db).operators if self._file is not None else {}
        own = bool(operators) and self.operator in roles.leads(operators)
        if not why or not (who or own):
            raise wrong_use(_("--force wants --reason and --supervisor"))
        if self._file is None or not operators or own:
            return Override(why, who or self.operator)
        return Override(why, self.accepted(vouched(self._file, who)), proven=True)

    def _who(self, file: EventFile) -> str:
        from data import tables

        name = self.named or _whoever()
        if not tables.event(file.db).operators:
            return name
        from console.cli.signing import signed_in

        return self.accepted(signed_in(file, name, named=bool(self.named)))

    def now(self) -> datetime:
        """The moment asked for, or this one. Ask after `open`: bare times need the event's day and zone."""
        return self.asked_at() or datetime.now(UTC)

    def this_moment(self) -> datetime:
        """The moment it is, whatever `--at` says: for acts of which that names another time."""
        return datetime.now(UTC)

    def asked_at(self) -> datetime | None:
        """The moment of `--at`, or None where it was left out."""
        return None if self._at is None else self.moment(self._at)

    def moment(self, text: str) -> datetime:
        """A time as written on the command line; a bare one is on the event's day."""
        from data.moments import MomentError, moment

        zone = self.zone or UTC
        try:
            return moment(text, self.day or datetime.now(zone).date(), zone)
        except MomentError as fault:
            raise wrong_use(str(fault)) from None

    def answer(self, value: object, lines: Iterable[str]) -> None:
        """The answer, as it was asked for."""
        if self.json:
            output.give(output.as_json(value, self.zone))
        else:
            output.say(lines)

    def refuse(self, value: object, message: str) -> NoReturn:
        """A rule said no: the answer goes out in full, its sentence for people to standard error; exit 3."""
        if self.json:
            output.give(output.as_json(value, self.zone))
        else:
            output.say([message], error=True)
        raise SystemExit(REFUSED)

    def accepted(self, value: T | Refusal) -> T:
        """The value, unless it is a refusal, which ends the command: exit 3 where a rule or a role said no."""
        if isinstance(value, Refusal) and value.reason in NO_RULE:
            raise Stop(WRONG_USE, value.reason, value.message)
        if isinstance(value, Refusal):
            self.refuse({"refused": value.reason, "message": value.message}, value.message)
        return value

    def clock(self, at: datetime | None, *, seconds: bool = True) -> str:
        return output.clock(at, self.zone, seconds=seconds)


def asking(*, at: bool = False, act: bool = False) -> Callable[[Command], Command]:
    """Dresses a command with --json, and with --at and --operator where it takes them; it gets an Asked first."""

    def dress(command: Command) -> Command:
        @functools.wraps(command)
        def asked(as_json: bool, moment: str | None = None, operator: str | None = None, **more: Any) -> None:
            command(Asked(as_json, moment, operator), **more)

        said = _("one JSON object on standard output, nothing else")
        dressed: Command = click.option("--json", "as_json", is_flag=True, help=said)(asked)
        if at or act:
            said = _("the moment: HH:MM[:SS] in the event's zone on its day, or ISO 8601")
            dressed = click.option("--at", "moment", metavar="TIME", help=said)(dressed)
        if act:
            dressed = click.option(
                "--operator", envvar="CALLBOARD_OPERATOR", metavar="NAME", help=_("who does it (or CALLBOARD_OPERATOR)")
            )(dressed)
        return dressed

    return dress


def _whoever() -> str:
    """The name to record where none was given: the operator of the environment, else the account's."""
    named = clean(os.environ.get("CALLBOARD_OPERATOR", ""))
    if named:
        return named
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "operator"
