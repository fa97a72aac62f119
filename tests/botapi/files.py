"""Files that passed through the server, and what Telegram says about them."""

from __future__ import annotations

import hashlib
import io
import mimetypes
from dataclasses import dataclass
from typing import Any

from PIL import Image

from .errors import bad_request

DOWNLOAD_MOST = 20 * 1024 * 1024
UPLOAD_MOST = 50 * 1024 * 1024
PHOTO_MOST = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class StoredFile:
    file_id: str
    unique_id: str
    path: str
    name: str
    mime: str
    data: bytes


class Files:
    def __init__(self) -> None:
        self.by_id: dict[str, StoredFile] = {}
        self.by_path: dict[str, StoredFile] = {}

    def keep(self, data: bytes, name: str, folder: str, mime: str | None = None) -> StoredFile:
        number = len(self.by_id)
        mime = mime or mimetypes.guess_type(name)[0] or "application/octet-stream"
        ending = "." + name.rsplit(".", 1)[-1] if "." in name else (mimetypes.guess_extension(mime) or "")
        unique = hashlib.sha256(data).hexdigest()[:16]
        made = StoredFile(
            f"AgAC{number:06d}{unique}", f"AQAD{unique}", f"{folder}/file_{number}{ending}", name, mime, data
        )
        self.by_id[made.file_id] = made
        self.by_path[made.path] = made
        return made

    def find(self, file_id: str) -> StoredFile:
        found = self.by_id.get(file_id)
        if found is None:
            raise bad_request("invalid file_id")
        return found

    def get_file(self, file_id: str) -> dict[str, Any]:
        found = self.find(file_id)
        if len(found.data) > DOWNLOAD_MOST:
            raise bad_request("file is too big")
        return {
            "file_id": found.file_id,
            "file_unique_id": found.unique_id,
            "file_size": len(found.data),
            "file_path": found.path,
        }


def photo_sizes(file: StoredFile) -> list[dict[str, Any]]:
    """A small and the full size, as Telegram lists them; the bytes behind both are the original ones."""
    try:
        with Image.open(io.BytesIO(file.data)) as image:
            width, height = image.size
    except (OSError, ValueError):
        raise bad_request("IMAGE_PROCESS_FAILED") from None
    made = []
    for longest in (320, max(width, height)):
        scale = min(1.0, longest / max(width, height))
        made.append(
            {
                "file_id": file.file_id,
                "file_unique_id": file.unique_id,
                "file_size": len(file.data),
                "width": max(1, round(width * scale)),
                "height": max(1, round(height * scale)),
            }
        )
    return made


def document(file: StoredFile) -> dict[str, Any]:
    return {
        "file_id": file.file_id,
        "file_unique_id": file.unique_id,
        "file_name": file.name,
        "mime_type": file.mime,
        "file_size": len(file.data),
    }
