"""Templates and how values look in them: money, days, times, masked numbers, words for codes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from benefits.errors import BenefitsError
from locales import has, text
from services.receipts import told

FOLDER = Path(__file__).parent
ZONE = ZoneInfo("Asia/Shanghai")


def money(value: Decimal | str | None) -> str:
    """``1,234.50``; a dash where there is no amount."""
    return "–" if value is None or value == "" else f"{Decimal(value):,.2f}"


def day(value: date | None) -> str:
    return value.isoformat() if value else "–"


def moment(value: datetime | None) -> str:
    """Date and minute where the company is."""
    return value.astimezone(ZONE).strftime("%Y-%m-%d %H:%M") if value else "–"


def percent(value: Decimal | float | None, digits: int = 0) -> str:
    return "–" if value is None else f"{Decimal(str(value)) * 100:.{digits}f} %"


def masked(value: str, ends: int = 4, start: int = 0) -> str:
    """``138****0001``: the last digits, enough to recognise and too few to use."""
    if len(value) <= ends + start:
        return "•" * len(value)
    return f"{value[:start]}{'•' * 4}{value[-ends:]}"


def word(language: str, group: str, code: object) -> str:
    """The word for a code, such as a claim state; the code itself where it is new to us."""
    key = f"console-{group}-{code}"
    return text(language, key) if code and has(language, key) else str(code or "–")


def sentence(language: str, prefix: str, code: str, fields: dict[str, Any]) -> str:
    """A text that several rooms share, such as a check, a reason or a step; hyphens or underscores in its key."""
    for key in (f"{prefix}-{code.replace('_', '-')}", f"{prefix}-{code}"):
        if has(language, key):
            try:
                return text(language, key, **{name: _shown(value) for name, value in fields.items()})
            except KeyError:  # a field the text wants and this record lacks
                continue
    return code.replace("_", " ")


def error_text(language: str, error: BenefitsError) -> str:
    """What went wrong and what to do next, in the console's words, else in those that all edges share."""
    fields = dict(error.fields)
    if "field" in fields:
        fields["fieldname"] = word(language, "field", fields["field"])
    if "language" in fields:
        fields["languagename"] = word(language, "language", fields["language"])
    missing = error.code.replace("_", " ")
    for prefix in ("console-error", "error"):
        if (made := sentence(language, prefix, error.code, fields)) != missing:
            return made
    return text(language, "console-error-unknown", code=error.code)


def check_sentence(language: str, check: Mapping[str, Any]) -> str:
    """Why a person has to look, with the words for the fields and problems it names."""
    fields = {name: value for name, value in check.items() if name != "code"}
    if isinstance(fields.get("fields"), str):
        joined = text(language, "console-comma")
        fields["fields"] = joined.join(word(language, "field", name) for name in fields["fields"].split(",") if name)
    if isinstance(fields.get("problems"), str):
        fields["problems"] = " ".join(
            sentence(language, "receipt-problem", name, {}) for name in told(fields["problems"].split(",")) if name
        )
    if "status" in fields:
        fields["status"] = word(language, "authority", str(fields["status"]))
    if "why" in fields:
        fields["why"] = word(language, "why", fields["why"])
    return sentence(language, "check", str(check.get("code", "")), fields)


def sign_sentence(language: str, sign: Mapping[str, Any]) -> str:
    """A sign of alteration in words; it may name a field."""
    fields = {name: value for name, value in sign.items() if name != "code"}
    if "field" in fields:
        fields["field"] = word(language, "field", str(fields["field"]))
    return sentence(language, "receipt-note", str(sign["code"]), fields)


def step_sentence(language: str, step: Mapping[str, Any]) -> str:
    """One step of a calculation in words; a refusal is told by its reason."""
    fields = shown_fields(step.get("fields"))
    if step["step"] == "refused" and fields.get("reason"):
        return sentence(language, "reason", fields["reason"], fields)
    amounts = {name: money(step[name]) for name in ("base", "amount")}
    rate = {"rate": percent(Decimal(step["rate"]))} if step.get("rate") else {}
    return sentence(language, "step", str(step["step"]), amounts | rate | fields)


def shown_fields(fields: Mapping[str, Any] | None) -> dict[str, str]:
    """The fields of a step or reason as its text takes them: amounts grouped, the code left out."""
    made: dict[str, str] = {}
    for name, value in (fields or {}).items():
        if name == "code":
            continue
        shown = "" if value is None else str(value)
        made[name] = money(shown) if re.fullmatch(r"-?\d+\.\d+", shown) else shown
    return made


def _shown(value: object) -> object:
    if isinstance(value, list | tuple | set):
        return ", ".join(str(item) for item in value)
    return value if isinstance(value, int) and not isinstance(value, bool) else str(value)


@cache
def asset_version() -> str:
    """Changes with the static files, so that browsers keep them until then."""
    made = hashlib.sha256()
    for path in sorted((FOLDER / "static").iterdir()):
        made.update(path.read_bytes())
    return made.hexdigest()[:10]


def environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    made.filters |= {"money": money, "day": day, "moment": moment, "percent": percent, "masked": masked}
    made.filters["field_word"] = lambda code, language: word(language, "field", code)
    return made
