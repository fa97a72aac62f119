"""Questions that people handed over, and what the documents didn't answer."""

from __future__ import annotations

from starlette.responses import Response

from benefits.errors import InvalidInput
from console.visit import Visit


async def show(visit: Visit) -> Response:
    rows = await visit.services.list_handed_over(visit.actor)
    return visit.page(
        "questions.html",
        waiting=[row for row in rows if row[0].resolved_at is None],
        answered=[row for row in rows if row[0].resolved_at is not None][:20],
        gaps=await visit.services.list_gaps(visit.actor),
    )


async def reply(visit: Visit) -> Response:
    words = visit.field("reply")
    if not words:
        raise InvalidInput("reason-missing", field="reply")
    await visit.services.reply_to_question(visit.actor, visit.request.path_params["question_id"], words)
    return visit.go("questions", visit.t("console-question-replied"))
