"""``python -m receipts.generator.demo OUT``: the twenty receipts of the demo company, always the same.

They are made out to people of the demo's roster, so that a claim made with one is paid. Receipts grow old: half a year
after ``ISSUED`` they are late, and are made again with another date.
"""

from __future__ import annotations

import argparse
import io
import json
from datetime import date, timedelta
from pathlib import Path

from PIL import Image

from receipts.generator.__main__ import Change, draw, labels, make
from receipts.generator.documents import einvoice_xml, ofd, scanned_pdf, text_pdf
from receipts.generator.facts import Facts

PICTURES = (
    ("outpatient", "scan", 1), ("outpatient", "photo", 2), ("outpatient", "photo", 3), ("inpatient", "scan", 4),
    ("inpatient", "photo", 5), ("einvoice", "scan", 6),
    ("einvoice", "photo", 7), ("vat", "scan", 8), ("vat", "photo", 9), ("settlement", "scan", 10),
    ("settlement", "photo", 11), ("pharmacy", "scan", 12),
    ("pharmacy", "photo", 13), ("english", "scan", 14), ("outpatient", "hard", 15),
)  # fmt: skip

ISSUED = date(2026, 11, 16)
"""Of the newest one; each is two days older than the one before."""
PATIENTS = ("何俊杰", "何俊杰", "沈微澜", "何俊杰", "Emma Clarke", "何俊杰", "何知夏")
"""In turn. YS0015 with spouse and child, and YS0019: people whose link codes ``make run`` prints."""


def of_the_demo(number: int) -> Change:
    def change(facts: Facts) -> None:
        facts.issued = ISSUED - timedelta(days=2 * number)
        if facts.discharged is not None and facts.admitted is not None:
            stay = facts.discharged - facts.admitted
            facts.discharged = facts.issued
            facts.admitted = facts.issued - stay
        if facts.patient is not None:
            facts.patient = PATIENTS[number % len(PATIENTS)]

    return change


def main() -> None:
    parser = argparse.ArgumentParser(prog="receipts.generator.demo", description=__doc__)
    parser.add_argument("out", type=Path)
    out = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)

    def put(name: str, suffix: str, data: bytes, label: object) -> None:
        (out / f"{name}{suffix}").write_bytes(data)
        (out / f"{name}.json").write_text(json.dumps(label, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

    for number, (kind, level, seed) in enumerate(PICTURES, 1):
        image, label = make(kind, level, 880_000 + seed, of_the_demo(number - 1))
        picture = Image.fromarray(image)
        picture.thumbnail((1700, 1700), Image.Resampling.LANCZOS)
        jpeg = io.BytesIO()
        picture.save(jpeg, "JPEG", quality=80, optimize=True)
        put(f"{number:02d}-{kind}-{level}", ".jpg", jpeg.getvalue(), label)
    for number, (kind, suffix) in enumerate(
        (("einvoice", ".pdf"), ("outpatient", ".pdf"), ("inpatient", ".ofd"), ("einvoice", ".xml"), ("vat", ".pdf")), 16
    ):
        facts, sheet = draw(kind, 880_100 + number, of_the_demo(number - 1))
        label = {**labels(facts), "language": "zh", "level": "file"}
        if suffix == ".xml":
            data = einvoice_xml(facts)
        elif suffix == ".ofd":
            data = ofd(sheet)
        elif number == 17:
            data = scanned_pdf([sheet.image.resize((sheet.image.width * 3 // 4, sheet.image.height * 3 // 4))])
        else:
            data = text_pdf([sheet])
        put(f"{number:02d}-{kind}-file", suffix, data, label)


if __name__ == "__main__":
    main()
