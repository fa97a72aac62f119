"""The web application: chat, console, webhook, health; and Telegram by polling. One event loop, stopped cleanly."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import AsyncIterator, Awaitable, Callable

import structlog
import uvicorn
from aiogram.types import BotCommand, BotCommandScopeAllPrivateChats
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from benefits.errors import BenefitsError, Unavailable
from bot.background import Background
from bot.channels.telegram import set_menu
from bot.channels.telegram_intake import run_polling, set_webhook, webhook_route
from bot.channels.webchat.app import WebChat
from bot.channels.webchat.context import WebChatSettings
from bot.channels.webchat.convert import CHANNEL as WEBCHAT
from bot.wiring import Product, console_secret
from console.app import create_console
from handlers.menu import COMMANDS
from locales import LANGUAGES, text

log = structlog.get_logger(__name__)

WEBHOOK_PATH = "/telegram/webhook"


def make_app(product: Product) -> Starlette:
    """Web chat at ``/``, HR console at ``/hr``, the Telegram webhook, ``/health``."""
    settings = product.settings
    chat = WebChat(
        product.dispatcher,
        product.webchat_bot,
        product.webchat_store,
        product.hub,
        WebChatSettings(
            public_url=settings.public_url or None,
            name=lambda language: settings.company_name or text(language, "webchat-name"),
            language_of=_language_of(product),
        ),
    )
    console = create_console(
        product.services,
        secret=console_secret(settings.data_dir),
        company_name=settings.company_name or text("zh-Hans", "webchat-name"),
        secure_cookies=settings.public_url.startswith("https:"),
        page_images=product.pictures.page_image,
    )

    async def health(_: Request) -> Response:
        try:
            await product.database.check()
        except BenefitsError as problem:
            return JSONResponse({"ok": False, "problem": problem.code}, 503)
        return JSONResponse({"ok": True, "jobs": await product.jobs.counts()})

    routes: list[BaseRoute] = [*chat.routes(), Route("/health", health), Mount("/hr", console)]
    if product.telegram_bot is not None and settings.webhook_url:
        routes.append(
            webhook_route(
                product.dispatcher,
                product.telegram_bot,
                settings.webhook_secret.get_secret_value(),
                seen=product.seen.seen,
                remember=_remember(product),
                path=WEBHOOK_PATH,
            )
        )

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await set_webchat_menu(product)
        async with chat.lifespan():
            yield

    return Starlette(routes=routes, lifespan=lifespan)


def _language_of(product: Product) -> Callable[[int], Awaitable[str | None]]:
    async def find(chat_id: int) -> str | None:
        async with product.store.read() as unit:
            account = await unit.accounts.by_chat(WEBCHAT, chat_id)
        return account.language if account else None

    return find


def _remember(product: Product) -> Callable[[str, int], Awaitable[None]]:
    async def remember(channel: str, update_id: int) -> None:
        await product.seen.mark(channel, update_id)

    return remember


def command_menus() -> dict[str, list[tuple[str, str]]]:
    return {language: [(name, text(language, f"command-{name}")) for name in COMMANDS] for language in LANGUAGES}


async def set_webchat_menu(product: Product) -> None:
    scope = BotCommandScopeAllPrivateChats()
    for language, listed in command_menus().items():
        commands = [BotCommand(command=name, description=words) for name, words in listed]
        await product.webchat_bot.set_my_commands(commands, scope=scope, language_code=language)
        if language == "zh-Hans":
            await product.webchat_bot.set_my_commands(commands, scope=scope)


async def run_telegram(product: Product, stop: asyncio.Event) -> None:
    """Polling, or the webhook set; nothing without a token."""
    bot, settings = product.telegram_bot, product.settings
    if bot is None:
        return
    await set_menu(bot, command_menus())
    if settings.webhook_url:
        secret = settings.webhook_secret.get_secret_value()
        await set_webhook(bot, settings.webhook_url.rstrip("/") + WEBHOOK_PATH, secret, product.dispatcher)
        await stop.wait()
    else:
        await run_polling(product.dispatcher, bot, stop, seen=product.seen.seen, remember=_remember(product))


class _Server(uvicorn.Server):
    """Signals are ours: one Ctrl-C stops everything in order."""

    @contextlib.contextmanager
    def capture_signals(self):  # type: ignore[no-untyped-def]
        yield


async def serve(product: Product, *, work: bool, started: Callable[[], Awaitable[None]] | None = None) -> None:
    """Serve until Ctrl-C or SIGTERM. ``work`` runs the worker's tasks in this process too.

    Raises Unavailable("port-in-use", port=…), and whatever ends a part for good (a refused Telegram token).
    """
    settings = product.settings
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    config = uvicorn.Config(
        make_app(product),
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        proxy_headers=bool(settings.public_url),
        timeout_graceful_shutdown=5,
        ws="websockets-sansio",
        ws_max_size=64 * 1024,
    )
    config.load()
    server = _Server(config)
    try:
        sockets = [config.bind_socket()]
    except SystemExit:
        raise Unavailable("port-in-use", port=settings.port) from None
    tasks = [asyncio.create_task(server.serve(sockets=sockets), name="web")]
    tasks.append(asyncio.create_task(run_telegram(product, stop), name="telegram"))
    if work:
        tasks.append(asyncio.create_task(Background(product).run(stop), name="worker"))
    warming = asyncio.create_task(_warm(product))
    waiting = asyncio.create_task(stop.wait())
    if started is not None:
        await started()
    ended: set[asyncio.Task[None]] = set()
    try:
        watched = [task for task in tasks if task.get_name() != "telegram" or product.telegram_bot is not None]
        await asyncio.wait([waiting, *watched], return_when=asyncio.FIRST_COMPLETED)
        ended = {task for task in tasks if task.done() and task.exception() is not None}
    finally:
        stop.set()
        server.should_exit = True
        waiting.cancel()
        await asyncio.wait(tasks, timeout=20)
        await asyncio.wait([warming], timeout=20)
    for task in ended:
        await task


async def _warm(product: Product) -> None:
    """Load the embedder before the first question comes."""
    try:
        if await product.knowledge.ready():
            await asyncio.to_thread(product.knowledge.warm)
    except BenefitsError as problem:
        log.warning("knowledge-not-ready", problem=problem.code)
