"""What of a paper may be shown: upright pages and cut-outs, re-encoded, so without location or other metadata."""

from __future__ import annotations

import asyncio

from console.visit import PageImage
from receipts.cutout import cut_from, page_picture
from receipts.images import encode_jpeg, thumbnail
from receipts.limits import BadFile
from services.receipts import Box

_ONE = asyncio.Semaphore(1)
"""One picture at a time is in memory."""


async def page_image(data: bytes, page: int, turn: int = 0, small: bool = False) -> PageImage | None:
    """None for what has no picture (OFD, XML) or can't be decoded."""
    async with _ONE:
        return await asyncio.to_thread(_page_image, data, page, turn, small)


def _page_image(data: bytes, page: int, turn: int, small: bool) -> PageImage | None:
    try:
        picture = page_picture(data, page, turn)
        if small:
            return PageImage(thumbnail(picture), "image/jpeg", 1)
        return PageImage(encode_jpeg(picture, quality=85), "image/jpeg", page_count(data))
    except BadFile:
        return None


class PaperPictures:
    """Fulfils ``services.ports.Pictures``."""

    async def cut_out(self, data: bytes, box: Box, turn: int) -> bytes | None:
        async with _ONE:
            return await asyncio.to_thread(_cut_out, data, box, turn)


def _cut_out(data: bytes, box: Box, turn: int) -> bytes | None:
    """Wide enough to tell the place on the paper: the value, what stands beside it, and a line above and below."""
    try:
        page = page_picture(data, box.page, turn)
        height = box.bottom - box.top
        around = Box(
            max(0, box.left - 6 * height), box.top, min(page.width, box.right + 6 * height), box.bottom, box.page
        )
        piece = cut_from(page, around, margin=1.2)
    except BadFile:
        return None
    return piece


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
