"""Fonts of this machine: found, asked which signs they have, and put one behind another until all signs are there.

TrueType fonts and those Chinese ones in OpenType that are keyed by character (Noto CJK, Source Han) are taken; printers
trip over other PostScript outlines inside a PDF.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from data.words import _

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

ENDINGS = frozenset({".ttf", ".ttc", ".otf", ".otc"})
_CHINESE = (
    "notosanscjk-regular", "notosanscjksc-regular", "notosanssc-regular", "sourcehansanssc-regular", "sourcehansans",
    "msyh", "pingfang", "hiragino sans gb", "stheiti light", "wqy-zenhei", "wqy-microhei", "droidsansfallbackfull",
    "droidsansfallback", "simhei", "arialuni", "arial unicode", "simsun", "notoserifcjk-regular",
)  # fmt: skip
_OTHERS = ("notosans-regular", "dejavusans", "liberationsans-regular", "arial", "segoeui", "helvetica", "freesans")
_SLANTED = ("italic", "oblique", "condensed", "mono", "light", "thin", "black", "math", "emoji", "symbol", "[", "-vf")
_BOLDER = (("Regular", "Bold"), ("regular", "bold"), ("Light", "Medium"), ("W3", "W6"))
_HAN = range(0x2E80, 0xA000)
_KOREAN = range(0xAC00, 0xD7B0)
_WORDS = re.compile(r"\s+|[\u2e80-\uffdc\U00020000-\U0003ffff]|[^\s\u2e80-\uffdc\U00020000-\U0003ffff]+")
"""A space, one Chinese, Japanese or Korean sign, or a word of any other script."""
_QUOTES = "‘’"
_APOSTROPHE = re.compile(r"(?<=[^\W\u2e80-\uffdc])[‘’](?=[^\W\u2e80-\uffdc])")
_FULL = 0.8


class FontError(Exception):
    """A font that was named is none, or can't be used; the text says so in one line."""


class Face(Struct, frozen=True):
    """One face: its file, which of a collection's faces it is, and how wide each sign asked for is, in parts of the
    size."""

    path: Path
    number: int
    widths: dict[str, float]


class Pair(Struct, frozen=True):
    """A face and its bold, or itself again where there is none."""

    plain: Face
    bold: Face


class Stack(Struct, frozen=True):
    """Faces in the order they are asked; `missing` are the signs that none has."""

    pairs: tuple[Pair, ...]
    missing: frozenset[str] = frozenset()

    def face(self, n: int, bold: bool) -> Face:
        return self.pairs[n].bold if bold else self.pairs[n].plain

    def width(self, text: str, bold: bool) -> float:
        """In parts of the size."""
        if len(text) == 1 and text not in _QUOTES:
            return self._width(text, bold)
        return sum([self.face(n, bold).widths.get(sign, 0.0) for n, run in self.runs(text) for sign in run])

    def _width(self, sign: str, bold: bool) -> float:
        for pair in self.pairs:
            wide = (pair.bold if bold else pair.plain).widths.get(sign)
            if wide is not None:
                return wide
        return 0.0

    def runs(self, text: str) -> Iterator[tuple[int, str]]:
        """The text in stretches of one face each. A word is set in the first face that has all of it, so that no name
        is half in one type and half in another; where none has, sign by sign."""
        if not self.pairs:
            return
        at, run = 0, ""
        for word in _WORDS.findall(self._plain_quotes(text)):
            whole = self._having(word)
            for sign in word if whole is None else (word,):
                n = at if sign.isspace() and run else self._having(sign) if whole is None else whole
                n = 0 if n is None else n
                if n != at and run:
                    yield at, run
                    run = ""
                at, run = n, run + sign
        if run:
            yield at, run

    def _having(self, word: str) -> int | None:
        return next((n for n, pair in enumerate(self.pairs) if all(c in pair.plain.widths for c in word)), None)

    def _plain_quotes(self, text: str) -> str:
        """Chinese fonts set the apostrophe of d’Aubigné as wide as a character: there the typewriter's stands."""
        if text.isascii() or not any(self._width(quote, False) > _FULL for quote in _QUOTES):
            return text
        return _APOSTROPHE.sub("'", text)


def stack(signs: Iterable[str], named: Path | None = None, among: tuple[Path, ...] | None = None) -> Stack:
    """The fewest faces that have the signs: the font named first, then this machine's in the order they look best.

    `among` replaces the machine's fonts. Raises FontError for a named file that is no font.
    """
    wanted = frozenset(sign for sign in signs if not sign.isspace()) | {" "}
    wanted |= {"'"} if wanted.intersection(_QUOTES) else set()
    left = set(wanted)
    pairs: list[Pair] = []
    if named is not None:
        pairs.append(_named(named, wanted))
        left -= pairs[0].plain.widths.keys()
    for path in _by_looks(installed() if among is None else among, any(ord(sign) in _HAN for sign in wanted)):
        if not left and pairs:
            break
        face = _face(path, wanted)
        if face is not None and (left & face.widths.keys() - {" "} or (not pairs and " " in face.widths)):
            pairs.append(_with_bold(face, wanted))
            left -= face.widths.keys()
    return Stack(tuple(pairs), frozenset(left))


def to_install(signs: Iterable[str]) -> str:
    """The font that has such signs, and how Debian calls it."""
    if any(ord(sign) in _HAN or ord(sign) in _KOREAN or ord(sign) >= 0x20000 for sign in signs):
        return _("Noto Sans CJK (fonts-noto-cjk)")
    return _("a Noto Sans that has them (fonts-noto-core)")


def installed() -> tuple[Path, ...]:
    """Every font file here: as fontconfig lists them where it is, else from the usual folders."""
    found = _of_fontconfig() or _of_folders()
    return tuple(sorted({path for path in found if path.suffix.lower() in ENDINGS}))


def _of_fontconfig() -> list[Path]:
    program = shutil.which("fc-list")
    if program is None:
        return []
    try:
        done = subprocess.run([program, "--format=%{file}\n"], capture_output=True, timeout=10, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return []
    return [Path(os.fsdecode(line)) for line in done.stdout.splitlines() if line]


def _of_folders() -> list[Path]:
    home = Path.home()
    if sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA", home))
        folders = [Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts", local / "Microsoft/Windows/Fonts"]
    elif sys.platform == "darwin":
        folders = [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts"]
    else:
        shares = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts")]
        folders = [*shares, home / ".local/share/fonts", home / ".fonts"]
    return [path for folder in folders if folder.is_dir() for path in folder.rglob("*")]


def _by_looks(paths: Iterable[Path], chinese: bool) -> list[Path]:
    order = (*_CHINESE, *_OTHERS) if chinese else (*_OTHERS, *_CHINESE)

    def rank(path: Path) -> tuple[int, str]:
        stem = path.stem.lower()
        place = next((n for n, name in enumerate(order) if stem == name), None)
        if place is None:
            place = next((n + 100 for n, name in enumerate(order) if stem.startswith(name)), 300)
            place += 500 * any(word in stem for word in _SLANTED) + 20 * ("bold" in stem) + 20 * ("serif" in stem)
        return place, str(path)

    return sorted(paths, key=rank)


def _named(path: Path, wanted: frozenset[str]) -> Pair:
    if not path.is_file():
        raise FontError(_("there is no font file {path}").format(path=path))
    face = _face(path, wanted) if path.suffix.lower() in ENDINGS else None
    if face is None:
        words = _("{path} is no font for this: a TrueType font (.ttf, .ttc) or Noto CJK is")
        raise FontError(words.format(path=path))
    return _with_bold(face, wanted)


def _with_bold(face: Face, wanted: frozenset[str]) -> Pair:
    """The face with the bold of its family, if that stands beside it and has the same signs."""
    stem, ending = face.path.stem, face.path.suffix
    names = [stem.replace(plain, bold) for plain, bold in _BOLDER if plain in stem]
    for name in (*names, f"{stem}-Bold", f"{stem}bd", f"{stem}b"):
        beside = face.path.with_name(name + ending)
        bold = _face(beside, wanted) if name != stem and beside.is_file() else None
        if bold is not None and face.widths.keys() <= bold.widths.keys():
            return Pair(face, bold)
    return Pair(face, face)


@lru_cache(maxsize=64)
def _face(path: Path, wanted: frozenset[str]) -> Face | None:
    """The face of that file with the widths of those of the wanted signs that it has; None where it is unusable."""
    from fontTools.ttLib import TTCollection, TTFont, TTLibError

    try:
        with path.open("rb") as file:
            if path.suffix.lower() not in (".ttc", ".otc"):
                return _read(path, 0, TTFont(file, lazy=True), wanted)
            faces = TTCollection(file, lazy=True).fonts
            number = _simplified(faces)
            return _read(path, number, faces[number], wanted)
    except (OSError, TTLibError, KeyError, ValueError, AssertionError, IndexError, AttributeError):
        # Half a font on the machine is no reason not to print with another.
        return None


def _read(path: Path, number: int, font: TTFont, wanted: frozenset[str]) -> Face | None:
    if "glyf" not in font and not ("CFF " in font and hasattr(font["CFF "].cff.topDictIndex[0], "ROS")):
        return None
    has = font.getBestCmap() or {}
    size, advances = font["head"].unitsPerEm, font["hmtx"].metrics
    return Face(path, number, {sign: advances[has[ord(sign)]][0] / size for sign in wanted if ord(sign) in has})


def _simplified(fonts: list[TTFont]) -> int:
    """Which face of a collection to take: the one with the characters' mainland shapes, and no typewriter's."""
    names = [str(font["name"].getDebugName(16) or font["name"].getDebugName(1) or "") for font in fonts]
    plain = [n for n, name in enumerate(names) if "Mono" not in name]
    return next((n for n in plain if " SC" in names[n] or names[n].endswith("SC")), plain[0] if plain else 0)
