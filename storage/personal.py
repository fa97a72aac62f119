"""Everything that the store holds about one person, found by following the tables' own references."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage import tables as t

ROOT = t.employees
_MACHINERY = frozenset({"link_codes", "paper_marks"})
"""Tables that point at a person and say nothing about them that they could read: keyed hashes."""
_ABOUT_OTHERS = frozenset({"checks"})
"""What a reviewer has to look at may name somebody else's claim that has the same paper."""
_KEYED = ("_index",)
"""Columns that only serve to find a sealed value."""
Rows = list[dict[str, Any]]


class Personal:
    """A table that is added later is exported too, as soon as it refers to a person, their chats or their claims."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def of_employee(self, employee_id: int) -> dict[str, Rows]:
        """Table name → rows, unsealed. Empty where there is no such person."""
        found: dict[Table, dict[Any, dict[str, Any]]] = {}
        await self._collect(ROOT, ROOT.c.id.in_([employee_id]), found)
        return {table.name: list(rows.values()) for table, rows in found.items()} | await self._chats(found)

    async def _collect(self, table: Table, condition: Any, found: dict[Table, dict[Any, dict[str, Any]]]) -> None:
        known = found.setdefault(table, {})
        new = []
        for row in (await self._session.execute(select(table).where(condition))).mappings():
            key = tuple(row[column] for column in table.primary_key.columns)
            if key not in known:
                known[key] = {
                    name: row[name] for name in row if not name.endswith(_KEYED) and name not in _ABOUT_OTHERS
                }
                new.append(row)
        if not new:
            return
        for child in t.metadata.sorted_tables:
            if child.name in _MACHINERY:
                continue
            for reference in child.foreign_keys:
                if reference.column.table is table:
                    wanted = [row[reference.column] for row in new]
                    await self._collect(child, reference.parent.in_(wanted), found)

    async def _chats(self, found: dict[Table, dict[Any, dict[str, Any]]]) -> dict[str, Rows]:
        """What was said in the web chat. Its tables know chats, not people."""
        chats = [row["chat_id"] for row in found.get(t.chat_accounts, {}).values() if row["channel"] == "webchat"]
        messages = t.webchat_messages
        query = select(
            messages.c.message_id, messages.c.sender, messages.c.created_at, messages.c.edited, messages.c.payload
        ).where(messages.c.chat_id.in_(chats), messages.c.deleted.is_(False))
        said = (await self._session.execute(query.order_by(messages.c.chat_id, messages.c.message_id))).mappings()
        return {messages.name: [dict(row) for row in said]} if chats else {}

    async def originals(self, claim_ids: Iterable[int], event_ids: Iterable[int] = ()) -> Rows:
        """``claim_id``, ``sha256``, ``filename``, ``mime`` of papers of claims; of proofs of life events without ``claim_id``."""
        papers, files = t.claim_documents, t.files
        query = (
            select(papers.c.claim_id, files.c.sha256, files.c.filename, files.c.mime)
            .join(files, files.c.id == papers.c.file_id)
            .where(papers.c.claim_id.in_(list(claim_ids)))
            .order_by(papers.c.id)
        )
        events = t.life_events
        proofs = (
            select(files.c.sha256, files.c.filename, files.c.mime)
            .join(events, events.c.file_id == files.c.id)
            .where(events.c.id.in_(list(event_ids)))
        )
        rows = [dict(row) for row in (await self._session.execute(query)).mappings()]
        return rows + [{"claim_id": None, **row} for row in (await self._session.execute(proofs)).mappings()]
