"""Papers of a draft: a picture or file comes in, is replaced, sorted, taken out, and looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from benefits.errors import Conflict, InvalidInput, NotFound
from benefits.papers import KINDS as PAPER_KINDS
from services import claim_values
from services.actors import Actor, UseCase
from services.claims import ClaimReads, ClaimView
from services.model import Claim, ClaimDocument, Job, StoredFile
from services.ports import FileVault, Pictures, Store, UnitOfWork
from services.receipts import Box

MAX_PAPERS = 20
READ_RECEIPT = "receipt.read"
"""Kind of the jobs that read a picture."""
READ_KINDS = ("unsorted", "invoice")


@dataclass(frozen=True, slots=True)
class AddedPaper:
    view: ClaimView
    document: ClaimDocument
    job_id: int | None
    """The reading job, or None for a paper that needs no reading."""


class AddPaper(UseCase):
    """Keep a picture or file and attach it to a draft; an invoice, or a paper of unknown kind, is queued for reading.

    Without ``claim_id`` it goes to a new draft. ``album`` groups pictures sent together: they become one claim. ``replaces``
    is the paper whose picture this is instead: it is read again, and only what a person typed stays. An invoice that was
    typed without a picture takes the first one that comes. Raises Conflict("too-many-papers"), NotFound("paper-not-found").
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
        replaces: int | None = None,
        reply: dict[str, int | str] | None = None,
    ) -> AddedPaper:
        sha256 = await self._vault.put(data)
        now = self._reads.clock.now()
        async with self._store.write() as unit:
            claim = await self._draft(unit, actor, claim_id)
            assert claim.id is not None
            papers = await unit.claims.documents(claim.id)
            same = await same_picture(unit, papers, sha256)
            if same is not None and (replaces is None or same.id == replaces):
                return AddedPaper(
                    await self._reads.view(unit, claim), same, None
                )  # the same picture again changes nothing
            file = StoredFile(sha256=sha256, filename=filename[:200], mime=mime, size=len(data), stored_at=now)
            unit.add(file)
            await unit.flush()
            document = _slot(papers, kind, replaces)
            if document is None:
                if len(papers) >= MAX_PAPERS:
                    raise Conflict("too-many-papers", limit=MAX_PAPERS)
                document = ClaimDocument(claim_id=claim.id, kind=kind, file_id=file.id, added_at=now, album=album)
                unit.add(document)
            _take(document, file)
            await unit.flush()
            job_id = await self._read_later(unit, document, reply or {}) if document.status == "waiting" else None
            claim_values.apply_values(claim, await unit.claims.documents(claim.id))
            view = await self._reads.view(unit, claim)
            await unit.commit()
            return AddedPaper(view, document, job_id)

    async def _draft(self, unit: UnitOfWork, actor: Actor, claim_id: int | None) -> Claim:
        if claim_id is not None:
            return await self._reads.own_draft(unit, actor, claim_id)
        return await self._reads.new_draft(unit, actor)

    async def _read_later(self, unit: UnitOfWork, document: ClaimDocument, reply: dict[str, int | str]) -> int | None:
        now = self._reads.clock.now()
        job = Job(
            kind=READ_RECEIPT,
            payload={"document_id": document.id, "reply": reply},
            due_at=now,
            created_at=now,
            dedup_key=f"{READ_RECEIPT}:{document.id}:{document.file_id}",
            priority=0,
        )
        await unit.jobs.enqueue(job)
        return job.id


async def same_picture(unit: UnitOfWork, papers: Sequence[ClaimDocument], sha256: str) -> ClaimDocument | None:
    """The one of these papers that has this picture."""
    for paper in papers:
        file = await unit.files.file(paper.file_id) if paper.file_id else None
        if file is not None and file.sha256 == sha256:
            return paper
    return None


def _slot(papers: Sequence[ClaimDocument], kind: str, replaces: int | None) -> ClaimDocument | None:
    """The paper that waits for this picture: the one to be replaced, or an invoice that was typed without one."""
    if replaces is not None:
        for paper in papers:
            if paper.id == replaces:
                return paper
        raise NotFound("paper-not-found")
    bare = [paper for paper in papers if paper.file_id is None]
    return bare[0] if bare and kind in READ_KINDS else None


def _take(document: ClaimDocument, file: StoredFile) -> None:
    """A paper with this picture, nothing read from it yet."""
    document.file_id = file.id
    document.status = "waiting" if document.kind in READ_KINDS else "kept"
    document.reading, document.problems, document.verification = {}, [], {}
    document.values = {name: value for name, value in document.values.items() if name in document.typed}


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


@dataclass(frozen=True, slots=True)
class Seen:
    """A field as it stands on the paper: what was read there, and the piece of the picture, if there is one."""

    read: str
    cutout: bytes | None


class LookAtField(UseCase):
    """What the reader saw for one field of the person's own paper, with the cut-out of its place on the picture."""

    permission = "claim.own"

    def __init__(self, store: Store, vault: FileVault, pictures: Pictures | None, reads: ClaimReads) -> None:
        self._store, self._vault, self._pictures, self._reads = store, vault, pictures, reads

    async def __call__(self, actor: Actor, claim_id: int, document_id: int, name: str) -> Seen:
        async with self._store.read() as unit:
            await self._reads.own(unit, actor, claim_id)
            document = await unit.claims.document(document_id)
            if document is None or document.claim_id != claim_id:
                raise NotFound("paper-not-found")
            file = await unit.files.file(document.file_id) if document.file_id else None
        read = str(document.reading.get(name) or "")
        corners = (document.reading.get("boxes") or {}).get(name)
        if file is None or corners is None or self._pictures is None:
            return Seen(read, None)
        box = Box(*(int(corner) for corner in corners))
        data = await self._vault.get(file.sha256)
        return Seen(read, await self._pictures.cut_out(data, box, claim_values.turn_of(document, box.page)))
