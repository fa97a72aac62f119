"""Bounds on what is accepted; whatever is beyond them is refused with a problem code, before it costs memory."""

from __future__ import annotations

from services.receipts import FINER

MAX_FILE_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 50_000_000
MAX_SIDE = 4000
"""Longer pictures are shrunk to this as they are decoded; boxes refer to the shrunk upright picture."""
MAX_PAGES = 20
MAX_ZIP_MEMBERS = 400
MAX_ZIP_MEMBER_BYTES = 8 * 1024 * 1024
MAX_ZIP_BYTES = 40 * 1024 * 1024
MAX_XML_BYTES = 4 * 1024 * 1024
MAX_WORDS = 4000
"""Words of one page; a page with more is no receipt."""


class BadFile(Exception):
    """The file cannot be read; ``code`` is the problem the reading gets."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def refusal(code: str) -> tuple[str, ...]:
    """The problems of a reading that was refused for ``code``."""
    return (code, FINER[code]) if code in FINER else (code,)
