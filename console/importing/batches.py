"""Many facts of one act written in batches small enough that a desk on the same file never waits long."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from data import search
from data.facts import Draft, GuestListed

if TYPE_CHECKING:
    from data.journal import EventFile, Transaction

BUDGET = 0.005
"""Seconds a batch aims at, so that with a slow disk's commit it still holds the file no longer than 15 ms."""
LEAST = 16
"""Facts in a batch at least: they cost two milliseconds; what takes longer is the disk, and fewer would not help it."""
UNKNOWN = 32
"""Facts in the first batch of a group: what those before it cost says nothing of its own subject."""
MOST = 200
"""Facts in a batch at most: a search index that is reordered now and then takes longer with each."""

Told = Callable[[int], None]
"""Is told how many facts are written so far."""
Stop = Callable[[], bool]
"""Asked between two batches: shall no more be written?"""


def write_at_once(tx: Transaction, first: Sequence[Draft], groups: Iterable[Sequence[Draft]], last: Sequence[Draft],
                  *, at: datetime, operator: str) -> str:  # fmt: skip
    """Everything in the transaction given, for a file that nobody else has yet; the act's id."""
    act = tx.append(first, at=at, operator=operator)[0].act
    for group in groups:
        for start in range(0, len(group), 2000):
            tx.append(group[start : start + 2000], at=at, operator=operator, act=act)
    tx.append(last, at=at, operator=operator, act=act)
    return act


def write_in_batches(
    file: EventFile,
    groups: Iterable[Sequence[Draft]],
    *,
    act: str,
    at: datetime,
    operator: str,
    told: Told | None = None,
    stop: Stop | None = None,
    clock: Callable[[], float] = time.perf_counter,
    pause: Callable[[float], None] = time.sleep,
) -> int:
    """Continues an act over many transactions, each as large as the budget lets it be; how many facts were written.

    Between them the file is left alone for as long as it was held, or a desk that waits would find it taken again.
    """
    size, written = 8, 0
    for group in groups:
        start, size = 0, min(size, UNKNOWN)
        while start < len(group):
            if stop is not None and stop():
                return written
            batch = group[start : start + size]
            for draft in batch:
                if isinstance(draft.body, GuestListed):
                    # Works the search words out, and keeps them, while the file is still free.
                    search.words_of(draft.body.guest)
            with _uncollected(), file.transaction() as tx:
                since = clock()
                tx.append(batch, at=at, operator=operator, act=act)
            held = clock() - since
            start += len(batch)
            written += len(batch)
            if told is not None:
                told(written)
            size = max(LEAST, min(size * 2, int(len(batch) * BUDGET / max(held, 1e-6)), MOST))
            pause(min(held, BUDGET))
    return written


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without Python's garbage collector: with a long list in memory it takes thirty milliseconds, and it can take them
    while the file is free."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
