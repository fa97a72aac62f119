"""Every code that a reading can carry has its words in every language."""

from __future__ import annotations

import dataclasses

import pytest

from locales import LANGUAGES, text
from receipts.commands import table_text
from services.duplicates import REASONS
from services.receipts import FINER, ReceiptReading, told

PROBLEMS = {
    "unreadable", "not_a_receipt", "total_mismatch", "total_unconfirmed", "parts_mismatch", "number_unclear",
    "future_date", "qr_mismatch", "low_quality",
    "file_too_large", "unsupported", "encrypted", "corrupt", *FINER,
}  # fmt: skip
KINDS = ("outpatient", "inpatient", "einvoice", "vat", "settlement", "pharmacy", "till", "unknown")
NO_LABEL = {"confidence", "boxes", "problems", "tokens", "seconds", "turn", "signs"}
NOTES = (
    "edited_with",
    "saved_after_issue",
    "dated_before_issue",
    "several_revisions",
    "pasted_area",
    "sums_disagree",
    "qr_disagrees",
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_field_kind_reason_and_note_has_its_words(language: str) -> None:
    keys = [f"receipt-problem-{code}" for code in PROBLEMS]
    keys += [
        f"receipt-field-{field.name}" for field in dataclasses.fields(ReceiptReading) if field.name not in NO_LABEL
    ]
    keys += (
        [f"receipt-kind-{kind}" for kind in KINDS]
        + [f"receipt-duplicate-{reason}" for reason in REASONS]
        + ["receipt-advice-photo"]
    )
    for key in keys:
        assert text(language, key)
    for note in NOTES:
        assert text(language, f"receipt-note-{note}", software="x", date="2026-01-01", count="2", field="x")


def test_a_person_is_told_the_finer_reason_only() -> None:
    assert told(("too_many_pixels", "file_too_large")) == ["too_many_pixels"]
    assert told(("file_too_large", "low_quality")) == ["file_too_large", "low_quality"]


def test_the_table_shows_right_none_and_wrong() -> None:
    fields = {
        name: {"right": 3, "none": 1, "wrong": 0}
        for name in ("kind", "number", "date", "total", "seller", "patient", "items")
    }
    result = {
        "rows": [{"level": "photo", "kind": "vat", "count": 4, "unreadable": 0, "fields": fields}],
        "files": 4,
        "seconds": 1.5,
        "slowest": 2.5,
        "wrong_share": 0.0,
    }
    table = table_text(result)
    assert "| photo | vat | 4 | 0 | 3/1/0 |" in table
    assert "| photo | 75% | 75% |" in table and "95 % within 2.50 s" in table
