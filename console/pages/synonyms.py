"""The company's own synonyms, and new ones to take over."""

from __future__ import annotations

from starlette.responses import Response

from benefits.errors import InvalidInput
from console.render import error_text
from console.visit import Visit
from services.knowledge import SynonymEntry


async def show(visit: Visit) -> Response:
    return await _page(visit)


async def keep(visit: Visit) -> Response:
    try:
        count = await visit.services.keep_synonyms(visit.actor, visit.field("entries"))
    except InvalidInput as problem:  # what was typed stays on the page
        return await _page(visit, visit.field("entries"), error_text(visit.language, problem))
    return visit.go("synonyms", visit.t("console-synonyms-kept", count=count))


async def _page(visit: Visit, typed: str | None = None, problem: str = "") -> Response:
    found = await visit.services.show_synonyms(visit.actor)
    return visit.page(
        "synonyms.html",
        typed=typed if typed is not None else "\n".join(map(_line, found.entries)),
        suggested=[_line(entry) for entry in found.suggested],
        problem=problem,
        status=422 if problem else 200,
    )


def _line(entry: SynonymEntry) -> str:
    return f"{', '.join(entry.said)} = {', '.join(entry.terms)}"
