"""A claim as its owner may see it: papers, what is missing, what would be paid, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from benefits.errors import BenefitsError, Conflict, InvalidInput, NotFound
from benefits.papers import Paper, missing_papers
from services import claim_values
from services.actors import Actor, UseCase
from services.adjudicating import ClaimResult, decide_claim
from services.model import Claim, ClaimDocument, ClaimEvent, Dependent, Employee
from services.plans import PlanShelf
from services.ports import Clock, Store, UnitOfWork
from services.twins import Twin, find_twins

EDITABLE = ("draft", "needs_documents")


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim as its owner may see it: papers, what is missing, what would be paid and why."""

    claim: Claim
    employee: Employee
    dependent: Dependent | None
    documents: tuple[ClaimDocument, ...]
    missing: tuple[Paper, ...]
    missing_fields: tuple[tuple[ClaimDocument, str], ...]
    result: ClaimResult | None
    problem: BenefitsError | None
    """Why nothing can be computed yet, if so."""
    events: tuple[ClaimEvent, ...] = ()
    twins: tuple[Twin, ...] = ()
    """While the claim can still be changed: papers that look like one handed in before."""

    @property
    def reading(self) -> bool:
        return any(document.status == "waiting" for document in self.documents)

    @property
    def ready(self) -> bool:
        return not (self.reading or self.missing or self.missing_fields or self.problem) and self.result is not None


class ClaimReads:
    """Builds views; shared by the use cases below."""

    def __init__(self, shelf: PlanShelf, clock: Clock) -> None:
        self.shelf, self.clock = shelf, clock

    async def own(self, unit: UnitOfWork, actor: Actor, claim_id: int, *, lock: bool = False) -> Claim:
        claim = await (unit.claims.lock(claim_id) if lock else unit.claims.claim(claim_id))
        if claim is None or claim.employee_id != actor.own_employee_id:
            raise NotFound("claim-not-found")
        return claim

    async def own_draft(self, unit: UnitOfWork, actor: Actor, claim_id: int) -> Claim:
        """The actor's claim, locked, still open for its owner's changes. Raises Conflict("claim-not-editable")."""
        claim = await self.own(unit, actor, claim_id, lock=True)
        if claim.state not in EDITABLE:
            raise Conflict("claim-not-editable", number=claim.number or "", state=claim.state)
        claim.updated_at = self.clock.now()
        return claim

    async def new_draft(self, unit: UnitOfWork, actor: Actor) -> Claim:
        now = self.clock.now()
        claim = Claim(
            employee_id=actor.own_employee_id, type="outpatient", state="draft", created_at=now, updated_at=now
        )
        unit.add(claim)
        await unit.flush()
        return claim

    async def view(self, unit: UnitOfWork, claim: Claim) -> ClaimView:
        assert claim.id is not None
        employee = await unit.people.employee(claim.employee_id)
        assert employee is not None
        dependent = await unit.people.dependent(claim.dependent_id) if claim.dependent_id else None
        documents = tuple(await unit.claims.documents(claim.id))
        today = self.clock.today()
        submitted = claim.submitted_at.date() if claim.submitted_at else today
        missing: tuple[Paper, ...] = ()
        result: ClaimResult | None = None
        problem: BenefitsError | None = None
        try:
            plan = await self.shelf.plan(unit, employee.company_code, claim.service_date or today)
            have = {document.kind for document in documents if document.file_id is not None}
            missing = missing_papers(plan, claim.type, have, dependent.relation if dependent else "self")
            # Without an invoice there is nothing to decide yet, and no field that could be wrong.
            if claim_values.invoices(documents) and not claim_values.missing_fields(documents):
                result = await decide_claim(unit, self.shelf, claim, employee, documents, submitted)
        except BenefitsError as raised:
            problem = raised
        return ClaimView(
            claim,
            employee,
            dependent,
            documents,
            missing,
            tuple(claim_values.missing_fields(documents)),
            result,
            problem,
            tuple(await unit.claims.events(claim.id)),
            tuple(await find_twins(unit, claim, documents)) if claim.state in EDITABLE else (),
        )


class ViewClaim(UseCase):
    """One of the person's own claims, with its papers, preview and history."""

    permission = "claim.own"

    def __init__(self, store: Store, reads: ClaimReads) -> None:
        self._store, self._reads = store, reads

    async def __call__(self, actor: Actor, claim_id: int) -> ClaimView:
        async with self._store.read() as unit:
            return await self._reads.view(unit, await self._reads.own(unit, actor, claim_id))


class ListClaims(UseCase):
    """The person's claims, newest first; drafts without papers are left out."""

    permission = "claim.own"

    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, actor: Actor, limit: int = 20) -> list[Claim]:
        async with self._store.read() as unit:
            return await unit.claims.of_employee(actor.own_employee_id, limit=limit)


class RateClaim(UseCase):
    """How satisfied the person was with a decided claim, 1–5; the last tap counts. Raises InvalidInput("rating-range")."""

    permission = "claim.own"

    def __init__(self, store: Store, reads: ClaimReads) -> None:
        self._store, self._reads = store, reads

    async def __call__(self, actor: Actor, claim_id: int, rating: int) -> None:
        if not 1 <= rating <= 5:
            raise InvalidInput("rating-range", field="rating")
        async with self._store.write() as unit:
            claim = await self._reads.own(unit, actor, claim_id, lock=True)
            claim.rating = rating
            await unit.commit()
