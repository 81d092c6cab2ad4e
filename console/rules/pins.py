"""Which PINs are good enough, and how long one waits after wrong ones."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from console.rules.refusals import Refusal
from data.words import _, ngettext

LEAST, MOST = 4, 12
TRIES = 5
"""Wrong ones in a row before the next one waits."""
WAIT = timedelta(seconds=30)
"""From the latest wrong one; at this pace a PIN of four digits takes days to guess."""
MEMORY = timedelta(minutes=15)
"""Wrong ones longer ago than this are no longer held against anybody."""
_AHEAD = timedelta(seconds=1)
"""So much two machines' clocks may differ."""
_DIGITS = "01234567890"
_COLUMNS = frozenset({"2580", "0852", "1470", "0741", "1590", "3570", "147258369", "2468", "1357", "13579"})


def unfit(pin: str) -> Refusal | None:
    """Why this can't be a PIN; None where it can."""
    if not (pin.isascii() and pin.isdigit() and LEAST <= len(pin) <= MOST):
        words = _("A PIN has {least} to {most} digits and nothing else.")
        return Refusal("bad_pin", words.format(least=LEAST, most=MOST))
    if _obvious(pin):
        return Refusal("bad_pin", _("That PIN is the first that anybody tries; choose another."))
    return None


def _obvious(pin: str) -> bool:
    """Runs up or down, and one, two or three digits again and again: 0000, 1234, 8765, 1212, 123123."""
    if pin in _DIGITS or pin in _DIGITS[::-1] or pin in _COLUMNS:
        return True
    if any(len(pin) % n == 0 and pin == pin[:n] * (len(pin) // n) for n in (1, 2, 3)):
        return True
    # A year of somebody's birth: few, and written on every badge of an ID.
    return len(pin) == 4 and pin[:2] in ("19", "20")


def wait(wrong: Sequence[datetime], now: datetime) -> timedelta | None:
    """How long until the next try counts, after wrong ones at these times; None for at once. After a clock was put back
    some of them are still to come: they are held against the name too, but the wait goes from the latest that is over,
    so that nobody waits for longer than `WAIT` and a clock put back again and again gives one try each time."""
    held = [at for at in wrong if now - at < MEMORY]
    if len(held) < TRIES:
        return None
    over = [at for at in held if at <= now + _AHEAD]
    left = max(over) + WAIT - now if over else timedelta()
    return min(left, WAIT) if left > timedelta() else None


def must_wait(left: timedelta) -> Refusal:
    seconds = max(1, round(left.total_seconds()))
    words = ngettext(
        "Too many wrong PINs; try again in {n} second.", "Too many wrong PINs; try again in {n} seconds.", seconds
    )
    return Refusal("wait", words.format(n=seconds))


def wrong() -> Refusal:
    return Refusal("wrong_pin", _("That name and PIN do not belong together; nothing was done."))
