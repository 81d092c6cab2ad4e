"""A file that is open here stays whole when this process looks at it again and another one comes and goes."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from data import files, reading
from data.facts import Draft, Noted
from data.faults import EventFileError
from data.journal import EventFile

OTHER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from data.facts import Draft, Noted
from data.files import open_event
file = open_event(Path(sys.argv[1]))
with file.transaction() as tx:
    tx.append([Draft("event", Noted("from another process"))], at=datetime.now(UTC), operator="Kit")
file.close()
"""


def notes(file: EventFile) -> list[str]:
    bodies = [row.fact.known for row in reading.facts(file.db, kinds=["noted"])]
    return [body.text for body in bodies if isinstance(body, Noted)]


def another_comes_and_goes(path: Path) -> None:
    subprocess.run([sys.executable, "-c", OTHER, str(path)], check=True, timeout=30, cwd=Path(__file__).parents[2])


def looked_at_by_a_worker(path: Path) -> None:
    files.open_event(path).close()


def looked_at_from_outside(path: Path) -> None:
    with files.read_only(path) as db:
        db.execute("SELECT count(*) FROM facts").fetchone()


@pytest.mark.parametrize("look", [looked_at_by_a_worker, looked_at_from_outside, files.check])
def test_a_second_look_loses_no_fact_of_two_processes(file: EventFile, noon: datetime, look: object) -> None:
    look(file.path)  # type: ignore[operator]
    another_comes_and_goes(file.path)
    with file.transaction() as tx:
        tx.append([Draft("event", Noted("from here"))], at=noon, operator="Mei")
    another_comes_and_goes(file.path)
    assert notes(file) == ["from another process", "from here", "from another process"]
    file.close()
    again = files.open_event(file.path)
    assert len(notes(again)) == 3
    again.close()


def test_a_file_that_is_closed_is_looked_at_again(file: EventFile) -> None:
    file.close()
    file.path.write_bytes(b"no event file")
    with pytest.raises(EventFileError, match="is not an event file"):
        files.check(file.path)
