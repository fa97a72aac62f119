"""The worker's side of the outbox: leases, takeover, retries, dead letters, named leases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, case, delete, exists, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from services.model import Job
from storage import tables as t
from storage.database import Database

j = t.jobs.c
_OPEN = and_(j.done_at.is_(None), j.dead_at.is_(None))


class SqlJobStore:
    def __init__(self, database: Database) -> None:
        self._db = database
        self._dialect: Any = sqlite if database.sqlite else postgresql

    async def lease(
        self, owner: str, kinds: Sequence[str], *, now: datetime, seconds: float, limit: int = 1, max_priority: int = 9
    ) -> list[Job]:
        earlier = t.jobs.alias("earlier")
        waits = exists().where(
            earlier.c.order_key == j.order_key,
            earlier.c.id < j.id,
            earlier.c.done_at.is_(None),
            earlier.c.dead_at.is_(None),
        )
        free = or_(j.lease_until.is_(None), j.lease_until <= now)
        chosen = (
            select(j.id)
            .where(_OPEN, j.kind.in_(kinds), j.due_at <= now, free, j.priority <= max_priority)
            .where(or_(j.order_key.is_(None), ~waits))
            .order_by(j.priority, j.due_at, j.id)
            .limit(limit)
        )
        if not self._db.sqlite:
            chosen = chosen.with_for_update(skip_locked=True, of=t.jobs)
        take = (
            update(t.jobs)
            .where(j.id.in_(chosen.scalar_subquery()), _OPEN)
            .values(lease_until=now + timedelta(seconds=seconds), lease_owner=owner, attempts=j.attempts + 1)
            .returning(*t.jobs.columns)
        )
        async with self._db.write_sessions() as session:
            rows = (await session.execute(take)).mappings().all()
            await session.commit()
        return sorted((_job(row) for row in rows), key=lambda job: (job.priority, job.due_at, job.id))

    async def extend(self, job_id: int, owner: str, until: datetime) -> bool:
        return await self._update(job_id, owner, lease_until=until)

    async def done(self, job_id: int, owner: str, *, now: datetime, result: Mapping[str, Any] | None = None) -> bool:
        return await self._update(job_id, owner, done_at=now, lease_until=None, result=dict(result or {}), error="")

    async def retry(self, job_id: int, owner: str, *, due_at: datetime, error: str, count: bool = True) -> bool:
        attempts = j.attempts if count else j.attempts - 1
        return await self._update(
            job_id, owner, due_at=due_at, lease_until=None, lease_owner="", error=error[:2000], attempts=attempts
        )

    async def dead(self, job_id: int, owner: str, *, now: datetime, error: str) -> bool:
        return await self._update(job_id, owner, dead_at=now, lease_until=None, error=error[:2000])

    async def _update(self, job_id: int, owner: str, **values: object) -> bool:
        change = update(t.jobs).where(j.id == job_id, j.lease_owner == owner, _OPEN).values(**values)
        async with self._db.write_sessions() as session:
            changed = await session.execute(change)
            await session.commit()
        return bool(changed.rowcount)  # type: ignore[attr-defined]

    async def dead_letters(self, *, limit: int = 100) -> list[Job]:
        query = select(*t.jobs.columns).where(j.dead_at.is_not(None)).order_by(j.dead_at.desc()).limit(limit)
        async with self._db.read_sessions() as session:
            return [_job(row) for row in (await session.execute(query)).mappings().all()]

    async def revive(self, job_id: int, *, now: datetime) -> bool:
        change = (
            update(t.jobs)
            .where(j.id == job_id, j.dead_at.is_not(None))
            .values(dead_at=None, lease_until=None, lease_owner="", attempts=0, due_at=now)
        )
        async with self._db.write_sessions() as session:
            changed = await session.execute(change)
            await session.commit()
        return bool(changed.rowcount)  # type: ignore[attr-defined]

    async def counts(self) -> dict[str, int]:
        state = case(
            (j.dead_at.is_not(None), "dead"),
            (j.done_at.is_not(None), "done"),
            (j.lease_until.is_not(None), "leased"),
            else_="open",
        ).label("state")
        async with self._db.read_sessions() as session:
            rows = (await session.execute(select(state, func.count().label("number")).group_by(state))).all()
        return {"open": 0, "leased": 0, "done": 0, "dead": 0} | {row.state: row.number for row in rows}

    async def enqueue_many(self, jobs: Sequence[Job]) -> int:
        if not jobs:
            return 0
        rows = [
            {column.name: getattr(job, column.name) for column in t.jobs.columns if column.name != "id"} for job in jobs
        ]
        async with self._db.write_sessions() as session:
            before = self._dialect.insert(t.jobs).on_conflict_do_nothing().returning(j.id)
            new = (await session.execute(before, rows)).all()
            await session.commit()
        return len(new)

    async def acquire_lease(self, name: str, owner: str, *, now: datetime, seconds: float) -> bool:
        until = now + timedelta(seconds=seconds)
        leases = t.leases
        made = self._dialect.insert(leases).values(name=name, owner=owner, until=until)
        take = made.on_conflict_do_update(
            index_elements=[leases.c.name],
            set_={"owner": owner, "until": until},
            where=or_(leases.c.owner == owner, leases.c.until <= now),
        ).returning(leases.c.owner)
        async with self._db.write_sessions() as session:
            held = (await session.execute(take)).scalar()
            await session.commit()
        return held == owner

    async def release_lease(self, name: str, owner: str) -> None:
        async with self._db.write_sessions() as session:
            await session.execute(delete(t.leases).where(t.leases.c.name == name, t.leases.c.owner == owner))
            await session.commit()


def _job(row: Mapping[Any, Any]) -> Job:
    return Job(**{column.name: row[column.name] for column in t.jobs.columns})
