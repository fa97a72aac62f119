"""The words of campaigns and reminders: checked when they are written, filled in for one person when they are sent."""

from __future__ import annotations

import string
from collections.abc import Mapping

from benefits.errors import InvalidInput
from locales import LANGUAGES
from services.model import Campaign, Employee

MAX_TEXT = 1500
PLACEHOLDERS = frozenset({"name", "number", "department", "deadline", "company"})


def check_texts(texts: Mapping[str, str]) -> dict[str, str]:
    """Texts in every language, with known placeholders, short enough. Raises InvalidInput naming language and fault."""
    checked: dict[str, str] = {}
    for language in LANGUAGES:
        written = (texts.get(language) or "").strip()
        if not written:
            raise InvalidInput("campaign-text-missing", field="texts", language=language)
        if len(written) > MAX_TEXT:
            raise InvalidInput("campaign-text-long", field="texts", language=language, limit=MAX_TEXT)
        try:
            used = {name for _, name, _, _ in string.Formatter().parse(written) if name is not None}
        except ValueError:
            raise InvalidInput("campaign-placeholder", field="texts", language=language, name="{") from None
        for name in sorted(used - PLACEHOLDERS):
            raise InvalidInput("campaign-placeholder", field="texts", language=language, name=f"{{{name}}}")
        checked[language] = written
    return checked


def personal_text(campaign: Campaign, employee: Employee, language: str, company: str, deadline: str) -> str:
    """The campaign's words for one person."""
    template = campaign.texts.get(language) or campaign.texts["zh-Hans"]
    return str(template).format(
        name=employee.name,
        number=employee.number,
        department=employee.department,
        company=company,
        deadline=deadline,
    )
