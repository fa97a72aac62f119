"""The documents that answers come from: uploaded into a draft, tried, published, removed."""

from __future__ import annotations

from datetime import date

from starlette.responses import Response

from benefits.errors import BenefitsError
from console.pages.plans import warn_of_contradictions
from console.render import error_text
from console.visit import Visit
from services.documents import Preview


async def show(visit: Visit) -> Response:
    return await _page(visit)


async def preview(visit: Visit) -> Response:
    made, problem = await _asked(visit)
    return await _page(visit, made, problem)


async def upload(visit: Visit) -> Response:
    filename, data = await visit.upload("file")
    key = await visit.services.draft_document(visit.actor, filename, data, _day(visit, "effective"))
    return visit.go("draft", key=key)


async def show_draft(visit: Visit) -> Response:
    return await _draft_page(visit)


async def ask_draft(visit: Visit) -> Response:
    made, problem = await _asked(visit, str(visit.request.path_params["key"]))
    return await _draft_page(visit, made, problem)


async def publish(visit: Visit) -> Response:
    report = await visit.services.publish_draft(visit.actor, visit.request.path_params["key"])
    done = visit.t("console-document-published", name=report.document, passages=report.passages, pages=report.pages)
    await warn_of_contradictions(visit)
    return visit.go("documents", done)


async def drop(visit: Visit) -> Response:
    await visit.services.publish_draft.drop(visit.actor, visit.request.path_params["key"])
    return visit.go("documents", visit.t("console-draft-dropped"))


async def remove(visit: Visit) -> Response:
    await visit.services.remove_document(visit.actor, visit.field("document"), visit.field("version"))
    return visit.go("documents", visit.t("console-document-removed", name=visit.field("document")))


async def _asked(visit: Visit, draft: str = "") -> tuple[Preview | None, str]:
    """What an employee would be told, or why it can't be asked."""
    try:
        return await visit.services.preview_answer(
            visit.actor, visit.field("question"), visit.field("language") or visit.language, visit.field("number"),
            _day(visit, "as_of"), draft,
        ), ""  # fmt: skip
    except BenefitsError as raised:
        return None, error_text(visit.language, raised)


async def _page(visit: Visit, made: Preview | None = None, problem: str = "") -> Response:
    documents, _ = await visit.services.list_documents(visit.actor)
    listed = sorted(documents, key=lambda found: (found.document, found.effective or date.min))
    return visit.page(
        "documents.html",
        documents=listed,
        drafts=await visit.services.list_drafts(visit.actor),
        made=made,
        problem=problem,
        asked=_form(visit),
        publishing=visit.services.parts.librarian is not None and not visit.actor.companies,
        today=visit.services.clock.today(),
    )


async def _draft_page(visit: Visit, made: Preview | None = None, problem: str = "") -> Response:
    draft = await visit.services.open_document_draft(visit.actor, visit.request.path_params["key"])
    documents, _ = await visit.services.list_documents(visit.actor)
    replaced = [
        found
        for found in documents
        if found.document == draft.report.document and (draft.effective is None or found.effective == draft.effective)
    ]
    return visit.page(
        "draft.html", draft=draft, replaced=replaced, made=made, problem=problem, asked=_form(visit), shown=40
    )


def _form(visit: Visit) -> dict[str, str]:
    return {name: visit.field(name) for name in ("question", "number", "language", "as_of")}


def _day(visit: Visit, name: str) -> date | None:
    return visit.day_field(name) if visit.field(name) else None
