"""The worker's side of the outbox: leases, takeover, retries, dead letters, named leases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Select, and_, case, delete, exists, func, literal, or_, select, union_all, update
from sqlalchemy.dialects import postgresql, sqlite

from services.deliveries import POSTPONED
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
        async with self._db.read_sessions() as session:
            # First which kinds have open jobs at which priorities: a few steps in the index. Then each pair's due jobs
            # lie together in it, and neither a great many other jobs nor a great many later ones are looked at.
            pairs = (await session.execute(_open_pairs(kinds, max_priority))).all() if kinds else []
        if not pairs:
            return []
        each = [select(self._due(kind, priority, now, limit).subquery()) for kind, priority in pairs]
        due = union_all(*each).subquery()
        chosen = select(due.c.id).order_by(due.c.priority, due.c.due_at, due.c.id).limit(limit).cte("chosen")
        take = (
            update(t.jobs)
            .where(j.id.in_(select(chosen.c.id)), _OPEN)
            .values(lease_until=now + timedelta(seconds=seconds), lease_owner=owner, attempts=j.attempts + 1)
            .returning(*t.jobs.columns)
        )
        async with self._db.write_sessions() as session:
            rows = (await session.execute(take)).mappings().all()
            await session.commit()
        return sorted((_job(row) for row in rows), key=lambda job: (job.priority, job.due_at, job.id))

    def _due(self, kind: str, priority: int, now: datetime, limit: int) -> Select[int, int, datetime]:
        """The first jobs of one kind and priority that may be taken now."""
        other = t.jobs.alias("other")
        waits = exists().where(
            other.c.order_key == j.order_key,
            other.c.done_at.is_(None),
            other.c.dead_at.is_(None),
            or_(
                # One under way is waited for, whatever its number: after a crash one of an order at most may be done.
                and_(other.c.id != j.id, other.c.lease_until > now),
                # So is one ahead that has its turn, or had it and is repeated; not one for later (a reminder, the night).
                and_(
                    or_(other.c.priority < j.priority, and_(other.c.priority == j.priority, other.c.id < j.id)),
                    or_(other.c.due_at <= now, other.c.error.not_in(("", POSTPONED))),
                ),
            ),
        )
        query = (
            select(j.id, j.priority, j.due_at)
            .where(_OPEN, j.kind == kind, j.priority == priority, j.due_at <= now)
            .where(or_(j.lease_until.is_(None), j.lease_until <= now), or_(j.order_key.is_(None), ~waits))
            .order_by(j.due_at, j.id)
            .limit(limit)
        )
        return query if self._db.sqlite else query.with_for_update(skip_locked=True, of=t.jobs)

    async def extend(self, job_id: int, owner: str, until: datetime) -> bool:
        return await self._update(job_id, owner, lease_until=until)

    async def abandon(self, owner: str, *, until: datetime) -> int:
        change = (
            update(t.jobs)
            .where(_OPEN, j.lease_owner == owner, j.lease_until > until)
            .values(lease_until=until)
            .execution_options(synchronize_session=False)
        )
        async with self._db.write_sessions() as session:
            changed = await session.execute(change)
            await session.commit()
        return int(changed.rowcount)  # type: ignore[attr-defined]

    async def done(self, job_id: int, owner: str, *, now: datetime, result: Mapping[str, Any] | None = None) -> bool:
        return await self._update(job_id, owner, done_at=now, lease_until=None, result=dict(result or {}), error="")

    async def done_many(self, job_ids: Sequence[int], owner: str, *, now: datetime) -> int:
        finished: dict[str, Any] = {"done_at": now, "lease_until": None, "result": {}, "error": ""}
        change = update(t.jobs).where(j.id.in_(job_ids), j.lease_owner == owner, _OPEN).values(finished)
        async with self._db.write_sessions() as session:
            changed = await session.execute(change)
            await session.commit()
        return int(changed.rowcount)  # type: ignore[attr-defined]

    async def retry(
        self, job_id: int, owner: str, *, due_at: datetime, error: str, count: bool = True, sooner: bool = False
    ) -> bool:
        return await self._update(
            job_id,
            owner,
            due_at=due_at,
            lease_until=None,
            lease_owner="",
            error=error[:2000],
            attempts=j.attempts if count else j.attempts - 1,
            priority=case((j.priority > 1, j.priority - 1), else_=j.priority) if sooner else j.priority,
        )

    async def dead(self, job_id: int, owner: str, *, now: datetime, error: str) -> bool:
        return await self._update(job_id, owner, dead_at=now, lease_until=None, error=error[:2000])

    async def _update(self, job_id: int, owner: str, **values: object) -> bool:
        change = update(t.jobs).where(j.id == job_id, j.lease_owner == owner, _OPEN).values(**values)
        async with self._db.write_sessions() as session:
            changed = await session.execute(change)
            await session.commit()
        return bool(changed.rowcount)  # type: ignore[attr-defined]

    async def sent_last(self, channel: str, *, limit: int) -> list[tuple[str, datetime]]:
        query = select(j.result, j.done_at).where(j.done_at.is_not(None)).order_by(j.done_at.desc()).limit(limit)
        async with self._db.read_sessions() as session:
            rows = (await session.execute(query)).all()
        return [
            (str(result["message_id"]), done_at)
            for result, done_at in rows
            if result.get("message_id") and result.get("channel") == channel
        ]

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
        """``leased`` are under way; ``due`` is the part of ``open`` whose time has come."""
        now = datetime.now(UTC)
        state = case(
            (j.dead_at.is_not(None), "dead"),
            (j.done_at.is_not(None), "done"),
            (j.lease_until > now, "leased"),
            (j.due_at <= now, "due"),
            else_="open",
        ).label("state")
        async with self._db.read_sessions() as session:
            rows = (await session.execute(select(state, func.count().label("number")).group_by(state))).all()
        counts = {"open": 0, "due": 0, "leased": 0, "done": 0, "dead": 0} | {row.state: row.number for row in rows}
        counts["open"] += counts["due"]
        return counts

    async def prune(self, before: datetime) -> int:
        """Forget jobs that were done before then, and with them their ``dedup_key``s; how many there were."""
        async with self._db.write_sessions() as session:
            gone = await session.execute(delete(t.jobs).where(j.done_at < before))
            await session.commit()
        return int(gone.rowcount)  # type: ignore[attr-defined]

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


def _open_pairs(kinds: Sequence[str], max_priority: int) -> Any:
    """(kind, priority) of open jobs: from each kind's lowest priority, one index step to each next higher one."""
    steps = [_priorities(number, kind) for number, kind in enumerate(kinds)]
    return union_all(*(select(step.c.kind, step.c.priority).where(step.c.priority <= max_priority) for step in steps))


def _priorities(number: int, kind: str) -> Any:
    lowest = select(func.min(j.priority)).where(_OPEN, j.kind == kind)
    first = select(literal(kind).label("kind"), lowest.scalar_subquery().label("priority"))
    step = first.cte(f"priorities_{number}", recursive=True)
    following = lowest.where(j.priority > step.c.priority).correlate(step).scalar_subquery()
    return step.union_all(select(step.c.kind, following).where(step.c.priority.is_not(None)))


def _job(row: Mapping[Any, Any]) -> Job:
    return Job(**{column.name: row[column.name] for column in t.jobs.columns})
