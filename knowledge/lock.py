"""One process owns the embedded index: a handle open in another goes stale and misses what is written."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from typing import IO

from benefits.errors import Unavailable


class OwnerLock:
    """An advisory lock on a file that the kernel lets go when its process dies, however it dies."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[str] | None = None

    def take(self) -> None:
        """Raises ``Unavailable("knowledge-owned", pid=…)`` while another process holds it."""
        if self._file is not None:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        file = self._path.open("a+", encoding="utf-8")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.seek(0)
            owner = file.read(20).strip()
            file.close()
            raise Unavailable("knowledge-owned", pid=owner) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        self._file = file

    def release(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None
