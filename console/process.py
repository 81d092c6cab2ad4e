"""Which process this is, and whether another one still lives: who fired a cue must answer for it."""

from __future__ import annotations

import os
from pathlib import Path


def this_process() -> str:
    """`pid:start`, the start as the system counts it; a pid alone may come to mean another process."""
    pid = os.getpid()
    return f"{pid}:{_started(pid) or ''}"


def alive(process: str) -> bool:
    """Does the process called so by `this_process` still run on this machine?"""
    pid, _, started = process.partition(":")
    if not pid.isdigit() or int(pid) == 0:
        return False
    if started:
        return _started(int(pid)) == started
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _started(pid: int) -> str | None:
    """When the process began, from /proc; None where it is gone, dead but unburied, or the system has no /proc."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    # The name stands in brackets and may hold anything; the state is the first field after it, the start the 20th.
    fields = stat.rpartition(")")[2].split()
    return None if fields[0] in ("Z", "X") else fields[19]
