"""Whether the terminal is still there: a console whose window was closed must end, not spin on an empty line."""

from __future__ import annotations

import select
import sys


def hung_up() -> bool:
    """Has the other side of standard input's terminal gone away? False where there is no way to ask."""
    if not hasattr(select, "poll"):
        return False
    try:
        watch = select.poll()
        watch.register(sys.__stdin__.fileno() if sys.__stdin__ else 0, 0)
        return any(event & (select.POLLHUP | select.POLLERR | select.POLLNVAL) for _fd, event in watch.poll(0))
    except (OSError, ValueError):
        return False
