"""Questions with the real index, and free text that is for something else."""

from __future__ import annotations

from tests.conversation.conftest import House
from tests.conversation.world import HR


async def test_an_answer_has_its_source_its_passage_and_a_rating(house: House) -> None:
    person = await house.linked()
    person.send_text("门诊报销要准备哪些材料？")
    answer = await person.wait_for("📄", timeout=30)
    assert "理赔申请指南" in answer.text
    person.tap("看原文", on=answer)
    opened = await person.wait_for("《理赔申请指南》")
    cited = next(line for line in answer.text.splitlines() if line.startswith("📄")).removeprefix("📄").strip()
    assert opened.text.splitlines()[0].startswith(cited)
    tap = person.tap("👍", on=answer)
    assert "谢谢" in (await tap.answered(10))["text"]  # type: ignore[union-attr]


async def test_what_the_documents_do_not_say_is_refused_and_handed_to_hr(house: House) -> None:
    person = await house.linked()
    person.send_text("火星上的重力是地球的多少倍？")
    refused = await person.wait_for("不想乱猜", timeout=30)
    person.tap("问 HR", on=refused)
    await person.wait_for("已转给 HR")
    async with house.product.store.read() as unit:
        waiting = await unit.questions.handed_over()
        assert len(waiting) == 1
    (gap,) = await house.product.services.list_gaps(HR)
    assert gap.people == 1


async def test_hrs_reply_arrives_in_the_chat(house: House) -> None:
    person = await house.linked()
    person.send_text("火星上的重力是地球的多少倍？")
    refused = await person.wait_for("不想乱猜", timeout=30)
    person.tap("问 HR", on=refused)
    await person.wait_for("已转给 HR")
    (record, _), *_ = await house.product.services.list_handed_over(HR)
    await house.product.services.reply_to_question(HR, record.id or 0, "大约 0.38 倍，不过这不在保障范围内 🙂")
    await person.wait_for("0.38", timeout=10)


async def test_what_a_bill_would_be_paid_is_computed_by_the_rules(house: House) -> None:
    person = await house.linked()
    person.send_text("我门诊花了两千六能报多少？")
    seen = await person.wait_for("1,590.00", timeout=30)
    assert "2,600.00" in seen.text


async def test_a_person_in_despair_gets_help_and_no_form(house: House) -> None:
    person = await house.linked()
    person.send_text("我不想活了")
    await person.wait_for("12356", timeout=15)


async def test_buttons_of_long_ago_are_answered_politely(house: House) -> None:
    person = await house.linked()
    from tests.botapi.people import Seen

    old = person.messages()[-1]
    stale = Seen(old.message_id, True, "", (({"text": "老按钮", "callback_data": "zz:1"},),), 0, 0, None, None, old.raw)
    person.tap("老按钮", on=stale)
    await person.wait_for("已经过期")
