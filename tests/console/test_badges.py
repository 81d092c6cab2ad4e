"""Badges chosen and written: whose, in what order, with which code, and what is said where they can't be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PIL import Image

from console import desk
from console.badges import badges
from console.badges.badges import Look, Wanted
from console.cli.root import run
from console.rules import tickets
from console.rules.refusals import Refusal
from data import tables
from data.facts import Draft, GuestListed, OperatorSet
from data.journal import EventFile
from data.records import Guest, Operator
from data.writers import fonts

Ask = Callable[..., tuple[int, str, str]]


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Ask:
    """One command line: its exit status and its two streams."""

    def asked(*words: object) -> tuple[int, str, str]:
        def no_screen(_opening: Any) -> int:
            raise AssertionError("no room was to be opened")

        capsys.readouterr()
        status = run([str(word) for word in words], no_screen)
        return status, *capsys.readouterr()

    return asked


@pytest.fixture
def more(file: EventFile, noon: datetime) -> EventFile:
    """The small event with guests whose surnames stand first, last and in Chinese only."""
    guests = [
        Guest(id="m1", name="曾可", category="delegate", delegation="Bund Pictures", seat="B2", photo="no"),
        Guest(id="m2", name="Wei WANG", category="speaker", delegation="Bund Pictures"),
        Guest(id="m3", name="AN Lan", name_alt="安岚", status="blocked"),
        Guest(id="../m4", name="Ludwig van Beethoven", title="Composer"),
    ]
    drafts = [Draft(f"guest/{guest.id}", GuestListed(guest, n)) for n, guest in enumerate(guests, 50)]
    with file.transaction() as tx:
        tx.append(drafts, at=noon, operator="setup")
    return file


def ids(file: EventFile, wanted: Wanted) -> list[str]:
    made = badges.chosen(file.db, wanted)
    assert not isinstance(made, Refusal), made
    return [state.guest.id for state in made.guests]


def code_in(picture: Path) -> str:
    """What a scanner reads from the picture."""
    found = zxingcpp.read_barcodes(Image.open(picture).convert("L"))
    assert len(found) == 1
    return str(found[0].text)


# -- whose -------------------------------------------------------------------------------------------------------------
def test_all_who_are_to_come_by_surname(more: EventFile) -> None:
    # Byron, Li, van Beethoven, Wang, Zeng; the cancelled and the blocked guest have none.
    assert ids(more, Wanted()) == ["g1", "g2", "../m4", "m2", "m1"]
    made = badges.chosen(more.db, Wanted())
    assert not isinstance(made, Refusal) and made.left_out == 2


def test_some_are_chosen_by_guest_category_and_delegation(more: EventFile) -> None:
    assert ids(more, Wanted(delegations=("bund pictures",))) == ["m2", "m1"]
    assert ids(more, Wanted(categories=("DELEGATE", "vip"))) == ["g1", "g2", "m1"]
    assert ids(more, Wanted(categories=("delegate",), delegations=("Bund Pictures",))) == ["m1"]
    assert ids(more, Wanted(guests=("g2", "g1", "g2"))) == ["g1", "g2"]
    assert ids(more, Wanted(guests=("m3",))) == ["m3"]
    for wanted, reason in (
        (Wanted(guests=("nobody",)), "no_such_guest"),
        (Wanted(categories=("nothing",)), "nobody_chosen"),
        (Wanted(categories=("press",)), "nobody_chosen"),
    ):
        no = badges.chosen(more.db, wanted)
        assert isinstance(no, Refusal) and no.reason == reason


def test_who_came_all_the_same_has_a_badge(more: EventFile, noon: datetime) -> None:
    desk.admit(more, guest="m3", door="main", now=noon, operator="Mei", force=desk.Override("mistake", "Zhao"))
    assert "m3" in ids(more, Wanted())


# -- what stands on it -------------------------------------------------------------------------------------------------
def test_a_badge_says_who_and_what_and_where(more: EventFile) -> None:
    event, state = tables.event(more.db), tables.guest(more.db, "m1")
    assert state is not None
    made = badges.badge_of(event, state)
    assert (made.first, made.second, made.category, made.delegation) == ("曾可", "", "DELEGATE", "Bund Pictures")
    assert made.notes == ("Seat B2", "No photographs")
    assert made.event == "Case"
    ticket = tickets.read(made.code, event.id)
    assert isinstance(ticket, tickets.Ticket) and ticket.number == 50


def test_a_name_that_can_not_be_shown_is_the_id(file: EventFile, noon: datetime) -> None:
    guest = Guest(id="e1", name="\U0001f600\u200d", name_alt="\u202eEva\u202c <b>")
    with file.transaction() as tx:
        tx.append([Draft("guest/e1", GuestListed(guest, 60))], at=noon, operator="setup")
    state = tables.guest(file.db, "e1")
    assert state is not None
    assert badges.badge_of(tables.event(file.db), state).first == "Eva <b>"


def test_a_badge_made_after_a_ticket_was_replaced_holds_the_new_one(
    file: EventFile, noon: datetime, tmp_path: Path
) -> None:
    def badge(name: str) -> str:
        made = badges.write(file, tmp_path / name, Wanted(guests=("g1",)), Look(), None, operator="Mei")
        assert not isinstance(made, Refusal), made
        return code_in(tmp_path / name)

    old = badge("old.png")
    new = desk.ticket(file, "g1", replace=True, now=noon, operator="Mei")
    assert not isinstance(new, Refusal)
    assert badge("new.png") == new.code != old
    refused = desk.admit(file, code=old, door="main", now=noon, operator="Mei")
    assert not isinstance(refused, Refusal) and refused.reason == "replaced"
    let_in = desk.admit(file, code=badge("new.png"), door="main", now=noon, operator="Mei")
    assert not isinstance(let_in, Refusal) and let_in.verdict == "admitted"


def test_a_badge_of_somebody_listed_twice_is_that_of_who_stays(file: EventFile, noon: datetime, tmp_path: Path) -> None:
    from console.desk.merging import merge

    assert not isinstance(merge(file, "g1", "g2", now=noon, operator="Mei"), Refusal)
    assert ids(file, Wanted(guests=("g2",))) == ["g1"]
    assert ids(file, Wanted()) == ["g1"]


# -- the command line --------------------------------------------------------------------------------------------------
def test_badges_are_written_in_the_format_of_the_ending(more: EventFile, ask: Ask, tmp_path: Path) -> None:
    for name, begins in (("b.html", b"<!doctype html>"), ("b.pdf", b"%PDF-1."), ("b.HTM", b"<!doctype html>")):
        status, out, _err = ask("badges", more.path, "-o", tmp_path / name)
        assert status == 0 and out.startswith("5 badges written: ")
        assert "2 guests are not to come" in out
        assert (tmp_path / name).read_bytes().startswith(begins)
    status, out, _err = ask("badges", more.path, "-o", tmp_path / "b", "--format", "pdf", "--layout", "62mm", "--json")
    assert status == 0
    assert '"badges": 5, "format": "pdf", "layout": "62mm"' in out


def test_single_pictures_go_into_a_folder_and_their_names_into_no_path(
    more: EventFile, ask: Ask, tmp_path: Path
) -> None:
    folder = tmp_path / "in" / "pictures"
    assert ask("badges", more.path, "-o", folder, "--format", "png")[0] == 0
    names = sorted(path.name for path in folder.iterdir())
    assert len(names) == 5 and {"g1.png", "m1.png"} <= set(names)
    assert any(name.startswith("___m4-") for name in names)
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix == ".png") == []
    assert ask("badges", more.path, "-o", tmp_path / "one.svg", "--guest", "g2")[0] == 0
    assert (tmp_path / "one.svg").read_text(encoding="utf-8").count("李立言") == 2
    status, _out, err = ask("badges", more.path, "-o", tmp_path / "all.png")
    assert status == 2 and "folder" in err and not (tmp_path / "all.png").exists()


def test_wrong_use_is_said(more: EventFile, ask: Ask, tmp_path: Path) -> None:
    for words in (
        (), ("-o", tmp_path / "b.pdf", "--queue"), ("-o", tmp_path / "b.doc"), ("-o", tmp_path / "b.pdf", "--fold"),
        ("--print", "p", "--format", "pdf"), ("-o", tmp_path / "b.pdf", "--font", tmp_path / "none.ttf"),
        ("-o", tmp_path / "b.pdf", "--guest", "nobody"), ("-o", tmp_path / "b.pdf", "--layout", "a5"),
    ):  # fmt: skip
        status, out, err = ask("badges", more.path, *words)
        assert (status, out) == (2, ""), words
        assert err.count("\n") == 1, err
    assert ask("badges", more.path, "-o", tmp_path / "b.pdf", "--category", "nothing")[0] == 3
    assert not list(tmp_path.glob("b.*"))


def test_signs_that_no_font_has_are_told_with_whose_they_are(
    more: EventFile, ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    latin = tuple(path for path in fonts.installed() if path.stem == "DejaVuSans")
    monkeypatch.setattr(fonts, "installed", lambda: latin)
    status, out, err = ask("badges", more.path, "-o", tmp_path / "b.pdf")
    assert (status, out, err.count("\n")) == (4, "", 1)
    assert "可 曾 李 立 言" in err and "2 badges" in err and "李立言 Li Liyan" in err and "--font" in err
    assert not (tmp_path / "b.pdf").exists()
    assert ask("badges", more.path, "-o", tmp_path / "b.pdf", "--guest", "g1")[0] == 0
    assert ask("badges", more.path, "-o", tmp_path / "b.html")[0] == 0


def test_all_badges_are_a_list_of_names_and_one_is_the_desks(more: EventFile, noon: datetime, tmp_path: Path) -> None:
    with more.transaction() as tx:
        people = [Operator("Mei", "desk"), Operator("Zhao", "lead"), Operator("Kit", "stage")]
        tx.append([Draft("event", OperatorSet(one)) for one in people], at=noon, operator="setup")

    def write(wanted: Wanted, operator: str) -> str:
        made = badges.write(more, tmp_path / "b.html", wanted, Look(), None, operator=operator)
        return made.reason if isinstance(made, Refusal) else "written"

    assert write(Wanted(), "Zhao") == "written"
    assert write(Wanted(), "Mei") == "not_allowed"
    assert write(Wanted(categories=("vip",)), "Mei") == "not_allowed"
    assert write(Wanted(guests=("g1",)), "Mei") == "written"
    assert write(Wanted(guests=("g1",)), "Kit") == "not_allowed"
    assert write(Wanted(guests=("g1",)), "somebody") == "not_signed_in"


# -- the ticket in the terminal ----------------------------------------------------------------------------------------
def test_the_qr_in_the_terminal_reads_back(file: EventFile, ask: Ask) -> None:
    """As it stands on a dark screen: what is drawn is light."""
    _status, out, _err = ask("ticket", file.path, "--guest", "g1")
    code, drawn = out.splitlines()[1], out.splitlines()[2:]
    assert len(drawn[0]) == 29
    picture = Image.new("L", (29 * 8, 2 * len(drawn) * 8), 0)
    light = {"█": (True, True), "▀": (True, False), "▄": (False, True), " ": (False, False)}
    for row, line in enumerate(drawn):
        for column, sign in enumerate(line.ljust(29)):
            for half, lit in enumerate(light[sign]):
                if lit:
                    at = (column * 8, (2 * row + half) * 8)
                    picture.paste(255, (*at, at[0] + 8, at[1] + 8))
    found = zxingcpp.read_barcodes(picture)
    assert [each.text for each in found] == [code]
