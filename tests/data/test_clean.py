"""Text from outside, made harmless."""

import pytest

from data.clean import clean, harmless


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("  Ann   Lee ", "Ann Lee"),
        ("Ann\n\tLee\r\n", "Ann Lee"),
        ("\x1b[31mAnn\x1b[0m", "Ann"),
        ("\x1b]0;title\x07Ann", "Ann"),
        ("A\x00n\x07n\x9b31m", "Ann"),
        ("\u202eLee\u202c Ann\u200f", "Lee Ann"),
        ("王\u3000伟", "王 伟"),
        ("Zoe\u0308", "Zoë"),
        ("\ufeffAnn\u200b", "Ann"),
        ("Bob [/] X", "Bob [/] X"),
        ("[@click=app.quit]", "[@click=app.quit]"),
        ("محمد", "محمد"),
    ],
)
def test_one_harmless_line(raw: str, expected: str) -> None:
    assert clean(raw) == expected


def test_marks_do_not_pile_up_over_other_lines() -> None:
    assert harmless("Z" + "\u0301" * 60 + "algo") == "Z\u0301algo".replace("Z\u0301", "\u0179\u0301\u0301")
