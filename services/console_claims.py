"""Claims as the HR console lists and opens them, the files of their papers, and payouts in detail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from benefits.errors import NotFound
from services.actors import Actor, UseCase
from services.decisions import OpenReview
from services.model import Claim, ClaimDocument, Employee, PayoutBatch, StoredFile
from services.payouts import paid_by
from services.ports import FileVault, Store, UnitOfWork
from services.reports import ClaimFilter
from services.twins import Twin


class SearchClaims(UseCase):
    """Submitted claims of the actor's companies, newest first, and how many there are in all."""

    permission = "claim.read"

    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(
        self, actor: Actor, wanted: ClaimFilter, limit: int = 50, offset: int = 0
    ) -> tuple[list[tuple[Claim, Employee]], int]:
        async with self._store.read() as unit:
            rows = await unit.reports.find_claims(wanted, companies=actor.companies, limit=limit, offset=offset)
            return rows, await unit.reports.count_claims(wanted, companies=actor.companies)


class OpenClaimRecord(OpenReview):
    """One claim to read, for those who may not decide. Opening it is written to the audit trail."""

    permission = "claim.read"


@dataclass(frozen=True, slots=True)
class ClaimFile:
    file: StoredFile
    document: ClaimDocument
    data: bytes


class OpenClaimFile(UseCase):
    """The original of one of a claim's own papers. Opening it is written to the audit trail: it holds health data.

    Raises NotFound("claim-not-found" | "paper-not-found" | "file-missing"), NotPermitted("other-company").
    """

    permission = "claim.review"

    def __init__(self, store: Store, vault: FileVault) -> None:
        self._store, self._vault = store, vault

    async def __call__(self, actor: Actor, claim_id: int, document_id: int) -> ClaimFile:
        async with self._store.write() as unit:
            claim = await unit.claims.claim(claim_id)
            employee = await unit.people.employee(claim.employee_id) if claim else None
            if claim is None or employee is None or claim.state == "draft":
                raise NotFound("claim-not-found")
            actor.require_company(employee.company_code)
            document = await unit.claims.document(document_id)
            if document is None or document.claim_id != claim_id:
                raise NotFound("paper-not-found")
            file = await unit.files.file(document.file_id) if document.file_id else None
            if file is None:
                raise NotFound("file-missing")
            unit.record(actor.name, "claim.open-file", "claim", claim_id, paper=document_id)
            await unit.commit()
        return ClaimFile(file, document, await self._vault.get(file.sha256))


@dataclass(frozen=True, slots=True)
class ShownTwin:
    """A look-alike as this reviewer may see it. ``employee`` is None when it belongs to a company of somebody else's."""

    twin: Twin
    employee: Employee | None


class ShowTwins(UseCase):
    """Whose the look-alikes of a review are; those of companies the reviewer may not see stay nameless."""

    permission = "claim.review"

    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, actor: Actor, twins: Sequence[Twin]) -> list[ShownTwin]:
        async with self._store.read() as unit:
            made = []
            for twin in twins:
                employee = await unit.people.employee(twin.claim.employee_id)
                seen = employee and (not actor.companies or employee.company_code in actor.companies)
                made.append(ShownTwin(twin, employee if seen else None))
            return made


@dataclass(frozen=True, slots=True)
class BatchView:
    batch: PayoutBatch
    rows: tuple[tuple[Claim, Employee, Decimal], ...]
    """With what the batch pays of each."""


class OpenBatch(UseCase):
    """One payout batch with its claims. Raises NotPermitted("other-company") when it pays people of other companies."""

    permission = "payout.manage"

    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, actor: Actor, batch_id: int) -> BatchView:
        async with self._store.read() as unit:
            return await _batch(unit, actor, batch_id)


@dataclass(frozen=True, slots=True)
class BankLine:
    """One line of the file for the bank: the full account number, so only finance gets it."""

    claim_number: str
    employee_number: str
    name: str
    bank_account: str
    amount: Decimal


class ExportBankFile(UseCase):
    """The payments of a batch with full account numbers. Written to the audit trail each time."""

    permission = "payout.manage"

    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, actor: Actor, batch_id: int) -> list[BankLine]:
        async with self._store.write() as unit:
            view = await _batch(unit, actor, batch_id)
            unit.record(actor.name, "payout.export", "batch", batch_id, count=len(view.rows))
            await unit.commit()
        return [
            BankLine(claim.number or "", employee.number, employee.name, employee.bank_account, amount)
            for claim, employee, amount in view.rows
        ]


async def _batch(unit: UnitOfWork, actor: Actor, batch_id: int) -> BatchView:
    batch = await unit.payouts.batch(batch_id)
    if batch is None:
        raise NotFound("batch-not-found")
    rows = []
    for claim in await unit.payouts.claims(batch_id):
        employee = await unit.people.employee(claim.employee_id)
        assert employee is not None
        actor.require_company(employee.company_code)
        rows.append((claim, employee, paid_by(batch, claim)))
    return BatchView(batch, tuple(rows))
