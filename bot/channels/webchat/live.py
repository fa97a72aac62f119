"""The page's WebSocket: what people send, what changed since, and nothing lost or doubled between two connections."""

from __future__ import annotations

import asyncio
import json
import re
from contextlib import suppress
from typing import Any

import anyio
from starlette.websockets import WebSocket, WebSocketDisconnect

from bot.channels.webchat.commands import commands_for
from bot.channels.webchat.context import Context
from bot.channels.webchat.store import ChatMessage, Inbound

_CLIENT_ID = re.compile(r"[\w-]{8,40}")
_PHONE = re.compile(r"\+?[0-9][0-9 ()-]{4,22}")
_CATCH_UP = 300
_FIRST_WORD_SECONDS = 20
NO_SESSION, TOO_MANY = 4401, 4429


class Refused(Exception):
    """A message of the page that is not taken; the code goes back in its acknowledgement."""

    def __init__(self, code: str, **fields: Any) -> None:
        super().__init__(code)
        self.code, self.fields = code, fields


def row_data(row: ChatMessage) -> dict[str, Any]:
    """A stored message as the page gets it; ``at`` is milliseconds since 1970."""
    return {
        "id": row.message_id,
        "seq": row.seq,
        "from": row.sender,
        "at": int(row.created_at.timestamp() * 1000),
        "cid": row.client_id,
        "edited": row.edited,
        "deleted": row.deleted,
        "p": row.payload,
    }


async def endpoint(context: Context, websocket: WebSocket) -> None:
    """Serve one open page until it goes away."""
    if not context.same_origin(websocket):
        await websocket.close(4403)
        return
    chat_id = await context.chat(websocket, create=True)
    await websocket.accept()
    if chat_id is None:
        await websocket.close(NO_SESSION)
        return
    if context.hub.pages(chat_id) >= context.settings.pages_per_chat:
        await websocket.close(TOO_MANY)
        return
    with suppress(WebSocketDisconnect, TimeoutError):
        await _Page(context, websocket, chat_id).run()


class _Page:
    def __init__(self, context: Context, websocket: WebSocket, chat_id: int) -> None:
        self._context, self._socket, self._chat = context, websocket, chat_id
        self._store = context.store
        self._sending = asyncio.Lock()
        self._seq = 0
        self._lang = ""
        self._told_language: str | None = None

    async def run(self) -> None:
        with anyio.fail_after(_FIRST_WORD_SECONDS):
            first = await self._receive()
        with self._context.hub.listen(self._chat) as queue:
            await self._hello(first or {})
            try:
                # A page that can't be written to any more ends the reading too, and the other way round.
                async with anyio.create_task_group() as group:
                    group.start_soon(self._follow, queue)
                    await self._read()
            except* WebSocketDisconnect:
                pass

    # -- towards the page
    async def _send(self, data: dict[str, Any]) -> None:
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        async with self._sending:
            try:
                await self._socket.send_text(text)
            except RuntimeError as error:  # the other side closed in between
                raise WebSocketDisconnect(1006) from error

    async def _hello(self, first: dict[str, Any]) -> None:
        self._lang = str(first.get("lang") or "")[:20]
        asked = first.get("seq")
        known = asked if isinstance(asked, int) and asked > 0 else 0
        newest = await self._store.last_seq(self._chat)
        rows: list[ChatMessage] = []
        if 0 < known <= newest:
            rows = await self._store.changes_since(self._chat, known, limit=_CATCH_UP + 1)
        reset = not 0 < known <= newest or len(rows) > _CATCH_UP
        data: dict[str, Any] = {"t": "hello", "reset": reset}
        if reset:
            rows, data["more"] = await self._history(None)
        self._seq = max([newest, *(row.seq for row in rows)]) if not reset else newest
        self._told_language = await self._context.language(self._chat, self._lang)
        data |= {
            "rows": [row_data(row) for row in rows],
            "seq": self._seq,
            "pending": await self._store.unfinished(self._chat),
            "commands": await commands_for(self._store, self._chat, self._told_language),
            "keyboard": await self._store.get_value(f"keyboard:{self._chat}"),
            "lang": self._told_language,
        }
        await self._send(data)

    async def _history(self, before: int | None) -> tuple[list[ChatMessage], bool]:
        page = self._context.settings.history_page
        rows = await self._store.history(self._chat, before=before, limit=page + 1)
        return rows[-page:], len(rows) > page

    async def _follow(self, queue: asyncio.Queue[dict[str, Any] | None]) -> None:
        while True:
            event: dict[str, Any] | None = None
            # Another process may have written to this chat: look even when nobody here knows of it.
            with anyio.move_on_after(self._context.settings.poll_seconds):
                event = await queue.get()
            # Changes first: the edited message must be there before its button is said to be done.
            while rows := await self._store.changes_since(self._chat, self._seq, limit=_CATCH_UP):
                self._seq = rows[-1].seq
                await self._send({"t": "rows", "rows": [row_data(row) for row in rows], "seq": self._seq})
            if event is not None:
                await self._pass_on(event)

    async def _pass_on(self, event: dict[str, Any]) -> None:
        if event["t"] == "done":
            await self._tell_language()
        if event["t"] == "commands":
            language = self._told_language or self._lang
            event = {"t": "commands", "commands": await commands_for(self._store, self._chat, language)}
        await self._send(event)

    async def _tell_language(self) -> None:
        language = await self._context.language(self._chat, self._lang)
        if language != self._told_language:
            self._told_language = language
            await self._send({"t": "language", "lang": language})
            await self._pass_on({"t": "commands"})

    # -- from the page
    async def _receive(self) -> dict[str, Any] | None:
        try:
            data = json.loads(await self._socket.receive_text())
        except (ValueError, KeyError):
            return None
        return data if isinstance(data, dict) else None

    async def _read(self) -> None:
        while True:
            data = await self._receive()
            if data is None:
                continue
            client_id = str(data.get("id") or "")
            try:
                await self._take(data, client_id)
            except Refused as refused:
                await self._send({"t": "ack", "id": client_id, "error": refused.code, **refused.fields})

    async def _take(self, data: dict[str, Any], client_id: str) -> None:
        kind = data.get("t")
        if kind == "ping":
            await self._send({"t": "pong"})
        elif kind == "lang":
            self._lang = str(data.get("lang") or "")[:20]
            await self._tell_language()
        elif kind == "history":
            before = data.get("before")
            rows, more = await self._history(before if isinstance(before, int) else None)
            await self._send({"t": "history", "rows": [row_data(row) for row in rows], "more": more})
        elif kind in {"text", "tap", "contact"}:
            if not _CLIENT_ID.fullmatch(client_id):
                raise Refused("bad")
            inbound = self._inbound(kind, data, client_id)
            if wait := self._context.limit.wait(self._chat):
                raise Refused("rate", retry=round(wait, 1))
            await self._accept(inbound)

    def _inbound(self, kind: str, data: dict[str, Any], client_id: str) -> Inbound:
        event: dict[str, Any] = {"kind": "message", "lang": self._lang}
        if kind == "tap":
            target, chosen = data.get("message"), data.get("data")
            if not isinstance(target, int) or not isinstance(chosen, str) or not 1 <= len(chosen.encode()) <= 64:
                raise Refused("bad")
            return Inbound(client_id, {"kind": "tap", "lang": self._lang, "message_id": target, "data": chosen})
        if kind == "contact":
            phone = str(data.get("phone") or "").strip()
            if not _PHONE.fullmatch(phone):
                raise Refused("phone")
            return Inbound(client_id, event, {"text": phone, "contact": {"phone": phone}})
        text = data.get("text")
        if not isinstance(text, str) or not text.strip():
            raise Refused("empty")
        if len(text) > 4096:
            raise Refused("long")
        payload: dict[str, Any] = {"text": text.strip()}
        if data.get("hidden") and text.startswith("/"):
            payload["hidden"] = True  # sent by the page itself: a person did not write it
        return Inbound(client_id, event, payload)

    async def _accept(self, inbound: Inbound) -> None:
        (accepted,) = await self._store.accept(self._chat, [inbound])
        row = row_data(accepted.message) if accepted.message else None
        await self._send({"t": "ack", "id": inbound.client_id, "row": row, "done": accepted.finished})
        if accepted.fresh:
            self._context.hub.wake(self._chat)
        if not accepted.finished:
            self._context.inbox.wake(self._chat)
