"""The first page: what waits, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import RedirectResponse, Response

from console.visit import Visit
from services.campaign_running import may_approve


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do: ``console-task-<code>`` with its number, and where to do it."""

    code: str
    count: int
    page: str
    query: str = ""


async def show(visit: Visit) -> Response:
    services, actor = visit.services, visit.actor
    counts = await services.show_overview(actor)
    windows = await services.list_windows(actor) if actor.may("enrolment.manage") else []
    events = await services.list_events(actor) if actor.may("enrolment.manage") else []
    dead = 0
    if actor.may("delivery.manage"):
        dead = len((await services.show_deliveries(actor)).dead)
    awaiting = []
    if actor.may("campaign.manage"):
        campaigns = [one for one, _ in await services.list_campaigns(actor, moving=True)]
        awaiting = [one for one in campaigns if one.state == "awaiting_approval" and may_approve(actor, one)]
    tasks = [
        Task("review", counts.waiting, "review"),
        Task("questions", counts.questions, "questions"),
        Task("pay", counts.to_pay, "payouts"),
        Task("recover", len(await services.list_recoverable(actor)) if actor.may("payout.manage") else 0, "payouts"),
        Task("papers", counts.needs_documents, "claims", "?state=needs_documents"),
        Task("events", len([one for one, _ in events if one.state == "declared"]), "enrolment"),
        Task("dead", dead, "deliveries"),
        Task("approve", len(awaiting), "campaigns"),
    ]
    allowed = {
        "review": "claim.review", "questions": "question.reply", "pay": "payout.manage", "recover": "payout.manage",
        "papers": "claim.read", "events": "enrolment.manage", "dead": "delivery.manage",
        "approve": "campaign.manage",
    }  # fmt: skip
    return visit.page(
        "overview.html",
        counts=counts,
        tasks=[task for task in tasks if task.count and actor.may(allowed[task.code])],
        windows=[row for row in windows if row.phase == "open"],
        today=services.clock.today(),
    )


async def choose_language(visit: Visit) -> Response:
    await visit.services.choose_console_language(visit.actor, visit.field("language"))
    visit.request.session["language"] = visit.field("language")
    root = str(visit.request.scope.get("root_path", "")).rstrip("/")
    back = visit.field("back")
    if back.startswith("/") and not back.startswith(("//", "/\\")):
        return RedirectResponse(root + back, status_code=303)
    return visit.go("overview")
