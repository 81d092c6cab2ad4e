"""One badge made into PDF by a process of its own: fonts take a second of reading, and the desk shall not feel it.

The badge goes in on standard input, since a command line can be read by everybody on the machine.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import msgspec
from msgspec import Struct

from console.badges.badges import Look, as_pdf
from console.rules.refusals import Refusal
from data.words import _
from data.writers.badges.badge import Badge

PATIENCE = 60.0
REFUSED = 4
_ROOT = Path(__file__).parents[2]


class Order(Struct, frozen=True):
    """What the process is told."""

    badge: Badge
    look: Look


def pdf_of(badge: Badge, look: Look) -> bytes | Refusal:
    """The badge as PDF, or why it can't be made."""
    paths = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH", ""))))
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", __name__],
            input=msgspec.json.encode(Order(badge, look), enc_hook=str),
            capture_output=True, timeout=PATIENCE, check=False, env={**os.environ, "PYTHONPATH": paths},
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return Refusal("too_slow", _("The badge was not drawn in {n} s.").format(n=round(PATIENCE)))
    if done.returncode == REFUSED:
        return Refusal("no_signs", done.stderr.decode(errors="replace").strip())
    if done.returncode:
        return Refusal("not_drawn", _("The badge could not be drawn: a fault in the program."))
    return done.stdout


def main() -> int:
    """What the process does: an order in, a PDF out, or one line that says why not."""
    order = msgspec.json.decode(sys.stdin.buffer.read(), type=Order, dec_hook=lambda kind, text: kind(text))
    made = as_pdf([order.badge], order.look)
    if isinstance(made, Refusal):
        sys.stderr.buffer.write(made.message.encode())
        return REFUSED
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
