"""Signs that a file may have been changed. Notes for the reviewer; never a decision, never a refusal."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from PIL import Image

from receipts.images import open_image
from services.receipts import Box, ReceiptReading, Sign

EDITORS = re.compile(
    r"(?i)photoshop|gimp|lightroom|affinity|pixelmator|paint\.net|mspaint|snapseed|picsart|meitu|美图|canva|illustrator|inkscape|coreldraw|"
    r"acrobat pro|pdfelement|foxit.{0,12}(?:edit|phantom)|wps pdf|nitro|sejda|smallpdf|ilovepdf|pdfescape|可画|醒图|稿定|photopea"
)
LATE_EDIT = timedelta(days=30)
OUTLIER = 3.5
MONEY = ("total", "pool_paid", "personal_account_paid", "own_pay", "own_expense", "number", "date")


def tampering_notes(data: bytes, reading: ReceiptReading, *, turn: int = 0) -> list[Sign]:
    """What a reviewer should look at in this file and its reading. ``turn`` as for the cut-outs. Never raises for a bad file."""
    notes = []
    if "qr_mismatch" in reading.problems:
        notes.append(Sign("qr_disagrees"))
    if {"total_mismatch", "parts_mismatch"} & set(reading.problems):
        notes.append(Sign("sums_disagree"))
    try:
        if b"%PDF-" in data[:1024]:
            notes += _pdf_notes(data, reading.date)
        elif data[:4] != b"PK\x03\x04" and data[:1] != b"<":
            notes += _image_notes(data, reading, turn)
    except Exception:  # metadata can be broken in any way, which must not cost the reading
        return notes
    return notes


def _image_notes(data: bytes, reading: ReceiptReading, turn: int) -> list[Sign]:
    image = open_image(data)
    exif = image.getexif()
    notes = []
    software = " ".join(
        str(value)
        for value in (exif.get(0x0131), exif.get(0x013B), image.info.get("Software"), _xmp_tool(data))
        if value
    )
    if found := EDITORS.search(software):
        notes.append(Sign("edited_with", {"software": found.group()}))
    taken = _exif_time(exif.get_ifd(0x8769).get(0x9003) or exif.get(0x0132))
    if taken and reading.date and taken.date() < reading.date - timedelta(days=1):
        notes.append(Sign("dated_before_issue", {"date": taken.date().isoformat()}))
    if reading.boxes and image.format in ("JPEG", "MPO"):
        from receipts.cutout import page_picture

        notes += [
            Sign("pasted_area", {"field": name}) for name in pasted_fields(page_picture(data, 0, turn), reading.boxes)
        ]
    return notes


def _xmp_tool(data: bytes) -> str | None:
    found = re.search(rb"<xmp:CreatorTool>([^<]{1,80})|CreatorTool=\"([^\"]{1,80})", data[:262_144])
    return (found[1] or found[2]).decode("utf-8", "replace") if found else None


def _exif_time(text: Any) -> datetime | None:
    try:
        return datetime.strptime(str(text)[:19], "%Y:%m:%d %H:%M:%S")
    except ValueError:
        return None


def _pdf_notes(data: bytes, issued: date | None) -> list[Sign]:
    notes = []
    revisions = data.count(b"%%EOF")
    linearized = b"/Linearized" in data[:2048]
    if revisions > (2 if linearized else 1):
        notes.append(Sign("several_revisions", {"count": str(revisions)}))
    meta = _pdf_metadata(data)
    tools = " ".join(meta.get(key, "") for key in ("Creator", "Producer"))
    if found := EDITORS.search(tools):
        notes.append(Sign("edited_with", {"software": found.group()}))
    changed, made = _pdf_time(meta.get("ModDate", "")), _pdf_time(meta.get("CreationDate", ""))
    if changed and made and changed - made > LATE_EDIT and (issued is None or changed.date() > issued + LATE_EDIT):
        notes.append(Sign("saved_after_issue", {"date": changed.date().isoformat()}))
    return notes


def _pdf_metadata(data: bytes) -> dict[str, str]:
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError:
        return {}
    try:
        return dict(document.get_metadata_dict())
    finally:
        document.close()


def _pdf_time(text: str) -> datetime | None:
    found = re.match(r"D:(\d{14})", text)
    try:
        return datetime.strptime(found[1], "%Y%m%d%H%M%S") if found else None
    except ValueError:
        return None


def pasted_fields(picture: Image.Image, boxes: Mapping[str, Box]) -> list[str]:
    """Fields whose background noise or compression differs much from that of the other fields of the same picture.

    A digit pasted from elsewhere brings its own history of compression: after saving the whole once more at a known
    quality, it changes by another amount than its surroundings (error level), and its paper has another grain.
    """
    import numpy as np

    grey = np.asarray(picture.convert("L"), dtype=np.float32)
    out = io.BytesIO()
    picture.convert("L").save(out, "JPEG", quality=90)
    again = np.asarray(Image.open(io.BytesIO(out.getvalue())), dtype=np.float32)
    error = np.abs(grey - again)
    values: dict[str, tuple[float, float]] = {}
    for name, box in boxes.items():
        part = grey[max(box.top, 0) : box.bottom, max(box.left, 0) : box.right]
        if box.page or part.size < 400:
            continue
        paper = part >= np.percentile(part, 50)
        grain = float(np.std(part[paper] - np.median(part[paper])))
        level = float(error[max(box.top, 0) : box.bottom, max(box.left, 0) : box.right].mean())
        values[name] = (level, grain)
    if len(values) < 5:
        return []
    table = np.array(list(values.values()))
    middle = np.median(table, axis=0)
    spread = np.maximum(np.median(np.abs(table - middle), axis=0) * 1.4826, 0.1 * middle + 0.1)
    outliers = np.abs(table - middle) / spread
    return [
        name
        for name, (level, grain) in zip(values, outliers, strict=True)
        if name in MONEY and level > OUTLIER and grain > OUTLIER
    ]
