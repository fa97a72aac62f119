"""``python -m bot.demo_vectors``: embeds the demo's documents once and keeps the vectors beside them.

A first start then reads the documents in seconds instead of minutes. They are the same cache rows that any ingestion
writes, by text and model; whatever has changed since is embedded anew.
"""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory

from knowledge.base import open_knowledge

DEMO = Path(__file__).resolve().parent.parent / "demo"
VECTORS = DEMO / "vectors.sqlite3"
CACHE = Path("knowledge") / "vectors.sqlite3"


def offer_vectors(data_dir: Path) -> None:
    """Give a data folder that has no cache of its own the demo's."""
    target = data_dir / CACHE
    if VECTORS.exists() and not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(VECTORS, target)


def main() -> None:
    with TemporaryDirectory() as folder:
        offer_vectors(Path(folder))
        knowledge = open_knowledge(Path(folder))
        knowledge.ingest([DEMO / "documents"], progress=lambda name, done, total: print(name, done, total, flush=True))
        knowledge.close()
        made = Path(folder) / CACHE
        with sqlite3.connect(made) as database:
            database.execute("PRAGMA journal_mode=DELETE")
        with sqlite3.connect(made, isolation_level=None) as database:
            database.execute("VACUUM")
        shutil.copyfile(made, VECTORS)
    print(f"{VECTORS.name}: {VECTORS.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
