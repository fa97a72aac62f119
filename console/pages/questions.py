"""Questions that people handed over, and the gaps that the documents leave."""

from __future__ import annotations

from starlette.responses import Response

from benefits.errors import InvalidInput
from console.tables import csv_file
from console.visit import Visit

STATES = ("open", "answered", "dismissed")


async def show(visit: Visit) -> Response:
    rows = await visit.services.list_handed_over(visit.actor)
    state = visit.query.get("gaps", "open")
    state = state if state in STATES else "open"
    publishing = visit.actor.may("document.publish") and not visit.actor.companies
    return visit.page(
        "questions.html",
        waiting=[row for row in rows if row[0].resolved_at is None],
        answered=[row for row in rows if row[0].resolved_at is not None][:20],
        gaps=await visit.services.list_gaps(visit.actor, state),
        state=state,
        states=STATES,
        care=await visit.services.show_care(visit.actor) if publishing else None,
    )


async def reply(visit: Visit) -> Response:
    words = visit.field("reply")
    if not words:
        raise InvalidInput("reason-missing", field="reply")
    await visit.services.reply_to_question(visit.actor, visit.request.path_params["question_id"], words)
    return visit.go("questions", visit.t("console-question-replied"))


async def ratings_file(visit: Visit) -> Response:
    """Ratings as CSV, without whose they are."""
    rows = await visit.services.export_ratings(visit.actor)
    names = ("asked-at", "language", "question", "answer", "band", "rating", "why", "topic", "document", "version")
    return csv_file(
        "ratings.csv",
        [visit.t(f"console-ratings-{name}") for name in names],
        [
            [
                row.record.asked_at.isoformat(timespec="seconds"),
                row.record.language,
                row.wording,
                row.record.answer,
                row.record.band,
                str(row.record.rating),
                visit.t(f"why-{row.record.rating_reason.replace('_', '-')}") if row.record.rating_reason else "",
                row.record.topic,
                row.record.citations[0]["document"] if row.record.citations else "",
                row.record.citations[0]["version"] if row.record.citations else "",
            ]
            for row in rows
        ],
    )


async def set_care(visit: Visit) -> Response:
    await visit.services.set_care(visit.actor, visit.field("contacts"))
    return visit.go("questions", visit.t("console-care-kept"))
