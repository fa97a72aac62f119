"""Automatic reminders from the daily look to the message: due, once, at the person's hour, until they have acted."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from benefits.errors import InvalidInput, NotPermitted
from services.actors import SYSTEM
from services.reminder_model import Reminder
from services.reminder_rules import RULES, ReminderRule, ready_made
from tests.integration.messages.conftest import HR, OWN, Office
from tests.support import builders
from tests.support.builders import save

TODAY = date(2026, 11, 2)


def shanghai(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC) - timedelta(hours=8)


@pytest.fixture
async def early(office: Office) -> Office:
    """Half past midnight: today hasn't been looked through, and everybody sleeps."""
    office.clock.set(shanghai(TODAY, 0, 30))
    await office.services.schedule_scan(SYSTEM)
    return office


async def test_a_deadline_reaches_those_who_have_not_chosen_at_their_hour_and_stops_with_the_choice(early: Office):
    office = early
    await save(office.store, builders.window(opens=TODAY - timedelta(9), closes=TODAY + timedelta(3)))
    await office.work()
    assert office.sent == []  # not before half past nine
    office.clock.set(shanghai(TODAY, 9, 31))
    await office.work()
    assert [number for number, _, _ in office.sent] == ["A1", "A2"]
    _, text, buttons = office.sent[1]
    assert "enrolment closes on 2026-11-05" in text
    assert len(buttons) == 1  # a deadline can't be muted
    assert buttons[0].startswith("rm:go:")
    await office.services.confirm_election(office.actor("A1"), "family", "", (), waive=True)
    office.clock.set(shanghai(TODAY + timedelta(2), 9, 31))
    await office.work()
    assert [number for number, _, _ in office.sent] == ["A1", "A2", "A2"]


async def test_looking_twice_and_starting_again_make_nothing_twice(early: Office):
    office = early
    await save(office.store, builders.window(opens=TODAY - timedelta(9), closes=TODAY + timedelta(7)))
    await office.work()
    assert not await office.services.schedule_scan(SYSTEM)  # a restart
    await office.services.scan_reminders(SYSTEM)
    assert await office.services.make_reminders(SYSTEM, "enrolment", "XH") == 0
    office.clock.set(shanghai(TODAY, 10))
    await office.work()
    assert len(office.sent) == 2
    counts = await office.jobs.counts()
    assert counts["open"] == 1  # tomorrow's look


async def test_after_a_standstill_what_was_due_is_made_up_for_only_for_three_days(early: Office):
    office = early
    await save(office.store, builders.window(opens=TODAY - timedelta(9), closes=TODAY + timedelta(7)))
    office.clock.set(shanghai(TODAY + timedelta(2), 12))  # the look of the 2nd comes on the 4th
    await office.work()
    assert len(office.sent) == 2
    assert RULES["enrolment"].step(TODAY + timedelta(7), TODAY + timedelta(3), (14, 7)) is None


async def test_one_a_day_unless_the_deadline_is_near(early: Office):
    office = early
    person = office.people["A1"]
    asked = shanghai(TODAY - timedelta(2), 12)
    await save(
        office.store,
        builders.claim(person, state="needs_documents", number="BX2026-000007", updated_at=asked),
        builders.claim(
            person, state="draft", number=None, created_at=shanghai(TODAY - timedelta(3), 12),
            service_date=TODAY - timedelta(179),
        ),
    )  # fmt: skip
    before = Reminder(person.id or 0, "unused", "year:2026", 90, TODAY, TODAY, "sent", settled_at=shanghai(TODAY, 9))
    await save(office.store, before)
    texts = []
    for later in range(3):
        office.clock.set(shanghai(TODAY + timedelta(later), 10))
        await office.work()
        texts.append([text for _, text, _ in office.sent])
        office.sent.clear()
    (urgent,), (papers,), (draft,) = texts
    assert "最晚 2026-11-03" in urgent  # beside the one sent earlier that day
    assert "BX2026-000007" in papers  # waited for the next day, this one's turn
    assert "还没有提交" in draft


async def test_it_stops_when_the_thing_was_done_between_the_look_and_the_hour(early: Office):
    office = early
    claim = await save(
        office.store,
        builders.claim(office.people["A1"], state="needs_documents", updated_at=shanghai(TODAY - timedelta(2), 12)),
    )
    await office.work()
    async with office.store.write() as unit:
        (await unit.claims.claim(claim.id)).state = "in_review"
        await unit.commit()
    office.clock.set(shanghai(TODAY, 10))
    await office.work()
    assert (office.sent, office.skipped) == ([], [("A1", "acted")])


async def test_quiet_hours_and_the_time_zone_are_the_persons_own(early: Office):
    office = early
    await office.services.choose_time_zone(office.actor("A1"), "America/New_York")
    await office.services.choose_quiet_hours(office.actor("A2"), "09:00", "11:00")
    await save(office.store, builders.window(opens=TODAY - timedelta(9), closes=TODAY + timedelta(7)))
    await office.work()
    office.clock.set(shanghai(TODAY, 10))
    await office.work()
    assert office.sent == []
    office.clock.set(shanghai(TODAY, 11, 1))
    await office.work()
    assert [number for number, _, _ in office.sent] == ["A2"]
    office.clock.set(datetime(2026, 11, 2, 14, 31, tzinfo=UTC))  # 9:31 in New York
    await office.work()
    assert [number for number, _, _ in office.sent] == ["A2", "A1"]
    with pytest.raises(InvalidInput, match="time-zone-unknown"):
        await office.services.choose_time_zone(office.actor("A1"), "Mars/Olympus")
    with pytest.raises(InvalidInput, match="quiet-hours-wrong"):
        await office.services.choose_quiet_hours(office.actor("A1"), "25:00", "07:00")
    assert not (await office.services.choose_quiet_hours(office.actor("A2"), "", "")).own_hours


async def test_what_is_muted_is_held_back_listed_and_can_be_resumed(early: Office):
    office, me = early, early.actor("A1")
    await save(
        office.store,
        builders.claim(office.people["A1"], state="draft", number=None, created_at=shanghai(TODAY - timedelta(3), 12)),
    )
    choices = await office.services.mute_reminder(me, "drafts", True)
    assert [rule.code for rule in choices.rules if choices.mutes(rule)] == ["drafts"]
    office.clock.set(shanghai(TODAY, 10))
    await office.work()
    assert office.sent == []
    held = (await office.services.show_reminder_choices(me)).held
    assert [(one.code, one.due_on) for one in held] == [("drafts", TODAY)]
    with pytest.raises(InvalidInput, match="reminder-not-mutable"):
        await office.services.mute_reminder(me, "enrolment", True)
    assert (await office.services.mute_reminder(me, "*", True)).all_muted
    one = await office.services.mute_reminder(me, "drafts", False)  # one resumed out of all
    assert one.muted == {"papers", "unused"}
    assert (await office.services.mute_reminder(me, "*", False)).muted == frozenset()
    office.clock.set(shanghai(TODAY + timedelta(7), 10))
    await office.work()
    assert len(office.sent) == 1


async def test_hr_switches_times_and_words_for_all_or_for_its_own_company(early: Office):
    office = early
    words = {
        "zh-Hans": "{name}：还剩 {days} 天",
        "zh-Hant": "{name}：還剩 {days} 天",
        "en": "{name}: <b>{days}</b> days left",
    }
    change = office.services.change_reminder
    await save(office.store, builders.window(opens=TODAY - timedelta(9), closes=TODAY + timedelta(5)))
    await save(
        office.store, builders.window(company_code="ZN", opens=TODAY - timedelta(9), closes=TODAY + timedelta(5))
    )
    await change(HR, "enrolment", "", enabled=False, days=[5], send_at="09:30", texts={})
    await change(OWN, "enrolment", "XH", enabled=True, days=[5], send_at="08:45", texts=words)
    office.clock.set(shanghai(TODAY, 8, 50))
    await office.work()
    assert [(number, text) for number, text, _ in office.sent] == [
        ("A1", "林A1：还剩 5 天"), ("A2", "林A2: <b>5</b> days left"),
    ]  # fmt: skip
    rows, companies = await office.services.list_reminders(OWN)
    assert [company.code for company in companies] == ["XH"]
    assert next(row.counts for row in rows if row.wanted.rule.code == "enrolment") == {"sent": 2}
    with pytest.raises(NotPermitted):
        await change(OWN, "enrolment", "ZN", enabled=False, days=[5], send_at="09:30", texts={})
    for wrong, code in (
        ({"days": []}, "reminder-days"),
        ({"days": [400]}, "reminder-days"),
        ({"send_at": "26:00"}, "reminder-time"),
        ({"texts": words | {"en": ""}}, "campaign-text-missing"),
        ({"texts": words | {"en": "{benefits}"}}, "campaign-placeholder"),
        ({"texts": words | {"en": "<h1>x</h1>"}}, "campaign-markup"),
    ):
        fields = {"enabled": True, "days": [5], "send_at": "09:30", "texts": words} | wrong
        with pytest.raises(InvalidInput, match=code):
            await change(OWN, "enrolment", "XH", **fields)
    await office.services.reset_reminder(OWN, "enrolment", "XH")
    rows, _ = await office.services.list_reminders(OWN)
    assert not next(row for row in rows if row.wanted.rule.code == "enrolment").wanted.enabled  # head office's again


async def test_unused_benefits_are_named_and_shrink_as_they_are_used(early: Office):
    office = early
    for days_before, claim_type in ((90, None), (30, "counselling")):
        day = date(2026, 12, 31) - timedelta(days_before)
        if claim_type:
            claim = builders.claim(office.people["A2"], type=claim_type, service_date=date(2026, 11, 20))
            await save(office.store, claim)
        office.clock.set(shanghai(day, 10))
        await office.services.scan_reminders(SYSTEM)
        await office.work()
    mine = [text for number, text, _ in office.sent if number == "A2"]
    assert "Annual check-up, Fitness allowance, Counselling" in mine[0]
    assert "Annual check-up, Fitness allowance. It" in mine[1].replace("It lapses", "It")
    assert len(mine) == 2


async def test_a_new_reminder_is_one_definition_away(early: Office, monkeypatch: pytest.MonkeyPatch):
    """As for appeals, bookings or points: a rule over a query; here claims decided, counted back from a fixed day."""
    from storage import reminder_sources

    def decided(of: reminder_sources.Range):
        return reminder_sources._claims(of, "rejected", reminder_sources.c.decided_at).where(
            of.moments(reminder_sources.c.decided_at)
        )

    rule = ReminderRule("appeal", "decided", "after", (2,), "claims", frozenset({"claim"}))
    monkeypatch.setitem(RULES, "appeal", rule)  # type: ignore[arg-type]
    monkeypatch.setitem(reminder_sources.SOURCES, "decided", decided)  # type: ignore[arg-type]
    monkeypatch.setattr(
        "services.reminder_rules.ready_made", lambda rule: dict.fromkeys(("zh-Hans", "zh-Hant", "en"), "{claim}")
    )
    await save(
        early.store,
        builders.claim(
            early.people["A1"], state="rejected", number="BX9", decided_at=shanghai(TODAY - timedelta(2), 9)
        ),
    )
    early.clock.set(shanghai(TODAY, 10))
    await early.work()
    assert [(number, text) for number, text, _ in early.sent] == [("A1", "BX9")]


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_every_reminder_comes_with_words_that_use_what_it_knows(rule: ReminderRule):
    from services.campaign_texts import text_problems

    assert text_problems(ready_made(rule), rule.allowed) == []
    first, last = rule.anchors(TODAY, rule.days)
    assert first <= last
    days = [first + timedelta(n) for n in range((last - first).days + 1)]
    due = [day for day in days if rule.step(day, TODAY, rule.days) is not None]
    assert due
    outside = [first - timedelta(1), last + timedelta(1)]
    assert [rule.step(day, TODAY, rule.days) for day in outside] == [None, None]
