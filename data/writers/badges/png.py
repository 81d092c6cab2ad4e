"""One badge as PNG, 300 dots an inch, drawn with Pillow, which fpdf2 brings along anyway."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from data.writers.badges.badge import Badge, Box, Code, Words
from data.writers.badges.face import QUIET, face
from data.writers.badges.scripts import needs_shaping
from data.writers.badges.sheets import Sheet
from data.writers.fonts import Face, Stack
from data.writers.qr import bars, modules

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

DOTS = 300
_DOT = DOTS / 25.4


def png(badge: Badge, paper: Sheet, fonts: Stack) -> bytes:
    """The badge as a picture of its own size. Every sign must be in `fonts`."""
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", (round(paper.width * _DOT), round(paper.height * _DOT)), "#ffffff")
    draw = ImageDraw.Draw(picture)
    for op in face(badge, paper, fonts):
        match op:
            case Box():
                box = (op.x * _DOT, op.y * _DOT, (op.x + op.width) * _DOT - 1, (op.y + op.height) * _DOT - 1)
                if op.line:
                    draw.rectangle(box, outline=op.colour, width=max(1, round(op.line * _DOT)))
                else:
                    draw.rectangle(box, fill=op.colour)
            case Words():
                _words(draw, op, fonts)
            case Code():
                _code(draw, op)
    out = BytesIO()
    picture.save(out, "PNG", dpi=(DOTS, DOTS))
    return out.getvalue()


def _words(draw: ImageDraw, op: Words, fonts: Stack) -> None:
    x, y, size = op.x * _DOT, op.y * _DOT, op.size * _DOT
    if needs_shaping(op.text):
        n = max(range(len(fonts.pairs)), key=lambda n: sum(c in fonts.pairs[n].plain.widths for c in op.text))
        font = _font(fonts.face(n, op.bold), size, True)
        draw.text((x, y), op.text, fill=op.colour, font=font, anchor="ms" if op.anchor == "middle" else "ls")
        return
    if op.anchor == "middle":
        x -= fonts.width(op.text, op.bold) * size / 2
    for n, run in fonts.runs(op.text):
        draw.text((x, y), run, fill=op.colour, font=_font(fonts.face(n, op.bold), size, False), anchor="ls")
        x += fonts.width(run, op.bold) * size


def _font(one: Face, size: float, shaped: bool) -> FreeTypeFont:
    return _loaded(str(one.path), one.number, round(size * 4) / 4, shaped)


@lru_cache(maxsize=64)
def _loaded(path: str, number: int, size: float, shaped: bool) -> FreeTypeFont:
    from PIL import ImageFont, features

    engine = ImageFont.Layout.RAQM if shaped and features.check("raqm") else ImageFont.Layout.BASIC
    return ImageFont.truetype(path, size, index=number, layout_engine=engine)


def _code(draw: ImageDraw, op: Code) -> None:
    """Whole dots a module, so that no edge is grey; what is left over is more quiet border."""
    across = len(modules(op.text)) + 2 * QUIET
    unit = max(1, int(op.side * _DOT / across))
    left = round((op.x + op.side / 2) * _DOT - unit * across / 2) + QUIET * unit
    top = round((op.y + op.side / 2) * _DOT - unit * across / 2) + QUIET * unit
    for x, y, length in bars(op.text):
        at = (left + x * unit, top + y * unit)
        draw.rectangle((*at, at[0] + length * unit - 1, at[1] + unit - 1), fill="#000000")
