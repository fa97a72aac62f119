"""The review queue, and one claim with its pictures beside the fields that were read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any

from starlette.responses import Response

from console.files import original
from console.pages.corrections import warn_of_later
from console.visit import Visit
from services import claim_values
from services.checks import UNASKED
from services.claim_values import FIELDS
from services.claims import ClaimView
from services.decisions import REVIEWED
from services.model import ClaimDocument
from services.payouts import owed

CORRECTED = (*FIELDS, "excluded")
MONEY = frozenset(FIELDS) - {"date", "number", "patient", "seller"} | {"excluded"}
DECIDED = ("approved", "partly_approved", "rejected", "paid")
REASONS = ("not_covered", "duplicate", "late", "unreadable", "other_person", "no_papers")
"""Templates for the reason of a rejection: ``console-reason-<code>``."""
REQUESTS = ("clear_photo", "missing_paper", "itemised", "diagnosis")
"""Templates for a request of papers: ``console-request-<code>``."""
SHOWN_PICTURES = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field of a paper: what counts, what was read, how sure, and where on the picture (left, top, right, bottom, page)."""

    name: str
    value: str
    read: str
    confidence: float | None
    typed: bool
    box: tuple[int, ...]
    money: bool


@dataclass(frozen=True, slots=True)
class AuthorityWord:
    """What the bill authority said of a paper, which fields differ there, and when."""

    status: str
    fields: tuple[str, ...]
    at: datetime | None


@dataclass(frozen=True, slots=True)
class PaperView:
    document: ClaimDocument
    fields: tuple[FieldRow, ...]
    items: tuple[Mapping[str, Any], ...]
    signs: tuple[Mapping[str, str], ...] = ()
    authority: AuthorityWord | None = None

    @property
    def readable(self) -> bool:
        return self.document.kind == "invoice"


def paper_view(document: ClaimDocument) -> PaperView:
    reading, rows = document.reading or {}, []
    confidence, boxes = reading.get("confidence") or {}, reading.get("boxes") or {}
    for name in CORRECTED:
        read = reading.get(name)
        rows.append(
            FieldRow(
                name=name,
                value=str(document.values.get(name) or ""),
                read="" if read is None else str(read),
                confidence=confidence.get(name) if read is not None else None,
                typed=name in document.typed,
                box=tuple(int(n) for n in boxes.get(name) or ()),
                money=name in MONEY,
            )
        )
    signs = tuple(reading.get("signs") or ())
    return PaperView(document, tuple(rows), tuple(reading.get("items") or ()), signs, _authority(document))


def _authority(document: ClaimDocument) -> AuthorityWord | None:
    said = document.verification
    if said.get("status", "") in UNASKED:
        return None
    at = said.get("checked_at")
    return AuthorityWord(
        said["status"], tuple(said.get("differences") or ()), datetime.fromisoformat(at) if at else None
    )


def explanation(view: ClaimView) -> list[Mapping[str, Any]]:
    """The steps of the calculation: as decided where it was decided, else as the rules compute it now."""
    if view.claim.decision:
        return list(view.claim.trace)
    return list(view.result.trace_json()) if view.result else []


def reasons(view: ClaimView) -> list[Mapping[str, Any]]:
    if view.claim.decision:
        return list(view.claim.reasons)
    return list(view.result.reasons_json()) if view.result else []


async def queue(visit: Visit) -> Response:
    offset = visit.number("from")
    rows = await visit.services.list_review_queue(visit.actor, limit=51, offset=offset)
    return visit.page(
        "review_queue.html",
        appeals=await visit.services.list_appeals(visit.actor) if not offset else [],
        rows=rows[:50],
        offset=offset,
        more=len(rows) > 50,
        now=visit.services.clock.now(),
        today=visit.services.clock.today(),
    )


async def show(visit: Visit) -> Response:
    claim_id = visit.request.path_params["claim_id"]
    found = await visit.services.open_review(visit.actor, claim_id)
    waiting = [claim.id for claim, _ in await visit.services.list_review_queue(visit.actor, limit=200)]
    following = [other for other in waiting if other != claim_id]
    if claim_id in waiting:
        place = waiting.index(claim_id)
        following = [*waiting[place + 1 :], *waiting[:place]]
    claim = found.view.claim
    appeal = await visit.services.open_appeal(visit.actor, claim_id)
    return visit.page(
        "review.html",
        appeal=appeal.appeal if appeal else None,
        appeal_pays=appeal.payable if appeal else None,
        appeal_barred=appeal is not None and appeal.barred,
        today=visit.services.clock.today(),
        view=found.view,
        claim=claim,
        employee=found.view.employee,
        papers=[paper_view(document) for document in found.view.documents],
        twins=await visit.services.show_twins(visit.actor, found.twins),
        steps=explanation(found.view),
        reasons=reasons(found.view),
        past=found.past,
        open=claim.state in REVIEWED,
        decided=claim.state in DECIDED,
        owed=owed(claim),
        following=following[0] if following else None,
        waiting=len(waiting),
        reason_templates=REASONS,
        request_templates=REQUESTS,
    )


async def correct(visit: Visit) -> Response:
    claim_id = visit.request.path_params["claim_id"]
    values = {name: visit.field(f"v-{name}") for name in CORRECTED if f"v-{name}" in visit.form}
    document_id = int(visit.field("paper") or 0)
    await visit.services.correct_paper(visit.actor, claim_id, document_id, values)
    return visit.go("review-claim", visit.t("console-review-corrected"), claim_id=claim_id)


async def approve(visit: Visit) -> Response:
    claim_id = visit.request.path_params["claim_id"]
    view = await visit.services.approve_claim(visit.actor, claim_id, visit.field("note"))
    number, payable = view.claim.number or "", f"{view.claim.payable or 0:,.2f}"
    if any(event.action == "reopen" for event in view.events):
        await warn_of_later(visit, claim_id)
    return await _next(visit, visit.t("console-review-approved", number=number, payable=payable))


async def reject(visit: Visit) -> Response:
    claim_id = visit.request.path_params["claim_id"]
    view = await visit.services.reject_claim(visit.actor, claim_id, visit.field("note"))
    return await _next(visit, visit.t("console-review-rejected", number=view.claim.number or ""))


async def decide_appeal(visit: Visit) -> Response:
    claim_id, change = visit.request.path_params["claim_id"], visit.field("change") == "yes"
    view = await visit.services.decide_appeal(visit.actor, claim_id, visit.field("note"), change=change)
    number, payable = view.claim.number or "", f"{view.claim.payable or 0:,.2f}"
    if change:
        await warn_of_later(visit, claim_id)
    key = "console-appeal-changed" if change else "console-appeal-upheld"
    return await _next(visit, visit.t(key, number=number, **({"payable": payable} if change else {})))


async def papers(visit: Visit) -> Response:
    claim_id = visit.request.path_params["claim_id"]
    view = await visit.services.request_papers(visit.actor, claim_id, visit.field("note"))
    return await _next(visit, visit.t("console-review-requested", number=view.claim.number or ""))


async def _next(visit: Visit, done: str) -> Response:
    """On to the next claim of the queue, so that a reviewer goes through it without going back each time."""
    waiting = await visit.services.list_review_queue(visit.actor, limit=1)
    if waiting and visit.field("next"):
        return visit.go("review-claim", done, claim_id=waiting[0][0].id)
    return visit.go("review", done)


async def paper_page(visit: Visit) -> Response:
    """One page of a paper as a picture."""
    params = visit.request.path_params
    found = await visit.services.open_claim_file(visit.actor, params["claim_id"], params["paper_id"])
    if visit.house.page_images is not None:
        turn = claim_values.turn_of(found.document, params["page"])
        image = await visit.house.page_images(found.data, params["page"], turn, False)
        if image is not None:
            return _picture(image.data, image.mime, image.pages)
    mime = next((mime for magic, mime in SHOWN_PICTURES.items() if found.data.startswith(magic)), "")
    if mime and params["page"] == 0 and visit.house.page_images is None:
        return _picture(found.data, mime, 1)
    return Response(status_code=HTTPStatus.NOT_FOUND)


async def paper_thumbnail(visit: Visit) -> Response:
    """A paper's first page, small: to find it among others."""
    params = visit.request.path_params
    found = await visit.services.open_claim_file(visit.actor, params["claim_id"], params["paper_id"])
    if visit.house.page_images is not None:
        image = await visit.house.page_images(found.data, 0, claim_values.turn_of(found.document, 0), True)
        if image is not None:
            return _picture(image.data, image.mime, 1)
    return Response(status_code=HTTPStatus.NOT_FOUND)


async def paper_file(visit: Visit) -> Response:
    params = visit.request.path_params
    found = await visit.services.open_claim_file(visit.actor, params["claim_id"], params["paper_id"])
    return original(found.file.filename, found.data)


def _picture(data: bytes, mime: str, pages: int) -> Response:
    return Response(
        data, media_type=mime, headers={"Content-Security-Policy": "sandbox; default-src 'none'", "X-Pages": str(pages)}
    )
