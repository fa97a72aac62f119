"""Where a message finds a person, and how it is put for that channel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from locales import text
from services.deliveries import Attachment, Button, Delivery
from services.model import ChatAccount, Employee
from services.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Skip:
    """Nothing is sent, for good; ``reason`` is a code such as ``acted``, ``muted``, ``cancelled``, ``no-channel``."""

    reason: str


SENT = "sent"
"""Skipped because it went out before; what was recorded then stays."""

Prepared = Delivery | Skip
"""Raises ``Postponed`` where it is not the time yet."""


def escape(value: str) -> str:
    """Text as safe inside the HTML subset of messages."""
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


async def reach(unit: UnitOfWork, employee_id: int, email: bool) -> tuple[Employee, ChatAccount | None] | None:
    """The person and the chat they used last; no chat where an e-mail must do; None where nothing reaches them."""
    employee = await unit.people.employee(employee_id)
    if employee is None:
        return None
    accounts = [account for account in await unit.accounts.of_employee(employee_id) if account.blocked_at is None]
    if accounts:
        return employee, accounts[0]
    return (employee, None) if email and employee.email else None


def to_person(
    employee: Employee,
    account: ChatAccount | None,
    language: str,
    words: str,
    rows: Sequence[tuple[Button, ...]],
    *,
    urgent: bool,
    attachment: Attachment | None = None,
) -> Delivery:
    """The words for whichever channel ``reach`` found."""
    if account is None:
        subject = text(language, "mail-subject")
        return Delivery("email", employee.email, words, attachment=attachment, urgent=urgent, subject=subject)
    return Delivery(account.channel, str(account.chat_id), words, tuple(rows), attachment, urgent)
