"""Word and Excel files, with bounds on what a zip archive may unfold to."""

from __future__ import annotations

import zipfile
from pathlib import Path

from knowledge.loaders.base import Aids, LoadedFile, LoadProblem
from knowledge.loaders.plain import rows_to_lines, tables_to_rows
from services.knowledge import Doubt

MOST_MEMBERS = 2_000
LARGEST_MEMBER = 80 * 1024 * 1024
LARGEST_ARCHIVE = 200 * 1024 * 1024
MOST_ROWS = 20_000


def load_office(path: Path, _: Aids) -> LoadedFile:
    names = _checked(path)
    if "xl/workbook.xml" in names:
        return _workbook(path)
    if "word/document.xml" in names:
        return _word(path)
    raise LoadProblem("unsupported")


def load_old_office(path: Path, _: Aids) -> LoadedFile:
    """Compound files: .xls is read; an encrypted .docx or .xlsx has this shape too; .doc is not supported."""
    if b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0" in path.read_bytes():
        raise LoadProblem("encrypted")
    if path.suffix.lower() == ".xls":
        return LoadedFile([(None, tables_to_rows(_markdown(path)))], 1)
    raise LoadProblem("unsupported")


def _checked(path: Path) -> set[str]:
    """Member names, after counting what they really unfold to (a header may lie)."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            if len(members) > MOST_MEMBERS:
                raise LoadProblem("archive_bomb")
            if any(m.flag_bits & 1 for m in members):
                raise LoadProblem("encrypted")
            total = 0
            for member in members:
                with archive.open(member) as file:
                    size = 0
                    while part := file.read(1 << 20):
                        size += len(part)
                        total += len(part)
                        if size > LARGEST_MEMBER or total > LARGEST_ARCHIVE:
                            raise LoadProblem("archive_bomb")
            return {m.filename for m in members}
    except (zipfile.BadZipFile, EOFError, OSError) as error:
        raise LoadProblem("corrupt") from error


def _word(path: Path) -> LoadedFile:
    return LoadedFile([(None, tables_to_rows(_markdown(path)))], 1)


def _markdown(path: Path) -> str:
    from markitdown import MarkItDown

    text = str(MarkItDown().convert_local(path).text_content)
    # Markdown's escapes are not the document's text.
    return text.replace("\\_", "_").replace("\\*", "*").replace("**", "").replace("\\", "")


def _workbook(path: Path) -> LoadedFile:
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True, data_only=True)
    pages: list[tuple[int | None, str]] = []
    doubtful: list[Doubt] = []
    try:
        for number, sheet in enumerate(book.worksheets, 1):
            rows: list[list[str]] = []
            for row in sheet.iter_rows(values_only=True):
                if len(rows) >= MOST_ROWS:
                    doubtful.append(Doubt("sheet_cut", sheet.title, MOST_ROWS))
                    break
                rows.append([_cell(value) for value in row])
            lines = rows_to_lines(rows)
            if lines:
                pages.append((number, "\n".join([f"# {sheet.title}", *lines])))
    finally:
        book.close()
    return LoadedFile(pages, max(len(pages), 1), doubtful, markup=False)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.10g}"
    return str(value).removesuffix(" 00:00:00")
