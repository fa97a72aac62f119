"""Claims: a photo at any moment becomes a draft; fields, papers and preview on one card; submit; status; withdraw."""

from __future__ import annotations

from typing import Any

from aiogram import Bot, F, Router
from aiogram.exceptions import TelegramBadRequest
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Document, Message, PhotoSize

from benefits.errors import Conflict, InvalidInput
from handlers import claim_views as views
from handlers.answers import answer_question
from handlers.context import Person, Toast, add, drop_buttons, error_text, h, keyboard, show
from handlers.taps import ClaimTap, MenuTap
from services.app import Services
from services.claims import ClaimView
from services.model import Json

router = Router(name="claims")

LARGEST_FILE = 20 * 1024 * 1024
READABLE = ("image/", "application/pdf", "application/ofd", "application/xml", "text/xml", "application/octet-stream")
ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".pdf", ".ofd", ".xml", ".bmp", ".tif", ".tiff")


class Filling(StatesGroup):
    """Steps that wait for something; the draft itself is in the store."""

    field = State()
    paper = State()


# -- pictures and files -------------------------------------------------------------------------------------------


@router.message(F.photo | F.document)
async def receipt_came(message: Message, person: Person, services: Services, state: FSMContext, bot: Bot) -> None:
    """A picture or file: into the paper slot that waits for it, the album it belongs to, or a draft of its own."""
    file, name, mime = _file(message)
    if (file.file_size or 0) > LARGEST_FILE:
        raise InvalidInput("file-too-large", field="file", limit_mb=20)
    if not _readable(name, mime):
        raise InvalidInput("file-kind", field="file")
    waiting = await message.answer(person.t("reading"))
    data = await _download(bot, file.file_id)
    claim_id, kind = await _where(message, person, services, state)
    added = await services.add_paper(
        person.actor,
        data,
        name,
        mime,
        claim_id=claim_id,
        kind=kind,
        album=message.media_group_id or "",
        reply={
            "channel": person.channel,
            "chat_id": message.chat.id,
            "message_id": waiting.message_id,
            "language": person.language,
        },
    )
    if message.media_group_id:
        await state.update_data(album=message.media_group_id, album_claim=added.view.claim.id)
    if added.job_id is None:  # kept as it is, or the same picture again: nothing to wait for
        await waiting.edit_text(
            views.draft_text(person, added.view), reply_markup=keyboard(views.draft_rows(person, added.view))
        )


async def _where(message: Message, person: Person, services: Services, state: FSMContext) -> tuple[int | None, str]:
    kept: dict[str, Any] = await state.get_data()
    if await state.get_state() == Filling.paper.state:
        if not message.media_group_id:
            await state.set_state(None)
        return int(kept["claim"]), str(kept["kind"])
    if message.media_group_id and kept.get("album") == message.media_group_id:
        return int(kept["album_claim"]), "unsorted"
    draft = await services.open_draft(person.actor)
    if draft is not None and draft.missing and draft.claim.id and not message.media_group_id:
        return draft.claim.id, "unsorted"  # the reader tells an invoice from a paper; an invoice gets its own draft
    return None, "unsorted"


def _file(message: Message) -> tuple[PhotoSize | Document, str, str]:
    if message.photo:
        return message.photo[-1], "photo.jpg", "image/jpeg"
    document = message.document
    assert document is not None
    return document, document.file_name or "file", (document.mime_type or "application/octet-stream").lower()


def _readable(name: str, mime: str) -> bool:
    return name.lower().endswith(ENDINGS) or (mime.startswith(READABLE) and "." not in name)


async def _download(bot: Bot, file_id: str) -> bytes:
    file = await bot.get_file(file_id)
    if file.file_path is None:
        raise InvalidInput("file-gone", field="file")
    made = await bot.download_file(file.file_path)
    if made is None:
        raise InvalidInput("file-gone", field="file")
    return bytes(made.read())


async def show_read(bot: Bot, person: Person, view: ClaimView, reply: Json) -> None:
    """Turn the "reading…" message into the card of the claim; post the card anew if that message is gone."""
    text, markup = views.draft_text(person, view), keyboard(views.draft_rows(person, view))
    chat_id, message_id = int(reply["chat_id"]), int(reply["message_id"])
    try:
        await bot.edit_message_text(text, chat_id=chat_id, message_id=message_id, reply_markup=markup)
    except TelegramBadRequest as refused:
        if "not modified" not in str(refused):
            await bot.send_message(chat_id, text, reply_markup=markup)


# -- the card of a draft ------------------------------------------------------------------------------------------


async def show_draft(event: Message | CallbackQuery, person: Person, view: ClaimView) -> None:
    await show(event, views.draft_text(person, view), views.draft_rows(person, view))


@router.message(Command("claim"))
@router.callback_query(MenuTap.filter(F.to == "claim"))
async def start_claim(event: Message | CallbackQuery, person: Person, services: Services) -> None:
    draft = await services.open_draft(person.actor)
    await add(event, person.t("claim-how"))
    if draft is not None and draft.documents:
        await add(event, views.draft_text(person, draft), views.draft_rows(person, draft))


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
    await show(query, views.draft_text(person, view) + "\n\n" + person.t("edit-which"), views.edit_rows(person, view))


@router.callback_query(ClaimTap.filter(F.do == "field"))
async def ask_field(
    query: CallbackQuery, callback_data: ClaimTap, person: Person, services: Services, state: FSMContext
) -> None:
    document, name = (callback_data.arg or "").split(".", 1)
    await services.view_claim(person.actor, callback_data.claim)  # still there, still theirs
    await state.set_state(Filling.field)
    await state.update_data(claim=callback_data.claim, document=int(document), field=name)
    await add(query, _ask_text(person, name), [[(person.t("button-back"), _pack("draft", callback_data.claim))]])


def _ask_text(person: Person, name: str) -> str:
    return person.t(f"ask-{views.key(name)}")


@router.message(Filling.field, F.text, ~F.text.startswith("/"))
async def field_typed(message: Message, person: Person, services: Services, state: FSMContext) -> None:
    kept = await state.get_data()
    try:
        view = await services.set_paper_field(
            person.actor, int(kept["claim"]), int(kept["document"]), str(kept["field"]), message.text or ""
        )
    except InvalidInput as refused:
        route = await services.parts.knowledge.route(message.text or "")
        if route.intent == "question" and route.sure and len(message.text or "") > 3:
            await answer_question(message, person, services)
        else:
            await message.answer(error_text(person, refused))
        back = [[(person.t("button-back"), _pack("draft", int(kept["claim"])))]]
        await add(message, _ask_text(person, str(kept["field"])), back)
        return
    await state.set_state(None)
    await add(message, views.draft_text(person, view), views.draft_rows(person, view))


@router.callback_query(ClaimTap.filter(F.do == "types"))
async def ask_type(query: CallbackQuery, callback_data: ClaimTap, person: Person) -> None:
    kinds = ("outpatient", "inpatient", "pharmacy", "critical_illness", "accident", "check_up")
    rows = [
        [(views.type_name(person, kind), _pack("type", callback_data.claim, kind)) for kind in kinds[start : start + 2]]
        for start in range(0, len(kinds), 2)
    ]
    rows.append([(person.t("button-back"), _pack("draft", callback_data.claim))])
    await show(query, person.t("ask-type"), rows)


@router.callback_query(ClaimTap.filter(F.do == "type"))
async def chose_type(query: CallbackQuery, callback_data: ClaimTap, person: Person, services: Services) -> None:
    view = await services.classify_claim(person.actor, callback_data.claim, claim_type=callback_data.arg)
    await show_draft(query, person, view)


@router.callback_query(ClaimTap.filter(F.do == "people"))
async def ask_whom(query: CallbackQuery, callback_data: ClaimTap, person: Person, services: Services) -> None:
    enrolment = await services.show_enrolment(person.actor)
    rows = [[(person.t("myself", name=enrolment.employee.name), _pack("whom", callback_data.claim, "0"))]]
    rows += [
        [
            (
                person.t("dependent-label", name=d.name, relation=person.t(f"relation-{d.relation}")),
                _pack("whom", callback_data.claim, str(d.id)),
            )
        ]
        for d in enrolment.dependents
    ]
    rows.append([(person.t("button-back"), _pack("draft", callback_data.claim))])
    await show(query, person.t("ask-whom"), rows)


@router.callback_query(ClaimTap.filter(F.do == "whom"))
async def chose_whom(query: CallbackQuery, callback_data: ClaimTap, person: Person, services: Services) -> None:
    chosen = int(callback_data.arg or 0)
    view = await services.classify_claim(person.actor, callback_data.claim, dependent_id=chosen or None)
    await show_draft(query, person, view)


# -- papers -------------------------------------------------------------------------------------------------------


@router.callback_query(ClaimTap.filter(F.do == "papers"))
async def ask_which_paper(query: CallbackQuery, callback_data: ClaimTap, person: Person, services: Services) -> None:
    view = await services.view_claim(person.actor, callback_data.claim)
    wanted = [kind for paper in view.missing for kind in (paper.kind, *paper.alternatives)][:4]
    kinds = wanted or ["invoice", "visit_record", "prescription"]
    rows = [[(person.t(f"paper-{views.key(kind)}"), _pack("paper", callback_data.claim, kind))] for kind in kinds]
    rows += [
        [
            (
                person.t("button-remove-named", paper=person.t(f"paper-{views.key(d.kind)}"), number=place),
                _pack("remove", callback_data.claim, str(d.id)),
            )
        ]
        for place, d in enumerate(view.documents, start=1)
        if view.claim.state == "draft"
    ][:6]
    rows.append([(person.t("button-back"), _pack("draft", callback_data.claim))])
    note = person.t("claim-note", note=h(view.claim.reviewer_note)) + "\n\n" if view.claim.reviewer_note else ""
    await show(query, note + person.t("ask-paper-kind"), rows)


@router.callback_query(ClaimTap.filter(F.do == "paper"))
async def wait_for_paper(
    query: CallbackQuery, callback_data: ClaimTap, person: Person, services: Services, state: FSMContext
) -> None:
    await services.view_claim(person.actor, callback_data.claim)
    kind = callback_data.arg or "visit_record"
    await state.set_state(Filling.paper)
    await state.update_data(claim=callback_data.claim, kind=kind)
    name = person.t(f"paper-{views.key(kind)}")
    await add(
        query,
        person.t("ask-paper", paper=name) + "\n" + person.t(f"paper-sample-{views.key(kind)}"),
        [[(person.t("button-back"), _pack("draft", callback_data.claim))]],
    )


@router.callback_query(ClaimTap.filter(F.do == "sort"))
async def sorted_paper(query: CallbackQuery, callback_data: ClaimTap, person: Person, services: Services) -> None:
    document, kind = (callback_data.arg or "0.").split(".", 1)
    view = await services.sort_paper(person.actor, callback_data.claim, int(document), kind)
    await show_draft(query, person, view)


@router.callback_query(ClaimTap.filter(F.do == "remove"))
async def removed_paper(query: CallbackQuery, callback_data: ClaimTap, person: Person, services: Services) -> Toast:
    view = await services.remove_paper(person.actor, callback_data.claim, int(callback_data.arg or 0))
    if not view.documents and view.claim.state == "draft":
        await services.discard_draft(person.actor, callback_data.claim)
        await show(query, person.t("draft-dropped"))
    else:
        await show_draft(query, person, view)
    return Toast(person.t("paper-removed"))


@router.callback_query(ClaimTap.filter(F.do == "drop"))
async def ask_drop(query: CallbackQuery, callback_data: ClaimTap, person: Person) -> None:
    rows = [
        [(person.t("button-drop-yes"), _pack("dropped", callback_data.claim))],
        [(person.t("button-back"), _pack("draft", callback_data.claim))],
    ]
    await show(query, person.t("ask-drop"), rows)


@router.callback_query(ClaimTap.filter(F.do == "dropped"))
async def dropped(
    query: CallbackQuery, callback_data: ClaimTap, person: Person, services: Services, state: FSMContext
) -> None:
    await services.discard_draft(person.actor, callback_data.claim)
    await state.clear()
    await show(query, person.t("draft-dropped"))


# -- submitting, status, history ----------------------------------------------------------------------------------


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
        [[(person.t("button-claim"), _pack("show", callback_data.claim))]],
    )
    return Toast(person.t("submitted-toast"))


@router.message(Command("claims"))
@router.callback_query(MenuTap.filter(F.to == "claims"))
async def list_claims(event: Message | CallbackQuery, person: Person, services: Services) -> None:
    claims = await services.list_claims(person.actor, limit=10)
    if not claims:
        await add(event, person.t("claims-none"), [[(person.t("button-claim-new"), MenuTap(to="claim").pack())]])
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
        rows.append((label, _pack("draft" if claim.state == "draft" else "show", claim.id or 0)))
    paired = [rows[start : start + 2] for start in range(0, len(rows), 2)]
    await add(event, person.t("claims-list", lines="\n".join(lines)), paired)


@router.callback_query(ClaimTap.filter(F.do == "show"))
async def show_claim(query: CallbackQuery, callback_data: ClaimTap, person: Person, services: Services) -> None:
    view = await services.view_claim(person.actor, callback_data.claim)
    if view.claim.state == "draft":
        await add(query, views.draft_text(person, view), views.draft_rows(person, view))
    else:
        await add(query, views.claim_text(person, view), views.claim_rows(person, view))


@router.callback_query(ClaimTap.filter(F.do == "explain"))
async def explain(query: CallbackQuery, callback_data: ClaimTap, person: Person, services: Services) -> None:
    view = await services.view_claim(person.actor, callback_data.claim)
    rows = [[(person.t("button-claim"), _pack("show", callback_data.claim))]]
    await add(query, views.explain_text(person, view), rows)


@router.callback_query(ClaimTap.filter(F.do == "withdraw"))
async def ask_withdraw(query: CallbackQuery, callback_data: ClaimTap, person: Person) -> None:
    rows = [
        [(person.t("button-withdraw-yes"), _pack("withdrawn", callback_data.claim))],
        [(person.t("button-back"), _pack("show", callback_data.claim))],
    ]
    await show(query, person.t("ask-withdraw"), rows)


@router.callback_query(ClaimTap.filter(F.do == "withdrawn"))
async def withdrawn(query: CallbackQuery, callback_data: ClaimTap, person: Person, services: Services) -> None:
    view = await services.withdraw_claim(person.actor, callback_data.claim)
    await show(query, views.claim_text(person, view), views.claim_rows(person, view))


@router.callback_query(ClaimTap.filter(F.do == "rate"))
async def ask_rating(query: CallbackQuery, callback_data: ClaimTap, person: Person) -> None:
    rows = [[("⭐" * stars, _pack("rated", callback_data.claim, str(stars)))] for stars in (5, 4, 3, 2, 1)]
    await add(query, person.t("ask-rating"), rows)


@router.callback_query(ClaimTap.filter(F.do == "rated"))
async def rated(query: CallbackQuery, callback_data: ClaimTap, person: Person, services: Services) -> None:
    await services.rate_claim(person.actor, callback_data.claim, int(callback_data.arg or 5))
    await show(query, person.t("rating-thanks"))


def _pack(do: str, claim: int, arg: str | None = None) -> str:
    return ClaimTap(do=do, claim=claim, arg=arg).pack()
