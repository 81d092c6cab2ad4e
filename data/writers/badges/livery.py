"""A delegation's colour: always the same for the same name, on every machine, and told apart by every eye.

The grounds are those of Okabe and Ito with an indigo, chosen to differ under every colour blindness. There are more
delegations than colours, so stripes part those that share one; the word stands on it in any case.
"""

from __future__ import annotations

from hashlib import sha256

from msgspec import Struct

GROUNDS = ("#0072b2", "#e69f00", "#009e73", "#d55e00", "#56b4e9", "#cc79a7", "#f0e442", "#332288")
STRIPES = 3
"""No stripe, one, two."""


class Livery(Struct, frozen=True):
    """The ground, the ink that is readable on it, as `#rrggbb`, and how many stripes."""

    ground: str
    ink: str
    stripes: int = 0


def livery(delegation: str) -> Livery:
    """The colours of a delegation; letter case and outer spaces make no other one."""
    digest = sha256(delegation.strip().casefold().encode()).digest()
    ground = GROUNDS[digest[0] % len(GROUNDS)]
    return Livery(ground, ink_on(ground), digest[1] % STRIPES)


def ink_on(ground: str) -> str:
    """Black or white, whichever stands out more."""
    return max(("#000000", "#ffffff"), key=lambda ink: contrast(ink, ground))


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2, from 1 to 21; 4.5 is enough for small print."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
