"""Getting to know each other over Telegram's protocol."""

from __future__ import annotations

from tests.conversation.conftest import House
from tests.conversation.world import HR


async def test_a_stranger_learns_nothing_personal(house: House) -> None:
    stranger = house.person()
    stranger.send_text("我今年报了多少钱")
    seen = await stranger.wait_for("关联码", timeout=15)
    assert "林知远" not in seen.text


async def test_a_code_from_hr_and_consent_link_a_person(house: House) -> None:
    person = await house.linked()
    assert "林知远" in person.transcript()


async def test_a_used_code_is_refused_with_what_to_do(house: House) -> None:
    code = await house.product.services.issue_link_code(HR, "YS0001")
    first, second = house.person(1), house.person(2)
    for who in (first, second):
        who.send_text(code)
        await who.wait_for("", timeout=15)
    await second.wait_for("已经用过")


async def test_a_wrong_code_says_how_many_tries_are_left(house: House) -> None:
    person = house.person()
    person.send_text("AAAA-2222")
    await person.wait_for("还可以试 4 次", timeout=15)


async def test_five_wrong_codes_make_the_person_wait(house: House) -> None:
    person = house.person()
    for letter in "ABCDE":
        person.send_text(f"{letter}AAA-2222")
        await person.wait_for("", timeout=15)
    await person.wait_for("15 分钟")


async def test_a_shared_phone_number_that_the_roster_knows_links(house: House) -> None:
    person = house.person()
    person.share_contact("+86 138 0000 0002")
    await person.wait_for("我们会保存什么", timeout=15)


async def test_somebody_elses_contact_proves_nothing(house: House) -> None:
    person = house.person()
    person.share_contact("13800000002", own=False)
    await person.wait_for("您自己的号码", timeout=15)


async def test_the_language_is_detected_once_changed_and_remembered(house: House) -> None:
    person = await house.linked("YS0003", language="en")
    assert "you are confirmed" in person.transcript()
    person.send_text("/language")
    await person.wait_for("choose a language")
    person.tap("繁體中文")
    await person.wait_for("繁體中文和您說")
    person.send_text("/claims")
    await person.wait_for("報銷記錄")


async def test_who_refuses_and_changes_their_mind_uses_the_same_code_again_but_nobody_after_that(house: House) -> None:
    code = await house.product.services.issue_link_code(HR, "YS0001")
    person = house.person()
    person.send_text(code)
    await person.wait_for("我们会保存什么", timeout=15)
    person.tap("不同意")
    await person.wait_for("把关联码或手机号再发一次")
    person.send_text("门诊能报多少")
    assert "林知远" not in (await person.wait_for("关联码")).text
    person.send_text(code)
    await person.wait_for("我们会保存什么")
    person.tap("同意，开始使用")
    await person.wait_for("身份已确认")
    other = house.person(2)
    other.send_text(code)
    await other.wait_for("已经用过")
