"""Pages as one HTML file that needs nothing else and prints on A4, the head of a table again on every sheet."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from data.clean import clean
from data.writers.pages import BOX, TICKED, Cell, Page, number_columns, told

if TYPE_CHECKING:
    from jinja2 import Template


def as_html(page: Page) -> bytes:
    """The page as HTML in UTF-8. Whatever a guest is called is text: it can't become markup."""
    return (
        _template()
        .render(
            page=page, sheet=page.sheet, numbers=number_columns, shown=_shown, quoted=_quoted, boxes=(BOX, TICKED),
            size=round(10 * page.sheet.type, 2), lang="en",
        )
        .encode()
    )  # fmt: skip


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    source = files("data.writers").joinpath("page.html.j2").read_text(encoding="utf-8")
    return Environment(autoescape=True, undefined=StrictUndefined).from_string(source)


def _shown(cell: Cell) -> list[str]:
    return [clean(line) for line in told(cell)]


def _quoted(text: str) -> str:
    """Text as a string of CSS, whatever signs are in it: none of them can end the string or the style."""
    return '"' + "".join(c if c.isalnum() or c == " " else f"\\{ord(c):x} " for c in clean(text)) + '"'
