"""Who acts, and what their post allows. A use case names its permission; without one nobody may call it."""

from __future__ import annotations

import functools
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from benefits.errors import NotPermitted
from services.model import ChatAccount, Employee, HrUser

PERMISSIONS: dict[str, frozenset[str]] = {
    "stranger": frozenset({"chat.open", "chat.link", "care.read"}),
    "employee": frozenset(
        {"chat.open", "chat.link", "chat.settings", "care.read", "ask", "claim.own", "elect.own", "campaign.answer"}
    ),
    "reviewer": frozenset({"console", "claim.review", "claim.read", "question.reply", "employee.read"}),
    "hr_admin": frozenset(
        {
            "console", "claim.review", "claim.read", "question.reply", "employee.read", "employee.write", "link.issue",
            "campaign.manage", "plan.publish", "document.publish", "care.read", "enrolment.manage", "delivery.manage",
            "report.read",
        }
    ),
    "finance": frozenset({"console", "payout.manage", "report.read"}),
    "auditor": frozenset({"console", "audit.read", "claim.read", "employee.read", "report.read"}),
    "union_officer": frozenset({"console"}),
    "system": frozenset({"claim.decide", "delivery.run", "receipt.read", "document.read"}),
}  # fmt: skip
PERMISSIONS["super_admin"] = frozenset({"person.export"}).union(*PERMISSIONS.values())


@dataclass(frozen=True, slots=True)
class Actor:
    """The acting person. ``name`` goes into histories and the audit trail: never a person's real name."""

    name: str
    role: str
    account_id: int | None = None
    employee_id: int | None = None
    companies: tuple[str, ...] = ()
    """Companies an HR user is responsible for; empty means all."""

    def may(self, permission: str) -> bool:
        return permission in PERMISSIONS.get(self.role, frozenset())

    def require(self, permission: str) -> None:
        if not self.may(permission):
            raise NotPermitted("not-permitted", permission=permission)

    def require_company(self, code: str) -> None:
        """Raises NotPermitted when an HR user is not responsible for this company."""
        if self.companies and code not in self.companies:
            raise NotPermitted("other-company", company=code)

    @property
    def own_employee_id(self) -> int:
        """The linked employee. Raises NotPermitted("not-linked") for a stranger."""
        if self.employee_id is None:
            raise NotPermitted("not-linked")
        return self.employee_id


SYSTEM = Actor(name="system", role="system")


def chat_actor(account: ChatAccount, employee: Employee | None) -> Actor:
    """The person behind a chat: an employee once linked and consented, a stranger before."""
    return Actor(
        name=f"employee:{employee.id}" if employee else f"chat:{account.id}",
        role="employee" if employee else "stranger",
        account_id=account.id,
        employee_id=employee.id if employee else None,
    )


def hr_actor(user: HrUser) -> Actor:
    return Actor(name=f"hr:{user.username}", role=user.role, companies=tuple(user.companies))


class UseCase:
    """A callable named by a verb phrase. ``permission`` is checked before anything else; a class without one can't be made."""

    permission: ClassVar[str]

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if not getattr(cls, "permission", ""):
            raise TypeError(f"{cls.__name__} declares no permission")
        if "__call__" in cls.__dict__:
            cls.__call__ = _guarded(cls.__dict__["__call__"])  # type: ignore[method-assign]


def _guarded(call: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
    @functools.wraps(call)
    async def guarded(self: UseCase, actor: Actor, *args: Any, **options: Any) -> Any:
        actor.require(self.permission)
        return await call(self, actor, *args, **options)

    return guarded
