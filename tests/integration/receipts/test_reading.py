"""Real OCR on pictures of the demo company, in this process and through the child. A few pictures: OCR is slow."""

from __future__ import annotations

import asyncio
import functools
import io
import json
import os
import signal
import sys
from pathlib import Path

import numpy as np
import pytest
import structlog
from PIL import Image

from bot.cli import main
from receipts.closelook import confirms
from receipts.commands import judge, measure_receipts, read_receipt
from receipts.fields import Found
from receipts.generator.__main__ import draw
from receipts.generator.canvas import Canvas
from receipts.layout import Page
from receipts.reader import ReceiptFileReader
from receipts.worker import OcrChild
from services.receipts import Box
from tests.unit.receipts import files

DEMO = Path(__file__).parents[3] / "demo" / "receipts"
PICTURES = ("01-outpatient-scan", "07-einvoice-photo", "14-english-scan")
FILES = ("16-einvoice-file", "17-outpatient-file", "18-inpatient-file", "19-einvoice-file", "20-vat-file")
FIELDS = ("kind", "number", "date", "total", "seller", "patient")


@pytest.fixture(scope="module")
def reader() -> ReceiptFileReader:
    return ReceiptFileReader(threads=1)


def _pair(name: str) -> tuple[Path, dict[str, object]]:
    (path,) = (p for p in DEMO.glob(name + ".*") if p.suffix != ".json")
    return path, json.loads((DEMO / f"{name}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", [*PICTURES, *FILES])
def test_a_demo_receipt_is_read_right(reader: ReceiptFileReader, name: str) -> None:
    path, labels = _pair(name)
    (reading,) = reader.read_file(path.read_bytes(), path.name)
    verdicts = {field: judge(field, labels, reading) for field in FIELDS}
    assert {field for field, verdict in verdicts.items() if verdict not in ("right", None)} == set()


@pytest.mark.slow
def test_a_photo_turned_any_way_gives_the_same_reading(reader: ReceiptFileReader) -> None:
    path, labels = _pair("01-outpatient-scan")
    for quarters, turn in ((3, Image.Transpose.ROTATE_90), (2, Image.Transpose.ROTATE_180)):
        out = io.BytesIO()
        Image.open(path).transpose(turn).save(out, "JPEG", quality=90)
        (reading,) = reader.read_file(out.getvalue(), "turned.jpg")
        assert str(reading.total) == labels["total"] and reading.number == labels["number"]
        assert reader.turns == {0: quarters}


@pytest.mark.slow
@pytest.mark.parametrize("degrees", [90, 270])
def test_long_lines_of_a_turned_slip_are_read_although_it_lies_askew(reader: ReceiptFileReader, degrees: int) -> None:
    facts, sheet = draw("till", 24)
    out = io.BytesIO()
    askew = sheet.image.rotate(7, expand=True, fillcolor="white", resample=Image.Resampling.BICUBIC)
    askew.rotate(degrees, expand=True).save(out, "JPEG", quality=90)
    (reading,) = reader.read_file(out.getvalue(), "askew.jpg")
    assert (reading.number, reading.date, reading.total) == (facts.number, facts.issued, facts.total)


@pytest.mark.slow
def test_a_picture_too_dark_and_blurred_is_refused_without_values(reader: ReceiptFileReader) -> None:
    from PIL import ImageFilter

    path, _ = _pair("01-outpatient-scan")
    out = io.BytesIO()
    Image.open(path).resize((420, 490)).filter(ImageFilter.GaussianBlur(3)).point(lambda value: value * 0.3).save(
        out, "JPEG", quality=30
    )
    (reading,) = reader.read_file(out.getvalue(), "dark.jpg")
    assert not reading.readable
    assert (reading.total, reading.number, reading.date, reading.seller, reading.patient) == (None,) * 5


@pytest.mark.slow
@pytest.mark.parametrize("name", ["selfie", "menu", "chat"])
def test_pictures_of_other_things_are_no_receipts(reader: ReceiptFileReader, name: str) -> None:
    import random

    from receipts.generator.others import OTHERS

    out = io.BytesIO()
    OTHERS[name](random.Random(4)).save(out, "JPEG")
    (reading,) = reader.read_file(out.getvalue(), "x.jpg")
    assert {"not_a_receipt", "unreadable"} & set(reading.problems)
    assert reading.total is None and reading.date is None


@pytest.mark.slow
def test_a_close_look_confirms_a_name_as_it_stands_and_no_other(reader: ReceiptFileReader) -> None:
    sheet = Canvas(600, 200)
    sheet.text(40, 80, "姓名：季若凯", 28)
    picture = np.ascontiguousarray(np.asarray(sheet.image)[:, :, ::-1])
    engine = reader._loaded()
    seen = engine.read(picture)
    words = Page(seen.words, seen.width, seen.height).rows[0].words
    assert words[0].text == "姓名:季若凯"
    for name, confirmed in (("季若凯", True), ("李若凯", False)):
        assert confirms(engine, picture, Found(name, words, 0.8, "姓名")) is confirmed


async def test_the_child_reads_cuts_survives_bad_files_and_comes_back_after_a_kill() -> None:
    child = OcrChild(threads=1)
    path, labels = _pair("07-einvoice-photo")
    data = path.read_bytes()
    small, _ = _pair("19-einvoice-file")
    try:
        assert child.pid is None
        assert (await child.read(files.pixel_bomb(), "bomb.png"))[0].problems[0] == "too_many_pixels"
        first = child.pid
        (bomb,) = await child.read(files.pdf_bomb(), "bomb.pdf")
        assert not bomb.readable and child.pid == first and child.peak_memory < 1_000_000_000
        (reading,) = await child.read(data, path.name)
        assert child.pid == first
        assert str(reading.total) == labels["total"]
        assert reading.boxes["total"].right > reading.boxes["total"].left

        piece = Image.open(io.BytesIO(await child.cut_out(data, reading.boxes["number"], reading.turn) or b""))
        assert piece.width > 2 * piece.height

        assert first is not None
        os.kill(first, signal.SIGKILL)
        (again,) = await child.read(small.read_bytes(), small.name)
        assert again.readable and child.pid not in (None, first)
        assert child.peak_memory < 1_000_000_000
    finally:
        await child.close()
    assert child.pid is None


SLOW = "import sys,time\nfor line in sys.stdin.buffer: time.sleep(60)"
GREEDY = "import sys,time\nfor line in sys.stdin.buffer: held = b'x' * 300_000_000; time.sleep(60)"
DYING = "import sys\nsys.stdin.buffer.readline()\nsys.exit(3)"


@pytest.mark.parametrize("script", [SLOW, GREEDY, DYING])
async def test_a_child_that_hangs_swells_or_dies_is_replaced_and_the_file_handed_back(script: str) -> None:
    child = OcrChild(time_limit=1.5, memory_limit=150_000_000, command=(sys.executable, "-c", script))
    (reading,) = await child.read(b"data", "x.jpg")
    assert reading.problems == ("gave_up", "unreadable")
    assert child.pid is None
    await child.close()


@pytest.mark.slow
async def test_a_cancelled_reading_does_not_leave_its_answer_for_the_next_one() -> None:
    child = OcrChild(threads=1)
    try:
        waiting = asyncio.create_task(child.read((DEMO / "01-outpatient-scan.jpg").read_bytes(), "x.jpg"))
        await asyncio.sleep(0.3)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        path, labels = _pair("19-einvoice-file")
        (reading,) = await child.read(path.read_bytes(), path.name)
        assert str(reading.total) == labels["total"]
    finally:
        await child.close()


async def test_an_idle_child_ends_and_the_next_file_starts_another() -> None:
    child = OcrChild(idle_seconds=0.2)
    path, labels = _pair("19-einvoice-file")
    await child.read(path.read_bytes(), path.name)
    assert child.pid is not None
    await asyncio.sleep(0.6)
    assert child.pid is None
    (reading,) = await child.read(path.read_bytes(), path.name)
    assert str(reading.total) == labels["total"]
    await child.close()


async def test_what_has_no_picture_shows_none_and_a_drawing_without_end_is_ended() -> None:
    child = OcrChild(threads=1, time_limit=4.0)
    small, _ = _pair("19-einvoice-file")
    photo, _ = _pair("07-einvoice-photo")
    try:
        for data in (b"%PDF-1.4 broken", small.read_bytes(), b""):
            assert await child.page(data, 0, 0, small=True) is None
        assert await child.cut_out(photo.read_bytes(), Box(9000, 9000, 9100, 9050), 0) is None
        assert await child.page(files.endless_pdf(), 0, 0, small=True) is None
        shown = await child.page(photo.read_bytes(), 0, 1, small=True)
        assert shown is not None and shown[1] == 1 and Image.open(io.BytesIO(shown[0])).size[0] <= 320
    finally:
        await child.close()


def test_the_command_answers_each_path_in_the_documented_shape(tmp_path: Path, reader: ReceiptFileReader) -> None:
    path, labels = _pair("16-einvoice-file")
    good, missing = read_receipt([str(path), str(tmp_path / "none.pdf")], reader=reader)
    assert list(good)[:11] == [
        "path",
        "type",
        "total",
        "date",
        "invoice_number",
        "seller",
        "patient",
        "items",
        "confidence",
        "problems",
        "seconds",
    ]
    assert (good["type"], good["total"], good["invoice_number"]) == ("einvoice", labels["total"], labels["number"])
    assert good["confidence"]["invoice_number"] > 0.9
    assert missing["problems"][0] == "not_found" and missing["total"] is None
    json.dumps([good, missing])


def test_a_file_that_kills_the_child_leaves_the_answers_of_the_command_clean(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "killer.pdf").write_bytes(b"%PDF-1.4")
    monkeypatch.setattr(
        "receipts.commands.OcrChild", functools.partial(OcrChild, command=(sys.executable, "-c", DYING))
    )
    monkeypatch.setattr(sys, "argv", ["benefits-bot", "read-receipt", str(tmp_path / "killer.pdf"), "--json"])
    try:
        with pytest.raises(SystemExit):
            main()
    finally:
        structlog.reset_defaults()
    shown = capsys.readouterr()
    assert json.loads(shown.out)["problems"] == ["gave_up", "unreadable"]
    assert "receipt_not_read" in shown.err


def test_the_evaluation_counts_right_and_refused(tmp_path: Path, reader: ReceiptFileReader) -> None:
    for name in ("16-einvoice-file", "19-einvoice-file"):
        for path in DEMO.glob(name + ".*"):
            (tmp_path / path.name).write_bytes(path.read_bytes())
    result = measure_receipts(tmp_path, reader=reader)
    assert result["files"] == 2 and result["wrong_share"] == 0
    assert result["rows"][0]["fields"]["total"] == {"right": 2, "none": 0, "wrong": 0}
