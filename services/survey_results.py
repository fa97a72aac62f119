"""What a survey found, told so that nobody can be recognized.

A figure over fewer than ``FEWEST`` people is not shown; nor is the next larger one where it would follow by subtraction.
While a survey is open its figures move on by ``FEWEST`` people at a time, so that watching them reveals no single answer.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from benefits.errors import NotFound
from services.actors import Actor, UseCase
from services.campaign_audiences import require_own
from services.model import Campaign
from services.ports import Clock, Store
from services.reminder_model import SurveyAnswer
from services.survey_questions import Question, questions_of

FEWEST = 5
CUTS = ("", "company", "department")


@dataclass(frozen=True, slots=True)
class OptionCount:
    code: str
    people: int
    share: Decimal
    """0..1 of those who answered."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One question within one cut. ``options`` is None where too few answered for it to be shown."""

    cut: str
    people: int | None
    options: tuple[OptionCount, ...] | None
    average: Decimal | None = None
    """Of a scale, to two decimals."""
    right: Decimal | None = None
    """Share of right answers of a quiz."""


@dataclass(frozen=True, slots=True)
class QuestionResult:
    question: Question
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class SurveyResults:
    campaign: Campaign
    cut: str
    open: bool
    results: tuple[QuestionResult, ...]


class ShowSurveyResults(UseCase):
    """A survey's figures, over everybody or by company or department of those who answered."""

    permission = "campaign.manage"

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    async def __call__(self, actor: Actor, campaign_id: int, cut: str = "") -> SurveyResults:
        cut = cut if cut in CUTS else ""
        async with self._store.read() as unit:
            campaign = await unit.campaigns.campaign(campaign_id)
            if campaign is None or not campaign.questions:
                raise NotFound("campaign-not-found")
            require_own(actor, campaign)
            names = {company.code: company.name for company in await unit.people.companies()}
            rows = await unit.surveys.all_answers(campaign_id)
        going = is_open(campaign, self._clock.today())
        kept = [(answer, _cut(cut, names.get(company, company), department)) for answer, company, department in rows]
        made = tuple(QuestionResult(question, _cells(question, kept, going)) for question in questions_of(campaign))
        return SurveyResults(campaign, cut, going, made)


def is_open(campaign: Campaign, today: date) -> bool:
    over = campaign.closes_on is not None and campaign.closes_on < today
    return campaign.state in ("scheduled", "running", "paused", "done") and not over


def _cut(cut: str, company: str, department: str) -> str:
    return {"company": company, "department": f"{company} · {department}"}.get(cut, "")


def _cells(question: Question, rows: Sequence[tuple[SurveyAnswer, str]], going: bool) -> tuple[Cell, ...]:
    groups: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for answer, cut in rows:
        if answer.question == question.code and answer.answers:
            groups[cut].append(tuple(answer.answers))
    if going:
        groups = defaultdict(
            list, {cut: given[: len(given) // FEWEST * FEWEST or len(given)] for cut, given in groups.items()}
        )
    shown = may_show({cut: len(given) for cut, given in groups.items()})
    return tuple(_cell(question, cut, given, cut in shown) for cut, given in sorted(groups.items())) or (
        Cell("", None, None),
    )


def may_show(sizes: Mapping[str, int]) -> frozenset[str]:
    """The cells large enough to show, less the smallest of them where a hidden one would follow from the sum."""
    shown = {cut for cut, size in sizes.items() if size >= FEWEST}
    hidden = sum(size for cut, size in sizes.items() if cut not in shown)
    if 0 < hidden < FEWEST and len(sizes) > 1 and shown:
        shown.remove(min(shown, key=lambda cut: (sizes[cut], cut)))
    return frozenset(shown)


def _cell(question: Question, cut: str, given: Sequence[tuple[str, ...]], shown: bool) -> Cell:
    if not shown:
        return Cell(cut, None, None)
    people = len(given)
    counted = Counter(code for answers in given for code in answers)
    options = tuple(OptionCount(code, counted[code], Decimal(counted[code]) / people) for code in question.codes)
    average = right = None
    if question.type == "scale":
        total = sum(int(answers[0]) for answers in given)
        average = (Decimal(total) / people).quantize(Decimal("0.01"), ROUND_HALF_UP)
    if question.right:
        right = Decimal(counted[question.right]) / people
    return Cell(cut, people, options, average, right)
