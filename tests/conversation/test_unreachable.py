"""People whom a chat no longer reaches: another chat, e-mail, HR's list, and back again."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from pathlib import Path

from bot.wiring import Product
from services.notices import notify
from tests.botapi.server import BotApiServer
from tests.conversation.conftest import House, running, until
from tests.conversation.world import HR
from tests.support.mailbox import mail_server


async def tell(product: Product, number: str, reply: str) -> None:
    async with product.store.write() as unit:
        person = await unit.people.employee_by_number(number)
        assert person and person.id
        args = {"question": "门诊", "reply": reply}
        key = f"test:{reply}"
        await notify(unit, product.clock, employee_id=person.id, key="notice-hr-reply", args=args, dedup_key=key)
        await unit.commit()


async def test_whoever_blocked_the_bot_gets_the_same_message_by_mail_until_they_write_again(
    new_folder: Callable[[], Path], bot_api: BotApiServer
) -> None:
    with mail_server() as (mailbox, port):
        mail = {"smtp_host": "127.0.0.1", "smtp_port": port, "smtp_sender": "hr@ys.example", "smtp_security": "none"}
        async with running(new_folder(), bot_api, **mail) as house:
            lin = await house.linked("YS0001")
            lin.blocked = True
            await tell(house.product, "YS0001", "请补交发票")
            await until(lambda: _true(mailbox.mails))
            (letter,) = mailbox.mails
            plain = letter.get_body(("plain",))
            assert letter["To"] == "ys0001@example.com"
            assert plain and "请补交发票" in plain.get_content()
            state = await house.product.services.show_deliveries(HR)
            assert [(person.number, had) for person, had in state.unreachable if had] == [("YS0001", True)]
            assert (state.dead, state.email) == ((), True)

            lin.blocked = False
            lin.send_text("/help")
            await lin.wait_for(lambda seen: True)
            await until(lambda: _nobody_lost(house))
            await tell(house.product, "YS0001", "已经收到")
            await lin.wait_for("已经收到")
            assert len(mailbox.mails) == 1


async def test_without_another_channel_it_is_a_failed_message_that_hr_sends_again(house: House) -> None:
    su = await house.linked("YS0002")
    su.blocked = True
    await tell(house.product, "YS0002", "请看附件")
    services = house.product.services
    await until(lambda: _dead(house))
    (letter,) = (await services.show_deliveries(HR)).dead
    assert letter.reason == "blocked"
    assert letter.employee and letter.employee.number == "YS0002"
    su.blocked = False
    su.send_text("/help")
    await until(lambda: _nobody_lost(house))
    await services.send_again(HR, letter.job.id or 0)
    await su.wait_for("请看附件")


async def test_the_worker_stops_within_two_seconds_although_telegram_keeps_silent(
    new_folder: Callable[[], Path], bot_api: BotApiServer
) -> None:
    from bot.background import Background
    from bot.wiring import product
    from tests.botapi.faults import Fault
    from tests.conversation.conftest import settings_for

    folder = new_folder()
    async with running(folder, bot_api) as house:
        await house.linked("YS0001")
    async with product(settings_for(folder, bot_api)) as made:
        stop = asyncio.Event()
        worker = asyncio.create_task(Background(made).run(stop))
        bot_api.script("sendMessage", Fault.lost_answer())
        stored = len(bot_api.stored())
        await tell(made, "YS0001", "稍后")
        await until(lambda: _true(len(bot_api.stored()) > stored))
        began = time.monotonic()
        stop.set()
        await worker
        assert time.monotonic() - began < 2.0


async def _true(value: object) -> bool:
    return bool(value)


async def _dead(house: House) -> bool:
    return bool((await house.product.services.show_deliveries(HR)).dead)


async def _nobody_lost(house: House) -> bool:
    state = await house.product.services.show_deliveries(HR)
    return not any(had for _, had in state.unreachable)
