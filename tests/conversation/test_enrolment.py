"""Choosing elective benefits, over Telegram's protocol."""

from __future__ import annotations

from tests.conversation.conftest import House


async def test_the_family_plan_is_compared_priced_and_confirmed_in_writing(house: House) -> None:
    person = await house.linked()
    person.send_text("/enrol")
    offers = await person.wait_for("选择期开放中")
    assert "推荐给您" in offers.text
    person.tap("家庭")
    priced = await person.wait_for("公司每月", timeout=10)
    assert "基础档" in priced.text and "裴听澜" in " ".join(priced.labels)
    person.tap("选标准档")
    asked = await person.wait_for("请确认", timeout=10)
    assert "裴听澜、林初夏" in asked.text
    person.tap("确认选择")
    confirmed = await person.wait_for("自选福利确认书", timeout=15)
    assert "XZ" in confirmed.text and "标准档" in confirmed.text


async def test_confirming_twice_makes_one_election(house: House) -> None:
    person = await house.linked()
    person.send_text("/enrol")
    await person.wait_for("选择期开放中")
    person.tap("家庭")
    await person.wait_for("公司每月", timeout=10)
    person.tap("选基础档")
    asked = await person.wait_for("请确认", timeout=10)
    person.tap("确认选择", on=asked)
    person.tap("确认选择", on=asked)
    await person.wait_for("自选福利确认书", timeout=15)
    async with house.product.store.read() as unit:
        employee = await unit.people.employee_by_number("YS0001")
        assert employee and employee.id
        assert len(await unit.enrolment.elections(employee.id, standing=False)) == 1


async def test_a_later_choice_replaces_an_earlier_one_and_waiving_is_a_choice(house: House) -> None:
    person = await house.linked()
    for label in ("选基础档", "选尊享档"):
        person.send_text("/enrol")
        await person.wait_for("选择期开放中")
        person.tap("家庭")
        await person.wait_for("公司每月", timeout=10)
        person.tap(label)
        await person.wait_for("请确认", timeout=10)
        person.tap("确认选择")
        await person.wait_for("自选福利确认书", timeout=15)
    person.send_text("/enrol")
    seen = await person.wait_for("您现在的选择")
    assert "尊享档" in seen.text and "基础档" not in seen.text
    person.tap("家庭")
    await person.wait_for("公司每月", timeout=10)
    person.tap("放弃这一项")
    await person.wait_for("确定放弃")
    person.tap("确认放弃")
    await person.wait_for("您已放弃", timeout=15)


async def test_a_family_member_is_added_in_the_middle_and_back_leads_back(house: House) -> None:
    person = await house.linked("YS0002")
    person.send_text("/enrol")
    await person.wait_for("选择期开放中")
    person.tap("全部")
    await person.wait_for(lambda seen: len(seen.labels) > 5)
    person.tap("家庭")
    await person.wait_for("还没有登记", timeout=10)
    person.tap("添加家属")
    await person.wait_for("要添加的是您的")
    person.tap("配偶")
    await person.wait_for("姓名")
    person.tap("返回")
    await person.wait_for("还没有登记", timeout=10)
    person.tap("添加家属")
    await person.wait_for("要添加的是您的")
    person.tap("配偶")
    await person.wait_for("姓名")
    person.send_text("周野")
    await person.wait_for("出生日期")
    person.send_text("不知道")
    await person.wait_for("不像日期")
    person.send_text("1990年5月8日")
    await person.wait_for(lambda seen: any("选标准档" in label for label in seen.labels), timeout=10)


async def test_naming_a_benefit_opens_it_and_the_rest_is_one_tap_away(house: House) -> None:
    person = await house.linked()
    person.send_text("我想加入家庭保险")
    assert "选标准档" in " ".join((await person.wait_for("公司每月", timeout=10)).labels)
    person.send_text("/enrol")
    short = await person.wait_for("选择期开放中")
    assert len(short.labels) == 5 and "人生事件" in short.labels[-1] and short.labels[0].startswith("⭐")
    person.tap("全部")
    whole = await person.wait_for(lambda seen: len(seen.labels) > 6)
    assert not any("全部" in label for label in whole.labels)
    person.send_text("我要选福利")
    listed = await person.wait_for(lambda seen: "不是这个意思，我在问问题" in seen.labels)
    assert "选择期开放中" in listed.text and len(listed.labels) == 6
