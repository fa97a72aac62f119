"""The audit trail: append-only, each entry sealed to the one before, so that a change or a gap shows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from services.model import AuditEntry
from storage import tables as t
from storage.encryption import keyring


def digest(entry: AuditEntry, previous: str) -> str:
    """Keyed hash of an entry and its predecessor's; whoever lacks the key can't rewrite the chain."""
    body = json.dumps(
        [entry.at.isoformat(), entry.actor, entry.action, entry.entity, entry.entity_id, entry.data],
        ensure_ascii=False,
        sort_keys=True,
    )
    return keyring().index(f"{previous}\n{hashlib.sha256(body.encode()).hexdigest()}", "audit")


async def append(session: AsyncSession, entries: Iterable[AuditEntry]) -> None:
    """Chain ``entries`` on, as the last step of a transaction: the chain's head stays locked until it ends."""
    head = t.audit_head
    row = (await session.execute(select(head.c.digest, head.c.count).where(head.c.id == 1).with_for_update())).first()
    previous, count = (row.digest, row.count) if row else ("", 0)
    for entry in entries:
        entry.previous, entry.digest = previous, digest(entry, previous)
        session.add(entry)
        await session.flush()
        previous, count = entry.digest, count + 1
    await session.execute(update(head).where(head.c.id == 1).values(digest=previous, count=count))


async def verify(session: AsyncSession) -> tuple[int, int | None]:
    """(entries checked, id of the first that doesn't fit or None). A missing tail is reported as id 0."""
    entries = t.audit_entries
    previous, seen = "", 0
    rows = await session.stream_scalars(select(AuditEntry).order_by(entries.c.id).execution_options(yield_per=1000))
    async for entry in rows:
        if entry.previous != previous or entry.digest != digest(entry, previous):
            return seen, entry.id
        previous, seen = entry.digest, seen + 1
    row = (await session.execute(select(t.audit_head.c.digest, t.audit_head.c.count).where(t.audit_head.c.id == 1))).first()
    if row is None or row.digest != previous or row.count != seen:
        return seen, 0
    return seen, None


async def prepare(session: AsyncSession) -> None:
    """Make the chain's head row; done once, by the first migration."""
    await session.execute(insert(t.audit_head).values(id=1, digest="", count=0))
