"""The one family of errors that a person may get to see.

An error carries a stable code and typed fields, never prose: each edge (chat, console, command line) renders it once
from ``locales`` under the key ``error-<code>``. A declined claim is a result, not an error.
"""

from __future__ import annotations

from typing import ClassVar


class BenefitsError(Exception):
    """Base of all expected failures. ``code`` is stable; ``fields`` fill the localized text."""

    family: ClassVar[str] = "error"

    def __init__(self, code: str, **fields: object) -> None:
        super().__init__(code, fields)
        self.code = code
        self.fields = fields

    def __str__(self) -> str:
        details = ", ".join(f"{name}={value!r}" for name, value in sorted(self.fields.items()))
        return f"{self.code}({details})"


class NotFound(BenefitsError):
    """What was named does not exist, or not for this person."""

    family = "not-found"


class NotPermitted(BenefitsError):
    """The acting person lacks the right."""

    family = "not-permitted"


class InvalidInput(BenefitsError):
    """A field is unusable; ``fields['field']`` names it where there is one."""

    family = "invalid-input"


class Conflict(BenefitsError):
    """The state moved on meanwhile: a used code, a decided claim, a closed window."""

    family = "conflict"


class Unavailable(BenefitsError):
    """A part we depend on does not answer; trying again later may help."""

    family = "unavailable"
