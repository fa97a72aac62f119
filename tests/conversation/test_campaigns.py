"""Campaigns, surveys and reminders as people get them, through the dispatcher."""

from __future__ import annotations

from datetime import timedelta

from services.actors import SYSTEM
from services.campaigns import CampaignDraft
from services.model import Claim
from tests.conversation.conftest import House
from tests.conversation.world import HR

TEXTS = {
    "zh-Hans": "{name}，自选福利 <b>{deadline}</b> 截止，还没选的话点下面。",
    "zh-Hant": "{name}，自選福利 {deadline} 截止，還沒選的話點下面。",
    "en": "{name}, elections close on {deadline}. Tap below to choose.",
}


async def test_a_reminder_reaches_those_who_have_not_elected_in_their_language(house: House) -> None:
    services = house.product.services
    person, english = await house.linked("YS0001", 1), await house.linked("YS0003", 3, "en")
    elected = await house.linked("YS0002", 2)
    async with house.product.store.read() as unit:
        window = (await unit.enrolment.windows("YS"))[0]
    actor = await _actor(house, elected.chat_id)
    await services.confirm_election(actor, "family", "", (), waive=True)
    await elected.wait_for("自选福利确认书", timeout=15)

    draft = CampaignDraft("截止提醒", TEXTS, {"not_elected": window.id}, kind="deadline", action="enrol")
    campaign, problems = await services.save_campaign(HR, draft)
    assert problems == []
    preview = await services.preview_audience(HR, campaign.audience)
    assert (preview.count, preview.reachable) == (2, 2)
    await services.start_campaign(HR, campaign.id or 0)
    await person.wait_for("截止", timeout=15)
    seen = await english.wait_for("Emma Hart, elections close on", timeout=15)
    assert window.closes.isoformat() in seen.text
    person.tap("现在去选")
    await person.wait_for("选择期开放中", timeout=10)
    await elected.nothing_for(1.0)
    _, results = (await services.list_campaigns(HR))[0]
    assert (results["sent"], results["tapped"], results["failed"]) == (2, 1, 0)


async def _actor(house: House, chat_id: int):
    from handlers.context import NEWCOMER
    from services.actors import chat_actor

    visitor = await house.product.services.open_account(NEWCOMER, "telegram", chat_id)
    return chat_actor(visitor.account, visitor.employee)


async def test_a_survey_is_answered_by_buttons_in_one_message(house: House) -> None:
    services = house.product.services
    person = await house.linked("YS0001", 1)
    questions = await services.draft_survey(HR, "quiz")
    greeting = dict.fromkeys(TEXTS, "{name}，小测验")
    campaign, problems = await services.save_campaign(
        HR, CampaignDraft("测验", greeting, {}, kind="quiz", questions=questions, open_days=7)
    )
    assert problems == []
    await services.start_campaign(HR, campaign.id or 0)
    await person.wait_for("就诊后多少天内", timeout=15)
    person.tap("90 天")
    await person.wait_for("第 2 题", timeout=10)
    person.tap("上一题")
    await person.wait_for(lambda seen: "✅ 90 天" in seen.labels, timeout=10)
    person.tap("180 天")
    await person.wait_for("第 2 题", timeout=10)
    person.tap("1,000 元")
    await person.wait_for("第 3 题", timeout=10)
    person.tap("12 次")
    seen = await person.wait_for("答对 2 / 3", timeout=10)
    assert "每个保障年度有 6 次心理咨询" in seen.text
    assert seen.labels == []


async def test_a_reminder_leads_to_its_flow_and_its_kind_can_be_muted_and_resumed(house: House) -> None:
    product = house.product
    person = await house.linked("YS0001", 1)
    async with product.store.write() as unit:
        employee = await unit.people.employee_by_number("YS0001")
        assert employee is not None
        days_ago = product.clock.now() - timedelta(days=3, minutes=5)
        unit.add(Claim(employee.id or 0, "outpatient", "draft", days_ago))
        await unit.commit()
    await product.services.change_reminder(HR, "drafts", "", enabled=True, days=[3], send_at="00:00", texts={})
    assert await product.services.make_reminders(SYSTEM, "drafts", "YS") == 1
    await person.wait_for("还没有提交", timeout=15)
    person.tap("看我的报销")
    await person.wait_for("草稿", timeout=10)
    person.tap("不再提醒这类")
    await person.wait_for("未提交的报销", timeout=10)
    person.tap("提醒设置")
    seen = await person.wait_for("免打扰", timeout=10)
    assert "恢复：未提交的报销" in " ".join(seen.labels)
    person.tap("恢复：未提交的报销")
    await person.wait_for(lambda seen: any("暂停：未提交的报销" in label for label in seen.labels), timeout=10)
    person.tap("免打扰：")
    await person.wait_for("什么时间段", timeout=10)
    person.tap("22:00")
    await person.wait_for("22:00 – 08:00", timeout=10)
    person.tap("我所在的时区")
    await person.wait_for("您现在在哪里", timeout=10)
    person.tap("东京")
    await person.wait_for("Asia/Tokyo", timeout=10)
