"""All claims by filter, and one of them to read."""

from __future__ import annotations

from starlette.responses import Response

from benefits.claim_states import STATES
from console.pages.review import explanation, paper_view, reasons
from console.visit import Visit
from services.reports import ClaimFilter

SHOWN_STATES = tuple(state for state in STATES if state != "draft")
TYPES = (
    "outpatient", "pharmacy", "inpatient", "critical_illness", "accident", "mutual_aid", "check_up", "fitness",
    "counselling", "high_end_medical", "gene_test", "overseas_care", "special_need_clinic", "parents_medical",
    "child_vaccines",
)  # fmt: skip
PAGE = 50


async def search(visit: Visit) -> Response:
    state = visit.query.get("state", "")
    wanted = ClaimFilter(
        states=(state,) if state in SHOWN_STATES else (),
        company=visit.query.get("company", ""),
        type=visit.query.get("type", ""),
        search=visit.query.get("search", "").strip()[:60],
        since=visit.day_query("since"),
        until=visit.day_query("until"),
    )
    offset = visit.number("from")
    rows, total = await visit.services.search_claims(visit.actor, wanted, PAGE, offset)
    return visit.page(
        "claims.html",
        rows=rows,
        total=total,
        wanted=wanted,
        offset=offset,
        size=PAGE,
        states=SHOWN_STATES,
        types=TYPES,
        companies=[company for company, _ in await visit.services.list_companies(visit.actor)],
    )


async def show(visit: Visit) -> Response:
    found = await visit.services.open_claim_record(visit.actor, visit.request.path_params["claim_id"])
    return visit.page(
        "claim.html",
        view=found.view,
        claim=found.view.claim,
        employee=found.view.employee,
        papers=[paper_view(document) for document in found.view.documents],
        steps=explanation(found.view),
        reasons=reasons(found.view),
        ledger=found.ledger,
        past=found.past,
    )
