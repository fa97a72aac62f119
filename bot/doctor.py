"""``benefits-bot doctor``: what is configured, reachable and missing, in one screen."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass

from benefits.errors import BenefitsError
from bot.settings import Settings


@dataclass(frozen=True, slots=True)
class Finding:
    """``needed``: the product doesn't work without it."""

    what: str
    good: bool
    words: str
    needed: bool = True


async def examine(settings: Settings) -> list[Finding]:
    findings = [
        Finding("python", sys.version_info >= (3, 11), sys.version.split()[0]),
        Finding("data folder", settings.data_dir.exists(), str(settings.data_dir), needed=False),
        _space(settings),
    ]
    findings += await _database(settings)
    findings.append(_knowledge(settings))
    findings.append(_ocr())
    findings.append(await _telegram(settings))
    findings.append(_llm(settings))
    mail = f"{settings.smtp_host}:{settings.smtp_port}" if settings.smtp_host else "SMTP_HOST not set: no e-mail"
    findings.append(Finding("e-mail", bool(settings.smtp_host), mail, needed=False))
    return findings


def _space(settings: Settings) -> Finding:
    folder = settings.data_dir if settings.data_dir.exists() else settings.data_dir.parent
    free = shutil.disk_usage(folder if folder.exists() else ".").free / 1024**3
    return Finding("disk", free > 1, f"{free:.1f} GB free")


async def _database(settings: Settings) -> list[Finding]:
    from storage import migrate
    from storage.database import Database
    from storage.encryption import Keyring, use_keyring

    if settings.data_dir.exists():
        use_keyring(Keyring.open(settings.data_dir, settings.master_key.get_secret_value()))
    database = Database(settings.store_url)
    try:
        await migrate.check(database)
        await migrate.check_key(database)
    except BenefitsError as problem:
        hint = {
            "database-missing": "run 'make run' or 'benefits-bot migrate'",
            "database-older": "run 'benefits-bot migrate'",
        }
        words = f"{database.shown_url}: {problem}; {hint.get(problem.code, 'see docs/operations.md')}"
        return [Finding("database", False, words)]
    finally:
        await database.close()
    return [Finding("database", True, f"{database.shown_url} at {migrate.expected()}")]


def _knowledge(settings: Settings) -> Finding:
    from bot.wiring import make_knowledge

    if not (settings.data_dir / "knowledge").exists():
        return Finding("documents", False, "none yet: 'benefits-bot ingest PATH…'")
    knowledge = make_knowledge(settings)
    try:
        held = knowledge.documents_sync()
    except BenefitsError as problem:
        if problem.code == "knowledge-owned":
            return Finding("documents", True, f"in use by the running server (pid {problem.fields.get('pid')})")
        return Finding("documents", False, str(problem))
    finally:
        knowledge.close()
    return Finding("documents", bool(held), f"{len(held)} documents, {sum(d.passages for d in held)} passages")


def _ocr() -> Finding:
    from importlib.util import find_spec

    missing = [name for name in ("rapidocr", "onnxruntime", "zxingcpp", "pypdfium2") if find_spec(name) is None]
    return Finding("receipt reader", not missing, "ready" if not missing else f"missing: {', '.join(missing)}")


async def _telegram(settings: Settings) -> Finding:
    token = settings.telegram_bot_token.get_secret_value()
    if not token:
        return Finding("telegram", False, "TELEGRAM_BOT_TOKEN not set: web chat only", needed=False)
    from bot.channels.telegram import connect, make_bot

    try:
        bot = make_bot(token, settings.telegram_api_base)
        try:
            me = await connect(bot, tries=2)
        finally:
            await bot.session.close()
    except BenefitsError as problem:
        return Finding("telegram", False, str(problem))
    way = f"webhook {settings.webhook_url}" if settings.webhook_url else "polling"
    if settings.webhook_url and not settings.webhook_secret.get_secret_value():
        return Finding("telegram", False, "WEBHOOK_URL is set but WEBHOOK_SECRET is not")
    return Finding("telegram", True, f"@{me.username}, {way}")


def _llm(settings: Settings) -> Finding:
    if not settings.llm_model:
        return Finding(
            "language model", False, "LLM_MODEL not set: answers are quoted from the documents", needed=False
        )
    return Finding(
        "language model",
        True,
        f"{settings.llm_model} at {settings.llm_base_url or 'the default address'}",
        needed=False,
    )
