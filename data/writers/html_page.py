"""Pages as one HTML file that needs nothing else and prints on A4, the head of a table again on every sheet."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from data.clean import clean
from data.writers.pages import BOX, TICKED, Cell, Page, number_columns

if TYPE_CHECKING:
    from jinja2 import Template


def as_html(page: Page) -> bytes:
    """The page as HTML in UTF-8. Whatever a guest is called is text: it can't become markup."""
    return _template().render(page=page, numbers=number_columns, shown=_shown, boxes=(BOX, TICKED), lang="en").encode()


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    source = files("data.writers").joinpath("page.html.j2").read_text(encoding="utf-8")
    return Environment(autoescape=True, undefined=StrictUndefined).from_string(source)


def _shown(cell: Cell) -> str:
    if cell is None:
        return "–"
    return clean(cell) if isinstance(cell, str) else str(cell)
