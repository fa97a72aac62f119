"""Writing a campaign: new, copied or changed; its audience, its file, audiences kept for the next one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from starlette.responses import JSONResponse, Response

from benefits.errors import BenefitsError, Conflict
from console.pages.campaign_forms import (
    AGES,
    BLANK,
    WHENS,
    age_of,
    audience_from,
    deadline_for,
    draft_from,
    enrolment_of,
    values_of,
)
from console.render import error_text
from console.visit import Visit
from locales import LANGUAGES, text
from services.campaign_audiences import ENROLMENT, OPEN
from services.campaign_checks import ACTIONS, ASKING, KINDS, REPEATS
from services.campaign_texts import MAX_TEXT, PLACEHOLDERS
from services.campaigns import LARGEST_FILE, CampaignDraft, stamp
from services.model import Campaign, EnrolmentWindow
from services.survey_questions import TYPES
from services.survey_templates import TEMPLATES

AUDIENCES: Mapping[str, dict[str, Any]] = {"enrol": {"not_elected": OPEN}, "papers": {"missing_papers": True}}
TIERS = ("executive", "manager", "staff")
STARTS = ("enrol", "papers", *TEMPLATES)
"""Ready-made beginnings: texts ``console-draft-<code>`` in each language."""


async def compose(visit: Visit) -> Response:
    wanted = visit.query.get("start", "")
    if visit.query.get("copy", "").isdigit():
        campaign = (await visit.services.open_campaign(visit.actor, int(visit.query["copy"]))).campaign
        values = values_of(campaign) | {"when": "now", "scheduled": ""}
    elif wanted in STARTS:
        values = await _ready_made(visit, wanted)
    else:
        values = values_of(CampaignDraft("", {}, {}))
    if visit.query.get("window", "").isdigit():
        values["audience"]["not_elected"] = int(visit.query["window"])
        if visit.query.get("company"):
            values["audience"]["companies"] = [visit.query["company"]]
    saved = visit.query.get("audience", "")
    for one in await visit.services.list_audiences(visit.actor) if saved.isdigit() else ():
        if str(one.id) == saved:
            values["audience"] = dict(one.audience)
    return await composer(visit, values)


async def _ready_made(visit: Visit, start: str) -> dict[str, Any]:
    values = values_of(
        CampaignDraft(
            name=visit.t(f"console-draft-{start}-name"),
            texts={language: text(language, f"console-draft-{start}") for language in LANGUAGES},
            audience=AUDIENCES.get(start, {}),
            kind={"enrol": "deadline", "papers": "reminder", "quiz": "quiz"}.get(start, "survey"),
            action={"enrol": "enrol", "papers": "claims"}.get(start, ""),
            repeat="monthly" if start == "satisfaction" else "",
        )
    )
    if start in TEMPLATES:
        values["questions"] = await visit.services.draft_survey(visit.actor, start)
    return values


async def edit(visit: Visit) -> Response:
    """A draft in the form again, with everything that is still missing."""
    campaign_id = visit.request.path_params["campaign_id"]
    view = await visit.services.open_campaign(visit.actor, campaign_id)
    if view.campaign.state != "draft":
        raise Conflict("campaign-state", state=view.campaign.state)
    return await composer(visit, values_of(view.campaign), view.problems, campaign=view.campaign)


async def save(visit: Visit) -> Response:
    """The draft is kept whatever is wrong with it; what is wrong stands above the form."""
    number = visit.field("campaign")
    draft = CampaignDraft("", {}, {})
    try:
        draft = draft_from(visit)
        campaign, problems = await visit.services.save_campaign(
            visit.actor, draft, int(number) if number.isdigit() else None, visit.field("seen")
        )
    except BenefitsError as problem:  # nothing could be stored: what was written stays on the page
        return await composer(visit, _as_typed(visit, draft), [problem], number=number, kept=False)
    if visit.field("audience-name"):
        await visit.services.save_audience(visit.actor, visit.field("audience-name"), draft.audience)
    if problems:
        return await composer(visit, values_of(campaign), problems, campaign=campaign)
    return visit.go("campaign", visit.t("console-campaign-saved"), campaign_id=campaign.id)


def _as_typed(visit: Visit, draft: CampaignDraft) -> dict[str, Any]:
    typed = {name: visit.field(name) for name in ("scheduled", "days_before", "send_time", "open_days", "repeat")}
    return (
        values_of(draft)
        | typed
        | {
            "name": visit.field("name"),
            "kind": visit.field("kind"),
            "action": visit.field("action"),
            "texts": {language: visit.field(f"text-{language}") for language in LANGUAGES},
            "audience": audience_from(visit),
            "when": visit.field("when") or "now",
        }
    )


async def audience(visit: Visit) -> Response:
    """Count, reachable people and a sample, for the composer."""
    wanted = audience_from(visit)
    try:
        found = await visit.services.preview_audience(visit.actor, wanted)
    except BenefitsError as problem:
        return JSONResponse({"problem": error_text(visit.language, problem)})
    companies, windows = await places(visit)
    today, open_days = visit.services.clock.today(), visit.field("open_days")
    company = found.sample[0].company_code if found.sample else ""
    deadline = deadline_for(wanted, company, windows, today)
    if visit.field("kind") in ASKING and open_days.isdigit() and len(open_days) < 4:
        deadline = today + timedelta(days=int(open_days))
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
                    **({"deadline": deadline.isoformat()} if deadline else {}),
                }
                for person in found.sample
            ],
        }
    )


async def attach(visit: Visit) -> Response:
    campaign_id = visit.request.path_params["campaign_id"]
    remove = visit.field("remove") == "yes"
    filename, data = ("", b"") if remove else await visit.upload("file")
    await visit.services.attach_file(visit.actor, campaign_id, filename, data, remove=remove)
    done = "console-campaign-file-removed" if remove else "console-campaign-file-added"
    return visit.go("campaign", visit.t(done), campaign_id=campaign_id)


async def forget_audience(visit: Visit) -> Response:
    await visit.services.forget_audience(visit.actor, visit.request.path_params["audience_id"])
    return visit.go("campaigns", visit.t("console-audience-forgotten"))


async def places(visit: Visit) -> tuple[dict[str, str], dict[str, EnrolmentWindow]]:
    """Names of the actor's companies by code, and their windows by id."""
    rows = await visit.services.list_companies(visit.actor)
    return (
        {company.code: company.name for company, _ in rows},
        {str(window.id): window for _, windows in rows for window in windows},
    )


async def composer(
    visit: Visit,
    values: dict[str, Any],
    problems: Sequence[BenefitsError] = (),
    *,
    campaign: Campaign | None = None,
    number: str = "",
    kept: bool = True,
) -> Response:
    """``kept``: whether what stands on the page is stored as a draft."""
    enrolment, window = enrolment_of(values["audience"])
    return visit.page(
        "campaign_new.html",
        status=422 if problems and visit.request.method == "POST" else 200,
        values=values,
        problems=problems,
        kept=kept and campaign is not None,
        number=campaign.id if campaign else number,
        seen=stamp(campaign) if campaign else visit.field("seen"),
        chosen_age=age_of(values["audience"]),
        enrolment=enrolment,
        chosen_window=window,
        question_blocks=[*values["questions"], BLANK],
        places=await visit.services.list_departments(visit.actor),
        windows=await visit.services.list_windows(visit.actor),
        benefits=await visit.services.list_claimable_benefits(visit.actor),
        audiences=await visit.services.list_audiences(visit.actor),
        tiers=TIERS,
        ages=AGES,
        kinds=KINDS,
        actions=ACTIONS,
        whens=WHENS,
        repeats=REPEATS,
        states=ENROLMENT,
        types=TYPES,
        placeholders=sorted(PLACEHOLDERS),
        longest=MAX_TEXT,
        largest=LARGEST_FILE,
        starts=STARTS,
    )
