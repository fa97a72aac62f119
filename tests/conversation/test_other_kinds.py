"""What isn't a word, a picture or a tap gets a clear answer, before and after linking, and costs no draft."""

from __future__ import annotations

from datetime import date

from tests.conversation.conftest import House
from tests.support.receipts import receipt_picture


async def test_stickers_voices_places_and_unknown_commands_are_answered_with_what_to_do(house: House) -> None:
    person = await house.linked()
    person.send_sticker()
    await person.wait_for("这种消息我还看不懂")
    person.send_location()
    await person.wait_for("这种消息我还看不懂")
    person.send_voice()
    await person.wait_for("还听不了语音")
    person.send_text("/frobnicate")
    assert (await person.wait_for("没有这个命令")).labels


async def test_a_stranger_who_sends_something_else_learns_how_to_link(house: House) -> None:
    stranger = house.server.user(99)
    stranger.send_voice()
    assert "关联码" in (await stranger.wait_for()).text
    stranger.send_photo(receipt_picture("outpatient", patient="安", issued=date.today()))
    assert "关联码" in (await stranger.wait_for()).text
    async with house.product.store.read() as unit:
        account = await unit.accounts.by_chat("telegram", 99)
        assert account is not None and account.employee_id is None


async def test_a_sticker_in_the_middle_of_a_flow_leaves_the_step_as_it_was(house: House) -> None:
    person = await house.linked("YS0002")
    person.send_text("我想加入家庭保险")
    await person.wait_for("还没有登记", timeout=10)
    person.tap("添加家属")
    await person.wait_for("要添加的是您的")
    person.tap("配偶")
    await person.wait_for("姓名")
    person.send_sticker()
    await person.wait_for("这种消息我还看不懂")
    person.send_text("周野")
    await person.wait_for("周野 的出生日期")
