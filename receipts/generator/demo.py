"""``python -m receipts.generator.demo OUT``: the twenty receipts of the demo company, always the same."""

from __future__ import annotations

import argparse
import io
import json
from pathlib import Path

from PIL import Image

from receipts.generator.__main__ import draw, labels, make
from receipts.generator.documents import einvoice_xml, ofd, scanned_pdf, text_pdf

PICTURES = (
    ("outpatient", "scan", 1), ("outpatient", "photo", 2), ("outpatient", "photo", 3), ("inpatient", "scan", 4),
    ("inpatient", "photo", 5), ("einvoice", "scan", 6),
    ("einvoice", "photo", 7), ("vat", "scan", 8), ("vat", "photo", 9), ("settlement", "scan", 10),
    ("settlement", "photo", 11), ("pharmacy", "scan", 12),
    ("pharmacy", "photo", 13), ("english", "scan", 14), ("outpatient", "hard", 15),
)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(prog="receipts.generator.demo", description=__doc__)
    parser.add_argument("out", type=Path)
    out = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)

    def put(name: str, suffix: str, data: bytes, label: object) -> None:
        (out / f"{name}{suffix}").write_bytes(data)
        (out / f"{name}.json").write_text(json.dumps(label, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

    for number, (kind, level, seed) in enumerate(PICTURES, 1):
        image, label = make(kind, level, 880_000 + seed)
        picture = Image.fromarray(image)
        picture.thumbnail((1700, 1700), Image.Resampling.LANCZOS)
        jpeg = io.BytesIO()
        picture.save(jpeg, "JPEG", quality=80, optimize=True)
        put(f"{number:02d}-{kind}-{level}", ".jpg", jpeg.getvalue(), label)
    for number, (kind, suffix) in enumerate(
        (("einvoice", ".pdf"), ("outpatient", ".pdf"), ("inpatient", ".ofd"), ("einvoice", ".xml"), ("vat", ".pdf")), 16
    ):
        facts, sheet = draw(kind, 880_100 + number)
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
