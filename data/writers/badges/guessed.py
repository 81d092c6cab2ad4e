"""How wide text is where the font is the reader's: on the wide side, so that nothing leaves its box in any of them."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

FONTS = (
    "'Noto Sans', 'Noto Sans CJK SC', 'Noto Sans SC', 'Source Han Sans SC', Arial, 'Liberation Sans', Helvetica,"
    " 'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', 'WenQuanYi Zen Hei', 'Droid Sans Fallback', sans-serif"
)
_WIDTHS = {
    **dict.fromkeys("il.,'|:;!Ij", 0.38),
    **dict.fromkeys("ftr()[]-/ ", 0.48),
    **dict.fromkeys("mwMW@%—", 1.06),
    **dict.fromkeys("ABCDGHKNOQRUVXY&", 0.82),
}


@lru_cache(maxsize=4096)
def _of(sign: str) -> float:
    known = _WIDTHS.get(sign)
    if known is not None:
        return known
    if unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0.0
    if unicodedata.east_asian_width(sign) in "WF":
        return 1.02
    plain = unicodedata.normalize("NFD", sign)[0]
    if plain != sign:
        return _of(plain)
    if sign.isascii():
        return 0.72
    # Scripts that are not in the table: few letters of any are wider than a Chinese character.
    return 1.0


class Guessed:
    """Widths of no font in particular: those of the widest common ones, bold."""

    def width(self, text: str, bold: bool) -> float:
        return sum(map(_of, text))
