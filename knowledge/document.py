"""A cleaned document: its text, where pages and sections begin, and the units that are searched."""

from __future__ import annotations

import hashlib
import json
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from knowledge.text import sentences
from services.knowledge import Doubt

_FORMAT = 1
"""Raise it when the cutting into passages changes: every passage is then made anew."""
WINDOW = 150
"""Characters of the passages that are embedded for Chroma: small ones suit the dense side."""
PARENT = 480
"""Characters of the passages that lexical search weighs and a citation's passage shows."""

_CHAPTER = re.compile(
    r"^(?:第[一二三四五六七八九十百\d]{1,4}[章编部篇]|part\s*\d+|[一二三四五六七八九十]{1,3}[、.．])", re.I
)
_ARTICLE = re.compile(
    r"^(?:第[一二三四五六七八九十百\d]{1,4}[条节]|[（(][一二三四五六七八九十]{1,3}[)）]|\d{1,2}\.\d{1,2}(?!\d|%))"
)
_HASH = re.compile(r"^(#{1,6})\s+(.*)$")


@dataclass(slots=True)
class Document:
    """One version of one document. ``pages`` and ``sections`` are (start offset, page number | heading path)."""

    name: str
    version: str
    effective: date | None
    text: str
    pages: list[tuple[int, int | None]]
    sections: list[tuple[int, str]]
    page_count: int = 1
    dropped: list[str] = field(default_factory=list)
    doubtful: list[Doubt] = field(default_factory=list)

    @property
    def key(self) -> str:
        """Unique among all versions of all documents; begins every passage id."""
        mark = f"{_FORMAT}\0{self.name}\0{self.version}\0{self.effective or ''}"
        return hashlib.sha256(mark.encode()).hexdigest()[:16]

    def page_at(self, offset: int) -> int | None:
        at = bisect_right(self.pages, offset, key=lambda pair: pair[0]) - 1
        return self.pages[at][1] if at >= 0 else None

    def section_number(self, offset: int) -> int:
        """0 before the first heading."""
        return bisect_right(self.sections, offset, key=lambda pair: pair[0])

    def section_at(self, offset: int) -> str | None:
        at = self.section_number(offset) - 1
        return self.sections[at][1] or None if at >= 0 else None

    def to_json(self) -> str:
        data = asdict(self)
        data["effective"] = self.effective.isoformat() if self.effective else None
        return json.dumps(data, ensure_ascii=False)

    @classmethod
    def from_json(cls, raw: str) -> Document:
        data = json.loads(raw)
        data["effective"] = date.fromisoformat(data["effective"]) if data["effective"] else None
        data["pages"] = [(int(a), b) for a, b in data["pages"]]
        data["sections"] = [(int(a), str(b)) for a, b in data["sections"]]
        data["doubtful"] = doubts(data["doubtful"])
        return cls(**data)


def doubts(kept: Sequence[dict[str, Any] | str]) -> list[Doubt]:
    """From their file form; those of earlier files were lines of text."""
    return [Doubt("unreadable", one) if isinstance(one, str) else Doubt(**one) for one in kept]


@dataclass(slots=True)
class Units:
    """Spans into the text: sentences, the windows of sentences that are embedded, and the parents around them."""

    sentences: list[tuple[int, int]]
    windows: list[tuple[int, int]]
    """(first sentence, one past the last)."""
    parents: list[tuple[int, int]]


def build(name: str, pages: list[tuple[int | None, str]], effective: date | None, page_count: int) -> Document:
    """A document from its cleaned pages."""
    parts: list[str] = []
    starts: list[tuple[int, int | None]] = []
    at = 0
    for number, text in pages:
        body = text.strip()
        if not body:
            continue
        starts.append((at, number))
        parts.append(body)
        at += len(body) + 1
    whole = "\n".join(parts)
    text, sections = _sections(whole)
    if text != whole:
        starts = _moved(starts, whole, text)
    version = hashlib.sha256(text.encode()).hexdigest()[:12]
    return Document(name, version, effective, text, starts, sections, page_count)


def units(document: Document) -> Units:
    """Deterministic: the same text gives the same units, so unchanged ones are found again by their hash."""
    spans = sentences(document.text)
    breaks = {start for start, _ in document.sections}
    return Units(spans, _grouped(spans, WINDOW, breaks), _grouped(spans, PARENT, breaks))


def _grouped(spans: list[tuple[int, int]], limit: int, breaks: set[int]) -> list[tuple[int, int]]:
    groups: list[tuple[int, int]] = []
    first = 0
    for i, (start, end) in enumerate(spans):
        size = end - spans[first][0]
        if i > first and (size > limit or (start in breaks and start - spans[first][0] > limit // 3)):
            groups.append((first, i))
            first = i
    if spans:
        groups.append((first, len(spans)))
    return groups


def _sections(text: str) -> tuple[str, list[tuple[int, str]]]:
    """Heading marks off, and the heading path from each heading's offset on."""
    out: list[str] = []
    found: list[tuple[int, str]] = []
    path: list[tuple[int, str]] = []
    at = 0
    for line in text.split("\n"):
        level, title, body = _heading(line)
        if level:
            path = [(lv, t) for lv, t in path if lv < level] + [(level, title)]
            found.append((at, " › ".join(t for _, t in path)))
        out.append(body)
        at += len(body) + 1
    return "\n".join(out), found


def _heading(line: str) -> tuple[int, str, str]:
    if marked := _HASH.match(line):
        title = marked[2].strip().strip("*#").strip()
        return len(marked[1]), title[:60], title
    if line.startswith(("|", "-")):
        return 0, "", line
    for level, pattern in ((7, _CHAPTER), (8, _ARTICLE)):
        if pattern.match(line):
            # 第三条 起付线：… is a heading with its text on the same line; a whole sentence is not a title.
            title = re.split(r"[。；;：:，,]", line, maxsplit=1)[0].strip()
            if len(line) <= 40 and not line.endswith(("。", "；", ";")):
                return level, line[:60].rstrip("：:"), line
            return (level, title[:30], line) if len(title) <= 24 else (0, "", line)
    return 0, "", line


def _moved(starts: list[tuple[int, int | None]], before: str, after: str) -> list[tuple[int, int | None]]:
    """Page starts by line number: taking marks off lines leaves the number of lines alone."""
    ends = [0]
    for line in after.split("\n"):
        ends.append(ends[-1] + len(line) + 1)
    return [(ends[before.count("\n", 0, start)], page) for start, page in starts]
