"""A page of a claim's paper as a picture that may be shown: upright, re-encoded, so without location or other metadata."""

from __future__ import annotations

import asyncio

from console.visit import PageImage
from receipts.cutout import page_picture
from receipts.images import encode_jpeg
from receipts.limits import BadFile

_ONE = asyncio.Semaphore(1)
"""One picture at a time is in memory."""


async def page_image(data: bytes, page: int, turn: int = 0) -> PageImage | None:
    """None for what has no picture (OFD, XML) or can't be decoded."""
    async with _ONE:
        return await asyncio.to_thread(_page_image, data, page, turn)


def _page_image(data: bytes, page: int, turn: int) -> PageImage | None:
    try:
        picture = page_picture(data, page, turn)
        return PageImage(encode_jpeg(picture, quality=85), "image/jpeg", page_count(data))
    except BadFile:
        return None


def page_count(data: bytes) -> int:
    if b"%PDF-" not in data[:1024]:
        return 1
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return 1
    try:
        return len(document)
    finally:
        document.close()
