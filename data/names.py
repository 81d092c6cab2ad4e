"""Names and words as people type them: one plain form for every way to write the same letters.

Case, accents, full-width letters and traditional characters are folded away; what has no plain letter inside it
(ø, ł, þ …) is in a table. Only letters and digits are left, so that no word can mean anything to a query language.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, partial

_LETTERS = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŋ": "n",
            "ŧ": "t", "ĸ": "k", "ſ": "s", "ƒ": "f", "ɓ": "b", "ɗ": "d", "ə": "e"}  # fmt: skip
_SPELT = {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "ð": "dh", "đ": "dj"}
_SPELT_OUT = str.maketrans(_SPELT | {letter.upper(): spelt.upper() for letter, spelt in _SPELT.items()})
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘`´ʼʻ′＇"))
_HAN = r"\u2e80-\u2fdf\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_ASCII_WORD = re.compile(r"[a-z0-9]+")
_UMLAUT = re.compile(r"\b([ln])(ü|yu|v)(e?)\b", re.IGNORECASE)
_TITLES = frozenset(
    ("mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "lady", "lord", "madam", "mme", "herr")
)
_SMALL = frozenset(("of", "and", "for", "the"))
_TITLES_AFTER = ("先生", "女士", "小姐", "教授", "博士", "老师", "夫人", "主任", "经理", "总监", "导演", "总")


def fold(text: str) -> str:
    """`text` in small plain letters, without accents; other signs stay."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join([c for c in apart if not unicodedata.category(c).startswith("M")]).casefold().translate(_plain())


def words(text: str) -> list[str]:
    """The folded words of `text`; a run of Chinese characters is one word, an apostrophe parts nothing."""
    if text.isascii():
        return _ASCII_WORD.findall(text.lower().replace("'", ""))
    return _word().findall(fold(text.translate(_APOSTROPHES)))


def spelt_out(text: str) -> str:
    """`text` with ö as oe and the like, the other way such names are typed; else `text` itself. Capitals stay, since
    they may set off the family name."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", text).translate(_SPELT_OUT)


def other_umlauts(text: str) -> list[str]:
    """`text` with the syllables lü and nü in the other ways that they are typed and printed: lv, lyu."""
    plain = unicodedata.normalize("NFC", text)
    ways = [_UMLAUT.sub(partial(_spelt_so, way), plain) for way in ("v", "yu")] if _UMLAUT.search(plain) else []
    return [way for way in ways if way != plain]


def _spelt_so(way: str, found: re.Match[str]) -> str:
    spelt = f"{found[1]}{way}{found[3]}"
    return spelt.upper() if found[0].isupper() else spelt


def around_apostrophes(text: str) -> list[str]:
    """The longer pieces of names such as O'Brien, which are also typed alone."""
    parted = apart(text)
    return [word for word in words(parted) if len(word) > 2] if parted != text else []


def apart(text: str) -> str:
    """`text` with its apostrophes as spaces."""
    return text.translate(dict.fromkeys(_APOSTROPHES, " "))


def is_han(word: str) -> bool:
    """Is it written in Chinese characters? A word of `words` is all or nothing."""
    return not word.isascii() and _han().match(word) is not None


def digits(text: str) -> str:
    return "".join([c for c in unicodedata.normalize("NFKC", text) if c.isascii() and c.isdigit()])


def untitled(found: list[str]) -> list[str]:
    """The words without forms of address such as Dr or 先生; nothing where that leaves none, or changes none."""
    left = [short for word in found if word not in _TITLES and (short := _without_title(word))]
    return left if left != found else []


def without_small(found: list[str]) -> list[str]:
    """The words without those that stand in half of all organisations; nothing where that leaves none, or changes
    none."""
    left = [word for word in found if word not in _SMALL]
    return left if left != found else []


def _without_title(word: str) -> str:
    if word.isascii():
        return word
    return next((word[: -len(title)] for title in _TITLES_AFTER if word.endswith(title)), word)


# Made at the first name beyond ASCII: these take longer than all else here at start-up.
@cache
def _plain() -> dict[int, str]:
    from data.traditional import SIMPLER

    return str.maketrans({**_LETTERS, **SIMPLER})


@cache
def _word() -> re.Pattern[str]:
    return re.compile(rf"[{_HAN}]+|[^\W_{_HAN}]+")


@cache
def _han() -> re.Pattern[str]:
    return re.compile(rf"[{_HAN}]")
