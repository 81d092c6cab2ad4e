"""Fifty rehearsals killed at any moment: what was recorded holds, and the day goes on."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

from data import tables
from data.files import open_event
from data.reading import latest
from data.verify import verify

ROOT = Path(__file__).parents[2]
KILLS = 50
SHARE = 0.45
"""Of the time a whole rehearsal takes on this machine; within that of the copy standing there the blow falls."""


def killed(source: Path, copy: Path, after: float) -> bool:
    """Rehearses on `copy` and kills the process so long after the copy stands; whether it was still playing."""
    words = [sys.executable, str(ROOT / "main.py"), "rehearse", str(source), "--headless", "--keep", str(copy)]
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        until = time.monotonic() + 60
        while not copy.exists() and process.poll() is None and time.monotonic() < until:
            time.sleep(0.002)
        time.sleep(after)
        playing = process.poll() is None
        process.kill()
        process.wait()
        assert process.stderr is not None
        assert process.stderr.read() == b""
    return playing


def test_what_was_recorded_holds_after_fifty_kills(demo: Path, quick: Path, ask: Any) -> None:
    began = time.monotonic()
    whole = [sys.executable, str(ROOT / "main.py"), "rehearse", str(demo), "--json"]
    subprocess.run(whole, check=True, capture_output=True)
    longest, dice = (time.monotonic() - began) * SHARE, random.Random(50)
    blows = [(quick / f"copy-{n}.callboard", dice.uniform(0, longest)) for n in range(KILLS)]
    with ThreadPoolExecutor(2) as hands:
        struck = list(hands.map(lambda blow: killed(demo, *blow), blows))
    assert sum(struck) > KILLS * 0.8, "most were playing when they were killed"
    facts = []
    for copy, _after in blows:
        with closing(open_event(copy)) as file:
            found = verify(file)
            assert found.ok, (copy.name, found)
            facts.append(latest(file.db))
            expected = next(state.guest.id for state in tables.guests(file.db) if not state.passages)
        again = ask("admit", copy, "--guest", expected, "--force", "--reason", "same person", "--supervisor", "Zhao")
        assert again.status in (0, 3), again
        with closing(open_event(copy)) as file:
            assert verify(file).ok
            assert latest(file.db) == facts[-1] + 1
    assert len(set(facts)) > KILLS / 4, "they were killed at different moments"
