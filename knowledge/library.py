"""The documents of one collection on disk: JSON files and a manifest that is swapped whole."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benefits.errors import Unavailable
from knowledge.document import Document
from knowledge.gate import Calibration

FORMAT = 1
"""Of the files below the folder. Raise it when an older program could no longer read them."""


@dataclass(slots=True)
class Manifest:
    """What readers may see: keys of the documents in order, the model that embedded them, and the gate's calibration."""

    keys: list[str] = field(default_factory=list)
    model: str = ""
    calibration: Calibration = field(default_factory=Calibration)


class Library:
    """Files under ``folder``. A document's file is written before the manifest names it and removed after."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "documents"
        self._manifest = folder / "manifest.json"
        self._folder.mkdir(parents=True, exist_ok=True)

    def read(self) -> Manifest:
        """Raises Unavailable("index-newer", found=…, expected=…) and Unavailable("index-damaged", path=…)."""
        if not self._manifest.exists():
            return Manifest()
        try:
            data = json.loads(self._manifest.read_text(encoding="utf-8"))
            if data.get("format", FORMAT) > FORMAT:
                raise Unavailable("index-newer", found=data["format"], expected=FORMAT)
            return Manifest(data["keys"], data["model"], Calibration(**data["calibration"]))
        except (ValueError, KeyError, TypeError, AttributeError) as problem:
            raise Unavailable("index-damaged", path=str(self._manifest)) from problem

    def stamp(self) -> int:
        """Changes whenever another process published."""
        return self._manifest.stat().st_mtime_ns if self._manifest.exists() else 0

    def documents(self, manifest: Manifest) -> list[Document]:
        return [Document.from_json((self._folder / f"{key}.json").read_text(encoding="utf-8")) for key in manifest.keys]

    def keep(self, document: Document) -> None:
        write_whole(self._folder / f"{document.key}.json", document.to_json())

    def publish(self, manifest: Manifest) -> None:
        data = {
            "format": FORMAT,
            "keys": manifest.keys,
            "model": manifest.model,
            "calibration": manifest.calibration.to_dict(),
        }
        write_whole(self._manifest, json.dumps(data, indent=1))

    def sweep(self, keys: Sequence[str]) -> None:
        """Files of documents that are no longer named: removal really removes."""
        wanted = {f"{key}.json" for key in keys}
        for path in self._folder.glob("*.json"):
            if path.name not in wanted:
                path.unlink()


def write_whole(path: Path, text: str) -> None:
    """Replace a file so that a reader, or a crash, sees the old or the new one."""
    temporary = path.with_suffix(".new")
    with temporary.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
