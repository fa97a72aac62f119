"""Papers that look like one handed in before, by anybody of the group. A find goes to a person and refuses nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from services.duplicates import REASONS, Known, compare, marks
from services.model import Claim, ClaimDocument
from services.ports import Store, UnitOfWork

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Twin:
    """``mine`` is the claim's own paper, ``document`` the other one; ``why`` is one of ``duplicates.REASONS``."""

    mine: ClaimDocument
    document: ClaimDocument
    claim: Claim
    why: str
    likeness: float


async def find_twins(unit: UnitOfWork, claim: Claim, documents: Sequence[ClaimDocument]) -> list[Twin]:
    """Look-alikes in other claims that are handed in and not withdrawn, the strongest first, one for each other paper.

    Every look-up goes through an index: the work does not grow with the number of claims.
    """
    shas = {document.id: await _sha(unit, document) for document in documents}
    others = await unit.claims.alike(
        number_indexes=[paper.number_index for paper in documents],
        print_indexes=[paper.print_index for paper in documents],
        shas=list(shas.values()),
        marks_of=[paper.id or 0 for paper in documents],
        not_claim=claim.id or 0,
    )
    found: dict[int, Twin] = {}
    for other, theirs in others:
        known = known_of(other, await _sha(unit, other))
        for mine in documents:
            match = compare(known_of(mine, shas[mine.id]), known)
            if match is None or (mine.kind != "invoice" and theirs.employee_id == claim.employee_id):
                continue  # one visit record may go with several invoices of the same person
            twin = Twin(mine, other, theirs, match.reason, match.likeness)
            if other.id not in found or _strength(twin) < _strength(found[other.id]):
                found[other.id or 0] = twin
    return sorted(found.values(), key=_strength)[:SHOWN]


def twins_within(documents: Sequence[ClaimDocument]) -> bool:
    """Whether a claim holds the same receipt twice; receipts of one file differ in what is read from it."""
    papers = [known_of(paper, "") for paper in documents if paper.kind == "invoice"]
    return any(compare(one, other) for place, one in enumerate(papers) for other in papers[place + 1 :])


def known_of(paper: ClaimDocument, sha256: str) -> Known:
    """A paper by what counts (typed values included); only invoices are compared by more than the file itself."""
    if paper.kind != "invoice":
        return Known(str(paper.id), sha256)
    values, reading = paper.values, paper.reading
    return Known(
        str(paper.id),
        sha256,
        reading.get("code"),
        values.get("number") or None,
        Decimal(values["total"]) if values.get("total") else None,
        date.fromisoformat(values["date"]) if values.get("date") else None,
        values.get("seller") or None,
        tuple(reading.get("tokens") or ()),
    )


def index_paper(store: Store, paper: ClaimDocument) -> None:
    """Set the keyed hashes by which the same paper is found again."""
    number = str(paper.values.get("number") or "").replace(" ", "")
    parts = [str(paper.values.get(name) or "") for name in ("total", "date")]
    paper.number_index = store.index(number, "invoice-number") if number else ""
    paper.print_index = store.index("|".join(parts), "invoice-print") if all(parts) else ""


async def mark_paper(unit: UnitOfWork, store: Store, paper: ClaimDocument) -> None:
    """Keep the marks of a paper that was read: by them another photo, a crop or an altered copy is found."""
    tokens = paper.reading.get("tokens") or ()
    kept = marks(tokens, lambda token: store.index(token, "paper-token")) if paper.kind == "invoice" else []
    await unit.claims.set_marks(paper.id or 0, kept)


async def _sha(unit: UnitOfWork, document: ClaimDocument) -> str:
    file = await unit.files.file(document.file_id) if document.file_id else None
    return file.sha256 if file else ""


def _strength(twin: Twin) -> tuple[int, float, int]:
    return REASONS.index(twin.why), -twin.likeness, twin.document.id or 0
