"""Accuracy by kind and level, median seconds and memory of reading receipts.

``python -m bench.receipts [FOLDER] [--family first|unlike] [--count N] [--seed S] [--threads T]``: reads FOLDER of labelled
receipts, or makes N fresh ones for each level first; ``unlike`` are those that no rule was written for. Prints a Markdown
table, the median, the 95th percentile and the memory; exits 1 when a wrong value stands in more than 2 % of fields.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from pathlib import Path

from PIL import Image

from receipts.commands import measure_receipts, table_text
from receipts.generator import unlike
from receipts.generator.__main__ import KINDS, labels, make
from receipts.generator.degrade import LEVELS
from receipts.reader import ReceiptFileReader

LIMIT_WRONG = 0.02


def fill(folder: Path, family: str, count: int, seed: int, levels: list[str]) -> None:
    kinds = [*unlike.LAYOUTS] if family == "unlike" else [*KINDS, "other"]
    for level in levels:
        for index in range(count):
            kind, number = kinds[index % len(kinds)], seed * 10_000 + index // len(kinds)
            if family == "unlike":
                image, facts, done = unlike.make(kind, level, number)
                label = {
                    **labels(facts),
                    "language": "en" if kind == "english" else "zh",
                    "level": level,
                    "degradations": done,
                }
            else:
                image, label = make(kind, level, number)
            name = f"{kind}-{level}-{index:03d}"
            Image.fromarray(image).save(folder / f"{name}.jpg", quality=92)
            (folder / f"{name}.json").write_text(json.dumps(label, ensure_ascii=False), encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench.receipts", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--family", default="first", choices=("first", "unlike"))
    parser.add_argument("--count", type=int, default=18, help="pictures for each level")
    parser.add_argument("--seed", type=int, default=99)
    parser.add_argument("--threads", type=int, default=None)
    parser.add_argument("--levels", nargs="*", default=list(LEVELS), choices=LEVELS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = options.folder or Path(made)
        if options.folder is None:
            fill(folder, options.family, options.count, options.seed, options.levels)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        started = time.perf_counter()
        result = measure_receipts(folder, reader=ReceiptFileReader(threads=options.threads))
        elapsed = time.perf_counter() - started
    print(table_text(result))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{elapsed:.0f} s in all; {peak} MB resident at the peak ({before} MB before the first picture)")
    return 0 if result["wrong_share"] <= LIMIT_WRONG else 1


if __name__ == "__main__":
    sys.exit(main())
