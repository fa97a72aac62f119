"""One file's bytes to readings, in this process: the synchronous core that the OCR child runs."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import re
import time
from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from receipts.checks import read_page, to_reading
from receipts.drafts import CLEAR_PAGE, SURE, Draft
from receipts.layout import Page, Word
from receipts.limits import MAX_FILE_BYTES, BadFile, refusal
from services.receipts import ReceiptReading

if TYPE_CHECKING:
    import numpy as np

    from receipts.ocr import OcrEngine
    from receipts.qr import InvoiceCode

    Picture = np.ndarray[Any, np.dtype[Any]]

CODED_KINDS = ("einvoice", "vat", "outpatient", "inpatient", "unknown")
"""Kinds that carry a QR code; on the others nobody looks twice for one."""
KEY_FIELDS = ("number", "date", "total", "seller", "patient")


class ReceiptFileReader:
    """Reads receipts. The OCR models are loaded at the first picture and kept until ``release``."""

    def __init__(self, *, today: Callable[[], date] = date.today, threads: int | None = None) -> None:
        self._today = today
        self._threads = threads
        self._engine: OcrEngine | None = None
        self.turns: dict[int, int] = {}
        """Of the last file: page number → quarter turns anticlockwise that made the page upright; boxes refer to that."""

    def read_file(self, data: bytes, filename: str) -> list[ReceiptReading]:
        """One reading for each receipt in the file, at least one. Never raises for a bad file."""
        started = time.perf_counter()
        self.turns = {}
        try:
            readings = self._read(data, started)
        except BadFile as bad:
            readings = [_refused(bad.code, started)]
        except MemoryError:
            readings = [_refused("too_much_inside", started)]
        except Exception:  # a defect of a decoder must not take the worker down; the person can type the fields
            readings = [_refused("corrupt", started)]
        return readings or [_refused("unreadable", started)]

    def text(self, data: bytes) -> str:
        """What stands on a picture, a line a row, top to bottom; nothing for what can't be read."""
        from receipts.images import pages_of, to_bgr
        from receipts.ocr import SLOW_AREA, is_dark

        try:
            pictures = [to_bgr(image) for image in pages_of(data)]
        except (BadFile, MemoryError):
            return ""
        seen = [self._loaded().read(one, area=SLOW_AREA, enlarge=True, level=is_dark(one)) for one in pictures]
        return "\n".join(Page(page.words, page.width, page.height).text for page in seen)

    def release(self) -> None:
        """Lets go of the models; the next picture loads them again."""
        self._engine = None
        gc.collect()

    def _read(self, data: bytes, started: float) -> list[ReceiptReading]:
        if not data:
            raise BadFile("empty")
        if len(data) > MAX_FILE_BYTES:
            raise BadFile("file_too_large")
        head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
        if b"%PDF-" in data[:1024]:
            return self._pages(self._pdf(data), started)
        if data[:4] == b"PK\x03\x04":
            return self._pages(self._ofd(data), started)
        if head[:1] == b"<" or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            from receipts.einvoice_xml import read_xml

            return [_timed(read_xml(data, self._today()), started)]
        from receipts.images import pages_of, to_bgr

        pictures = pages_of(data)
        return self._pages(((None, to_bgr(picture), 0, 0) for picture in pictures), started)

    def _pdf(self, data: bytes) -> Iterator[tuple[list[Word] | None, Picture | None, int, int]]:
        from receipts.pdf import pdf_pages

        for words, picture, width, height in pdf_pages(data):
            yield (words or None), picture, width, height

    def _ofd(self, data: bytes) -> Iterator[tuple[list[Word] | None, Picture | None, int, int]]:
        from receipts.images import pages_of, to_bgr
        from receipts.ofd import ofd_pages

        for words, width, height, scans in ofd_pages(data):
            if scans:
                for scan in scans[:1]:
                    yield None, to_bgr(pages_of(scan)[0]), 0, 0
            else:
                yield words, None, width, height

    def _pages(
        self, pages: Iterator[tuple[list[Word] | None, Picture | None, int, int]], started: float
    ) -> list[ReceiptReading]:
        readings: list[ReceiptReading] = []
        for number, (words, picture, width, height) in enumerate(pages):
            begun = started if number == 0 else time.perf_counter()
            if words is not None:
                readings += self._text_page(words, picture, width, height, number, begun)
            elif picture is not None:
                readings.append(self._picture(picture, number, begun))
        receipts = [reading for reading in readings if reading.readable]
        return receipts or readings[:1]

    def _text_page(
        self, words: list[Word], picture: Picture | None, width: int, height: int, number: int, started: float
    ) -> list[ReceiptReading]:
        from receipts.pages import split_receipts

        codes = self._codes(picture) if picture is not None else []
        parts = split_receipts(Page(words, width, height, number))
        made = []
        for page in parts:
            matching = codes if len(parts) == 1 else [code for code in codes if code.number in page.text]
            made.append(to_reading(read_page(page, matching[:1], self._today()), page, time.perf_counter() - started))
        return made

    def _codes(self, picture: Picture, *, thorough: bool = False) -> list[InvoiceCode]:
        from receipts.qr import find_codes, parse_invoice_code

        return [
            code for text in find_codes(picture, thorough=thorough) if (code := parse_invoice_code(text)) is not None
        ]

    def _picture(self, picture: Picture, number: int, started: float) -> ReceiptReading:
        """Fast first; where checks fail, once more at full size with the light levelled, and the better one counts."""
        from receipts.ocr import is_dark

        engine = self._loaded()
        codes = self._codes(picture)
        draft, page = self._attempt(engine, picture, codes, number, level=is_dark(picture))
        if not codes and draft.kind in CODED_KINDS and _wants_second_look(draft, page):
            codes = self._codes(picture, thorough=True)
            if codes:
                draft = read_page(page, codes[:1], self._today())
        self._look_closely(engine, picture, draft, number)
        if _wants_second_look(draft, page):
            turn = self.turns[number]
            again, other = self._attempt(engine, picture, codes, number, level=True, slow=True)
            rejected, same_side = again, turn == self.turns[number]
            if _worth(again, other) > _worth(draft, page):
                draft, page, other, turn, rejected = again, other, page, self.turns[number], draft
            self.turns[number] = turn
            if same_side:
                joined = read_page(page, codes[:1], self._today(), other)
                if "unreadable" in draft.problems and joined.confirmed_total:
                    draft = joined
                elif "unreadable" not in draft.problems:
                    _fill_in(draft, joined)
                    draft.unsure = joined.unsure
            if page.mean_score < CLEAR_PAGE:
                _drop_disputed(draft, rejected)
            self._look_closely(engine, picture, draft, number)
        return to_reading(draft, page, time.perf_counter() - started)

    def _look_closely(self, engine: OcrEngine, picture: Picture, draft: Draft, number: int) -> None:
        """Names that were not read surely enough are cut out and read once more, each alone."""
        unsure = [(name, found) for name, found in draft.unsure.items() if name not in draft.values]
        if not unsure:
            return
        import numpy as np

        from receipts.closelook import confirms

        upright = np.rot90(picture, self.turns[number])
        for name, found in unsure:
            if confirms(engine, upright, found):
                draft.put(name, found.value, CONFIRMED_CLOSELY, found.words, number)

    def _attempt(
        self,
        engine: OcrEngine,
        picture: Picture,
        codes: list[InvoiceCode],
        number: int,
        *,
        level: bool,
        slow: bool = False,
    ) -> tuple[Draft, Page]:
        from receipts.ocr import FAST_AREA, SLOW_AREA

        seen = engine.read(picture, area=SLOW_AREA if slow else FAST_AREA, enlarge=slow, level=level)
        page = Page(seen.words, seen.width, seen.height, number)
        self.turns[number] = seen.turn
        return read_page(page, codes[:1], self._today()), page

    def _loaded(self) -> OcrEngine:
        if self._engine is None:
            from receipts.ocr import OcrEngine

            self._engine = OcrEngine(self._threads)
        return self._engine


def give_back() -> None:
    """Returns freed memory to the system, between files: the allocator would keep the peak of the largest picture."""
    gc.collect()
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").malloc_trim(0)


def _wants_second_look(draft: Draft, page: Page) -> bool:
    if "not_a_receipt" in draft.problems:
        return len(page.words) >= 10 and (page.mean_score < 0.97 or SUMS.search(page.text) is not None)
    if draft.problems:
        return True
    if english_till(draft) and draft.confidence.get("total", 0.0) < SURE:
        return True
    wanted = [
        name
        for name in KEY_FIELDS
        if not (name in ("patient", "number") and draft.kind in ("till", "pharmacy", "settlement", "unknown"))
    ]
    return any(name not in draft.values for name in wanted)


SUMS = re.compile("合\\s*计|总\\s*[额计]|实收|金\\s*额|(?i:total)")
"""Words of receipts: where they stand, too little may have been found rather than too little be there."""


def english_till(draft: Draft) -> bool:
    """A slip without Chinese: its total is the best of several candidates, seldom confirmed by another sum."""
    return draft.kind == "till" and not draft.confirmed_total


def _fill_in(draft: Draft, joined: Draft) -> None:
    """What neither look gave alone and both together do."""
    for name, code in DOUBTS.items():
        if name not in draft.values and name in joined.values:
            draft.values[name], draft.confidence[name] = joined.values[name], joined.confidence[name]
            if name in joined.boxes:
                draft.boxes[name] = joined.boxes[name]
            if code in draft.problems:
                draft.problems.remove(code)
            if name == "total":
                draft.confirmed_total = joined.confirmed_total


DOUBTS = {"number": "number_unclear", "date": "", "seller": "", "patient": "", "total": "total_unconfirmed"}
"""The problem that says why a key field is not given, where there is one."""


def _drop_disputed(draft: Draft, rejected: Draft) -> None:
    """On a page that reads badly, what two looks read differently is given back as none."""
    for name, code in DOUBTS.items():
        ours, theirs = draft.values.get(name), rejected.values.get(name)
        if ours is None or theirs is None or ours == theirs or draft.confidence[name] >= CERTAIN:
            continue
        if name == "total" and draft.confirmed_total and not rejected.confirmed_total:
            continue
        for kept in (draft.values, draft.confidence, draft.boxes):
            kept.pop(name, None)
        if code:
            draft.problem(code)


CONFIRMED_CLOSELY = 0.95
CERTAIN = 0.995
"""From a QR code, or seen twice on the page: no other look speaks against it."""


def _worth(draft: Draft, page: Page) -> float:
    """How much a reading says: key fields by confidence, less what is wrong with it."""
    value = sum(draft.confidence.get(name, 0.0) for name in KEY_FIELDS) + 0.5 * draft.confirmed_total
    if "unreadable" in draft.problems:
        value -= 3
    if "not_a_receipt" in draft.problems:
        value -= 2
    return value - 0.3 * len(draft.problems) + 0.1 * page.mean_score


def _refused(code: str, started: float) -> ReceiptReading:
    return ReceiptReading(problems=refusal(code), seconds=round(time.perf_counter() - started, 3))


def _timed(reading: ReceiptReading, started: float) -> ReceiptReading:
    import dataclasses

    return dataclasses.replace(reading, seconds=round(time.perf_counter() - started, 3))
