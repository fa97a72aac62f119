"""One gap: what people asked, HR's answer, how it will be found, publishing or dismissing it."""

from __future__ import annotations

from starlette.responses import Response

from console.visit import Visit
from locales import LANGUAGES
from services.gap_answers import LONGEST_ANSWER, LONGEST_TITLE
from services.gaps import DISMISSALS


async def show(visit: Visit) -> Response:
    view = await visit.services.open_gap(visit.actor, visit.request.path_params["gap_id"])
    answering = visit.actor.may("document.publish") and not visit.actor.companies and view.gap.state == "open"
    tried = []
    if answering and view.gap.drafted:
        asked = [str(view.gap.drafted["title"]), *view.wordings]
        tried = await visit.services.try_gap_answer(visit.actor, view.gap.id or 0, asked, visit.language)
    return visit.page(
        "gap.html",
        view=view,
        gap=view.gap,
        drafted=view.gap.drafted,
        # HR writes in their own language first.
        order=[visit.language, *(code for code in LANGUAGES if code != visit.language)],
        answering=answering,
        tried=tried,
        dismissals=DISMISSALS,
        longest=LONGEST_ANSWER,
        longest_title=LONGEST_TITLE,
    )


async def draft(visit: Visit) -> Response:
    gap_id = visit.request.path_params["gap_id"]
    texts = {code: visit.field(f"answer-{code}") for code in LANGUAGES}
    effective = visit.day_field("effective") if visit.field("effective") else None
    await visit.services.draft_gap_answer(visit.actor, gap_id, visit.field("title"), texts, effective)
    return visit.go("gap", query="#preview", gap_id=gap_id)


async def publish(visit: Visit) -> Response:
    gap_id = visit.request.path_params["gap_id"]
    made = await visit.services.publish_gap_answer(visit.actor, gap_id)
    done = visit.t("console-gap-published", name=made.document, told=made.told)
    return visit.go("questions", done)


async def dismiss(visit: Visit) -> Response:
    gap_id = visit.request.path_params["gap_id"]
    reason = visit.field("reason")
    await visit.services.dismiss_gap(visit.actor, gap_id, reason)
    return visit.go("questions", visit.t("console-gap-dismissed" if reason else "console-gap-reopened"))
