"""Walking a plan file's mapping: values with their path, dated values resolved, defects collected, not raised.

A value may be written plainly, or as a list of dated values, oldest first::

    annual_limit:
      - {since: 2015-01-01, value: 150000}
      - {since: 2020-01-01, value: 200000}
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class PlanDefect:
    """What is wrong with a plan, where. ``suggestion`` is a value that would do, where one is near."""

    path: Path
    code: str
    value: str = ""
    suggestion: str = ""

    @property
    def place(self) -> str:
        return ".".join(str(part) for part in self.path)


class Node:
    """One value of the tree as it stands on a date. Reading methods return None (or empty) after noting a defect."""

    __slots__ = ("_defects", "on", "path", "value")

    def __init__(self, value: object, path: Path, on: date, defects: dict[PlanDefect, None]) -> None:
        self._defects = defects
        self.on = on
        self.value, self.path = self._resolve(value, path)

    def _resolve(self, value: object, path: Path) -> tuple[object, Path]:
        if not is_dated(value):
            return value, path
        found: tuple[object, Path] | None = None
        for place, item in enumerate(value):  # type: ignore[arg-type,var-annotated]
            since = item["since"]
            if isinstance(since, date) and since <= self.on:
                found = item["value"], (*path, place, "value")
        if found is None:
            self._defects[PlanDefect(path, "no-value-in-force", self.on.isoformat())] = None
            return None, path
        return found

    def defect(self, code: str, value: object = None, suggestion: str = "", key: str | int | None = None) -> None:
        path = self.path if key is None else (*self.path, key)
        shown = "" if value is None else str(value)[:60]
        self._defects[PlanDefect(path, code, shown, suggestion)] = None

    def child(self, key: str | int) -> Node:
        return Node(self.value[key], (*self.path, key), self.on, self._defects)  # type: ignore[index]

    # -- mappings and lists

    def mapping(self, known: Collection[str] | None = None, required: Collection[str] = ()) -> dict[str, Node]:
        """Children by key. Unknown keys are noted with the nearest known one; missing required keys too."""
        if not isinstance(self.value, Mapping):
            self.defect("not-a-mapping", self.value)
            return {}
        found = {str(key): self.child(key) for key in self.value}
        if known is not None:
            for key in [key for key in found if key not in known]:
                near = get_close_matches(key, known, 1, 0.6)
                self.defect("unknown-key", key, near[0] if near else "", key)
                del found[key]
        for key in required:
            if key not in found:
                self.defect("missing", key)
        return found

    def items(self) -> Iterator[Node]:
        if not isinstance(self.value, Sequence) or isinstance(self.value, str):
            self.defect("not-a-list", self.value)
            return
        for place in range(len(self.value)):
            yield self.child(place)

    # -- scalars

    def text(self) -> str:
        if isinstance(self.value, str) and self.value.strip():
            return self.value.strip()
        self.defect("not-a-text", self.value)
        return ""

    def choice(self, allowed: Collection[str]) -> str:
        written = self.text()
        if written and written not in allowed:
            near = get_close_matches(written, allowed, 1, 0.5)
            self.defect("unknown-value", written, near[0] if near else ", ".join(sorted(allowed)))
            return ""
        return written

    def texts(self, allowed: Collection[str] | None = None) -> tuple[str, ...]:
        nodes = list(self.items())
        read = (node.text() if allowed is None else node.choice(allowed) for node in nodes)
        return tuple(text for text in read if text)

    def number(self, most: Decimal = Decimal(100_000_000), places: int = 2) -> Decimal | None:
        """A plain non-negative decimal, written as a number or a string."""
        value = self.value
        try:
            if isinstance(value, bool) or not isinstance(value, int | str | Decimal):
                raise InvalidOperation
            if isinstance(value, str) and not re.fullmatch(r"-?[0-9]{1,12}(\.[0-9]{1,6})?", value.strip(), re.ASCII):
                raise InvalidOperation
            read = Decimal(value)
            if not read.is_finite():
                raise InvalidOperation
        except InvalidOperation:
            self.defect("not-a-number", value)
            return None
        if read < 0:
            self.defect("negative", value, str(-read))
        elif read > most:
            self.defect("too-large", value, str(most))
        elif read != round(read, places):
            self.defect("too-many-decimals", value, str(round(read, places)))
        else:
            return read
        return None

    def whole(self, most: int = 100_000) -> int | None:
        read = self.number(Decimal(most), 0)
        return None if read is None else int(read)

    def rate(self, most: Decimal = Decimal(1)) -> Decimal | None:
        """``70%`` or 0.7, as a fraction."""
        value = self.value
        if isinstance(value, str) and value.strip().endswith("%"):
            percent = Node(value.strip()[:-1].strip(), self.path, self.on, self._defects).number(most * 100, 4)
            return None if percent is None else percent / 100
        read = self.number(Decimal(100), 6)
        if read is not None and read > most:
            self.defect("rate-too-large", value, f"{read.normalize():f}%")
            return None
        return read


def is_dated(value: object) -> bool:
    return (
        isinstance(value, Sequence)
        and not isinstance(value, str)
        and len(value) > 0
        and all(isinstance(item, Mapping) and set(item) == {"since", "value"} for item in value)
    )


def change_dates(value: object, path: Path, defects: dict[PlanDefect, None]) -> set[date]:
    """Every ``since`` in the tree. Notes dates that are unusable or not in ascending order."""
    dates: set[date] = set()
    if isinstance(value, Mapping):
        for key, item in value.items():
            dates |= change_dates(item, (*path, key), defects)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        dated, latest = is_dated(value), None
        for place, item in enumerate(value):
            if dated:
                since = item["since"]
                if not isinstance(since, date):
                    defects[PlanDefect((*path, place, "since"), "not-a-date", str(since)[:60], "2026-01-01")] = None
                    continue
                if latest is not None and since <= latest:
                    defects[PlanDefect((*path, place, "since"), "dates-not-ascending", since.isoformat())] = None
                latest = since
                dates.add(since)
            dates |= change_dates(item, (*path, place), defects)
    return dates
