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

HEADERS: dict[str, tuple[str, ...]] = {
    "number": ("number", "employee_number", "employee_no", "employee_id", "staff_no", "staff_id", "emp_no", "工号", "员工编号",
               "员工工号", "职工编号", "职工号", "人员编号", "员工号", "工號", "員工編號", "職工編號"),
    "name": ("name", "full_name", "employee_name", "姓名", "员工姓名", "职工姓名", "家属姓名", "員工姓名", "家屬姓名", "dependent_name"),
    "company_code": ("company_code", "entity_code", "公司代码", "公司编码", "单位代码", "单位编码", "公司代碼"),
    "company_name": ("company", "company_name", "entity", "公司", "公司名称", "所属公司", "单位", "单位名称", "子公司", "所屬公司", "公司名稱"),
    "department": ("department", "dept", "team", "部门", "所属部门", "部门名称", "科室", "部門", "所屬部門"),
    "tier": ("tier", "level", "grade", "job_level", "职级", "层级", "级别", "员工类别", "职务级别", "岗位级别", "職級", "級別"),
    "birth_date": ("birth_date", "birthday", "date_of_birth", "dob", "出生日期", "生日", "出生年月", "出生年月日"),
    "hire_date": ("hire_date", "start_date", "joined", "date_joined", "入职日期", "入职时间", "入司日期", "参加工作日期", "到職日", "入職日期"),
    "monthly_salary": ("monthly_salary", "salary", "base_salary", "基本工资", "月薪", "月工资", "基本薪资", "工资", "月基本工资", "底薪"),
    "phone": ("phone", "mobile", "mobile_phone", "telephone", "手机", "手机号", "手机号码", "联系电话", "电话", "移动电话", "手機", "手機號碼"),
    "email": ("email", "e_mail", "mail", "邮箱", "电子邮箱", "电子邮件", "邮件", "郵箱", "電子郵件"),
    "language": ("language", "lang", "preferred_language", "语言", "语种", "首选语言", "語言"),
    "bank_account": ("bank_account", "account_number", "bank_account_number", "银行账号", "银行卡号", "工资卡号", "银行账户", "卡号",
                     "开户账号", "銀行帳號", "工资账号"),
    "status": ("status", "employment_status", "状态", "在职状态", "人员状态", "员工状态", "狀態", "在職狀態"),
    "relation": ("relation", "relationship", "与员工关系", "与本人关系", "关系", "家属关系", "亲属关系", "關係", "與員工關係"),
    "id_number": ("id_number", "id_card", "identity_number", "national_id", "证件号码", "身份证号", "身份证号码", "證件號碼", "身分證號"),
    "enrolled_from": ("enrolled_from", "covered_from", "cover_start", "参保日期", "生效日期", "参保生效日", "起保日期", "生效日", "參保日期"),
    "enrolled_until": ("enrolled_until", "covered_until", "cover_end", "退保日期", "终止日期", "失效日期", "終止日期"),
}  # fmt: skip
_TIERS = {
    "executive": ("executive", "高管", "高级管理", "高级管理人员", "公司领导", "总经理", "副总经理", "总监", "director", "vp", "c-level"),
    "manager": ("manager", "管理层", "中层", "中层管理", "经理", "主管", "部门经理", "管理人员", "管理層", "經理", "lead"),
    "staff": ("staff", "普通员工", "员工", "职员", "一线", "基层", "普通職工", "普通员工层", "員工", "普通員工", "employee", "ic"),
}  # fmt: skip
_STATUSES = {
    "active": ("active", "在职", "在岗", "试用", "试用期", "正式", "在職", "1", "是", "yes"),
    "left": ("left", "inactive", "terminated", "离职", "已离职", "退休", "辞职", "離職", "0", "否", "no"),
}
_LANGUAGES = {
    "zh-Hans": ("zh-hans", "zh", "zh-cn", "cn", "简体", "简体中文", "中文", "普通话", "simplified chinese", "chinese"),
    "zh-Hant": ("zh-hant", "zh-tw", "zh-hk", "tw", "繁体", "繁體", "繁体中文", "繁體中文", "traditional chinese"),
    "en": ("en", "en-us", "en-gb", "英文", "英语", "英語", "english"),
}
_RELATIONS = {
    "spouse": ("spouse", "配偶", "丈夫", "妻子", "夫妻", "husband", "wife", "partner"),
    "child": ("child", "子女", "儿子", "女儿", "孩子", "子", "女", "兒子", "女兒", "son", "daughter"),
    "parent": ("parent", "父母", "父亲", "母亲", "父", "母", "父親", "母親", "father", "mother"),
}
WORDS = {"tier": _TIERS, "status": _STATUSES, "language": _LANGUAGES, "relation": _RELATIONS}
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
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1):
            yield number, row
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
        if (name not in values and not any(defect.field == name for defect in defects)) or (name in values and values[name] in ("", None)):
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
