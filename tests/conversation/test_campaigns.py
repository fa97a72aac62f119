"""A reminder from HR to those who haven't elected."""

from __future__ import annotations

from services.campaigns import CampaignDraft
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
