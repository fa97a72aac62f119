"""PDF pages through PDFium: words where the page has text, a rendered picture where it is a scan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pypdfium2 as pdfium

from receipts.layout import Word
from receipts.limits import MAX_PAGES, MAX_WORDS, BadFile

if TYPE_CHECKING:
    import numpy as np

    Picture = np.ndarray[Any, np.dtype[Any]]

SCALE = 2.0
"""Pixels for each PDF point in the coordinates of words."""
SCAN_SIDE = 2200
MIN_LETTERS = 30


def pdf_pages(data: bytes) -> Iterator[tuple[list[Word], Picture, int, int]]:
    """For each page: its words (empty for a scan), its picture (BGR), width and height of the page in word pixels.

    Raises BadFile: encrypted, corrupt, too_many_pages.
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise BadFile(
            "encrypted" if "password" in str(error).lower() or "security" in str(error).lower() else "corrupt"
        ) from None
    try:
        count = len(document)
        if count > MAX_PAGES:
            raise BadFile("too_many_pages")
        if not count:
            raise BadFile("corrupt")
        for index in range(count):
            try:
                page = document[index]
                words = _words(page)
                letters = sum(len(word.text) for word in words)
                scan = letters < MIN_LETTERS
                side = max(page.get_width(), page.get_height(), 1.0)
                if side > 14400 or min(page.get_width(), page.get_height()) < 8:
                    raise BadFile("corrupt")
                scale = SCAN_SIDE / side if scan else min(SCALE, 3000 / side)
                picture = page.render(scale=scale, rev_byteorder=False).to_numpy()[:, :, :3].copy()
                width, height = (picture.shape[1], picture.shape[0])
                if not scan and scale != SCALE:
                    words = [w.scaled(scale / SCALE) for w in words]
                page.close()
            except pdfium.PdfiumError:
                raise BadFile("corrupt") from None
            yield ([] if scan else words), picture, width, height
    finally:
        document.close()


def _words(page: Any) -> list[Word]:
    """Text rectangles of the page, turned to pixels with the origin at the top left; neighbours on a line stay apart."""
    text_page = page.get_textpage()
    height = page.get_height()
    left0, bottom0, *_ = page.get_mediabox()
    crop = page.get_cropbox()
    if crop:
        left0, bottom0, *_ = crop
    made: list[Word] = []
    count = text_page.count_chars()
    if count > 40 * MAX_WORDS:
        raise BadFile("not_a_receipt")
    for index in range(text_page.count_rects()):
        if len(made) >= MAX_WORDS:
            break
        left, bottom, right, top = text_page.get_rect(index)
        text = text_page.get_text_bounded(left, bottom, right, top)
        text = re.sub(r"[\r\n\ufffe\x00-\x1f]+", "", text).strip()
        if not text or right <= left or top <= bottom:
            continue
        x1, x2 = (left - left0) * SCALE, (right - left0) * SCALE
        y1, y2 = (height - (top - bottom0)) * SCALE, (height - (bottom - bottom0)) * SCALE
        made.append(Word(text, ((x1, y1), (x2, y1), (x2, y2), (x1, y2))))
    text_page.close()
    return made
