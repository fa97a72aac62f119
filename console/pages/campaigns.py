"""Campaigns: the list with live results, the composer, and one campaign."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from starlette.responses import JSONResponse, Response

from benefits.errors import BenefitsError, InvalidInput
from console.render import ZONE, error_text
from console.tables import csv_file
from console.visit import Visit
from locales import LANGUAGES, text
from services.campaign_texts import MAX_TEXT, PLACEHOLDERS, personal_text
from services.campaigns import ACTIONS, KINDS
from services.model import Campaign, Employee, EnrolmentWindow

TIERS = ("executive", "manager", "staff")
AGES = {"under30": (None, 29), "30to50": (30, 49), "from50": (50, None)}
STARTS = ("enrol", "papers")
"""Ready-made beginnings: texts ``console-draft-<code>`` in each language."""
MOVES = {"draft": ("start", "cancel"), "scheduled": ("pause", "cancel"), "running": ("pause", "cancel"),
         "paused": ("resume", "cancel")}  # fmt: skip
FILE_LIMIT = 100_000


async def listed(visit: Visit) -> Response:
    return visit.page("campaigns.html", rows=await visit.services.list_campaigns(visit.actor))


async def results(visit: Visit) -> Response:
    """What the list and the campaign pages ask for every few seconds."""
    made = {
        str(campaign.id): {
            **numbers,
            "planned": campaign.planned,
            "state": campaign.state,
            "state_word": visit.t(f"console-campaign-state-{campaign.state}"),
        }
        for campaign, numbers in await visit.services.list_campaigns(visit.actor)
    }
    return JSONResponse(made)


async def compose(visit: Visit) -> Response:
    values: dict[str, Any] = {"kind": "reminder", "action": "", "texts": {}, "audience": {}, "name": ""}
    start = visit.query.get("start", "")
    if start in STARTS:
        values["texts"] = {language: text(language, f"console-draft-{start}") for language in LANGUAGES}
        values["name"] = visit.t(f"console-draft-{start}-name")
        values["action"] = {"enrol": "enrol", "papers": "claims"}[start]
        values["audience"] = {"missing_papers": True} if start == "papers" else {}
        values["kind"] = "deadline" if start == "enrol" else "reminder"
    if visit.query.get("window", "").isdigit():
        values["audience"]["not_elected"] = int(visit.query["window"])
        if visit.query.get("company"):
            values["audience"]["companies"] = [visit.query["company"]]
    if visit.query.get("copy", "").isdigit():
        campaign = (await visit.services.open_campaign(visit.actor, int(visit.query["copy"]))).campaign
        values |= {name: getattr(campaign, name) for name in ("name", "kind", "action", "texts", "audience")}
    return await _composer(visit, values)


async def audience(visit: Visit) -> Response:
    """Count, reachable people and a sample, for the composer."""
    wanted = _audience(visit)
    try:
        found = await visit.services.preview_audience(visit.actor, wanted)
    except BenefitsError as problem:
        return JSONResponse({"problem": error_text(visit.language, problem)})
    companies, windows = await _places(visit)
    window = windows.get(str(wanted.get("not_elected", "")))
    return JSONResponse(
        {
            "words": visit.t("console-audience-count", count=found.count, reachable=found.reachable),
            "count": found.count,
            "reachable": found.reachable,
            "sample": [
                {
                    "name": person.name,
                    "number": person.number,
                    "department": person.department,
                    "company": companies.get(person.company_code, ""),
                    **({"deadline": window.closes.isoformat()} if window else {}),
                }
                for person in found.sample
            ],
        }
    )


async def save(visit: Visit) -> Response:
    values: dict[str, Any] = {
        "name": visit.field("name"),
        "kind": visit.field("kind"),
        "action": visit.field("action"),
        "texts": {language: visit.field(f"text-{language}") for language in LANGUAGES},
        "audience": _audience(visit),
    }
    try:
        campaign = await visit.services.draft_campaign(
            visit.actor, **values, scheduled_at=_moment(visit.field("scheduled"))
        )
    except BenefitsError as problem:  # what was written stays on the page
        return await _composer(visit, values, error_text(visit.language, problem), visit.field("scheduled"))
    return visit.go("campaign", visit.t("console-campaign-saved"), campaign_id=campaign.id)


async def show(visit: Visit) -> Response:
    view = await visit.services.open_campaign(visit.actor, visit.request.path_params["campaign_id"], recipients=100)
    campaign = view.campaign
    found = await visit.services.preview_audience(visit.actor, campaign.audience) if campaign.state == "draft" else None
    companies, windows = await _places(visit)
    sample = found.sample[0] if found and found.sample else (view.recipients[0][1] if view.recipients else None)
    deadline = windows[key].closes.isoformat() if (key := str(campaign.audience.get("not_elected"))) in windows else ""
    return visit.page(
        "campaign.html",
        campaign=campaign,
        numbers=view.statistics,
        recipients=view.recipients,
        found=found,
        sample=sample,
        texts={language: _sample_text(campaign, sample, language, companies, deadline) for language in LANGUAGES},
        audience=_audience_words(visit, campaign.audience, companies, windows),
        moves=MOVES.get(campaign.state, ()),
    )


async def steer(visit: Visit) -> Response:
    campaign_id, action = visit.request.path_params["campaign_id"], visit.field("action")
    await visit.services.open_campaign(visit.actor, campaign_id)  # refuses a campaign of other companies
    if action == "start":
        campaign = await visit.services.start_campaign(visit.actor, campaign_id)
    else:
        campaign = await visit.services.steer_campaign(visit.actor, campaign_id, action)
    return visit.go("campaign", visit.t(f"console-campaign-now-{campaign.state}"), campaign_id=campaign_id)


async def test(visit: Visit) -> Response:
    """Send the same texts to one employee, usually the HR user's own number: through the same delivery as all."""
    campaign_id, number = visit.request.path_params["campaign_id"], visit.field("number")
    campaign = (await visit.services.open_campaign(visit.actor, campaign_id)).campaign
    person = (await visit.services.open_employee(visit.actor, number)).employee
    narrowed = {"numbers": [person.number], "companies": [person.company_code]}
    found = await visit.services.preview_audience(visit.actor, narrowed)
    if not found.reachable:
        raise InvalidInput("test-unreachable", field="number", number=number)
    draft = await visit.services.draft_campaign(
        visit.actor,
        name=visit.t("console-campaign-test-name", name=campaign.name),
        audience=narrowed,
        texts=campaign.texts,
        kind=campaign.kind,
        action=campaign.action,
    )
    await visit.services.start_campaign(visit.actor, draft.id or 0)
    return visit.go("campaign", visit.t("console-campaign-tested", name=person.name), campaign_id=campaign_id)


async def results_file(visit: Visit) -> Response:
    campaign_id = visit.request.path_params["campaign_id"]
    view = await visit.services.open_campaign(visit.actor, campaign_id, recipients=FILE_LIMIT)
    names = ("number", "name", "department", "state", "reason", "sent", "tapped", "acted")
    rows = [
        (
            person.number, person.name, person.department,
            visit.t(f"console-recipient-{found.state}"), found.reason,
            *(at.astimezone(ZONE).strftime("%Y-%m-%d %H:%M") if at else "" for at in
              (found.sent_at, found.tapped_at, found.acted_at)),
        )
        for found, person in view.recipients
    ]  # fmt: skip
    return csv_file(f"campaign-{campaign_id}.csv", [visit.t(f"console-results-{name}") for name in names], rows)


async def _places(visit: Visit) -> tuple[dict[str, str], dict[str, EnrolmentWindow]]:
    """Names of the actor's companies by code, and their windows by id."""
    rows = await visit.services.list_companies(visit.actor)
    return (
        {company.code: company.name for company, _ in rows},
        {str(window.id): window for _, windows in rows for window in windows},
    )


async def _composer(visit: Visit, values: Mapping[str, Any], problem: str = "", scheduled: str = "") -> Response:
    audience = values["audience"]
    ages = {(audience.get("min_age"), audience.get("max_age")): ""}
    chosen_age = next((name for name, span in AGES.items() if span in ages and any(span)), "")
    return visit.page(
        "campaign_new.html",
        status=422 if problem else 200,
        values=values,
        problem=problem,
        scheduled=scheduled,
        chosen_age=chosen_age,
        places=await visit.services.list_departments(visit.actor),
        windows=await visit.services.list_windows(visit.actor),
        tiers=TIERS,
        ages=AGES,
        kinds=KINDS,
        actions=ACTIONS,
        placeholders=sorted(PLACEHOLDERS),
        longest=MAX_TEXT,
        starts=STARTS,
    )


def _audience(visit: Visit) -> dict[str, Any]:
    least, most = AGES.get(visit.field("age"), (None, None))
    made: dict[str, Any] = {
        "companies": visit.fields("companies"),
        "departments": visit.fields("departments"),
        "tiers": visit.fields("tiers"),
        "languages": visit.fields("languages"),
        "not_elected": int(visit.field("not_elected")) if visit.field("not_elected").isdigit() else None,
        "missing_papers": visit.field("missing_papers") == "yes",
        "min_age": least,
        "max_age": most,
    }
    return {name: value for name, value in made.items() if value}


def _audience_words(
    visit: Visit, audience: Mapping[str, Any], companies: Mapping[str, str], windows: Mapping[str, Any]
) -> list[tuple[str, str]]:
    made: list[tuple[str, str]] = []
    for name, value in audience.items():
        if name == "companies":
            shown = ", ".join(companies.get(code, code) for code in value)
        elif name == "tiers":
            shown = ", ".join(visit.t(f"console-tier-{tier}") for tier in value)
        elif name == "languages":
            shown = ", ".join(visit.t(f"console-language-{language}") for language in value)
        elif name == "not_elected":
            window = windows.get(str(value))
            shown = (window.name or f"{window.opens} – {window.closes}") if window else str(value)
        elif value is True:
            shown = visit.t("console-yes")
        else:
            shown = ", ".join(value) if isinstance(value, list) else str(value)
        made.append((visit.t(f"console-audience-{name.replace('_', '-')}"), shown))
    return made or [(visit.t("console-audience"), visit.t("console-audience-everyone"))]


def _sample_text(
    campaign: Campaign, person: Employee | None, language: str, companies: Mapping[str, str], deadline: str
) -> str:
    if person is None:
        return str(campaign.texts.get(language, ""))
    return personal_text(campaign, person, language, companies.get(person.company_code, ""), deadline)


def _moment(written: str) -> datetime | None:
    """The value of a ``datetime-local`` field, in the company's time. Raises InvalidInput("field-not-date")."""
    if not written:
        return None
    try:
        return datetime.fromisoformat(written).replace(tzinfo=ZONE)
    except ValueError:
        raise InvalidInput("field-not-date", field="scheduled", text=written[:40]) from None
