"""Campaigns: whom an audience describes, who was planned, what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import case, func, select, update

from services.campaign_running import ACTED_WITHIN
from services.deliveries import NEVER_OUT
from services.model import Campaign, CampaignRecipient, Employee
from services.reminder_rules import CompanyFacts
from storage import tables as t
from storage.audiences import described
from storage.repositories import Repository


class Campaigns(Repository):
    async def campaign(self, campaign_id: int, *, lock: bool = False) -> Campaign | None:
        return await self.session.get(Campaign, campaign_id, with_for_update=lock or None, populate_existing=lock)

    async def campaigns(self, *, limit: int = 100) -> list[Campaign]:
        return await self._all(select(Campaign).order_by(t.campaigns.c.id.desc()).limit(limit))

    async def to_come(self, series_id: int) -> list[Campaign]:
        c = t.campaigns.c
        waiting = c.state.in_(("scheduled", "paused", "awaiting_approval"))
        return await self._all(select(Campaign).where(c.series_id == series_id, c.started_at.is_(None), waiting))

    async def audience(
        self,
        audience: Mapping[str, Any],
        today: date,
        *,
        unused: Sequence[CompanyFacts] = (),
        employee_id: int | None = None,
    ) -> list[tuple[int, int | None]]:
        query = described(audience, today, unused)
        if employee_id is not None:
            query = query.where(t.employees.c.id == employee_id)
        people = (await self.session.scalars(query)).all()
        a = t.chat_accounts.c
        newest: dict[int, int] = {}
        # In pages by id: PostgreSQL asks the whole audience again for each account where its statistics are behind.
        for start in range(0, len(people), 1000):
            accounts = await self.session.execute(
                select(a.employee_id, a.id)
                .where(
                    a.employee_id.in_(people[start : start + 1000]), a.consented_at.is_not(None), a.blocked_at.is_(None)
                )
                .order_by(a.last_seen_at, a.id)
            )
            newest |= {row.employee_id: row.id for row in accounts.all()}
        return [(employee_id, newest.get(employee_id)) for employee_id in people]

    async def plan(self, campaign_id: int, people: Sequence[tuple[int, int | None]]) -> None:
        for start in range(0, len(people), 1000):
            rows = [
                {"campaign_id": campaign_id, "employee_id": employee_id, "account_id": account_id, "state": "planned"}
                for employee_id, account_id in people[start : start + 1000]
            ]
            await self.session.execute(self.insert_ignore(t.campaign_recipients), rows)  # type: ignore[call-overload]

    async def recipients(
        self, campaign_id: int, *, state: str = "", after: int = 0, limit: int = 500
    ) -> list[CampaignRecipient]:
        r = t.campaign_recipients.c
        query = select(CampaignRecipient).where(r.campaign_id == campaign_id, r.id > after)
        if state:
            query = query.where(r.state == state)
        return await self._all(query.order_by(r.id).limit(limit))

    async def recipient(self, campaign_id: int, employee_id: int) -> CampaignRecipient | None:
        r = t.campaign_recipients.c
        return await self._one(
            select(CampaignRecipient).where(r.campaign_id == campaign_id, r.employee_id == employee_id)
        )

    async def mark_acted(self, employee_id: int, actions: Sequence[str], at: datetime) -> None:
        r, c = t.campaign_recipients.c, t.campaigns.c
        begun = (c.started_at >= at - ACTED_WITHIN, c.state.in_(("running", "paused", "done")))
        open_ones = select(c.id).where(c.action.in_(actions), *begun)
        await self.session.execute(
            update(t.campaign_recipients)
            .where(r.employee_id == employee_id, r.acted_at.is_(None), r.campaign_id.in_(open_ones.scalar_subquery()))
            .values(acted_at=at)
        )

    async def statistics(self, campaign_ids: Sequence[int]) -> dict[int, dict[str, int]]:
        r = t.campaign_recipients.c
        rows = await self.session.execute(
            select(
                r.campaign_id, r.state, func.count(), func.count(r.tapped_at),
                func.count(case((r.sent_at.is_not(None), r.acted_at))),
                func.count(case((r.reason.in_(NEVER_OUT), 1))),
            )
            .where(r.campaign_id.in_(campaign_ids))
            .group_by(r.campaign_id, r.state)
        )  # fmt: skip
        totals = {
            wanted: dict.fromkeys(("planned", "sent", "failed", "skipped", "tapped", "acted", "unsent"), 0)
            for wanted in campaign_ids
        }
        for campaign_id, state, count, tapped, acted, unsent in rows.all():
            numbers = totals[campaign_id]
            numbers[state] += count
            numbers["tapped"] += tapped
            numbers["acted"] += acted
            numbers["unsent"] += unsent if state == "failed" else 0
        return totals

    async def reasons(self, campaign_id: int) -> list[tuple[str, str, int]]:
        r = t.campaign_recipients.c
        rows = await self.session.execute(
            select(r.state, r.reason, func.count())
            .where(r.campaign_id == campaign_id, r.state.in_(("failed", "skipped")))
            .group_by(r.state, r.reason)
            .order_by(r.state, func.count().desc())
        )
        return [(state, reason, count) for state, reason, count in rows.all()]

    async def recipient_rows(
        self, campaign_id: int, *, limit: int, after: int = 0
    ) -> list[tuple[CampaignRecipient, Employee]]:
        r = t.campaign_recipients.c
        query = (
            select(CampaignRecipient, Employee)
            .join(Employee, t.employees.c.id == r.employee_id)
            .where(r.campaign_id == campaign_id, r.id > after)
            .order_by(r.id)
            .limit(limit)
        )
        return [(recipient, employee) for recipient, employee in (await self.session.execute(query)).all()]
