"""Originals on disk: immutable, by content hash, sealed. Written whole or not at all."""

from __future__ import annotations

import asyncio
import hashlib
import os
import tempfile
from pathlib import Path

from benefits.errors import NotFound
from storage.encryption import Keyring


class LocalVault:
    """A folder of sealed files: ``files/ab/abcdef….sealed``."""

    def __init__(self, folder: Path, keyring: Keyring) -> None:
        self._folder = folder
        self._keyring = keyring

    async def put(self, data: bytes) -> str:
        return await asyncio.to_thread(self._put, data)

    async def get(self, sha256: str) -> bytes:
        return await asyncio.to_thread(self._get, sha256)

    def _path(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / f"{sha256}.sealed"

    def _put(self, data: bytes) -> str:
        sha256 = hashlib.sha256(data).hexdigest()
        path = self._path(sha256)
        if path.exists():
            return sha256
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(self._keyring.seal(data))
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
        _sync_folder(path.parent)
        return sha256

    def _get(self, sha256: str) -> bytes:
        try:
            return self._keyring.unseal(self._path(sha256).read_bytes())
        except FileNotFoundError:
            raise NotFound("file-missing", sha256=sha256[:12]) from None


def _sync_folder(folder: Path) -> None:
    """Make a rename durable: after a power failure the row that names the file must find it."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
