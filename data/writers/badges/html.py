"""Badges as one HTML file that needs nothing else: a page of the paper's size a sheet, ready to print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from data.words import _
from data.writers.badges.badge import Badge, Op
from data.writers.badges.face import face
from data.writers.badges.guessed import Guessed
from data.writers.badges.sheets import Sheet
from data.writers.badges.svg import environment

Placed = tuple[float, float, Badge, tuple[Op, ...]]


def html(badges: Sequence[Badge], paper: Sheet) -> bytes:
    """The sheets, in UTF-8. The reader's fonts draw the names; widths are reckoned for the widest."""
    template = environment().get_template("sheets.html.j2")
    parts = template.generate(
        pages=_pages(badges, paper), paper=paper, cuts=tuple(paper.cuts()), lang="en", title=_("Badges")
    )
    return "".join(parts).encode()


def _pages(badges: Sequence[Badge], paper: Sheet) -> Iterator[list[Placed]]:
    widths = Guessed()
    for page in paper.pages(badges):
        yield [(x, y, badge, face(badge, paper, widths)) for (x, y), badge in zip(paper.places, page, strict=False)]
