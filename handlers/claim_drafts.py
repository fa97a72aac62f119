"""The card of a draft: fields confirmed or corrected, type and person chosen, how the payment comes about, dropped."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import BufferedInputFile, CallbackQuery, Message

from benefits.errors import Conflict, InvalidInput
from handlers import claim_views as views
from handlers import draft_views
from handlers.asides import took_aside
from handlers.context import Keyboard, Person, add, drop_buttons, error_text, h, keyboard, show
from handlers.taps import ClaimTap, MenuTap, claim_tap
from services.app import Services
from services.claim_values import invoices
from services.claims import ClaimView

router = Router(name="claim-drafts")


class Filling(StatesGroup):
    """Steps that wait for something; the draft itself is in the store."""

    field = State()
    paper = State()


async def show_draft(event: Message | CallbackQuery, person: Person, view: ClaimView) -> None:
    await show(event, draft_views.draft_text(person, view), draft_views.draft_rows(person, view))


@router.message(Command("claim"))
@router.callback_query(MenuTap.filter(F.to == "claim"))
async def start_claim(event: Message | CallbackQuery, person: Person, services: Services, more: Keyboard = ()) -> None:
    """``more``: rows below the first message, such as a way back from a wrong turn."""
    draft = await services.open_draft(person.actor)
    by_hand = [(person.t("button-by-hand"), claim_tap("byhand", 0))]
    await add(event, person.t("claim-how"), [by_hand, *more])
    if draft is not None and draft.documents:
        await add(event, draft_views.draft_text(person, draft), draft_views.draft_rows(person, draft))


@router.callback_query(ClaimTap.filter(F.do == "draft"))
async def back_to_draft(
    query: CallbackQuery, callback_data: ClaimTap, person: Person, services: Services, state: FSMContext
) -> None:
    await state.set_state(None)
    await show_draft(query, person, await services.view_claim(person.actor, callback_data.claim))


@router.callback_query(ClaimTap.filter(F.do == "how"))
async def how_computed(query: CallbackQuery, callback_data: ClaimTap, person: Person, services: Services) -> None:
    view = await services.view_claim(person.actor, callback_data.claim)
    rows = [[(person.t("button-back"), ClaimTap(do="draft", claim=callback_data.claim).pack())]]
    await show(query, views.explain_text(person, view), rows)


@router.callback_query(ClaimTap.filter(F.do == "edit"))
async def edit(query: CallbackQuery, callback_data: ClaimTap, person: Person, services: Services) -> None:
    view = await services.view_claim(person.actor, callback_data.claim)
    if view.claim.state not in ("draft", "needs_documents"):
        raise Conflict("claim-not-editable", number=view.claim.number or "", state=view.claim.state)
    paper = int(callback_data.arg) if callback_data.arg else None
    number = next((at for at, one in enumerate(invoices(view.documents), start=1) if one.id == paper), 0)
    which = person.t("edit-which-of", number=number) if number else person.t("edit-which")
    await show(query, draft_views.draft_text(person, view) + "\n\n" + which, draft_views.edit_rows(person, view, paper))


@router.callback_query(ClaimTap.filter(F.do == "field"))
async def ask_field(
    query: CallbackQuery, callback_data: ClaimTap, person: Person, services: Services, state: FSMContext
) -> None:
    """Ask for a field, with the piece of the picture that it was read from, and what was read there to be confirmed."""
    document, name = (callback_data.arg or "").split(".", 1)
    seen = await services.look_at_field(person.actor, callback_data.claim, int(document), name)
    await state.set_state(Filling.field)
    await state.update_data(claim=callback_data.claim, document=int(document), field=name)
    rows = [[(person.t("button-back"), claim_tap("draft", callback_data.claim))]]
    words = _ask_text(person, name)
    if seen.read:
        value = draft_views.field_value(person, name, seen.read)
        words += "\n" + person.t("field-read-as", value=h(value))
        right = claim_tap("right", callback_data.claim, callback_data.arg)
        rows.insert(0, [(person.t("button-read-right", value=value), right)])
    if seen.cutout is not None and query.message is not None:
        picture = BufferedInputFile(seen.cutout, "field.jpg")
        await query.message.answer_photo(picture, caption=words, reply_markup=keyboard(rows))
    else:
        await add(query, words, rows)


@router.callback_query(ClaimTap.filter(F.do == "right"))
async def read_right(
    query: CallbackQuery, callback_data: ClaimTap, person: Person, services: Services, state: FSMContext
) -> None:
    """What was read is right, says the person."""
    document, name = (callback_data.arg or "").split(".", 1)
    seen = await services.look_at_field(person.actor, callback_data.claim, int(document), name)
    view = await services.set_paper_field(person.actor, callback_data.claim, int(document), name, seen.read)
    await state.set_state(None)
    await drop_buttons(query)
    await add(query, draft_views.draft_text(person, view), draft_views.draft_rows(person, view))


@router.callback_query(ClaimTap.filter(F.do == "byhand"))
async def start_by_hand(query: CallbackQuery, person: Person, services: Services) -> None:
    view = await services.start_by_hand(person.actor)
    await add(query, draft_views.draft_text(person, view), draft_views.draft_rows(person, view))


def _ask_text(person: Person, name: str) -> str:
    return person.t(f"ask-{views.key(name)}")


@router.message(Filling.field, F.text, ~F.text.startswith("/"))
async def field_typed(message: Message, person: Person, services: Services, state: FSMContext) -> None:
    kept = await state.get_data()
    back = [[(person.t("button-back"), claim_tap("draft", int(kept["claim"])))]]
    if await took_aside(message, person, services):
        await add(message, _ask_text(person, str(kept["field"])), back)
        return
    try:
        view = await services.set_paper_field(
            person.actor, int(kept["claim"]), int(kept["document"]), str(kept["field"]), message.text or ""
        )
    except InvalidInput as refused:
        await message.answer(error_text(person, refused))
        await add(message, _ask_text(person, str(kept["field"])), back)
        return
    await state.set_state(None)
    await add(message, draft_views.draft_text(person, view), draft_views.draft_rows(person, view))


@router.callback_query(ClaimTap.filter(F.do == "types"))
async def ask_type(query: CallbackQuery, callback_data: ClaimTap, person: Person) -> None:
    kinds = ("outpatient", "inpatient", "pharmacy", "critical_illness", "accident", "check_up")
    rows = [
        [
            (views.type_name(person, kind), claim_tap("type", callback_data.claim, kind))
            for kind in kinds[start : start + 2]
        ]
        for start in range(0, len(kinds), 2)
    ]
    rows.append([(person.t("button-back"), claim_tap("draft", callback_data.claim))])
    await show(query, person.t("ask-type"), rows)


@router.callback_query(ClaimTap.filter(F.do == "type"))
async def chose_type(query: CallbackQuery, callback_data: ClaimTap, person: Person, services: Services) -> None:
    view = await services.classify_claim(person.actor, callback_data.claim, claim_type=callback_data.arg)
    await show_draft(query, person, view)


@router.callback_query(ClaimTap.filter(F.do == "people"))
async def ask_whom(query: CallbackQuery, callback_data: ClaimTap, person: Person, services: Services) -> None:
    enrolment = await services.show_enrolment(person.actor)
    rows = [[(person.t("myself", name=enrolment.employee.name), claim_tap("whom", callback_data.claim, "0"))]]
    rows += [
        [
            (
                person.t("dependent-label", name=d.name, relation=person.t(f"relation-{d.relation}")),
                claim_tap("whom", callback_data.claim, str(d.id)),
            )
        ]
        for d in enrolment.dependents
    ]
    rows.append([(person.t("button-back"), claim_tap("draft", callback_data.claim))])
    await show(query, person.t("ask-whom"), rows)


@router.callback_query(ClaimTap.filter(F.do == "whom"))
async def chose_whom(query: CallbackQuery, callback_data: ClaimTap, person: Person, services: Services) -> None:
    chosen = int(callback_data.arg or 0)
    view = await services.classify_claim(person.actor, callback_data.claim, dependent_id=chosen or None)
    await show_draft(query, person, view)


@router.callback_query(ClaimTap.filter(F.do == "drop"))
async def ask_drop(query: CallbackQuery, callback_data: ClaimTap, person: Person) -> None:
    rows = [
        [(person.t("button-drop-yes"), claim_tap("dropped", callback_data.claim))],
        [(person.t("button-back"), claim_tap("draft", callback_data.claim))],
    ]
    await show(query, person.t("ask-drop"), rows)


@router.callback_query(ClaimTap.filter(F.do == "dropped"))
async def dropped(
    query: CallbackQuery, callback_data: ClaimTap, person: Person, services: Services, state: FSMContext
) -> None:
    await services.discard_draft(person.actor, callback_data.claim)
    await state.clear()
    await show(query, person.t("draft-dropped"))
