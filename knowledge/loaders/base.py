"""The choice of a loader by suffix and content, and the bounds that hold for all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from knowledge.text import strip_controls
from services.knowledge import Doubt

OcrPage = Callable[[bytes], str]
"""PNG bytes of one page to its text, top to bottom."""

Told = Callable[[str, int, int], None]
"""How far the reading is: ``pages`` (text) or ``scans`` (pictures of pages), how many are done, of how many."""
MOST_SCANNED = 300
"""Scanned pages that are read of one file, attachments and all."""
LARGEST_FILE = 60 * 1024 * 1024
LONGEST_TEXT = 6_000_000
"""Characters kept of one document: 2,000 dense pages are about half of it."""


class LoadProblem(Exception):
    """A file that cannot be read; ``code`` is one of encrypted, empty, corrupt, too_large, unsupported, archive_bomb."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class ReadingStopped(Exception):
    """Raised by ``Told`` to end a reading: the process ends, or nobody wants the file any more."""


def _untold(_what: str, _done: int, _of: int) -> None:
    pass


@dataclass(slots=True)
class Aids:
    """What a loader may use: who reads pictures of pages, and who is told how far it is; and what is left of the bounds."""

    ocr: OcrPage | None = None
    told: Told = _untold
    scans: int = MOST_SCANNED
    depth: int = 0
    """How many e-mails the file is inside of."""


@dataclass(slots=True)
class LoadedFile:
    """Raw pages as (page number or None, text), the number of pages, and what the reader doubts."""

    pages: list[tuple[int | None, str]]
    page_count: int
    doubtful: list[Doubt] = field(default_factory=list)
    markup: bool = True
    """Whether tags in the text are markup to strip (not so for spreadsheets and PDF)."""


def load(path: Path, aids: Aids | None = None) -> LoadedFile:
    """Read one file. Raises ``LoadProblem`` for bad content and nothing else; ``ReadingStopped`` comes from ``aids.told``."""
    size = path.stat().st_size
    if size == 0:
        raise LoadProblem("empty")
    if size > LARGEST_FILE:
        raise LoadProblem("too_large")
    try:
        loaded = _loader(path)(path, aids or Aids())
    except (LoadProblem, ReadingStopped):
        raise
    except (MemoryError, RecursionError):
        raise LoadProblem("too_large") from None
    except Exception as error:
        raise LoadProblem("corrupt") from error
    if not any(text.strip() for _, text in loaded.pages):
        raise LoadProblem("empty")
    return loaded


def file_name(given: str) -> str:
    """A name of a file as a sender gave it, fit for this machine's folders: no path, no controls, at most 80 characters."""
    path = Path(strip_controls(given).replace("\\", "/"))
    suffix = path.suffix[:10]
    return (path.name.removesuffix(path.suffix)[: 80 - len(suffix)] + suffix).strip(" .") or "-"


def _loader(path: Path) -> Callable[[Path, Aids], LoadedFile]:
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
