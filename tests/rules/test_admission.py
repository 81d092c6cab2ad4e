"""May this guest pass this door now: each answer by example, their order, and what an override reaches."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from console.rules.admission import DoorNow, No, Override, class_of, decide, door_now
from data.facts import Entered
from data.records import Door, Guest, Status
from data.states import GuestState, Passage

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
LEAD = Override("host vouches", "Duty manager")


def guest(status: Status = "expected", category: str = "delegate", *passages: Passage) -> GuestState:
    return GuestState(Guest("g", "Ada", status=status, category=category), 1, passages=passages)


def passage(way: str, minute: int, record: str = "main") -> Passage:
    at = NOON + timedelta(minutes=minute)
    return Passage("s:1", "s:1", way, record, record, at, "Mei")  # type: ignore[arg-type]


def here(door: Door) -> DoorNow:
    found = door_now({door.id: door}, door.id, date(2026, 3, 10), "Europe/London")
    assert found is not None
    return found


def reason(state: GuestState, door: Door, at: datetime = NOON, inside: int | None = None) -> str:
    answer = decide(state, here(door), at, inside, None)
    return answer.reason if isinstance(answer, No) else "in"


MAIN = Door("main")


def test_a_plain_entry() -> None:
    assert reason(guest(), MAIN) == "in"


@pytest.mark.parametrize("status", ["cancelled", "regrets", "blocked", "pending"])
def test_statuses_refuse_by_their_own_word(status: Status) -> None:
    assert reason(guest(status), MAIN) == status


def test_a_door_that_takes_pending_guests() -> None:
    assert reason(guest("pending"), Door("main", pending=True)) == "in"


def test_categories_compare_without_letter_case_and_none_matches_no_list() -> None:
    vip = Door("vip", admits=("VIP", "Speaker"))
    assert reason(guest(category=" vip "), vip) == "in"
    assert reason(guest(category="press"), vip) == "not_this_door"
    assert reason(guest(category=""), vip) == "not_this_door"
    assert reason(guest(category=""), MAIN) == "in"


def test_the_answers_come_in_the_rules_order() -> None:
    everything = Door("vip", admits=("vip",), opens="20:00", capacity=0)
    state = guest("cancelled", "press", passage("in", -5, "vip"))
    assert reason(state, everything, inside=9) == "cancelled"
    state = replace(state, guest=replace(state.guest, status="expected"))
    assert reason(state, everything, inside=9) == "not_this_door"
    state = replace(state, guest=replace(state.guest, category="vip"))
    assert reason(state, everything, inside=9) == "too_early"
    assert reason(state, replace(everything, opens=""), inside=9) == "already_in"
    assert reason(guest(category="vip"), replace(everything, opens=""), inside=9) == "full"


def test_the_window_with_its_tolerance_names_the_nearest_moment() -> None:
    door = Door("room", opens="13:30", closes="15:00", tolerance=10)
    early = decide(guest(), here(door), NOON, None, None)
    assert isinstance(early, No)
    assert (early.reason, early.try_at) == ("too_early", NOON.replace(hour=13, minute=20))
    assert reason(guest(), door, NOON.replace(hour=13, minute=20)) == "in"
    assert reason(guest(), door, NOON.replace(hour=15, minute=10)) == "in"
    assert reason(guest(), door, NOON.replace(hour=15, minute=10, second=1)) == "too_late"


def test_a_ticket_and_a_door_must_both_be_open() -> None:
    state = guest()
    state = replace(state, guest=replace(state.guest, valid_from=NOON.replace(hour=14)))
    no = decide(state, here(Door("room", opens="13:30")), NOON, None, None)
    assert isinstance(no, No)
    assert no.try_at == NOON.replace(hour=14)
    never = decide(state, here(Door("room", opens="13:00", closes="13:30")), NOON, None, None)
    assert isinstance(never, No)
    assert never.try_at is None


def test_a_door_that_closes_after_midnight() -> None:
    late = Door("party", opens="22:00", closes="02:00")
    assert reason(guest(), late, NOON.replace(hour=23)) == "in"
    assert reason(guest(), late, NOON.replace(hour=1) + timedelta(days=1)) == "in"
    assert reason(guest(), late, NOON.replace(hour=3) + timedelta(days=1)) == "too_late"


def test_already_in_answers_when_where_and_by_whom() -> None:
    no = decide(guest("expected", "", passage("in", -30)), here(MAIN), NOON, None, None)
    assert isinstance(no, No)
    assert no.earlier is not None
    assert (no.earlier.at, no.earlier.door, no.earlier.operator) == (NOON - timedelta(minutes=30), "main", "Mei")


def test_in_again_after_an_exit_unless_the_door_says_no() -> None:
    state = guest("expected", "", passage("in", -30), passage("out", -20))
    assert reason(state, MAIN) == "in"
    assert reason(state, Door("main", reentry=False)) == "already_in"


def test_an_exit_alone_uses_up_nothing() -> None:
    assert reason(guest("expected", "", passage("out", -20)), Door("main", reentry=False)) == "in"


def test_what_happened_in_the_same_instant_counts() -> None:
    assert reason(guest("expected", "", passage("in", 0)), MAIN) == "already_in"


def test_what_happened_later_does_not_count_for_a_late_entry() -> None:
    assert reason(guest("expected", "", passage("in", 30)), MAIN) == "in"


def test_who_left_the_event_left_the_room_too() -> None:
    gone = replace(passage("out", -10), perimeter=True)
    state = guest("expected", "", passage("in", -30), passage("in", -20, "room"), gone, passage("in", -5))
    assert reason(state, Door("room")) == "in"
    assert reason(state, Door("room", reentry=False)) == "already_in"


def test_each_record_is_its_own() -> None:
    assert reason(guest("expected", "", passage("in", -30, "vip")), MAIN) == "in"


def test_full_is_asked_at_capacity_and_stopped_at_the_limit() -> None:
    door = Door("room", capacity=2, limit=3)
    asked = decide(guest(), here(door), NOON, 2, None)
    stopped = decide(guest(), here(door), NOON, 3, None)
    assert isinstance(asked, No)
    assert isinstance(stopped, No)
    assert (asked.reason, asked.kind) == ("full", "ask")
    assert (stopped.reason, stopped.kind) == ("full", "stop")
    assert isinstance(decide(guest(), here(door), NOON, 2, LEAD), Entered)
    assert isinstance(decide(guest(), here(door), NOON, 3, LEAD), No)


def test_full_says_how_many_of_how_many_and_the_safe_number_first() -> None:
    door = Door("room", capacity=3, limit=3)
    no = decide(guest(), here(door), NOON, 4, None)
    assert isinstance(no, No)
    assert (no.inside, no.most, no.at_limit) == (4, 3, True)
    asked = decide(guest(), here(replace(door, limit=9)), NOON, 4, None)
    assert isinstance(asked, No)
    assert (asked.inside, asked.most, asked.at_limit) == (4, 3, False)


def test_two_entrances_make_a_room_no_larger_and_the_least_safe_number_holds() -> None:
    doors = {
        door.id: door
        for door in (
            Door("room", capacity=5, limit=9), Door("stairs", shares="room"),
            Door("lift", shares="room", capacity=2, limit=7), Door("bar", limit=1),
        )
    }  # fmt: skip
    found = {name: door_now(doors, name, date(2026, 3, 10), "Europe/London") for name in doors}
    assert {name: (now.record, now.room.capacity, now.room.limit) for name, now in found.items() if now} == {
        "room": ("room", 5, 7), "stairs": ("room", 5, 7), "lift": ("room", 2, 7), "bar": ("bar", None, 1),
    }  # fmt: skip


def test_nobody_is_held_to_a_number_that_is_not_counted() -> None:
    assert reason(guest(), Door("room", capacity=0, limit=0), inside=None) == "in"


def test_a_ticket_and_a_door_each_say_that_it_was_them() -> None:
    state = guest()
    state = replace(state, guest=replace(state.guest, valid_from=NOON, valid_until=NOON.replace(hour=14)))
    for hour, door, own in (
        (11, Door("room"), True),
        (15, Door("room"), True),
        (13, Door("room", opens="13:30"), False),
    ):
        no = decide(state, here(door), NOON.replace(hour=hour), None, None)
        assert isinstance(no, No)
        assert (no.kind, no.of_ticket) == ("ask", own)
    assert reason(state, Door("room"), NOON) == "in"
    assert reason(state, Door("room"), NOON.replace(hour=14)) == "in"


def test_who_went_out_of_a_door_for_once_is_told_when() -> None:
    gone = guest("expected", "", passage("in", -30), passage("out", -20))
    no = decide(gone, here(Door("main", reentry=False)), NOON, None, None)
    assert isinstance(no, No)
    assert no.earlier is not None
    assert (no.earlier.at, no.left) == (NOON - timedelta(minutes=30), NOON - timedelta(minutes=20))
    still = decide(guest("expected", "", passage("in", -30)), here(Door("main", reentry=False)), NOON, None, None)
    assert isinstance(still, No)
    assert still.left is None


def test_somebody_already_inside_takes_no_second_place() -> None:
    door = Door("room", capacity=1, entry="many")
    assert reason(guest("expected", "", passage("in", -5, "room")), door, inside=1) == "in"


def test_an_override_says_whether_it_was_needed() -> None:
    needed = decide(guest("cancelled"), here(MAIN), NOON, None, LEAD)
    spare = decide(guest(), here(MAIN), NOON, None, LEAD)
    assert isinstance(needed, Entered)
    assert isinstance(spare, Entered)
    assert (needed.forced, needed.force_sent, needed.overrode) == (True, True, "cancelled")
    assert (spare.forced, spare.force_sent, spare.supervisor) == (False, True, "Duty manager")


def test_the_classes_of_the_words() -> None:
    ask = {"already_in", "pending", "not_this_door", "too_early", "too_late", "full"}
    stop = {"unknown", "forged", "other_event", "replaced", "cancelled", "regrets", "blocked", "closed"}
    assert {word for word in ask | stop if class_of(word) == "ask"} == ask


@given(
    st.sampled_from(["expected", "cancelled", "regrets", "blocked", "pending"]),
    st.lists(st.tuples(st.sampled_from(["in", "out"]), st.integers(-60, 60)), max_size=6),
    st.integers(0, 4),
    st.booleans(),
)
def test_an_override_never_passes_the_limit_and_else_always_admits(
    status: Status, moves: list[tuple[str, int]], inside: int, many: bool
) -> None:
    door = Door("main", limit=3, capacity=2, entry="many" if many else "once")
    passages = [passage(way, minute) for way, minute in sorted(moves, key=lambda move: move[1])]
    state = guest(status, "", *passages)
    before = [p for p in passages if p.at <= NOON]
    in_already = bool(before) and before[-1].way == "in"
    answer = decide(state, here(door), NOON, inside, LEAD)
    assert isinstance(answer, No) == (inside >= 3 and not in_already)
