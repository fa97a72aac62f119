"""Whom each reminder concerns, on both databases; reminders and their jobs are made once."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from services.reminder_model import Reminder, ReminderPreference, SurveyAnswer
from services.reminder_rules import RULES, CompanyFacts
from storage.unit_of_work import SqlStore
from tests.support import builders
from tests.support.builders import TODAY, save
from tests.support.clock import START

ZONE = "Asia/Shanghai"
FACTS = CompanyFacts("XH", 180, date(2026, 1, 1), date(2026, 12, 31), (("check_up", ("check_up",)),))


async def _found(store: SqlStore, code: str, first: date, last: date, **more) -> list[tuple[int, str, date]]:
    async with store.read() as unit:
        rule = RULES[code]
        rows = await unit.reminders.subjects(rule.source, FACTS, first, last, today=TODAY, zone=ZONE, **more)
        for row in rows:  # asked for one person, the same comes back
            again = await unit.reminders.subject(
                rule.source, FACTS, row.employee_id, row.subject, today=TODAY, zone=ZONE
            )
            assert again == row
    return [(row.employee_id, row.subject, row.anchor) for row in rows]


async def test_an_open_window_concerns_those_who_have_not_chosen(store: SqlStore):
    lin, zhou, left = await save(store, builders.employee(), builders.employee(), builders.employee(status="left"))
    window = await save(store, builders.window(opens=TODAY - timedelta(3), closes=TODAY + timedelta(7)))
    await save(store, builders.window(opens=TODAY + timedelta(20), closes=TODAY + timedelta(30)))
    await save(store, builders.election(zhou, window))
    subject = (lin.id, f"window:{window.id}", window.closes)
    assert await _found(store, "enrolment", TODAY, TODAY + timedelta(14)) == [subject]
    assert await _found(store, "enrolment", TODAY, TODAY + timedelta(6)) == []
    async with store.write() as unit:
        (await unit.enrolment.elections(zhou.id))[0].replaced_at = START
        await unit.commit()
    assert len(await _found(store, "enrolment", TODAY, TODAY + timedelta(14))) == 2
    assert left.id is not None


async def test_claims_concern_their_people_counted_in_the_companys_days(store: SqlStore):
    lin = await save(store, builders.employee())
    late_evening = datetime(2026, 10, 20, 17, 0, tzinfo=UTC)  # the 21st in Shanghai
    asked, draft, _ = await save(
        store,
        builders.claim(lin, state="needs_documents", updated_at=late_evening),
        builders.claim(lin, state="draft", number=None, updated_at=None, created_at=late_evening,
                       service_date=date(2026, 6, 1)),
        builders.claim(lin, state="paid", updated_at=late_evening),
    )  # fmt: skip
    day = date(2026, 10, 21)
    assert await _found(store, "papers", day, day) == [(lin.id, f"claim:{asked.id}", day)]
    assert await _found(store, "papers", day - timedelta(1), day - timedelta(1)) == []
    assert await _found(store, "drafts", day, day) == [(lin.id, f"claim:{draft.id}", day)]
    last_day = date(2026, 6, 1) + timedelta(180)
    assert await _found(store, "late-filing", last_day, last_day) == [(lin.id, f"claim:{draft.id}", last_day)]


async def test_an_unused_quota_concerns_those_who_claimed_nothing_of_it_this_year(store: SqlStore):
    lin, zhou, wang = await save(store, *(builders.employee() for _ in range(3)))
    await save(
        store,
        builders.claim(zhou, type="check_up", state="paid"),
        builders.claim(wang, type="check_up", state="withdrawn"),
    )
    end = date(2026, 12, 31)
    found = await _found(store, "unused", end - timedelta(30), end + timedelta(30))
    assert found == [(lin.id, "year:2026", end), (wang.id, "year:2026", end)]
    assert await _found(store, "unused", end + timedelta(1), end + timedelta(30)) == []
    assert await _found(store, "unused", end, end, after=(lin.id, "year:2026")) == [found[1]]
    async with store.read() as unit:
        assert await unit.reminders.used_quotas(zhou.id, FACTS) == {"check_up"}
        assert await unit.reminders.used_quotas(wang.id, FACTS) == set()


async def test_a_reminder_is_made_once_for_each_step_and_date(store: SqlStore):
    lin = await save(store, builders.employee())

    async def make(step: int, anchor: date) -> int:
        async with store.write() as unit:
            made = await unit.reminders.make([Reminder(lin.id, "enrolment", "window:1", step, anchor, TODAY)])
            await unit.commit()
        return len(made)

    assert [await make(7, TODAY), await make(7, TODAY), await make(3, TODAY)] == [1, 0, 1]
    assert await make(7, TODAY + timedelta(5)) == 1  # the window was extended


async def test_a_day_knows_whether_something_was_sent_on_it(store: SqlStore):
    lin = await save(store, builders.employee())
    campaign = await save(store, builders.campaign(state="running"))
    day = (START, START + timedelta(days=1))
    async with store.write() as unit:
        assert not await unit.reminders.sent_between(lin.id, *day)
        await unit.campaigns.plan(campaign.id, [(lin.id, None)])
        assert await unit.reminders.sent_between(lin.id, *day)  # about to be sent
        recipient = await unit.campaigns.recipient(campaign.id, lin.id)
        assert recipient is not None
        recipient.state, recipient.reason = "skipped", "acted"
        await unit.flush()
        assert not await unit.reminders.sent_between(lin.id, *day)
        sent = Reminder(lin.id, "papers", "claim:1", 2, TODAY, TODAY, "sent", settled_at=START)
        unit.add(sent)
        await unit.flush()
        assert await unit.reminders.sent_between(lin.id, *day)
        assert not await unit.reminders.sent_between(lin.id, day[1], day[1] + timedelta(days=1))
        assert await unit.reminders.counts(TODAY, ["XH"]) == {("papers", "sent"): 1}
        assert await unit.reminders.counts(TODAY, ["other"]) == {}
        await unit.commit()


async def test_choices_and_the_latest_need_are_kept(store: SqlStore):
    lin, zhou = await save(store, builders.employee(), builders.employee())
    first, second = await save(store, builders.campaign(), builders.campaign())
    await save(
        store,
        ReminderPreference(lin.id, ["drafts"], "Asia/Tokyo"),
        SurveyAnswer(first.id, lin.id, "needs", ["family"], START),
        SurveyAnswer(second.id, lin.id, "needs", ["annuity", "family"], START + timedelta(days=1)),
    )
    async with store.read() as unit:
        assert await unit.reminders.zones([lin.id, zhou.id]) == {lin.id: "Asia/Tokyo"}
        latest = await unit.surveys.latest(lin.id, "needs")
        assert latest is not None
        assert latest.answers == ["annuity", "family"]
        assert [row[1:] for row in await unit.surveys.all_answers(first.id)] == [("XH", "研发部")]
