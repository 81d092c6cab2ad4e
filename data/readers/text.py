"""Bytes of a text file as text: UTF-8 with or without BOM, UTF-16, GB18030 or Windows-1252, told apart by rules."""

from __future__ import annotations

import codecs
import re
import unicodedata

from msgspec import Struct

from data.words import _

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_NAMES = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "gb18030": "GB18030",
    "cp1252": "Windows-1252",
}
_RUNS = re.compile(r"([A-Za-z]?)([^\x00-\x7f]+)(?=([A-Za-z]?))")

_LATIN = "\u02ff"
"""Up to here the signs are western letters: read as GB18030 they are no pair that Windows-1252 text makes by chance."""


class UnreadableError(ValueError):
    """The bytes are no text this program reads; the message says why, for an operator, `row` where, if it can be
    told."""

    def __init__(self, message: str, row: int | None = None) -> None:
        super().__init__(message)
        self.row = row


class Text(Struct, frozen=True):
    """A file's text without its BOM, and the name of its encoding."""

    text: str
    encoding: str


def decode(data: bytes) -> str:
    """The text of a file's bytes; UnreadableError where they are no text."""
    return read_text(data).text


def read_text(data: bytes) -> Text:
    """The text of a file's bytes and what it is written in; UnreadableError where they are no text."""
    text, encoding = _decoded(data)
    if "\0" in text:
        raise UnreadableError(_("this is no text file: it holds NUL characters"), _row_of(text, text.index("\0")))
    return Text(text, _NAMES.get(encoding, encoding))


def _decoded(data: bytes) -> tuple[str, str]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strictly(data[len(bom) :], encoding), encoding
    if b"\0" in data:
        return _utf16_without_bom(data)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as why:
        first = why.start
    encoding = _eight_bit(data)
    _refuse_mixed(data, encoding, first)
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError:
        message = _("the text is neither UTF-8, UTF-16, GB18030 nor Windows-1252")
        raise UnreadableError(message, data.count(b"\n", 0, first) + 1) from None


def _refuse_mixed(data: bytes, encoding: str, first: int) -> None:
    """Lists pasted together out of two files: read as either, the names of the other would be wrong and look right.
    Western text never has UTF-8's pairs by chance, Chinese text has some."""
    kept = data.decode("utf-8", errors="surrogateescape")
    apart = sum(1 for sign in kept if sign > "\x7f")
    broken = sum(1 for sign in kept if "\udc80" <= sign <= "\udcff")
    whole = apart - broken
    if whole and (encoding == "cp1252" or whole > 2 * broken):
        message = _("from here on the text is not UTF-8, as it was before: save the whole list as UTF-8")
        raise UnreadableError(message, data.count(b"\n", 0, first) + 1)


def _row_of(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as why:
        row = data[: why.start].decode(encoding, errors="replace").count("\n") + 1
        message = _("the text is not valid {encoding} at byte {byte}")
        raise UnreadableError(message.format(encoding=encoding.upper(), byte=why.start), row) from None


def _utf16_without_bom(data: bytes) -> tuple[str, str]:
    """Commas, digits and line ends have a NUL on one side; on which side most are tells which end comes first.
    Something else with NULs in it would be signs that no text has: then it is read byte by byte, NULs and all."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return data.decode("latin-1"), "latin-1"
    strange = any(unicodedata.category(sign) in ("Cc", "Cn", "Co") and sign not in "\t\r\n" for sign in set(text))
    return (data.decode("latin-1"), "latin-1") if strange else (text, encoding)


def _eight_bit(data: bytes) -> str:
    """GB18030 or Windows-1252. Western names are single high bytes among letters, which GB18030 reads as one sign of
    that byte and the letter after it; Chinese text is mostly pairs of two high bytes, the common signs."""
    try:
        chinese = data.decode("gb18030")
    except UnicodeDecodeError:
        return "cp1252"
    runs = _RUNS.findall(chinese)
    if not _is_cp1252(data):
        return "gb18030"
    lone = sum(1 for before, run, after in runs if len(run) == 1 and run > _LATIN and (before or after))
    if lone * 2 >= len(runs):
        return "cp1252"
    signs = [sign for _before, run, _after in runs for sign in run]
    if sum(map(_in_gb2312, signs)) * 2 > len(signs):
        return "gb18030"
    return _guessed(data)


def _is_cp1252(data: bytes) -> bool:
    """Five bytes have no sign there; the western letters that GB18030 writes with four bytes begin with one of them."""
    try:
        data.decode("cp1252")
    except UnicodeDecodeError:
        return False
    return True


def _in_gb2312(sign: str) -> bool:
    try:
        sign.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _guessed(data: bytes) -> str:
    """For text that is rare either way, e.g. a list of traditional signs only."""
    from charset_normalizer import from_bytes  # slow to import, and hardly ever needed

    best = from_bytes(data, cp_isolation=["gb18030", "cp1252"]).best()
    return best.encoding if best is not None else "gb18030"
