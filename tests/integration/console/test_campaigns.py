"""Campaigns, surveys and reminders as HR works with them: kept while broken, approved by another, set and reset."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from services.reminder_model import SurveyAnswer
from services.survey_results import FEWEST
from tests.integration.console.world import NOW, World

TEXTS = {"text-zh-Hans": "{name}，你好", "text-zh-Hant": "{name}，你好", "text-en": "Hello {name}"}
FIELDS = {"name": "Elections", "kind": "reminder", "action": "enrol"}


def number_in(html: str) -> str:
    found = re.search(r'name="campaign" value="(\d+)"', html)
    assert found is not None
    return found[1]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"text-en": "Hello {salary}"}, "{salary} can&#39;t be filled in"),
        ({"text-en": "Hello {name"}, "{ can&#39;t be filled in"),
        ({"text-en": ""}, "Text missing: English"),
        ({"text-en": "x" * 1501}, "1,500"),
        ({"text-en": "<h1>Hi</h1>"}, "&lt;h1&gt;” can&#39;t be shown in chats"),
        ({"text-en": "**Hi**"}, "**Hi**” can&#39;t be shown"),
        ({"text-en": "until {deadline}"}, "no deadline is chosen"),
        ({"when": "at", "scheduled": "2026-11-19T10:00"}, "That time has passed"),
        ({"when": "before", "days_before": "3"}, "choose an enrolment state and one window"),
    ],
)
async def test_what_is_wrong_is_said_and_the_draft_is_kept(open_browser, wrong, said: str) -> None:
    browser = await open_browser("hr")
    await browser.get("/campaigns/new")
    page = await browser.post("/campaigns/save", 422, **FIELDS | TEXTS | wrong)
    assert "Saved as a draft" in page.text
    assert said in page.text
    number = number_in(page.text)
    shown = await browser.get(f"/campaigns/{number}")
    assert said in shown.text
    assert 'value="start"' not in shown.text
    page = await browser.post("/campaigns/save", **FIELDS | TEXTS, campaign=number)
    assert page.url.path == f"/hr/campaigns/{number}"
    assert 'value="start"' in page.text


async def test_what_cannot_be_stored_stays_on_the_page(open_browser) -> None:
    browser = await open_browser("hr")
    await browser.get("/campaigns/new")
    page = await browser.post("/campaigns/save", 422, **FIELDS | TEXTS, when="before", days_before="soon")
    assert "“soon” isn&#39;t a whole number" in page.text
    assert "Hello {name}" in page.text
    page = await browser.post("/campaigns/save", **FIELDS | TEXTS)
    number = page.url.path.rsplit("/", 1)[1]
    edit = await browser.get(f"/campaigns/{number}/edit")
    seen = re.search(r'name="seen" value="([^"]+)"', edit.text)
    assert seen is not None
    await browser.post("/campaigns/save", **FIELDS | TEXTS, campaign=number, seen=seen[1])
    late = await browser.post("/campaigns/save", 422, **FIELDS | TEXTS, campaign=number, seen=seen[1])
    assert "Somebody else changed this draft" in late.text


async def test_an_empty_audience_is_said_before_and_at_the_start(open_browser) -> None:
    browser = await open_browser("hr")
    page = await browser.post("/campaigns/save", **FIELDS | TEXTS, companies="ZN", tiers="executive")
    assert "widen the audience" in page.text
    answer = await browser.post(page.url.path.removeprefix("/hr") + "/steer", action="start")
    assert "widen the audience" in answer.text


async def test_a_file_that_cannot_be_sent_is_refused_and_the_draft_is_kept(open_browser) -> None:
    browser = await open_browser("hr")
    page = await browser.post("/campaigns/save", **FIELDS | TEXTS)
    path = page.url.path.removeprefix("/hr")

    async def attach(name: str, data: bytes, status: int = 200):
        return await browser.post(f"{path}/file", status, files={"file": (name, data)})

    assert "can&#39;t be sent" in (await attach("virus.exe", b"MZ...")).text
    assert "larger than 10 MB" in (await attach("film.pdf", b"%PDF-" + bytes(11 * 1024**2))).text
    huge = await attach("film.mp4", bytes(50 * 1024**2))
    assert "too large: 30 MB at most" in huge.text
    assert huge.url.path == f"/hr{path}"
    assert "plan.pdf" in (await attach("plan.pdf", b"%PDF-1.7")).text
    assert "plan.pdf" not in (await browser.post(f"{path}/file", remove="yes")).text


async def test_a_second_person_approves_what_goes_to_many(world: World, open_browser) -> None:
    for use_case in (world.services.start_campaign, world.services.approve_campaign):
        use_case._approval_above = 3
    browser, second = await open_browser("hr"), await open_browser("admin")
    page = await browser.post("/campaigns/save", **FIELDS | TEXTS)
    path = page.url.path.removeprefix("/hr")
    page = await browser.post(f"{path}/steer", action="start")
    assert "second HR person" in page.text
    assert "somebody else has to approve it" in page.text.replace("in HR ", "")
    assert "somebody else" in (await browser.post(f"{path}/steer", action="approve")).text
    assert "campaign to approve" in (await second.get("/")).text
    assert "campaign to approve" not in (await browser.get("/")).text  # one's own are for somebody else
    page = await second.get(path)
    assert "Approve and start" in page.text
    page = await second.post(f"{path}/steer", action="return", note="Please shorten")
    assert "Please shorten" in page.text
    await browser.post(f"{path}/steer", action="start")
    page = await second.post(f"{path}/steer", action="approve")
    assert "approved by admin" in page.text
    assert "Running" in page.text


async def test_a_survey_is_written_started_and_read_without_anybody_showing(world: World, open_browser) -> None:
    browser = await open_browser("hr")
    composer = await browser.get("/campaigns/new?start=satisfaction")
    assert "How satisfied are you" in composer.text
    asked = {
        "questions": "2", "q0-type": "choice", "q0-right": "", "q1-type": "scale",
        **{f"q0-text-{language}": "Which?" for language in ("zh-Hans", "zh-Hant", "en")},
        **{f"q0-options-{language}": "One\nTwo" for language in ("zh-Hans", "zh-Hant", "en")},
    }  # fmt: skip
    page = await browser.post("/campaigns/save", **FIELDS | TEXTS | asked | {"kind": "survey", "open_days": "7"})
    assert "Which?" in page.text
    path = page.url.path.removeprefix("/hr")
    await browser.post(f"{path}/steer", action="start")
    assert "Fewer than 5 answers" in (await browser.get(f"{path}/answers")).text
    campaign_id = int(path.rsplit("/", 1)[1])
    async with world.store.write() as unit:
        for number, employee_id in enumerate(list(world.employees.values())[:FEWEST]):
            unit.add(SurveyAnswer(campaign_id, employee_id, "q1", ["1" if number else "2"], NOW))
        await unit.commit()
    page = await browser.get(f"{path}/answers")
    assert "5 answered" in page.text
    assert "80 %" in page.text
    by = await browser.get(f"{path}/answers?by=company")
    assert by.text.count("Fewer than 5 answers") == 2  # four and one
    file = await browser.get(f"{path}/answers.csv?by=company")
    assert "80 %" not in file.text
    assert await (await open_browser("hr.ys")).get(f"{path}/answers", 403)


async def test_reminders_are_switched_timed_and_worded_for_ones_own_company(world: World, open_browser) -> None:
    browser = await open_browser("hr.ys")
    page = await browser.get("/reminders")
    assert page.text.count("On</span>") == 5
    assert "智能制造" not in page.text
    fields = {"company": "YS", "enabled": "yes", "days": "10, 2", "send_at": "08:15"}
    words = dict.fromkeys(TEXTS, "{name} {claim}")
    wrong = await browser.post("/reminders/papers", 422, **fields | words | {"text-en": "{deadline}"})
    assert "Nothing was changed yet" in wrong.text
    assert "{deadline} can&#39;t be filled in" in wrong.text
    assert 'value="10, 2"' in wrong.text
    assert (
        "whole numbers of days"
        in (await browser.post("/reminders/papers", 422, **fields | words | {"days": "soon"})).text
    )
    page = await browser.post("/reminders/papers", **fields | words)
    assert "changed by HR" in page.text
    page = await browser.post("/reminders/drafts", company="YS", days="3", send_at="09:30")
    assert page.text.count("Off</span>") == 1
    assert "changed by HR" not in (await (await open_browser("hr")).get("/reminders")).text
    assert "changed by HR" in (await (await open_browser("hr")).get("/reminders?company=YS")).text
    await browser.post("/reminders/papers", company="ZN", days="3", send_at="09:30", status=200)
    rows, _ = await world.services.list_reminders(await world.hr("hr"), "ZN")
    assert not any(row.wanted.own for row in rows)
    page = await browser.post("/reminders/papers/reset", company="YS")
    assert page.text.count("changed by HR") == 1


async def test_an_audience_is_kept_used_and_forgotten(open_browser) -> None:
    browser = await open_browser("hr")
    await browser.post("/campaigns/save", **FIELDS | TEXTS, companies="YS", **{"audience-name": "Only YS"})
    page = await browser.get("/campaigns")
    found = re.search(r"\?audience=(\d+)", page.text)
    assert found is not None
    composer = await browser.get(f"/campaigns/new?audience={found[1]}")
    assert re.search(r'value="YS" checked', composer.text)
    page = await browser.post(f"/audiences/{found[1]}/forget")
    assert "Only YS" not in page.text


async def test_the_results_name_each_reason(world: World, open_browser) -> None:
    browser = await open_browser("hr")
    page = await browser.post("/campaigns/save", **FIELDS | TEXTS)
    path = page.url.path.removeprefix("/hr")
    await browser.post(f"{path}/steer", action="start")
    async with world.store.write() as unit:
        rows = await unit.campaigns.recipients(int(path.rsplit("/", 1)[1]))
        for row, (state, reason) in zip(
            rows, [("failed", "blocked"), ("skipped", "muted"), ("sent", "")], strict=False
        ):
            row.state, row.reason = state, reason
            row.sent_at = NOW + timedelta(minutes=1) if state == "sent" else None
        await unit.commit()
    page = await browser.get(path)
    assert "Failed · blocked by the person" in page.text
    assert "Skipped · muted" in page.text
    numbers = (await browser.get("/campaigns/results")).json()[path.rsplit("/", 1)[1]]
    assert {name: numbers[name] for name in ("recipients", "out", "sent", "failed", "settled")} == {
        "recipients": 6, "out": 2, "sent": 1, "failed": 1, "settled": 3,
    }  # fmt: skip
    file = (await browser.get(f"{path}/results.csv")).text
    assert "blocked by the person" in file
