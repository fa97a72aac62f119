"""Pages of words for tests: from lines of text, or from the generator's sheets (no OCR involved)."""

from __future__ import annotations

from datetime import date

from receipts.checks import read_page, to_reading
from receipts.generator.canvas import Canvas
from receipts.layout import Page, Word, _width
from receipts.qr import InvoiceCode
from services.receipts import ReceiptReading

TODAY = date(2026, 11, 20)


def word(text: str, x: float, y: float, size: float = 20, score: float = 1.0) -> Word:
    wide = sum(_width(letter) for letter in text) * size / 2
    return Word(text, ((x, y), (x + wide, y), (x + wide, y + size), (x, y + size)), score)


def page_of(*lines: str, score: float = 1.0) -> Page:
    """Each line is a row; ``|`` starts a new word at the next of the columns 0, 400, 800, …"""
    words = []
    for index, line in enumerate(lines):
        for column, text in enumerate(line.split("|")):
            if text.strip():
                words.append(word(text.strip(), 40 + 400 * column, 40 + 36 * index, score=score))
    return Page(words, 1600, 40 * len(lines) + 80)


def page_of_sheet(sheet: Canvas) -> Page:
    """What a perfect OCR would see on a generated sheet."""
    words = []
    for left, top, text, size in sheet.texts:
        if text.strip():
            wide = sheet.measure(text, size)
            words.append(Word(text, ((left, top), (left + wide, top), (left + wide, top + size), (left, top + size))))
    return Page(words, sheet.image.width, sheet.image.height)


def reading_of(page: Page, *codes: InvoiceCode, today: date = TODAY) -> ReceiptReading:
    return to_reading(read_page(page, list(codes), today), page, 0.0)
