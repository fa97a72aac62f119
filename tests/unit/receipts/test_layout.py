from __future__ import annotations

import math

from receipts.layout import Page, Word, make_rows, plain_text
from tests.unit.receipts.builders import page_of, word


def _tilted(made: Word, degrees: float) -> Word:
    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    return Word(made.text, tuple((x * cosine - y * sine, x * sine + y * cosine) for x, y in made.quad), made.score)  # type: ignore[arg-type]


def test_words_of_a_line_form_a_row_from_left_to_right() -> None:
    rows = make_rows([word("right", 500, 102), word("left", 40, 100), word("below", 40, 150)])
    assert [row.text for row in rows] == ["left\tright", "below"]


def test_a_page_photographed_askew_keeps_its_rows() -> None:
    words = [_tilted(word(f"label number {row}", 40, 40 * row), 6) for row in range(12)]
    words += [_tilted(word(f"value of {row}", 1200, 40 * row), 6) for row in range(12)]
    assert [row.text for row in make_rows(words)] == [f"label number {row}\tvalue of {row}" for row in range(12)]


def test_the_place_of_a_letter_within_a_row_counts_wide_letters_double() -> None:
    row = page_of("合计ab|12.00").rows[0]
    assert row.x_at(0) == row.words[0].left
    assert abs(row.x_at(2) - (row.words[0].left + 40)) < 0.01


def test_full_width_text_becomes_plain_without_changing_its_length() -> None:
    assert plain_text("（小写）：￥１２．５０") == "(小写):¥12.50"


def test_an_empty_page_has_no_score() -> None:
    assert Page([], 10, 10).mean_score == 0
