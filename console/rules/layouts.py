"""What a scanner's keys come out as under another keyboard layout, and the way back.

A scanner presses the keys that a keyboard of one country has for a code; a computer set to another country's reads
other characters from them. Each row is what the 47 keys of a US keyboard give there, plain and with Shift, from the
key left of 1 to the key right of full stop; a dead key stands as its accent, \\0 is a key that gives nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import chain, product
from typing import Literal

from data.words import _

Side = Literal["computer", "scanner"]
"""Which of the two is set to the other country; the one that is not is set to English (US)."""

US = "`1234567890-=qwertyuiop[]asdfghjkl;'\\zxcvbnm,./" + '~!@#$%^&*()_+QWERTYUIOP{}ASDFGHJKL:"|ZXCVBNM<>?'
LAYOUTS: dict[str, str] = {
    "fr": "²&é\"'(-è_çà)=azertyuiop^$qsdfghjklmù*wxcvbn,;:!" + "~1234567890°+AZERTYUIOP¨£QSDFGHJKLM%µWXCVBN?./§",
    "be": "²&é\"'(§è!çà)-azertyuiop^$qsdfghjklmùµwxcvbn,;:=" + "³1234567890°_AZERTYUIOP¨*QSDFGHJKLM%£WXCVBN?./+",
    "de": "^1234567890ß´qwertzuiopü+asdfghjklöä#yxcvbnm,.-" + "°!\"§$%&/()=?`QWERTZUIOPÜ*ASDFGHJKLÖÄ'YXCVBNM;:_",
    "ch": "§1234567890'^qwertzuiopü¨asdfghjklöä$yxcvbnm,.-" + '°+"*ç%&/()=?`QWERTZUIOPè!ASDFGHJKLéà£YXCVBNM;:_',
    "cz": ";+ěščřžýáíé=´qwertzuiopú)asdfghjklů§¨yxcvbnm,.-" + "°1234567890%ˇQWERTZUIOP/(ASDFGHJKL\"!'YXCVBNM?:_",
    "sk": ";+ľščťžýáíé=´qwertzuiopúäasdfghjklô§ňyxcvbnm,.-" + '°1234567890%ˇQWERTZUIOP/(ASDFGHJKL"!)YXCVBNM?:_',
    "hu": "0123456789öüóqwertzuiopőúasdfghjkléáűyxcvbnm,.-" + "§'\"+!%/=()ÖÜÓQWERTZUIOPŐÚASDFGHJKLÉÁŰYXCVBNM?:_",
    "es": "º1234567890'¡qwertyuiop`+asdfghjklñ´çzxcvbnm,.-" + 'ª!"·$%&/()=?¿QWERTYUIOP^*ASDFGHJKLÑ¨ÇZXCVBNM;:_',
    "latam": "|1234567890'¿qwertyuiop´+asdfghjklñ{}zxcvbnm,.-" + '°!"#$%&/()=?¡QWERTYUIOP¨*ASDFGHJKLÑ[]ZXCVBNM;:_',
    "pt": "\\1234567890'«qwertyuiop+´asdfghjklçº~zxcvbnm,.-" + '|!"#$%&/()=?»QWERTYUIOP*`ASDFGHJKLÇª^ZXCVBNM;:_',
    "br": "'1234567890-=qwertyuiop´[asdfghjklç~]zxcvbnm,.;" + '"!@#$%¨&*()_+QWERTYUIOP`{ASDFGHJKLÇ^}ZXCVBNM<>:',
    "it": "\\1234567890'ìqwertyuiopè+asdfghjklòàùzxcvbnm,.-" + '|!"£$%&/()=?^QWERTYUIOPé*ASDFGHJKLç°§ZXCVBNM;:_',
    "se": "§1234567890+´qwertyuiopå¨asdfghjklöä'zxcvbnm,.-" + '½!"#¤%&/()=?`QWERTYUIOPÅ^ASDFGHJKLÖÄ*ZXCVBNM;:_',
    "dk": "½1234567890+´qwertyuiopå¨asdfghjklæø'zxcvbnm,.-" + '§!"#¤%&/()=?`QWERTYUIOPÅ^ASDFGHJKLÆØ*ZXCVBNM;:_',
    "no": "|1234567890+\\qwertyuiopå¨asdfghjkløæ'zxcvbnm,.-" + '§!"#¤%&/()=?`QWERTYUIOPÅ^ASDFGHJKLØÆ*ZXCVBNM;:_',
    "gb": "`1234567890-=qwertyuiop[]asdfghjkl;'#zxcvbnm,./" + '¬!"£$%^&*()_+QWERTYUIOP{}ASDFGHJKL:@~ZXCVBNM<>?',
    "ca": "#1234567890-=qwertyuiop^¸asdfghjkl;`<zxcvbnm,.é" + "|!\"/$%?&*()_+QWERTYUIOP^¨ASDFGHJKL:`>ZXCVBNM'.É",
    "tr": '"1234567890*-qwertyuıopğüasdfghjklşi,zxcvbnmöç.' + "é!'^+%&/()=?_QWERTYUIOPĞÜASDFGHJKLŞİ;ZXCVBNMÖÇ:",
    "jp": "\x001234567890-^qwertyuiop@[asdfghjkl;:]zxcvbnm,./"
    + "\x00!\"#$%&'()\x00=~QWERTYUIOP`{ASDFGHJKL+*}ZXCVBNM<>?",
    "dvorak": "`1234567890[]',.pyfgcrl/=aoeuidhtns-\\;qjkxbmwvz" + '~!@#$%^&*(){}"<>PYFGCRL?+AOEUIDHTNS_|:QJKXBMWVZ',
    "colemak": "`1234567890-=qwfpgjluy;[]arstdhneio'\\zxcvbkm,./" + '~!@#$%^&*()_+QWFPGJLUY:{}ARSTDHNEIO"|ZXCVBKM<>?',
    "ru": "ё1234567890-=йцукенгшщзхъфывапролджэ\\ячсмитьбю." + 'Ё!"№;%:?*()_+ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭ/ЯЧСМИТЬБЮ,',
    "ua": "'1234567890-=йцукенгшщзхїфівапролджєґячсмитьбю." + 'ʼ!"№;%:?*()_+ЙЦУКЕНГШЩЗХЇФІВАПРОЛДЖЄҐЯЧСМИТЬБЮ,',
    "bg": "(1234567890-.,уеишщксдзц;ьяаожгтнвмч„юйъэфхпрлб" + ')!?+"%=:/–№$€ыУЕИШЩКСДЗЦ§ѝЯАОЖГТНВМЧ“ЮЙЪЭФХПРЛБ',
    "gr": "`1234567890-=;ςερτυθιοπ[]ασδφγηξκλ´'\\ζχψωβνμ,./" + '~!@#$%^&*()_+:ΣΕΡΤΥΘΙΟΠ{}ΑΣΔΦΓΗΞΚΛ¨"|ΖΧΨΩΒΝΜ<>?',
    "il": ";1234567890-=/'קראטוןםפ][שדגכעיחלךף,\\זסבהנמצתץ." + '~!@#$%^&*)(_+QWERTYUIOP}{ASDFGHJKL:"|ZXCVBNM><?',
    "ara": "ذ1234567890-=ضصثقفغعهخحجدشسيبلاتنمكط\\ئءؤرﻻىةوزظ"
    + "\u0651!@#$%^&*)(_+\u064e\u064b\u064f\u064cﻹإ`÷×؛<>\u0650\u064d][ﻷأـ،/:\"…~\u0652}{ﻵآ',.؟",
}  # fmt: skip
LATIN = frozenset(LAYOUTS) - {"ru", "ua", "bg", "gr", "il", "ara"}
"""Those that a scanner can be set to: it knows the codes' letters only by a layout that has them."""
_MARKS = {
    "\u0300": "`", "\u0301": "´", "\u0302": "^", "\u0303": "~", "\u0306": "˘", "\u0307": "˙", "\u0308": "¨",
    "\u030a": "°", "\u030b": "˝", "\u030c": "ˇ", "\u0327": "¸", "\u0328": "˛",
}  # fmt: skip
"""The dead key that puts each mark on a letter."""
_DOUBTS = 6
"""Keys that may each be one of two, of which every choice is tried."""
_LAM_ALEF = {"لا": "ﻻ", "لأ": "ﻷ", "لإ": "ﻹ", "لآ": "ﻵ"}
"""One key each; Windows makes two letters of it."""


def names() -> dict[str, str]:
    return {
        "fr": _("French AZERTY"), "be": _("Belgian AZERTY"), "ca": _("Canadian French"), "de": _("German QWERTZ"),
        "ch": _("Swiss QWERTZ"), "cz": _("Czech QWERTZ"), "sk": _("Slovak QWERTZ"), "hu": _("Hungarian QWERTZ"),
        "es": _("Spanish"), "latam": _("Latin American Spanish"), "pt": _("Portuguese"), "br": _("Brazilian"),
        "it": _("Italian"), "se": _("Swedish or Finnish"), "dk": _("Danish"), "no": _("Norwegian"),
        "gb": _("British"), "tr": _("Turkish"), "jp": _("Japanese"), "dvorak": _("Dvorak"), "colemak": _("Colemak"),
        "ru": _("Russian"), "ua": _("Ukrainian"), "bg": _("Bulgarian"), "gr": _("Greek"), "il": _("Hebrew"),
        "ara": _("Arabic"),
    }  # fmt: skip


def undone(text: str, layout: str, side: Side, *, locked: bool = False) -> tuple[str, ...]:
    """What the scanner may have read, from what arrived; nothing where this layout can't have made it. `locked` takes
    Caps Lock back too, in the way that turns the digits round as well."""
    table = _table(layout, side, locked)
    ways: Iterable[str] = (text,)
    if side == "computer":
        ways = (_apart(way, layout) for way in (_doubtful(text, _LAM_ALEF) if layout == "ara" else (text,)))
    found = [way.translate(table) for way in ways]
    if layout == "gr" and side == "computer":
        # The table has a W for the letter that is an S too.
        w, s = ("W", "S") if not locked else ("w", "s")
        found = list(_doubtful(found[0], {w: s}))
    return tuple(way for way in found if "\0" not in way)


def _doubtful(text: str, other: Mapping[str, str]) -> Iterable[str]:
    """The text with any of these as they are or as the other; with too many of them, only all or none."""
    parts = re.split("(" + "|".join(map(re.escape, other)) + ")", text)
    sure, doubts = parts[::2], parts[1::2]
    if not doubts:
        return (text,)
    if len(doubts) > _DOUBTS:
        chosen: Iterable[tuple[str, ...]] = (tuple(doubts), tuple(other[each] for each in doubts))
    else:
        chosen = product(*((each, other[each]) for each in doubts))
    return ("".join(chain.from_iterable(zip(sure, (*way, ""), strict=True))) for way in chosen)


@lru_cache(maxsize=256)
def _table(layout: str, side: Side, locked: bool) -> dict[int, str]:
    """Every character that may arrive, and what it was; \0 for one that this layout has no key for."""
    row = LAYOUTS[layout]
    arrived, was = (row, US) if side == "computer" else (US, row)
    if locked:
        was = was[len(US) // 2 :] + was[: len(US) // 2]
    table: dict[int, str] = _Keys({ord(" "): " "})
    for here, there in zip(arrived, was, strict=True):
        if here != "\0":
            table.setdefault(ord(here), there)
    return table


class _Keys(dict[int, str]):
    def __missing__(self, key: int) -> str:
        return "\0"


def _apart(text: str, layout: str) -> str:
    """Letters that a dead key made, as the dead key and the letter: the keys that were pressed."""
    if text.isascii():
        return text
    keys = LAYOUTS[layout]
    parts: list[str] = []
    for character in text:
        pair = unicodedata.normalize("NFD", character)
        base, marks = pair[0], pair[1:]
        dead = [_MARKS.get(mark, "\0") for mark in marks]
        if marks and character not in keys and all(accent in keys for accent in dead):
            parts += [*dead, base]
        else:
            parts.append(character)
    return "".join(parts)
