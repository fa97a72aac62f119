"""What of a paper may be shown: upright pages and cut-outs, re-encoded, so without location or other metadata."""

from __future__ import annotations

from console.visit import PageImage
from receipts.worker import OcrChild
from services.receipts import Box

TIME_LIMIT = 20.0
"""Seconds for one picture; ordinary ones take less than one."""


class PaperPictures:
    """Fulfils ``services.ports.Pictures``. Drawn in a child process of its own: a PDF bomb ends that, not the console."""

    def __init__(self, *, time_limit: float = TIME_LIMIT) -> None:
        self._child = OcrChild(time_limit=time_limit)

    async def cut_out(self, data: bytes, box: Box, turn: int) -> bytes | None:
        return await self._child.cut_out(data, box, turn)

    async def page_image(self, data: bytes, page: int, turn: int = 0, small: bool = False) -> PageImage | None:
        """None for what has no picture (OFD, XML) or can't be decoded."""
        shown = await self._child.page(data, page, turn, small=small)
        return PageImage(shown[0], "image/jpeg", shown[1]) if shown else None

    async def close(self) -> None:
        await self._child.close()
