"""What a file is, by its content, and which ones a person may send."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import PurePath
from typing import Any, Final
from urllib.parse import quote

from PIL import Image

from bot.channels.webchat.store import StoredFile

MAX_BYTES: Final = 20 * 1024 * 1024
PICTURES: Final = frozenset({"image/jpeg", "image/png", "image/webp"})
ACCEPTED: Final = PICTURES | {"image/heic", "application/pdf", "application/ofd", "application/xml"}
_INLINE = PICTURES | {"application/pdf"}
_HEIF_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
_BY_NAME = {
    ".csv": "text/csv",
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".json": "application/json",
    ".zip": "application/zip",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def sniff(data: bytes) -> str | None:
    """The media type if the content is of an accepted kind, else None. The name and the browser's word don't count."""
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if data[4:8] == b"ftyp" and data[8:12] in _HEIF_BRANDS:
        return "image/heic"
    if b"%PDF-" in data[:1024]:
        return "application/pdf"
    if data.startswith(b"PK\x03\x04"):
        return "application/ofd" if _is_ofd(data) else None
    return "application/xml" if _is_xml(data) else None


def mime_of(data: bytes, name: str) -> str:
    """The media type of a file the bot sends: by content, then by name, else a stream of bytes."""
    return sniff(data) or _BY_NAME.get(PurePath(name).suffix.lower(), "application/octet-stream")


def picture_size(data: bytes) -> tuple[int | None, int | None]:
    """Width and height in pixels as shown (EXIF orientation applied); ``(None, None)`` if it is no readable picture."""
    if sniff(data) not in PICTURES:
        return None, None
    try:
        # Only the header is read here, so the picture's pixel count can do no harm.
        with Image.open(BytesIO(data)) as image:
            width, height = image.size
            turned = _turned(image)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return None, None
    return (height, width) if turned else (width, height)


def _turned(image: Image.Image) -> bool:
    try:
        return image.getexif().get(0x0112, 1) in {5, 6, 7, 8}
    except Exception:  # broken metadata around a good picture
        return False


def clean_name(name: str | None, mime: str) -> str:
    """A file name without folders and control characters, of at most 120 characters."""
    kept = "".join(char for char in (name or "").replace("\\", "/").rpartition("/")[2] if char.isprintable()).strip(
        ". "
    )
    stem, suffix = PurePath(kept).stem, PurePath(kept).suffix
    return (stem[: 120 - len(suffix)] + suffix) if kept else "file." + mime.rpartition("/")[2]


def reference(stored: StoredFile) -> dict[str, Any]:
    """What a message's payload says about its file."""
    made: dict[str, Any] = {
        "file_id": stored.file_id,
        "name": stored.name,
        "mime": stored.mime,
        "size": stored.size,
        "width": stored.width,
        "height": stored.height,
    }
    return {key: value for key, value in made.items() if value is not None}


def headers(stored: StoredFile) -> dict[str, str]:
    """Response headers: only pictures and PDF open in the page's origin, everything else is saved."""
    kind = "inline" if stored.mime in _INLINE else "attachment"
    made = {
        "Content-Type": stored.mime,
        "Content-Disposition": f"{kind}; filename*=UTF-8''{quote(stored.name, safe='')}",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, max-age=86400, immutable",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    if stored.mime != "application/pdf":  # Chromium's PDF viewer does not start under this policy
        made["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return made


def _is_ofd(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return "OFD.xml" in archive.namelist()[:400]
    except (zipfile.BadZipFile, ValueError, OSError):
        return False


def _is_xml(data: bytes) -> bool:
    head = data[:2048].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        head = data[:2048].decode("utf-16", "ignore").lstrip().lower().encode()
    return head.startswith(b"<?xml") and b"<svg" not in head and b"<html" not in head and b"<!doctype" not in head
