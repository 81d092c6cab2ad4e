"""A fault of ours as it may be shown: what kind, and where. Its words and its values may be a guest's."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from data.words import _

if TYPE_CHECKING:
    from logging import LogRecord


def told(fault: BaseException) -> list[str]:
    """The fault, the ones that led to it, and where each came by; no message, no source, no locals."""
    lines = [_("A fault of ours: {kind}. What was recorded stays; open the file again.").format(kind=_kind(fault))]
    chain, seen = fault, {id(fault)}
    while True:
        lines += [f"  {place}" for place in _places(chain.__traceback__)]
        before = chain.__cause__ or chain.__context__
        if before is None or id(before) in seen:
            break
        seen.add(id(before))
        lines.append(_("  after: {kind}").format(kind=_kind(before)))
        chain = before
    lines.append(_("CALLBOARD_DEBUG=1 shows all of it, guests' names too."))
    return lines


def place_of(fault: BaseException) -> str:
    """The last place of ours or of a library: `screens/desk.py:120`."""
    return next(reversed(list(_places(fault.__traceback__))), "").partition(" ")[0]


def shows_all() -> bool:
    """Did somebody ask for everything, as a programmer does?"""
    return bool(os.environ.get("CALLBOARD_DEBUG"))


def hold_tongues() -> None:
    """From now on, faults that nobody catches are told this way too: in the main thread, in others, and where an object
    is thrown away."""
    if shows_all():
        return
    sys.excepthook = lambda _kind, fault, _step: _tell(fault)
    threading.excepthook = lambda args: _tell(args.exc_value)
    sys.unraisablehook = lambda args: _tell(args.exc_value)


def _tell(fault: BaseException | None) -> None:
    if fault is not None and not isinstance(fault, SystemExit | KeyboardInterrupt) and sys.stderr is not None:
        sys.stderr.write("\n".join(told(fault)) + "\n")


def hold_asyncio() -> None:
    """The same for what asyncio logs of tasks that nobody waited for."""
    import logging

    if not shows_all():
        logging.getLogger("asyncio").addFilter(_nameless)


def _nameless(record: LogRecord) -> bool:
    fault = record.exc_info[1] if record.exc_info else None
    record.msg = "\n".join(told(fault)) if fault is not None else _("asyncio: a fault without an exception")
    record.args, record.exc_info, record.exc_text = None, None, None
    return True


def _kind(fault: BaseException) -> str:
    return type(fault).__name__


def _places(step: TracebackType | None) -> Iterator[str]:
    while step is not None:
        code = step.tb_frame.f_code
        file = Path(code.co_filename)
        yield f"{file.parent.name}/{file.name}:{step.tb_lineno} {code.co_name}"
        step = step.tb_next
