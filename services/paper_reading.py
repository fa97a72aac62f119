"""From a picture to the fields of a draft: what the reader found goes in, what a person typed stays."""

from __future__ import annotations

from collections.abc import Sequence

from services import claim_values
from services.actors import Actor, UseCase
from services.claims import EDITABLE, ClaimReads, ClaimView
from services.model import Claim, ClaimDocument
from services.ports import FileVault, Store, UnitOfWork
from services.receipts import ReceiptReader, ReceiptReading
from services.twins import index_paper, mark_paper


class ReadPaper(UseCase):
    """Read one waiting paper. Fields that a person typed meanwhile stay as typed; a second run changes nothing."""

    permission = "receipt.read"

    def __init__(self, store: Store, vault: FileVault, reader: ReceiptReader, reads: ClaimReads) -> None:
        self._store, self._vault, self._reader, self._reads = store, vault, reader, reads

    async def __call__(self, actor: Actor, document_id: int) -> ClaimView | None:
        async with self._store.read() as unit:
            document = await unit.claims.document(document_id)
            file = await unit.files.file(document.file_id) if document and document.file_id else None
        if document is None or file is None:
            return None
        readings = await self._reader.read(await self._vault.get(file.sha256), file.filename)
        async with self._store.write() as unit:
            document = await unit.claims.document(document_id)
            claim = await unit.claims.lock(document.claim_id) if document else None
            if document is None or claim is None:
                return None  # removed by the person while it was being read
            # A picture that was replaced meanwhile is read by its own job.
            current = document.file_id == file.id
            if current and document.status == "waiting" and claim.state in EDITABLE:
                others = [paper for paper in await unit.claims.documents(claim.id or 0) if paper.id != document.id]
                if _stands_alone(document, readings, others):
                    claim = await self._new_draft(unit, claim, document)
                    others = []
                extras = self._apply(document, claim, readings, others)
                for extra in extras:
                    unit.add(extra)
                await unit.flush()
                for paper in (document, *extras):
                    await mark_paper(unit, self._store, paper)
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


class GiveUpReading(UseCase):
    """A paper that could not be read after several tries: said so, and open for typing."""

    permission = "receipt.read"

    def __init__(self, store: Store, reads: ClaimReads) -> None:
        self._store, self._reads = store, reads

    async def __call__(self, actor: Actor, document_id: int) -> ClaimView | None:
        async with self._store.write() as unit:
            document = await unit.claims.document(document_id)
            claim = await unit.claims.lock(document.claim_id) if document else None
            if document is None or claim is None or document.status != "waiting":
                return None
            document.status, document.problems = "unreadable", ["gave_up"]
            view = await self._reads.view(unit, claim)
            await unit.commit()
            return view


def _is_receipt(reading: ReceiptReading) -> bool:
    return reading.readable and (reading.total is not None or reading.number is not None)


def _stands_alone(document: ClaimDocument, readings: Sequence[ReceiptReading], others: Sequence[ClaimDocument]) -> bool:
    """A receipt sent without being asked for, while the draft has its invoice already and both aren't of one album."""
    albums = {paper.album for paper in others if paper.kind == "invoice"}
    has_invoice = any(paper.kind == "invoice" for paper in others)
    same_album = bool(document.album) and document.album in albums
    return document.kind == "unsorted" and has_invoice and not same_album and _is_receipt(readings[0])
