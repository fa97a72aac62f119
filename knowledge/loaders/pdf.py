"""PDF by pdfplumber: ruled tables exactly, the rest as lines; pages without text go to OCR if there is one."""

from __future__ import annotations

import io
import logging
from pathlib import Path
from typing import Any

from knowledge.loaders.base import Aids, LoadedFile, LoadProblem
from knowledge.loaders.plain import rows_to_lines
from services.knowledge import Doubt

MOST_PAGES = 2_500
_SCANNED_BELOW = 12
"""Fewer characters than this on a page with pictures: a scan."""


def load_pdf(path: Path, aids: Aids) -> LoadedFile:
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    # A line for each font without a bounding box: thousands for one file, and nothing to act on.
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    try:
        document = pdfplumber.open(path)
    except PDFPasswordIncorrect:
        raise LoadProblem("encrypted") from None
    except PdfminerException as error:
        encrypted = any(
            isinstance(cause, PDFPasswordIncorrect) for cause in (*error.args, error.__cause__, error.__context__)
        )
        raise LoadProblem("encrypted" if encrypted else "corrupt") from error
    pages: list[tuple[int | None, str]] = []
    doubtful: list[Doubt] = []
    scanned: list[int] = []
    with document:
        count = len(document.pages)
        if count > MOST_PAGES:
            doubtful.append(Doubt("pages_cut", f"{count:,}", MOST_PAGES))
        for page in document.pages[:MOST_PAGES]:
            aids.told("pages", page.page_number - 1, min(count, MOST_PAGES))
            text = _page(page)
            if len(text.strip()) < _SCANNED_BELOW and page.images:
                scanned.append(page.page_number)
            pages.append((page.page_number, text))
            # Layout objects of a long document would otherwise all stay in memory.
            page.close()
    if scanned:
        pages = _read_scans(path, pages, scanned, aids, doubtful)
    return LoadedFile(pages, count, doubtful, markup=False)


def _page(page: Any) -> str:
    """Tables as rows with headers at their place, the text around them as lines."""
    tables = page.find_tables() if len(page.rects) + len(page.lines) + len(page.curves) < 3_000 else []
    tables = [t for t in tables if len(t.rows) > 1]
    parts: list[str] = []
    top = page.bbox[1]
    for table in sorted(tables, key=lambda t: t.bbox[1]):
        upper, lower = max(table.bbox[1], top), min(table.bbox[3], page.bbox[3])
        if upper - top > 1:
            parts.append(page.crop((page.bbox[0], top, page.bbox[2], upper)).extract_text() or "")
        parts.append("\n".join(rows_to_lines([[cell or "" for cell in row] for row in table.extract()])) + "\n")
        top = max(top, lower)
    if page.bbox[3] - top > 1:
        rest = page.crop((page.bbox[0], top, page.bbox[2], page.bbox[3])) if tables else page
        parts.append(rest.extract_text() or "")
    return "\n".join(parts)


def _read_scans(
    path: Path, pages: list[tuple[int | None, str]], scanned: list[int], aids: Aids, doubtful: list[Doubt]
) -> list[tuple[int | None, str]]:
    import pypdfium2

    now = scanned[: aids.scans] if aids.ocr is not None else []
    aids.scans -= len(now)
    texts = dict(pages)
    empty: list[int] = []
    document = pypdfium2.PdfDocument(path)
    try:
        for done, number in enumerate(now):
            assert aids.ocr is not None
            aids.told("scans", done, len(now))
            picture = document[number - 1].render(scale=2).to_pil()
            buffer = io.BytesIO()
            picture.save(buffer, "PNG")
            texts[number] = aids.ocr(buffer.getvalue())
            if not texts[number].strip():
                empty.append(number)
    finally:
        document.close()
    told = {
        "scanned": [number for number in now if number not in empty],
        "scan_empty": empty,
        "not_scanned": scanned[len(now) :],
    }
    doubtful += [Doubt(code, _numbers(numbers)) for code, numbers in told.items() if numbers]
    return [(number, texts[number]) for number, _ in pages]


def _numbers(pages: list[int]) -> str:
    """Ascending page numbers as ranges: 1–12, 15."""
    ranges: list[list[int]] = []
    for page in pages:
        if ranges and page == ranges[-1][1] + 1:
            ranges[-1][1] = page
        else:
            ranges.append([page, page])
    shown = [f"{first}" if first == last else f"{first}–{last}" for first, last in ranges]
    return ", ".join(shown[:20]) + ("…" if len(shown) > 20 else "")
