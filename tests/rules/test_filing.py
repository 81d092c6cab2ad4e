"""Where a name is filed on paper: family names of many kinds, written in either order and script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.rules.lists.filing import filed
from data.records import Guest


@pytest.mark.parametrize(
    ("name", "name_alt", "family", "files"),
    [
        ("Wei WANG", "", "", ("WANG", "Wei")),
        ("WANG Wei", "王伟", "", ("WANG", "Wei")),
        ("王伟", "Wei Wang", "", ("Wang", "Wei")),
        ("单立人", "Shan Liren", "", ("Shan", "Liren")),
        ("单立人", "", "", ("SHAN", "Liren")),
        ("欧阳明月", "", "", ("OUYANG", "Mingyue")),
        ("吕梁", "", "", ("LÜ", "Liang")),
        ("Ada Lovelace", "", "", ("Lovelace", "Ada")),
        ("Jan van der Berg", "", "", ("van der Berg", "Jan")),
        ("Mary Ann Smith-Jones", "", "", ("Smith-Jones", "Mary Ann")),
        ("Nagy István", "", "Nagy", ("Nagy", "István")),
        ("Gabriel García Márquez", "", "García Márquez", ("García Márquez", "Gabriel")),
        ("Björk", "", "", ("Björk", "")),
        ("Siobhán O'Brien", "", "", ("O'Brien", "Siobhán")),
        ("דוד כהן", "David Cohen", "", ("Cohen", "David")),
        ("김철수", "KIM Cheolsu", "", ("KIM", "Cheolsu")),
        ("李伟 Li Wei", "", "", ("Li", "Wei")),
        ("Wei LI（李伟）", "", "", ("LI", "Wei")),
        ("Tom Reed Jr.", "", "", ("Reed", "Tom Jr.")),
        ("Wang, Mei", "", "", ("Wang", "Mei")),
        ("Ada Byron, OBE", "", "", ("Byron", "Ada OBE")),
    ],
)
def test_a_name_is_filed_under_its_family_name(name: str, name_alt: str, family: str, files: tuple[str, str]) -> None:
    found = filed(Guest("g", name, name_alt=name_alt, family=family))
    assert (found.family, found.given) == files


@pytest.mark.parametrize(
    ("name", "name_alt"), [("김철수", "Kim Cheolsu"), ("Kim Cheolsu", "김철수"), ("王伟", "WANG Wei")]
)
def test_the_name_in_another_script_stands_beside_it(name: str, name_alt: str) -> None:
    assert filed(Guest("g", name, name_alt=name_alt)).other in ("김철수", "王伟")


def test_a_name_of_one_word_is_found_in_both_orders() -> None:
    found = filed(Guest("g", "Björk"))
    assert found.by_family[0] == found.by_given[0] == "bjork"


@given(st.text(min_size=1, max_size=40), st.text(max_size=20), st.text(max_size=10))
def test_no_word_of_a_name_is_lost(name: str, name_alt: str, family: str) -> None:
    found = filed(Guest("g", name, name_alt=name_alt, family=family))
    if not found.other:
        words = f"{found.family} {found.given}".replace(",", " ").split()
        assert sorted(words) == sorted((name.strip() or name_alt).replace(",", " ").split())
