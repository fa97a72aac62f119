"""What the command line prints: readings in the shape scripts rely on, and the accuracy table of a labelled folder."""

from __future__ import annotations

import asyncio
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from receipts.limits import MAX_FILE_BYTES, refusal
from receipts.worker import OcrChild
from services.receipts import ReceiptReading

if TYPE_CHECKING:
    from receipts.reader import ReceiptFileReader

OPTIONAL = ("code", "check_code", "pool_paid", "personal_account_paid", "own_pay", "own_expense", "other_paid")
SCORED = ("kind", "number", "date", "total", "seller", "patient", "items")
LEVELS = ("scan", "photo", "hard", "extreme")


class FileReader(Protocol):
    def read_file(self, data: bytes, filename: str) -> list[ReceiptReading]: ...


class IsolatedReader:
    """``read_file`` through a child process, so that no file can take this process or its memory down."""

    def __enter__(self) -> IsolatedReader:
        self._runner = asyncio.Runner()
        self._child = OcrChild()
        return self

    def __exit__(self, *_: object) -> None:
        self._runner.run(self._child.close())
        self._runner.close()

    def read_file(self, data: bytes, filename: str) -> list[ReceiptReading]:
        return self._runner.run(self._child.read(data, filename))

    def text(self, picture: bytes) -> str:
        return self._runner.run(self._child.text(picture))


def answer(path: str, reading: ReceiptReading) -> dict[str, Any]:
    """One reading as ``read-receipt --json`` prints it."""
    made: dict[str, Any] = {
        "path": path,
        "type": reading.kind,
        "total": None if reading.total is None else f"{reading.total:.2f}",
        "date": reading.date.isoformat() if reading.date else None,
        "invoice_number": reading.number,
        "seller": reading.seller,
        "patient": reading.patient,
        "items": [
            {"name": item.name, "amount": None if item.amount is None else f"{item.amount:.2f}"}
            for item in reading.items
        ],
        "confidence": {
            ("invoice_number" if name == "number" else name): value for name, value in reading.confidence.items()
        },
        "problems": list(reading.problems),
        "seconds": reading.seconds,
    }
    for name in OPTIONAL:
        value = getattr(reading, name)
        if value is not None:
            made[name] = str(value)
    return made


def read_receipt(paths: Iterable[str], *, reader: FileReader | None = None) -> Iterator[dict[str, Any]]:
    """One answer for each path at once as it is read; a file with several receipts has the others under ``more``."""
    if reader is None:
        with IsolatedReader() as isolated:
            yield from read_receipt(paths, reader=isolated)
        return
    for path in paths:
        try:
            if Path(path).stat().st_size > MAX_FILE_BYTES:
                readings = [ReceiptReading(problems=refusal("file_too_large"))]
            else:
                readings = reader.read_file(Path(path).read_bytes(), Path(path).name)
        except OSError:
            readings = [ReceiptReading(problems=refusal("not_found"))]
        made = answer(path, readings[0])
        if len(readings) > 1:
            made["more"] = [answer(path, reading) for reading in readings[1:]]
        yield made


def evaluate_receipts(folder: Path, *, reader: ReceiptFileReader | None = None) -> str:
    """The Markdown table of ``measure_receipts``."""
    return table_text(measure_receipts(folder, reader=reader))


def measure_receipts(folder: Path, *, reader: ReceiptFileReader | None = None) -> dict[str, Any]:
    """Reads every picture with labels beside it (same name, .json).

    Returns {"rows": [{"level", "kind", "count", "unreadable", "fields": {name: {"right", "none", "wrong"}}}], "seconds": median,
    "slowest": the 95th percentile, "wrong_share": wrong of all fields asked for, "files": count}.
    """
    from receipts.reader import ReceiptFileReader, give_back

    reader = reader or ReceiptFileReader()
    tables: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    seconds: list[float] = []
    asked = wrong = 0
    for labels_path in sorted(folder.glob("*.json")):
        picture = next(
            (p for p in sorted(labels_path.parent.glob(labels_path.stem + ".*")) if p.suffix != ".json"), None
        )
        if picture is None:
            continue
        labels = json.loads(labels_path.read_text(encoding="utf-8"))
        reading = reader.read_file(picture.read_bytes(), picture.name)[0]
        give_back()  # as the child does after each file
        seconds.append(reading.seconds)
        kind = "other" if "other" in labels else "english" if labels.get("language") == "en" else labels["kind"]
        table = tables[labels.get("level", "scan"), kind]
        table["count"] += 1
        table["unreadable"] += not reading.readable
        if "other" in labels:
            continue
        for name in SCORED:
            verdict = judge(name, labels, reading)
            if verdict:
                table[f"{name} {verdict}"] += 1
                asked += name not in ("items", "kind")
                wrong += verdict == "wrong" and name not in ("items", "kind")
    rows = []
    for (level, kind), table in sorted(
        tables.items(), key=lambda entry: (LEVELS.index(entry[0][0]) if entry[0][0] in LEVELS else 9, entry[0][1])
    ):
        row: dict[str, Any] = {"level": level, "kind": kind, "count": table["count"], "unreadable": table["unreadable"]}
        row["fields"] = {
            name: {verdict: table[f"{name} {verdict}"] for verdict in ("right", "none", "wrong")} for name in SCORED
        }
        rows.append(row)
    seconds.sort()
    return {
        "rows": rows,
        "seconds": seconds[len(seconds) // 2] if seconds else 0.0,
        "slowest": seconds[min(len(seconds) - 1, len(seconds) * 95 // 100)] if seconds else 0.0,
        "wrong_share": wrong / asked if asked else 0.0,
        "files": len(seconds),
    }


def judge(name: str, labels: dict[str, Any], reading: ReceiptReading) -> str | None:
    """``right``, ``none`` or ``wrong`` for one field; None where the label has no value."""
    if name == "items":
        wanted = sorted(str(item["amount"]) for item in labels.get("items", ()))
        found = sorted(str(item.amount) for item in reading.items)
        return None if not wanted else "none" if not found else "right" if wanted == found else "wrong"
    want = labels.get(name)
    if want is None or (name == "kind" and not reading.readable):
        return None
    got = getattr(reading, name)
    if got is None or got == "unknown":
        return "none"
    return "right" if _same(str(got)) == _same(str(want)) else "wrong"


def _same(text: str) -> str:
    return "".join(text.split()).replace("（", "(").replace("）", ")")


def table_text(result: dict[str, Any]) -> str:
    """The evaluation as a Markdown table: right/none/wrong in each cell."""
    lines = ["| level | kind | files | refused | " + " | ".join(SCORED) + " |", "|---" * (4 + len(SCORED)) + "|"]
    for row in result["rows"]:
        cells = []
        for name in SCORED:
            v = row["fields"][name]
            cells.append(f"{v['right']}/{v['none']}/{v['wrong']}" if sum(v.values()) else "-")
        lines.append(
            f"| {row['level']} | {row['kind']} | {row['count']} | {row['unreadable']} | " + " | ".join(cells) + " |"
        )
    lines += ["", *_shares(result["rows"]), ""]
    lines.append(
        f"{result['files']} files, median {result['seconds']:.2f} s, 95 % within {result['slowest']:.2f} s, "
        f"wrong instead of none {result['wrong_share']:.1%} of fields (right/none/wrong)"
    )
    return "\n".join(lines)


def _shares(rows: list[dict[str, Any]]) -> Iterator[str]:
    """How much of each field was right, by level, over all kinds."""
    yield "| level | " + " | ".join(SCORED) + " |"
    yield "|---" * (1 + len(SCORED)) + "|"
    for level in dict.fromkeys(row["level"] for row in rows):
        cells = []
        for name in SCORED:
            verdicts: Counter[str] = Counter()
            for row in rows:
                if row["level"] == level:
                    verdicts.update(row["fields"][name])
            cells.append(f"{verdicts['right'] / verdicts.total():.0%}" if verdicts.total() else "-")
        yield f"| {level} | " + " | ".join(cells) + " |"
