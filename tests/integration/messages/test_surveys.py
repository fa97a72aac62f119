"""Surveys and quizzes: asked one by one, changeable, harmless twice, told without anybody being recognized."""

from __future__ import annotations

import pytest

from benefits.errors import Conflict, NotFound
from services.campaigns import CampaignDraft
from services.model import Campaign
from services.reminder_model import SurveyAnswer
from services.survey_results import may_show
from tests.integration.messages.conftest import HR, Office
from tests.support import builders
from tests.support.builders import save

TEXTS = dict.fromkeys(("zh-Hans", "zh-Hant", "en"), "{name}")


async def running(office: Office, kind: str, template: str, **more) -> Campaign:
    questions = await office.services.draft_survey(HR, template)
    draft = CampaignDraft(template, TEXTS, {}, kind=kind, questions=questions, open_days=7, **more)
    campaign, problems = await office.services.save_campaign(HR, draft)
    assert problems == []
    await office.services.start_campaign(HR, campaign.id)
    await office.work()
    return campaign


async def test_one_question_at_a_time_changeable_until_it_closes(office: Office):
    campaign = await running(office, "survey", "satisfaction")
    _, text, buttons = next(row for row in office.sent if row[0] == "A2")
    assert "How satisfied are you with this month" in text
    assert buttons[:2] == [f"sv:on:{campaign.id}:0:0", f"sv:on:{campaign.id}:0:1"]
    me, answer = office.actor("A2"), office.services.answer_survey
    view = await answer(me, campaign.id, "on", 0, 3)
    assert (view.place, view.answers) == (1, {"overall": ("4",)})
    assert (await answer(me, campaign.id, "on", 0, 3)).answers == view.answers  # a second tap
    view = await answer(me, campaign.id, "on", 1, 4)
    assert view.place is None
    assert (await answer(me, campaign.id, "show", 0)).place == 0
    assert (await answer(me, campaign.id, "on", 0, 0)).answers == {"overall": ("1",), "speed": ("5",)}
    assert (await office.services.list_campaigns(HR))[0][1]["acted"] == 1
    with pytest.raises(NotFound):
        stranger = await save(office.store, builders.employee(number="X9"))
        office.people["X9"] = stranger
        await answer(office.actor("X9"), campaign.id, "on", 0, 0)
    office.clock.advance(days=7)
    assert (await answer(me, campaign.id, "on", 0, 1)).answers["overall"] == ("2",)  # the last day
    office.clock.advance(days=1)
    with pytest.raises(Conflict, match="survey-closed"):
        await answer(me, campaign.id, "on", 0, 2)


async def test_a_quiz_takes_its_figures_from_the_plan_and_locks_once_the_answers_are_told(office: Office):
    campaign = await running(office, "quiz", "quiz")
    me, answer = office.actor("A1"), office.services.answer_survey
    view = await answer(me, campaign.id, "show", 0)
    first = view.questions[0]
    assert [option.code for option in first.options] == ["90", "180", "360"]
    assert first.right == "180"  # late_filing of the plan file
    for place, question in enumerate(view.questions):
        option = question.codes.index(question.right) if place else 0
        view = await answer(me, campaign.id, "on", place, option)
    assert (view.locked, view.right, len(view.questions)) == (True, 2, 3)
    assert (await answer(me, campaign.id, "on", 0, 1)).answers["q1"] == ("90",)  # too late to change


async def test_several_options_stay_until_next_and_lead_the_recommendations(office: Office):
    await save(office.store, builders.window())
    campaign = await running(office, "survey", "needs")
    me, answer = office.actor("A1"), office.services.answer_survey
    view = await answer(me, campaign.id, "next", 0)
    assert view.place == 0  # nothing chosen yet
    codes = view.questions[0].codes
    wanted, other = codes.index("annuity"), codes.index("family")
    await answer(me, campaign.id, "on", 0, other)
    await answer(me, campaign.id, "on", 0, wanted)
    await answer(me, campaign.id, "on", 0, wanted)
    view = await answer(me, campaign.id, "off", 0, other)
    assert (view.place, view.answers["needs"]) == (0, ("annuity",))
    assert (await answer(me, campaign.id, "next", 0)).place is None
    offers = (await office.services.show_enrolment(me)).offers
    assert {offer.option.benefit: offer.because for offer in offers}["annuity"] == "said-so"


async def test_results_are_told_from_five_people_on(office: Office):
    campaign = await running(office, "survey", "satisfaction")
    people = [builders.employee(department="A" if n < 6 else "B") for n in range(9)]
    await save(office.store, *people)

    async def show(cut: str = ""):
        return (await office.services.show_survey_results(HR, campaign.id, cut)).results[0]

    async def answered(some) -> None:
        rows = [SurveyAnswer(campaign.id, one.id, "overall", [str(n % 5 + 1)], office.clock.now()) for n, one in some]
        await save(office.store, *rows)

    numbered = list(enumerate(people))
    await answered(numbered[:4])
    assert (await show()).cells[0].options is None
    await answered(numbered[4:7])
    cell = (await show()).cells[0]
    assert (cell.people, str(cell.average)) == (5, "3.00")  # seven have answered, and it is still open
    await answered(numbered[7:])
    office.clock.advance(days=9)  # closed: all nine count
    assert (await show()).cells[0].people == 9
    by = {cell.cut: cell.options is not None for cell in (await show("department")).cells}
    assert by == {"星河科技 · A": False, "星河科技 · B": False}  # B is too small, and A would tell it
    assert [cell.people for cell in (await show("company")).cells] == [9]


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [
        ({"a": 5}, {"a"}),
        ({"a": 4}, set()),
        ({"a": 20, "b": 6, "c": 2}, {"a"}),
        ({"a": 20, "b": 3, "c": 2}, {"a"}),
        ({"a": 20, "b": 4}, set()),
        ({"a": 9, "b": 7}, {"a", "b"}),
    ],
)
def test_no_hidden_figure_follows_from_those_shown(sizes: dict[str, int], shown: set[str]):
    assert may_show(sizes) == shown


async def test_what_is_missing_in_a_survey_is_listed_and_a_test_keeps_nothing(office: Office):
    empty, problems = await office.services.save_campaign(HR, CampaignDraft("x", TEXTS, {}, kind="survey"))
    assert [problem.code for problem in problems] == ["survey-empty", "survey-open-days"]
    questions = await office.services.draft_survey(HR, "quiz")
    questions[0]["right"] = ""
    questions[1]["options"] = questions[1]["options"][:1]
    questions[2]["texts"]["en"] = ""
    draft = CampaignDraft("x", TEXTS, {}, kind="quiz", questions=questions, open_days=7)
    campaign, problems = await office.services.save_campaign(HR, draft, empty.id)
    found = [(problem.code, problem.fields["place"]) for problem in problems]
    wanted = [("quiz-right-missing", 1), ("survey-options", 2), ("survey-words-missing", 3)]
    assert [one for one in found if one != ("quiz-right-missing", 2)] == wanted
    view = await office.services.answer_survey(office.actor("A1"), campaign.id, "on", 0, 0)
    assert (view.trial, view.place) == (True, 1)
    async with office.store.read() as unit:
        assert await unit.surveys.answers(campaign.id, office.people["A1"].id) == []
