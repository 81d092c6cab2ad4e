"""Columns for departments in a programme: `notes: sound`, `灯光备注`, `Notizen Licht` are notes for one of them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from data.clean import clean

_NOTES = r"(?:notes?|remarks?|hinweise?|notizen?|anmerkung(?:en)?|备注|提示|說明|说明|備註)"
_FIRST = re.compile(rf"{_NOTES}(?:\s+(?:for|für)\s+|\s*[:：(（/_.\-–—]\s*|\s+)(?P<who>.+?)\s*[)）]?", re.IGNORECASE)
_LAST = re.compile(r"(?P<who>.+?)[\s:：_.\-–—]*(?:备注|提示|说明|說明|備註)")
_LAST_LATIN = re.compile(rf"(?P<who>.+?)[\s:：_.\-–—]+{_NOTES}", re.IGNORECASE)


_DEPARTMENTS = frozenset({
    "licht", "light", "lights", "lighting", "lx", "ton", "sound", "audio", "foh", "video", "av", "led", "technik",
    "tech", "playback", "graphics", "camera", "kamera", "rigging", "catering", "security", "photographer",
    "interpreters", "dolmetscher", "mic", "mics", "microphones", "mikro", "mikrofon", "mikrofone", "灯光",
    "音响", "音频", "音效", "视频", "大屏", "屏幕", "摄像", "话筒", "麦克风", "翻译", "后勤", "礼仪",
})  # fmt: skip
"""What departments call themselves: a column of that name is for them."""


def department_of(column: str) -> str:
    """Whose notes a column has, in small letters; "" where it is another column."""
    name = clean(column)
    if name.casefold() in _DEPARTMENTS:
        return name.casefold()
    for form in (_FIRST, _LAST, _LAST_LATIN):
        found = form.fullmatch(name)
        if found is not None:
            return " ".join(found["who"].casefold().split())
    return ""


def notes_for(extra: Mapping[str, str]) -> dict[str, str]:
    """The notes of a row, by department, from the columns that are no field; two columns of one are put together."""
    notes: dict[str, str] = {}
    for column, text in extra.items():
        who = department_of(column)
        if who and text:
            notes[who] = f"{notes[who]}; {text}" if who in notes else text
    return notes
