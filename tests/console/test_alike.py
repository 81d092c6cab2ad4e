"""Who may stand on the list twice."""

from __future__ import annotations

from console.importing.alike import Pairs, alike
from data.records import Guest


def who(ident: str, name: str, **more: str) -> Guest:
    return Guest(**{"id": ident, "name": name, **more})  # type: ignore[arg-type]  # plain text fields only


def why(*guests: Guest) -> list[tuple[str, str, str]]:
    """The first is new, the others were there."""
    return [(pair.id, pair.other, pair.why) for pair in alike(guests[:1], guests[1:]).pairs]


def test_one_e_mail_or_phone() -> None:
    assert why(who("n", "Ann", email="A@x.example"), who("o", "Annie", email="a@x.example")) == [("n", "o", "email")]
    found = why(who("n", "Ann", phone="+44 20 7946 0001"), who("o", "Annie", phone="020 7946 0001"))
    assert found == [("n", "o", "phone")]


def test_names_in_either_order_and_in_either_script() -> None:
    assert why(who("n", "LEE Ann"), who("o", "Ann Lee")) == [("n", "o", "name")]
    assert why(who("n", "王伟"), who("o", "Wei WANG")) == [("n", "o", "name")]
    assert why(who("n", "王伟", name_alt="WANG Wei"), who("o", "Wang, Wei")) == [("n", "o", "name")]


def test_who_only_sounds_alike_is_somebody_else() -> None:
    assert why(who("n", "王伟"), who("o", "王薇")) == []


def test_one_letter_apart() -> None:
    assert why(who("n", "Sofia Lind"), who("o", "Sophia Lind")) == []
    assert why(who("n", "Sofia Lind"), who("o", "Sofia Lindd")) == [("n", "o", "nearly")]
    assert why(who("n", "Sofia Lind"), who("o", "Soifa Lind")) == [("n", "o", "nearly")]
    assert why(who("n", "Ann Li"), who("o", "Ann Lu")) == []  # too short to be a slip


def test_namesakes_with_other_addresses_come_last() -> None:
    new = [who("n1", "Ann Lee", email="a@x.example"), who("n2", "Bob Ray", email="b@x.example")]
    old = [who("o1", "Ann Lee", email="other@x.example"), who("o2", "Bob Ray", organisation="Reels")]
    assert [(p.id, p.other, p.why) for p in alike(new, old).pairs] == [("n2", "o2", "name"), ("n1", "o1", "namesake")]


def test_an_offices_address_makes_nobody_one() -> None:
    guests = [who(f"g{n}", f"Guest {chr(65 + n) * 4}", email="office@x.example") for n in range(6)]
    assert alike(guests, []) == Pairs()


def test_plus_ones_are_nobodys_double() -> None:
    guests = [who(f"A+{n}", "Plus-one of Ann", plus_one_of="A") for n in range(3)]
    assert alike(guests, []) == Pairs()


def test_people_who_were_there_before_are_not_compared_with_each_other() -> None:
    assert alike([who("n", "Zoë Hill")], [who("o1", "Ann Lee"), who("o2", "Ann Lee")]) == Pairs()
