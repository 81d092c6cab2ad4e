"""films.csv: the technical sheets of what is screened."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from data.readers.media import media_fault
from data.readers.plan import Problem, Row, repeated
from data.readers.rows import Cells, Listing
from data.records import Film
from data.words import _

ALIASES: dict[str, tuple[str, ...]] = {
    "id": ("film id", "no", "number", "编号", "影片编号"),
    "title": ("name", "film", "片名", "影片", "中文片名"),
    "title_alt": ("other title", "english title", "chinese title", "英文片名", "外文片名"),
    "file": ("file name", "media", "文件", "文件名"),
    "runtime": ("length", "duration", "running time", "片长", "时长"),
    "format": ("container", "格式"),
    "aspect": ("aspect ratio", "ratio", "shape", "画幅", "画幅比"),
    "sound": ("audio", "声音", "声道", "音频"),
    "subtitles": ("subs", "字幕"),
    "certificate": ("rating", "cert", "分级"),
    "kdm_from": ("kdm from", "key from", "密钥起"),
    "kdm_until": ("kdm until", "kdm to", "key until", "密钥止"),
}


def read_films(
    path: Path, day: date, zone: ZoneInfo, mapping: Mapping[str, str] | None = None
) -> tuple[list[Row[Film]], list[Problem]]:
    """The films of a list."""
    listing = Listing(path, ALIASES, ("id", "title"), mapping or {})
    rows = [Row(cells.file, cells.row, _film(cells, day, zone), listing.given) for cells in listing]
    problems = listing.problems
    if listing.columns is not None:
        problems += repeated(((row.value.id, row) for row in rows), listing.columns.called("id"), _("the film"))
    return rows, problems


def _film(cells: Cells, day: date, zone: ZoneInfo) -> Film:
    file = cells.text("file")
    if fault := media_fault(file):
        cells.odd("file", fault)
    begin, end = cells.moment("kdm_from", day, zone), cells.moment("kdm_until", day, zone)
    if begin is not None and end is not None and end <= begin:
        cells.odd("kdm_until", _("this is before the key becomes valid"))
    return Film(
        id=cells.needed("id"), title=cells.needed("title"), title_alt=cells.text("title_alt"), file=file,
        runtime=cells.length("runtime"), format=cells.text("format"), aspect=cells.text("aspect"),
        sound=cells.text("sound"), subtitles=cells.text("subtitles"), certificate=cells.text("certificate"),
        kdm_from=begin, kdm_until=end,
    )  # fmt: skip
