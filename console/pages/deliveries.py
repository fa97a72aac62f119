"""Messages under way, those that failed for good, and people no message can reach."""

from __future__ import annotations

from starlette.responses import Response

from console.visit import Visit


async def show(visit: Visit) -> Response:
    return visit.page("deliveries.html", state=await visit.services.show_deliveries(visit.actor))


async def again(visit: Visit) -> Response:
    await visit.services.send_again(visit.actor, visit.request.path_params["job_id"])
    return visit.go("deliveries", visit.t("console-delivery-again"))
