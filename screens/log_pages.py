"""Which lines the log room lists, asked of the file a page at a time: a journal of any length costs one page."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from console import logbook
from console.logbook import LogLine, Wanted
from data.journal import EventFile

PAGE = 100
KEPT = 40
"""Pages that are kept; the oldest go first."""
STRETCH = 500
"""Facts that are looked through at once for a filter: a key waits no longer than that."""
UNDOS = Wanted(kinds=("undone",))


class AllLines:
    """Every fact, newest first, but for `folded` stretches of the file: where a line is follows from its number in the
    file, so any one is found at once."""

    def __init__(self, file: EventFile, latest: int, folded: Sequence[tuple[int, int]] = ()) -> None:
        self._file = file
        self._latest = latest
        self._pages: dict[int, dict[int, LogLine]] = {}
        self._folded = folded
        self._lines_before: list[int] = []
        self._folded_with: list[int] = []
        self.folded = 0
        for first, last in folded:
            self._lines_before.append(first - 1 - self.folded)
            self.folded += last - first + 1
            self._folded_with.append(self.folded)

    def __len__(self) -> int:
        return max(0, self._latest - self.folded)

    @property
    def complete(self) -> bool:
        return True

    def line(self, place: int) -> LogLine | None:
        """The line so many below the newest."""
        number = self._number(len(self) - place)
        if number < 1:
            return None
        page = (number - 1) // PAGE
        if page not in self._pages:
            if len(self._pages) >= KEPT:
                self._pages.pop(next(iter(self._pages)))
            found = logbook.newest(self._file, before=(page + 1) * PAGE + 1, limit=PAGE, scan=PAGE)
            self._pages[page] = {line.n: line for line in found.lines}
        return self._pages[page].get(number)

    def more(self) -> bool:
        return False

    def place_of(self, n: int) -> int | None:
        passed = bisect_right(self._folded, (n, n))
        if not 1 <= n <= self._latest or (passed and n <= self._folded[passed - 1][1]):
            return None
        return len(self) - (n - (self._folded_with[passed - 1] if passed else 0))

    def _number(self, nth: int) -> int:
        """The number in the file of the nth line from the oldest."""
        passed = bisect_left(self._lines_before, nth)
        return nth + (self._folded_with[passed - 1] if passed else 0)


class FoundLines:
    """The lines that a filter lets through, looked for from the newest on; `more` looks on for a moment."""

    def __init__(self, file: EventFile, wanted: Wanted) -> None:
        self._file = file
        self.wanted = wanted
        self._latest = logbook.latest(file)
        self._lines: list[LogLine] = []
        self._next: int | None = self._latest + 1

    def renewed(self) -> FoundLines:
        """The same with what was written since; looked through as far as before, so that what is in view stays."""
        fresh = FoundLines(self._file, self.wanted)
        if logbook.after(self._file, UNDOS, place=self._latest).lines:
            # What stands and what does not may have changed anywhere.
            while len(fresh) < len(self) and fresh.more():
                pass
            return fresh
        new: list[LogLine] = []
        place = self._latest
        while (page := logbook.after(self._file, self.wanted, place=place)).next != place and page.next is not None:
            new += page.lines
            place = page.next
        fresh._lines = [*reversed(new), *self._lines]
        fresh._next = self._next
        return fresh

    def __len__(self) -> int:
        return len(self._lines)

    @property
    def complete(self) -> bool:
        """Has the whole journal been looked through?"""
        return self._next is None

    def line(self, place: int) -> LogLine | None:
        return self._lines[place] if 0 <= place < len(self._lines) else None

    def more(self) -> bool:
        """Looks through some more of the journal; True while there is more to look through."""
        if self._next is None:
            return False
        page = logbook.newest(self._file, self.wanted, before=self._next, scan=STRETCH)
        self._lines += page.lines
        self._next = page.next
        return self._next is not None

    def place_of(self, n: int) -> int | None:
        return next((place for place, line in enumerate(self._lines) if line.n == n), None)


Lines = AllLines | FoundLines
