"""The verdict panel: five rows at 80 columns, everything at 140, the weightiest first."""

from __future__ import annotations

from rich.cells import cell_len

from screens.widgets.verdict import VerdictShown, verdict_lines
from screens.widgets.verdict_rows import VerdictPart, arranged, broken

MINISTER = (
    VerdictPart("", "Ministerial Counsellor, Chinese Embassy in the UK", 9),
    VerdictPart("say", "lee lee-YEN", 8),
    VerdictPart("", "speaks 13:48  item 05", 7, beside=True),
    VerdictPart("met by", "Zhao Min, told, on her way", 6),
    VerdictPart("give", "headset 041", 6, beside=True),
    VerdictPart("party", "Embassy  3 of 5 in", 5, key="^R takes the other 2"),
)
CARE = (
    VerdictPart("", "DO NOT PHOTOGRAPH", 2, loud=True, beside=True),
    VerdictPart("note", "The green room with Zhao Min before all else, not past the press by the coats", 3, loud=True),
    VerdictPart("assist", "wheelchair, step-free", 4),
)  # fmt: skip


def panel(*parts: VerdictPart, width: int = 80, rows: int = 5, word: str = "IN") -> list[str]:
    told = VerdictShown("in", word, "+", "13:11:57", "stage told  13:11:57", "李立言  LI Liyan", "VIP  seat A12", parts)
    return [line.plain.rstrip() for line in verdict_lines(told, width, rows)]


def test_the_sketch() -> None:
    assert panel(*MINISTER) == [
        "== + 13:11:57 ========================================== stage told  13:11:57 ==",
        "  ###  #   #   李立言  LI Liyan                                   VIP  seat A12",
        "   #   ##  #   Ministerial Counsellor, Chinese Embassy in the UK",
        "   #   # # #   say       lee lee-YEN                      speaks 13:48  item 05",
        "   #   #  ##   met by    Zhao Min, told, on her way           give  headset 041",
        "  ###  #   #   party     Embassy  3 of 5 in                ^R takes the other 2",
        "=" * 80,
    ]


def test_what_weighs_most_stays_and_the_rest_is_counted() -> None:
    rows = panel(*CARE, *MINISTER)
    text = "\n".join(rows)
    assert "note" in text and "DO NOT PHOTOGRAPH" in text and "wheelchair" in text
    assert "^R takes the other 2" in text
    assert "lee lee-YEN" not in text
    assert "4 more: ^D the card ==" in rows[-1]


def test_a_wide_and_high_terminal_shows_all() -> None:
    text = "\n".join(panel(*CARE, *MINISTER, width=140, rows=8))
    for part in (*CARE, *MINISTER):
        assert part.text in text, part
    assert "more: ^D" not in text


def test_no_row_is_wider_than_the_room() -> None:
    long = [VerdictPart("note", "长" * 90, 1, loud=True, key="^K came"), *MINISTER, *CARE]
    for width in (60, 80, 81, 100, 140):
        for word in ("IN", "ASK", "STOP"):
            told = VerdictShown("ask", word, "?", "13:11:57", "Main", "名" * 60, "VIP", tuple(long))
            assert {line.cell_length for line in verdict_lines(told, width, 5)} == {width}


def test_a_sentence_is_cut_to_a_row_before_it_is_left_out() -> None:
    message = VerdictPart(
        "", "Already in since 12:52, Main entrance, by Ann. Same person? Then let in.", 0, key="^Y let in"
    )
    rows, left = arranged([message, CARE[1], CARE[2]], 3, 50)
    assert left == 1
    assert [row.left.label for row in rows] == ["", "", "note"]
    assert rows[1].left.key == "^Y let in"


def test_sentences_break_between_words_and_names_between_names() -> None:
    assert broken("one two three", 8) == ["one two", "three"]
    assert broken("吴迪 WU Di,  陈若琳 CHEN Ruolin", 24) == ["吴迪 WU Di,", "陈若琳 CHEN Ruolin"]
    assert broken("长" * 10, 8, 3) == ["长" * 4, "长" * 4, "长" * 2]
    assert all(cell_len(row) <= 9 for row in broken("abcdefghijklmnopqrs", 9, 3))
