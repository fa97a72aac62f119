"""The piece of the picture a value was read from, to be shown beside the field."""

from __future__ import annotations

import io

from PIL import Image

from receipts.images import encode_jpeg, pages_of
from receipts.limits import BadFile
from services.receipts import Box


def page_picture(data: bytes, page: int, turn: int = 0) -> Image.Image:
    """Page ``page`` of a picture or PDF, upright after ``turn`` quarter turns anticlockwise. Raises BadFile."""
    if b"%PDF-" in data[:1024]:
        from receipts.pdf import pdf_pages

        for number, (_, picture, _, _) in enumerate(pdf_pages(data)):
            if number == page:
                return _turned(Image.fromarray(picture[:, :, ::-1].copy()), turn)
        raise BadFile("corrupt")
    if data[:4] == b"PK\x03\x04" or data[:1] == b"<":
        raise BadFile("unsupported")  # text only: there is nothing to cut
    pages = pages_of(data)
    if page >= len(pages):
        raise BadFile("corrupt")
    return _turned(pages[page], turn)


def cut_out(data: bytes, box: Box, turn: int = 0, *, margin: float = 0.35, png: bool = False) -> bytes:
    """JPEG (or PNG) bytes of ``box`` with a margin of that share of its height around it. Raises BadFile."""
    return cut_from(page_picture(data, box.page, turn), box, margin=margin, png=png)


def cut_from(picture: Image.Image, box: Box, *, margin: float = 0.35, png: bool = False) -> bytes:
    """As ``cut_out`` from an upright picture."""
    pad = max(4, int((box.bottom - box.top) * margin))
    left, top = max(0, box.left - pad), max(0, box.top - pad)
    right, bottom = min(picture.width, box.right + pad), min(picture.height, box.bottom + pad)
    if right - left < 2 or bottom - top < 2:
        raise BadFile("corrupt")
    piece = picture.crop((left, top, right, bottom))
    if not png:
        return encode_jpeg(piece, quality=85)
    out = io.BytesIO()
    piece.save(out, "PNG")
    return out.getvalue()


def _turned(image: Image.Image, turn: int) -> Image.Image:
    steps = {1: Image.Transpose.ROTATE_90, 2: Image.Transpose.ROTATE_180, 3: Image.Transpose.ROTATE_270}
    return image.transpose(steps[turn % 4]) if turn % 4 else image
