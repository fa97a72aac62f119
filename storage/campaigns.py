"""Campaigns: whom an audience describes, who was planned, what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import exists, func, select, update

from services.model import Campaign, CampaignRecipient
from storage import tables as t
from storage.repositories import Repository


class Campaigns(Repository):
    async def campaign(self, campaign_id: int) -> Campaign | None:
        return await self.session.get(Campaign, campaign_id)

    async def campaigns(self, *, limit: int = 100) -> list[Campaign]:
        return await self._all(select(Campaign).order_by(t.campaigns.c.id.desc()).limit(limit))

    async def audience(self, audience: Mapping[str, Any], today: date) -> list[tuple[int, int | None]]:
        """Known keys: ``companies``, ``departments``, ``tiers``, ``languages``, ``numbers`` (lists),
        ``not_elected`` (an enrolment window's id), ``missing_papers`` (true), ``min_age``, ``max_age``."""
        e = t.employees.c
        query = select(e.id).where(e.status == "active").order_by(e.id)
        for key, column in (
            ("companies", e.company_code),
            ("departments", e.department),
            ("tiers", e.tier),
            ("languages", e.language),
            ("numbers", e.number),
        ):
            if audience.get(key):
                query = query.where(column.in_(audience[key]))
        if audience.get("not_elected"):
            n = t.elections.c
            query = query.where(
                ~exists().where(
                    n.employee_id == e.id, n.window_id == int(audience["not_elected"]), n.replaced_at.is_(None)
                )
            )
        if audience.get("missing_papers"):
            query = query.where(exists().where(t.claims.c.employee_id == e.id, t.claims.c.state == "needs_documents"))
        if audience.get("min_age"):
            query = query.where(e.birth_date <= _years_before(today, int(audience["min_age"])))
        if audience.get("max_age"):
            query = query.where(e.birth_date > _years_before(today, int(audience["max_age"]) + 1))
        people = (await self.session.scalars(query)).all()

        a = t.chat_accounts.c
        accounts = (
            await self.session.execute(
                select(a.employee_id, a.id)
                .where(a.employee_id.in_(query.scalar_subquery()), a.consented_at.is_not(None), a.blocked_at.is_(None))
                .order_by(a.last_seen_at, a.id)
            )
        ).all()
        newest: dict[int, int] = {row.employee_id: row.id for row in accounts}
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

    async def mark_acted(self, employee_id: int, action: str, at: datetime) -> None:
        r, c = t.campaign_recipients.c, t.campaigns.c
        open_ones = select(c.id).where(c.action == action, c.state.in_(("running", "paused", "done")))
        await self.session.execute(
            update(t.campaign_recipients)
            .where(r.employee_id == employee_id, r.acted_at.is_(None), r.campaign_id.in_(open_ones.scalar_subquery()))
            .values(acted_at=at)
        )

    async def acted(self, employee_id: int, campaign: Campaign) -> bool:
        window = campaign.audience.get("not_elected")
        if not window:
            return False
        n = t.elections.c
        query = select(n.id).where(n.employee_id == employee_id, n.window_id == int(window), n.replaced_at.is_(None))
        return (await self.session.scalar(query.limit(1))) is not None

    async def statistics(self, campaign_id: int) -> dict[str, int]:
        r = t.campaign_recipients.c
        rows = await self.session.execute(
            select(r.state, func.count(), func.count(r.tapped_at), func.count(r.acted_at))
            .where(r.campaign_id == campaign_id)
            .group_by(r.state)
        )
        totals = dict.fromkeys(("planned", "sent", "failed", "skipped", "tapped", "acted"), 0)
        for state, count, tapped, acted in rows.all():
            totals[state] = totals.get(state, 0) + count
            totals["tapped"] += tapped
            totals["acted"] += acted
        return totals


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)
