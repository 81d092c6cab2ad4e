"""The edits of a running order on the day, as values: what an act stores and what a room shows before it is stored."""

from __future__ import annotations

from collections.abc import Container
from typing import Literal
from zoneinfo import ZoneInfo

from msgspec import Struct

from data.records import Door
from data.states import CueState, SpeakersState

EditVerb = Literal["add_item", "set_item", "split_item", "merge_item", "copy_item", "remove_item"]


class Place(Struct, frozen=True):
    """Where an item goes: after one, before one, or (neither) at the end."""

    after: str | None = None
    before: str | None = None


class Add(Struct, frozen=True):
    """A new item. `fields` are texts as people write them, by field; without an `id` it gets a free one."""

    place: Place = Place()
    fields: dict[str, str] = {}
    id: str = ""


class Change(Struct, frozen=True):
    """Some fields of an item, as people write them."""

    item: str
    fields: dict[str, str]


class Split(Struct, frozen=True):
    """An item made into two. `length` is how long the first part is, as people write it; `slot` the last speaker's
    turn that stays in it ("-": none does), `cue` the first one of the second part. One of `length` and `slot` is
    enough."""

    item: str
    length: str = ""
    slot: str = ""
    cue: str = ""
    title: str = ""
    id: str = ""


class Merge(Struct, frozen=True):
    """An item and the one after it (`other`, if it is named) made into one."""

    item: str
    other: str = ""
    title: str = ""


class Copy(Struct, frozen=True):
    """An item once more, after itself where no place is given."""

    item: str
    place: Place = Place()
    id: str = ""


class Remove(Struct, frozen=True):
    """An item taken out. `sure`: its speakers and cues go too, and somebody was told so."""

    item: str
    sure: bool = False


Edit = Add | Change | Split | Merge | Copy | Remove


class Known(Struct, frozen=True):
    """What an edit needs to know beside the order: the event's zone, every item id there is or was, and what hangs on
    the items it is about."""

    zone: ZoneInfo
    ids: Container[str] = frozenset()
    speakers: SpeakersState = SpeakersState("")
    cues: tuple[CueState, ...] = ()
    doors: tuple[Door, ...] = ()


def verb_of(edit: Edit) -> EditVerb:
    """The act's word, as refusals and answers have it."""
    match edit:
        case Add():
            return "add_item"
        case Change():
            return "set_item"
        case Split():
            return "split_item"
        case Merge():
            return "merge_item"
        case Copy():
            return "copy_item"
        case Remove():
            return "remove_item"
