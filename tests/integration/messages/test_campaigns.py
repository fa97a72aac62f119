"""Campaigns from the draft to the last message: kept while broken, approved, timed, repeated, steered, left out."""

from __future__ import annotations

import shutil
from datetime import date, datetime, timedelta

import pytest

from benefits.errors import Conflict, InvalidInput, NotPermitted
from services.actors import SYSTEM
from services.campaign_checks import next_time
from services.campaign_running import CAMPAIGN_MESSAGE, CAMPAIGN_PAGE
from services.campaigns import LARGEST_FILE, CampaignDraft, stamp
from services.model import Campaign, Job
from services.reaching import SENT, Skip
from services.reminder_model import Reminder
from tests.integration.messages.conftest import HR, OWN, SECOND, Office, open_office
from tests.support import builders
from tests.support.builders import save
from tests.support.clock import START, ZONE

TEXTS = {"zh-Hans": "{name}，<b>你好</b>", "zh-Hant": "{name}，你好", "en": "Hello {name} & all"}
PDF = b"%PDF-1.7 a paper"


async def draft(office: Office, actor=HR, **more) -> Campaign:
    wanted = CampaignDraft(**({"name": "Greeting", "texts": TEXTS, "audience": {}} | more))
    campaign, problems = await office.services.save_campaign(actor, wanted)
    assert problems == []
    return campaign


async def states(office: Office) -> list[str]:
    return [campaign.state for campaign, _ in await office.services.list_campaigns(HR)]


async def test_a_draft_is_kept_with_a_full_list_of_what_is_missing_and_can_be_changed(office: Office):
    broken = {"zh-Hans": "{salary}", "zh-Hant": "x" * 1600, "en": "<h1>Hi</h1> {deadline}"}
    wanted = CampaignDraft("", broken, {}, scheduled_at=START - timedelta(days=1))
    campaign, problems = await office.services.save_campaign(HR, wanted)
    assert [problem.code for problem in problems] == [
        "campaign-name-missing", "campaign-placeholder", "campaign-text-long", "campaign-markup",
        "campaign-deadline-unknown", "campaign-date-past",
    ]  # fmt: skip
    with pytest.raises(InvalidInput, match="campaign-name-missing"):
        await office.services.start_campaign(HR, campaign.id)
    seen = stamp(campaign)
    office.clock.advance(minutes=1)
    mended = CampaignDraft("Mended", TEXTS, {})
    _, problems = await office.services.save_campaign(HR, mended, campaign.id, seen)
    assert problems == []
    with pytest.raises(Conflict, match="campaign-changed"):  # another tab still showed the first version
        await office.services.save_campaign(SECOND, mended, campaign.id, seen)
    assert (await office.services.start_campaign(HR, campaign.id)).state == "running"
    with pytest.raises(Conflict, match="campaign-state"):
        await office.services.save_campaign(HR, mended, campaign.id)


async def test_everybody_gets_it_once_in_their_language_and_the_last_one_ends_it(office: Office):
    campaign = await draft(office, action="claims")
    started = await office.services.start_campaign(HR, campaign.id)
    assert (started.planned, started.state) == (3, "running")
    await office.services.start_campaign(HR, campaign.id)
    office.fail.add("Z1")
    await office.work()
    assert sorted(office.sent) == [
        ("A1", "林A1，<b>你好</b>", [f"cg:{campaign.id}"]), ("A2", "Hello 林A2 &amp; all", [f"cg:{campaign.id}"]),
    ]  # fmt: skip
    view = await office.services.open_campaign(HR, campaign.id, recipients=10)
    assert view.campaign.state == "done"
    assert view.reasons == (("failed", "blocked", 1),)
    assert (view.statistics["sent"], view.statistics["failed"], view.statistics["planned"]) == (2, 1, 0)
    await office.services.record_tap(office.actor("A1"), campaign.id)
    async with office.store.write() as unit:
        await unit.campaigns.mark_acted(office.people["A1"].id, ["claims"], office.clock.now())
        await unit.commit()
    numbers = (await office.services.list_campaigns(HR))[0][1]
    assert (numbers["tapped"], numbers["acted"]) == (1, 1)


async def test_those_who_act_mute_or_leave_after_the_start_are_left_out(office: Office):
    papers = [builders.claim(person, state="needs_documents") for person in office.people.values()]
    await save(office.store, *papers)
    campaign = await draft(office, audience={"missing_papers": True})
    await office.services.start_campaign(HR, campaign.id)
    async with office.store.write() as unit:
        (await unit.claims.claim(papers[0].id)).state = "in_review"
        (await unit.people.employee(office.people["A2"].id)).status = "left"
        await unit.commit()
    await office.services.mute_reminder(office.actor("Z1"), "*", True)
    await save(office.store, builders.claim(office.people["A1"], state="paid"))
    await office.work()
    assert office.sent == []
    assert sorted(office.skipped) == [("A1", "acted"), ("A2", "left"), ("Z1", "muted")]
    assert await states(office) == ["done"]


async def test_pausing_resuming_and_cancelling_while_it_runs(office: Office):
    campaign = await draft(office)
    await office.services.start_campaign(HR, campaign.id)
    await office.services.steer_campaign(HR, campaign.id, "pause")
    await office.work()
    assert office.sent == []
    await office.services.steer_campaign(HR, campaign.id, "resume")
    office.clock.advance(seconds=20)
    job = (await office.jobs.lease("one", ["campaign.page"], now=office.clock.now(), seconds=60, limit=1))[0]
    await office._do(job)
    await office.jobs.done(job.id or 0, "one", now=office.clock.now())
    await office.services.steer_campaign(HR, campaign.id, "cancel")
    await office.work()
    assert (office.sent, {reason for _, reason in office.skipped}) == ([], {"cancelled"})
    with pytest.raises(Conflict, match="campaign-state"):
        await office.services.steer_campaign(HR, campaign.id, "resume")


async def test_one_campaign_a_day_unless_it_announces_a_deadline(office: Office):
    await office.services.start_campaign(HR, (await draft(office, audience={"companies": ["XH"]})).id)
    await office.work()
    assert [number for number, _, _ in office.sent] == ["A1", "A2"]
    second = await draft(office)
    await office.services.start_campaign(HR, second.id)
    await office.work()
    assert [number for number, _, _ in office.sent[2:]] == ["Z1"]  # the others had theirs
    deadline = await draft(office, kind="deadline")
    await office.services.start_campaign(HR, deadline.id)
    await office.work()
    assert [number for number, _, _ in office.sent[3:]] == ["A1", "A2", "Z1"]
    office.clock.set(datetime(2026, 11, 3, 7, 0, tzinfo=ZONE))  # the day after, and still quiet
    await office.work()
    assert len(office.sent) == 6
    office.clock.set(datetime(2026, 11, 3, 9, 31, tzinfo=ZONE))
    await office.work()
    assert [number for number, _, _ in office.sent[6:]] == ["A1", "A2"]
    assert await states(office) == ["done", "done", "done"]


async def test_a_reminder_of_today_puts_a_campaign_off(office: Office):
    today = date(2026, 11, 2)
    had = Reminder(office.people["A1"].id or 0, "unused", "year:2026", 90, today, today, "sent", settled_at=START)
    await save(office.store, had)
    await office.services.start_campaign(HR, (await draft(office)).id)
    await office.work()
    assert [number for number, _, _ in office.sent] == ["A2", "Z1"]
    office.clock.advance(days=1)
    await office.work()
    assert [number for number, _, _ in office.sent] == ["A2", "Z1", "A1"]


async def test_resuming_brings_forward_what_waits_and_nothing_else(office: Office):
    resumed, other = await draft(office), await draft(office, name="Other")
    for campaign in (resumed, other):
        await office.services.start_campaign(HR, campaign.id)
    await office.work(CAMPAIGN_PAGE)
    for campaign in (resumed, other):
        await office.services.steer_campaign(HR, campaign.id, "pause")
    await office.work()
    office.clock.advance(minutes=1)
    await office.services.steer_campaign(HR, resumed.id, "resume")
    due = await office.jobs.lease("test", [CAMPAIGN_MESSAGE], now=office.clock.now(), seconds=0, limit=9)
    assert [job.payload["campaign_id"] for job in due] == [resumed.id] * 3
    await office.work()  # and not half an hour later
    assert len(office.sent) == 3


async def test_a_file_that_is_gone_fails_its_messages_and_the_campaign_still_ends(office: Office, tmp_path):
    campaign = await draft(office)
    await office.services.attach_file(HR, campaign.id, "plan.pdf", PDF)
    await office.services.start_campaign(HR, campaign.id)
    shutil.rmtree(tmp_path / "files")
    await office.work()
    view = await office.services.open_campaign(HR, campaign.id)
    assert (view.campaign.state, view.reasons) == ("done", (("failed", "file-missing", 3),))
    assert (view.statistics["failed"], view.statistics["unsent"], view.statistics["sent"]) == (3, 3, 0)


async def test_what_went_out_before_its_worker_died_is_not_sent_again(office: Office):
    campaign = await draft(office, audience={"companies": ["ZN"]})
    await office.services.start_campaign(HR, campaign.id)
    await office.work()
    job = Job(CAMPAIGN_MESSAGE, {"campaign_id": campaign.id, "employee_id": office.people["Z1"].id}, START, START)
    assert await office.services.prepare_campaign_message(SYSTEM, job) == Skip(SENT)
    await office.services.record_delivery(SYSTEM, job, None, Skip(SENT))
    assert (await office.services.open_campaign(HR, campaign.id)).statistics["sent"] == 1


async def test_only_what_is_done_within_a_month_is_put_down_to_a_campaign(office: Office):
    campaign = await draft(office, action="claims")
    await office.services.start_campaign(HR, campaign.id)
    await office.work()

    async def acted(number: str, days: int) -> int:
        async with office.store.write() as unit:
            at = START + timedelta(days=days)
            await unit.campaigns.mark_acted(office.people[number].id or 0, ("claim", "claims"), at)
            await unit.commit()
        return (await office.services.list_campaigns(HR))[0][1]["acted"]

    assert await acted("A1", 30) == 1
    assert await acted("A2", 31) == 1


async def test_a_large_one_needs_a_second_person(store, vault, database, clock):
    office = await open_office(store, vault, database, clock, approval_above=2)
    small = await draft(office, audience={"companies": ["XH"]})
    assert (await office.services.start_campaign(HR, small.id)).state == "running"
    large = await draft(office)
    assert (await office.services.start_campaign(HR, large.id)).state == "awaiting_approval"
    await office.work()
    assert len(office.sent) == 2
    with pytest.raises(NotPermitted, match="campaign-approve-own"):
        await office.services.approve_campaign(HR, large.id)
    with pytest.raises(NotPermitted, match="other-company"):
        await office.services.approve_campaign(OWN, large.id)
    back = await office.services.steer_campaign(SECOND, large.id, "return", "Too many words")
    assert (back.state, back.note) == ("draft", "Too many words")
    await office.services.start_campaign(HR, large.id)
    approved = await office.services.approve_campaign(SECOND, large.id)
    assert (approved.state, approved.approved_by) == ("running", "hr:two")
    await office.work()
    assert len(office.sent) == 3  # two of them had the small one today
    office.clock.advance(days=1)
    await office.work()
    assert len(office.sent) == 5
    trail = [entry.action for entry in await office.services.list_audit(_admin())]
    assert "campaign.submit" in trail
    assert "campaign.approve" in trail


async def test_one_that_has_grown_waits_for_approval_at_its_time(store, vault, database, clock):
    office = await open_office(store, vault, database, clock, approval_above=2)
    campaign = await draft(office, audience={"companies": ["XH"]}, scheduled_at=START + timedelta(days=1))
    await office.services.start_campaign(HR, campaign.id)
    await save(store, builders.employee(number="A3"))
    clock.advance(days=1)
    await office.work()
    assert (await states(office), office.sent) == (["awaiting_approval"], [])
    assert (await office.services.approve_campaign(SECOND, campaign.id)).state == "running"


async def test_a_scheduled_one_freezes_its_audience_when_it_begins(office: Office):
    campaign = await draft(office, scheduled_at=START + timedelta(hours=3))
    assert (await office.services.start_campaign(HR, campaign.id)).state == "scheduled"
    await office.services.steer_campaign(HR, campaign.id, "pause")
    assert (await office.services.steer_campaign(HR, campaign.id, "resume")).state == "scheduled"
    await office.work()
    assert office.sent == []
    async with office.store.write() as unit:
        (await unit.people.employee(office.people["Z1"].id)).status = "left"
        await unit.commit()
    office.clock.advance(hours=3)
    await office.work()
    assert [number for number, _, _ in office.sent] == ["A1", "A2"]
    assert (await states(office)) == ["done"]


async def test_days_before_a_deadline_move_with_the_window(office: Office):
    window = await save(office.store, builders.window(opens=date(2026, 10, 1), closes=date(2026, 11, 10)))
    audience = {"not_elected": window.id}
    texts = TEXTS | {"en": "until {deadline}"}
    campaign = await draft(office, audience=audience, days_before=3, send_time="10:00", texts=texts)
    due = (await office.services.start_campaign(HR, campaign.id)).scheduled_at
    assert due == datetime(2026, 11, 7, 10, tzinfo=ZONE)
    await office.services.extend_window(HR, window.id, date(2026, 11, 20))
    office.clock.set(due)
    await office.work()
    assert office.sent == []
    office.clock.set(datetime(2026, 11, 17, 10, tzinfo=ZONE))
    await office.work()
    assert [text for number, text, _ in office.sent if number == "A2"] == ["until 2026-11-20"]
    _, problems = await office.services.save_campaign(
        HR, CampaignDraft("x", TEXTS, {"not_elected": "open"}, days_before=3)
    )
    assert [problem.code for problem in problems] == ["campaign-relative-window"]


async def test_a_series_goes_on_by_itself_until_it_is_cancelled(office: Office):
    campaign = await draft(office, repeat="monthly", scheduled_at=datetime(2026, 11, 30, 10, tzinfo=ZONE))
    await office.services.start_campaign(HR, campaign.id)
    office.clock.set(datetime(2026, 11, 30, 10, tzinfo=ZONE))
    await office.work()
    assert len(office.sent) == 3
    found = await office.services.list_campaigns(HR)
    assert (found[0][0].state, found[0][0].scheduled_at) == ("scheduled", datetime(2026, 12, 30, 10, tzinfo=ZONE))
    office.clock.set(datetime(2026, 12, 30, 10, tzinfo=ZONE))
    await office.work()
    assert len(office.sent) == 6
    assert await states(office) == ["scheduled", "done", "done"]
    coming = (await office.services.list_campaigns(HR))[0][0]
    await office.services.steer_campaign(HR, coming.id, "cancel")
    office.clock.set(datetime(2027, 3, 1, 10, tzinfo=ZONE))
    await office.work()
    assert len(office.sent) == 6


def test_the_next_of_a_month_is_its_last_day_where_it_is_too_short():
    at = datetime(2027, 1, 31, 9, 30, tzinfo=ZONE)
    assert next_time(at, "monthly", "Asia/Shanghai") == datetime(2027, 2, 28, 9, 30, tzinfo=ZONE)
    assert next_time(at, "weekly", "Asia/Shanghai") == datetime(2027, 2, 7, 9, 30, tzinfo=ZONE)


async def test_a_file_goes_with_the_message_and_a_wrong_one_changes_nothing(office: Office):
    campaign = await draft(office)
    attach = office.services.attach_file
    await attach(HR, campaign.id, "plan.pdf", PDF)
    for data, code in ((b"MZ a program", "attachment-kind"), (b"", "attachment-missing")):
        with pytest.raises(InvalidInput, match=code):
            await attach(HR, campaign.id, "a.exe", data)
    with pytest.raises(InvalidInput, match="attachment-large"):
        await attach(HR, campaign.id, "film.pdf", PDF + bytes(LARGEST_FILE))
    view = await office.services.open_campaign(HR, campaign.id)
    assert view.file is not None
    assert view.file.filename == "plan.pdf"
    await office.services.start_campaign(HR, campaign.id)
    jobs = []
    while not jobs:
        for job in await office.jobs.lease("test", ["campaign.page"], now=office.clock.now(), seconds=9, limit=1):
            await office._do(job)
        jobs = await office.jobs.lease("test", ["campaign.message"], now=office.clock.now(), seconds=9, limit=1)
    made = await office.services.prepare_campaign_message(SYSTEM, jobs[0])
    assert made.attachment.data == PDF
    assert made.attachment.mime == "application/pdf"
    long = CampaignDraft("x", TEXTS | {"en": "x" * 1000}, {})
    with_file, _ = await office.services.save_campaign(HR, long)
    await attach(HR, with_file.id, "plan.pdf", PDF)
    view = await office.services.open_campaign(HR, with_file.id)
    assert [problem.code for problem in view.problems] == ["campaign-text-long"]


async def test_a_test_goes_to_one_person_at_any_hour_and_counts_nowhere(office: Office):
    campaign = await draft(office, action="enrol")
    office.clock.set(datetime(2026, 11, 2, 23, 0, tzinfo=ZONE))  # quiet for everybody else
    await office.services.mute_reminder(office.actor("A2"), "*", True)
    person = await office.services.test_campaign(HR, campaign.id, " A2 ", "all")
    await office.work()
    assert person.number == "A2"
    assert [text for _, text, _ in office.sent] == ["林A2，<b>你好</b>", "林A2，你好", "Hello 林A2 &amp; all"]
    assert (await office.services.record_tap(office.actor("A2"), campaign.id)).action == "enrol"
    view = await office.services.open_campaign(HR, campaign.id, recipients=5)
    assert (view.campaign.state, view.recipients) == ("draft", ())
    with pytest.raises(NotPermitted):
        own = await draft(office, OWN)
        await office.services.test_campaign(OWN, own.id, "Z1")


async def test_audiences_are_kept_under_a_name_within_the_companies(office: Office):
    services = office.services
    await services.save_audience(HR, "Everybody abroad", {"languages": ["en"]})
    await services.save_audience(OWN, "Ours", {"tiers": ["staff"]})
    again = await services.save_audience(OWN, " Ours ", {"tiers": ["manager"]})
    assert again.audience == {"tiers": ["manager"], "companies": ["XH"]}
    assert [one.name for one in await services.list_audiences(HR)] == ["Everybody abroad", "Ours"]
    assert [one.name for one in await services.list_audiences(OWN)] == ["Ours"]
    await services.forget_audience(OWN, again.id)
    assert await services.list_audiences(OWN) == []
    unused = await services.preview_audience(HR, {"unused": "check_up"})
    await save(office.store, builders.claim(office.people["A1"], type="check_up", state="approved"))
    assert unused.count == 3
    assert (await services.preview_audience(HR, {"unused": "check_up"})).count == 2
    assert (await services.preview_audience(HR, {"unused": "no-such-benefit"})).count == 0
    assert "check_up" in await services.list_claimable_benefits(OWN)


def _admin():
    from services.actors import Actor

    return Actor("hr:admin", "super_admin")
