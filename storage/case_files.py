"""Case files: the locks and queries of a decision, for any number of claims at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, defer

from services.case_files import CaseFile, claimant_key
from services.model import Claim, ClaimDocument, Dependent, Election, Employee, LedgerEntry
from services.standing import Standing
from storage import tables as t
from storage.alike import COMMON, SHARED
from storage.repositories import Repository

_CENT = Decimal("0.01")
_DECIDED = ("approved", "partly_approved", "rejected")


class CaseFiles(Repository):
    async def lock(self, claim_ids: Sequence[int], recent_since: date) -> list[CaseFile]:
        claims = await self._all(
            select(Claim)
            .where(t.claims.c.id.in_(claim_ids))
            .order_by(t.claims.c.id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
        if not claims:
            return []
        people = sorted({claim.employee_id for claim in claims})
        await self._lock_accounts(people)
        ids = [claim.id or 0 for claim in claims]
        employees = {one.id: one for one in await self._people(people)}
        dependents = {one.id: one for one in await self._dependents(claims)}
        documents = _by_claim(
            await self._all(
                select(ClaimDocument).where(t.claim_documents.c.claim_id.in_(ids)).order_by(t.claim_documents.c.id)
            )
        )
        booked = _by_claim(
            await self._all(
                select(LedgerEntry).where(t.ledger_entries.c.claim_id.in_(ids)).order_by(t.ledger_entries.c.id)
            )
        )
        elections = await self._elections(people)
        totals = await self._totals(people)
        decided, recent = await self._decided(ids), await self._recent(people, recent_since)
        alike = await self._alike([paper for papers in documents.values() for paper in papers])
        return [
            CaseFile(
                claim,
                employees[claim.employee_id],
                dependents.get(claim.dependent_id),
                tuple(documents[claim.id or 0]),
                tuple(elections[claim.employee_id]),
                totals[claim.employee_id, claimant_key(claim.dependent_id)],
                tuple(booked[claim.id or 0]),
                decided.get(claim.id or 0, 0),
                recent.get(claim.employee_id, 0),
                claim.id in alike,
            )
            for claim in claims
        ]

    async def standing(self, employee_id: int, claimant: str) -> list[Standing]:
        c, e, entry = t.claims.c, t.claim_events.c, t.ledger_entries.c
        dependent = None if claimant == "self" else int(claimant.partition(":")[2])
        decided = (
            select(c.id, func.min(e.id))
            .join(t.claim_events, e.claim_id == c.id)
            .where(
                c.employee_id == employee_id, c.dependent_id.is_not_distinct_from(dependent), e.to_state.in_(_DECIDED)
            )
            .group_by(c.id)
            .order_by(func.min(e.id))
        )
        booked = (
            select(entry.claim_id, entry.plan_year, entry.account, func.sum(entry.amount))
            .where(entry.employee_id == employee_id, entry.claimant == claimant)
            .group_by(entry.claim_id, entry.plan_year, entry.account)
        )
        lines: dict[int, dict[tuple[int, str], Decimal]] = defaultdict(dict)
        for claim_id, year, account, amount in (await self.session.execute(booked)).all():
            if amount:
                lines[claim_id][year, account] = Decimal(amount).quantize(_CENT)
        rows = (await self.session.execute(decided)).all()
        known = {row[0] for row in rows}
        # Lines without a decision (an opening balance) come first.
        opening = [Standing(claim_id, 0, lines[claim_id]) for claim_id in lines if claim_id not in known]
        return opening + [Standing(claim_id, first, lines.get(claim_id, {})) for claim_id, first in rows]

    async def _lock_accounts(self, people: Sequence[int]) -> None:
        if self.sqlite:
            return  # the transaction began with BEGIN IMMEDIATE: it is the only one that writes
        column = t.accounts.c.employee_id
        rows = select(column).where(column.in_(people)).order_by(column).with_for_update()
        there = set((await self.session.scalars(rows)).all())
        missing = [{"employee_id": person} for person in people if person not in there]
        if missing:
            await self.session.execute(self.insert_ignore(t.accounts), missing)  # type: ignore[call-overload]
            await self.session.scalars(rows)

    async def _people(self, people: Sequence[int]) -> list[Employee]:
        # Phone and bank account play no part, and unsealing them takes time.
        sealed = [defer(_attribute(Employee, name)) for name in ("phone", "bank_account")]
        return await self._all(select(Employee).where(t.employees.c.id.in_(people)).options(*sealed))

    async def _dependents(self, claims: Iterable[Claim]) -> list[Dependent]:
        named = {claim.dependent_id for claim in claims if claim.dependent_id is not None}
        return await self._all(select(Dependent).where(t.dependents.c.id.in_(named))) if named else []

    async def _elections(self, people: Sequence[int]) -> dict[int, list[Election]]:
        c = t.elections.c
        query = select(Election).where(c.employee_id.in_(people), c.replaced_at.is_(None)).order_by(c.id.desc())
        found: dict[int, list[Election]] = defaultdict(list)
        for election in await self._all(query):
            found[election.employee_id].append(election)
        return found

    async def _totals(self, people: Sequence[int]) -> dict[tuple[int, str], dict[tuple[int, str], Decimal]]:
        c = t.ledger_entries.c
        query = (
            select(c.employee_id, c.claimant, c.plan_year, c.account, func.sum(c.amount))
            .where(c.employee_id.in_(people))
            .group_by(c.employee_id, c.claimant, c.plan_year, c.account)
        )
        found: dict[tuple[int, str], dict[tuple[int, str], Decimal]] = defaultdict(dict)
        for person, claimant, year, account, amount in (await self.session.execute(query)).all():
            found[person, claimant][year, account] = Decimal(amount).quantize(_CENT)
        return found

    async def _decided(self, ids: Sequence[int]) -> dict[int, int]:
        c = t.claim_events.c
        query = select(c.claim_id, func.count()).where(c.claim_id.in_(ids), c.to_state.in_(_DECIDED))
        rows = await self.session.execute(query.group_by(c.claim_id))
        return {row[0]: row[1] for row in rows.all()}

    async def _recent(self, people: Sequence[int], since: date) -> dict[int, int]:
        c = t.claims.c
        query = select(c.employee_id, func.count()).where(
            c.employee_id.in_(people), c.service_date >= since, c.submitted_at.is_not(None), c.state != "withdrawn"
        )
        rows = await self.session.execute(query.group_by(c.employee_id))
        return {row[0]: row[1] for row in rows.all()}

    async def _alike(self, papers: Sequence[ClaimDocument]) -> set[int]:
        """Claims with a paper that another claim may have too: a file, a number, total and date, or uncommon marks."""
        if not papers:
            return set()
        d, f, c = t.claim_documents.c, t.files.c, t.claims.c
        files = select(f.id, f.sha256).where(f.id.in_({paper.file_id for paper in papers}))
        shas = {row.id: row.sha256 for row in (await self.session.execute(files)).all()}
        found: set[int] = set()
        for column, values in (
            (f.sha256, [(shas.get(paper.file_id, ""), paper.claim_id) for paper in papers]),
            (d.number_index, [(paper.number_index, paper.claim_id) for paper in papers]),
            (d.print_index, [(paper.print_index, paper.claim_id) for paper in papers]),
        ):
            owners: dict[str, set[int]] = defaultdict(set)
            for value, claim_id in values:
                if value:
                    owners[value].add(claim_id)
            if not owners:
                continue
            query = select(column, d.claim_id).join(t.claims, c.id == d.claim_id).distinct()
            if column is f.sha256:
                query = query.join(t.files, f.id == d.file_id)
            query = query.where(column.in_(owners), c.state.not_in(("draft", "withdrawn")))
            for value, holder in (await self.session.execute(query)).all():
                found |= owners[value] - {holder}
        return found | await self._sharing_marks(papers)

    async def _sharing_marks(self, papers: Sequence[ClaimDocument]) -> set[int]:
        owner = {paper.id: paper.claim_id for paper in papers}
        one, any_, other = t.paper_marks.alias("one"), t.paper_marks.alias("any_"), t.paper_marks.alias("other")
        # As far as it takes to tell a common mark: the work doesn't grow with the number of papers.
        some = select(any_.c.mark).where(any_.c.mark == one.c.mark).limit(COMMON + 1).correlate(one).subquery()
        holders = select(func.count()).select_from(some).scalar_subquery()
        own = select(one.c.document_id, one.c.mark).where(one.c.document_id.in_(owner), holders.between(2, COMMON))
        shared = own.cte("own")
        pairs = (
            select(shared.c.document_id, other.c.document_id)
            .join(other, (other.c.mark == shared.c.mark) & (other.c.document_id != shared.c.document_id))
            .group_by(shared.c.document_id, other.c.document_id)
            .having(func.count() >= SHARED)
        )
        rows = (await self.session.execute(pairs)).all()
        return {owner[mine] for mine, theirs in rows if owner[mine] != owner.get(theirs)}


def _by_claim(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.claim_id].append(row)
    return found


def _attribute(record: type, name: str) -> InstrumentedAttribute[Any]:
    found: InstrumentedAttribute[Any] = getattr(record, name)
    return found
