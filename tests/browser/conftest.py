"""The product as ``make run`` starts it, and a browser at phone size."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHOTS = Path(__file__).parent / "screenshots"
CHROMIUM = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass
class Running:
    """A started product: where it is, what it printed, where its data are."""

    url: str
    log: Path
    folder: Path
    process: subprocess.Popen[bytes]

    def code_of(self, number: str) -> str:
        """The link code that the start printed for a demo employee."""
        line = next(line for line in self.log.read_text().splitlines() if number in line)
        found = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}", line)
        assert found
        return found[0]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(folder: Path, log: Path, port: int) -> Running:
    settings = {
        "DATA_DIR": str(folder),
        "PORT": str(port),
        "QUIET_FROM": "00:00",
        "QUIET_UNTIL": "00:00",
        "OMP_NUM_THREADS": "1",
        "TELEGRAM_BOT_TOKEN": "",
        "COLUMNS": "200",
    }
    before = log.stat().st_size if log.exists() else 0
    with log.open("ab") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot.cli", "run"], cwd=ROOT, env=os.environ | settings, stdout=out, stderr=out
        )
    until = time.monotonic() + 480
    while time.monotonic() < until:
        if b"Ctrl-C" in log.read_bytes()[before:]:
            return Running(f"http://127.0.0.1:{port}", log, folder, process)
        if process.poll() is not None:
            break
        time.sleep(0.3)
    process.kill()
    raise AssertionError(f"the product did not start:\n{log.read_text()[-3000:]}")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("product")
    made = start(folder / "data", folder / "run.log", free_port())
    yield made
    made.process.terminate()
    assert made.process.wait(60) == 0, made.log.read_text()[-3000:]
