"""Appealing a decision: why, in the person's own words, once more before it is sent, then by when it is answered."""

from __future__ import annotations

from datetime import date

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from benefits.errors import Conflict, InvalidInput
from handlers.context import Person, Toast, add, drop_buttons, error_text, h, show
from handlers.taps import ClaimTap, claim_tap
from services.app import Services
from services.appeals import AppealStatus, checked_reason

router = Router(name="appeals")


class Appealing(StatesGroup):
    reason = State()


def appeal_line(person: Person, status: AppealStatus) -> str:
    """Below a claim: until when it may be appealed, or the open appeal; nothing where there is neither."""
    if status.appeal is not None:
        return "\n\n" + person.t("appeal-open", number=h(status.appeal.number), date=_day(status.appeal.answer_by))
    return "\n\n" + person.t("appeal-until", date=_day(status.until)) if status.until else ""


@router.callback_query(ClaimTap.filter(F.do == "appeal"))
async def ask_reason(
    query: CallbackQuery, callback_data: ClaimTap, person: Person, services: Services, state: FSMContext
) -> Toast | None:
    status = await services.show_appeal(person.actor, callback_data.claim)
    if status.until is None:
        await drop_buttons(query)
        if status.appeal is None:
            raise Conflict("appeal-gone", number="")
        return Toast(
            person.t("appeal-open", number=status.appeal.number, date=_day(status.appeal.answer_by)), alert=True
        )
    await state.set_state(Appealing.reason)
    await state.update_data(claim=callback_data.claim)
    await add(query, person.t("appeal-ask"), [[_back(person, callback_data.claim)]])
    return None


@router.message(Appealing.reason, F.text, ~F.text.startswith("/"))
async def reason_written(message: Message, person: Person, state: FSMContext) -> None:
    """Whatever is written here is the reason, also when it looks like a question."""
    claim = int((await state.get_data())["claim"])
    try:
        reason = checked_reason(message.text or "")
    except InvalidInput as refused:
        await add(message, error_text(person, refused), [[_back(person, claim)]])
        return
    await state.update_data(reason=reason)
    rows = [[(person.t("button-appeal-send"), claim_tap("appealed", claim))], [_back(person, claim)]]
    await add(message, person.t("appeal-check", reason=h(reason)), rows)


@router.callback_query(ClaimTap.filter(F.do == "appealed"))
async def send(
    query: CallbackQuery, callback_data: ClaimTap, person: Person, services: Services, state: FSMContext
) -> None:
    await drop_buttons(query)
    kept = await state.get_data()
    reason = str(kept.get("reason") or "") if kept.get("claim") == callback_data.claim else ""
    if not reason:  # sent already: an old button
        status = await services.show_appeal(person.actor, callback_data.claim)
        await add(
            query, appeal_line(person, status).strip() or person.t("appeal-gone"), [[_claim(person, callback_data)]]
        )
        return
    appeal = await services.appeal_claim(person.actor, callback_data.claim, reason)
    await state.clear()
    words = person.t("appeal-sent", number=h(appeal.number), date=_day(appeal.answer_by))
    await add(query, words, [[_claim(person, callback_data)]])


@router.callback_query(ClaimTap.filter(F.do == "noappeal"))
async def dropped(query: CallbackQuery, callback_data: ClaimTap, person: Person, state: FSMContext) -> None:
    await state.clear()
    await show(query, person.t("appeal-dropped"), [[_claim(person, callback_data)]])


def _claim(person: Person, tap: ClaimTap) -> tuple[str, str]:
    return person.t("button-claim"), claim_tap("show", tap.claim)


def _back(person: Person, claim: int) -> tuple[str, str]:
    return person.t("button-appeal-drop"), claim_tap("noappeal", claim)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
