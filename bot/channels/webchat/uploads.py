"""Photos and files from the page: one request is one album, each file becomes a message or a named refusal."""

from __future__ import annotations

import re
from typing import Any

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.channels.webchat import files
from bot.channels.webchat.context import LIMIT_MB, Context, megabytes
from bot.channels.webchat.live import row_data
from bot.channels.webchat.store import Inbound, NewFile

_CLIENT_ID = re.compile(r"[\w-]{8,40}")
_CAPTION_LIMIT = 1024


class _Unusable(Exception):
    """A file that is not taken: the key of the text that says why, and its fields."""

    def __init__(self, key: str, **fields: object) -> None:
        super().__init__(key)
        self.key, self.fields = key, fields


async def endpoint(context: Context, request: Request) -> Response:
    """Multipart fields: ``file`` and ``id`` (as many, in the same order), ``caption``, ``lang``.

    Answers ``{"rows": [message…], "refused": [{"id", "text"}…]}``. The same ids again give the same messages.
    """
    if not context.same_origin(request):
        return JSONResponse({"error": "origin"}, 403)
    chat_id = await context.chat(request)
    if chat_id is None:
        return JSONResponse({"error": "session"}, 401)
    most = context.settings.files_at_once
    length = request.headers.get("content-length", "")
    if not length.isdigit():
        return JSONResponse({"error": "length"}, 411)
    if int(length) > most * files.MAX_BYTES + 1_000_000:
        text = await context.say(chat_id, "webchat-upload-too-large", None, limit=LIMIT_MB)
        return JSONResponse({"error": "size", "text": text}, 413)
    if wait := context.limit.wait(chat_id, cost=2):
        return JSONResponse({"error": "rate", "retry": round(wait, 1)}, 429)
    try:
        async with request.form(max_files=most, max_fields=most + 10) as form:
            return await _album(context, chat_id, form)
    except HTTPException:
        return JSONResponse({"error": "form"}, 400)


async def _album(context: Context, chat_id: int, form: FormData) -> Response:
    uploads = [part for part in form.getlist("file") if isinstance(part, UploadFile)]
    ids = [str(value) for value in form.getlist("id")]
    if not uploads or len(ids) != len(uploads) or not all(_CLIENT_ID.fullmatch(value) for value in ids):
        return JSONResponse({"error": "form"}, 400)
    lang = str(form.get("lang") or "")[:20]
    caption = str(form.get("caption") or "").strip()[:_CAPTION_LIMIT]
    return JSONResponse(await _take(context, chat_id, list(zip(ids, uploads, strict=True)), caption, lang))


async def _take(
    context: Context, chat_id: int, uploads: list[tuple[str, UploadFile]], caption: str, lang: str
) -> dict[str, Any]:
    payloads: list[tuple[str, dict[str, Any]]] = []
    refused: list[dict[str, str]] = []
    for client_id, upload in uploads:
        try:
            payloads.append((client_id, await _keep(context, chat_id, client_id, upload)))
        except _Unusable as problem:
            text = await context.say(chat_id, problem.key, lang, **problem.fields)
            refused.append({"id": client_id, "text": text})
    if caption and payloads:
        payloads[0][1]["text"] = caption
    if len(payloads) > 1:
        for _, payload in payloads:
            payload["album"] = f"{chat_id}-{payloads[0][0]}"
    event = {"kind": "message", "lang": lang}
    inbound = [Inbound(client_id, event, payload) for client_id, payload in payloads]
    accepted = await context.store.accept(chat_id, inbound) if inbound else []
    if accepted:
        context.hub.wake(chat_id)
        context.inbox.wake(chat_id)
    return {"rows": [row_data(one.message) for one in accepted if one.message], "refused": refused}


async def _keep(context: Context, chat_id: int, client_id: str, upload: UploadFile) -> dict[str, Any]:
    """Check and store one file; the payload of its message. Raises _Unusable."""
    shown = files.clean_name(upload.filename, "application/octet-stream")
    size = upload.size or 0
    if size > files.MAX_BYTES:
        raise _Unusable("webchat-file-too-large", name=shown, size=megabytes(size), limit=LIMIT_MB)
    data = await upload.read()
    if not data:
        raise _Unusable("webchat-file-empty", name=shown)
    mime = files.sniff(data)
    if mime is None:
        raise _Unusable("webchat-file-kind", name=shown)
    width, height = files.picture_size(data)
    if mime in files.PICTURES and width is None:
        raise _Unusable("webchat-file-damaged", name=shown)
    new = NewFile(files.clean_name(upload.filename, mime), mime, data, width, height)
    stored = await context.store.save_file(chat_id, new, client_id=client_id)
    return {"photo" if mime in files.PICTURES else "document": files.reference(stored)}
