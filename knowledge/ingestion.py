"""Paths to cleaned documents, one after the other, each with its problem if it has one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from knowledge.cleaning import clean, without_running_lines
from knowledge.document import Document, build
from knowledge.loaders import Aids, LoadProblem, OcrPage, load
from knowledge.text import HAN, strip_controls

_MOST_TOLD = 200
"""Dropped or doubtful lines kept in a report."""


@dataclass(slots=True)
class Incoming:
    """One file: its document, or why there is none."""

    name: str
    pages: int = 0
    document: Document | None = None
    problem: str | None = None


def prepare(paths: Iterable[Path | str], effective: date | None, ocr: OcrPage | None) -> Iterator[Incoming]:
    """Every file of ``paths`` (folders deeply), in a stable order; hidden files are passed over.

    A second file of the same name is told apart by its folder.
    """
    seen: set[str] = set()
    for path in paths:
        place = Path(path)
        files = [place]
        if place.is_dir():
            files = sorted(p for p in place.rglob("*") if p.is_file() and not p.name.startswith((".", "~$")))
        for file in files:
            made = read(file, effective, Aids(ocr))
            if made.name in seen:
                made.name = f"{file.parent.name}/{file.name}"
                if made.document is not None:
                    made.document.name = made.name
            seen.add(made.name)
            yield made


def read(path: Path, effective: date | None, aids: Aids | None = None) -> Incoming:
    """One file, loaded and cleaned. Raises ``ReadingStopped`` where ``aids.told`` does."""
    if not path.exists():
        return Incoming(path.name, problem="missing")
    try:
        loaded = load(path, aids)
    except LoadProblem as problem:
        return Incoming(path.name, problem=problem.code)
    pages: list[tuple[int | None, str]] = []
    loaded_pages, dropped = without_running_lines([(number, strip_controls(raw)) for number, raw in loaded.pages])
    doubtful = list(loaded.doubtful)
    for number, raw in loaded_pages:
        cleaned = clean(raw, markup=loaded.markup)
        pages.append((number, cleaned.text))
        dropped += cleaned.dropped
        doubtful += cleaned.doubtful
    document = build(path.name, pages, effective, loaded.page_count)
    if not HAN.search(document.text) and not any(c.isalpha() for c in document.text):
        return Incoming(path.name, loaded.page_count, problem="empty")
    # What runs through all pages is told once.
    document.dropped = list(dict.fromkeys(dropped))[:_MOST_TOLD]
    document.doubtful = list(dict.fromkeys(doubtful))[:_MOST_TOLD]
    return Incoming(path.name, loaded.page_count, document)
