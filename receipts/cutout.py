"""The piece of the picture a value was read from, to be shown beside the field."""

from __future__ import annotations

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


def cut_around(data: bytes, box: Box, turn: int = 0) -> bytes:
    """JPEG of ``box``, wide enough to tell the place on the paper: what stands beside it, a line above and below.

    Raises BadFile, also for a box beside the page.
    """
    page = page_picture(data, box.page, turn)
    high = box.bottom - box.top
    up = max(4, int(1.2 * high))
    left, right = max(0, box.left - 6 * high - up), min(page.width, box.right + 6 * high + up)
    top, bottom = max(0, box.top - up), min(page.height, box.bottom + up)
    if right - left < 2 or bottom - top < 2:
        raise BadFile("corrupt")
    return encode_jpeg(page.crop((left, top, right, bottom)), quality=85)


def page_count(data: bytes) -> int:
    """Pages of a PDF; 1 for anything else."""
    if b"%PDF-" not in data[:1024]:
        return 1
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        return len(document)
    finally:
        document.close()


def _turned(image: Image.Image, turn: int) -> Image.Image:
    steps = {1: Image.Transpose.ROTATE_90, 2: Image.Transpose.ROTATE_180, 3: Image.Transpose.ROTATE_270}
    return image.transpose(steps[turn % 4]) if turn % 4 else image
