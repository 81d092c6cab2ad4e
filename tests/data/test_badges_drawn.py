"""Badges as they are drawn: all words whole and inside, colours told apart by every eye, codes that read back."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest
import zxingcpp
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from data.clean import harmless
from data.writers import fonts
from data.writers.badges.badge import Badge, Box, Code, Words
from data.writers.badges.face import face
from data.writers.badges.fitting import LEADING, fit
from data.writers.badges.guessed import Guessed
from data.writers.badges.html import html
from data.writers.badges.livery import GROUNDS, contrast, livery
from data.writers.badges.pdf import pdf
from data.writers.badges.png import png
from data.writers.badges.sheets import LAYOUTS, Layout, sheet, single
from data.writers.badges.svg import svg
from data.writers.fonts import FontError, Stack

CODE = "EV2C0ABCDEFGHJKMNPQRSTVWXYZ012"
LONG = 300
PLAIN = Badge(
    "g2", "李立言", CODE, "LI Liyan", "Counsellor", "Embassy", "VIP", "Bund Pictures", ("Seat A12",), "Trial Day 试演日"
)
HOSTILE = [
    Badge("h1", "</text></svg><script>alert(1)</script>", CODE, "\"&<b>'", "]]>", "<!--", "{{ 7*7 }}", "{% raw %}"),
    Badge(
        "h2", "A" * LONG, CODE, "阿" * LONG, "T " * 150, "组" * LONG, "C" * LONG, "D " * 150, ("S" * LONG,), "E" * LONG
    ),
    Badge("h3", "שלום עולם (אבג)", CODE, "a שלום b"),
    Badge("h4", "x", CODE),
]
Read = Callable[[bytes], list[str]]


def read_back(picture: bytes | Image.Image) -> list[str]:
    """The codes that a scanner sees in the picture."""
    image = Image.open(BytesIO(picture)) if isinstance(picture, bytes) else picture
    return sorted(found.text for found in zxingcpp.read_barcodes(image.convert("L")))


@pytest.fixture
def of_pdf(tool: Callable[[str, str], str], tmp_path: Path) -> Read:
    """The codes of all pages of a PDF."""
    program = tool("pdftoppm", "poppler-utils")

    def read(document: bytes) -> list[str]:
        (tmp_path / "it.pdf").write_bytes(document)
        subprocess.run([program, "-r", "200", "-png", tmp_path / "it.pdf", tmp_path / "page"], check=True, timeout=60)
        return sorted(text for page in sorted(tmp_path.glob("page*.png")) for text in read_back(Image.open(page)))

    return read


@pytest.fixture
def of_svg(tool: Callable[[str, str], str]) -> Read:
    """The codes of an SVG."""
    program = tool("rsvg-convert", "librsvg2-bin")

    def read(document: bytes) -> list[str]:
        words = [program, "--dpi-x", "200", "--dpi-y", "200", "--background-color", "white"]
        return read_back(subprocess.run(words, input=document, capture_output=True, check=True, timeout=60).stdout)

    return read


@pytest.fixture
def chinese() -> Stack:
    """The fonts of this machine for the plain badge."""
    found = fonts.stack({sign for text in PLAIN.texts for sign in text})
    if found.missing:
        pytest.fail("this machine has no Chinese font: install fonts-noto-cjk")
    return found


def svgs_of(page: bytes) -> Iterator[bytes]:
    """The sheets of an HTML page, each as an SVG of its own."""
    for drawn in re.findall(rb"<svg .*?</svg>", page, re.DOTALL):
        yield drawn.replace(b"<svg ", b'<svg width="210mm" height="297mm" ', 1)


# -- fitting -----------------------------------------------------------------------------------------------------------
@given(
    text=st.text(st.sampled_from("ab Wi-李立言、(é)́ "), min_size=1, max_size=LONG),
    width=st.floats(20, 100), height=st.floats(4, 40),
)  # fmt: skip
def test_a_text_is_made_smaller_or_broken_but_never_cut(text: str, width: float, height: float) -> None:
    text = " ".join(text.split())
    made = fit(text, width, height, 9.0, Guessed())
    assert "".join(made.lines).replace(" ", "") == text.replace(" ", "")
    assert made.height <= height + 1e-6
    for line in made.lines:
        assert Guessed().width(line, False) * made.size <= width + 1e-6


def test_a_long_name_breaks_between_its_words_where_that_is_larger() -> None:
    made = fit("Maximiliane von Hohenberg-Schwarzenfels zu Altenburg", 79, 20, 11, Guessed())
    assert made.lines == ("Maximiliane von", "Hohenberg-Schwarzenfels", "zu Altenburg")
    assert fit("Tom Reed", 79, 20, 9, Guessed()).lines == ("Tom Reed",)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(data=st.data(), layout=st.sampled_from(LAYOUTS))
def test_whatever_a_guest_is_called_all_of_it_stands_on_the_badge(data: st.DataObject, layout: Layout) -> None:
    words = st.text(max_size=60).map(harmless)
    first = data.draw(words.filter(bool))
    texts = [data.draw(words) for _text in range(5)]
    badge = Badge("g", first, CODE, *texts, notes=(data.draw(words.filter(bool)),), event="E")
    paper = single(layout)
    ops = face(badge, paper, Guessed())
    for text in badge.texts:
        assert text.replace(" ", "") in "".join(op.text for op in ops if isinstance(op, Words)).replace(" ", "")
    for op in ops:
        if isinstance(op, Words):
            wide = Guessed().width(op.text, op.bold) * op.size
            left = op.x - wide / 2 if op.anchor == "middle" else op.x
            assert left >= 0 and left + wide <= paper.width + 1e-6
            assert op.y - op.size * 0.7 > 0 and op.y <= paper.height
        elif isinstance(op, Box):
            assert op.x + op.width <= paper.width + 1e-6 and op.y + op.height <= paper.height + 1e-6
        else:
            assert op.x + op.side <= paper.width and op.y + op.side <= paper.height


@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_line_touches_another_or_the_code(layout: Layout) -> None:
    for badge in (PLAIN, *HOSTILE):
        boxes = []
        for op in face(badge, single(layout), Guessed()):
            if isinstance(op, Words):
                wide = Guessed().width(op.text, op.bold) * op.size
                left = op.x - wide / 2 if op.anchor == "middle" else op.x
                boxes.append((left, op.y - op.size * 0.7, left + wide, op.y + op.size * 0.1))
            elif isinstance(op, Code):
                quiet = op.side * 4 / 33
                boxes.append((op.x + quiet, op.y + quiet, op.x + op.side - quiet, op.y + op.side - quiet))
        for one, other in combinations(boxes, 2):
            apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
            assert apart, (badge.guest, one, other)


def test_the_name_in_the_script_written_first_is_the_largest() -> None:
    for layout in LAYOUTS:
        drawn = {op.text: op.size for op in face(PLAIN, single(layout), Guessed()) if isinstance(op, Words)}
        assert drawn["李立言"] > drawn["LI Liyan"] > max(drawn["Counsellor"], drawn["Embassy"])
        assert LEADING * drawn["李立言"] > 6


# -- colours -----------------------------------------------------------------------------------------------------------
def seen(colour: str, eye: tuple[tuple[float, ...], ...]) -> tuple[float, ...]:
    """The colour as that eye has it, in linear light."""
    parts = [(int(colour[at : at + 2], 16) / 255) ** 2.2 for at in (1, 3, 5)]
    return tuple(sum(weight * part for weight, part in zip(row, parts, strict=True)) for row in eye)


def test_delegations_keep_their_colour_and_every_eye_tells_two_grounds_apart() -> None:
    assert livery("Bund Pictures") == livery(" bund pictures ") == livery("Bund Pictures")
    assert len({livery(f"Delegation {n}") for n in range(200)}) == len(GROUNDS) * 3
    for n in range(50):
        colours = livery(f"D{n}")
        assert contrast(colours.ground, colours.ink) >= 4.5
    # Machado, Oliveira and Fernandes 2009, complete blindness of each kind.
    eyes = [
        ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
        ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
        ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
        ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
    ]
    for eye in eyes:
        for one, other in combinations(GROUNDS, 2):
            far = sum((a - b) ** 2 for a, b in zip(seen(one, eye), seen(other, eye), strict=True)) ** 0.5
            assert far > 0.08, (one, other)


def test_a_label_says_all_in_black() -> None:
    colours = {op.colour for op in face(PLAIN, single("62mm"), Guessed()) if isinstance(op, Box)}
    assert colours == {"#000000", "#ffffff"}
    assert "Bund Pictures" in [op.text for op in face(PLAIN, single("62mm"), Guessed()) if isinstance(op, Words)]


# -- sheets ------------------------------------------------------------------------------------------------------------
def test_ten_badges_stand_on_a_sheet_with_marks_outside_them() -> None:
    paper = sheet("a4")
    assert [len(page) for page in paper.pages(list(range(21)))] == [10, 10, 1]
    left, top = paper.places[0]
    right, bottom = paper.places[-1][0] + paper.badge_width, paper.places[-1][1] + paper.badge_height
    for x1, y1, x2, y2 in paper.cuts():
        assert max(x1, x2) <= left or min(x1, x2) >= right or max(y1, y2) <= top or min(y1, y2) >= bottom
    folded = sheet("a6", fold=True)
    assert (folded.width, folded.height) == (210, 148)
    assert list(folded.pages([1, 2])) == [[1, 1], [2, 2]]


# -- the formats -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("layout", LAYOUTS)
def test_codes_read_back_from_every_format(layout: Layout, of_pdf: Read, of_svg: Read, chinese: Stack) -> None:
    two = [PLAIN, Badge("g9", "Ada Byron", CODE[:-1] + "9")]
    codes = sorted(badge.code for badge in two)
    assert of_pdf(pdf(two, sheet(layout), chinese)) == codes
    page = html(two, sheet(layout))
    assert sorted(code for drawn in svgs_of(page) for code in of_svg(drawn)) == codes
    for badge in two:
        assert of_svg(svg(badge, single(layout))) == [badge.code]
        assert read_back(png(badge, single(layout), chinese)) == [badge.code]


def test_a_folded_badge_has_its_code_on_both_sides(of_pdf: Read, chinese: Stack) -> None:
    assert of_pdf(pdf([PLAIN], sheet("a6", fold=True), chinese)) == [CODE, CODE]


def test_names_can_be_found_in_the_pdf(tool: Callable[[str, str], str], tmp_path: Path, chinese: Stack) -> None:
    program = tool("pdftotext", "poppler-utils")
    (tmp_path / "it.pdf").write_bytes(pdf([PLAIN], sheet("a4"), chinese))
    said = subprocess.run([program, tmp_path / "it.pdf", "-"], capture_output=True, check=True, timeout=60)
    words = said.stdout.decode()
    assert all(text in words for text in ("李立言", "LI Liyan", "Counsellor", "Bund Pictures", "VIP", "Seat A12"))
    assert not said.stderr


def test_hostile_names_stay_text(of_pdf: Read, of_svg: Read) -> None:
    page = html(HOSTILE, sheet("a4"))
    allowed = {"svg", "g", "rect", "text", "path", "line"}
    for drawn in [*svgs_of(page), *(svg(badge, single("a6")) for badge in HOSTILE)]:
        tree = ElementTree.fromstring(drawn)
        assert {element.tag.rpartition("}")[2] for element in tree.iter()} <= allowed
        assert of_svg(drawn)
    assert b"<script" not in page and b"{{ 7*7 }}" in page
    whole = "".join(ElementTree.fromstring(svg(HOSTILE[0], single("a4"))).itertext()).replace("\n", "")
    assert HOSTILE[0].first.replace(" ", "") in whole.replace(" ", "")
    made = fonts.stack({sign for badge in HOSTILE for text in badge.texts for sign in text})
    assert not made.missing
    assert of_pdf(pdf(HOSTILE, sheet("a6"), made)) == [CODE] * len(HOSTILE)
    for badge in HOSTILE:
        assert read_back(png(badge, single("62mm"), made)) == [CODE]


def test_a_name_from_the_right_is_set_from_the_right(tool: Callable[[str, str], str], tmp_path: Path) -> None:
    """Read from the left, as the letters stand on the page, its last letter comes first."""
    program = tool("pdftotext", "poppler-utils")
    name = "שד"
    badge = Badge("h", name, CODE)
    made = fonts.stack(set(name) | set("x"))
    if made.missing:
        pytest.fail("this machine has no Hebrew font: install fonts-dejavu-core")
    (tmp_path / "it.pdf").write_bytes(pdf([badge], sheet("a4"), made))
    words = [program, "-raw", "-bbox", tmp_path / "it.pdf", "-"]
    said = subprocess.run(words, capture_output=True, check=True, timeout=60).stdout.decode()
    assert name[::-1] in said and name not in said


# -- fonts -------------------------------------------------------------------------------------------------------------
def test_signs_that_no_font_has_are_named() -> None:
    latin = tuple(path for path in fonts.installed() if path.stem == "DejaVuSans")
    if not latin:
        pytest.fail("this machine has no DejaVu Sans: install fonts-dejavu-core")
    made = fonts.stack("Li 李立言", among=latin)
    assert made.missing == frozenset("李立言")
    assert fonts.stack("Li", among=latin).missing == frozenset()
    assert fonts.stack("李", among=()).missing == frozenset("李 ")


def test_a_named_font_comes_first_and_must_be_one(tmp_path: Path, chinese: Stack) -> None:
    latin = next(path for path in fonts.installed() if path.stem == "DejaVuSans")
    made = fonts.stack("Li 李", latin)
    assert made.pairs[0].plain.path == latin and not made.missing
    assert [run for _n, run in made.runs("Li 李 x")] == ["Li ", "李 ", "x"]
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"\0\1\0\0 no font")
    for wrong in (broken, tmp_path / "none.ttf", tmp_path):
        with pytest.raises(FontError):
            fonts.stack("Li", wrong)


def test_every_chinese_font_that_is_taken_prints(of_pdf: Read, tool: Callable[[str, str], str], tmp_path: Path) -> None:
    """One font file after the other: those that go into a PDF must come out of it."""
    program = tool("pdftotext", "poppler-utils")
    signs = {sign for text in PLAIN.texts for sign in text}
    latin = tuple(path for path in fonts.installed() if path.stem == "DejaVuSans")
    taken = 0
    for path in fonts.installed():
        made = fonts.stack(signs, among=(path, *latin))
        if made.missing:
            continue
        taken += 1
        document = pdf([PLAIN], sheet("a4"), made)
        (tmp_path / "names.pdf").write_bytes(document)
        said = subprocess.run([program, tmp_path / "names.pdf", "-"], capture_output=True, check=True, timeout=60)
        assert "李立言" in said.stdout.decode(), path
        assert not said.stderr, path
    assert taken
