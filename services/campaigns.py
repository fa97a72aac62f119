"""Campaigns: HR's messages to the people they concern, written down, checked and listed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from benefits.errors import InvalidInput
from services.actors import Actor, UseCase
from services.campaign_audiences import concerns, within
from services.campaign_texts import check_texts
from services.model import Campaign
from services.ports import Clock, Store

KINDS = ("reminder", "deadline", "survey")
ACTIONS = ("", "enrol", "claims", "ask")


class DraftCampaign(UseCase):
    """Write a campaign down, checked, not sent. Raises InvalidInput for texts, audience or date that can't be."""

    permission = "campaign.manage"

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    async def __call__(
        self,
        actor: Actor,
        *,
        name: str,
        audience: Mapping[str, Any],
        texts: Mapping[str, str],
        kind: str = "reminder",
        action: str = "",
        scheduled_at: datetime | None = None,
    ) -> Campaign:
        if not name.strip():
            raise InvalidInput("campaign-name-missing", field="name")
        if kind not in KINDS or action not in ACTIONS:
            raise InvalidInput("campaign-kind", field="kind")
        if scheduled_at is not None and scheduled_at < self._clock.now():
            raise InvalidInput("campaign-date-past", field="scheduled_at")
        async with self._store.write() as unit:
            campaign = Campaign(
                name=name.strip(),
                audience=within(actor, audience),
                texts=check_texts(texts),
                created_by=actor.name,
                created_at=self._clock.now(),
                kind=kind,
                action=action,
                scheduled_at=scheduled_at,
            )
            unit.add(campaign)
            await unit.flush()
            unit.record(actor.name, "campaign.draft", "campaign", campaign.id, name=campaign.name)
            await unit.commit()
            return campaign


class ListCampaigns(UseCase):
    """The campaigns of the actor's companies, newest first, with their results."""

    permission = "campaign.manage"

    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, actor: Actor) -> list[tuple[Campaign, dict[str, int]]]:
        async with self._store.read() as unit:
            return [
                (campaign, await unit.campaigns.statistics(campaign.id or 0))
                for campaign in await unit.campaigns.campaigns()
                if concerns(actor, campaign)
            ]
