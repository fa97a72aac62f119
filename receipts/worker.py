"""The asynchronous front of the OCR child: one process, one file at a time, restarted when it dies or goes too far.

This module imports nothing heavy: an idle parent pays for no model. The child is started at the first file and ended
after some idle minutes, which gives its memory back.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

import structlog

from receipts.limits import MAX_FILE_BYTES, refusal
from receipts.wire import from_plain
from services.receipts import Box, ReceiptReading

log = structlog.get_logger(__name__)

MEMORY_LIMIT = 1_000_000_000
TIME_LIMIT = 120.0
IDLE_SECONDS = 300.0
FILES_PER_CHILD = 500
ROOT = Path(__file__).resolve().parent.parent


class ChildFailed(Exception):
    """The child died, took too long or too much memory; ``reason`` says which."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class OcrChild:
    """Implements ``ReceiptReader``. Limits: seconds for a file, resident bytes of the child, idle seconds until it ends."""

    def __init__(
        self,
        *,
        time_limit: float = TIME_LIMIT,
        memory_limit: int = MEMORY_LIMIT,
        idle_seconds: float = IDLE_SECONDS,
        threads: int | None = None,
        command: tuple[str, ...] = (sys.executable, "-m", "receipts.child"),
    ) -> None:
        self._time_limit = time_limit
        self._memory_limit = memory_limit
        self._idle_seconds = idle_seconds
        self._threads = threads
        self._command = command
        self._process: asyncio.subprocess.Process | None = None
        self._turn = asyncio.Lock()
        self._idle: asyncio.Task[None] | None = None
        self._files = 0
        self.peak_memory = 0
        """Highest resident bytes of the child that were seen."""

    async def read(self, data: bytes, filename: str) -> list[ReceiptReading]:
        """One reading per receipt in the file, at least one. Never raises for a bad file."""
        if not data or len(data) > MAX_FILE_BYTES:
            return [ReceiptReading(problems=refusal("file_too_large" if data else "empty"))]
        started = time.perf_counter()
        try:
            answer = await self._ask({"do": "read", "filename": filename}, data)
        except ChildFailed as failed:
            log.warning("receipt_not_read", reason=failed.reason, bytes=len(data))
            return [ReceiptReading(problems=refusal("gave_up"), seconds=round(time.perf_counter() - started, 3))]
        return [from_plain(plain) for plain in answer]

    async def cut_out(self, data: bytes, box: Box, turn: int) -> bytes | None:
        """JPEG of a place on a page and what stands around it; ``turn``: quarter turns anticlockwise that make it upright."""
        corners = [box.left, box.top, box.right, box.bottom, box.page]
        shown = await self._show({"do": "cutout", "box": corners, "turn": turn}, data)
        return shown[0] if shown else None

    async def page(self, data: bytes, page: int, turn: int, *, small: bool) -> tuple[bytes, int] | None:
        """JPEG of a page as boxes refer to it, without metadata, and how many pages there are. None: no picture."""
        return await self._show({"do": "page", "page": page, "turn": turn, "small": small}, data)

    async def _show(self, request: dict[str, Any], data: bytes) -> tuple[bytes, int] | None:
        try:
            answer = await self._ask(request, data)
        except ChildFailed as failed:
            log.warning("receipt_not_shown", reason=failed.reason)
            return None
        return (base64.b64decode(answer["jpeg"]), answer["pages"]) if answer else None

    async def text(self, picture: bytes) -> str:
        """The text of a scanned page of a document, a line a row; nothing where it could not be read."""
        try:
            return str(await self._ask({"do": "text", "filename": "page.png"}, picture))
        except ChildFailed as failed:
            log.warning("page_not_read", reason=failed.reason)
            return ""

    async def close(self) -> None:
        """Ends the child. A later read starts a new one."""
        async with self._turn:
            self._stop_idling()
            await self._end()

    @property
    def pid(self) -> int | None:
        """Of the running child; None while there is none."""
        return self._process.pid if self._process is not None and self._process.returncode is None else None

    def memory(self) -> int:
        """Resident bytes of the child now; 0 without one."""
        return _resident(self.pid) if self.pid else 0

    async def _ask(self, request: dict[str, Any], data: bytes) -> Any:
        async with self._turn:
            self._stop_idling()
            used = self.pid is not None
            try:
                try:
                    return await self._exchange(request, data)
                except ChildFailed as failed:
                    if not used or failed.reason != "died":
                        raise
                    await self._end()  # it may have died before this file came: once more with a new one
                    return await self._exchange(request, data)
            except BaseException:
                # also on cancellation: an answer that nobody waits for would be taken for the next one
                await self._end()
                raise
            finally:
                self._files += 1
                if self._process is not None:
                    if self._files >= FILES_PER_CHILD:
                        await self._end()
                    else:
                        self._idle = asyncio.create_task(self._end_when_idle())

    async def _exchange(self, request: dict[str, Any], data: bytes) -> Any:
        process = await self._running()
        assert process.stdin is not None and process.stdout is not None
        work = asyncio.create_task(self._talk(process, request, data))
        deadline = time.monotonic() + self._time_limit
        try:
            while True:
                done, _ = await asyncio.wait({work}, timeout=0.2)
                if done:
                    return work.result()
                resident = _resident(process.pid)
                self.peak_memory = max(self.peak_memory, resident)
                if resident > self._memory_limit:
                    raise ChildFailed("memory")
                if time.monotonic() > deadline:
                    raise ChildFailed("time")
        finally:
            self.peak_memory = max(self.peak_memory, _resident(process.pid))
            if not work.done():
                work.cancel()
                await asyncio.gather(work, return_exceptions=True)

    @staticmethod
    async def _talk(process: asyncio.subprocess.Process, request: dict[str, Any], data: bytes) -> Any:
        assert process.stdin is not None and process.stdout is not None
        try:
            process.stdin.write(json.dumps({**request, "bytes": len(data)}).encode() + b"\n" + data)
            await process.stdin.drain()
            line = await process.stdout.readline()
        except (ConnectionError, ValueError) as broken:
            raise ChildFailed("died") from broken
        if not line:
            raise ChildFailed("died")
        return json.loads(line)

    async def _running(self) -> asyncio.subprocess.Process:
        if self._process is None or self._process.returncode is not None:
            environment = {
                **os.environ,
                "OMP_NUM_THREADS": "1",
                "PYTHONPATH": os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH")))),
            }
            if self._threads:
                environment["OCR_THREADS"] = str(self._threads)
            self._files = 0
            self._process = await asyncio.create_subprocess_exec(
                *self._command,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                env=environment,
                limit=32 * 1024 * 1024,
            )
        return self._process

    async def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
        await process.wait()
        if process.stdin is not None:
            process.stdin.close()

    def _stop_idling(self) -> None:
        if self._idle is not None and self._idle is not asyncio.current_task():
            self._idle.cancel()
        self._idle = None

    async def _end_when_idle(self) -> None:
        await asyncio.sleep(self._idle_seconds)
        async with self._turn:
            self._idle = None
            await self._end()


def _resident(pid: int) -> int:
    """Resident bytes of a process; 0 where it is gone or the system has no /proc."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError, ValueError):
        return 0
