"""What this console knows of its scanners, for as long as it is open: tested or not, a prefix, what is wrong now."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from data.words import _
from screens.bursts import Burst

CONTROLS = {
    "\x01": "SOH", "\x02": "STX", "\x03": "ETX", "\x04": "EOT", "\t": "TAB", "\n": "LF", "\r": "CR", "\x1c": "FS",
    "\x1d": "GS", "\x1e": "RS", "\x1f": "US", " ": "SP",
}  # fmt: skip


class Tested(Struct, frozen=True):
    """A scan on the test page that was read as a ticket, at a time; `pace` is milliseconds a key."""

    at: datetime
    suffix: str
    pace: float


class Scanners:
    """`prefix` is taken off every code; `notice` is what was wrong with the latest scan's keyboard, or nothing."""

    def __init__(self) -> None:
        self.prefix = ""
        self.notice = ""
        self.tested: Tested | None = None
        self.failed = ""

    def line(self) -> tuple[bool, str]:
        """The tick of the pre-flight and its words."""
        if self.notice or self.failed:
            return False, self.notice or self.failed
        if self.tested is None:
            return False, _("not tested at this console yet: t, then scan a ticket with every scanner")
        words = _("tested {time}, ends with {suffix}, {pace:.0f} ms a key")
        at, suffix = f"{self.tested.at:%H:%M}", named(self.tested.suffix) or _("nothing")
        return bool(self.tested.suffix), words.format(time=at, suffix=suffix, pace=self.tested.pace)


def named(text: str) -> str:
    """Controls by their names, the rest as it is: `CR LF`, `STX S1`."""
    spaced = "".join([f" {CONTROLS[character]} " if character in CONTROLS else character for character in text])
    return " ".join(spaced.split())


def pace(burst: Burst) -> float:
    """Milliseconds a key."""
    return span(burst) / max(1, len(burst.times) - 1)


def span(burst: Burst) -> float:
    """Milliseconds from the first key to the last."""
    return (burst.times[-1] - burst.times[0]) * 1000 if burst.times else 0.0
