"""Whom a campaign is for, within the companies its author is responsible for; audiences kept under a name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from benefits.errors import InvalidInput, NotFound, NotPermitted
from services.actors import Actor, UseCase
from services.model import Campaign, Employee
from services.plans import PlanShelf
from services.ports import Clock, Store, UnitOfWork
from services.reminder_model import SavedAudience
from services.reminder_rules import CompanyFacts, facts_of

OPEN = "open"
"""In place of a window's number: whichever is open at the person's company that day."""
ENROLMENT = ("not_elected", "elected", "waived")
TO_DO = ("not_elected", "missing_papers", "unused")
"""Parts of an audience that its people can do something about: whoever has is left out."""


@dataclass(frozen=True, slots=True)
class AudiencePreview:
    count: int
    reachable: int
    sample: tuple[Employee, ...]


async def people_of(
    unit: UnitOfWork, shelf: PlanShelf, audience: Mapping[str, Any], today: date, employee_id: int | None = None
) -> list[tuple[int, int | None]]:
    """(employee id, account id or None when not reachable) of everybody in an audience, or of one person."""
    unused = await _unused(unit, shelf, audience, today) if audience.get("unused") else ()
    return await unit.campaigns.audience(audience, today, unused=unused, employee_id=employee_id)


async def _unused(
    unit: UnitOfWork, shelf: PlanShelf, audience: Mapping[str, Any], today: date
) -> tuple[CompanyFacts, ...]:
    """Each company's plan year, with the claim types of the benefit; companies whose plan lacks it are left out."""
    made = []
    for company in await unit.people.companies():
        if audience.get("companies") and company.code not in audience["companies"]:
            continue
        try:
            plan = await shelf.plan(unit, company.code, today)
        except NotFound:
            continue
        benefit = plan.benefits.get(str(audience["unused"]))
        if benefit is not None and benefit.claim_types:
            facts = facts_of(company.code, plan, today)
            made.append(
                CompanyFacts(company.code, 0, facts.year_from, facts.year_until, ((benefit.code, benefit.claim_types),))
            )
    return tuple(made)


class PreviewAudience(UseCase):
    """How many people an audience holds, how many of them can be reached in a chat, and a sample of ten."""

    permission = "campaign.manage"

    def __init__(self, store: Store, shelf: PlanShelf, clock: Clock) -> None:
        self._store, self._shelf, self._clock = store, shelf, clock

    async def __call__(self, actor: Actor, audience: Mapping[str, Any]) -> AudiencePreview:
        async with self._store.read() as unit:
            people = await people_of(unit, self._shelf, within(actor, audience), self._clock.today())
            sample = [await unit.people.employee(employee_id) for employee_id, _ in people[:10]]
            reachable = sum(account is not None for _, account in people)
            return AudiencePreview(len(people), reachable, tuple(person for person in sample if person))


class ListClaimableBenefits(UseCase):
    """Benefits that somebody may have left unused: code → names, from the plans of the actor's companies."""

    permission = "campaign.manage"

    def __init__(self, store: Store, shelf: PlanShelf, clock: Clock) -> None:
        self._store, self._shelf, self._clock = store, shelf, clock

    async def __call__(self, actor: Actor) -> dict[str, Mapping[str, str]]:
        found: dict[str, Mapping[str, str]] = {}
        async with self._store.read() as unit:
            for company in await unit.people.companies():
                if actor.companies and company.code not in actor.companies:
                    continue
                try:
                    plan = await self._shelf.plan(unit, company.code, self._clock.today())
                except NotFound:
                    continue
                for benefit in plan.benefits.values():
                    if benefit.claim_types and benefit.elective is None and "self" in benefit.relations:
                        found.setdefault(benefit.code, benefit.names)
        return found


class SaveAudience(UseCase):
    """Keep an audience under a name; the same name again replaces it. Raises InvalidInput("audience-name-missing")."""

    permission = "campaign.manage"

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    async def __call__(self, actor: Actor, name: str, audience: Mapping[str, Any]) -> SavedAudience:
        name = " ".join(name.split())[:100]
        if not name:
            raise InvalidInput("audience-name-missing", field="name")
        async with self._store.write() as unit:
            for known in await unit.surveys.audiences():
                if known.name == name and covers(actor, known.audience):
                    known.audience = within(actor, audience)
                    await unit.commit()
                    return known
            made = SavedAudience(name, within(actor, audience), actor.name, self._clock.now())
            unit.add(made)
            await unit.commit()
            return made


class ListAudiences(UseCase):
    """Saved audiences within the actor's companies."""

    permission = "campaign.manage"

    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, actor: Actor) -> list[SavedAudience]:
        async with self._store.read() as unit:
            return [one for one in await unit.surveys.audiences() if covers(actor, one.audience)]


class ForgetAudience(UseCase):
    """Drop a saved audience; campaigns made from it keep theirs."""

    permission = "campaign.manage"

    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, actor: Actor, audience_id: int) -> None:
        async with self._store.write() as unit:
            found = await unit.surveys.audience(audience_id)
            if found is None or not covers(actor, found.audience):
                raise NotFound("audience-not-found")
            await unit.delete(found)
            await unit.commit()


def within(actor: Actor, audience: Mapping[str, Any]) -> dict[str, Any]:
    """The audience, cut to the companies the HR user is responsible for."""
    made = {key: value for key, value in audience.items() if value not in (None, "", [], ())}
    if actor.companies:
        wanted = made.get("companies") or list(actor.companies)
        made["companies"] = [code for code in wanted if code in actor.companies] or ["-"]
    return made


def covers(actor: Actor, audience: Mapping[str, Any]) -> bool:
    """Whether an audience lies wholly within the companies the HR user is responsible for."""
    if not actor.companies:
        return True
    named = audience.get("companies") or []
    return bool(named) and set(named) <= set(actor.companies)


def concerns(actor: Actor, campaign: Campaign) -> bool:
    return covers(actor, campaign.audience)


def require_own(actor: Actor, campaign: Campaign) -> None:
    """Raises NotPermitted("other-company") for a campaign that also goes to other companies."""
    if not concerns(actor, campaign):
        raise NotPermitted("other-company")


def window_of(audience: Mapping[str, Any]) -> int | None:
    """The one enrolment window an audience is about, if it names one."""
    found = next((audience[key] for key in ENROLMENT if audience.get(key)), None)
    return int(found) if found is not None and str(found).isdigit() else None
