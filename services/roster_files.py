"""Roster files as companies keep them: CSV or XLSX, headers in Chinese or English, read into rows and a list of defects.

Pure: no store and no clock. What a row means for the records that exist is decided in ``services.roster``.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from benefits.amounts import parse_amount
from benefits.errors import InvalidInput
from services.roster_words import HEADERS, WORDS

_REQUIRED = {
    "employees": ("number", "name", "birth_date", "hire_date"),
    "dependents": ("number", "relation", "name", "birth_date"),
}
_LENGTHS = {"number": 40, "name": 100, "company_code": 40, "company_name": 200, "department": 100, "email": 200}
MAX_BYTES = 60 * 1024 * 1024
_HEADER_ROWS = 12
"""A title, a note and an empty line may stand above the headers."""


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One defect: row number as a spreadsheet shows it, our field name, a stable code, the value as found.

    ``rejected`` tells whether the whole row was left out; otherwise only this field was.
    """

    row: int
    field: str
    code: str
    value: str = ""
    rejected: bool = True


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One usable row. ``values`` holds the fields that the file has for it; an absent field is left as it is."""

    row: int
    values: Mapping[str, Any]

    @property
    def number(self) -> str:
        return str(self.values["number"])


@dataclass(frozen=True, slots=True)
class RosterReading:
    """``kind`` is ``employees`` or ``dependents``; ``numbers`` are all employee numbers seen, of bad rows too."""

    kind: str
    rows: tuple[RosterRow, ...]
    problems: tuple[RowProblem, ...]
    columns: tuple[str, ...] = ()
    numbers: frozenset[str] = field(default=frozenset())


def parse_roster(data: bytes, filename: str) -> RosterReading:
    """Read a CSV (UTF-8, with or without BOM, UTF-16 or GB18030; comma, semicolon or tab) or an XLSX workbook.

    Raises InvalidInput with ``roster-empty``, ``roster-too-large``, ``roster-unreadable``, ``roster-format`` (another
    kind of file) or ``roster-headers`` (no known headings, or required ones missing: ``missing``).
    """
    if not data.strip():
        raise InvalidInput("roster-empty", field="file")
    if len(data) > MAX_BYTES:
        raise InvalidInput("roster-too-large", field="file", limit=MAX_BYTES // 1024**2)
    if data[:4] == b"PK\x03\x04":
        tables = _workbook(data)
    elif data[:4] in (b"\xd0\xcf\x11\xe0", b"%PDF") or filename.lower().endswith((".xls", ".pdf", ".doc", ".docx")):
        raise InvalidInput("roster-format", field="file", name=filename[-80:])
    else:
        tables = iter([_lines(data)])
    for table in tables:
        rows = iter(table)
        found = _find_headers(rows)
        if found is not None:
            return _read_rows(*found, rows)
    raise InvalidInput("roster-headers", field="file", missing="")


def _lines(data: bytes) -> Iterator[tuple[int, Sequence[Any]]]:
    text = _decoded(data)
    head = text[:4000]
    delimiter = max(",;\t", key=head.count)
    try:
        yield from enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1)
    except csv.Error as problem:
        raise InvalidInput("roster-unreadable", field="file", reason=type(problem).__name__) from None


def _decoded(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InvalidInput("roster-unreadable", field="file", reason="encoding")


def _workbook(data: bytes) -> Iterator[Iterator[tuple[int, Sequence[Any]]]]:
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except Exception as problem:  # the library raises whatever its parts raise
        raise InvalidInput("roster-unreadable", field="file", reason=type(problem).__name__) from None
    try:
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # some exporters write a wrong size
            yield ((number, row) for number, row in enumerate(sheet.iter_rows(values_only=True), 1))
    finally:
        book.close()


def _folded(value: object) -> str:
    """``Employee No.`` → ``employee_no``; ``姓 名*（必填）`` → ``姓名``."""
    text = unicodedata.normalize("NFKC", str(value or "")).strip().lower()
    text = re.sub(r"\(.*?\)|[*:.]", "", text).strip()
    return re.sub(r"[\s_/-]+", "_" if text.isascii() else "", text)


_FIELD_OF = {_folded(spelling): name for name, spellings in HEADERS.items() for spelling in spellings}
_WORD_OF = {
    name: {spelling: word for word, spellings in words.items() for spelling in spellings}
    for name, words in WORDS.items()
}


def _find_headers(rows: Iterator[tuple[int, Sequence[Any]]]) -> tuple[str, dict[str, int]] | None:
    """The kind of file and the column of each field, from the first row that looks like headings; None without one."""
    for number, row in rows:
        places: dict[str, int] = {}
        for place, heading in enumerate(row):
            name = _FIELD_OF.get(_folded(heading))
            if name is not None:
                places.setdefault(name, place)
        if len(places) >= 3:
            kind = "dependents" if "relation" in places else "employees"
            missing = [name for name in _REQUIRED[kind] if name not in places]
            if kind == "employees" and not {"company_code", "company_name"} & set(places):
                missing.append("company_name")
            if missing:
                raise InvalidInput("roster-headers", field=missing[0], missing=",".join(missing))
            return kind, places
        if number >= _HEADER_ROWS:
            break
    return None


def _read_rows(kind: str, places: dict[str, int], rows: Iterable[tuple[int, Sequence[Any]]]) -> RosterReading:
    made: list[RosterRow] = []
    problems: list[RowProblem] = []
    numbers: set[str] = set()
    seen: set[object] = set()
    for number, cells in rows:
        raw = {name: cells[place] for name, place in places.items() if place < len(cells)}
        if not any(str(value).strip() for value in raw.values() if value is not None):
            continue
        values, defects = _row(kind, number, raw)
        if values.get("number"):
            numbers.add(values["number"])
        if not any(defect.rejected for defect in defects):
            key = values["number"] if kind == "employees" else (values["number"], values["name"], values["birth_date"])
            if key in seen:
                defects.append(RowProblem(number, "number", "duplicate-row", values["number"]))
            seen.add(key)
        problems += defects
        if not any(defect.rejected for defect in defects):
            made.append(RosterRow(number, values))
    return RosterReading(kind, tuple(made), tuple(problems), tuple(places), frozenset(numbers))


def _row(kind: str, number: int, raw: Mapping[str, Any]) -> tuple[dict[str, Any], list[RowProblem]]:
    values: dict[str, Any] = {}
    defects: list[RowProblem] = []
    required = _REQUIRED[kind]
    for name, cell in raw.items():
        try:
            values[name] = _value(name, cell)
        except InvalidInput as problem:
            defects.append(RowProblem(number, name, problem.code, _shown(cell), rejected=name in (*required, "tier")))
    for name in required:
        refused = any(defect.field == name for defect in defects)
        if not refused and values.get(name) in ("", None):
            defects.append(RowProblem(number, name, "value-missing"))
    if kind == "employees":
        if not (values.get("company_code") or values.get("company_name")):
            defects.append(RowProblem(number, "company_name", "value-missing"))
        born, hired = values.get("birth_date"), values.get("hire_date")
        if born and hired and hired < born:
            defects.append(RowProblem(number, "hire_date", "before-birth", hired.isoformat()))
    return {name: value for name, value in values.items() if value is not None}, defects


def _shown(cell: object) -> str:
    return cell.date().isoformat() if isinstance(cell, datetime) else str(cell)[:60]


def _value(name: str, cell: Any) -> Any:
    """One cell as our field; None where it is empty and says nothing. Raises InvalidInput with the problem's code."""
    if name in ("birth_date", "hire_date", "enrolled_from", "enrolled_until"):
        return parse_date(cell)
    text = _text(cell)
    if name in WORDS:
        return _word(name, text)
    if name == "monthly_salary":
        if not text:
            return None
        amount = cell if isinstance(cell, int | Decimal) and not isinstance(cell, bool) else parse_amount(text)
        if amount is None or amount < 0:
            raise InvalidInput("not-money")
        return Decimal(amount).quantize(Decimal("0.01"))
    if name in ("number", "phone", "bank_account", "id_number"):
        return _digits(name, cell, text)
    if name == "email" and text and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", text):
        raise InvalidInput("not-email")
    if len(text) > _LENGTHS.get(name, 200):
        raise InvalidInput("too-long")
    return text or None


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)  # a spreadsheet keeps 10023 as 10023.0
    return " ".join(unicodedata.normalize("NFKC", str(cell)).split()).lstrip("'")


def _digits(name: str, cell: Any, text: str) -> str | None:
    text = text.replace(" ", "")
    if (isinstance(cell, float) and cell >= 1e15) or re.fullmatch(r"[0-9.]+e\+?[0-9]+", text.lower()):
        raise InvalidInput("digits-lost")  # the spreadsheet rounded a long number
    if name == "phone" and text:
        digits = re.sub(r"\D", "", text)
        digits = digits[-11:] if len(digits) > 11 and digits.startswith(("86", "0086")) else digits
        if not 7 <= len(digits) <= 15:
            raise InvalidInput("not-phone")
        return digits
    if name == "bank_account" and text and not re.fullmatch(r"[0-9]{8,34}", text.replace("-", "")):
        raise InvalidInput("not-account")
    if len(text) > 40:
        raise InvalidInput("too-long")
    return text or None


def _word(name: str, text: str) -> str | None:
    if not text:
        return None
    word = _WORD_OF[name].get(text.lower())
    if word is None and name == "tier" and (grade := re.fullmatch(r"([pmde])[-\s]?\d{1,2}", text.lower())):
        word = {"p": "staff", "m": "manager", "d": "executive", "e": "executive"}[grade[1]]
    if word is None:
        raise InvalidInput("word-unknown")
    return word


def parse_date(cell: Any) -> date | None:
    """A day as spreadsheets and people write it: a date cell, 2026-01-05, 2026/1/5, 2026.1.5, 20260105, 2026年1月5日,
    a serial number of Excel (1950–2099), 25/12/1990. None where empty. Raises InvalidInput("not-date" | "date-unclear").
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = _text(cell)
    if not text:
        return None
    parts = [int(part) for part in re.findall(r"[0-9]+", text.split("T")[0].split(" ")[0])]
    try:
        if len(parts) == 1 and 19000101 <= parts[0] <= 21001231:
            return date(parts[0] // 10000, parts[0] // 100 % 100, parts[0] % 100)
        if len(parts) == 1 and 18264 <= parts[0] <= 73050:
            return date(1899, 12, 30) + timedelta(days=parts[0])
        if len(parts) == 3 and parts[0] >= 1900:
            return date(*parts)
        if len(parts) == 3 and parts[2] >= 1900:
            first, second, year = parts
            if first <= 12 and second <= 12 and first != second:
                raise InvalidInput("date-unclear")  # 03/04/1998: March or April?
            return date(year, second, first) if first > 12 or first == second else date(year, first, second)
    except ValueError:
        pass
    raise InvalidInput("not-date")
