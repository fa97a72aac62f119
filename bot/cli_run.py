"""Commands that run the product, and the doctor that tells what it runs on."""

from __future__ import annotations

import asyncio
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.settings import Settings
from locales import Contact, contact, text, use_contact

DEMO = Path(__file__).resolve().parent.parent / "demo"
DOCUMENTS_SINCE = date(2026, 1, 1)
"""What the covers of the demo's plan documents say."""


def run(
    demo: Annotated[bool, typer.Option("--demo/--no-demo", help="Load the demo company into an empty database")] = True,
) -> None:
    """Everything on one machine: web chat, HR console, worker; Telegram too if a token is set."""
    settings = Settings()
    _start_logs(settings)
    asyncio.run(_run(settings, demo))


async def _run(settings: Settings, demo: bool) -> None:
    from rich.console import Console

    from bot.server import serve as serve_product
    from bot.wiring import product

    screen = Console(stderr=True)
    await _migrate(settings)
    await _refuse_used_port(settings)
    async with product(settings) as made:
        if demo:
            await _prepare_demo(made, screen)

        async def started() -> None:
            address = settings.public_url or f"http://{settings.host}:{settings.port}"
            screen.print()
            screen.print(text("zh-Hans", "run-ready", chat=address, console=f"{address}/hr"), markup=True)
            screen.print(text("en", "run-ready", chat=address, console=f"{address}/hr"), markup=True)
            if demo:
                await _print_logins(made, screen)
            screen.print(text("zh-Hans", "run-stop") + " " + text("en", "run-stop"))

        await serve_product(made, work=True, started=started)


async def _migrate(settings: Settings) -> None:
    from storage.database import Database
    from storage.encryption import Keyring, use_keyring
    from storage.migrate import check_key, upgrade

    settings.data_dir.mkdir(parents=True, exist_ok=True)
    use_keyring(Keyring.open(settings.data_dir, settings.master_key.get_secret_value()))
    database = Database(settings.store_url)
    try:
        await upgrade(database)
        await check_key(database)
    finally:
        await database.close()


async def _refuse_used_port(settings: Settings) -> None:
    """Say so before minutes are spent on anything else."""
    import socket

    from benefits.errors import Unavailable

    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError:
            raise Unavailable("port-in-use", port=str(settings.port)) from None


async def _prepare_demo(made: Any, screen: Any) -> None:
    """The demo company and its documents, where they are missing yet."""
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    from bot.demo import CONTACT, is_demo, load_demo
    from bot.demo_vectors import offer_vectors

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed}/{task.total}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=screen, transient=True) as bars:
        people = bars.add_task("demo company", total=None)
        await load_demo(
            made.services,
            progress=lambda done, total: bars.update(people, completed=done, total=total),
            zone=made.settings.time_zone,
        )
        bars.remove_task(people)
        if contact() == Contact() and await is_demo(made.services):
            use_contact(CONTACT)
        if await made.knowledge.ready():
            return
        offer_vectors(made.settings.data_dir)
        documents = bars.add_task("plan documents", total=None)

        def told(name: str, done: int, total: int) -> None:
            bars.update(documents, description=name, completed=done, total=total)

        await asyncio.to_thread(made.knowledge.ingest, [DEMO / "documents"], effective=DOCUMENTS_SINCE, progress=told)


async def _print_logins(made: Any, screen: Any) -> None:
    from rich.table import Table

    from bot.demo import demo_codes, demo_logins

    codes = Table(title=_both("run-codes"), title_justify="left")
    for heading in ("code", "number", "name", "language", "story"):
        codes.add_column(heading)
    for one in await demo_codes(made.services):
        codes.add_row(f"[bold]{one.code}[/bold]", one.number, one.name, one.language, one.story)
    if codes.row_count:
        screen.print(codes)
    logins = Table(title=_both("run-logins"), title_justify="left")
    for heading in ("user", "password", "role", "name"):
        logins.add_column(heading)
    for login in await demo_logins(made.services):
        logins.add_row(login.username, login.password, login.role, login.name)
    screen.print(logins)


def _both(key: str) -> str:
    return f"{text('zh-Hans', key)} · {text('en', key)}"


def serve() -> None:
    """Web chat, HR console and webhook; the worker runs elsewhere. Needs PostgreSQL and a Chroma server."""
    settings = Settings()
    _start_logs(settings)

    async def whole() -> None:
        from bot.server import serve as serve_product
        from bot.wiring import product

        await _check(settings)
        async with product(settings) as made:
            await serve_product(made, work=False)

    asyncio.run(whole())


def worker() -> None:
    """The worker alone: reads receipts, decides claims, sends messages. Any number may run on PostgreSQL."""
    settings = Settings()
    _start_logs(settings)

    async def whole() -> None:
        import signal

        from bot.background import Background
        from bot.wiring import product

        await _check(settings)
        stop = asyncio.Event()
        for name in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(name, stop.set)
        async with product(settings) as made:
            await Background(made).run(stop)

    asyncio.run(whole())


async def _check(settings: Settings) -> None:
    from storage.database import Database
    from storage.encryption import Keyring, use_keyring
    from storage.migrate import check, check_key

    use_keyring(Keyring.open(settings.data_dir, settings.master_key.get_secret_value()))
    database = Database(settings.store_url)
    try:
        await check(database)
        await check_key(database)
    finally:
        await database.close()


def doctor() -> None:
    """What is configured, reachable and missing. Exit code 1 when something needs attention."""
    from bot.doctor import examine

    settings = Settings()
    findings = asyncio.run(examine(settings))
    for finding in findings:
        print(f"{'✓' if finding.good else '✗' if finding.needed else '–'} {finding.what}: {finding.words}")
    if any(finding.needed and not finding.good for finding in findings):
        raise typer.Exit(1)


def _start_logs(settings: Settings) -> None:
    from bot.logs import set_up_logs

    set_up_logs(settings.log_format)


def register(app: typer.Typer) -> None:
    app.command()(run)
    app.command()(serve)
    app.command()(worker)
    app.command()(doctor)
