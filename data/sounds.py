"""Names as they are heard: how else what was typed may be written, and which words sound alike.

Zhang and Zang, Lin and Ling are one name to half of China; Wong is Wang; Kathryn may be Catherine. A character typed
for another of the same sound is found by how it is read.
"""

from __future__ import annotations

import re
from itertools import combinations

from data import names, pinyin
from data.surnames import other_spellings

_SLURRED = re.compile(r"([zcs])(h?)(?=[aeiouv])|n(g?)(?![aeiouvg])")
_BEGUN = {"l": "n", "n": "l", "fu": "hu", "hu": "fu", "huang": "wang", "wang": "huang", "r": "l"}
_MOST, _LONGEST = 24, 20

_SAME_SOUND = (
    ("ph", "f"), ("tsch", "!"), ("tch", "!"), ("sch", "!"), ("sh", "!"), ("cz", "!"), ("chr", "kr"), ("ch", "!"),
    ("ck", "k"), ("ks", "x"), ("gh", ""), ("kn", "n"), ("wr", "r"), ("qu", "k"), ("x", "s"), ("dg", "j"), ("th", "t"),
    ("z", "s"), ("w", "v"), ("v", "f"), ("q", "k"), ("c", "k"),
)  # fmt: skip
_VOWELS = ("a", "e", "i", "o", "u")
_SOFT = re.compile(r"[cg](?=[eiy])")
_ALSO_BEGINS = {
    "c": "kqs", "k": "cq", "q": "kc", "f": "pv", "p": "f", "g": "j", "j": "gyh", "y": "ji", "i": "yj", "s": "czx",
    "z": "sx", "x": "sz", "v": "wf", "w": "v", "a": "eh", "e": "ah", "h": "aeoj", "o": "ha", "r": "w", "n": "k",
}  # fmt: skip


def heard(word: str) -> tuple[str, ...]:
    """How else a word that was heard may be written: other spellings of a family name, southern pinyin, and the sound
    of Chinese characters."""
    if names.is_han(word):
        return tuple(["".join(reading) for reading in pinyin.readings(word)])
    if not (word.isascii() and word.isalpha() and 1 < len(word) <= _LONGEST):
        return ()
    return tuple(dict.fromkeys([*other_spellings(word), *_slurred(word)]))[:_MOST]


def letters_like(letter: str) -> str:
    """The letters that names beginning with this sound may begin with, itself first."""
    return letter + _ALSO_BEGINS.get(letter, "")


def sound(word: str) -> str:
    """The sound of a name in Latin letters: its consonants, and whether it begins with a vowel."""
    plain = _SOFT.sub(lambda found: "s" if found[0] == "c" else "j", word)
    for written, said in _SAME_SOUND:
        plain = plain.replace(written, said)
    if plain[:1] == "y" and plain[1:2] in _VOWELS:
        plain = "j" + plain[1:]
    first = "a" if plain[:1] in "aeiouyh" and plain[:1] else plain[:1]
    kept = [letter for letter in plain[1:] if letter not in "aeiouyh"]
    made = first
    for letter in kept:
        if letter != made[-1:]:
            made += letter
    return made


def _slurred(word: str) -> list[str]:
    changes = [_change(found) for found in _SLURRED.finditer(word)]
    made: list[str] = []
    for count in (1, 2, 3):
        for chosen in combinations(changes, count):
            made.append(_changed(word, chosen))
    begun = [other + word[len(start) :] for start, other in _BEGUN.items() if word.startswith(start)]
    return [*made[:_MOST], *begun]


def _change(found: re.Match[str]) -> tuple[int, int, str]:
    """Where, and what stands there instead: zh for z and z for zh, n for ng and ng for n."""
    if found[1]:
        return found.start(), found.end(), found[1] if found[2] else found[1] + "h"
    return found.start(), found.end(), "n" if found[3] else "ng"


def _changed(word: str, chosen: tuple[tuple[int, int, str], ...]) -> str:
    for start, end, other in reversed(chosen):
        word = word[:start] + other + word[end:]
    return word
