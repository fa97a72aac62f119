"""Drafting a claim: fields corrected or typed, the type and the person chosen, thrown away. Everything lives in the store."""

from __future__ import annotations

from benefits.errors import Conflict, NotFound
from services import claim_values
from services.actors import Actor, UseCase
from services.claims import ClaimReads, ClaimView
from services.model import ClaimDocument
from services.ports import Store
from services.twins import index_paper


class StartByHand(UseCase):
    """A draft with an invoice to be typed, without a picture yet; or the one that stands open like that already."""

    permission = "claim.own"

    def __init__(self, store: Store, reads: ClaimReads) -> None:
        self._store, self._reads = store, reads

    async def __call__(self, actor: Actor) -> ClaimView:
        async with self._store.write() as unit:
            open_one = await unit.claims.open_draft(actor.own_employee_id)
            papers = await unit.claims.documents(open_one.id or 0) if open_one else []
            if open_one is None or not any(paper.file_id is None for paper in papers):
                open_one = await self._reads.new_draft(unit, actor)
                now = self._reads.clock.now()
                unit.add(ClaimDocument(open_one.id or 0, "invoice", None, now, status="read"))
                await unit.flush()
            view = await self._reads.view(unit, open_one)
            await unit.commit()
            return view


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
