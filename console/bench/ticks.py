"""The stage room left open: what it has in memory after 50,000 seconds of a running order, against after the first."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta

from console import stage
from console.bench.figures import Figure, figure
from console.bench.invented import NOW, OPERATOR, items
from console.bench.terminal import PROGRAM
from data.journal import EventFile
from data.words import _

_ITEMS, _FIRST, _ALL = 40, 2000, 50_000

# A program of its own: memory is a whole process's, and the console's rooms are above this floor.
_OPEN = """
import asyncio, sys
from datetime import datetime, timedelta
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from screens.app import CallboardApp

path, began, first, all_of_them = Path(sys.argv[2]), datetime.fromisoformat(sys.argv[3]), *map(int, sys.argv[4:])
clock = [began]

def memory():
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            print(int(line.split()[1]) / 1024, flush=True)

async def main():
    app = CallboardApp(path, room="stage", stage="ticks", operator="bench", now=lambda: clock[0])
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for n in range(1, all_of_them + 1):
            clock[0] = began + timedelta(seconds=n / 10)
            app.screen.second(clock[0])
            if n % 100 == 0:
                await pilot.pause()
            if n in (first, all_of_them):
                memory()

asyncio.run(main())
"""


def ticks(file: EventFile) -> list[Figure]:
    """`memory-50000-ticks`: MiB, and how many times what the first 2,000 left."""
    items(file, "ticks", _ITEMS)
    stage.go(file, "ticks", now=NOW, operator=OPERATOR)
    words = [str(PROGRAM), str(file.path), (NOW + timedelta(seconds=5)).isoformat(), str(_FIRST), str(_ALL)]
    done = subprocess.run([sys.executable, "-c", _OPEN, *words], capture_output=True, text=True, check=True)
    told = [float(line) for line in done.stdout.split()]
    if len(told) != 2:
        return [Figure("memory-50000-ticks", why=_("this system does not tell what a process has in memory"))]
    return [figure("memory-50000-ticks", told[1:], _("the first 2,000 ticks"), told[:1], "MiB")]
