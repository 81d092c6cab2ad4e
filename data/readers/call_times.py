"""How long before its start something is called: `5:00 1:00`, `5, 1`, or a word for never."""

from __future__ import annotations

import re

from data import moments

_BETWEEN = re.compile(r"[\s,;/+、，；]+")
NEVER = frozenset({"-", "0", "no", "none", "never", "无", "不", "否", "nie", "keine"})


def call_times(text: str) -> tuple[float, ...]:
    """Seconds, the longest first, each once; nothing for never. MomentError where one is no length."""
    plain = text.strip()
    if not plain or plain.casefold() in NEVER:
        return ()
    lengths = {moments.length(part) for part in _BETWEEN.split(plain) if part}
    return tuple(sorted((each for each in lengths if each > 0), reverse=True))
