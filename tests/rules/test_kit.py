"""A speaker's kit: what is missing, when that is warned of, and what must come back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from console.rules.refusals import Refusal
from console.rules.speakers.kit import Kit, read_kit
from console.rules.speakers.speaking import SpeakersView
from data.facts import Draft, KitSet
from data.records import Item, Slot

Items = Callable[..., Item]


def of(view: SpeakersView, slot: str) -> Any:
    return next(each for each in view.slots if each.id == slot)


@pytest.fixture
def panel(show: Any, item: Items, talking: Any) -> Any:
    """A moderator, an interpreter and two speakers of fifteen minutes in a panel of thirty at 10:00."""
    day = show([item("panel", 30, start="10:00"), item("close", 10)])
    return talking(
        day,
        [
            Slot("m", "panel", 0, "Gwen", kind="moderator"),
            Slot("a", "panel", 1, "A", guest="ga"),
            Slot("b", "panel", 2, "B"),
            Slot("i", "panel", 3, "Fang", kind="interpreter"),
        ],
    )


def test_kit_is_missing_until_it_is_seen_to_and_warned_of_before_the_call(show: Any, item: Items, talking: Any) -> None:
    day = show([item("talk", 20, start="10:00", interpreting="simultaneous")])
    talks = talking(day, [Slot("a", "talk", 0, "A", mic="3", slides=True)])
    talks.do("09:00", "set_state", "a", "here")
    slot = of(talks.at("09:29"), "a")
    assert (slot.missing, slot.unready) == (("mic", "slides", "text"), False)
    assert talks.at("09:30").unready == ("a",), "as long before the call as that is before the turn"
    talks.do("09:31", "see_to", "a", (Kit("mic", "given"), Kit("slides", "given"), Kit("text", "given")))
    slot = of(talks.at("09:32"), "a")
    assert slot.missing == ("slides",), "handed in is not checked"
    assert [(piece.what, piece.number, piece.state, piece.by) for piece in slot.kit] == [
        ("mic", "3", "given", "Kit"), ("slides", "", "given", "Kit"), ("text", "", "given", "Kit"),
    ]  # fmt: skip
    talks.do("09:33", "see_to", "a", (Kit("slides", "none"),))
    assert talks.at("09:34").unready == ()


def test_whoever_is_miked_has_a_microphone_and_one_that_is_not_back_is_said(panel: Any) -> None:
    panel.do("09:30", "see_to", "a", (Kit("mic", "wanted", "7"),))
    assert of(panel.at("09:31"), "a").missing == ("mic",)
    panel.do("09:32", "set_state", "a", "miked")
    assert of(panel.at("09:33"), "a").missing == ()
    panel.do("09:34", "see_to", "a", (Kit("mic", "checked"),))
    panel.do("10:15", "set_state", "a", "off")
    assert panel.at("10:16").out == ("a",)
    panel.do("10:17", "see_to", "a", (Kit("mic", "returned"),))
    assert panel.at("10:18").out == ()


def test_one_microphone_with_two_people_is_said(panel: Any) -> None:
    from console.rules.speakers.slots import see_to

    panel.do("09:30", "see_to", "a", (Kit("mic", "given", "7"),))
    said = see_to(panel.state(), "b", (Kit("mic", "given", "7"),))
    assert not isinstance(said, Refusal) and "A has that microphone too" in said.said
    panel.do("09:31", "see_to", "a", (Kit("mic", "returned"),))
    now = see_to(panel.state(), "b", (Kit("mic", "given", "7"),))
    assert not isinstance(now, Refusal) and "too" not in now.said


def test_whoever_takes_a_slot_has_nothing_in_their_hands_yet(panel: Any) -> None:
    panel.record([Draft("speakers/main", KitSet("a", "mic", "given", "7"))], panel.show.when("09:30"))
    panel.do("09:31", "put_in", "a", "Somebody Else")
    assert of(panel.at("09:32"), "a").kit == ()


@pytest.mark.parametrize(
    ("text", "kit"),
    [
        ("mic=3", Kit("mic", "given", "3")), ("MIC = lapel 2 checked", Kit("mic", "checked", "lapel 2")),
        ("mic=returned", Kit("mic", "returned")), ("slides=checked", Kit("slides", "checked")),
        ("text=none", Kit("text", "none")),
    ],
)  # fmt: skip
def test_kit_is_typed_in_a_word_or_two(text: str, kit: Kit) -> None:
    assert read_kit(text) == kit


@pytest.mark.parametrize("text", ["", "mic", "mic=", "hat=3", "slides=3", "text=lapel given"])
def test_what_is_no_kit_is_said(text: str) -> None:
    assert isinstance(read_kit(text), Refusal)
