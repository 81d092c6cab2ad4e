"""A ticket's QR code as its modules, and as the few shapes that draw them."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby


@lru_cache(maxsize=4096)
def modules(code: str) -> tuple[tuple[bool, ...], ...]:
    """The code's modules row by row, True where dark, without the quiet border that whoever draws it leaves."""
    # Loaded when the first code is drawn.
    import qrcode

    drawing = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=0)
    # Whole, in the one mode that holds it all: alphanumeric for a ticket.
    drawing.add_data(code, optimize=0)
    drawing.make(fit=True)
    return tuple(tuple(bool(dark) for dark in row) for row in drawing.get_matrix())


@lru_cache(maxsize=4096)
def bars(code: str) -> tuple[tuple[int, int, int], ...]:
    """The dark modules as horizontal bars: column, row, length."""
    found: list[tuple[int, int, int]] = []
    for y, row in enumerate(modules(code)):
        x = 0
        for dark, run in groupby(row):
            length = len(list(run))
            if dark:
                found.append((x, y, length))
            x += length
    return tuple(found)
