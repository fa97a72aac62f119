"""Accuracy by kind and level, median seconds and memory of reading receipts.

``python -m bench.receipts [FOLDER] [--family first|unlike] [--count N] [--seed S] [--threads T]``: reads FOLDER of labelled
receipts, or makes N fresh ones for each level first, in a process of their own, so that the memory is that of one reading
worker; ``unlike`` are those that no rule was written for. Prints a Markdown table, the median, the 95th percentile and
the memory; exits 1 when a wrong value stands in more than 2 % of fields.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import sys
import tempfile
import time
from pathlib import Path

from bench.receipt_pictures import fill
from receipts.commands import LEVELS, measure_receipts, table_text
from receipts.reader import ReceiptFileReader

LIMIT_WRONG = 0.02


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
            drawing = multiprocessing.get_context("spawn").Process(
                target=fill, args=(folder, options.family, options.count, options.seed, options.levels)
            )
            drawing.start()
            drawing.join()
            if drawing.exitcode:
                return 2
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
