"""Plan files: what is in force, looking at a new one before it is published, and the documents held against the plans."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from starlette.responses import Response

from benefits.errors import BenefitsError
from benefits.plan import Plan
from console.render import error_text, word
from console.visit import Visit
from services.model import Company, Json
from services.plan_check import Audited
from services.plan_commands import contradiction_text, problem_text, simulation_json
from services.plan_publishing import PlanReview

_AGES = {"<30": "young", "30-49": "middle", ">=50": "old"}


async def show(visit: Visit) -> Response:
    return await _page(visit)


async def preview(visit: Visit) -> Response:
    """The chosen file, or the text that was looked at already, with what publishing it would change."""
    _, data = await visit.upload("file")
    text = data.decode("utf-8-sig", errors="replace") if data else visit.field("text")
    company = visit.field("company")
    try:
        effective = visit.day_field("effective")
        found = await visit.services.review_plan(visit.actor, text, company, effective, visit.language)
    except BenefitsError as problem:
        return await _page(visit, problem=error_text(visit.language, problem))
    return await _page(visit, found=found, text=text, company=company, effective=effective)


async def publish(visit: Visit) -> Response:
    version = await visit.services.publish_plan(
        visit.actor, visit.form_text("text"), visit.field("company"), visit.day_field("effective")
    )
    await warn_of_contradictions(visit)
    return visit.go("plans", visit.t("console-plan-done", plan=version.code, date=version.effective_from.isoformat()))


async def warn_of_contradictions(visit: Visit) -> None:
    """After a plan or a document was published: how many of the stated figures contradict the plans."""
    audits = await visit.services.audit_plans(visit.actor)
    count = sum(len(audited.contradictions) for _, audited in audits)
    if count:
        visit.flash("note", visit.t("console-figures-warning", count=count))


async def _page(
    visit: Visit,
    *,
    found: PlanReview | None = None,
    problem: str = "",
    text: str = "",
    company: str = "",
    effective: date | None = None,
) -> Response:
    _, plans = await visit.services.list_documents(visit.actor)
    audits = [] if found else await visit.services.audit_plans(visit.actor)
    simulated = simulation_json(found.simulation, visit.language) if found and found.simulation else None
    companies = [company for company, _ in await visit.services.list_companies(visit.actor)]
    return visit.page(
        "plans.html",
        plans=plans,
        audits=[_audit(visit, plan, audited) for plan, audited in audits],
        found=found,
        problems=[problem_text(one, visit.language) for one in found.problems] if found else [],
        contradictions=_sentences(visit, found.audited) if found and found.audited else [],
        simulated=simulated["text"] if simulated else "",
        groups=_groups(visit, simulated["groups"], companies) if simulated else {},
        problem=problem,
        chosen={"text": text, "company": company, "effective": effective.isoformat() if effective else ""},
        companies=companies,
        head_office=not visit.actor.companies,
        today=visit.services.clock.today(),
    )


def _groups(visit: Visit, groups: Json, companies: Sequence[Company]) -> dict[str, list[tuple[str, Json]]]:
    """The tallies of a simulation by group, each under a name people use; ages from young to old."""
    named = {one.code: one.name for one in companies}
    shown = {group: list(tallies.items()) for group, tallies in groups.items()}
    if "age" in shown:
        shown["age"].sort(key=lambda one: list(_AGES).index(one[0]))
    return {
        group: [
            (named.get(name, name) if group == "company" else word(visit.language, *_word(group, name)), tally)
            for name, tally in tallies
        ]
        for group, tallies in shown.items()
    }


def _word(group: str, name: str) -> tuple[str, str]:
    return ("plan-age", _AGES[name]) if group == "age" else (group, name)


def _audit(visit: Visit, plan: Plan, audited: Audited) -> dict[str, object]:
    return {
        "name": plan.name(visit.language),
        "checked": sum(audited.checked.values()),
        "contradictions": _sentences(visit, audited),
    }


def _sentences(visit: Visit, audited: Audited) -> list[str]:
    return [contradiction_text(one, visit.language) for one in audited.contradictions]
