"""Words on a page and the rows they form. Pure geometry: knows nothing of receipts or of how the words were read."""

from __future__ import annotations

import math
import statistics
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from receipts.simplified import SIMPLIFIED

Point = tuple[float, float]
Quad = tuple[Point, Point, Point, Point]
"""Corners in reading order: top left, top right, bottom right, bottom left; pixels."""


@dataclass(frozen=True, slots=True)
class Word:
    """A run of text as one box. ``score`` 0..1 is how sure the OCR is (1.0 for text taken from a file)."""

    text: str
    quad: Quad
    score: float = 1.0

    @property
    def width(self) -> float:
        (x1, y1), (x2, y2), (x3, y3), (x4, y4) = self.quad
        return (math.hypot(x2 - x1, y2 - y1) + math.hypot(x3 - x4, y3 - y4)) / 2

    @property
    def height(self) -> float:
        (x1, y1), (x2, y2), (x3, y3), (x4, y4) = self.quad
        return (math.hypot(x4 - x1, y4 - y1) + math.hypot(x3 - x2, y3 - y2)) / 2

    @property
    def centre(self) -> Point:
        return sum(p[0] for p in self.quad) / 4, sum(p[1] for p in self.quad) / 4

    @property
    def slope(self) -> float:
        (x1, y1), (x2, y2), (x3, y3), (x4, y4) = self.quad
        run = (x2 - x1) + (x3 - x4)
        return ((y2 - y1) + (y3 - y4)) / run if run else 0.0

    def scaled(self, factor: float) -> Word:
        (x1, y1), (x2, y2), (x3, y3), (x4, y4) = self.quad
        f = factor
        return Word(self.text, ((x1 * f, y1 * f), (x2 * f, y2 * f), (x3 * f, y3 * f), (x4 * f, y4 * f)), self.score)

    def bounds(self) -> tuple[int, int, int, int]:
        """Left, top, right, bottom on the picture."""
        xs, ys = [p[0] for p in self.quad], [p[1] for p in self.quad]
        return int(min(xs)), int(min(ys)), math.ceil(max(xs)), math.ceil(max(ys))


@dataclass(slots=True)
class Placed:
    """A word in straightened coordinates: ``u`` along the line, ``v`` across it."""

    word: Word
    text: str
    left: float
    right: float
    v: float
    height: float

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2


@dataclass(slots=True)
class Row:
    """Words of one printed line, left to right, and their joined text with the way back from letter to word."""

    words: list[Placed]
    text: str = ""
    owners: list[int] = field(default_factory=list)
    """For each letter of ``text`` the index of its word; -1 for the blanks put between words."""

    def __post_init__(self) -> None:
        self.words.sort(key=lambda placed: placed.left)
        parts: list[str] = []
        for index, placed in enumerate(self.words):
            if index:
                gap = placed.left - self.words[index - 1].right
                blank = "\t" if gap > 1.2 * placed.height else " "
                parts.append(blank)
                self.owners.append(-1)
            parts.append(placed.text)
            self.owners.extend([index] * len(placed.text))
        self.text = "".join(parts)

    @property
    def v(self) -> float:
        return statistics.fmean(placed.v for placed in self.words)

    @property
    def height(self) -> float:
        return statistics.fmean(placed.height for placed in self.words)

    def x_at(self, position: int) -> float:
        """Where along the row the letter at ``position`` stands (wide letters count double)."""
        position = max(0, min(position, len(self.owners) - 1))
        while position > 0 and self.owners[position] < 0:
            position -= 1
        owner = self.owners[position]
        if owner < 0:
            return self.words[0].left
        first = self.owners.index(owner)
        placed = self.words[owner]
        widths = [_width(letter) for letter in placed.text]
        before = sum(widths[: position - first])
        return placed.left + (placed.right - placed.left) * before / max(sum(widths), 1)

    def part(self, start: int, end: int) -> list[Placed]:
        """The words that own the letters from ``start`` to ``end``."""
        indexes = sorted({owner for owner in self.owners[start:end] if owner >= 0})
        return [self.words[index] for index in indexes]


def text_width(text: str) -> int:
    """How wide a text is printed: wide letters count double."""
    return sum(map(_width, text))


def _width(letter: str) -> int:
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


_PLAIN = dict(
    zip(
        "（）：；，￥．％【】﹕∶＊－—–／\u3000’“”",
        '():;,¥.%[]::*---/ \'""',
        strict=True,
    )
)


def plain_text(text: str) -> str:
    """Same length, with full-width letters, digits and punctuation as their plain ones, traditional letters as simplified."""
    made = []
    for letter in text.translate(SIMPLIFIED):
        if letter in _PLAIN:
            made.append(_PLAIN[letter])
        elif "！" <= letter <= "～":
            made.append(chr(ord(letter) - 0xFEE0))
        else:
            made.append(letter)
    return "".join(made)


def straighten(words: Sequence[Word]) -> list[Placed]:
    """Undoes skew and perspective of lines: the slope of a line is fitted as a + b·y + c·x over the long words."""
    if not words:
        return []
    middle_x = statistics.fmean(word.centre[0] for word in words)
    middle_y = statistics.fmean(word.centre[1] for word in words)
    a, b, c = _fit_slopes([w for w in words if w.width > 3 * w.height], middle_x, middle_y)
    placed = []
    for word in words:
        x, y = word.centre
        dx, dy = x - middle_x, y - middle_y
        v = dy
        for _ in range(3):  # the line through (x, y) crosses the middle at v
            slope = a + b * (dy + v) / 2 + c * dx / 2
            v = dy - slope * dx
        u = dx + a * dy
        half = word.width / 2
        placed.append(
            Placed(word, plain_text(word.text), u - half + middle_x, u + half + middle_x, v + middle_y, word.height)
        )
    return placed


def _fit_slopes(words: Sequence[Word], middle_x: float, middle_y: float) -> tuple[float, float, float]:
    samples = [(w.slope, w.centre[0] - middle_x, w.centre[1] - middle_y, w.width) for w in words if abs(w.slope) < 0.5]
    if len(samples) < 3:
        return (statistics.median(s[0] for s in samples) if samples else 0.0), 0.0, 0.0
    for _ in range(2):  # the second time without the outliers
        a, b, c = _least_squares(samples)
        off = [abs(s - (a + b * dy + c * dx)) for s, dx, dy, _ in samples]
        limit = max(2.5 * statistics.median(off), 0.004)
        kept = [sample for sample, error in zip(samples, off, strict=True) if error <= limit]
        if len(kept) < 3:
            break
        samples = kept
    return a, b, c


def _least_squares(samples: Iterable[tuple[float, float, float, float]]) -> tuple[float, float, float]:
    """Weighted fit of slope = a + b·dy + c·dx, with a little ridge so that few words cannot bend the page."""
    m = [[0.0] * 4 for _ in range(3)]
    for slope, dx, dy, weight in samples:
        row = (1.0, dy, dx)
        for i in range(3):
            for j in range(3):
                m[i][j] += weight * row[i] * row[j]
            m[i][3] += weight * row[i] * slope
    scale = m[0][0] or 1.0
    m[1][1] += scale * 1e4
    m[2][2] += scale * 1e4
    for i in range(3):
        pivot = m[i][i] or 1e-9
        for j in range(i + 1, 3):
            factor = m[j][i] / pivot
            for k in range(i, 4):
                m[j][k] -= factor * m[i][k]
    answer = [0.0, 0.0, 0.0]
    for i in (2, 1, 0):
        answer[i] = (m[i][3] - sum(m[i][j] * answer[j] for j in range(i + 1, 3))) / (m[i][i] or 1e-9)
    return answer[0], answer[1], answer[2]


def make_rows(words: Sequence[Word]) -> list[Row]:
    """Rows from top to bottom."""
    placed = sorted(straighten(words), key=lambda item: item.v)
    groups: list[list[Placed]] = []
    for item in placed:
        best: list[Placed] | None = None
        best_distance = math.inf
        for group in groups[-6:]:
            v = statistics.fmean(other.v for other in group)
            height = statistics.fmean(other.height for other in group)
            distance = abs(item.v - v)
            overlapped = any(
                min(item.right, o.right) - max(item.left, o.left) > 0.5 * min(item.right - item.left, o.right - o.left)
                for o in group
            )
            if (
                distance < 0.5 * min(max(item.height, 0.6 * height), max(height, 0.6 * item.height))
                and not overlapped
                and distance < best_distance
            ):
                best, best_distance = group, distance
        if best is None:
            groups.append([item])
        else:
            best.append(item)
    rows = [Row(group) for group in groups]
    rows.sort(key=lambda row: row.v)
    return rows


@dataclass(slots=True)
class Page:
    """One page of text: words, rows and the size of the upright picture they stand on."""

    words: list[Word]
    width: int
    height: int
    number: int = 0
    rows: list[Row] = field(default_factory=list)

    def __post_init__(self) -> None:
        if not self.rows:
            self.rows = make_rows(self.words)

    @property
    def text(self) -> str:
        return "\n".join(row.text for row in self.rows)

    @property
    def mean_score(self) -> float:
        """Of the words, weighted by their length; 0 for an empty page."""
        letters = sum(len(word.text) for word in self.words)
        return sum(word.score * len(word.text) for word in self.words) / letters if letters else 0.0
