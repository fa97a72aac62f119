"""Documents that HR has uploaded and not yet published: kept beside the library, read and searchable for a preview only."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from pathlib import Path

from benefits.errors import NotFound
from knowledge.document import Document, doubts
from knowledge.library import write_whole
from services.knowledge import DocumentReport

KEY = re.compile(r"[0-9a-f]{16}")


class Drafts:
    """One JSON file a draft, named by its key: the document and the report of how it was read."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, key: str, document: Document, report: DocumentReport) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        kept = {"document": document.to_json(), "report": asdict(report)}
        write_whole(self._folder / f"{key}.json", json.dumps(kept, ensure_ascii=False))

    def read(self, key: str) -> tuple[Document, DocumentReport]:
        """Raises NotFound("draft-not-found"): published or dropped meanwhile."""
        path = self._folder / f"{key}.json"
        if not KEY.fullmatch(key) or not path.exists():
            raise NotFound("draft-not-found")
        kept = json.loads(path.read_text(encoding="utf-8"))
        report = kept["report"]
        report["dropped"], report["doubtful"] = tuple(report["dropped"]), tuple(doubts(report["doubtful"]))
        return Document.from_json(kept["document"]), DocumentReport(**report)

    def listed(self) -> list[str]:
        """Newest first."""
        if not self._folder.exists():
            return []
        return [p.stem for p in sorted(self._folder.glob("*.json"), key=lambda p: p.stat().st_mtime, reverse=True)]

    def drop(self, key: str) -> None:
        if KEY.fullmatch(key):
            (self._folder / f"{key}.json").unlink(missing_ok=True)
