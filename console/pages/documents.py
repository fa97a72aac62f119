"""The documents that answers come from, plan versions, and asking as an employee would."""

from __future__ import annotations

from datetime import date

from starlette.responses import Response

from benefits.errors import BenefitsError
from console.render import error_text, word
from console.visit import Visit
from services.console_work import Preview, PublishDocument


async def show(visit: Visit) -> Response:
    return await _page(visit)


async def preview(visit: Visit) -> Response:
    problem, made = "", None
    try:
        made = await visit.services.preview_answer(
            visit.actor, visit.field("question"), visit.field("language") or visit.language, visit.field("number"),
            _day(visit, "as_of"),
        )  # fmt: skip
    except BenefitsError as raised:
        problem = error_text(visit.language, raised)
    return await _page(visit, made, problem)


async def publish(visit: Visit) -> Response:
    filename, data = await visit.upload("file")
    publishing = PublishDocument(visit.services.parts.store, visit.house.documents)
    report = await publishing(visit.actor, filename, data, _day(visit, "effective"))
    if report.problem:
        words = visit.t("console-document-refused", name=report.document, problem=_problem(visit, report.problem))
        visit.flash("problem", words)
        return visit.go("documents")
    done = visit.t("console-document-published", name=report.document, passages=report.passages, pages=report.pages)
    return visit.go("documents", done)


async def remove(visit: Visit) -> Response:
    publishing = PublishDocument(visit.services.parts.store, visit.house.documents)
    await publishing.remove(visit.actor, visit.field("document"))
    return visit.go("documents", visit.t("console-document-removed", name=visit.field("document")))


async def _page(visit: Visit, made: Preview | None = None, problem: str = "") -> Response:
    documents, plans = await visit.services.list_documents(visit.actor)
    return visit.page(
        "documents.html",
        documents=sorted(documents, key=lambda found: (found.document, found.version)),
        plans=plans,
        made=made,
        problem=problem,
        asked={name: visit.field(name) for name in ("question", "number", "language", "as_of")},
        publishing=visit.house.documents is not None and not visit.actor.companies,
    )


def _day(visit: Visit, name: str) -> date | None:
    return visit.day_field(name) if visit.field(name) else None


def _problem(visit: Visit, code: str) -> str:
    return word(visit.language, "document-problem", code)
