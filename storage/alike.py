"""Candidates for the same paper among all claims of the group, by indexes alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import ColumnElement, delete, insert, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from services.model import Claim, ClaimDocument
from storage import tables as t

COMMON = 200
"""A mark of more papers than this says nothing (a hospital's tax number, its phone): it is passed over."""
SHARED = 2
"""Papers that share fewer marks are no candidates."""
CANDIDATES = 20
"""Of each way, the first or most alike."""


async def alike(
    session: AsyncSession,
    *,
    number_indexes: Sequence[str],
    print_indexes: Sequence[str],
    shas: Sequence[str],
    marks_of: Sequence[int],
    not_claim: int,
) -> list[tuple[ClaimDocument, Claim]]:
    found: dict[int, tuple[ClaimDocument, Claim]] = {}
    documents = t.claim_documents.c
    wanted: list[ColumnElement[bool]] = []
    if numbers := [value for value in number_indexes if value]:
        wanted.append(documents.number_index.in_(numbers))
    if prints := [value for value in print_indexes if value]:
        wanted.append(documents.print_index.in_(prints))
    if files := [value for value in shas if value]:
        wanted.append(documents.file_id.in_(select(t.files.c.id).where(t.files.c.sha256.in_(files))))
    if nearest := await _sharing_marks(session, marks_of):
        wanted.append(documents.id.in_(nearest))
    for condition in wanted:
        query = (
            select(ClaimDocument, Claim)
            .join(Claim, t.claims.c.id == documents.claim_id)
            .where(condition, documents.claim_id != not_claim, t.claims.c.state.not_in(("draft", "withdrawn")))
            .order_by(documents.id)
            .limit(CANDIDATES)
        )
        for document, claim in (await session.execute(query)).all():
            found.setdefault(document.id or 0, (document, claim))
    return list(found.values())


async def _sharing_marks(session: AsyncSession, marks_of: Sequence[int]) -> list[int]:
    """Papers that share at least ``SHARED`` uncommon marks with one of these, those with most first."""
    c = t.paper_marks.c
    own = (await session.execute(select(c.document_id, c.mark).where(c.document_id.in_(marks_of)))).all()
    if not own:
        return []
    parts = []
    for mark in {row.mark for row in own}:
        some = select(c.mark, c.document_id).where(c.mark == mark).limit(COMMON + 1).subquery()
        parts.append(select(some.c.mark, some.c.document_id))
    holders: dict[int, list[int]] = {}
    for mark, document_id in (await session.execute(union_all(*parts))).all():
        holders.setdefault(mark, []).append(document_id)
    shared: Counter[int] = Counter()
    for document_id in set(marks_of):
        mine: Counter[int] = Counter()
        for row in own:
            if row.document_id == document_id and len(holders[row.mark]) <= COMMON:
                mine.update(other for other in holders[row.mark] if other not in marks_of)
        shared |= mine
    return [document_id for document_id, count in shared.most_common(CANDIDATES) if count >= SHARED]


async def set_marks(session: AsyncSession, document_id: int, marks: Sequence[int]) -> None:
    await session.execute(delete(t.paper_marks).where(t.paper_marks.c.document_id == document_id))
    if marks:
        rows = [{"mark": mark, "document_id": document_id} for mark in sorted(set(marks))]
        await session.execute(insert(t.paper_marks), rows)
