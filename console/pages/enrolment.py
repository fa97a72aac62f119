"""Enrolment windows and how far they are."""

from __future__ import annotations

from starlette.responses import Response

from console.files import original
from console.visit import Visit


async def show(visit: Visit) -> Response:
    return visit.page(
        "enrolment.html",
        rows=await visit.services.list_windows(visit.actor),
        companies=[company for company, _ in await visit.services.list_companies(visit.actor)],
        today=visit.services.clock.today(),
        events=await visit.services.list_events(visit.actor),
    )


async def check_event(visit: Visit) -> Response:
    confirm = visit.field("confirm") == "yes"
    event_id = visit.request.path_params["event_id"]
    await visit.services.check_event(visit.actor, event_id, visit.field("note"), confirm=confirm)
    return visit.go("enrolment", visit.t("console-event-confirmed" if confirm else "console-event-refused"))


async def event_proof(visit: Visit) -> Response:
    file, data = await visit.services.open_proof(visit.actor, visit.request.path_params["event_id"])
    return original(file.filename, data)


async def open_window(visit: Visit) -> Response:
    window = await visit.services.open_window(
        visit.actor,
        visit.field("company"),
        name=visit.field("name"),
        opens=visit.day_field("opens"),
        closes=visit.day_field("closes"),
        effective_from=visit.day_field("effective_from"),
    )
    return visit.go("enrolment", visit.t("console-window-opened", opens=window.opens.isoformat()))


async def extend(visit: Visit) -> Response:
    window_id = visit.request.path_params["window_id"]
    window = await visit.services.extend_window(visit.actor, window_id, visit.day_field("closes"))
    return visit.go("enrolment", visit.t("console-window-extended", closes=window.closes.isoformat()))
