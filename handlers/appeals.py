"""Appealing a decision: which, why in the person's own words, once more before it is sent, papers, and taking it back."""

from __future__ import annotations

from datetime import date
from typing import Any

from aiogram import Bot, F, Router
from aiogram.exceptions import TelegramBadRequest
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from benefits.errors import Conflict, InvalidInput
from handlers import claim_views as views
from handlers.claim_papers import checked_file, download, still_waits
from handlers.context import Keyboard, Person, Toast, add, drop_buttons, error_text, h, keyboard, show
from handlers.taps import ClaimTap, claim_tap
from services.app import Services
from services.appeals import AppealStatus, checked_reason
from services.model import ZERO

router = Router(name="appeals")


class Appealing(StatesGroup):
    reason = State()
    evidence = State()


MOST_OFFERED, MOST_EXPLAINED = 5, 3
"""Decisions to choose from, and claims of which it is said why they can't be appealed."""


def appeal_line(person: Person, status: AppealStatus) -> str:
    """Below a claim: until when it may be appealed, or the open appeal; nothing where there is neither."""
    if status.appeal is not None:
        return "\n\n" + person.t("appeal-open", number=h(status.appeal.number), date=_day(status.appeal.answer_by))
    return "\n\n" + person.t("appeal-until", date=_day(status.until)) if status.until else ""


async def offer_appeals(message: Message, person: Person, services: Services, more: Keyboard, number: str = "") -> None:
    """Which decision somebody may disagree with, or why there is none to appeal. ``number``: the claim they named."""
    known = await services.list_appealable(person.actor, number)
    offered = [one for one in known if one.until][:MOST_OFFERED]
    barred = [one for one in known if one.why][: MOST_EXPLAINED if not offered else 1 if number else 0]
    open_ones = [one for one in known if one.appeal and one not in barred]
    parts = [person.t("appeal-which" if offered else "appeal-none" if known else "appeal-none-claims")]
    parts += [_offer_line(person, one) for one in offered]
    parts += [_barred_line(person, one) for one in [*barred, *open_ones]]
    rows = [[(person.t("button-appeal-this", number=one.claim.number), _tap("appeal", one))] for one in offered]
    rows += [
        [(person.t("button-claim-named", number=one.claim.number), _tap("show", one))] for one in (*barred, *open_ones)
    ]
    await add(message, "\n\n".join(parts), [*rows, *more])


def _offer_line(person: Person, status: AppealStatus) -> str:
    claim = status.claim
    return person.t(
        "appeal-which-line",
        number=h(claim.number or ""),
        type=views.type_name(person, claim.type),
        date=_day(claim.service_date),
        total=person.money(claim.total),
        payable=person.money(claim.payable or ZERO),
        until=_day(status.until),
    )


def _barred_line(person: Person, status: AppealStatus) -> str:
    day = status.appeal.answer_by if status.appeal else status.last
    return person.t(f"appeal-why-{status.why}", number=h(status.claim.number or ""), date=_day(day))


def _tap(do: str, status: AppealStatus) -> str:
    return claim_tap(do, status.claim.id or 0)


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
    rows = [[_evidence(person, callback_data.claim)], [_claim(person, callback_data)]]
    await add(query, words, rows)


@router.callback_query(ClaimTap.filter(F.do == "noappeal"))
async def dropped(query: CallbackQuery, callback_data: ClaimTap, person: Person, state: FSMContext) -> None:
    await state.clear()
    await show(query, person.t("appeal-dropped"), [[_claim(person, callback_data)]])


@router.message(Appealing.reason, F.photo | F.document)
async def paper_too_early(message: Message, person: Person, state: FSMContext) -> None:
    await add(message, person.t("appeal-reason-first"), [[_back(person, int((await state.get_data())["claim"]))]])


@router.callback_query(ClaimTap.filter(F.do == "evidence"))
async def ask_evidence(
    query: CallbackQuery, callback_data: ClaimTap, person: Person, services: Services, state: FSMContext
) -> None:
    appeal = (await services.show_appeal(person.actor, callback_data.claim)).appeal
    if appeal is None:
        raise Conflict("appeal-gone", number="")
    await state.set_state(Appealing.evidence)
    await state.update_data(
        claim=callback_data.claim, album="", album_appeal=None, asked=services.clock.now().isoformat()
    )
    await add(
        query, person.t("appeal-evidence-ask", number=h(appeal.number)), [[_no_evidence(person, callback_data.claim)]]
    )


@router.callback_query(ClaimTap.filter(F.do == "noevidence"))
async def no_evidence(query: CallbackQuery, callback_data: ClaimTap, person: Person, state: FSMContext) -> None:
    await state.clear()
    await show(query, person.t("appeal-evidence-none"), [[_claim(person, callback_data)]])


async def for_an_appeal(message: Message, state: FSMContext) -> bool | dict[str, Any]:
    """Whether a picture was asked for by ``ask_evidence``, or belongs to the album of one that was: ``kept``."""
    kept = await state.get_data()
    asked = await state.get_state() == Appealing.evidence.state and still_waits(message, kept)
    album = message.media_group_id
    return {"kept": kept} if asked or (album and album == kept.get("album") and kept.get("album_appeal")) else False


@router.message(F.photo | F.document, for_an_appeal)
async def evidence_came(
    message: Message, person: Person, services: Services, state: FSMContext, bot: Bot, kept: dict[str, Any]
) -> None:
    """One picture, or one album, goes to the appeal; what comes later is a claim of its own again."""
    file, name, mime = checked_file(message)
    claim = int(kept["claim"])
    count = await services.add_appeal_paper(person.actor, claim, await download(bot, file.file_id), name, mime)
    words = person.t("appeal-evidence-kept", count=count)
    rows = [[_evidence(person, claim)], [(person.t("button-claim"), claim_tap("show", claim))]]
    if kept.get("album_appeal"):  # the same message counts on
        try:
            await bot.edit_message_text(
                words, chat_id=message.chat.id, message_id=int(kept["album_appeal"]), reply_markup=keyboard(rows)
            )
        except TelegramBadRequest:
            return
        return
    shown = await add(message, words, rows)
    await state.set_state(None)
    await state.update_data(album=message.media_group_id or "", album_appeal=shown.message_id if shown else None)


@router.callback_query(ClaimTap.filter(F.do == "unappeal"))
async def ask_take_back(query: CallbackQuery, callback_data: ClaimTap, person: Person, services: Services) -> None:
    status = await services.show_appeal(person.actor, callback_data.claim)
    if status.appeal is None:
        raise Conflict("appeal-gone", number="")
    key = "ask-unappeal" if status.last else "ask-unappeal-final"
    rows = [
        [(person.t("button-unappeal-yes"), claim_tap("unappealed", callback_data.claim))],
        [(person.t("button-back"), claim_tap("show", callback_data.claim))],
    ]
    await add(query, person.t(key, number=h(status.appeal.number), date=_day(status.last)), rows)


@router.callback_query(ClaimTap.filter(F.do == "unappealed"))
async def taken_back(query: CallbackQuery, callback_data: ClaimTap, person: Person, services: Services) -> None:
    status = await services.withdraw_appeal(person.actor, callback_data.claim)
    words = person.t("appeal-taken-back", number=h(status.claim.number or "")) + appeal_line(person, status)
    await show(query, words, [[_claim(person, callback_data)]])


def _evidence(person: Person, claim: int) -> tuple[str, str]:
    return person.t("button-appeal-evidence"), claim_tap("evidence", claim)


def _no_evidence(person: Person, claim: int) -> tuple[str, str]:
    return person.t("button-evidence-none"), claim_tap("noevidence", claim)


def _claim(person: Person, tap: ClaimTap) -> tuple[str, str]:
    return person.t("button-claim"), claim_tap("show", tap.claim)


def _back(person: Person, claim: int) -> tuple[str, str]:
    return person.t("button-appeal-drop"), claim_tap("noappeal", claim)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
