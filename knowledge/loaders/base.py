"""The choice of a loader by suffix and content, and the bounds that hold for all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from services.knowledge import Doubt

OcrPage = Callable[[bytes], str]
"""PNG bytes of one page to its text, top to bottom."""

LARGEST_FILE = 60 * 1024 * 1024
LONGEST_TEXT = 6_000_000
"""Characters kept of one document: 2,000 dense pages are about half of it."""


class LoadProblem(Exception):
    """A file that cannot be read; ``code`` is one of encrypted, empty, corrupt, too_large, unsupported, archive_bomb."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(slots=True)
class LoadedFile:
    """Raw pages as (page number or None, text), the number of pages, and what the reader doubts."""

    pages: list[tuple[int | None, str]]
    page_count: int
    doubtful: list[Doubt] = field(default_factory=list)
    markup: bool = True
    """Whether tags in the text are markup to strip (not so for spreadsheets and PDF)."""


def load(path: Path, *, ocr: OcrPage | None = None) -> LoadedFile:
    """Read one file. Raises ``LoadProblem``, never anything else for bad content."""
    size = path.stat().st_size
    if size == 0:
        raise LoadProblem("empty")
    if size > LARGEST_FILE:
        raise LoadProblem("too_large")
    try:
        loaded = _loader(path)(path, ocr)
    except LoadProblem:
        raise
    except (MemoryError, RecursionError):
        raise LoadProblem("too_large") from None
    except Exception as error:
        raise LoadProblem("corrupt") from error
    if not any(text.strip() for _, text in loaded.pages):
        raise LoadProblem("empty")
    return loaded


def _loader(path: Path) -> Callable[[Path, OcrPage | None], LoadedFile]:
    suffix = path.suffix.lower()
    with path.open("rb") as file:
        head = file.read(8)
    if suffix == ".pdf" or head.startswith(b"%PDF"):
        from knowledge.loaders.pdf import load_pdf

        return load_pdf
    if suffix in {".docx", ".xlsx", ".xlsm"} or head.startswith(b"PK\x03\x04"):
        from knowledge.loaders.office import load_office

        return load_office
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        from knowledge.loaders.office import load_old_office

        return load_old_office
    if suffix in {".html", ".htm", ".xhtml"}:
        from knowledge.loaders.web import load_html

        return load_html
    if suffix in {".eml"}:
        from knowledge.loaders.mail import load_mail

        return load_mail
    if suffix in {".csv", ".tsv"}:
        from knowledge.loaders.plain import load_table

        return load_table
    if suffix in {".txt", ".md", ".markdown", ".text", ".log", ""}:
        from knowledge.loaders.plain import load_text

        return load_text
    raise LoadProblem("unsupported")
