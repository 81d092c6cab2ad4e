"""Who came, when and for how long, as the rules define it: each definition by a named example, and sums that agree."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from console.rules.places import places
from console.rules.reports.attendance import Attendance, Window, attendance
from console.rules.reports.figures import Arrivals, Peak
from console.rules.reports.presence import presence, was_there
from data.records import Door, Guest
from data.states import GuestState, Passage

DAY = datetime(2026, 3, 10, tzinfo=UTC)
MAIN = Door(id="main", title="Main entrance")
ROOM = Door(id="room", title="Room", item="film", capacity=2)


def at(text: str) -> datetime:
    hours, minutes = text.split(":")
    return DAY + timedelta(hours=int(hours), minutes=int(minutes))


def passages(*walked: str, doors: tuple[Door, ...] = (MAIN, ROOM)) -> tuple[Passage, ...]:
    """`in main 9:00`, `out room 9:30` as what a fold makes of it; the first door is the perimeter."""
    known = {door.id: (place, door) for place, door in enumerate(doors)}
    made = []
    for n, text in enumerate(walked):
        way, door_id, when = text.split()
        place, door = known[door_id]
        entry = way == "in"
        made.append(
            Passage(
                fact=f"s:{n}",
                act=f"s:{n}",
                way="in" if entry else "out",
                door=door_id,
                record=door.shares or door_id,
                at=at(when),
                operator="Mei",
                arrival=entry and door.arrival,
                perimeter=not entry and place == 0,
            )
        )
    return tuple(made)


def guest(
    name: str, *walked: str, how: str = "listed", doors: tuple[Door, ...] = (MAIN, ROOM), **fields: str
) -> GuestState:
    went = passages(*walked, doors=doors)
    arrived = next((p.at for p in went if p.way == "in" and p.arrival), None)
    about = Guest(id=name, name=name.title(), **fields)  # type: ignore[arg-type]
    return GuestState(guest=about, number=1, how=how, passages=went, arrived=arrived)  # type: ignore[arg-type]


def count(
    *guests: GuestState,
    doors: tuple[Door, ...] = (MAIN, ROOM),
    windows: tuple[Window, ...] = (),
    close: str = "18:00",
    until: str | None = None,
) -> Attendance:
    where = places({door.id: door for door in doors})
    return attendance(guests, where, windows, close=at(close), until=at(until) if until else None)


# -- people ------------------------------------------------------------------------------------------------------------
def test_arrived_is_people_not_entries() -> None:
    found = count(guest("ada", "in main 9:00", "out main 9:30", "in main 10:00", "in room 10:05"))
    assert found.guests.arrived == 1
    assert [(d, c.entries, c.exits) for d, c in found.doors.items()] == [("main", 2, 1), ("room", 1, 0)]


def test_came_and_no_shows_are_of_the_expected() -> None:
    found = count(guest("ada", "in main 9:00"), guest("tom"), guest("may", status="regrets"))
    assert (found.guests.expected, found.guests.came, found.guests.no_show) == (2, 1, 1)
    assert [person.id for person in found.no_shows] == ["tom"]


def test_guests_let_in_against_their_status_are_unexpected() -> None:
    states = ("cancelled", "regrets", "blocked", "pending")
    found = count(*[guest(status, "in main 9:00", status=status) for status in states])
    assert (found.guests.unexpected, found.guests.came, found.guests.arrived) == (4, 0, 4)
    assert found.guests.invited == 4


def test_a_walk_in_is_neither_invited_nor_a_no_show() -> None:
    found = count(guest("wen", "in main 9:00", how="walk_in"), guest("ola", how="walk_in"))
    assert (found.guests.walk_in, found.guests.arrived) == (1, 1)
    assert (found.guests.invited, found.guests.expected, found.guests.no_show) == (0, 0, 0)


def test_a_deputy_makes_the_guest_come() -> None:
    found = count(guest("boss"), guest("aide", "in main 9:00", how="deputy", plus_one_of="boss"))
    assert (found.guests.came, found.guests.no_show, found.guests.arrived) == (1, 0, 1)
    assert found.no_shows == ()


def test_a_deputy_beside_the_guest_is_one_more() -> None:
    boss = guest("boss", "in main 9:00")
    found = count(boss, guest("aide", "in main 9:05", how="deputy", plus_one_of="boss"))
    assert (found.guests.came, found.guests.walk_in, found.guests.arrived) == (1, 1, 2)


def test_an_entry_at_a_door_that_is_no_arrival_is_not_arriving() -> None:
    car_park = Door(id="cars", arrival=False)
    found = count(guest("ada", "in cars 8:30", doors=(MAIN, car_park)), doors=(MAIN, car_park))
    assert (found.guests.arrived, found.guests.no_show) == (0, 1)
    assert found.doors["cars"].entries == 1


def test_a_guest_whose_listing_was_taken_back_is_nobody_unless_they_came() -> None:
    gone = GuestState(guest=Guest(id="x1", name="x1"), number=0)
    came = replace(gone, passages=passages("in main 9:00"), arrived=at("9:00"))
    assert count(gone).guests.invited == 0
    found = count(came)
    assert (found.guests.walk_in, found.guests.arrived, found.unlisted) == (1, 1, 1)


# -- inside ------------------------------------------------------------------------------------------------------------
def test_an_exit_at_the_perimeter_leaves_every_room() -> None:
    found = count(guest("ada", "in main 9:00", "in room 9:10", "out main 9:30"))
    assert (found.guests.inside, found.doors["room"].inside, found.doors["main"].inside) == (0, 0, 0)


def test_an_exit_from_a_room_stays_in_the_event() -> None:
    found = count(guest("ada", "in main 9:00", "in room 9:10", "out room 9:30"))
    assert (found.guests.inside, found.doors["room"].inside) == (1, 0)


def test_the_peak_is_the_most_at_once_and_when_it_began() -> None:
    found = count(
        guest("ada", "in main 9:00", "out main 10:00"),
        guest("ben", "in main 9:30", "out main 11:00"),
        guest("cem", "in main 10:00"),
        guest("dee", "in main 10:30"),
    )
    assert found.guests.peak == Peak(3, at("10:30"))
    assert found.guests.inside == 2


def test_where_exits_are_not_scanned_inside_is_not_counted() -> None:
    blind = (Door(id="main", exits="unscanned"),)
    found = count(guest("ada", "in main 9:00", doors=blind), doors=blind)
    assert (found.guests.arrived, found.guests.inside, found.guests.peak, found.dwell) == (1, None, None, None)
    assert found.doors["main"].inside is None


def test_a_room_without_exit_scans_leaves_the_event_counted() -> None:
    doors = (MAIN, Door(id="room", exits="unscanned"))
    found = count(guest("ada", "in main 9:00", "in room 9:10", "out main 9:30", doors=doors), doors=doors)
    assert (found.guests.inside, found.doors["room"].inside, found.doors["main"].inside) == (0, None, 0)


def test_two_entrances_with_one_record_are_one_crowd() -> None:
    doors = (MAIN, Door(id="side", shares="main"))
    found = count(
        guest("ada", "in main 9:00", doors=doors),
        guest("ben", "in side 9:05", "out main 9:30", doors=doors),
        doors=doors,
    )
    assert (found.guests.inside, found.doors["main"].inside, found.doors["side"].inside) == (1, 1, 1)


def test_entries_above_a_capacity_are_marked() -> None:
    found = count(*[guest(name, f"in room 9:0{n}") for n, name in enumerate(("ada", "ben", "cem", "dee"))])
    assert found.doors["room"].over_capacity == 2
    assert found.doors["main"].over_capacity == 0


# -- how long ----------------------------------------------------------------------------------------------------------
def test_dwell_leaves_out_the_time_outside() -> None:
    found = count(guest("ada", "in main 9:00", "out main 9:30", "in main 11:00", "out main 12:00"))
    assert found.dwell is not None
    assert (found.dwell.median, found.dwell.assumed) == (90 * 60, 0)


def test_whoever_is_still_inside_is_counted_to_the_close_and_marked() -> None:
    found = count(guest("ada", "in main 9:00", "out main 10:00"), guest("ben", "in main 17:00"), close="18:00")
    assert found.dwell is not None
    assert (found.dwell.mean, found.dwell.assumed) == (3600, 1)


# -- when --------------------------------------------------------------------------------------------------------------
def test_arrivals_are_first_entries_by_the_quarter_hour() -> None:
    found = count(
        guest("ada", "in main 9:00", "out main 9:20", "in main 9:40"),
        guest("ben", "in main 9:14"),
        guest("cem", "in main 9:45"),
    )
    assert found.arrivals == (
        Arrivals(at("9:00"), 2),
        Arrivals(at("9:15"), 0),
        Arrivals(at("9:30"), 0),
        Arrivals(at("9:45"), 1),
    )


def test_as_of_a_time_later_passages_have_not_happened() -> None:
    people = (guest("ada", "in main 9:00", "out main 10:00"), guest("ben", "in main 11:00"))
    found = count(*people, until="9:30")
    assert (found.guests.arrived, found.guests.inside, found.guests.no_show) == (1, 1, 1)
    assert count(*people).guests.arrived == 2


# -- sessions ----------------------------------------------------------------------------------------------------------
def test_a_session_counts_who_was_inside_while_it_ran() -> None:
    window = Window("film", ("room",), at("10:00"), at("11:00"))
    found = count(
        guest("early", "in room 9:00", "out room 10:00"),
        guest("through", "in room 9:00", "out room 12:00"),
        guest("late", "in room 10:59"),
        guest("after", "in room 11:00"),
        guest("twice", "in room 10:10", "out room 10:20", "in room 10:30"),
        windows=(window,),
    )
    assert found.sessions == {"film": 3}


def test_where_exits_are_not_scanned_an_entry_counts_for_the_session() -> None:
    doors = (MAIN, Door(id="room", exits="unscanned", item="film"))
    window = Window("film", ("room",), at("10:00"), at("11:00"))
    found = count(
        guest("early", "in room 9:50", doors=doors),
        guest("after", "in room 11:30", doors=doors),
        doors=doors,
        windows=(window,),
    )
    assert found.sessions == {"film": 1}


def test_an_item_that_did_not_run_has_no_session() -> None:
    found = count(guest("ada", "in room 9:00"), windows=(Window("film", ("room",), None, None),))
    assert found.sessions == {"film": None}


# -- groups ------------------------------------------------------------------------------------------------------------
def test_categories_are_folded_and_kept_as_first_spelt() -> None:
    found = count(guest("ada", "in main 9:00", category="Press"), guest("ben", category="press "))
    assert [(g.group, g.invited, g.came, g.no_show) for g in found.by_category] == [("Press", 2, 1, 1)]


def test_delegations_leave_out_guests_without_one() -> None:
    found = count(guest("ada", delegation="Embassy"), guest("ben"))
    assert [group.group for group in found.by_delegation] == ["Embassy"]


def test_vips_are_listed_whether_they_came_or_not() -> None:
    found = count(guest("ada", "in main 9:00", "out main 9:30", category="VIP"), guest("li", category="vip"))
    assert [(p.id, p.arrived, p.left) for p in found.vips] == [("ada", at("9:00"), at("9:30")), ("li", None, None)]


# -- whatever happens, the sums agree ----------------------------------------------------------------------------------
walks = st.lists(
    st.tuples(st.sampled_from(("in", "out")), st.sampled_from(("main", "room")), st.integers(0, 600)), max_size=8
).map(lambda walk: sorted(walk, key=lambda step: step[2]))
people = st.lists(
    st.tuples(
        walks,
        st.sampled_from(("expected", "pending", "cancelled", "regrets", "blocked")),
        st.sampled_from(("listed", "walk_in", "plus_one", "deputy")),
        st.sampled_from(("", "vip", "Press", "press")),
        st.sampled_from(("", "0", "1", "2")),
    ),
    max_size=12,
)


@given(people)
def test_sums_always_agree(drawn: list[tuple[list[tuple[str, str, int]], str, str, str, str]]) -> None:
    guests = [
        guest(
            str(n), *[f"{way} {door} {8 + minute // 60}:{minute % 60:02}" for way, door, minute in walk],
            how=how, status=status, category=category, plus_one_of=principal,
        )
        for n, (walk, status, how, category, principal) in enumerate(drawn)
    ]  # fmt: skip
    found = count(*guests, close="20:00")
    figures = found.guests
    arrived = sum(state.arrived is not None for state in guests)
    assert figures.arrived == arrived == figures.came + figures.walk_in + figures.unexpected
    assert figures.expected == figures.came + figures.no_show
    assert len(found.no_shows) == figures.no_show
    assert figures.invited == (
        figures.expected + figures.pending + figures.cancelled + figures.regrets + figures.blocked
    )
    assert sum(line.count for line in found.arrivals) == arrived
    assert sum(group.arrived for group in found.by_category) == arrived
    assert sum(group.invited for group in found.by_category) == figures.invited
    assert figures.inside is not None
    peak = figures.peak.count if figures.peak else 0
    assert figures.inside <= peak <= len(guests)
    assert sum(c.entries for c in found.doors.values()) == sum(p.way == "in" for g in guests for p in g.passages)


@given(walks, st.integers(0, 600), st.integers(0, 120))
def test_presence_agrees_with_walking_through_it_step_by_step(
    walk: list[tuple[str, str, int]], start: int, length: int
) -> None:
    went = passages(*[f"{way} {door} {8 + minute // 60}:{minute % 60:02}" for way, door, minute in walk])
    here: set[str] = set()
    for passage in went:
        if passage.way == "in":
            here.add(passage.record)
        elif passage.perimeter:
            here.clear()
        else:
            here.discard(passage.record)
    was = presence(went)
    assert was.inside == bool(here)
    for record in ("main", "room"):
        stays = was.rooms.get(record, ())
        assert bool(stays and stays[-1].end is None) == (record in here)
        begin, end = at("8:00") + timedelta(minutes=start), at("8:00") + timedelta(minutes=start + length)
        between = any(
            stay.start <= moment and (stay.end is None or moment < stay.end)
            for stay in stays
            for minute in range(start, max(start + 1, start + length))
            if (moment := at("8:00") + timedelta(minutes=minute))
        )
        assert was_there(stays, begin, end) == between
