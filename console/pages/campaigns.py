"""Campaigns: the list with live results, and one campaign: approved, steered, tested, its results as a file."""

from __future__ import annotations

from datetime import timedelta

from markupsafe import Markup
from starlette.responses import JSONResponse, Response

from console.pages.campaign_compose import places
from console.pages.campaign_forms import audience_words, deadline_for
from console.render import ZONE
from console.tables import csv_file
from console.visit import Visit
from locales import LANGUAGES
from services.campaign_checks import ASKING
from services.campaign_running import may_approve
from services.campaign_texts import COMMON, filled, unknown_placeholders
from services.campaigns import LARGEST_FILE
from services.model import Campaign, Employee

MOVES = {"draft": ("start", "cancel"), "awaiting_approval": ("cancel",), "scheduled": ("pause", "cancel"),
         "running": ("pause", "cancel"), "paused": ("resume", "cancel")}  # fmt: skip
FILE_LIMIT = 100_000


async def listed(visit: Visit) -> Response:
    rows = await visit.services.list_campaigns(visit.actor)
    return visit.page("campaigns.html", rows=rows, audiences=await visit.services.list_audiences(visit.actor))


async def results(visit: Visit) -> Response:
    """What the list and the campaign pages ask for every few seconds."""
    made = {
        str(campaign.id): {
            **numbers,
            **handed_over(numbers),
            "recipients": campaign.planned,
            "state": campaign.state,
            "state_word": visit.t(f"console-campaign-state-{campaign.state}"),
        }
        for campaign, numbers in await visit.services.list_campaigns(visit.actor, moving=True)
    }
    return JSONResponse(made)


def handed_over(numbers: dict[str, int]) -> dict[str, int]:
    """``out``: given to the messenger; of these ``sent`` were delivered. ``settled``: nothing more to do."""
    settled = numbers["sent"] + numbers["failed"] + numbers["skipped"]
    return {"out": numbers["sent"] + numbers["failed"] - numbers["unsent"], "settled": settled}


async def show(visit: Visit) -> Response:
    view = await visit.services.open_campaign(visit.actor, visit.request.path_params["campaign_id"], recipients=100)
    campaign = view.campaign
    waiting = campaign.state in ("draft", "awaiting_approval")
    found = await visit.services.preview_audience(visit.actor, campaign.audience) if waiting else None
    companies, windows = await places(visit)
    sample = found.sample[0] if found and found.sample else (view.recipients[0][1] if view.recipients else None)
    company, today = sample.company_code if sample else "", visit.services.clock.today()
    deadline = campaign.closes_on or deadline_for(campaign.audience, company, windows, today)
    if deadline is None and campaign.open_days:
        deadline = today + timedelta(days=campaign.open_days)
    return visit.page(
        "campaign.html",
        campaign=campaign,
        numbers=view.statistics | handed_over(view.statistics),
        reasons=view.reasons,
        recipients=view.recipients,
        problems=view.problems,
        file=view.file,
        largest=LARGEST_FILE,
        found=found,
        sample=sample,
        asks=campaign.kind in ASKING,
        texts={
            language: _sample_text(campaign, sample, language, companies, deadline.isoformat() if deadline else "")
            for language in LANGUAGES
        },
        audience=audience_words(
            visit, campaign.audience, companies, windows, await visit.services.list_claimable_benefits(visit.actor)
        ),
        moves=MOVES.get(campaign.state, ()),
        may_approve=may_approve(visit.actor, campaign),
        test_number=visit.request.session.get("test_number", ""),
    )


async def steer(visit: Visit) -> Response:
    campaign_id, action = visit.request.path_params["campaign_id"], visit.field("action")
    if action == "start":
        campaign = await visit.services.start_campaign(visit.actor, campaign_id)
    elif action == "approve":
        campaign = await visit.services.approve_campaign(visit.actor, campaign_id)
    else:
        campaign = await visit.services.steer_campaign(visit.actor, campaign_id, action, visit.field("note"))
    return visit.go("campaign", visit.t(f"console-campaign-now-{campaign.state}"), campaign_id=campaign_id)


async def test(visit: Visit) -> Response:
    campaign_id, number = visit.request.path_params["campaign_id"], visit.field("number")
    person = await visit.services.test_campaign(visit.actor, campaign_id, number, visit.field("language"))
    visit.request.session["test_number"] = person.number
    return visit.go("campaign", visit.t("console-campaign-tested", name=person.name), campaign_id=campaign_id)


async def results_file(visit: Visit) -> Response:
    campaign_id = visit.request.path_params["campaign_id"]
    view = await visit.services.open_campaign(visit.actor, campaign_id, recipients=FILE_LIMIT)
    names = ("number", "name", "company", "department", "state", "reason", "sent", "tapped", "acted")
    rows = [
        (
            person.number, person.name, person.company_code, person.department,
            visit.t(f"console-recipient-{found.state}"), visit.delivery_reason(found.reason),
            *(at.astimezone(ZONE).strftime("%Y-%m-%d %H:%M") if at else "" for at in
              (found.sent_at, found.tapped_at, found.acted_at)),
        )
        for found, person in view.recipients
    ]  # fmt: skip
    return csv_file(f"campaign-{campaign_id}.csv", [visit.t(f"console-results-{name}") for name in names], rows)


def _sample_text(
    campaign: Campaign, person: Employee | None, language: str, companies: dict[str, str], deadline: str
) -> str:
    """As this person would read it, as safe HTML; as it was written where it can't be filled in."""
    template = str(campaign.texts.get(language, ""))
    if person is None or unknown_placeholders(template, COMMON | {"deadline"}):
        return template
    filled_in = filled(
        template,
        {
            "name": person.name,
            "number": person.number,
            "department": person.department,
            "company": companies.get(person.company_code, ""),
            "deadline": deadline,
        },
    )
    return Markup(filled_in)  # noqa: S704  (made safe by filled)
