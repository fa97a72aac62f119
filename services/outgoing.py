"""What to send for a job, to whom and where: worded at the moment of sending, so that language, channel, quiet hours and
what people did meanwhile are those of now."""

from __future__ import annotations

from locales import DEFAULT_LANGUAGE, text
from services.actors import Actor, UseCase
from services.campaign_messages import keep_result
from services.deliveries import Button, Delivery, DeliveryResult
from services.model import Job
from services.notices import render_args, tidy
from services.ports import Clock, Store, UnitOfWork
from services.reaching import Prepared, Skip, escape, reach, to_person
from services.reminder_messages import keep_reminder


class PrepareNotice(UseCase):
    """A notice job (``services.notices``) as a delivery for the chat the person used last; by e-mail where no chat is linked."""

    permission = "delivery.run"

    def __init__(self, store: Store, email: bool = False) -> None:
        self._store, self._email = store, email

    async def __call__(self, actor: Actor, job: Job) -> Prepared:
        async with self._store.read() as unit:
            found = await reach(unit, int(job.payload["employee_id"]), self._email)
        if found is None:
            return Skip("no-channel")
        employee, account = found
        language = (account.language if account else None) or employee.language or DEFAULT_LANGUAGE
        args = {name: escape(value) for name, value in render_args(language, job.payload["args"]).items()}
        words = tidy(text(language, str(job.payload["key"]), **args))
        rows = tuple((Button(text(language, key), data),) for key, data in job.payload.get("buttons", ()))
        return to_person(employee, account, language, words, rows, urgent=bool(job.payload.get("urgent")))


class RecordDelivery(UseCase):
    """Keep what became of a delivery: mark unreachable accounts, and the campaign's recipient.

    Returns True when the chat can't be reached but the person can, in another chat or by e-mail: prepare it again.
    """

    permission = "delivery.run"

    def __init__(self, store: Store, clock: Clock, email: bool = False) -> None:
        self._store, self._clock, self._email = store, clock, email

    async def __call__(self, actor: Actor, job: Job, delivery: Delivery | None, result: DeliveryResult | Skip) -> bool:
        now = self._clock.now()
        async with self._store.write() as unit:
            if isinstance(result, DeliveryResult) and result.unreachable and delivery is not None:
                chat = delivery.external_chat_id
                account = await unit.accounts.by_chat(delivery.channel, int(chat)) if chat.isdigit() else None
                if account is not None:
                    account.blocked_at = now
                    unit.record(actor.name, "account.unreachable", "account", account.id, reason=result.reason or "")
                    await unit.flush()
                if await self._elsewhere(unit, job, delivery):
                    await unit.commit()
                    return True
            if "campaign_id" in job.payload:
                await keep_result(unit, job, result, now)
            if "reminder_id" in job.payload:
                await keep_reminder(unit, job, result, now)
            await unit.commit()
        return False

    async def _elsewhere(self, unit: UnitOfWork, job: Job, failed: Delivery) -> bool:
        if "employee_id" not in job.payload:
            return False
        found = await reach(unit, int(job.payload["employee_id"]), self._email)
        if found is None:
            return False
        employee, account = found
        place = (account.channel, str(account.chat_id)) if account else ("email", employee.email)
        return place != (failed.channel, failed.external_chat_id)
