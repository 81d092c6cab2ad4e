"""Facts of lists on paper."""

from __future__ import annotations

from data.kinds.body import Body


class PaperNumbered(Body, frozen=True, tag="paper_numbered"):
    """A guest list was printed: `guests` stand on it as the numbers from `first` on. Subject `paper`."""

    first: int
    guests: tuple[str, ...]
