"""One process owns the embedded index: a handle open in another goes stale and misses what is written."""

from __future__ import annotations

import fcntl
import os
import threading
from pathlib import Path
from typing import IO, ClassVar

from benefits.errors import Unavailable


class OwnerLock:
    """An advisory lock on a file that the kernel lets go when its process dies, however it dies.

    Several holders in one process (one a collection) share it.
    """

    _held: ClassVar[dict[Path, tuple[IO[str], int]]] = {}
    _guard: ClassVar[threading.Lock] = threading.Lock()

    def __init__(self, path: Path) -> None:
        self._path = path.absolute()
        self._mine = False

    def take(self) -> None:
        """Raises ``Unavailable("knowledge-owned", pid=…)`` while another process holds it."""
        with self._guard:
            if self._mine:
                return
            if self._path in self._held:
                file, holders = self._held[self._path]
            else:
                file, holders = self._locked(), 0
            self._held[self._path] = file, holders + 1
            self._mine = True

    def release(self) -> None:
        with self._guard:
            if not self._mine:
                return
            self._mine = False
            file, holders = self._held.pop(self._path)
            if holders > 1:
                self._held[self._path] = file, holders - 1
            else:
                file.close()

    def _locked(self) -> IO[str]:
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
        return file
