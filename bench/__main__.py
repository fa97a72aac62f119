"""``make bench``: every table, one after the other. Name some to run only those: ``python -m bench adjudication product``."""

from __future__ import annotations

import runpy
import sys

TABLES = ("adjudication", "decisions", "storage", "outbox", "knowledge", "receipts", "product")


def main() -> None:
    wanted = sys.argv[1:] or TABLES
    for name in wanted:
        print(f"\n## {name}\n", flush=True)
        sys.argv = [f"bench.{name}"]
        runpy.run_module(f"bench.{name}", run_name="__main__")


if __name__ == "__main__":
    main()
