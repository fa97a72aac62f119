"""The worker's tasks over a product: reading receipts, deciding, campaigns, deliveries."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
from collections.abc import Mapping
from datetime import datetime, timedelta

import structlog

from benefits.errors import Unavailable
from bot.channels.webchat.convert import CHANNEL as WEBCHAT
from bot.delivery.chat import ChatSender
from bot.delivery.loop import DeliveryLoop
from bot.delivery.recorded import conversed_since, recorded_last
from bot.delivery.right import SendingRight
from bot.delivery.smtp import SmtpSender, SmtpSettings
from bot.delivery.telegram import TelegramSender
from bot.wiring import TELEGRAM, Product
from bot.worker import JobLoop, RunLater
from handlers.claim_papers import show_read
from handlers.context import NEWCOMER, Person
from services.actors import SYSTEM, chat_actor
from services.automatic import TOGETHER
from services.campaign_running import CAMPAIGN_BEGIN, CAMPAIGN_MESSAGE, CAMPAIGN_PAGE
from services.claims import ClaimView
from services.deliveries import Delivery, DeliveryResult, Sender
from services.documents import READ_DOCUMENT
from services.model import Job
from services.notices import NOTICE
from services.papers import READ_RECEIPT
from services.reaching import Skip
from services.reminder_rules import RULES
from services.reminder_scan import REMINDER_MESSAGE, REMINDER_PAGE, REMINDER_SCAN
from services.submission import DECIDE_CLAIM
from services.verifying import ASK_AGAIN_SECONDS
from storage.conversations import ConversationStates

log = structlog.get_logger(__name__)

HOUSEKEEPING_SECONDS = 3600.0
READING_LEASE = 20.0
"""Seconds, kept up while a picture is read: after a kill somebody waits for it, so another one takes over soon."""
KEEP_CONVERSATIONS = timedelta(days=60)
KEEP_JOBS = timedelta(days=90)


class Background:
    """All loops of one process. ``wake`` spares the wait when this process itself enqueued something."""

    def __init__(self, product: Product) -> None:
        self._product = product
        owner = f"{socket.gethostname()}:{os.getpid()}"
        self._readers = JobLoop(
            f"{owner}:read",
            product.jobs,
            product.clock,
            {READ_RECEIPT: self._read},
            lease=READING_LEASE,
            given_up={READ_RECEIPT: self._not_read},
        )
        # Decisions that are due at the same moment share one transaction.
        self._deciders = JobLoop(
            f"{owner}:decide", product.jobs, product.clock, {DECIDE_CLAIM: self._decide}, together=TOGETHER
        )
        self._others = JobLoop(
            f"{owner}:work",
            product.jobs,
            product.clock,
            {
                CAMPAIGN_BEGIN: self._begin,
                CAMPAIGN_PAGE: self._page,
                REMINDER_SCAN: self._scan,
                REMINDER_PAGE: self._remind,
            },
        )
        # A document of many scanned pages takes minutes: campaigns don't wait for that, nor does a short document.
        self._documents = [
            JobLoop(
                f"{owner}:document:{number}",
                product.jobs,
                product.clock,
                {READ_DOCUMENT: self._read_document},
                lease=READING_LEASE,
                given_up={READ_DOCUMENT: self._document_not_read},
            )
            for number in (1, 2)
        ]
        self._stopping = asyncio.Event()
        self._senders = make_senders(product)
        self._deliveries = DeliveryLoop(
            product.jobs,
            self._senders,
            product.clock,
            owner=f"{owner}:send",
            right=SendingRight(
                product.jobs,
                product.clock,
                f"{owner}:send",
                lock_file=product.settings.data_dir / "sending.lock",
            ),
            load_file=product.vault.get,
            prepare={NOTICE: self._notice, CAMPAIGN_MESSAGE: self._campaign_message, REMINDER_MESSAGE: self._reminder},
            settled=self._settled,
        )

    async def run(self, stop: asyncio.Event) -> None:
        self._stopping = stop
        try:
            await asyncio.gather(
                self._readers.run(stop),
                *(loop.run(stop) for loop in self._documents),
                self._deciders.run(stop),
                self._others.run(stop),
                self._deliveries.run(stop),
                self._keep_house(stop),
            )
        finally:
            for sender in self._senders.values():
                await sender.aclose()

    async def _read(self, job: Job) -> None:
        """Read a receipt, and turn the "reading…" message into what was read."""
        view = await self._product.services.read_paper(SYSTEM, int(job.payload["document_id"]))
        await self._show_read(job, view)

    async def _not_read(self, job: Job) -> None:
        view = await self._product.services.give_up_reading(SYSTEM, int(job.payload["document_id"]))
        await self._show_read(job, view)

    async def _show_read(self, job: Job, view: ClaimView | None) -> None:
        reply = job.payload.get("reply")
        bot = self._product.bot_of(str(reply["channel"])) if reply else None
        if view is None or not reply or bot is None:
            return
        channel = str(reply["channel"])
        visitor = await self._product.services.open_account(NEWCOMER, channel, int(reply["chat_id"]))
        actor = chat_actor(visitor.account, visitor.employee)
        person = Person(visitor, actor, visitor.account.language or str(reply["language"]), channel)
        await show_read(bot, person, view, reply)

    async def _read_document(self, job: Job) -> None:
        try:
            await self._product.services.read_document(
                SYSTEM, str(job.payload["key"]), lambda: not self._stopping.is_set()
            )
        except Unavailable as stopped:
            if stopped.code != "reading-stopped":
                raise
            raise RunLater(0) from None  # the next process goes on with it

    async def _document_not_read(self, job: Job) -> None:
        await self._product.services.read_document.give_up(SYSTEM, str(job.payload["key"]))

    async def _decide(self, job: Job) -> None:
        """Ask the bill authority where there is one, then decide. A silent one delays this claim, not the others."""
        claim_id = int(job.payload["claim_id"])
        if not await self._product.services.verify_papers(SYSTEM, claim_id):
            raise RunLater(ASK_AGAIN_SECONDS)
        await self._product.services.decide_automatically(SYSTEM, claim_id)
        self._deliveries.wake()

    async def _begin(self, job: Job) -> None:
        self._later(await self._product.services.begin_campaign(SYSTEM, int(job.payload["campaign_id"])))

    async def _scan(self, job: Job) -> None:
        await self._product.services.scan_reminders(SYSTEM)

    async def _remind(self, job: Job) -> None:
        code, company, after = str(job.payload["code"]), str(job.payload["company"]), job.payload["after"]
        if code in RULES:
            await self._product.services.make_reminders(SYSTEM, code, company, (int(after[0]), str(after[1])))

    def _later(self, again: datetime | None) -> None:
        if again is not None:
            raise RunLater((again - self._product.clock.now()).total_seconds())

    async def _page(self, job: Job) -> None:
        again = await self._product.services.plan_page(
            SYSTEM, int(job.payload["campaign_id"]), int(job.payload["after"])
        )
        self._later(again)
        self._deliveries.wake()

    async def _notice(self, job: Job) -> Delivery | None:
        prepared = await self._product.services.prepare_notice(SYSTEM, job)
        return await self._or_skipped(job, prepared)

    async def _campaign_message(self, job: Job) -> Delivery | None:
        prepared = await self._product.services.prepare_campaign_message(SYSTEM, job)
        return await self._or_skipped(job, prepared)

    async def _reminder(self, job: Job) -> Delivery | None:
        prepared = await self._product.services.prepare_reminder(SYSTEM, job)
        return await self._or_skipped(job, prepared)

    async def _or_skipped(self, job: Job, prepared: Delivery | Skip) -> Delivery | None:
        if isinstance(prepared, Skip):
            await self._product.services.record_delivery(SYSTEM, job, None, prepared)
            return None
        return prepared

    async def _settled(self, job: Job, delivery: Delivery | None, result: DeliveryResult) -> bool:
        return await self._product.services.record_delivery(SYSTEM, job, delivery, result)

    async def _keep_house(self, stop: asyncio.Event) -> None:
        """Forget what is no longer needed: handled update numbers, abandoned conversations."""
        states = ConversationStates(self._product.database, self._product.clock)
        while not stop.is_set():
            await self._schedule_scan()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), HOUSEKEEPING_SECONDS)
            if not stop.is_set():
                await self._product.seen.prune()
                await states.prune(KEEP_CONVERSATIONS)
                await self._product.jobs.prune(self._product.clock.now() - KEEP_JOBS)

    async def _schedule_scan(self) -> None:
        try:
            await self._product.services.schedule_scan(SYSTEM)
        except Exception as problem:  # the store may be away for a while; the next hour tries again
            log.error("reminders-not-scheduled", problem=type(problem).__name__)


def make_senders(product: Product) -> Mapping[str, Sender]:
    settings = product.settings
    senders: dict[str, Sender] = {WEBCHAT: ChatSender(WEBCHAT, product.webchat_bot)}
    token = settings.telegram_bot_token.get_secret_value()
    if token:
        senders[TELEGRAM] = TelegramSender(
            token,
            settings.telegram_api_base,
            recent_ids=recorded_last(product.jobs, product.clock),
            conversed=conversed_since(product.store, product.clock, product.sent.conversed),
        )
    if settings.smtp_host:
        senders["email"] = SmtpSender(
            SmtpSettings(
                host=settings.smtp_host,
                port=settings.smtp_port,
                sender=settings.smtp_sender,
                username=settings.smtp_username or None,
                password=settings.smtp_password.get_secret_value() or None,
                security=settings.smtp_security,
            )
        )
    return senders
