"""Every user-visible text: Fluent files per language. ``text(language, key, **args)`` renders one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from fluent.runtime import FluentBundle, FluentResource

LANGUAGES: tuple[str, ...] = ("zh-Hans", "zh-Hant", "en")
DEFAULT_LANGUAGE = "zh-Hans"
_ROOT = Path(__file__).parent
_FLUENT_LOCALE = {"zh-Hans": "zh-CN", "zh-Hant": "zh-TW", "en": "en"}


@dataclass(frozen=True, slots=True)
class Contact:
    """How employees reach HR outside the chat. Every text may mention it as ``$hr``; empty parts are left out."""

    phone: str = ""
    email: str = ""
    hours: str = ""


_contact = Contact()


def use_contact(contact: Contact) -> None:
    """Set what texts say of HR, in this process."""
    global _contact  # noqa: PLW0603
    _contact = contact


def contact() -> Contact:
    return _contact


@cache
def bundle(language: str) -> FluentBundle:
    """All messages of one language, from every ``.ftl`` file in its folder."""
    made = FluentBundle([_FLUENT_LOCALE[language]], use_isolating=False)
    for path in sorted((_ROOT / language).glob("*.ftl")):
        made.add_resource(FluentResource(path.read_text(encoding="utf-8")))
    return made


def text(language: str, key: str, /, **args: Any) -> str:
    """The message ``key`` in ``language``. Raises KeyError for an unknown key: a missing text is a defect, not a blank."""
    made = bundle(language if language in LANGUAGES else DEFAULT_LANGUAGE)
    message = made.get_message(key)
    if message.value is None:
        raise KeyError(key)
    if "hr" not in args:
        args["hr"] = text(language, "hr-phone", hr="", phone=_contact.phone) if _contact.phone else ""
    rendered, problems = made.format_pattern(message.value, {name: _plain(value) for name, value in args.items()})
    if problems:
        raise KeyError(f"{key}: {problems[0]}")
    return str(rendered)


def has(language: str, key: str) -> bool:
    return bundle(language).has_message(key)


def translator(language: str) -> Callable[..., str]:
    """``text`` with the language bound: what handlers and pages call ``t``."""

    def t(key: str, /, **args: Any) -> str:
        return text(language, key, **args)

    return t


def _plain(value: object) -> object:
    # Fluent renders floats and Decimals with locale grouping of its own; money comes here as text already formatted.
    return str(value) if isinstance(value, Decimal) else value
