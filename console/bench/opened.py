"""The console in a terminal: from its start to the first guest, from a key to what it draws, and its memory.

The limit is Textual itself: its import, and an empty app that shows the letters typed.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from console.bench.figures import Figure, figure, timed
from console.bench.invented import LAST_IN
from console.bench.terminal import Terminal, console
from data.words import _

_EMPTY = """
from textual.app import App
from textual.widgets import Input
class Empty(App):
    def compose(self):
        yield Input(placeholder="ready")
Empty().run()
"""
_STARTS, _PATIENCE, _QUIET = 5, 15.0, 0.06
_TYPED = "wanglisofiachen"
_SHOWN = LAST_IN.split()[0].encode()


def opened(path: Path) -> list[Figure]:
    """`start`, `key-to-paint` and `memory`."""
    try:
        return [_start(path), *_keys(path)]
    except ImportError:
        why = _("this system has no pseudo-terminals")
        return [Figure(name, why=why) for name in ("start", "key-to-paint", "memory")]


def _start(path: Path) -> Figure:
    imports: list[float] = []
    starts: list[float] = []
    for _turn in range(_STARTS):
        imports.append(timed(lambda: subprocess.run([sys.executable, "-c", "import textual.app"], check=True)))
        terminal = console(path, "--room", "desk")
        try:
            took = terminal.wait_for(_SHOWN, _PATIENCE)
        finally:
            terminal.close()
        if took is None:
            return Figure("start", why=_("no guest was shown within {n} s of the start").format(n=int(_PATIENCE)))
        starts.append(took)
    return figure("start", starts, "import textual.app", imports)


def _keys(path: Path) -> list[Figure]:
    desk, empty = (
        console(path, "--room", "desk"),
        Terminal([sys.executable, "-c", _EMPTY], path.parent, {"LANG": "C.UTF-8"}),
    )
    try:
        if empty.wait_for(b"ready", _PATIENCE) is None or desk.wait_for(_SHOWN, _PATIENCE) is None:
            why = _("nothing to type into was shown within {n} s").format(n=int(_PATIENCE))
            return [Figure("key-to-paint", why=why), Figure("memory", why=why)]
        keys: list[float] = []
        echoes: list[float] = []
        for terminal in (desk, empty):
            terminal.settle(0.3)
        for key in [*_TYPED, *["\x7f"] * len(_TYPED)] * 2:
            echoes.append(empty.press(key, _QUIET))
            keys.append(desk.press(key, _QUIET))
        mine, least = desk.memory(), empty.memory()
    finally:
        desk.close()
        empty.close()
    memory = Figure("memory", why=_("this system does not tell what a process has in memory"))
    if mine is not None and least is not None:
        memory = figure("memory", [mine], "an empty Textual app", [least], "MiB")
    return [figure("key-to-paint", keys, "the echo of an empty Textual app", echoes), memory]
