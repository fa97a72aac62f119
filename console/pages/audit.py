"""The audit trail, newest first."""

from __future__ import annotations

from starlette.responses import Response

from console.visit import Visit

PAGE = 100


async def show(visit: Visit) -> Response:
    before = visit.number("before") or None
    rows = await visit.services.list_audit(visit.actor, before, PAGE + 1)
    return visit.page("audit.html", rows=rows[:PAGE], before=before, more=len(rows) > PAGE)
