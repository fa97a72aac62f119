"""Deciding a decided claim again: what it comes to, which later claims change with it, and doing it."""

from __future__ import annotations

from starlette.responses import Response

from console.visit import Visit


async def show(visit: Visit) -> Response:
    claim_id = visit.request.path_params["claim_id"]
    return visit.page("again.html", found=await visit.services.preview_redecision(visit.actor, claim_id))


async def again(visit: Visit) -> Response:
    claim_id = visit.request.path_params["claim_id"]
    done = await visit.services.redecide_claim(visit.actor, claim_id, visit.field("note"), visit.field("mark"))
    claim, later = done.changes[0].claim, len([one for one in done.changes[1:] if not one.settled])
    words = visit.t("console-again-done", number=claim.number or "", payable=f"{claim.payable or 0:,.2f}", count=later)
    return visit.go("review-claim", words, claim_id=claim_id)


async def reopen(visit: Visit) -> Response:
    claim_id = visit.request.path_params["claim_id"]
    claim = await visit.services.reopen_claim(visit.actor, claim_id, visit.field("note"))
    return visit.go("review-claim", visit.t("console-reopened", number=claim.number or ""), claim_id=claim_id)


async def warn_of_later(visit: Visit, claim_id: int) -> None:
    """After a decided claim was corrected and decided: later claims that are due differently now."""
    found = await visit.services.preview_redecision(visit.actor, claim_id)
    later = [one for one in found.changes if one.claim.id != claim_id]
    if later:
        visit.flash("note", visit.t("console-review-later", count=len(later)))
