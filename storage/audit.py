"""The audit trail: append-only, each entry chained to the one before by a keyed hash, so that a change or a gap shows.

``audit_head`` holds the end of the chain: the last digest, how many entries there are, and a seal over both. Whoever can
write to the database but lacks the key can neither change an entry, nor cut the end off, nor put a line of their own in.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from benefits.errors import Unavailable
from services.model import AuditEntry
from storage import tables as t
from storage.database import Database
from storage.encryption import keyring

_HEAD = select(t.audit_head.c.digest, t.audit_head.c.count.label("entries"), t.audit_head.c.seal).where(
    t.audit_head.c.id == 1
)


@dataclass(frozen=True, slots=True)
class AuditReport:
    """``broken_at``: id of the first entry that doesn't fit; 0 when entries are missing at the end; None when whole.

    ``digest`` is the end of the chain: noted elsewhere, it later shows that nothing before it was rewritten.
    """

    entries: int
    broken_at: int | None
    digest: str


def digest(entry: AuditEntry, previous: str) -> str:
    """Keyed hash of an entry and its predecessor's; whoever lacks the key can't rewrite the chain."""
    body = json.dumps(
        [entry.at.isoformat(), entry.actor, entry.action, entry.entity, entry.entity_id, entry.data],
        ensure_ascii=True,
        sort_keys=True,
    )
    return keyring().index(f"{previous}\n{hashlib.sha256(body.encode()).hexdigest()}", "audit")


def _seal(end: str, count: int) -> str:
    return keyring().index(f"{count}\n{end}", "audit-head") if count else ""


async def append(session: AsyncSession, entries: Iterable[AuditEntry]) -> None:
    """Chain ``entries`` on, as the last step of a transaction: the chain's head stays locked until it ends."""
    row = (await session.execute(_HEAD.with_for_update())).first()
    if row is None:
        raise Unavailable("audit-head-missing")
    previous, count = row.digest, row.entries
    if row.seal != _seal(previous, count):
        # Somebody moved the end of the chain. Work goes on, and the chain never fits again at this place.
        previous = keyring().index(previous, "audit-broken")
    rows = []
    for entry in entries:
        entry.data = json.loads(json.dumps(entry.data, default=str))  # as it will be read back
        entry.previous, entry.digest = previous, digest(entry, previous)
        rows.append(
            {column.name: getattr(entry, column.name) for column in t.audit_entries.columns if column.name != "id"}
        )
        previous, count = entry.digest, count + 1
    await session.execute(insert(t.audit_entries), rows)
    end = update(t.audit_head).where(t.audit_head.c.id == 1)
    await session.execute(end.values(digest=previous, count=count, seal=_seal(previous, count)))


async def verify(session: AsyncSession) -> AuditReport:
    """Walk the whole chain, in one consistent view."""
    row = (await session.execute(_HEAD)).first()
    entries = t.audit_entries
    previous, seen = "", 0
    # Columns rather than records: a million entries must not stay in the session.
    rows = await session.stream(select(*entries.columns).order_by(entries.c.id).execution_options(yield_per=1000))
    try:
        async for found in rows.mappings():
            entry = AuditEntry(**found)
            if entry.previous != previous or entry.digest != digest(entry, previous):
                return AuditReport(seen, entry.id, previous)
            previous, seen = entry.digest, seen + 1
    finally:
        await rows.close()
    whole = row is not None and (row.digest, row.entries, row.seal) == (previous, seen, _seal(previous, seen))
    return AuditReport(seen, None if whole else 0, previous)


async def verify_audit(database: Database) -> AuditReport:
    """Walk the chain of a whole database."""
    async with database.read_sessions() as session:
        return await verify(session)
