"""What a newer plan changes."""

from console.rules.lists.replanning import compare, compare_slots
from data.readers.plan import Row
from data.records import Film, Slot


def test_new_changed_same_and_gone() -> None:
    before = {"a": Film("a", "A"), "b": Film("b", "B"), "c": Film("c", "C")}
    rows = [Row("films.csv", n, film) for n, film in enumerate((Film("a", "A"), Film("b", "B!"), Film("d", "D")), 2)]
    found = compare(rows, before, lambda film: film.id)
    assert (found.new, found.changed, found.same, found.gone) == ((Film("d", "D"),), (Film("b", "B!"),), 1, ("c",))


def test_a_new_speaker_order_moves_people_and_not_names() -> None:
    before = {s.id: s for s in (Slot("B.1", "B", 1, "Ann"), Slot("B.2", "B", 2, "Bo", guest="g2"))}
    rows = [
        Row("speakers.csv", 2, Slot("B.1", "B", 1, "Bo Lind", guest="g2")),
        Row("speakers.csv", 3, Slot("B.2", "B", 2, "Cid")),
        Row("speakers.csv", 4, Slot("B.3", "B", 3, "Ann")),
    ]
    found = compare_slots(rows, before)
    assert set(found.changed) == {Slot("B.2", "B", 1, "Bo Lind", guest="g2"), Slot("B.1", "B", 3, "Ann")}
    assert found.new == (Slot("B.3", "B", 2, "Cid"),)
    assert found.gone == ()


def test_the_same_speakers_again_change_nothing() -> None:
    slots = [Slot("B.1", "B", 1, "Ann"), Slot("B.2", "B", 2, "Ann")]
    found = compare_slots([Row("speakers.csv", n, s) for n, s in enumerate(slots)], {s.id: s for s in slots})
    assert (found.same, found.written, found.gone) == (2, (), ())
