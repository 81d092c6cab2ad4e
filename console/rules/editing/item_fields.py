"""The fields of an item that may be set by hand: their names, how they are read from what people write, and shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast, get_args
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from console.rules.editing.item_times import TIMES, retimed, typed_end, typed_length
from console.rules.refusals import Refusal
from console.rules.spans import span
from console.rules.times.plan import Planned
from data import moments
from data.clean import LONGEST, WIDEST, clean
from data.moments import MomentError
from data.records import Interpreting, Item
from data.words import _

WORDS = ("title", "title_alt", "kind", "film", "notes")
FLAGS = ("droppable", "flag", "auto", "public")
LENGTHS = ("least_length", "warning", "danger")
FIELDS = ("title", "title_alt", "kind", *TIMES, "least_length", "hard_out", "warning", "danger", "auto", "calls",
          "droppable", "flag", "public", "interpreting", "film", "notes")  # fmt: skip
"""What can be set, in the order it is shown; `notes_for.DEPARTMENT` beside them."""
NOTES_FOR = "notes_for."
_NO_CALLS = frozenset({"none", "no", "-", "无"})


def field_named(name: str) -> str | None:
    """The field that somebody means: its own name, or one that a list's column may have."""
    from data.readers.headers import folded
    from data.readers.programme import ALIASES

    head, dot, department = name.partition(".")
    if dot:
        whole = clean(department)
        return NOTES_FOR + whole if folded(head) in (folded("notes_for"), folded("notes")) and whole else None
    plain = folded(name)
    for field in FIELDS:
        if plain in (folded(field), *(folded(alias) for alias in ALIASES.get(field, ()))):
            return field
    return None


def read(item: Item, planned: Planned, fields: Mapping[str, str], zone: ZoneInfo) -> Item | Refusal:
    """The item with those fields as they were written; `planned` is where it stands in the plan."""
    named: dict[str, str] = {}
    for name, text in fields.items():
        field = field_named(name)
        if field is None:
            known = ", ".join((*FIELDS, f"{NOTES_FOR}…"))
            said = _("An item has no field {name} that can be set; there are: {known}.")
            return Refusal("no_such_field", said.format(name=clean(name), known=known))
        named[field] = text
    made = item
    for field, text in named.items():
        if field in TIMES:
            continue
        after = _with(made, planned, field, text, zone)
        if isinstance(after, Refusal):
            return after
        made = after
    times = {field: text for field, text in named.items() if field in TIMES}
    timed = retimed(made, planned, times, zone) if times else made
    if isinstance(timed, Refusal):
        return timed
    length = planned.length.total_seconds() if timed.length is None else timed.length
    if "least_length" in named and (timed.least_length or 0) > length and timed.end_rule == "length":
        return _bad("least_length", _("this is longer than the item"))
    return timed


def text_of(item: Item, planned: Planned | None, field: str, zone: ZoneInfo) -> str:
    """The field as somebody would write it; times as the plan has them now."""
    if field.startswith(NOTES_FOR):
        return item.notes_for.get(field.removeprefix(NOTES_FOR), "")
    if field in TIMES and planned is not None:
        match field:
            case "start":
                return clock_text(planned.start.astimezone(zone).strftime("%H:%M:%S"))
            case "end":
                return clock_text((planned.end - planned.conflict).astimezone(zone).strftime("%H:%M:%S"))
            case "length":
                return span(planned.length.total_seconds())
    value = getattr(item, field)
    if field == "hard_out":
        return clock_text(value.astimezone(zone).strftime("%H:%M:%S")) if value is not None else ""
    if field in LENGTHS:
        return span(value) if value is not None else ""
    if field == "calls":
        return "" if value is None else ", ".join(span(each) for each in value) or "-"
    if field in FLAGS:
        return _("yes") if value else _("no")
    return str(value)


def clock_text(text: str) -> str:
    """`10:20` for `10:20:00`."""
    return text.removesuffix(":00") if text.count(":") == 2 else text


def names() -> dict[str, str]:
    """The fields as people call them, in the order of a page."""
    return {
        "title": _("title"), "title_alt": _("other script"), "kind": _("kind"), "start_rule": _("begins"),
        "start": _("start"), "end_rule": _("ends by"), "end": _("end"), "length": _("length"),
        "least_length": _("least length"), "hard_out": _("hard out"), "warning": _("warning at"),
        "danger": _("WRAP at"), "auto": _("next by itself"), "calls": _("called"), "droppable": _("can be cut"),
        "flag": _("flag"), "public": _("in the agenda"), "interpreting": _("interpreting"), "film": _("film"),
        "notes": _("notes"),
    }  # fmt: skip


def _with(item: Item, planned: Planned, field: str, text: str, zone: ZoneInfo) -> Item | Refusal:
    """The item with one field that says no time of it."""
    if field.startswith(NOTES_FOR):
        department, words = field.removeprefix(NOTES_FOR), clean(text)
        rest = {name: note for name, note in item.notes_for.items() if name != department}
        return replace(item, notes_for={**rest, department: words} if words else rest)
    if field in WORDS:
        return _worded(item, field, clean(text))
    if field == "interpreting":
        return _interpreted(item, clean(text).casefold())
    if field in FLAGS:
        from data.readers.rows import NO, YES

        word = clean(text).casefold()
        if word not in YES and word not in NO and word not in (_("yes"), _("no")):
            return _bad(field, _("{text} is neither yes nor no").format(text=repr(clean(text))))
        return replace(item, **{field: word in YES or word == _("yes")})
    try:
        if field == "calls":
            return replace(item, calls=_calls(text))
        if field == "hard_out":
            plain = clean(text)
            return replace(item, hard_out=typed_end(plain, planned.start, zone) if plain else None)
        seconds = typed_length(text, getattr(item, field)) if clean(text) else None
    except MomentError as why:
        return _bad(field, str(why))
    if field == "least_length":
        return replace(item, least_length=seconds)
    own = {"warning": 120.0, "danger": 60.0}[field]
    return replace(item, **{field: own if seconds is None else seconds})


def _worded(item: Item, field: str, words: str) -> Item | Refusal:
    if field == "title" and not words:
        return _bad(field, _("this is empty, and it is needed"))
    most = WIDEST if field == "notes" else LONGEST
    if len(words) > most:
        said = _("{n} signs are too many for {field}; {most} is the most.")
        return Refusal("too_long", said.format(n=len(words), field=names()[field], most=most))
    return replace(item, **{field: words.casefold() if field == "kind" else words})


def _interpreted(item: Item, word: str) -> Item | Refusal:
    known = get_args(Interpreting)
    if word not in known:
        said = _("{text} is not one of {known}")
        return _bad("interpreting", said.format(text=repr(word), known=", ".join(filter(None, known))))
    return replace(item, interpreting=cast(Interpreting, word))


def _calls(text: str) -> tuple[float, ...] | None:
    """`5, 1`: five minutes and one before; nothing: as the event has it; `-`: not called."""
    plain = clean(text)
    if not plain:
        return None
    if plain.casefold() in _NO_CALLS:
        return ()
    parts = plain.replace("，", ",").replace(",", " ").split()
    return tuple(sorted({moments.length(part) for part in parts}, reverse=True))


def _bad(field: str, why: str) -> Refusal:
    return Refusal("bad_value", _("{field}: {why}.").format(field=names().get(field, field), why=why.rstrip(".")))
