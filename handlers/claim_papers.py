"""Pictures and files: a photo at any moment becomes a draft or one of its papers; papers are sorted and removed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from aiogram import Bot, F, Router
from aiogram.exceptions import TelegramBadRequest
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Document, Message, PhotoSize

from benefits.errors import InvalidInput, NotFound
from handlers import claim_views as views
from handlers import draft_views
from handlers.claim_drafts import Filling, show_draft
from handlers.context import Person, Toast, add, keyboard, show
from handlers.taps import ClaimTap, claim_tap
from services.app import Services
from services.claims import ClaimView
from services.model import Json

router = Router(name="claim-papers")

LARGEST_FILE = 20 * 1024 * 1024
READABLE = ("image/", "application/pdf", "application/ofd", "application/xml", "text/xml", "application/octet-stream")
ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".pdf", ".ofd", ".xml", ".bmp", ".tif", ".tiff")


@router.message(F.photo | F.document)
async def receipt_came(message: Message, person: Person, services: Services, state: FSMContext, bot: Bot) -> None:
    """A picture or file: into the paper slot that waits for it, the album it belongs to, or a draft of its own."""
    file, name, mime = checked_file(message)
    place = await _where(message, person, services, state)
    shown = place.message_id or (await message.answer(person.t("reading"))).message_id
    data = await download(bot, file.file_id)
    reply: dict[str, int | str] = {
        "channel": person.channel,
        "chat_id": message.chat.id,
        "message_id": shown,
        "language": person.language,
    }
    added = await services.add_paper(
        person.actor,
        data,
        name,
        mime,
        claim_id=place.claim_id,
        kind=place.kind,
        album=message.media_group_id or "",
        replaces=place.replaces,
        reply=reply,
    )
    if message.media_group_id:
        await state.update_data(
            album=message.media_group_id, album_claim=added.view.claim.id, album_message=shown, album_kind=place.kind
        )
    if added.job_id is None:  # kept as it is, or the same picture again: nothing to wait for
        await show_read(bot, person, added.view, reply)


WAITS = timedelta(hours=1)
"""For how long something else than a receipt is waited for: a picture that comes later is a claim of its own."""


def still_waits(message: Message, kept: dict[str, Any]) -> bool:
    """Whether the picture that a step asked for at ``kept["asked"]`` (ISO time) may be this one."""
    return bool(kept.get("asked")) and message.date - datetime.fromisoformat(str(kept["asked"])) < WAITS


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a picture goes. ``message_id``: the card that tells of the album's earlier pictures, and of this one."""

    claim_id: int | None = None
    kind: str = "unsorted"
    replaces: int | None = None
    message_id: int | None = None


async def _where(message: Message, person: Person, services: Services, state: FSMContext) -> _Place:
    kept: dict[str, Any] = await state.get_data()
    if message.media_group_id and kept.get("album") == message.media_group_id:
        claim, card = int(kept["album_claim"]), int(kept["album_message"])
        return _Place(claim, str(kept.get("album_kind") or "unsorted"), message_id=card)
    if await state.get_state() == Filling.paper.state:
        await state.set_state(None)
        return _Place(int(kept["claim"]), str(kept["kind"]), replaces=kept.get("replaces"))
    draft = await services.open_draft(person.actor)
    if draft is not None and draft.missing and draft.claim.id and not message.media_group_id:
        return _Place(draft.claim.id)  # the reader tells an invoice from a paper; an invoice gets its own draft
    return _Place()


def checked_file(message: Message) -> tuple[PhotoSize | Document, str, str]:
    """What a message brings, with its name and kind. Raises InvalidInput("file-too-large" | "file-kind")."""
    file: PhotoSize | Document
    name, mime = "photo.jpg", "image/jpeg"
    if message.photo:
        file = message.photo[-1]
    else:
        assert message.document is not None
        file = message.document
        name, mime = file.file_name or "file", (file.mime_type or "application/octet-stream").lower()
    if (file.file_size or 0) > LARGEST_FILE:
        raise InvalidInput("file-too-large", field="file", limit_mb=20)
    if not _readable(name, mime):
        raise InvalidInput("file-kind", field="file")
    return file, name, mime


def _readable(name: str, mime: str) -> bool:
    return name.lower().endswith(ENDINGS) or (mime.startswith(READABLE) and "." not in name)


async def download(bot: Bot, file_id: str) -> bytes:
    """The bytes of a sent file. Raises InvalidInput("file-gone")."""
    file = await bot.get_file(file_id)
    if file.file_path is None:
        raise InvalidInput("file-gone", field="file")
    made = await bot.download_file(file.file_path)
    if made is None:
        raise InvalidInput("file-gone", field="file")
    return bytes(made.read())


async def show_read(bot: Bot, person: Person, view: ClaimView, reply: Json) -> None:
    """Turn the "reading…" message into the card of the claim; post the card anew if that message is gone."""
    text, markup = draft_views.draft_text(person, view), keyboard(draft_views.draft_rows(person, view))
    chat_id, message_id = int(reply["chat_id"]), int(reply["message_id"])
    try:
        await bot.edit_message_text(text, chat_id=chat_id, message_id=message_id, reply_markup=markup)
    except TelegramBadRequest as refused:
        if "not modified" not in str(refused):
            await bot.send_message(chat_id, text, reply_markup=markup)


@router.callback_query(ClaimTap.filter(F.do == "papers"))
async def ask_which_paper(query: CallbackQuery, callback_data: ClaimTap, person: Person, services: Services) -> None:
    view = await services.view_claim(person.actor, callback_data.claim)
    wanted = [kind for paper in view.missing for kind in (paper.kind, *paper.alternatives)][:4]
    kinds = wanted or ["invoice", "visit_record", "prescription"]
    rows = [[(person.t(f"paper-{views.key(kind)}"), claim_tap("paper", callback_data.claim, kind))] for kind in kinds]
    rows += [
        [
            (
                person.t("button-remove-named", paper=person.t(f"paper-{views.key(d.kind)}"), number=place),
                claim_tap("remove", callback_data.claim, str(d.id)),
            )
        ]
        for place, d in enumerate(view.documents, start=1)
        if view.claim.state == "draft"
    ][:6]
    invoices = [paper for paper in view.documents if paper.kind in ("invoice", "unsorted") and paper.file_id]
    rows += [
        [(person.t("button-replace", number=place), claim_tap("replace", callback_data.claim, str(paper.id)))]
        for place, paper in enumerate(view.documents, start=1)
        if paper in invoices[:3]
    ]
    rows.append([(person.t("button-back"), claim_tap("draft", callback_data.claim))])
    parts = [person.t("ask-paper-kind")]
    if view.claim.reviewer_note:
        parts.insert(0, person.t("claim-note", note=views.note_text(person, view.claim.reviewer_note)))
    await show(query, "\n\n".join(parts), rows)


@router.callback_query(ClaimTap.filter(F.do == "paper"))
async def wait_for_paper(
    query: CallbackQuery, callback_data: ClaimTap, person: Person, services: Services, state: FSMContext
) -> None:
    await services.view_claim(person.actor, callback_data.claim)
    kind = callback_data.arg or "visit_record"
    await state.set_state(Filling.paper)
    await state.update_data(claim=callback_data.claim, kind=kind, replaces=None)
    name = person.t(f"paper-{views.key(kind)}")
    await add(
        query,
        person.t("ask-paper", paper=name) + "\n" + person.t(f"paper-sample-{views.key(kind)}"),
        [[(person.t("button-back"), claim_tap("draft", callback_data.claim))]],
    )


@router.callback_query(ClaimTap.filter(F.do == "replace"))
async def wait_for_another_picture(
    query: CallbackQuery, callback_data: ClaimTap, person: Person, services: Services, state: FSMContext
) -> None:
    """A better picture of the same paper: it is read again, and what was typed stays."""
    view = await services.view_claim(person.actor, callback_data.claim)
    paper = next((paper for paper in view.documents if str(paper.id) == callback_data.arg), None)
    if paper is None:
        raise NotFound("paper-not-found")
    await state.set_state(Filling.paper)
    await state.update_data(claim=callback_data.claim, kind=paper.kind, replaces=paper.id)
    back = [[(person.t("button-back"), claim_tap("draft", callback_data.claim))]]
    await add(query, person.t("ask-replace") + "\n" + person.t("receipt-advice-photo"), back)


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
