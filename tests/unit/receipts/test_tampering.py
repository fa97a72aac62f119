from __future__ import annotations

import io
from datetime import date

import numpy as np
from PIL import Image, ImageDraw

from receipts.generator.canvas import font
from receipts.generator.degrade import degrade
from receipts.tampering import pasted_fields, tampering_notes
from services.receipts import Box, ReceiptReading
from tests.unit.receipts import files

READING = ReceiptReading(date=date(2026, 3, 5))


def _codes(data: bytes, reading: ReceiptReading = READING) -> list[str]:
    return [note.code for note in tampering_notes(data, reading)]


def _jpeg_with(**tags: str) -> bytes:
    exif = Image.Exif()
    if "software" in tags:
        exif[0x0131] = tags["software"]
    if "taken" in tags:
        exif.get_ifd(0x8769)[0x9003] = tags["taken"]
    out = io.BytesIO()
    Image.new("RGB", (300, 200), "white").save(out, "JPEG", exif=exif)
    return out.getvalue()


def test_an_ordinary_photo_has_no_notes() -> None:
    assert _codes(_jpeg_with(software="HDR+ 1.0.5", taken="2026:03:06 10:00:00")) == []


def test_an_editor_in_the_metadata_is_noted_by_name() -> None:
    (note,) = tampering_notes(_jpeg_with(software="Adobe Photoshop 25.0 (Windows)"), READING)
    assert (note.code, note.fields["software"]) == ("edited_with", "Photoshop")


def test_a_photo_older_than_the_receipt_is_noted() -> None:
    assert _codes(_jpeg_with(taken="2025:12:01 10:00:00")) == ["dated_before_issue"]


def test_sums_and_codes_that_disagree_are_passed_on() -> None:
    reading = ReceiptReading(problems=("parts_mismatch", "qr_mismatch"))
    assert _codes(files.jpeg(), reading) == ["qr_disagrees", "sums_disagree"]


def test_a_pdf_saved_again_on_top_is_noted() -> None:
    clean = files.pdf(text="total 12.00")
    assert _codes(clean) == []
    assert _codes(clean + b"\n1 0 obj\n<<>>\nendobj\nstartxref\n0\n%%EOF\n") == ["several_revisions"]


def test_bad_files_have_no_notes_instead_of_errors() -> None:
    for data in (
        b"",
        b"noise",
        files.jpeg()[:300],
        b"%PDF-1.4 broken",
        files.archive(a=b"x"),
        files.with_broken_metadata(files.jpeg()),
    ):
        assert _codes(data) == []


def _photo_of_amounts() -> tuple[Image.Image, dict[str, Box]]:
    clean = Image.new("RGB", (900, 700), "white")
    pen = ImageDraw.Draw(clean)
    boxes = {}
    for index, name in enumerate(("number", "date", "seller", "patient", "total", "own_pay", "pool_paid")):
        top = 60 + 80 * index
        pen.text((80, top), f"12{index}4.5{index}", font=font("hei", 34), fill="black")
        boxes[name] = Box(76, top - 2, 220, top + 40)
    noise = np.random.default_rng(3)
    photo = np.clip(np.asarray(clean).astype(float) * 0.8 + noise.normal(0, 9, (700, 900, 3)), 0, 255).astype(np.uint8)
    out = io.BytesIO()
    Image.fromarray(photo).save(out, "JPEG", quality=82)
    return Image.open(io.BytesIO(out.getvalue())).convert("RGB"), boxes


def test_an_untouched_photo_shows_no_pasted_field() -> None:
    photo, boxes = _photo_of_amounts()
    assert pasted_fields(photo, boxes) == []


def test_a_digit_area_pasted_over_shows() -> None:
    photo, boxes = _photo_of_amounts()
    pen = ImageDraw.Draw(photo)
    box = boxes["total"]
    pen.rectangle((box.left, box.top, box.right, box.bottom), fill=(204, 204, 204))
    pen.text((80, box.top + 2), "9234.54", font=font("hei", 34), fill="black")
    assert pasted_fields(photo, boxes) == ["total"]


def test_the_generator_gives_the_same_picture_for_the_same_seed() -> None:
    import random

    plain = np.full((300, 400, 3), 255, dtype=np.uint8)
    first, _ = degrade(plain, "hard", random.Random(5))
    again, _ = degrade(plain, "hard", random.Random(5))
    assert np.array_equal(first, again)
