"""A claim from a photo to the payment, with the real reader, over Telegram's protocol."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from tests.botapi.people import Person, Seen
from tests.conversation.conftest import House
from tests.conversation.world import FINANCE, REVIEWER
from tests.support.receipts import receipt_picture, visit_record_picture

READ = 90.0
"""Seconds: the first picture also loads the models."""


def receipt(patient: str = "林知远", seed: int = 1) -> bytes:
    return receipt_picture("outpatient", patient=patient, issued=date.today() - timedelta(days=3), seed=seed)


def has(label: str):
    return lambda seen: any(label in button for button in seen.labels)


async def submitted(house: House, person: Person, patient: str = "林知远") -> tuple[str, int]:
    """Send a receipt and a visit record, and submit. The claim's number and id."""
    person.send_photo(receipt(patient))
    await person.wait_for("正在读票据")
    card = await person.wait_for(has("补病历"), timeout=READ)
    assert "预计赔付" in card.text
    person.tap("补病历")
    await person.wait_for("请发")
    person.send_photo(visit_record_picture())
    await person.wait_for(has("提交报销"), timeout=10)
    person.tap("提交报销")
    done = await person.wait_for("已提交，编号", timeout=10)
    number = re.search(r"BX\d{4}-\d{6}", done.text)
    assert number
    return number[0], int(number[0][-6:])


@pytest.mark.slow
async def test_a_photo_becomes_a_decided_and_paid_claim_and_each_step_is_told(house: House) -> None:
    person = await house.linked()
    number, claim_id = await submitted(house, person, patient="张三")
    services = house.product.services

    # A picture of somebody else's receipt needs a person: the reviewer decides, the chat shows it.
    queue = await services.list_review_queue(REVIEWER)
    for _ in range(50):
        if queue and queue[0][0].state == "in_review":
            break
        await person_pause()
        queue = await services.list_review_queue(REVIEWER)
    assert [claim.number for claim, _ in queue] == [number]
    assert "other_patient" in {check["code"] for check in queue[0][0].checks}
    view = await services.approve_claim(REVIEWER, claim_id)
    seen = await person.wait_for("审核通过", timeout=10)
    assert number in seen.text
    assert f"{view.claim.payable:,.2f}" in seen.text or "0 元" in seen.text

    person.tap("赔付明细")
    explained = await person.wait_for("赔付说明")
    assert "补充医疗保险方案" in explained.text

    if view.claim.payable:
        batch = await services.create_payout_batch(FINANCE)
        await person.wait_for("正在发放", timeout=10)
        await services.mark_batch_paid(FINANCE, batch.id or 0)
        await person.wait_for("已到账", timeout=10)
    person.send_text("/claims")
    await person.wait_for("我的报销")


async def person_pause() -> None:
    import asyncio

    await asyncio.sleep(0.2)


@pytest.mark.slow
async def test_a_second_tap_on_submit_does_nothing(house: House) -> None:
    person = await house.linked()
    person.send_photo(receipt())
    await person.wait_for(has("补病历"), timeout=READ)
    person.tap("补病历")
    await person.wait_for("请发")
    person.send_photo(visit_record_picture())
    card: Seen = await person.wait_for(has("提交报销"), timeout=10)
    person.tap("提交报销", on=card)
    second = person.tap("提交报销", on=card)
    await person.wait_for("已提交，编号", timeout=10)
    answer = await second.answered(10)  # type: ignore[union-attr]
    assert "已经提交过" in answer["text"]
    assert person.transcript().count("已提交，编号") == 1
    claims = await house.product.services.list_claims(await actor_of(house, person))
    assert len(claims) == 1


@pytest.mark.slow
async def test_a_picture_that_is_no_receipt_is_asked_about(house: House) -> None:
    person = await house.linked()
    person.send_photo(_plain_picture())
    seen = await person.wait_for(has("手工填写"), timeout=READ)
    assert "⚠️" in seen.text or "不知道是什么" in seen.text
    person.tap("手工填写")
    await person.wait_for(has("填写"))


@pytest.mark.slow
async def test_typed_values_are_checked_and_a_question_in_between_is_answered(house: House) -> None:
    person = await house.linked()
    person.send_photo(receipt())
    await person.wait_for(has("修改"), timeout=READ)
    person.tap("修改")
    await person.wait_for("要改哪一项")
    person.tap("总金额")
    await person.wait_for("总金额是多少")
    person.send_text("门诊报销需要什么材料？")
    await person.wait_for("总金额是多少", timeout=20)
    assert "📄" in person.transcript() or "没有找到" in person.transcript()
    person.send_text("abc")
    await person.wait_for("不像金额")
    person.send_text("八百六十块五")
    await person.wait_for("860.50", timeout=10)


async def test_a_large_file_and_a_wrong_kind_are_declined_with_what_to_do(house: House) -> None:
    person = await house.linked()
    person.send_document(b"MZ" + b"\0" * 100, "program.exe", "application/x-msdownload")
    await person.wait_for("这种文件我读不了")
    person.send_voice()
    await person.wait_for("听不了语音")
    person.send_sticker()
    await person.wait_for("看不懂")
    person.send_location()
    await person.wait_for("看不懂")


async def test_an_employee_without_claims_is_told_how_to_start(house: House) -> None:
    person = await house.linked()
    person.send_text("/claims")
    await person.wait_for("您还没有报销记录")


async def actor_of(house: House, person: Person):
    from handlers.context import NEWCOMER
    from services.actors import chat_actor

    visitor = await house.product.services.open_account(NEWCOMER, "telegram", person.chat_id)
    return chat_actor(visitor.account, visitor.employee)


def _plain_picture() -> bytes:
    import io

    from PIL import Image, ImageDraw

    picture = Image.new("RGB", (800, 600), (120, 170, 90))
    ImageDraw.Draw(picture).ellipse((200, 100, 600, 500), fill=(240, 200, 170))
    out = io.BytesIO()
    picture.save(out, "JPEG")
    return out.getvalue()
