"""What a newer programme changes, item by item, and what the day keeps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from console.rules.lists.item_changes import Here, ItemsCompared, compare_items
from console.rules.lists.item_places import places
from data.readers.plan import Row
from data.records import Item

NINE = datetime(2026, 10, 25, 9, 0, tzinfo=UTC)
WITH_ID = frozenset({"id", "title", "start"})
WITHOUT = frozenset({"title", "start"})


def item(ident: str, pos: int = 0, title: str = "", stage: str = "main", minute: int = 0) -> Item:
    start = NINE.replace(minute=minute)
    return Item(id=ident, stage=stage, pos=pos, title=title or ident, start=start, length=600, start_rule="fixed")


def rows(items: Sequence[Item], fields: frozenset[str] = WITH_ID) -> list[Row[Item]]:
    return [Row("plan.csv", number, each, fields) for number, each in enumerate(items, 2)]


def here(*items: Item, **more: object) -> dict[str, Here]:
    return {each.id: Here(each.stage, each, **more) for each in items}  # type: ignore[arg-type]  # passed on as given


def before(*items: Item) -> dict[str, Item]:
    return {each.id: each for each in items}


def compare(now: Sequence[Row[Item]], was: dict[str, Item], **more: object) -> ItemsCompared:
    standing = more.pop("here", {ident: Here(one.stage, one) for ident, one in was.items()})
    return compare_items(now, was, standing, **more)  # type: ignore[arg-type]  # passed on as given


def test_new_changed_same_gone_and_where_in_the_list() -> None:
    was = before(item("A"), item("B", 1), item("C", 2))
    found = compare(rows([item("A"), item("B", 1, title="other"), item("D", 2)]), was)
    assert [(one.item.id, one.row) for one in found.new] == [("D", 4)]
    [changed] = found.changed
    assert (changed.item.id, changed.row) == ("B", 3)
    assert [(f.field, f.old, f.new) for f in changed.fields] == [("title", "B", "other")]
    assert (found.same, [one.id for one in found.gone]) == (1, ["C"])
    assert [one.id for one in found.written] == ["B", "D"]


def test_an_item_of_another_day_of_the_file_is_not_gone() -> None:
    was = before(item("A"), item("B", 1))
    assert compare(rows([item("A")]), was, elsewhere=rows([item("B", 1)])).gone == ()


def test_a_list_of_another_day_stands_behind_or_before_what_is_there() -> None:
    was = before(item("A", minute=10), item("B", 16, minute=20))
    later = rows([item("C", minute=30), item("D", 16, minute=40)])
    assert places(later, was, ())[0] == {"C": 32, "D": 48}
    earlier = rows([item("C", minute=0), item("D", 16, minute=5)])
    assert places(earlier, was, ())[0] == {"C": -32, "D": -16}


def test_what_is_called_the_same_on_another_day_is_another_item() -> None:
    was = before(item("01", title="Coffee"))
    tomorrow = replace(item("row:2", title="Coffee"), start=NINE.replace(day=26))
    found = compare(rows([tomorrow], WITHOUT), was)
    assert ([one.item.id for one in found.new], found.changed) == (["02"], ())
    both = compare(rows([tomorrow, item("row:3", title="Opening")], WITHOUT), was)
    assert [one.item.id for one in both.changed] == ["01"]  # the list speaks of that day too, and has it elsewhere


def test_an_item_put_between_two_others_moves_neither() -> None:
    was = before(item("A", 0), item("B", 16))
    found = compare(rows([item("A", 0), item("N", 16), item("B", 32)]), was)
    assert [(one.id, one.pos) for one in found.written] == [("N", 8)]
    assert (found.same, found.changed) == (2, ())


def test_where_there_is_no_room_what_follows_moves_on_and_is_the_same() -> None:
    was = before(item("A", 0), item("B", 1), item("C", 2))
    found = compare(rows([item("A", 0), item("N", 1), item("B", 2), item("C", 3)]), was)
    assert [one.item.id for one in found.new] == ["N"]
    assert (found.same, found.changed) == (3, ())
    assert {one.id: one.pos for one in found.written} == {"N": 1, "B": 2, "C": 3}


def test_an_item_that_stands_elsewhere_is_told_and_no_other() -> None:
    was = before(item("A", 0), item("B", 16), item("C", 32))
    found = compare(rows([item("C", 0), item("A", 16), item("B", 32)]), was)
    assert [(one.item.id, one.moved, one.fields) for one in found.changed] == [("C", True, ())]
    assert [one.id for one in found.written] == ["C"]


@given(st.lists(st.integers(0, 12), unique=True), st.permutations(range(13)))
def test_places_are_in_the_order_of_the_list(old: list[int], new: list[int]) -> None:
    was = before(*(item(str(n), place) for place, n in enumerate(old)))
    listed = rows([item(str(n), place) for place, n in enumerate(new)])
    at, _moved = places(listed, was, ())
    order = [at[row.value.id] for row in listed]
    assert order == sorted(set(order))


def test_what_ran_keeps_its_times_and_its_stage_and_says_so() -> None:
    was = before(item("A"), item("B", 1))
    standing = here(was["A"], ran=NINE)
    later = replace(item("A", title="new words", minute=30), length=900)
    found = compare(rows([later]), was, here=standing, clock=lambda at: f"{at:%H:%M}")
    [changed] = found.changed
    assert [(f.field, f.new) for f in changed.fields] == [("title", "new words")]
    assert [(p.row, p.message) for p in found.odd] == [(2, "A started at 09:00 already: its times stay as they were")]
    assert found.written == (replace(was["A"], title="new words"),)
    moved = compare(rows([item("A", stage="room")]), was, here=standing)
    assert [p.message for p in moved.odd] == ["A ran on stage main already, and stays there"]
    assert moved.written == ()


def test_what_was_set_by_hand_is_told_beside_what_the_list_says() -> None:
    was = before(item("A"))
    standing = {"A": Here("main", replace(was["A"], title="by hand"), by_hand=("title",))}
    [changed] = compare(rows([item("A", title="list")]), was, here=standing).changed
    assert [(f.field, f.new, f.by_hand, f.stands) for f in changed.fields] == [("title", "list", True, "by hand")]


def test_what_was_taken_out_stays_out_and_is_told() -> None:
    was = before(item("A"), item("B", 1))
    standing = {"A": Here("main", removed=True), "B": Here("main", was["B"])}
    found = compare(rows([item("A"), item("B", 1)]), was, here=standing)
    assert ([one.id for one in found.removed], found.new, found.gone, found.same) == (["A"], (), (), 1)
    assert compare(rows([item("B", 1)]), was, here=standing).gone == ()


def test_what_was_added_by_hand_is_never_gone_nor_taken_over() -> None:
    standing = {"X": Here("main", item("X"), added=True)}
    assert compare([], {}, here=standing).gone == ()
    found = compare(rows([item("X", title="list")]), {}, here=standing)
    assert [p.message for p in found.odd] == ["X was added by hand on the day, and stays as it is"]
    assert found.written == ()


def test_items_without_ids_are_known_by_title_then_by_place_and_get_free_numbers() -> None:
    was = before(item("01", 0, "Opening"), item("02", 16, "Talk", minute=10), item("03", 32, "Film", minute=20))
    listed = [
        item("row:2", 0, "opening", minute=5),  # moved by five minutes
        item("row:3", 16, "Talk, new title", minute=10),
        item("row:4", 32, "Coffee", minute=15),
        item("row:5", 48, "FILM", stage="room", minute=30),
    ]
    found = compare(rows(listed, WITHOUT), was, here={**here(*was.values()), "04": Here("main", removed=True)})
    assert found.names == {"row:2": "01", "row:3": "02", "row:4": "05", "row:5": "03"}
    assert [one.item.id for one in found.new] == ["05"]
    assert [one.item.id for one in found.changed] == ["01", "02", "03"]


def test_of_two_with_one_title_each_keeps_its_own_id() -> None:
    was = before(item("01", 0, "Coffee"), item("02", 16, "Coffee", minute=30))
    found = compare(rows([item("row:2", 0, "Coffee"), item("row:3", 16, "Coffee", minute=30)], WITHOUT), was)
    assert (found.same, found.written, found.gone) == (2, (), ())


def test_an_item_of_a_room_that_the_file_does_not_name_is_another_one() -> None:
    was = before(item("01", 0, "Coffee", stage="cellar"))
    found = compare(rows([item("row:2", 0, "Coffee", minute=30)], WITHOUT), was)
    assert [one.item.id for one in found.new] == ["02"]
    moved = compare(rows([item("row:2", 0, "Coffee")], WITHOUT), was)
    assert [one.item.id for one in moved.changed] == ["01"]
