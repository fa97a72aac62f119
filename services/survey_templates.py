"""Ready-made surveys: satisfaction, needs from the plan's electives, and a quiz whose figures come from the plan file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from benefits.plan import Plan
from locales import LANGUAGES, text
from services.actors import Actor, UseCase
from services.model import Json
from services.plans import PlanShelf
from services.ports import Clock, Store
from services.reminder_rules import quotas
from services.survey_questions import MOST_OPTIONS, NEEDS, Option, Question

TEMPLATES = ("satisfaction", "quiz", "needs")


class DraftSurvey(UseCase):
    """The questions of a ready-made survey for one company's plan, for HR to change. Raises NotFound("plan-missing")."""

    permission = "campaign.manage"

    def __init__(self, store: Store, shelf: PlanShelf, clock: Clock) -> None:
        self._store, self._shelf, self._clock = store, shelf, clock

    async def __call__(self, actor: Actor, template: str) -> list[Json]:
        if template == "satisfaction":
            return [question.to_json() for question in satisfaction()]
        async with self._store.read() as unit:
            codes = [company.code for company in await unit.people.companies()]
            own = next((code for code in codes if not actor.companies or code in actor.companies), "")
            plan = await self._shelf.plan(unit, own, self._clock.today())
        return [question.to_json() for question in (quiz(plan) if template == "quiz" else needs(plan))]


def satisfaction() -> list[Question]:
    return [
        Question("overall", "scale", _said("survey-satisfaction-overall")),
        Question("speed", "scale", _said("survey-satisfaction-speed")),
    ]


def needs(plan: Plan) -> list[Question]:
    """One question: which of the electives matter to you. Its options are benefit codes."""
    electives = [benefit for benefit in plan.benefits.values() if benefit.elective is not None][:MOST_OPTIONS]
    options = tuple(
        Option(benefit.code, {language: benefit.name(language) for language in LANGUAGES}) for benefit in electives
    )
    return [Question(NEEDS, "many", _said("survey-needs"), options)]


def quiz(plan: Plan) -> list[Question]:
    """Up to three questions about figures of this plan; the wrong options are other figures."""
    days = plan.late_filing.days
    made = [_figure("late", days, (days // 2, days * 2), {"days": str(days)})]
    for benefit in quotas(plan):
        names = {language: benefit.name(language) for language in LANGUAGES}
        if benefit.sessions:
            others = (max(1, benefit.sessions // 2), benefit.sessions * 2)
            made.append(_figure("sessions", benefit.sessions, others, {"count": str(benefit.sessions)}, names))
            continue
        sums = {amount for limit in benefit.limits if limit.per == "year" for amount in limit.amounts.values()}
        if len(sums) == 1:  # the same for everybody, so that one answer is right
            amount = int(sums.pop())
            made.append(_figure("yearly", amount, (amount // 2, amount * 2), {"amount": f"{amount:,}"}, names))
    return [replace(question, code=f"q{place}") for place, question in enumerate(made[:3], 1)]


def _figure(
    kind: str, right: int, others: tuple[int, int], why: Mapping[str, str], names: Mapping[str, str] | None = None
) -> Question:
    def said(key: str, language: str, **more: str) -> str:
        return text(language, key, **more, **({"benefit": names[language]} if names else {}))

    options = tuple(
        Option(
            str(number),
            {language: text(language, f"survey-quiz-{kind}-option", number=f"{number:,}") for language in LANGUAGES},
        )
        for number in sorted({right, *others})
    )
    return Question(
        f"quiz-{kind}",
        "choice",
        {language: said(f"survey-quiz-{kind}", language) for language in LANGUAGES},
        options,
        str(right),
        {language: said(f"survey-quiz-{kind}-why", language, **why) for language in LANGUAGES},
    )


def _said(key: str) -> dict[str, str]:
    return {language: text(language, key) for language in LANGUAGES}
