"""A ticket's QR code in the terminal: half blocks, two rows of modules a line, dark on light as scanners want it."""

from __future__ import annotations

from data.writers import qr

_HALVES = {(False, False): "█", (False, True): "▀", (True, False): "▄", (True, True): " "}
_QUIET = 2


def modules(code: str) -> list[list[bool]]:
    """The code's modules, row by row, True where dark, with a quiet border."""
    rows = [[False] * _QUIET + list(row) + [False] * _QUIET for row in qr.modules(code)]
    beside = [[False] * len(rows[0]) for _row in range(_QUIET)]
    return [*beside, *rows, *beside]


def terminal_qr(code: str) -> list[str]:
    """The lines to print. Light is drawn, so that it is right on a dark terminal; a ticket code takes 29 columns."""
    rows = modules(code)
    if len(rows) % 2:
        rows.append([False] * len(rows[0]))
    return [
        "".join([_HALVES[upper, lower] for upper, lower in zip(top, bottom, strict=True)])
        for top, bottom in zip(rows[::2], rows[1::2], strict=True)
    ]
