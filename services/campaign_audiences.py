"""Whom a campaign is for, within the companies its author is responsible for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from benefits.errors import NotPermitted
from services.actors import Actor, UseCase
from services.model import Campaign, Employee
from services.ports import Clock, Store


@dataclass(frozen=True, slots=True)
class AudiencePreview:
    count: int
    reachable: int
    sample: tuple[Employee, ...]


class PreviewAudience(UseCase):
    """How many people an audience holds, how many of them can be reached in a chat, and a sample of ten."""

    permission = "campaign.manage"

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    async def __call__(self, actor: Actor, audience: Mapping[str, Any]) -> AudiencePreview:
        async with self._store.read() as unit:
            people = await unit.campaigns.audience(within(actor, audience), self._clock.today())
            sample = [await unit.people.employee(employee_id) for employee_id, _ in people[:10]]
            reachable = sum(account is not None for _, account in people)
            return AudiencePreview(len(people), reachable, tuple(person for person in sample if person))


def within(actor: Actor, audience: Mapping[str, Any]) -> dict[str, Any]:
    """The audience, cut to the companies the HR user is responsible for."""
    made = {key: value for key, value in audience.items() if value not in (None, "", [], ())}
    if actor.companies:
        wanted = made.get("companies") or list(actor.companies)
        made["companies"] = [code for code in wanted if code in actor.companies] or ["-"]
    return made


def concerns(actor: Actor, campaign: Campaign) -> bool:
    """Whether a campaign's audience lies wholly within the companies the HR user is responsible for."""
    if not actor.companies:
        return True
    named = campaign.audience.get("companies") or []
    return bool(named) and set(named) <= set(actor.companies)


def require_own(actor: Actor, campaign: Campaign) -> None:
    """Raises NotPermitted("other-company") for a campaign that also goes to other companies."""
    if not concerns(actor, campaign):
        raise NotPermitted("other-company")
