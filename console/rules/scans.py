"""What a scanner sent, read in every way it may have been meant, and what is wrong with the keyboard, in words.

A code may arrive with a prefix, in full-width letters, with Caps Lock on, or through the keys of another country's
keyboard. Nothing is guessed here: `plainly` and `otherwise` list what the code may be, and only a signature or a code
that is on the list proves one of them. `troubles_of` says what is probably wrong with a code that nothing proved.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal
from unicodedata import name, normalize

from msgspec import Struct

from console.rules import layouts, tickets
from console.rules.layouts import Side
from data.words import _

Kind = Literal["layout", "caps", "width", "punctuation", "method"]

SIDES: tuple[Side, ...] = ("computer", "scanner")
_SYMBOLOGY = re.compile(r"(?:\][A-Za-z][0-9A-Za-z])?(?:\\0000\d\d)?")
"""An AIM identifier (`]Q3` for QR, `]C1` for GS1-128), and the character set that scanners tell of wallet tickets."""
_OURS = re.compile(r"(?=(EV[0-9A-Z]{28}))", re.IGNORECASE)
_LINK = re.compile(r"https?://", re.IGNORECASE)
_LUMA_KEY = re.compile(r"g-[0-9A-Za-z]{8,}")
_PLAIN_CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z+/=_-]*")
_FULL_WIDTH = re.compile("[！-～\u3000]")
_CHINESE_SIGNS = str.maketrans({
    "。": ".", "、": "/", "《": "<", "》": ">", "【": "[", "】": "]", "「": "{", "」": "}", "“": '"', "”": '"',
    "‘": "'", "’": "'", "￥": "$", "¥": "$", "…": "^", "—": "_", "·": "`", "・": "/",
})  # fmt: skip
_DOUBLED = {"——": "_", "……": "^"}
_METHODS: tuple[tuple[str, str], ...] = (
    ("HIRAGANA", "ja"), ("KATAKANA", "ja"), ("HANGUL", "ko"), ("BOPOMOFO", "zh"), ("CJK UNIFIED", "zh"),
)  # fmt: skip
_SCRIPTS = {"CYRILLIC": "ru", "GREEK": "gr", "HEBREW": "il", "ARABIC": "ara"}
_SHORTEST = 10
"""Signs of the shortest code that is known by its looks."""
_AMISS = 3
"""So many signs and no digit: the digits of a code came out as signs."""


class Trouble(Struct, frozen=True):
    """One thing amiss with the keyboard; `names` are ids of layouts, the likeliest first, or an input method's."""

    kind: Kind
    names: tuple[str, ...] = ()


class Reading(Struct, frozen=True):
    """What the code may have been, if this was the trouble."""

    text: str
    troubles: tuple[Trouble, ...] = ()


def kept(raw: str) -> str:
    """What arrived, for the journal: what can't be printed taken out, ends trimmed, nothing else changed."""
    return "".join([c for c in raw if c == " " or c.isprintable()]).strip()


def without(raw: str, prefix: str) -> str:
    """The code without what this scanner puts before every one."""
    return raw.removeprefix(prefix) if prefix and raw != prefix else raw


def bare(text: str) -> str:
    """The code without the identifiers that scanners put before it by themselves."""
    found = _SYMBOLOGY.match(text)
    return text[found.end() :] if found else text


def kept_off(raw: str, text: str) -> str:
    """What stood before the code that it was read as, and is no part of it."""
    plain = tickets.clean(raw)
    place = plain.find(text) if text else -1
    before = plain[:place] if place > 0 else ""
    controls = raw[: len(raw) - len(raw.lstrip("\x01\x02\x1c\x1d\x1e\x1f"))]
    return controls + before


def plainly(raw: str) -> tuple[Reading, ...]:
    """What the code is if the keyboard is well, or only writes wide letters and signs."""
    text = kept(raw)
    width = _width(text)
    return tuple(Reading(part, width) for part in dict.fromkeys(_parts(text)))


def otherwise(raw: str) -> tuple[Reading, ...]:
    """Everything else it may have been, each text once with all that would explain it."""
    found: dict[str, list[tuple[Trouble, ...]]] = {}
    for text, troubles in _turned_ways(kept(raw)):
        for part in _parts(text):
            found.setdefault(part, []).append(troubles)
    for reading in plainly(raw):
        found.pop(reading.text, None)
    return tuple(Reading(text, told(ways)) for text, ways in found.items() if text)


def _parts(text: str) -> Iterator[str]:
    """The text, the same without a scanner's identifier, and a code of ours that stands in it."""
    plain = tickets.clean(text)
    yield plain
    if plain[:1] in ("]", "\\"):
        yield bare(plain)
    if len(plain) > tickets.LENGTH:
        yield from (found[1] for found in _OURS.finditer(plain))


def _turned_ways(text: str) -> Iterator[tuple[str, tuple[Trouble, ...]]]:
    """What it would have been under each trouble there is."""
    width = _width(text)
    signs = _western(text)
    if signs != text:
        width = tuple(dict.fromkeys((*width, Trouble("punctuation"))))
        yield signs, width
    yield _turned(tickets.clean(signs)), (*width, Trouble("caps"))
    for layout in layouts.LAYOUTS:
        for side in SIDES:
            if side == "scanner" and layout not in layouts.LATIN:
                continue
            named = Trouble("layout", (layout,))
            caps = (Trouble("caps"), named)
            for ways, troubles in (
                (layouts.undone(text, layout, side), (named,)),
                (layouts.undone(_turned(text), layout, side), caps),
                (layouts.undone(text, layout, side, locked=True), caps),
            ):
                for found in ways:
                    yield found, troubles


def _width(text: str) -> tuple[Trouble, ...]:
    if text.isascii():
        return ()
    wide = _FULL_WIDTH.findall(text)
    if any(c.isalnum() for c in wide):
        return (Trouble("width"),)
    return (Trouble("punctuation"),) if wide else ()


def _western(text: str) -> str:
    """Chinese signs as the keys that they stand on."""
    if text.isascii():
        return text
    for two, one in _DOUBLED.items():
        text = text.replace(two, one)
    return text.translate(_CHINESE_SIGNS)


def _turned(text: str) -> str:
    """Small letters as capitals and the other way round, each for one."""
    return "".join([other if len(other := c.swapcase()) == 1 else c for c in text])


def small(text: str) -> tuple[Trouble, ...]:
    """A code of ours is printed in capitals: one that a scanner sends in small letters tells of Caps Lock."""
    plain = bare(tickets.clean(text))
    return (Trouble("caps"),) if plain.islower() and tickets.shaped(plain) else ()


# -- what is wrong, where nothing was proved ---------------------------------------------------------------------------
@lru_cache(maxsize=512)
def troubles_of(raw: str) -> tuple[Trouble, ...]:
    """What is probably wrong with the keyboard, for a code that nothing proved; nothing where it looks well."""
    text = kept(raw)
    width = _width(text)
    plain = bare(tickets.clean(text))
    if _weight(plain) >= 2:
        return (*width, Trouble("caps")) if plain.startswith("HTTP") else width
    method = next((Trouble("method", (found,)) for found in map(_method, text) if found), None)
    if method is not None:
        return (method,)
    best = _likeliest(text)
    if best or width:
        return best or width
    script = next((found for character in text if (found := _script(character))), None)
    return (Trouble("layout", (script,)),) if script else ()


def _likeliest(text: str) -> tuple[Trouble, ...]:
    """The trouble whose taking back makes it look most like a code, every layout that does so named."""
    signs = sum(not c.isalnum() or not c.isascii() for c in text)
    top = 1 if signs >= _AMISS and not any(c.isdecimal() for c in text) else 2
    if top == 2 and len(text) < _SHORTEST:
        return ()
    best: list[tuple[Trouble, ...]] = []
    for found, troubles in _turned_ways(text):
        if text.startswith("http") and Trouble("caps") in troubles:
            continue
        weight = _weight(bare(tickets.clean(found)))
        if weight > top:
            best, top = [], weight
        if weight == top:
            best.append(troubles)
    return told(best) if best else ()


def told(found: Iterable[tuple[Trouble, ...]]) -> tuple[Trouble, ...]:
    """One list of troubles from several that explain the same: the simplest, with every layout it may be."""
    several = sorted(found, key=len)
    first = several[0]
    kinds = [trouble.kind for trouble in first]
    alike = [troubles for troubles in several if [trouble.kind for trouble in troubles] == kinds]
    merged: list[Trouble] = []
    for place, trouble in enumerate(first):
        names = dict.fromkeys(each for troubles in alike for each in troubles[place].names)
        merged.append(Trouble(trouble.kind, tuple(names)))
    return tuple(merged)


def _weight(text: str) -> int:
    """How much it looks like a code: 3 ours or a link, 2 another system's key, 1 letters and digits, 0 not."""
    if any(tickets.shaped(found[1]) for found in _OURS.finditer(text)) or _LINK.match(text):
        return 3
    if _LUMA_KEY.fullmatch(text):
        return 2
    return int(bool(_PLAIN_CODE.fullmatch(text)) and any(c.isdecimal() for c in text))


def _method(character: str) -> str:
    if character < "\u1100":
        return ""
    called = name(character, "")
    return next((method for script, method in _METHODS if called.startswith(script)), "")


def _script(character: str) -> str:
    if character < "\u0370":
        return ""
    return _SCRIPTS.get(name(normalize("NFD", character)[0], "").split(" ")[0], "")


# -- in words ----------------------------------------------------------------------------------------------------------
def sentence(troubles: Iterable[Trouble]) -> str:
    """What is wrong and what to change, or nothing."""
    return " ".join(_said(trouble) for trouble in troubles)


def _said(trouble: Trouble) -> str:
    match trouble.kind:
        case "layout":
            words = _("Wrong keyboard, {layout}: set computer and scanner to English (US).")
            return words.format(layout=_any_of(trouble.names))
        case "caps":
            return _("Caps Lock is on: press it once.")
        case "width":
            return _("Full-width letters: press Shift+Space, or switch the input method off.")
        case "punctuation":
            return _("Chinese punctuation: switch the input method to English (Shift or Ctrl+Space).")
        case "method":
            methods = {"zh": _("Chinese"), "ja": _("Japanese"), "ko": _("Korean")}
            words = _("{language} input method is on: switch it to English (Shift or Ctrl+Space).")
            return words.format(language=methods[trouble.names[0]])


def _any_of(names: tuple[str, ...]) -> str:
    known = layouts.names()
    some = _(" or ").join(known[each] for each in names[:2])
    return _("{layouts} or one like it").format(layouts=some) if len(names) > 2 else some
