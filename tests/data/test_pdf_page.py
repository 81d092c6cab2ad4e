"""Pages as PDF: whatever a guest is called, all others are still printed."""

from __future__ import annotations

from pathlib import Path
from subprocess import run

import pytest

from data.writers import fonts, pdf_page
from data.writers.pages import Page, Section, Table
from data.writers.pdf_page import as_pdf, without_font


def page(*names: str) -> Page:
    return Page("Guests", sections=(Section("s", "By name", table=Table(("name",), tuple((name,) for name in names))),))


def text_of(made: bytes) -> str:
    return run(["pdftotext", "-layout", "-", "-"], input=made, capture_output=True, check=True).stdout.decode()


def only(monkeypatch: pytest.MonkeyPatch, *stems: str) -> tuple[Path, ...]:
    """This machine with these fonts and no others."""
    here = tuple(path for path in fonts.installed() if path.stem in stems)
    assert here, f"this machine has none of {stems}"
    monkeypatch.setattr(fonts, "installed", lambda: here)
    return here


def test_a_name_that_no_font_has_keeps_nobody_else_from_the_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    only(monkeypatch, "DejaVuSans")
    made = text_of(as_pdf(page("กฤษณะ", "Ada Byron")))
    assert "Ada Byron" in made
    assert "hollow box" in made
    assert "ก" in without_font(page("กฤษณะ"))


def test_where_every_sign_is_there_no_box_is_spoken_of() -> None:
    made = as_pdf(page("Ada Byron", "李立言"))
    assert "hollow box" not in text_of(made)
    assert without_font(page("Ada Byron", "李立言")) == ()


@pytest.mark.parametrize(
    "name", ["Zero\u200bWidth\u200dJoin\ufeff", "👩‍👩‍👧 Ada", "Ada\u202e nory\u2066B", "e\u0301" + "\u0302" * 30]
)
def test_signs_that_nobody_sees_need_no_font(name: str) -> None:
    assert without_font(page(name)) == ()


def test_words_from_the_right_can_be_read() -> None:
    assert "محمد عبد" in text_of(as_pdf(page("محمد عبد", "Ada Byron")))


def test_no_font_at_all_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "installed", lambda: ())
    with pytest.raises(fonts.FontError, match="no font on this machine"):
        pdf_page.as_pdf(page("Ada"))


def test_a_name_is_set_in_one_type_and_its_apostrophe_narrow() -> None:
    made = fonts.stack("Łukasz Żółć d’Aubigné 王伟")
    assert {len({n for n, run in made.runs(word)}) for word in ("Łukasz", "Żółć", "王伟")} == {1}
    if max(pair.plain.widths.get("’", 0.0) for pair in made.pairs[:1]) > 0.8:
        assert "".join(run for _n, run in made.runs("d’Aubigné 王伟")) == "d'Aubigné 王伟"
    assert made.width("d’Aubigné", False) - made.width("dAubigné", False) < 0.5


def test_what_to_install_has_the_signs() -> None:
    assert "cjk" in fonts.to_install("王").lower()
    assert "cjk" not in fonts.to_install("ก").lower()
