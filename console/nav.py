"""The pages a person is offered: those their post allows, and no others."""

from __future__ import annotations

from dataclasses import dataclass

from services.actors import Actor


@dataclass(frozen=True, slots=True)
class Entry:
    """``name`` is the route's and, as ``console-nav-<name>``, the text's."""

    name: str
    permission: str
    group: str
    head_office: bool = False
    """Only for who is responsible for every company."""


NAV: tuple[Entry, ...] = (
    Entry("overview", "console", "work"),
    Entry("review", "claim.review", "work"),
    Entry("questions", "question.reply", "work"),
    Entry("claims", "claim.read", "work"),
    Entry("payouts", "payout.manage", "work"),
    Entry("employees", "employee.read", "people"),
    Entry("enrolment", "enrolment.manage", "people"),
    Entry("campaigns", "campaign.manage", "people"),
    Entry("reminders", "campaign.manage", "people"),
    Entry("documents", "document.publish", "system"),
    Entry("synonyms", "document.publish", "system", head_office=True),
    Entry("plans", "document.publish", "system"),
    Entry("reports", "report.read", "system"),
    Entry("deliveries", "delivery.manage", "system"),
    Entry("audit", "audit.read", "system"),
)


def entries(actor: Actor) -> list[Entry]:
    return [entry for entry in NAV if actor.may(entry.permission) and not (entry.head_office and actor.companies)]
