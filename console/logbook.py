"""The log: the journal as readable lines, one sentence a fact, and the timed notes that anybody may add to it."""

from __future__ import annotations

from datetime import datetime
from itertools import islice

from msgspec import Struct

from console.naming import NamesOf
from console.rules import masks, problems, roles
from console.rules.problems import is_problem
from console.rules.refusals import Refusal
from console.rules.telling import people, telling
from console.rules.telling.brief import in_brief
from console.rules.telling.names import Names, title_of
from data import reading, tables
from data.clean import clean, harmless
from data.facts import Draft, Entered, Fact, Noted
from data.journal import EventFile
from data.reading import Connection
from data.words import _

BATCH = 2000
"""How many facts are read at once: a reader that holds on to the file longer keeps its log from being tidied."""


class LogLine(Struct, frozen=True):
    """One fact as a line. `n` is its place in the file; `standing` False where it was taken back; `marks` are the
    contradictions the fold found at it; `live` False where it was made in rehearsal."""

    n: int
    fact: str
    act: str
    at: datetime
    operator: str
    mode: str
    subject: str
    title: str
    kind: str
    text: str
    problem: bool
    standing: bool
    marks: tuple[str, ...] = ()


class Wanted(Struct, frozen=True):
    """Which lines: of a subject (`guest/17`; `guest/` for all of its kind), kinds, words that a line must have,
    problems only, and a span of time."""

    subject: str | None = None
    kinds: tuple[str, ...] | None = None
    words: str = ""
    problems: bool = False
    since: datetime | None = None
    until: datetime | None = None


EVERYTHING = Wanted()


class Page(Struct, frozen=True):
    """Some lines, and the place to go on from (None: there are no more)."""

    lines: tuple[LogLine, ...]
    next: int | None


class NoteTaken(Struct, frozen=True):
    """A note as it was written down."""

    fact: str
    at: datetime
    text: str
    incident: bool


def line(row: reading.Row, names: Names, marks: tuple[str, ...] = ()) -> LogLine:
    """One fact as a line."""
    fact = row.fact
    return LogLine(
        n=row.n,
        fact=fact.id,
        act=fact.act,
        at=fact.at,
        operator=harmless(fact.operator),
        mode=fact.mode,
        subject=harmless(fact.subject),
        title=harmless(title_of(fact.subject, names)),
        kind=harmless(fact.kind),
        text=telling(fact, names),
        problem=is_problem(fact, marks),
        standing=row.standing,
        marks=marks,
    )


def describe(db: Connection, fact: Fact) -> str:
    """What a fact says happened, for an undo to name; of a delegation's entries, what the whole act was."""
    names, together = NamesOf(db), _party(db, fact)
    return harmless(people.of_a_party(*together, names)) if together is not None else telling(fact, names)


def brief(db: Connection, fact: Fact) -> str:
    """The same in two or three words, for a key bar."""
    together = _party(db, fact)
    return harmless(people.party_in_brief(*together[:2])) if together is not None else in_brief(fact, NamesOf(db))


def _party(db: Connection, fact: Fact) -> tuple[int, str, str] | None:
    """How many of which delegation came in at which door by the act of this fact; None where it was no such act."""
    if not isinstance(fact.known, Entered):
        return None
    entries = {each.subject for each in reading.of_act(db, fact.act) if isinstance(each.known, Entered)}
    state = tables.stays(db, fact.subject.removeprefix("guest/")) if len(entries) > 1 else None
    return (len(entries), state.guest.delegation, fact.known.door) if state is not None else None


def newest(
    file: EventFile, wanted: Wanted = EVERYTHING, *, before: int | None = None, limit: int = 200, scan: int = BATCH
) -> Page:
    """The newest lines before a place in the file. Looks at `scan` facts at most, so that a rare word costs little a
    time: the page may then be short, or empty, and go on."""
    with file.reading() as db:
        names, marks = NamesOf(db), tables.marked(db)
        rows = list(
            reading.facts(
                db, before=before, newest_first=True, limit=scan, subject=wanted.subject, kinds=wanted.kinds,
                since=wanted.since, until=wanted.until,
            )
        )  # fmt: skip
        found: list[LogLine] = []
        for row in rows:
            said = _wanted(row, wanted, names, marks)
            if said is not None:
                found.append(said)
                if len(found) == limit:
                    return Page(tuple(found), row.n)
        return Page(tuple(found), rows[-1].n if len(rows) == scan else None)


def after(file: EventFile, wanted: Wanted = EVERYTHING, *, place: int = 0, limit: int = BATCH) -> Page:
    """The lines after a place in the file, oldest first; `next` is where to follow on from, whatever was found."""
    with file.reading() as db:
        names, marks = NamesOf(db), tables.marked(db)
        rows = list(
            reading.facts(
                db, after=place, limit=limit, subject=wanted.subject, kinds=wanted.kinds, since=wanted.since,
                until=wanted.until,
            )
        )  # fmt: skip
        found = [said for row in rows if (said := _wanted(row, wanted, names, marks)) is not None]
        return Page(tuple(found), rows[-1].n if rows else place)


def _wanted(row: reading.Row, wanted: Wanted, names: Names, marks: dict[str, tuple[str, ...]]) -> LogLine | None:
    here = marks.get(row.fact.id, ())
    if wanted.problems and not is_problem(row.fact, here):
        return None
    said = line(row, names, here)
    if wanted.words:
        where = f"{said.text} {said.title} {said.operator} {said.kind} {said.subject}".casefold()
        if not all(word in where for word in wanted.words.casefold().split()):
            return None
    return said


def entry(file: EventFile, fact: str) -> tuple[tuple[str, str], ...]:
    """All of one fact, as pairs of name and text, for whoever wants to see it word for word; empty if there is none."""
    with file.reading() as db:
        found = reading.by_id(db, fact)
        if found is None:
            return ()
        standing = found.act not in reading.undone(db)
        return (
            (_("fact"), found.id),
            (_("act"), found.act),
            (_("at"), found.at.isoformat(timespec="milliseconds")),
            (_("by"), harmless(found.operator)),
            (_("mode"), found.mode),
            (_("about"), harmless(found.subject)),
            (_("kind"), f"{harmless(found.kind)} {found.version}"),
            (_("stands"), _("yes") if standing else _("no, it was taken back")),
            (_("says"), telling(found, NamesOf(db))),
            (_("kept as"), harmless(masks.body(found.body)) if found.body is not None else _("(forgotten)")),
        )


def note(
    file: EventFile, text: str, *, now: datetime, operator: str, incident: bool = False, room: str = ""
) -> NoteTaken | Refusal:
    """Writes a timed note down, in the log and in the report."""
    said = clean(text)
    if not said:
        return Refusal("empty", _("A note without words was not written down."))
    with file.transaction() as tx:
        if (no := roles.forbidden(tables.event(tx.db).operators, operator, "note")) is not None:
            return no
        fact = tx.append([Draft("event", Noted(said, incident, room))], at=now, operator=operator)[0]
    return NoteTaken(fact=fact.id, at=now, text=said, incident=incident)


def latest(file: EventFile) -> int:
    """The place of the newest fact, to follow from."""
    return reading.latest(file.db)


def imports(file: EventFile) -> int:
    """How many imports the journal holds: `import_spans` change with it only."""
    return reading.imports(file.db)


def import_spans(file: EventFile) -> tuple[tuple[int, int], ...]:
    """The places, first and last, of what imports wrote line by line; the line that sums each up is not among them."""
    return reading.import_spans(file.db)


def problem_lines(file: EventFile, *, limit: int, look: int = 200) -> tuple[LogLine, ...]:
    """The newest problems that stand, newest first: among the latest `look` facts, and as many of the rarer kinds.

    What an act did to one subject is one problem: a cue's failed action tells more than that the cue failed.
    Refusals at a door come and go all day: they take the place that other problems leave, but always one.
    """
    found: dict[int, LogLine] = {}
    with file.reading() as db:
        names, marks = NamesOf(db), tables.marked(db)
        for kinds in (None, *((kind,) for kind in sorted(problems.KINDS - problems.COMMON))):
            rows = list(reading.facts(db, newest_first=True, limit=look, kinds=kinds))
            problematic = (row for row in rows if row.standing and is_problem(row.fact, marks.get(row.fact.id, ())))
            for row in islice(problematic, limit * 4):
                found[row.n] = line(row, names, marks.get(row.fact.id, ()))
    firsts: dict[tuple[str, str], int] = {}
    for n, said in sorted(found.items()):
        firsts.setdefault((said.act, said.subject), n)
    lines = [found[n] for n in sorted(firsts.values(), reverse=True)]
    refusals = [said for said in lines if said.kind == "refused"]
    others = [said for said in lines if said.kind != "refused"][: limit - min(1, len(refusals))]
    kept = [*others, *refusals[: limit - len(others)]]
    return tuple(sorted(kept, key=lambda said: said.n, reverse=True))
