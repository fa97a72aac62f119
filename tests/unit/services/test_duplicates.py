from __future__ import annotations

import dataclasses
from datetime import date
from decimal import Decimal

import pytest

from services.duplicates import Known, compare, find_duplicates, token_likeness
from services.receipts import ReceiptReading

TOKENS = ("33060125", "0012345678", "15050", "6050", "4000", "5000", "20260305", "486175274873")
READING = ReceiptReading(
    kind="outpatient",
    code="33060125",
    number="0012345678",
    total=Decimal("150.50"),
    date=date(2026, 3, 5),
    seller="青岚市中心医院",
    tokens=TOKENS,
)
KNOWN = Known.of("r1", "aa", READING)
OTHER = Known(
    "r2",
    "bb",
    "33060125",
    "9912345678",
    Decimal("99.00"),
    date(2026, 3, 5),
    "临川市人民医院",
    ("9900", "123456789", "20260305", "7788", "3344", "5566"),
)


def _new(**changes: object) -> ReceiptReading:
    return dataclasses.replace(READING, **changes)  # type: ignore[arg-type]


def test_the_same_file_is_found_whatever_was_read() -> None:
    (match,) = find_duplicates("aa", ReceiptReading(), [KNOWN, OTHER])
    assert (match.id, match.reason, match.likeness) == ("r1", "same_file", 1.0)


def test_another_photo_of_the_same_paper_is_found_by_its_number() -> None:
    (match,) = find_duplicates("cc", _new(total=None, tokens=()), [KNOWN, OTHER])
    assert (match.id, match.reason) == ("r1", "same_number")


def test_an_eight_digit_number_under_another_code_is_another_invoice() -> None:
    new = Known.of("", "cc", _new(code="44060125", tokens=(), total=Decimal("1")))
    assert compare(new, KNOWN) is None


def test_same_total_date_and_payee_is_found_without_a_number() -> None:
    (match,) = find_duplicates("cc", _new(number=None, tokens=(), seller="青岚市中心医皖"), [KNOWN, OTHER])
    assert (match.id, match.reason) == ("r1", "same_facts")


def test_a_copy_with_a_changed_digit_is_found_by_its_text() -> None:
    changed = tuple(
        "0012345679" if token == "0012345678" else "95050" if token == "15050" else token for token in TOKENS
    )
    (match,) = find_duplicates("cc", _new(number="0012345679", total=Decimal("950.50"), tokens=changed), [KNOWN, OTHER])
    assert (match.id, match.reason) == ("r1", "similar_text")
    assert 0.3 <= match.likeness < 1


def test_a_crop_with_half_of_the_text_is_found() -> None:
    (match,) = find_duplicates("cc", _new(number=None, total=None, tokens=TOKENS[:5]), [KNOWN, OTHER])
    assert match.reason == "similar_text"


def test_a_different_receipt_of_the_same_day_and_hospital_is_no_duplicate() -> None:
    new = _new(
        number="0099999999",
        total=Decimal("12.00"),
        tokens=("33060125", "0099999999", "1200", "300", "900", "20260305", "777777", "888888"),
    )
    assert find_duplicates("cc", new, [KNOWN, OTHER]) == []


def test_the_strongest_reason_comes_first() -> None:
    twin = dataclasses.replace(KNOWN, id="r3", sha256="cc", number="1")
    assert [match.reason for match in find_duplicates("cc", READING, [KNOWN, twin])] == ["same_file", "same_number"]


@pytest.mark.parametrize("tokens", [(), ("12",), ("000", "100")])
def test_texts_without_telling_tokens_are_never_alike(tokens: tuple[str, ...]) -> None:
    assert token_likeness(tokens, tokens) == 0.0
