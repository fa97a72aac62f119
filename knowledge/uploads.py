"""Files that HR uploaded and that are still to be read: they wait on disk, so that a reading outlives its process."""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from benefits.errors import NotFound
from knowledge.drafts import KEY
from knowledge.library import write_whole
from knowledge.loaders import OcrPage, ReadingStopped
from knowledge.loaders.base import file_name
from services.knowledge import DocumentReport, ReadingProgress

_TELL_SECONDS = 0.5


@dataclass(slots=True)
class Upload:
    """One uploaded file. ``problem``: why it can't be read; then only its name is left of it."""

    key: str
    path: Path
    effective: date | None
    problem: str | None = None

    @property
    def name(self) -> str:
        return self.path.name

    def report(self) -> DocumentReport:
        return DocumentReport(self.name, 0, 0, 0, problem=self.problem)


class Uploads:
    """A folder an upload: the file, what is known about it, how far its reading is, and the text of scanned pages so far."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, filename: str, data: bytes, effective: date | None) -> str:
        """Its key: the same file with the same first day is the same upload."""
        name = file_name(filename)
        mark = f"{name}\0{effective or ''}\0".encode() + data
        upload = Upload(hashlib.sha256(mark).hexdigest()[:16], Path(name), effective)
        folder = self._folder / upload.key
        (folder / "file").mkdir(parents=True, exist_ok=True)
        (folder / "progress.json").unlink(missing_ok=True)
        partly = folder / "arriving"
        partly.write_bytes(data)
        partly.replace(folder / "file" / name)
        self._describe(upload)
        return upload.key

    def read(self, key: str) -> Upload:
        """Raises NotFound("draft-not-found"): read, or dropped meanwhile."""
        about = self._folder / key / "about.json"
        if not KEY.fullmatch(key) or not about.exists():
            raise NotFound("draft-not-found")
        kept = json.loads(about.read_text(encoding="utf-8"))
        effective = date.fromisoformat(kept["effective"]) if kept["effective"] else None
        return Upload(key, self._folder / key / "file" / kept["name"], effective, kept["problem"])

    def listed(self) -> list[str]:
        """Newest first."""
        found = [path.parent for path in self._folder.glob("*/about.json")]
        return [path.name for path in sorted(found, key=lambda path: path.stat().st_mtime, reverse=True)]

    def refuse(self, upload: Upload, problem: str) -> None:
        """Keep why it can't be read, for HR to see; the file itself goes."""
        upload.problem = problem
        self._describe(upload)
        shutil.rmtree(self._folder / upload.key / "file", ignore_errors=True)
        shutil.rmtree(self._folder / upload.key / "pages", ignore_errors=True)

    def drop(self, key: str) -> None:
        if KEY.fullmatch(key):
            shutil.rmtree(self._folder / key, ignore_errors=True)

    def progress(self, key: str) -> ReadingProgress:
        try:
            kept = json.loads((self._folder / key / "progress.json").read_text(encoding="utf-8"))
        except FileNotFoundError:
            return ReadingProgress()
        return ReadingProgress(**kept)

    def tell(self, key: str, progress: ReadingProgress) -> None:
        """Raises ReadingStopped where the upload was dropped meanwhile."""
        if not (self._folder / key / "about.json").exists():
            raise ReadingStopped
        path = self._folder / key / "progress.json"
        if not path.exists() or time.time() - path.stat().st_mtime > _TELL_SECONDS:
            write_whole(path, json.dumps(asdict(progress)))

    def remembering(self, key: str, ocr: OcrPage) -> OcrPage:
        """``ocr`` that reads a page once only: a reading that was cut short goes on where it was."""
        pages = self._folder / key / "pages"

        def read(picture: bytes) -> str:
            kept = pages / f"{hashlib.sha256(picture).hexdigest()[:32]}.txt"
            if kept.exists():
                return kept.read_text(encoding="utf-8")
            text = ocr(picture)
            if text.strip():
                pages.mkdir(exist_ok=True)
                write_whole(kept, text)
            return text

        return read

    def _describe(self, upload: Upload) -> None:
        about = {"name": upload.name, "effective": str(upload.effective or ""), "problem": upload.problem}
        write_whole(self._folder / upload.key / "about.json", json.dumps(about, ensure_ascii=False))
