"""What a file is, told by what stands in it and never by its name."""

from __future__ import annotations

import codecs
import re
from typing import Literal

Form = Literal["json", "xml", "calendar", "table"]
_MARK = re.compile(rb"BEGIN\s*:\s*VCALENDAR", re.IGNORECASE)


def form_of(data: bytes) -> Form:
    """The form of a programme; "table" is everything that is none of the others."""
    begin = data[:4096]
    for bom in (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        begin = begin.removeprefix(bom)
    begin = begin.replace(b"\0", b"").lstrip()
    if begin[:1] in (b"{", b"["):
        return "json"
    if begin[:1] == b"<" and not re.match(rb"<(?:!doctype\s+html|html)", begin, re.IGNORECASE):
        return "xml"
    return "calendar" if _MARK.match(begin) else "table"
