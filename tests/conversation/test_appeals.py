"""An employee disagrees: why, once more, sent, told by when, told the outcome. HR decides in the meantime."""

from __future__ import annotations

import io
from datetime import date, timedelta

from PIL import Image

from services.actors import Actor
from services.model import Claim, HrUser
from tests.botapi.people import Person
from tests.conversation.conftest import House
from tests.conversation.test_claims import actor_of

FIRST, SECOND = Actor("hr:chen", "reviewer"), Actor("hr:wu", "reviewer")


async def rejected(house: House, person: Person) -> Claim:
    """A typed claim of 1,000 that a reviewer has declined."""
    services, me = house.product.services, await actor_of(house, person)
    async with house.product.store.write() as unit:
        for name in ("chen", "wu"):
            unit.add(HrUser(name, name, "reviewer", "x"))
        claim = Claim(me.own_employee_id, "outpatient", "submitted", house.product.clock.now())
        claim.number, claim.submitted_at = "BX2026-000777", house.product.clock.now()
        claim.service_date = date.today() - timedelta(days=3)
        unit.add(claim)
        await unit.commit()
    await services.reject_claim(FIRST, claim.id or 0, "票据不清楚")
    return claim


async def test_an_appeal_from_the_status_page_to_the_outcome(house: House) -> None:
    person = await house.linked()
    claim = await rejected(house, person)
    told = await person.wait_for("未通过", timeout=10)
    person.tap("查看进度", on=told)
    page = await person.wait_for("可以申诉")
    person.tap("我要申诉", on=page)
    await person.wait_for("请写下您不同意的地方")
    person.send_text("不")
    await person.wait_for("4–500 个字")
    person.send_text("为什么说票据不清楚？门诊能报多少我都算过了")  # a reason, though it looks like a question
    check = await person.wait_for("您的理由")
    assert "为什么说票据不清楚" in check.text
    person.tap("提交申诉", on=check)
    sent = await person.wait_for("BX2026-000777-S1")
    assert "最晚" in sent.text and "没有审过这笔报销" in sent.text
    person.tap("提交申诉", on=check)  # a second tap
    await person.wait_for("处理中，最晚")
    assert person.transcript().count("申诉已提交") == 1
    person.tap("我要申诉", on=page)  # an old button
    person.tap("查看进度", on=sent)
    page = await person.wait_for(lambda seen: "提出申诉" in seen.text and "处理中，最晚" in seen.text)
    assert not any("我要申诉" in label for label in page.labels)
    await house.product.services.decide_appeal(SECOND, claim.id or 0, "原图确实看不清", change=False)
    outcome = await person.wait_for("维持原结论", timeout=10)
    assert "原图确实看不清" in outcome.text
    person.tap("查看进度", on=outcome)
    page = await person.wait_for(lambda seen: "申诉结果" in seen.text or "未通过" in seen.text)
    assert not any("申诉" in label for label in page.labels)


async def test_who_writes_that_they_disagree_is_led_to_the_appeal(house: House) -> None:
    person = await house.linked()
    person.send_text("我不服，想申诉")
    none = await person.wait_for("还没有报销记录")
    assert any("我在问问题" in label for label in none.labels)  # the rule stays within reach
    claim = await rejected(house, person)
    await person.wait_for("未通过", timeout=10)
    person.send_text("我不服，想申诉")
    offer = await person.wait_for("您对哪一笔的结果有异议")
    assert "BX2026-000777" in offer.text
    person.tap("申诉 BX2026-000777", on=offer)
    await person.wait_for("请写下您不同意的地方")
    person.send_photo(_picture(1))
    await person.wait_for("请先用文字写理由")
    person.send_text("票据是清楚的，请再看一下")
    check = await person.wait_for("您的理由")
    person.tap("提交申诉", on=check)
    await person.wait_for("申诉已提交")
    person.send_text("怎么申诉")
    barred = await person.wait_for("没有可以申诉的报销")
    assert "申诉处理中" in barred.text
    assert not await house.product.services.open_draft(await actor_of(house, person))
    assert claim.state == "submitted"  # our copy: untouched by what happened since


async def test_papers_are_added_to_an_appeal_and_what_comes_later_is_a_claim_again(house: House) -> None:
    person = await house.linked()
    claim, services = await rejected(house, person), house.product.services
    await person.wait_for("未通过", timeout=10)
    me = await actor_of(house, person)
    await services.appeal_claim(me, claim.id or 0, "票据是清楚的，请再看")
    person.send_text("/claims")
    listed = await person.wait_for("我的报销")
    person.tap("申诉中", on=listed)
    page = await person.wait_for("处理中，最晚")
    person.tap("补充材料", on=page)
    await person.wait_for("请发能支持申诉")
    person.send_album([_picture(1), _picture(2)])
    await person.wait_for("共有 2 份补充材料", timeout=10)
    assert person.transcript().count("份补充材料") == 1  # one message counts on
    person.send_photo(_picture(3))
    await person.wait_for("正在读票据", timeout=10)
    papers = (await services.open_review(SECOND, claim.id or 0)).view.documents
    assert [paper.kind for paper in papers] == ["supporting", "supporting"]


async def test_an_appeal_is_taken_back_after_being_asked(house: House) -> None:
    person = await house.linked("YS0003", 4712, "en")
    claim, services = await rejected(house, person), house.product.services
    await person.wait_for("not approved", timeout=10)
    await services.appeal_claim(await actor_of(house, person), claim.id or 0, "It is mine, please look again")
    person.send_text("I want to appeal")
    barred = await person.wait_for("no decision that you can appeal")
    person.tap("Progress of BX2026-000777", on=barred)
    page = await person.wait_for("is being decided; you get the answer here")
    person.tap("Withdraw the appeal", on=page)
    asked = await person.wait_for("You can appeal again until")
    person.tap("Yes, withdraw the appeal", on=asked)
    done = await person.wait_for("is withdrawn; the decision stays")
    assert "you can appeal until" in done.text
    person.tap("Withdraw the appeal", on=page)  # an old button
    await person.wait_for("can't be appealed now")
    assert await services.list_appeals(SECOND) == []


def _picture(seed: int) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (60, 40), (seed * 40, 90, 90)).save(made, "JPEG")
    return made.getvalue()


async def test_who_thinks_better_of_it_sends_nothing_and_is_asked_nothing_more(house: House) -> None:
    person = await house.linked("YS0003", 4712, "en")
    await rejected(house, person)
    told = await person.wait_for("not approved", timeout=10)
    person.tap("See progress", on=told)
    page = await person.wait_for("you can appeal until")
    person.tap("Appeal", on=page)
    asked = await person.wait_for("in your own words")
    person.tap("Don't appeal", on=asked)
    await person.wait_for("no appeal was sent")
    person.send_text("/claims")
    await person.wait_for(lambda seen: "appealed" not in seen.text and "1." in seen.text)
