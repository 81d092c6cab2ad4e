"""Which guest a row of a list is."""

from collections.abc import Iterable

from msgspec.structs import replace

from console.rules.lists.listing import Matched, made_id, match_guests
from data.readers.plan import Row
from data.records import Guest

GIVEN = frozenset({"name", "organisation", "email"})


def rows(*guests: Guest, given: frozenset[str] = GIVEN) -> list[Row[Guest]]:
    return [Row("guests.csv", n, guest, given) for n, guest in enumerate(guests, 2)]


def by_id(guests: Iterable[Guest]) -> dict[str, Guest]:
    return {guest.id: guest for guest in guests}


def listed(*guests: Guest) -> dict[str, Guest]:
    """The guests as the file has them after a first import of such rows."""
    return by_id(match_guests(rows(*guests), {}).new)


def who(name: str, organisation: str = "", email: str = "", **more: str) -> Guest:
    return Guest(**{"id": "", "name": name, "organisation": organisation, "email": email, **more})  # type: ignore[arg-type]  # plain text fields only


def told(found: Matched) -> list[tuple[int | None, str]]:
    return [(problem.row, problem.column) for problem in found.odd]


def test_ids_and_codes_name_a_guest() -> None:
    before = by_id([who("Ann", id="1"), who("Bob", id="2", code="c2")])
    found = match_guests(
        rows(who("Ann Lee", id="1"), who("Bob", code="c2"), who("Cid", id="3"), given=GIVEN | {"id", "code"}), before
    )
    assert [(guest.id, guest.name) for guest in found.changed] == [("1", "Ann Lee")]
    assert (found.same, [guest.id for guest in found.new], found.gone, found.odd) == (1, ["3"], (), ())


def test_the_same_list_again_changes_nothing() -> None:
    people = (who("Ann", "Reels"), who("Bob"), who("王伟", "Bund"), who("王伟", "Daily"), who("Ann", "Reels"))
    before = listed(*people)
    assert len(before) == 5
    found = match_guests(rows(*reversed(people)), before)
    assert (found.same, found.new, found.changed, found.gone, found.odd) == (5, (), (), (), ())


def test_made_ids_are_short_and_their_own() -> None:
    first = made_id(who("Ann", "Reels", "a@x.example"), ())
    assert first == made_id(who("ANN", "reels", "A@x.example"), ())
    assert first.startswith("g-")
    assert len(first) == 10
    assert made_id(who("Ann", "Reels", "a@x.example"), [first]) != first


def test_an_id_made_once_is_kept_when_the_row_is_corrected() -> None:
    before = listed(who("Ann", "Reels", "a@x.example"), who("Bob"))
    found = match_guests(rows(who("Ann", "Camden Reels", "a@x.example"), who("Bob", "Nordlys")), before)
    assert [(guest.id, guest.organisation) for guest in found.changed] == [
        (next(iter(before)), "Camden Reels"),
        (list(before)[1], "Nordlys"),
    ]
    assert (found.new, found.gone) == ((), ())


def test_a_row_that_could_be_several_guests_is_odd_and_nobody_is_touched() -> None:
    before = listed(who("王伟", "Bund"), who("王伟", "Daily"))
    found = match_guests(rows(who("王伟")), before)
    assert told(found) == [(2, "name")]
    assert all(ident in found.odd[0].message for ident in before)
    assert (found.new, found.changed, found.gone) == ((), (), ())


def test_a_guest_that_several_rows_could_be_is_odd_too() -> None:
    found = match_guests(rows(who("王伟", "Bund"), who("王伟", "Daily")), listed(who("王伟")))
    assert told(found) == [(2, "name"), (3, "name")]
    assert (found.new, found.changed) == ((), ())


def test_one_of_two_alike_is_not_guessed() -> None:
    before = listed(who("Ann", seat="A1"), who("Ann", seat="A2"))
    found = match_guests(rows(who("Ann", seat="B9"), given=GIVEN | {"seat"}), before)
    assert told(found) == [(2, "name")]
    same = match_guests(rows(who("Ann", seat="A2"), given=GIVEN | {"seat"}), before)
    assert (same.same, same.odd, [guest.seat for guest in same.gone]) == (1, (), ["A1"])


def test_other_people_of_the_name_are_new() -> None:
    before = listed(who("Ann", "Reels", "ann@reels.example"))
    found = match_guests(rows(who("Ann", "Reels", "ann@reels.example"), who("Ann", "Nordlys", "a@n.example")), before)
    assert (found.same, [guest.organisation for guest in found.new], found.odd) == (1, ["Nordlys"], ())


def test_columns_a_list_does_not_have_stay_as_they_were() -> None:
    before = by_id([who("Ann", "Reels", id="1", seat="A1", extra={"menu": "vegan"})])  # type: ignore[arg-type]  # extra is a dict
    found = match_guests(rows(who("Ann Lee", id="1"), given=frozenset({"id", "name"})), before)
    assert found.changed == (replace(before["1"], name="Ann Lee"),)


def test_a_code_of_somebody_else_is_odd() -> None:
    before = by_id([who("Ann", id="1", code="c1"), who("Bob", id="2")])
    found = match_guests(rows(who("Bob", id="2", code="c1"), given=GIVEN | {"id", "code"}), before)
    assert told(found) == [(2, "code")]


def test_a_guest_who_had_no_id_and_now_has_is_not_doubled() -> None:
    before = listed(who("Ann", "Reels"))
    found = match_guests(rows(who("Ann", "Reels", id="77")), before)
    assert told(found) == [(2, "id")]
    assert found.new == ()


def test_people_added_at_the_desk_are_not_the_lists_to_change() -> None:
    walked_in = who("Ann", id="w-1")
    found = match_guests(rows(who("Ann", id="w-1"), who("Ann")), {}, {"w-1": walked_in})
    assert told(found) == [(2, "id")]
    assert len(found.new) == 1
    assert found.new[0].id.startswith("g-")


def test_guests_the_list_no_longer_has_are_told() -> None:
    before = by_id([who("Ann", id="1"), who("Bob", id="2")])
    assert [guest.id for guest in match_guests(rows(who("Ann", id="1")), before).gone] == ["2"]


def bringing(guest: Guest, *names: str, row: int = 2) -> Row[Guest]:
    return Row("guests.csv", row, guest, GIVEN | {"id", "plus_ones"}, names)


def test_who_comes_along_is_a_guest_with_a_host() -> None:
    ann = who("Ann Lee", "Reels", id="A7", category="vip", delegation="Camden", status="pending")
    found = match_guests([bringing(ann, "Bo Ray", "")], {})
    assert [(g.id, g.name, g.plus_one_of) for g in found.new[1:]] == [
        ("A7+1", "Bo Ray", "A7"),
        ("A7+2", "Plus-one of Ann Lee", "A7"),
    ]
    assert {(g.category, g.delegation, g.status, g.organisation) for g in found.new} == {
        ("vip", "Camden", "pending", "Reels")
    }


def test_the_same_plus_ones_again_are_the_same() -> None:
    row = bringing(who("Ann Lee", id="A7"), "", "")
    before = by_id(match_guests([row], {}).new)
    found = match_guests([row], before)
    assert (found.same, found.new, found.changed, found.gone, found.odd) == (3, (), (), (), ())


def test_hosts_without_an_id_keep_their_plus_ones_too() -> None:
    row = Row("guests.csv", 2, who("Ann Lee", "Reels"), GIVEN | {"plus_ones"}, ("",))
    before = by_id(match_guests([row], {}).new)
    found = match_guests([row], before)
    assert (len(before), found.same, found.new) == (2, 2, ())


def test_a_count_that_was_lowered_is_told_and_removes_nobody() -> None:
    before = by_id(match_guests([bringing(who("Ann Lee", id="A7"), "", "")], {}).new)
    found = match_guests([bringing(who("Ann Lee", id="A7"), "")], before)
    assert (found.same, [guest.id for guest in found.gone]) == (2, ["A7+2"])


def test_a_list_without_a_count_says_nothing_of_plus_ones() -> None:
    before = by_id(match_guests([bringing(who("Ann Lee", id="A7"), "")], {}).new)
    found = match_guests(rows(who("Ann Lee", id="A7"), given=GIVEN | {"id"}), before)
    assert (found.same, found.gone) == (1, ())
    gone = match_guests(rows(who("Bob", id="B1"), given=GIVEN | {"id"}), before).gone
    assert {guest.id for guest in gone} == {"A7", "A7+1"}


def test_a_plus_one_follows_the_host_and_may_be_named_later() -> None:
    before = by_id(match_guests([bringing(who("Ann Lee", id="A7"), "", "")], {}).new)
    moved = who("Ann Byron", id="A7", status="cancelled")
    row = Row("guests.csv", 2, moved, GIVEN | {"id", "plus_ones", "status"}, ("Bo Ray", ""))
    found = match_guests([row], before)
    assert [(g.id, g.name, g.status) for g in found.changed] == [
        ("A7", "Ann Byron", "cancelled"),
        ("A7+1", "Bo Ray", "cancelled"),
        ("A7+2", "Plus-one of Ann Byron", "cancelled"),
    ]
    unnamed = match_guests([bringing(moved, "", "")], {**before, **by_id(found.changed)})
    assert unnamed.changed == ()  # whom the list named once keeps the name


def test_an_id_that_is_somebody_elses_is_no_plus_ones() -> None:
    found = match_guests([bringing(who("Bo", id="A7+1"), row=2), bringing(who("Ann", id="A7"), "", row=3)], {})
    assert told(found) == [(3, "plus_ones")]
    assert [guest.id for guest in found.new] == ["A7+1", "A7"]


def test_an_id_of_another_system_is_not_taken_for_one_that_was_made() -> None:
    before = by_id([who("Ann", "Reels", id="g-2U61lr65dtD1YXI")])
    found = match_guests(rows(who("Ann", "Reels", id="77")), before)
    assert ([guest.id for guest in found.new], found.odd) == (["77"], ())
