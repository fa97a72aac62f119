"""Claims once they are complete: handing in, the list, one claim and its explanation, withdrawal, satisfaction."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from benefits.errors import Conflict, InvalidInput
from handlers import claim_views as views
from handlers import draft_views
from handlers.appeals import appeal_line
from handlers.claim_drafts import show_draft
from handlers.context import Keyboard, Person, Toast, add, drop_buttons, error_text, show
from handlers.taps import ClaimTap, MenuTap, claim_tap
from services.app import Services

router = Router(name="claims")


@router.callback_query(ClaimTap.filter(F.do == "submit"))
async def submit(
    query: CallbackQuery, callback_data: ClaimTap, person: Person, services: Services, state: FSMContext
) -> Toast:
    await drop_buttons(query)
    try:
        view = await services.submit_claim(person.actor, callback_data.claim)
    except Conflict as moved_on:
        await drop_buttons(query)
        return Toast(error_text(person, moved_on))
    except InvalidInput as refused:
        await show_draft(query, person, await services.view_claim(person.actor, callback_data.claim))
        return Toast(error_text(person, refused), alert=True)
    await state.clear()
    quick = not view.claim.checks and view.claim.state == "submitted"
    await add(
        query,
        person.t(
            "submitted-quick" if quick else "submitted-review",
            number=view.claim.number,
            payable=person.money(view.claim.payable or view.claim.total * 0),
        ),
        [[(person.t("button-claim"), claim_tap("show", callback_data.claim))]],
    )
    return Toast(person.t("submitted-toast"))


@router.message(Command("claims"))
@router.callback_query(MenuTap.filter(F.to == "claims"))
async def list_claims(event: Message | CallbackQuery, person: Person, services: Services, more: Keyboard = ()) -> None:
    claims = await services.list_claims(person.actor, limit=10)
    if not claims:
        await add(event, person.t("claims-none"), [[(person.t("button-claim-new"), MenuTap(to="claim").pack())], *more])
        return
    rows = []
    lines = []
    for place, claim in enumerate(claims, start=1):
        line = person.t(
            "claims-line",
            place=place,
            type=views.type_name(person, claim.type),
            date=claim.service_date.strftime("%m-%d") if claim.service_date else "—",
            amount=person.money(claim.total),
            state=person.t(f"state-short-{views.key(claim.state)}"),
        )
        lines.append(line)
        label = person.t("claims-button", place=place, state=person.t(f"state-short-{views.key(claim.state)}"))
        rows.append((label, claim_tap("draft" if claim.state == "draft" else "show", claim.id or 0)))
    paired = [rows[start : start + 2] for start in range(0, len(rows), 2)]
    await add(event, person.t("claims-list", lines="\n".join(lines)), [*paired, *more])


@router.callback_query(ClaimTap.filter(F.do == "show"))
async def show_claim(query: CallbackQuery, callback_data: ClaimTap, person: Person, services: Services) -> None:
    view = await services.view_claim(person.actor, callback_data.claim)
    if view.claim.state == "draft":
        await add(query, draft_views.draft_text(person, view), draft_views.draft_rows(person, view))
    else:
        status = await services.show_appeal(person.actor, callback_data.claim)
        words = views.claim_text(person, view) + appeal_line(person, status)
        await add(query, words, views.claim_rows(person, view, appeal=status.until is not None))


@router.callback_query(ClaimTap.filter(F.do == "explain"))
async def explain(query: CallbackQuery, callback_data: ClaimTap, person: Person, services: Services) -> None:
    view = await services.view_claim(person.actor, callback_data.claim)
    rows = [[(person.t("button-claim"), claim_tap("show", callback_data.claim))]]
    await add(query, views.explain_text(person, view), rows)


@router.callback_query(ClaimTap.filter(F.do == "withdraw"))
async def ask_withdraw(query: CallbackQuery, callback_data: ClaimTap, person: Person) -> None:
    rows = [
        [(person.t("button-withdraw-yes"), claim_tap("withdrawn", callback_data.claim))],
        [(person.t("button-back"), claim_tap("show", callback_data.claim))],
    ]
    await show(query, person.t("ask-withdraw"), rows)


@router.callback_query(ClaimTap.filter(F.do == "withdrawn"))
async def withdrawn(query: CallbackQuery, callback_data: ClaimTap, person: Person, services: Services) -> None:
    view = await services.withdraw_claim(person.actor, callback_data.claim)
    await show(query, views.claim_text(person, view), views.claim_rows(person, view))


@router.callback_query(ClaimTap.filter(F.do == "rate"))
async def ask_rating(query: CallbackQuery, callback_data: ClaimTap, person: Person) -> None:
    rows = [[("⭐" * stars, claim_tap("rated", callback_data.claim, str(stars)))] for stars in (5, 4, 3, 2, 1)]
    await add(query, person.t("ask-rating"), rows)


@router.callback_query(ClaimTap.filter(F.do == "rated"))
async def rated(query: CallbackQuery, callback_data: ClaimTap, person: Person, services: Services) -> None:
    await services.rate_claim(person.actor, callback_data.claim, int(callback_data.arg or 5))
    await show(query, person.t("rating-thanks"))
