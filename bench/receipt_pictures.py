"""The pictures that ``bench.receipts`` reads, drawn in a process of their own."""

from __future__ import annotations

import json
from pathlib import Path


def fill(folder: Path, family: str, count: int, seed: int, levels: list[str]) -> None:
    """Writes pictures with labels beside them; the generators are loaded in the process that draws alone."""
    from PIL import Image

    from receipts.generator import unlike
    from receipts.generator.__main__ import KINDS, labels, make

    kinds = [*unlike.LAYOUTS] if family == "unlike" else [*KINDS, "other"]
    for level in levels:
        for index in range(count):
            kind, number = kinds[index % len(kinds)], seed * 10_000 + index // len(kinds)
            if family == "unlike":
                image, facts, done = unlike.make(kind, level, number)
                label = {
                    **labels(facts),
                    "language": "en" if kind in unlike.ENGLISH else "zh",
                    "level": level,
                    "degradations": done,
                }
            else:
                image, label = make(kind, level, number)
            name = f"{kind}-{level}-{index:03d}"
            Image.fromarray(image).save(folder / f"{name}.jpg", quality=92)
            (folder / f"{name}.json").write_text(json.dumps(label, ensure_ascii=False), encoding="utf-8")
