"""The composition root: every part made once, from the settings."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import time
from pathlib import Path

from aiogram import Bot, Dispatcher

from bot.channels.telegram import SentMessages
from bot.channels.telegram import make_bot as make_telegram_bot
from bot.channels.webchat.convert import CHANNEL as WEBCHAT
from bot.channels.webchat.hub import Hub
from bot.channels.webchat.session import make_bot as make_webchat_bot
from bot.clock import SystemClock
from bot.pictures import PaperPictures
from bot.settings import Settings
from bot.state import DatabaseStates, OneAtATime
from handlers.dispatcher import make_dispatcher
from knowledge.base import DocumentKnowledge, open_knowledge
from knowledge.publishing import DocumentLibrarian
from locales import Contact, use_contact
from receipts.verification import BillAuthority
from receipts.worker import OcrChild
from services.app import Parts, Services
from services.checks import CheckLimits
from services.ports import FileVault
from services.quiet_hours import QuietHours
from storage.conversations import ConversationStates, SeenUpdates
from storage.database import Database
from storage.encryption import Keyring, use_keyring
from storage.files import LocalVault
from storage.jobs import SqlJobStore
from storage.locks import PersonLocks
from storage.unit_of_work import SqlStore
from storage.webchat import SqlWebChatStore

TELEGRAM = "telegram"


@dataclass
class Product:
    """Everything that runs, by name."""

    settings: Settings
    database: Database
    keyring: Keyring
    clock: SystemClock
    store: SqlStore
    jobs: SqlJobStore
    vault: FileVault
    knowledge: DocumentKnowledge
    reader: OcrChild
    pictures: PaperPictures
    services: Services
    webchat_store: SqlWebChatStore
    hub: Hub
    webchat_bot: Bot
    telegram_bot: Bot | None
    sent: SentMessages
    seen: SeenUpdates
    dispatcher: Dispatcher

    def bot_of(self, channel: str) -> Bot | None:
        return {WEBCHAT: self.webchat_bot, TELEGRAM: self.telegram_bot}.get(channel)


def make_knowledge(settings: Settings, collection: str = "default") -> DocumentKnowledge:
    return open_knowledge(
        settings.data_dir,
        chroma_url=settings.chroma_url or None,
        embedding_model=settings.embedding_model or None,
        embedding_base_url=settings.embedding_base_url or None,
        llm_model=settings.llm_model or None,
        llm_base_url=settings.llm_base_url or None,
        llm_api_key=settings.llm_api_key.get_secret_value() or None,
        collection=collection,
    )


def page_reader(reader: OcrChild) -> Callable[[bytes], str]:
    """Scanned pages of documents go to the OCR child too. For threads: documents are never read on the event loop."""
    loop = asyncio.get_running_loop()

    def read(picture: bytes) -> str:
        return asyncio.run_coroutine_threadsafe(reader.text(picture), loop).result()

    return read


def make_vault(settings: Settings, keyring: Keyring) -> FileVault:
    """Where originals are: a local folder, or a bucket."""
    if not settings.files_url:
        return LocalVault(settings.data_dir / "files", keyring)
    from storage.objects import ObjectVault

    return ObjectVault(
        settings.files_url,
        keyring,
        key_id=settings.files_key_id,
        secret=settings.files_secret.get_secret_value(),
        region=settings.files_region,
    )


def make_verifier(settings: Settings) -> BillAuthority | None:
    if not settings.bill_authority_url:
        return None
    key = settings.bill_authority_key.get_secret_value() or None
    return BillAuthority(
        settings.bill_authority_url, key, timeout=settings.bill_authority_timeout, attempts=2, pause=0.5
    )


@asynccontextmanager
async def product(settings: Settings) -> AsyncIterator[Product]:
    """The whole product, ready to serve or to work; closed in the end. The database must have been migrated."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    use_contact(Contact(settings.hr_phone, settings.hr_email, settings.hr_hours))
    clock = SystemClock(settings.time_zone)
    keyring = Keyring.open(settings.data_dir, settings.master_key.get_secret_value())
    use_keyring(keyring)
    database = Database(settings.store_url)
    store, jobs = SqlStore(database, keyring, clock), SqlJobStore(database)
    vault = make_vault(settings, keyring)
    knowledge = make_knowledge(settings)
    reader, pictures = OcrChild(idle_seconds=settings.ocr_idle_seconds), PaperPictures()
    knowledge.ocr = page_reader(reader)
    services = Services(
        Parts(
            store=store,
            jobs=jobs,
            vault=vault,
            clock=clock,
            knowledge=knowledge,
            reader=reader,
            limits=CheckLimits(automatic_up_to=settings.automatic_up_to),
            quiet=QuietHours(
                time.fromisoformat(settings.quiet_from), time.fromisoformat(settings.quiet_until), settings.time_zone
            ),
            email=bool(settings.smtp_host),
            approval_above=settings.campaign_approval_above,
            pictures=pictures,
            verifier=make_verifier(settings),
            librarian=DocumentLibrarian(knowledge, settings.data_dir / "knowledge"),
        )
    )
    webchat_store, hub, sent = SqlWebChatStore(database, vault, clock), Hub(), SentMessages()
    webchat_bot = make_webchat_bot(webchat_store, hub)
    token = settings.telegram_bot_token.get_secret_value()
    telegram_bot = make_telegram_bot(token, settings.telegram_api_base, sent=sent) if token else None
    channels = {webchat_bot.id: WEBCHAT} | ({telegram_bot.id: TELEGRAM} if telegram_bot else {})
    locks = PersonLocks(database)
    states = ConversationStates(database, clock)
    dispatcher = make_dispatcher(services, channels, DatabaseStates(states), OneAtATime(locks))
    try:
        yield Product(
            settings,
            database,
            keyring,
            clock,
            store,
            jobs,
            vault,
            knowledge,
            reader,
            pictures,
            services,
            webchat_store,
            hub,
            webchat_bot,
            telegram_bot,
            sent,
            SeenUpdates(database, clock),
            dispatcher,
        )
    finally:
        await reader.close()
        await pictures.close()
        knowledge.close()
        await webchat_bot.session.close()
        if telegram_bot is not None:
            await telegram_bot.session.close()
        await locks.close()
        await database.close()


def console_secret(data_dir: Path) -> str:
    """What signs the console's sessions: made once, kept across restarts."""
    path = data_dir / "keys" / "console.key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)
        path.write_text(secrets.token_hex(32))
    return path.read_text().strip()
