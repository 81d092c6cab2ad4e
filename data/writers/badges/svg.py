"""One badge as SVG: text stays text, in the fonts of whoever opens it, and the code is drawn."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from data.writers.badges.badge import Badge, Box, Code, Words
from data.writers.badges.face import QUIET, face
from data.writers.badges.guessed import FONTS, Guessed
from data.writers.badges.sheets import Sheet
from data.writers.qr import bars, modules

if TYPE_CHECKING:
    from jinja2 import Environment


def svg(badge: Badge, paper: Sheet) -> bytes:
    """The badge as a picture of its own size."""
    return (
        environment().get_template("badge.svg.j2").render(badge=badge, ops=face(badge, paper, Guessed()), paper=paper)
    ).encode()


@cache
def environment() -> Environment:
    """Templates that keep every name text, whatever it holds."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    folder = files("data.writers.badges")
    load = FunctionLoader(lambda name: folder.joinpath(name).read_text(encoding="utf-8"))
    made = Environment(autoescape=True, undefined=StrictUndefined, loader=load, trim_blocks=True, lstrip_blocks=True)
    made.filters["mm"] = lambda value: f"{value:.3f}".rstrip("0").rstrip(".")
    made.globals.update(fonts=FONTS, quiet=QUIET, path_of=path_of, across=lambda code: len(modules(code)))
    made.tests.update(
        box=lambda op: isinstance(op, Box), words=lambda op: isinstance(op, Words), code=lambda op: isinstance(op, Code)
    )
    return made


def path_of(code: str) -> str:
    """The code's dark bars as a path, a unit a module."""
    return "".join([f"M{x} {y}h{length}v1h-{length}z" for x, y, length in bars(code)])
