"""A claim's draft: papers in, fields confirmed or corrected, the payment previewed. Everything lives in the store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from benefits.errors import BenefitsError, Conflict, InvalidInput, NotFound
from benefits.papers import KINDS as PAPER_KINDS
from benefits.papers import Paper, missing_papers
from services import claim_values
from services.actors import Actor, UseCase
from services.adjudicating import ClaimResult, decide_claim
from services.checks import index_paper
from services.model import Claim, ClaimDocument, ClaimEvent, Dependent, Employee, Job, StoredFile
from services.plans import PlanShelf
from services.ports import Clock, FileVault, Store, UnitOfWork
from services.receipts import ReceiptReader, ReceiptReading

MAX_PAPERS = 20
READ_RECEIPT = "receipt.read"
"""Kind of the jobs that read a picture."""


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

    @property
    def reading(self) -> bool:
        return any(document.status == "waiting" for document in self.documents)

    @property
    def ready(self) -> bool:
        return not (self.reading or self.missing or self.missing_fields or self.problem) and self.result is not None


@dataclass(frozen=True, slots=True)
class AddedPaper:
    view: ClaimView
    document: ClaimDocument
    job_id: int | None
    """The reading job, or None for a paper that needs no reading."""


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
        if claim.state not in ("draft", "needs_documents"):
            raise Conflict("claim-not-editable", number=claim.number or "", state=claim.state)
        claim.updated_at = self.clock.now()
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
            have = {document.kind for document in documents}
            missing = missing_papers(plan, claim.type, have, dependent.relation if dependent else "self")
            if not claim_values.missing_fields(documents):
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
        )


class AddPaper(UseCase):
    """Keep a picture or file and attach it to a draft; an invoice, or a paper of unknown kind, is queued for reading.

    Without ``claim_id`` it goes to a new draft. ``album`` groups pictures sent together: they become one claim.
    Raises Conflict("too-many-papers").
    """

    permission = "claim.own"

    def __init__(self, store: Store, vault: FileVault, reads: ClaimReads) -> None:
        self._store, self._vault, self._reads = store, vault, reads

    async def __call__(
        self,
        actor: Actor,
        data: bytes,
        filename: str,
        mime: str,
        *,
        claim_id: int | None = None,
        kind: str = "unsorted",
        album: str = "",
        reply: dict[str, int | str] | None = None,
    ) -> AddedPaper:
        sha256 = await self._vault.put(data)
        now = self._reads.clock.now()
        async with self._store.write() as unit:
            if claim_id is None:
                claim = Claim(employee_id=actor.own_employee_id, type="outpatient", state="draft", created_at=now)
                claim.updated_at = now
                unit.add(claim)
                await unit.flush()
            else:
                claim = await self._reads.own_draft(unit, actor, claim_id)
            assert claim.id is not None
            papers = await unit.claims.documents(claim.id)
            if len(papers) >= MAX_PAPERS:
                raise Conflict("too-many-papers", limit=MAX_PAPERS)
            for paper in papers:
                file = await unit.files.file(paper.file_id)
                if file is not None and file.sha256 == sha256:  # the same picture again changes nothing
                    return AddedPaper(await self._reads.view(unit, claim), paper, None)
            file = StoredFile(sha256=sha256, filename=filename[:200], mime=mime, size=len(data), stored_at=now)
            unit.add(file)
            await unit.flush()
            needs_reading = kind in ("unsorted", "invoice")
            document = ClaimDocument(
                claim_id=claim.id,
                kind=kind,
                file_id=file.id or 0,
                added_at=now,
                status="waiting" if needs_reading else "kept",
                album=album,
            )
            unit.add(document)
            await unit.flush()
            job_id = None
            if needs_reading:
                job = Job(
                    kind=READ_RECEIPT,
                    payload={"document_id": document.id, "reply": reply or {}},
                    due_at=now,
                    created_at=now,
                    dedup_key=f"{READ_RECEIPT}:{document.id}:{sha256[:16]}",
                    priority=0,
                )
                await unit.jobs.enqueue(job)
                job_id = job.id
            view = await self._reads.view(unit, claim)
            await unit.commit()
            return AddedPaper(view, document, job_id)


class ReadPaper(UseCase):
    """Read one waiting paper. Fields that a person typed meanwhile stay as typed; a second run changes nothing."""

    permission = "receipt.read"

    def __init__(self, store: Store, vault: FileVault, reader: ReceiptReader, reads: ClaimReads) -> None:
        self._store, self._vault, self._reader, self._reads = store, vault, reader, reads

    async def __call__(self, actor: Actor, document_id: int) -> ClaimView | None:
        async with self._store.read() as unit:
            document = await unit.claims.document(document_id)
            file = await unit.files.file(document.file_id) if document else None
        if document is None or file is None:
            return None
        readings = await self._reader.read(await self._vault.get(file.sha256), file.filename)
        async with self._store.write() as unit:
            document = await unit.claims.document(document_id)
            claim = await unit.claims.lock(document.claim_id) if document else None
            if document is None or claim is None:
                return None  # removed by the person while it was being read
            if document.status == "waiting" and claim.state in ("draft", "needs_documents"):
                others = [paper for paper in await unit.claims.documents(claim.id or 0) if paper.id != document.id]
                if _stands_alone(document, readings, others):
                    claim = await self._new_draft(unit, claim, document)
                    others = []
                for extra in self._apply(document, claim, readings, others):
                    unit.add(extra)
                await unit.flush()
                claim_values.apply_values(claim, await unit.claims.documents(claim.id or 0))
                claim.updated_at = self._reads.clock.now()
            view = await self._reads.view(unit, claim)
            await unit.commit()
            return view

    async def _new_draft(self, unit: UnitOfWork, claim: Claim, document: ClaimDocument) -> Claim:
        """A receipt that came while another draft was open is a claim of its own."""
        now = self._reads.clock.now()
        made = Claim(employee_id=claim.employee_id, type="outpatient", state="draft", created_at=now, updated_at=now)
        unit.add(made)
        await unit.flush()
        document.claim_id = made.id or 0
        return made

    def _apply(
        self, document: ClaimDocument, claim: Claim, readings: Sequence[ReceiptReading], others: Sequence[ClaimDocument]
    ) -> list[ClaimDocument]:
        """Fill the document from its first reading; further receipts in the same file become further invoices."""
        extras: list[ClaimDocument] = []
        first_invoice = not any(paper.kind == "invoice" for paper in others)
        for place, reading in enumerate(readings):
            paper = document
            if place > 0:
                paper = ClaimDocument(
                    claim_id=document.claim_id, kind="invoice", file_id=document.file_id, added_at=document.added_at
                )
                extras.append(paper)
            values = claim_values.values_of_reading(reading)
            typed = {name: paper.values[name] for name in paper.typed if name in paper.values}
            paper.reading = claim_values.reading_to_json(reading)
            paper.values = values | typed
            paper.problems = list(reading.problems)
            is_receipt = _is_receipt(reading)
            paper.status = "read" if is_receipt else "unreadable"
            if is_receipt or paper.kind == "invoice":
                paper.kind = "invoice"
            index_paper(self._store, paper)
            if place == 0 and first_invoice and is_receipt and claim.number is None:
                claim.type = claim_values.KIND_TO_TYPE.get(reading.kind, claim.type)
        return extras


def _is_receipt(reading: ReceiptReading) -> bool:
    return reading.readable and (reading.total is not None or reading.number is not None)


def _stands_alone(document: ClaimDocument, readings: Sequence[ReceiptReading], others: Sequence[ClaimDocument]) -> bool:
    """A receipt sent without being asked for, while the draft has its invoice already and both aren't of one album."""
    albums = {paper.album for paper in others if paper.kind == "invoice"}
    has_invoice = any(paper.kind == "invoice" for paper in others)
    same_album = bool(document.album) and document.album in albums
    return document.kind == "unsorted" and has_invoice and not same_album and _is_receipt(readings[0])


class SetPaperField(UseCase):
    """Correct or fill one field of an invoice by hand. Raises InvalidInput(field=…) with what is wrong."""

    permission = "claim.own"

    def __init__(self, store: Store, reads: ClaimReads) -> None:
        self._store, self._reads = store, reads

    async def __call__(self, actor: Actor, claim_id: int, document_id: int, name: str, text: str) -> ClaimView:
        value = claim_values.parse_field(name, text, self._reads.clock.today())
        async with self._store.write() as unit:
            claim = await self._reads.own_draft(unit, actor, claim_id)
            document = await unit.claims.document(document_id)
            if document is None or document.claim_id != claim.id:
                raise NotFound("paper-not-found")
            document.values = document.values | {name: value}
            document.typed = sorted({*document.typed, name})
            document.kind = "invoice"
            if document.status == "unreadable":
                document.status = "read"
            index_paper(self._store, document)
            await unit.flush()
            claim_values.apply_values(claim, await unit.claims.documents(claim_id))
            view = await self._reads.view(unit, claim)
            await unit.commit()
            return view


class SortPaper(UseCase):
    """Say what kind of paper a picture is. An invoice that was not read yet can be filled by hand afterwards."""

    permission = "claim.own"

    def __init__(self, store: Store, reads: ClaimReads) -> None:
        self._store, self._reads = store, reads

    async def __call__(self, actor: Actor, claim_id: int, document_id: int, kind: str) -> ClaimView:
        if kind not in PAPER_KINDS:
            raise InvalidInput("paper-kind-unknown", field="kind")
        async with self._store.write() as unit:
            claim = await self._reads.own_draft(unit, actor, claim_id)
            document = await unit.claims.document(document_id)
            if document is None or document.claim_id != claim.id:
                raise NotFound("paper-not-found")
            document.kind = kind
            if kind != "invoice":
                document.status = "kept"
            await unit.flush()
            claim_values.apply_values(claim, await unit.claims.documents(claim_id))
            view = await self._reads.view(unit, claim)
            await unit.commit()
            return view


class RemovePaper(UseCase):
    """Take a paper out of a draft."""

    permission = "claim.own"

    def __init__(self, store: Store, reads: ClaimReads) -> None:
        self._store, self._reads = store, reads

    async def __call__(self, actor: Actor, claim_id: int, document_id: int) -> ClaimView:
        async with self._store.write() as unit:
            claim = await self._reads.own_draft(unit, actor, claim_id)
            document = await unit.claims.document(document_id)
            if document is not None and document.claim_id == claim.id:
                await unit.delete(document)
                await unit.flush()
            claim_values.apply_values(claim, await unit.claims.documents(claim_id))
            view = await self._reads.view(unit, claim)
            await unit.commit()
            return view


class ClassifyClaim(UseCase):
    """Choose the claim's type and whom it is for. Raises NotFound("dependent-not-found")."""

    permission = "claim.own"

    def __init__(self, store: Store, reads: ClaimReads) -> None:
        self._store, self._reads = store, reads

    async def __call__(
        self, actor: Actor, claim_id: int, *, claim_type: str | None = None, dependent_id: int | None = -1
    ) -> ClaimView:
        async with self._store.write() as unit:
            claim = await self._reads.own_draft(unit, actor, claim_id)
            if claim_type is not None:
                employee = await unit.people.employee(claim.employee_id)
                assert employee is not None
                plan = await self._reads.shelf.plan(unit, employee.company_code, self._reads.clock.today())
                claim.type = plan.claim_type(claim_type)
            if dependent_id != -1:
                dependent = await unit.people.dependent(dependent_id) if dependent_id else None
                if dependent_id and (dependent is None or dependent.employee_id != claim.employee_id):
                    raise NotFound("dependent-not-found")
                claim.dependent_id = dependent_id or None
            view = await self._reads.view(unit, claim)
            await unit.commit()
            return view


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


class OpenDraft(UseCase):
    """The draft (or claim that waits for papers) that the person touched last, or None."""

    permission = "claim.own"

    def __init__(self, store: Store, reads: ClaimReads) -> None:
        self._store, self._reads = store, reads

    async def __call__(self, actor: Actor) -> ClaimView | None:
        async with self._store.read() as unit:
            claim = await unit.claims.open_draft(actor.own_employee_id)
            return None if claim is None else await self._reads.view(unit, claim)


class DiscardDraft(UseCase):
    """Throw a draft away. Submitted claims are withdrawn instead."""

    permission = "claim.own"

    def __init__(self, store: Store, reads: ClaimReads) -> None:
        self._store, self._reads = store, reads

    async def __call__(self, actor: Actor, claim_id: int) -> None:
        async with self._store.write() as unit:
            claim = await self._reads.own(unit, actor, claim_id, lock=True)
            if claim.state != "draft":
                raise Conflict("claim-not-editable", number=claim.number or "", state=claim.state)
            for document in await unit.claims.documents(claim_id):
                await unit.delete(document)
            await unit.flush()
            await unit.delete(claim)
            await unit.commit()


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
