"""Commands about the data: migrations, roster, backup, audit."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from benefits.errors import Conflict, InvalidInput, Unavailable
from bot.clock import SystemClock
from bot.settings import Settings
from locales import text
from services.actors import Actor
from storage import audit
from storage import backup as backups
from storage import migrate as migrations
from storage.database import Database
from storage.encryption import Keyring, use_keyring

OPERATOR = Actor(name="operator", role="super_admin")


def with_database(run: Callable[[Database, Settings], Awaitable[Any]]) -> Any:
    """Open the database of the settings, run, close."""

    async def whole() -> Any:
        settings = Settings()
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        use_keyring(Keyring.open(settings.data_dir, settings.master_key.get_secret_value()))
        database = Database(settings.store_url)
        try:
            return await run(database, settings)
        finally:
            await database.close()

    return asyncio.run(whole())


def migrate() -> None:
    """Bring the database to this version."""

    async def run(database: Database, _: Settings) -> None:
        changed = await migrations.upgrade(database)
        print(f"{database.shown_url}: {'updated to' if changed else 'is at'} {migrations.expected()}")

    with_database(run)


def import_roster(
    file: Path,
    leavers: Annotated[
        bool, typer.Option("--leavers", help="Mark people who are missing from the file as left")
    ] = False,
) -> None:
    """Import employees, or family members, from CSV or XLSX; a line per bad row."""
    from bot.wiring import product
    from services.roster import ImportRoster

    if not file.exists():
        raise InvalidInput("path-missing", field="path", path=str(file))

    async def run() -> None:
        async with product(Settings()) as made:
            report = await ImportRoster(made.store)(OPERATOR, file.read_bytes(), file.name, mark_missing_left=leavers)
        for problem in report.problems:
            print(f"{file.name}:{problem.row}: {problem.field}: {problem.code} {problem.value!r}")
        print(
            f"{report.kind}: {report.rows} rows, {report.added} added, {report.changed} changed, "
            f"{report.unchanged} unchanged, {report.left} left, {report.rejected} rejected"
        )
        if report.rejected:
            raise typer.Exit(1)

    asyncio.run(run())


def backup(target: Path) -> None:
    """Write everything to one file, while the product goes on working."""

    async def run(database: Database, settings: Settings) -> None:
        now = SystemClock(settings.time_zone).now()
        manifest = await backups.backup(database, settings.data_dir / "files", target, now=now)
        print(f"{target}: {manifest.originals} originals, {manifest.audit_entries} audit entries")
        _tell_of_bucket(settings)

    with_database(run)


def restore(
    source: Path, replace: Annotated[bool, typer.Option("--replace", help="Overwrite what is there")] = False
) -> None:
    """Bring a backup back. The product must not be running."""

    async def run(database: Database, settings: Settings) -> None:
        manifest = await backups.restore(database, settings.data_dir / "files", source, replace=replace)
        print(f"{source}: restored {manifest.originals} originals of {manifest.created_at}")
        _tell_of_bucket(settings)

    with_database(run)


def _tell_of_bucket(settings: Settings) -> None:
    """A backup without the originals must not look whole."""
    if settings.files_url:
        print(f"{text('zh-Hans', 'backup-bucket')} · {text('en', 'backup-bucket')}")


def export(
    number: str,
    target: Path,
    replace: Annotated[bool, typer.Option("--replace", help="Overwrite the file")] = False,
) -> None:
    """A copy of everything stored about one employee, for them: a ZIP with their records and originals."""
    from bot.wiring import product

    if target.exists() and not replace:
        raise Conflict("export-target-exists", path=str(target))

    async def run() -> None:
        settings = Settings()
        async with product(settings) as opened:
            await migrations.check(opened.database)
            made = await opened.services.export_personal_data(OPERATOR, number)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.touch(mode=0o600)
        target.write_bytes(made.archive)
        print(f"{target}: {made.records} records, {made.originals} originals")
        if made.missing:
            print(f"missing originals: {', '.join(made.missing)}")
            raise typer.Exit(1)

    asyncio.run(run())


def verify_audit() -> None:
    """Check that nobody changed the audit trail."""

    async def run(database: Database, _: Settings) -> None:
        report = await audit.verify_audit(database)
        if report.broken_at is not None:
            raise Unavailable("audit-broken", entry=report.broken_at)
        print(f"OK: {report.entries} entries")

    with_database(run)


def register(app: typer.Typer) -> None:
    app.command()(migrate)
    app.command("import-roster")(import_roster)
    app.command()(backup)
    app.command()(restore)
    app.command()(export)
    app.command("verify-audit")(verify_audit)
