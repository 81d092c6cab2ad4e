"""Badges on their way to a printer, beside check-in and never in its way: asked for, printed by a thread, written down.

What is asked for is stored first; the process that asked sends it. If that process dies in between, nobody else does:
whether it came out is not known, the queue says so, and a person asks again. Nothing here touches attendance.
"""

from __future__ import annotations

import queue as queues
import threading
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from msgspec import Struct

from console import cups
from console.badges import badges, press
from console.badges.badges import Look, Wanted
from console.clock import Clock, Wall
from console.desk.asked_first import known
from console.process import alive, this_process
from console.rules import badging
from console.rules.badging import Stand
from console.rules.refusals import Refusal
from data import reading, tables
from data.facts import BadgeAsked, BadgePrinted, Draft
from data.faults import EventFileError
from data.files import open_event
from data.journal import EventFile, Transaction
from data.reading import Connection
from data.states import GuestState
from data.words import _
from data.writers.badges.sheets import sheet

T = TypeVar("T")
AT_ONCE = 20
"""Guests a transaction writes down, so that the desks are not kept waiting by a long list."""


class Asked(Struct, frozen=True):
    """A badge that is asked for; `fact` is the act's id, `reprint` that one was asked for before."""

    guest: str
    name: str
    printer: str
    reprint: bool
    fact: str


class Printed(Struct, frozen=True):
    """What became of it; `detail` says why not, in one sentence."""

    guest: str
    name: str
    done: bool
    detail: str
    fact: str


class Queued(Struct, frozen=True):
    """A badge that is not out yet, and where it stands."""

    guest: str
    name: str
    name_alt: str
    printer: str
    asked: datetime
    stand: Stand
    detail: str


class Batch(Struct, frozen=True):
    """What one job for many guests did; `skipped` says of whom nothing was printed and why."""

    printed: tuple[str, ...]
    failed: tuple[str, ...]
    skipped: tuple[str, ...]
    detail: str
    facts: tuple[str, ...]


def ask(file: EventFile, guest: str, printer: str, *, now: datetime, operator: str) -> Asked | Refusal:
    """Writes down that the guest's badge is wanted, of `printer` ("" is the one CUPS has as default); whoever asks
    then gives it to `Printing`, which prints it."""
    with file.transaction() as tx:
        return _ask(file, tx, guest, printer, now=now, operator=operator)


def _ask(
    file: EventFile, tx: Transaction, guest: str, printer: str, *, now: datetime, operator: str
) -> Asked | Refusal:
    found = known(tx, guest, operator=operator, act="badge")
    if isinstance(found, Refusal):
        return found
    state = found.state
    if (no := badging.why_not(state, _stand(file, tx.db, state))) is not None:
        return no
    body = BadgeAsked(printer, reprint=state.badge is not None, process=this_process())
    fact = tx.append([Draft(found.subject, body)], at=now, operator=operator)[0]
    return Asked(state.guest.id, found.name, printer, body.reprint, fact.id)


def queue(file: EventFile) -> tuple[Queued, ...]:
    """Every badge that was asked for and is not out, the oldest first."""
    with file.reading() as db:
        found = [tables.guest(db, point.guest) for point in tables.outstanding(db, "badge")]
        return tuple(
            Queued(
                state.guest.id, state.guest.name, state.guest.name_alt, state.badge.printer, state.badge.asked, stand,
                state.badge.trouble,
            )
            for state in found
            if state is not None and state.badge is not None and (stand := _stand(file, db, state)) is not None
        )  # fmt: skip


def print_now(
    file: EventFile, wanted: Wanted, look: Look, printer: str, *, now: datetime, operator: str,
    clock: Clock | None = None,
) -> Batch | Refusal:  # fmt: skip
    """Prints badges as one job, and returns when they are out or given up."""
    with file.reading() as db:
        picked = badges.chosen(db, wanted)
        if isinstance(picked, Refusal):
            return picked
        drawn = [badges.badge_of(picked.event, state) for state in picked.guests]
    if (no := badges.drawable(drawn, look)) is not None:
        return no
    asked: list[Asked] = []
    skipped: list[str] = []
    for some in _chunks([state.guest.id for state in picked.guests]):
        with file.transaction() as tx:
            for guest in some:
                each = _ask(file, tx, guest, printer, now=now, operator=operator)
                if isinstance(each, Asked):
                    asked.append(each)
                elif each.reason in ("not_coming", "being_printed"):
                    skipped.append(each.message)
                else:
                    return each
    wall = clock or Wall()
    mine = {each.guest for each in asked}
    made = badges.as_pdf([badge for badge in drawn if badge.guest in mine], look) if asked else b""
    never = threading.Event()
    sent = _send(made, printer, look, len(asked), lambda seconds: wall.wait(never, seconds))
    for several in _chunks(asked):
        with file.transaction() as tx:
            for each in several:
                _record(tx, each, sent, at=wall.now(), operator=operator)
    names = tuple(each.name for each in asked)
    return Batch(
        names if sent.done else (), () if sent.done else names, tuple(skipped), sent.detail,
        tuple(each.fact for each in asked),
    )  # fmt: skip


class Printing:
    """The badges that one console asked for, printed one after another by a thread with its own connection."""

    def __init__(
        self, path: Path, operator: str = "", *, clock: Clock | None = None,
        heard: Callable[[Printed], None] = lambda _printed: None,
    ) -> None:  # fmt: skip
        self.path, self.operator = path, operator
        self.troubles: list[str] = []
        self._clock = clock or Wall()
        self._heard = heard
        self._stop = threading.Event()
        self._jobs: queues.SimpleQueue[tuple[Asked, Look] | None] = queues.SimpleQueue()
        self._thread: threading.Thread | None = None

    def put(self, asked: Asked, look: Look) -> None:
        """Prints what was asked for; returns at once. `heard` is told, in the thread, what became of it."""
        self._jobs.put((asked, look))
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, daemon=True)
            self._thread.start()

    def close(self, within: float = 5.0) -> None:
        """Begins nothing more; what a printer has goes on by itself, the rest is written down as not printed."""
        self._stop.set()
        self._jobs.put(None)
        if self._thread is not None:
            self._thread.join(within)

    def wait(self) -> None:
        """Returns when everything put in was printed or given up; nothing can be put in afterwards."""
        self._jobs.put(None)
        if self._thread is not None:
            self._thread.join()

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            self._print(*job)

    def _print(self, asked: Asked, look: Look) -> None:
        """A file that can't be written is told to who asks `troubles`; the badge then stays in the queue."""
        try:
            file = open_event(self.path)
            try:
                sent = self._sent(file, asked, look)
                with file.transaction() as tx:
                    _record(tx, asked, sent, at=self._clock.now(), operator=self.operator)
            finally:
                file.close()
        except EventFileError as why:
            self.troubles.append(str(why))
            sent = cups.Sent(False, str(why))
        self._heard(Printed(asked.guest, asked.name, sent.done, sent.detail, asked.fact))

    def _sent(self, file: EventFile, asked: Asked, look: Look) -> cups.Sent:
        if self._stop.is_set():
            return cups.Sent(False, _("the console was closed before it was printed"))
        with file.reading() as db:
            state, event = tables.stays(db, asked.guest), tables.event(db)
        if state is None:
            return cups.Sent(False, _("the guest is not on the list any more"))
        try:
            made = press.pdf_of(badges.badge_of(event, state), look)
        except OSError as why:
            return cups.Sent(False, _("there is no room for the page: {why}").format(why=why.strerror or why))
        return _send(made, asked.printer, look, 1, lambda seconds: self._clock.wait(self._stop, seconds))


def _send(made: bytes | Refusal, printer: str, look: Look, count: int, waits: cups.Waits) -> cups.Sent:
    """Hands the pages to CUPS, from a folder that is this user's alone and gone afterwards."""
    if isinstance(made, Refusal):
        return cups.Sent(False, made.message)
    if not made:
        return cups.Sent(False, "")
    paper = sheet(look.layout, fold=look.fold)
    sheets = sum(1 for _page in paper.pages([None] * count))
    try:
        with TemporaryDirectory(prefix="callboard-") as folder:
            page = Path(folder) / "badge.pdf"
            page.write_bytes(made)
            return cups.print_file(page, printer, paper.media, sheets, waits)
    except OSError as why:
        return cups.Sent(False, _("there is no room for the page: {why}").format(why=why.strerror or why))


def _record(tx: Transaction, asked: Asked, sent: cups.Sent, *, at: datetime, operator: str) -> None:
    draft = Draft(f"guest/{asked.guest}", BadgePrinted(sent.done, sent.detail))
    tx.append([draft], at=at, operator=operator, act=asked.fact)


def _stand(file: EventFile, db: Connection, state: GuestState) -> Stand | None:
    if state.badge is None:
        return None
    rows = reading.facts(db, subject=f"guest/{state.guest.id}", kinds=["badge_asked"], newest_first=True, limit=1)
    latest = next(rows, None)
    if latest is None or not isinstance(latest.fact.known, BadgeAsked):
        return badging.stand_of(state, ours=False, alive=False)
    ours = latest.fact.station == file.claim.peek(db)
    return badging.stand_of(state, ours=ours, alive=alive(latest.fact.known.process))


def _chunks(rows: Sequence[T]) -> Iterable[Sequence[T]]:
    return (rows[at : at + AT_ONCE] for at in range(0, len(rows), AT_ONCE))
