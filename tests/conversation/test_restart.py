"""kill -9 in any step, and a restart: the person goes on where they were."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.botapi.server import BotApiServer
from tests.conversation.conftest import House
from tests.conversation.world import HR

ROOT = Path(__file__).resolve().parents[2]


def start(folder: Path, server: BotApiServer, port: int) -> subprocess.Popen[bytes]:
    settings = {
        "DATA_DIR": str(folder),
        "PORT": str(port),
        "TELEGRAM_BOT_TOKEN": server.token,
        "TELEGRAM_API_BASE": server.base_url,
        "QUIET_FROM": "00:00",
        "QUIET_UNTIL": "00:00",
    }
    command = [sys.executable, "-m", "bot.cli", "run", "--no-demo"]
    with (folder / "run.log").open("ab") as log:
        return subprocess.Popen(command, cwd=ROOT, env=os.environ | settings, stdout=log, stderr=log)


@pytest.mark.slow
async def test_a_half_made_election_goes_on_after_kill_9(
    new_folder: Callable[[], Path], bot_api: BotApiServer, unused_tcp_port: int
) -> None:
    folder = new_folder()
    code = await _code(folder)
    process = await asyncio.to_thread(start, folder, bot_api, unused_tcp_port)
    person = bot_api.user(4711, first_name="林", language_code="zh-hans")
    try:
        person.send_text(code)
        await person.wait_for("我们会保存什么", timeout=120)
        person.tap("同意")
        await person.wait_for("YS0002", timeout=30)
        person.send_text("我想加入家庭保险")
        await person.wait_for("还没有登记", timeout=30)
        person.tap("添加家属")
        await person.wait_for("要添加的是您的", timeout=30)
        person.tap("配偶")
        await person.wait_for("姓名", timeout=30)

        process.send_signal(signal.SIGKILL)
        process.wait(30)
        person.send_text("周野")  # written while nobody is there
        process = await asyncio.to_thread(start, folder, bot_api, unused_tcp_port)
        await person.wait_for("周野 的出生日期", timeout=120)
        person.send_text("1990-05-08")
        await person.wait_for(lambda seen: any("选标准档" in label for label in seen.labels), timeout=30)
    finally:
        process.terminate()
        assert process.wait(60) == 0, (folder / "run.log").read_text()[-3000:]


async def _code(folder: Path) -> str:
    """A link code for YS0002, issued before the product starts."""
    from bot.settings import Settings
    from bot.wiring import product

    async with product(Settings(_env_file=None, data_dir=folder)) as made:  # type: ignore[call-arg]
        return await made.services.issue_link_code(HR, "YS0002")


async def test_an_update_that_comes_twice_is_handled_once(house: House) -> None:
    from aiogram.types import Update

    from bot.channels.telegram_intake import Intake

    person = await house.linked()
    bot = house.product.telegram_bot
    assert bot is not None
    raw = {
        "update_id": 987654321,
        "message": {
            "message_id": 1,
            "date": 1,
            "chat": {"id": person.chat_id, "type": "private"},
            "from": {"id": person.chat_id, "is_bot": False, "first_name": "林"},
            "text": "/help",
        },
    }

    async def remember(channel: str, update_id: int) -> None:
        await house.product.seen.mark(channel, update_id)

    for _ in range(2):
        intake = Intake(house.product.dispatcher, bot, seen=house.product.seen.seen, remember=remember)
        await intake.handle(Update.model_validate(raw, context={"bot": bot}))
    assert person.transcript().count("我能做这些") == 1
