"""Something happened: what, when, its proof, on to the choice, and HR's word."""

from __future__ import annotations

from datetime import date, timedelta

from services.actors import Actor
from tests.conversation.conftest import House
from tests.conversation.test_appeals import _picture
from tests.conversation.test_claims import actor_of

HR = Actor("hr:su", "hr_admin")


async def test_from_the_event_to_the_election_and_hrs_word(house: House) -> None:
    person = await house.linked()
    born = date.today() - timedelta(days=4)
    person.send_text("/enrol")
    offers = await person.wait_for("选择期开放中")
    person.tap("人生事件", on=offers)
    which = await person.wait_for("发生了什么事")
    assert not any("入职" in label for label in which.labels)
    person.tap("子女出生", on=which)
    await person.wait_for("是哪一天")
    person.send_text("前几天")
    await person.wait_for("日期", timeout=5)
    person.send_text((date.today() - timedelta(days=60)).isoformat())
    await person.wait_for("已经过了")
    person.send_text(born.isoformat())
    noted = await person.wait_for("已登记")
    assert "出生医学证明" in noted.text
    person.send_photo(_picture(1))
    await person.wait_for("收到了。HR")
    offers = await person.wait_for(lambda seen: "因子女出生" in seen.text)
    assert f"保障从 {born.isoformat()} 起" in offers.text
    assert not any("人生事件" in label or "证明" in label for label in offers.labels)
    person.tap("家庭", on=offers)
    await person.wait_for("公司每月", timeout=10)
    person.tap("选标准档")
    asked = await person.wait_for("请确认", timeout=10)
    assert born.isoformat() in asked.text
    person.tap("确认选择", on=asked)
    await person.wait_for("自选福利确认书", timeout=15)
    services = house.product.services
    ((event, _),) = await services.list_events(HR)
    assert not await services.list_claims(await actor_of(house, person))  # the proof is no receipt
    await services.check_event(HR, event.id or 0, "证明是别人的", confirm=False)
    told = await person.wait_for("没有通过核对", timeout=10)
    assert "证明是别人的" in told.text and "子女出生" in told.text
    person.send_text("/enrol")
    again = await person.wait_for(lambda seen: "选择期开放中" in seen.text and seen.message_id > told.message_id)
    assert "您现在的选择" not in again.text


async def test_the_proof_may_come_later(house: House) -> None:
    person = await house.linked("YS0003", 4712, "en")
    person.send_text("/enrol")
    offers = await person.wait_for("Enrolment is open")
    person.tap("A life event", on=offers)
    which = await person.wait_for("What has happened")
    person.tap("Marriage", on=which)
    await person.wait_for("On which day")
    person.send_text(date.today().isoformat())
    noted = await person.wait_for("marriage certificate")
    person.tap("Later", on=noted)
    offers = await person.wait_for("Life event Marriage")
    person.tap("Send the proof", on=offers)
    await person.wait_for("Only HR sees it")
    person.send_document(b"%PDF-1.4 proof", "certificate.pdf", "application/pdf")
    await person.wait_for("Received. HR checks it")
    ((event, _),) = await house.product.services.list_events(HR)
    assert (await house.product.services.open_proof(HR, event.id or 0))[1] == b"%PDF-1.4 proof"
