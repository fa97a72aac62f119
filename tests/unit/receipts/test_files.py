"""Documents without OCR: PDF, OFD and XML are read exactly, bad files are refused with a code and never raise."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import pytest
from PIL import Image

from receipts.generator.__main__ import draw
from receipts.generator.documents import einvoice_xml, ofd, text_pdf
from receipts.generator.facts import Facts
from receipts.images import pages_of, thumbnail, to_bgr, without_metadata
from receipts.limits import MAX_ZIP_MEMBERS, BadFile
from receipts.reader import ReceiptFileReader
from services.receipts import ReceiptReading
from tests.unit.receipts import files

TODAY = date(2027, 1, 1)


@pytest.fixture
def reader() -> ReceiptFileReader:
    return ReceiptFileReader(today=lambda: TODAY)


def one(reader: ReceiptFileReader, data: bytes, name: str = "file") -> ReceiptReading:
    readings = reader.read_file(data, name)
    assert len(readings) == 1
    return readings[0]


def assert_facts(reading: ReceiptReading, facts: Facts) -> None:
    assert (reading.kind, reading.number, reading.total) == (facts.kind, facts.number, facts.total)
    assert (reading.date, reading.seller, reading.patient) == (facts.issued, facts.seller, facts.patient)


@pytest.mark.parametrize("kind", ["einvoice", "outpatient", "inpatient", "vat"])
def test_a_text_pdf_is_read_without_ocr(reader: ReceiptFileReader, kind: str) -> None:
    facts, sheet = draw(kind, 41)
    assert_facts(one(reader, text_pdf([sheet])), facts)
    assert reader._engine is None


def test_each_page_of_a_pdf_is_a_receipt_of_its_own(reader: ReceiptFileReader) -> None:
    made = [draw("einvoice", seed) for seed in (51, 52, 53)]
    readings = reader.read_file(text_pdf([sheet for _, sheet in made]), "three.pdf")
    assert [reading.number for reading in readings] == [facts.number for facts, _ in made]
    assert [reading.boxes["total"].page for reading in readings] == [0, 1, 2]


def test_two_invoices_on_one_page_become_two_receipts(reader: ReceiptFileReader) -> None:
    from receipts.generator.canvas import Canvas

    made = [draw("einvoice", seed) for seed in (61, 62)]
    sheet = Canvas(1760, 2300)
    for index, (_, single) in enumerate(made):
        for left, top, text, size in single.texts:
            sheet.face = single.face
            sheet.text(left, top + 1150 * index, text, size)
    readings = reader.read_file(text_pdf([sheet]), "two.pdf")
    assert [reading.total for reading in readings] == [facts.total for facts, _ in made]
    assert [reading.number for reading in readings] == [facts.number for facts, _ in made]


@pytest.mark.parametrize("kind", ["einvoice", "inpatient"])
def test_an_ofd_is_read_without_ocr(reader: ReceiptFileReader, kind: str) -> None:
    facts, sheet = draw(kind, 44)
    assert_facts(one(reader, ofd(sheet)), facts)


def test_an_xml_invoice_is_exact_with_its_lines(reader: ReceiptFileReader) -> None:
    facts, _ = draw("einvoice", 45)
    reading = one(reader, einvoice_xml(facts))
    assert_facts(reading, facts)
    assert [(item.name, item.amount) for item in reading.items] == [(name, amount) for name, _, amount in facts.items]
    assert set(reading.confidence.values()) == {1.0}


def test_a_wrong_extension_does_not_matter(reader: ReceiptFileReader) -> None:
    facts, sheet = draw("einvoice", 46)
    assert one(reader, text_pdf([sheet]), "photo.jpg").total == facts.total
    assert one(reader, einvoice_xml(facts), "../../etc/passwd").total == facts.total


BOMB = files.archive(**{"OFD.xml": b"0" * 60_000_000})
BAD_FILES = {
    "nothing": (b"", "empty"),
    "noise": (bytes(range(256)) * 20, "unsupported"),
    "text": (b"just some words", "unsupported"),
    "a cut JPEG": (files.jpeg()[:400], "corrupt"),
    "a cut PNG": (files.pixel_bomb(100)[:60], "corrupt"),
    "a pixel bomb": (files.pixel_bomb(), "too_many_pixels"),
    "an animated GIF": (files.animated_gif(), "unsupported"),
    "a zip that is no OFD": (files.archive(**{"word/document.xml": b"<a/>"}), "unsupported"),
    "a zip bomb": (BOMB, "too_much_inside"),
    "too many members": (files.archive(**{f"m{n}": b"" for n in range(MAX_ZIP_MEMBERS + 1)}), "too_much_inside"),
    "a path out of the archive": (files.archive(**{"OFD.xml": b"<a/>", "../../evil.xml": b"x"}), "corrupt"),
    "an OFD pointing outside": (
        files.archive(**{"OFD.xml": b"<OFD><DocRoot>../../../etc/passwd</DocRoot></OFD>"}),
        "corrupt",
    ),
    "a broken zip": (b"PK\x03\x04" + b"\x00" * 50, "corrupt"),
    "a PDF with a password": (files.pdf(text="total 12.00", password="secret"), "encrypted"),
    "a PDF of 200 pages": (files.pdf(200), "too_many_pages"),
    "a cut PDF": (files.pdf()[:200], "corrupt"),
    "external entity": (
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        "corrupt",
    ),
    "entity bomb": (
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>',
        "corrupt",
    ),
    "a web page": (b"<html><body>hello</body></html>", "unsupported"),
    "broken XML": (b"<EInvoice><Header>", "corrupt"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_refused_with_its_problem(reader: ReceiptFileReader, name: str) -> None:
    data, problem = BAD_FILES[name]
    reading = one(reader, data)
    assert reading.problems[0] == problem
    assert not reading.readable
    assert reading.total is None


def test_a_file_over_the_limit_is_refused_unread(reader: ReceiptFileReader) -> None:
    assert one(reader, b"\xff\xd8\xff" + bytes(21 * 1024 * 1024)).problems == ("file_too_large",)


def test_xml_in_an_ofd_may_not_declare_entities(reader: ReceiptFileReader) -> None:
    evil = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
    assert one(reader, files.archive(**{"OFD.xml": evil})).problems[0] == "corrupt"


def test_the_orientation_of_the_camera_is_applied() -> None:
    (picture,) = pages_of(files.half_red(turned=6))
    assert picture.size == (100, 200)
    assert picture.getpixel((50, 20))[0] > 200 and picture.getpixel((50, 20))[1] < 60  # type: ignore[index]
    assert picture.getpixel((50, 180))[1] > 200  # type: ignore[index]


@pytest.mark.parametrize("mode", ["CMYK", "L", "1", "RGBA", "P", "I;16", "LA"])
def test_every_colour_mode_becomes_eight_bit_rgb(mode: str) -> None:
    base = Image.linear_gradient("L").resize((64, 64))
    made = (
        base.convert("I").point(lambda value: value * 250).convert("I;16")
        if mode == "I;16"
        else base.convert("RGB").convert(mode)
    )
    out = io.BytesIO()
    made.save(out, "TIFF")
    (picture,) = pages_of(out.getvalue())
    array = to_bgr(picture)
    assert array.shape == (64, 64, 3) and array.dtype.name == "uint8"
    assert int(array[60].mean()) - int(array[2].mean()) > 150


def test_iphone_pictures_are_opened() -> None:
    import pillow_heif

    out = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (120, 80), "blue")).save(out, quality=80)
    (picture,) = pages_of(out.getvalue())
    assert picture.size == (120, 80)


def test_what_is_shown_on_carries_no_place_device_or_comment() -> None:
    data = files.with_place()
    assert Image.open(io.BytesIO(data)).getexif().get_ifd(0x8825)
    for shown in (without_metadata(data), thumbnail(pages_of(data)[0])):
        image = Image.open(io.BytesIO(shown))
        assert not image.getexif() and "comment" not in image.info
        assert b"PhoneMaker" not in shown and b"home" not in shown


def test_a_thumbnail_is_small_and_upright() -> None:
    image = Image.open(io.BytesIO(thumbnail(pages_of(files.half_red(turned=6))[0], 50)))
    assert image.size == (25, 50)


def test_decoding_never_lets_another_error_out() -> None:
    good = files.jpeg(quality=90)
    for at in range(2, len(good), 37):
        broken = good[:at] + b"\x00\xff\x01" + good[at + 3 :]
        try:
            pages_of(broken)
        except BadFile as bad:
            assert bad.code in ("corrupt", "unsupported", "too_many_pixels", "file_too_large")


def test_amounts_of_an_xml_keep_their_cents(reader: ReceiptFileReader) -> None:
    reading = one(reader, b"<E><InvoiceNumber>26332000000012345678</InvoiceNumber><TotalAmount>12.5</TotalAmount></E>")
    assert reading.total == Decimal("12.50")


def test_broken_metadata_does_not_cost_the_picture() -> None:
    (picture,) = pages_of(files.with_broken_metadata(files.jpeg(60, 40)))
    assert picture.size == (60, 40)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "I;16"])
def test_a_huge_picture_is_shrunk_whatever_its_pixels_are(mode: str) -> None:
    out = io.BytesIO()
    Image.new(mode, (4400, 30), 0).save(out, "PNG")
    (picture,) = pages_of(out.getvalue())
    assert (picture.size, picture.mode) == ((4000, 27), "RGB")


def test_a_huge_photo_is_shrunk_as_it_is_decoded() -> None:
    (picture,) = pages_of(files.jpeg(8000, 6000))
    assert picture.size == (4000, 3000)


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_a_jpeg_that_lost_its_last_bytes_is_opened_and_one_that_lost_its_lower_half_is_not(mode: str) -> None:
    _, sheet = draw("outpatient", 41)
    out = io.BytesIO()
    sheet.image.convert(mode).save(out, "JPEG", quality=85)
    data = out.getvalue()
    assert pages_of(data[:-20])[0].size == sheet.image.size
    with pytest.raises(BadFile, match="corrupt"):
        pages_of(data[: len(data) // 2])
