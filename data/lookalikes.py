"""Names that look the same on a screen: one key for all of them, however they are written."""

from __future__ import annotations

import unicodedata

from data.clean import harmless

_LATIN = str.maketrans("авеԍһіјкмнорѕтухԁԛԝαβεικνορτυχ", "abeghijkmhopstyxdqwabeiknoptux")
"""Small Cyrillic and Greek letters that are, as capitals or as they stand, drawn as these Latin ones."""


def seen_as(name: str) -> str:
    """What a name looks like: without case and width, without what is not seen, Cyrillic and Greek letters as the Latin
    ones that they are drawn as. To compare with, never to show."""
    return unicodedata.normalize("NFKC", harmless(name)).casefold().translate(_LATIN)
