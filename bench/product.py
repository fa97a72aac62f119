"""The whole product as a person meets it: from a warm start to the first answer, and what it holds in memory.

The floor in the same run is a bare Python process, and one that only imports the web server.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.botapi.limits import Limits
from tests.botapi.people import Person
from tests.botapi.server import BotApiServer
from tests.support.receipts import receipt_picture

ROOT = Path(__file__).resolve().parents[1]
QUESTION = "门诊报销比例是多少？"


def resident(pid: int) -> int:
    """Bytes of a process and all below it (proportional set size: shared pages count once)."""
    total = 0
    for one in [pid, *children(pid)]:
        with contextlib.suppress(OSError):
            for line in Path(f"/proc/{one}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1]) * 1024
    return total


def children(pid: int) -> Iterator[int]:
    for task in Path(f"/proc/{pid}/task").iterdir():
        with contextlib.suppress(OSError):
            for child in (task / "children").read_text().split():
                yield int(child)
                yield from children(int(child))


def start(folder: Path, server: BotApiServer, port: int) -> subprocess.Popen[bytes]:
    settings = {
        "DATA_DIR": str(folder),
        "TELEGRAM_BOT_TOKEN": server.token,
        "TELEGRAM_API_BASE": server.base_url,
        "PORT": str(port),
        "OMP_NUM_THREADS": "1",
    }
    with (folder.parent / "run.log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "bot.cli", "run"], cwd=ROOT, env=os.environ | settings, stdout=log, stderr=log
        )


async def linked(server: BotApiServer, log: Path) -> Person:
    """A demo employee, by the code that the start prints."""
    for _ in range(3000):
        text = log.read_text(errors="replace") if log.exists() else ""
        if "YS0015" in text:
            break
        await asyncio.sleep(0.2)
    code = next(line for line in text.splitlines() if "YS0015" in line).split("│")[1].strip()
    person = server.user(4711, first_name="安", language_code="zh-hans")
    person.send_text(code)
    await person.wait_for(lambda seen: bool(seen.labels), timeout=120)
    person.tap("同意")
    await person.wait_for("YS0015", timeout=60)
    return person


def stop(process: subprocess.Popen[bytes]) -> float:
    began = time.perf_counter()
    process.terminate()
    process.wait(60)
    return time.perf_counter() - began


async def measure() -> list[tuple[str, str, str]]:
    rows: list[tuple[str, str, str]] = []
    with TemporaryDirectory() as name:
        folder, log = Path(name) / "data", Path(name) / "run.log"
        async with BotApiServer(limits=Limits(per_chat=20)) as server:
            began = time.perf_counter()
            process = start(folder, server, 18230)
            person = await linked(server, log)
            rows.append(("first start, demo loaded and linked", f"{time.perf_counter() - began:.1f} s", ""))
            rows.append(("clean stop", f"{await asyncio.to_thread(stop, process):.1f} s", ""))

            person.send_text(QUESTION)
            began = time.perf_counter()
            process = start(folder, server, 18230)
            await person.wait_for("📄", timeout=120)
            rows.append(("warm start to the first answer", f"{time.perf_counter() - began:.1f} s", "≤ 10 s"))
            began = time.perf_counter()
            person.send_text(QUESTION)
            await person.wait_for("📄", timeout=60)
            rows.append(("a question, once warm", f"{time.perf_counter() - began:.2f} s", ""))
            issued = date.today() - timedelta(days=3)
            person.send_photo(receipt_picture("outpatient", patient="安", issued=issued))
            began = time.perf_counter()
            await person.wait_for(lambda seen: any("修改" in label for label in seen.labels), timeout=180)
            rows.append(("a receipt, model loaded on the way", f"{time.perf_counter() - began:.1f} s", ""))
            megabytes = resident(process.pid) / 1024**2
            rows.append(("resident, OCR and embeddings loaded", f"{megabytes:.0f} MB", "≤ 1,500 MB"))
            await asyncio.to_thread(stop, process)
    return rows


def floor() -> str:
    """What a Python process holds that does nothing."""
    bare = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(5)"])
    time.sleep(1)
    held = resident(bare.pid)
    bare.kill()
    bare.wait()
    return f"{held / 1024**2:.0f} MB"


def main() -> None:
    print(f"{'what':<42}{'measured':>14}{'wanted':>14}")
    for what, measured, wanted in (*asyncio.run(measure()), ("floor: bare Python", floor(), "")):
        print(f"{what:<42}{measured:>14}{wanted:>14}")


if __name__ == "__main__":
    main()
