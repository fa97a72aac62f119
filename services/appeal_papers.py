"""Papers that an employee adds to an open appeal: kept as they are, for the reviewer to look at."""

from __future__ import annotations

from benefits.errors import Conflict
from benefits.papers import SUPPORTING
from services.actors import Actor, UseCase
from services.claims import ClaimReads
from services.model import ClaimDocument, ClaimEvent, StoredFile
from services.papers import MAX_PAPERS, same_picture
from services.ports import FileVault, Store


class AddAppealPaper(UseCase):
    """Keep a picture or file with an open appeal. It isn't read: what counts of it, a reviewer says.

    Returns how many papers the appeal has got; the same picture again changes nothing.
    Raises Conflict("appeal-gone") when no appeal is open, Conflict("too-many-papers").
    """

    permission = "claim.own"

    def __init__(self, store: Store, vault: FileVault, reads: ClaimReads) -> None:
        self._store, self._vault, self._reads = store, vault, reads

    async def __call__(self, actor: Actor, claim_id: int, data: bytes, filename: str, mime: str) -> int:
        sha256 = await self._vault.put(data)
        now = self._reads.clock.now()
        async with self._store.write() as unit:
            claim = await self._reads.own(unit, actor, claim_id, lock=True)
            if claim.state != "appealed":
                raise Conflict("appeal-gone", number=claim.number or "")
            papers = await unit.claims.documents(claim_id)
            events = await unit.claims.events(claim_id)
            filed = next(event.at for event in reversed(events) if event.action == "appeal")
            added = [paper for paper in papers if paper.kind == SUPPORTING and paper.added_at >= filed]
            if await same_picture(unit, papers, sha256) is not None:
                return len(added)
            if len(papers) >= MAX_PAPERS:
                raise Conflict("too-many-papers", limit=MAX_PAPERS)
            file = StoredFile(sha256=sha256, filename=filename[:200], mime=mime, size=len(data), stored_at=now)
            unit.add(file)
            await unit.flush()
            unit.add(ClaimDocument(claim_id, SUPPORTING, file.id, added_at=now, status="kept"))
            if events[-1].action != "supply_documents":
                state = claim.state
                unit.add(ClaimEvent(claim_id, now, actor.name, "supply_documents", state, state))
            unit.record(actor.name, "claim.add-paper", "claim", claim_id, kind=SUPPORTING)
            await unit.commit()
            return len(added) + 1
