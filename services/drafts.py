"""Drafting a claim: papers in and out, fields corrected, the type and the person chosen. Everything lives in the store."""

from __future__ import annotations

from dataclasses import dataclass

from benefits.errors import Conflict, InvalidInput, NotFound
from benefits.papers import KINDS as PAPER_KINDS
from services import claim_values
from services.actors import Actor, UseCase
from services.claims import ClaimReads, ClaimView
from services.model import Claim, ClaimDocument, Job, StoredFile
from services.ports import FileVault, Store
from services.twins import index_paper

MAX_PAPERS = 20
READ_RECEIPT = "receipt.read"
"""Kind of the jobs that read a picture."""


@dataclass(frozen=True, slots=True)
class AddedPaper:
    view: ClaimView
    document: ClaimDocument
    job_id: int | None
    """The reading job, or None for a paper that needs no reading."""


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
