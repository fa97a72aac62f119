"""HTML pages: the main text without scripts, navigation, and hidden parts; tables as rows with their headers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from knowledge.loaders.base import LONGEST_TEXT, Aids, LoadedFile
from knowledge.loaders.plain import decode, rows_to_lines

_NOISE = (
    "script",
    "style",
    "nav",
    "aside",
    "footer",
    "header",
    "form",
    "noscript",
    "iframe",
    "svg",
    "button",
    "template",
)
_BLOCK = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "li",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "br",
        "blockquote",
        "pre",
        "dd",
        "dt",
        "figure",
        "figcaption",
        "td",
        "th",
    ]
)


def load_html(path: Path, _: Aids) -> LoadedFile:
    return LoadedFile([(None, html_text(decode(path.read_bytes())[0]))], 1, markup=False)


def html_text(source: str) -> str:
    """Readable text of a page, headings marked with '#', list items with '-'."""
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(source[:LONGEST_TEXT], "html.parser")
    for tag in soup.find_all(_NOISE):
        # A header or footer inside an article is the article's own.
        if tag.name in {"header", "footer"} and tag.find_parent(["article", "main"]):
            continue
        tag.decompose()
    for tag in soup.find_all(style=lambda value: bool(value) and "display:none" in value.replace(" ", "")):
        tag.decompose()
    for table in soup.find_all("table"):
        rows = _grid([row.find_all(["td", "th"]) for row in table.find_all("tr")])
        table.replace_with("\n" + "\n".join(rows_to_lines(rows)) + "\n")
    for level in range(1, 7):
        for tag in soup.find_all(f"h{level}"):
            tag.insert(0, "#" * level + " ")
    for tag in soup.find_all("li"):
        tag.insert(0, "- ")
    for tag in soup.find_all(list(_BLOCK)):
        tag.insert_before("\n")
        tag.append("\n")
    root = soup.find("main") or soup.find("article") or soup.body or soup
    return str(root.get_text())


_WIDEST = 60
"""Columns and rows that a merged cell may span."""


def _grid(rows: list[Any]) -> list[list[str]]:
    """A table's cells in their columns: one merged across stands in its first column, one merged downwards in each row,
    but for the leading columns, where a blank means the row above."""
    made: list[list[str]] = []
    open_cells: dict[int, tuple[int, str]] = {}
    for row in rows:
        cells: list[str] = []
        for cell in row:
            _fill(cells, open_cells)
            words, down, across = cell.get_text(" ", strip=True), _span(cell, "rowspan"), _span(cell, "colspan")
            for step in range(across):
                if down > 1:
                    open_cells[len(cells)] = (down - 1, "" if step else words)
                cells.append("" if step else words)
        _fill(cells, open_cells)
        made.append(cells)
    return made


def _fill(cells: list[str], open_cells: dict[int, tuple[int, str]]) -> None:
    while len(cells) in open_cells:
        left, words = open_cells.pop(len(cells))
        if left > 1:
            open_cells[len(cells)] = (left - 1, words)
        cells.append(words if any(cells) else "")


def _span(cell: Any, name: str) -> int:
    value = str(cell.get(name, "1"))
    return min(max(int(value), 1), _WIDEST) if value.isdecimal() else 1
