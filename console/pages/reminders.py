"""Automatic reminders: what goes out by itself, switched, timed and worded by HR."""

from __future__ import annotations

from starlette.responses import Response

from benefits.errors import BenefitsError, InvalidInput
from console.render import error_text
from console.visit import Visit
from locales import LANGUAGES
from services.campaign_texts import MAX_TEXT
from services.reminder_rules import ready_made
from services.reminder_settings import setting_company


async def show(visit: Visit) -> Response:
    return await _page(visit, visit.query.get("company", ""))


async def change(visit: Visit) -> Response:
    code, company = visit.request.path_params["code"], visit.field("company")
    typed = {language: visit.field(f"text-{language}") for language in LANGUAGES}
    try:
        await visit.services.change_reminder(
            visit.actor,
            code,
            company,
            enabled=visit.field("enabled") == "yes",
            days=_days(visit.field("days")),
            send_at=visit.field("send_at"),
            texts=typed,
        )
    except BenefitsError as problem:  # what was written stays on the page
        return await _page(visit, company, code, typed, error_text(visit.language, problem))
    return visit.go("reminders", visit.t("console-reminder-changed"), query=f"?company={company}#{code}")


async def reset(visit: Visit) -> Response:
    code, company = visit.request.path_params["code"], visit.field("company")
    await visit.services.reset_reminder(visit.actor, code, company)
    return visit.go("reminders", visit.t("console-reminder-reset-done"), query=f"?company={company}#{code}")


async def _page(
    visit: Visit, company: str, code: str = "", typed: dict[str, str] | None = None, problem: str = ""
) -> Response:
    """``typed``: what stands in the form of reminder ``code`` that couldn't be kept."""
    rows, companies = await visit.services.list_reminders(visit.actor, company)
    return visit.page(
        "reminders.html",
        status=422 if problem else 200,
        rows=rows,
        companies=companies,
        company=setting_company(visit.actor, company),
        for_all=not visit.actor.companies,
        code=code,
        typed=typed or {},
        typed_days=visit.field("days"),
        typed_time=visit.field("send_at"),
        problem=problem,
        longest=MAX_TEXT,
        ready=ready_made,
    )


def _days(written: str) -> list[int]:
    """Numbers with anything between them. Raises InvalidInput("reminder-days")."""
    parts = written.replace("，", " ").replace("、", " ").replace(",", " ").split()
    if not parts or not all(part.isdigit() and len(part) < 5 for part in parts):
        raise InvalidInput("reminder-days", field="days", limit=365, most=6)
    return [int(part) for part in parts]
