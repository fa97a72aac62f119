"""The same conversation by webhook, over real HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import uvicorn

from bot.background import Background
from bot.server import make_app, run_telegram
from bot.wiring import product
from tests.botapi.server import BotApiServer
from tests.conversation.conftest import settings_for
from tests.conversation.world import HR


async def test_a_person_links_and_lists_claims_through_the_webhook(
    new_folder: Callable[[], Path], bot_api: BotApiServer, unused_tcp_port: int
) -> None:
    address = f"http://127.0.0.1:{unused_tcp_port}"
    settings = settings_for(
        new_folder(), bot_api, webhook_url=address, webhook_secret="a-secret-of-tests", port=unused_tcp_port
    )
    async with product(settings) as made:
        config = uvicorn.Config(
            make_app(made), host="127.0.0.1", port=unused_tcp_port, log_config=None, ws="websockets-sansio"
        )
        server = uvicorn.Server(config)
        stop = asyncio.Event()
        tasks = [asyncio.create_task(server.serve())]
        while not server.started:  # noqa: ASYNC110  (uvicorn tells by an attribute only)
            await asyncio.sleep(0.05)
        tasks += [asyncio.create_task(run_telegram(made, stop)), asyncio.create_task(Background(made).run(stop))]
        try:
            code = await made.services.issue_link_code(HR, "YS0001")
            await asyncio.sleep(0.5)
            person = bot_api.user(99, first_name="林", language_code="zh-hans")
            person.send_text(code)
            await person.wait_for("我们会保存什么", timeout=20)
            person.tap("同意")
            await person.wait_for("YS0001", timeout=20)
            person.send_text("/claims")
            await person.wait_for("您还没有报销记录", timeout=20)
        finally:
            stop.set()
            server.should_exit = True
            await asyncio.wait_for(asyncio.gather(*tasks), 30)
