"""One file that brings everything back: the database, the sealed originals and a manifest with their hashes.

The master key is not in it: who finds a backup can't read it, and who restores one needs the key, kept apart. The
database is copied first and the files after it; originals are written before the rows that name them and never change,
so the copy is complete although the product goes on working meanwhile.
"""

from __future__ import annotations

import asyncio
import hashlib
import io
import json
import os
import re
import tarfile
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from benefits.errors import Conflict, InvalidInput, Unavailable
from storage import backup_database, migrate
from storage.audit import verify_audit
from storage.database import Database
from storage.encryption import keyring

FORMAT = 1
MANIFEST = "manifest.json"
_MEMBER = re.compile(r"benefits\.db|database\.dump|files/[0-9a-f]{2}/[0-9a-f]{64}\.sealed")
Progress = Callable[[int, int], None]
"""Called with (files done, files in all)."""


@dataclass(frozen=True, slots=True)
class Manifest:
    created_at: str
    database: str
    """``sqlite`` or ``postgresql``; a backup goes back to the kind it came from."""
    revision: str
    key: str
    """Tells which master key opens it, without telling the key."""
    audit_entries: int
    """As many, or more, are in the copy: the trail is walked before the copy is made."""
    files: dict[str, str]
    """Name in the archive → SHA-256."""
    format: int = FORMAT

    @property
    def originals(self) -> int:
        return sum(name.startswith("files/") for name in self.files)


async def backup(
    database: Database, files: Path, target: Path, *, now: datetime, progress: Progress | None = None
) -> Manifest:
    """Write everything to ``target`` (a tar file), whole or not at all, while the product goes on working.

    Raises Unavailable("database-missing" | "database-older" | "database-newer" | "tool-missing" | "backup-failed"), and
    Unavailable("audit-broken", entry=…) rather than keep a trail that was tampered with as if it were good.
    """
    await migrate.check(database)
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as folder:
        report = await verify_audit(database)
        if report.broken_at is not None:
            raise Unavailable("audit-broken", entry=report.broken_at or 0)
        copy = await backup_database.dump(database, Path(folder))
        manifest = Manifest(
            created_at=now.isoformat(),
            database="sqlite" if database.sqlite else "postgresql",
            revision=migrate.expected(),
            key=_key_name(),
            audit_entries=report.entries,
            files={},
        )
        part = Path(folder) / "whole.tar"
        await asyncio.to_thread(_pack, part, copy, files, manifest, progress)
        part.replace(target)
    return manifest


async def inspect(source: Path) -> Manifest:
    """Read a backup to its end and compare every hash. Raises InvalidInput("backup-damaged", file=…)."""
    return await asyncio.to_thread(_unpack, source, None)


async def restore(database: Database, files: Path, source: Path, *, replace: bool = False) -> Manifest:
    """Bring back what ``backup`` wrote, and update it to this version's tables. The product must not be running.

    Raises Conflict("restore-not-empty") when there are data and ``replace`` is not set, InvalidInput("backup-damaged",
    file=…) and InvalidInput("backup-other-database"), Unavailable("master-key-wrong" | "database-newer" |
    "tool-missing" | "backup-failed" | "audit-broken").
    """
    if not replace and await migrate.found(database) is not None:
        raise Conflict("restore-not-empty", url=database.shown_url)
    files.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=files.parent, prefix=".restore-") as name:
        folder = Path(name)
        manifest = await asyncio.to_thread(_unpack, source, folder)
        if manifest.key != _key_name():
            raise Unavailable("master-key-wrong")
        if manifest.database != ("sqlite" if database.sqlite else "postgresql"):
            raise InvalidInput("backup-other-database", found=manifest.database)
        if not migrate.is_known(manifest.revision):
            raise Unavailable("database-newer", found=manifest.revision, expected=migrate.expected())
        await asyncio.to_thread(_move_files, folder / "files", files)
        await backup_database.load(database, folder)
    await migrate.upgrade(database)
    report = await verify_audit(database)
    if report.broken_at is not None or report.entries < manifest.audit_entries:
        raise Unavailable("audit-broken", entry=report.broken_at or 0)
    return manifest


def _key_name() -> str:
    return keyring().index("benefits-bot", "key-name")[:16]


def _pack(target: Path, copy: Path, files: Path, manifest: Manifest, progress: Progress | None) -> None:
    originals = sorted(files.glob("??/*.sealed"))
    with target.open("wb") as raw, tarfile.open(fileobj=raw, mode="w", format=tarfile.PAX_FORMAT) as archive:
        _add(archive, copy, copy.name, manifest.files)
        for number, path in enumerate(originals, 1):
            _add(archive, path, f"files/{path.parent.name}/{path.name}", manifest.files)
            if progress:
                progress(number, len(originals))
        body = json.dumps(asdict(manifest), ensure_ascii=False, indent=1).encode()
        info = tarfile.TarInfo(MANIFEST)
        info.size = len(body)
        archive.addfile(info, io.BytesIO(body))
        archive.close()
        raw.flush()
        os.fsync(raw.fileno())


class _Hashing:
    """Hashes what is read through it."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.hash = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self.hash.update(data)
        return data


def _add(archive: tarfile.TarFile, path: Path, name: str, hashes: dict[str, str]) -> None:
    info = tarfile.TarInfo(name)
    info.size = path.stat().st_size
    info.mode = 0o600
    with path.open("rb") as file:
        hashing = _Hashing(file)
        archive.addfile(info, hashing)  # type: ignore[arg-type]
    hashes[name] = hashing.hash.hexdigest()


def _unpack(source: Path, folder: Path | None) -> Manifest:
    """Check every member's hash against the manifest, writing it below ``folder`` on the way (None: check only)."""
    hashes: dict[str, str] = {}
    manifest: Manifest | None = None
    try:
        with tarfile.open(source, mode="r:") as archive:
            for member in archive:
                content = archive.extractfile(member)
                if content is None:
                    raise InvalidInput("backup-damaged", file=member.name)
                if member.name == MANIFEST:
                    manifest = _manifest(json.load(content))
                elif _MEMBER.fullmatch(member.name):
                    hashes[member.name] = _copy(content, folder / member.name if folder else None)
                else:
                    raise InvalidInput("backup-damaged", file=member.name)
    except FileNotFoundError:
        raise InvalidInput("backup-missing", file=source.name) from None
    except (tarfile.TarError, EOFError, ValueError, TypeError, KeyError) as problem:
        raise InvalidInput("backup-damaged", file=source.name) from problem
    if manifest is None:
        raise InvalidInput("backup-damaged", file=MANIFEST)
    for name in manifest.files.keys() | hashes.keys():
        if manifest.files.get(name) != hashes.get(name):
            raise InvalidInput("backup-damaged", file=name)
    return manifest


def _manifest(body: dict[str, Any]) -> Manifest:
    if body.get("format") != FORMAT:
        raise InvalidInput("backup-damaged", file=MANIFEST)
    return Manifest(**body)


def _copy(content: IO[bytes], target: Path | None) -> str:
    digest = hashlib.sha256()
    if target is not None:
        target.parent.mkdir(parents=True, exist_ok=True)
    with (target or Path(os.devnull)).open("wb") as file:
        while block := content.read(1 << 20):
            digest.update(block)
            file.write(block)
    return digest.hexdigest()


def _move_files(source: Path, target: Path) -> None:
    for path in source.glob("??/*.sealed"):
        place = target / path.parent.name / path.name
        place.parent.mkdir(parents=True, exist_ok=True)
        path.replace(place)
