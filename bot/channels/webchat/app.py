"""The web chat's routes: the page, its WebSocket, uploads, files."""

from __future__ import annotations

import gzip
import hashlib
import html
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from string import Template
from typing import Any

from aiogram import Bot, Dispatcher
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.websockets import WebSocket

import locales
from bot.channels.webchat import chrome, files, live, uploads
from bot.channels.webchat.context import Context, WebChatSettings, new_token, token_hash
from bot.channels.webchat.hub import Hub
from bot.channels.webchat.inbox import Inbox
from bot.channels.webchat.store import WebChatStore

_STATIC = Path(__file__).parent / "static"
_TYPES = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
}


class WebChat:
    """The channel in one object: ``routes()`` for the web application, ``lifespan()`` around its life.

    ``bot`` must speak through a ``WebChatSession`` with the same ``store`` and ``hub``.
    """

    def __init__(
        self, dispatcher: Dispatcher, bot: Bot, store: WebChatStore, hub: Hub, settings: WebChatSettings | None = None
    ) -> None:
        self.inbox = Inbox(dispatcher, bot, store, hub, self._sorry)
        self.context = Context(bot, store, hub, self.inbox, settings or WebChatSettings())

    async def _sorry(self, chat_id: int, lang: str | None) -> None:
        await self.context.say(chat_id, "webchat-internal-error", lang)

    @asynccontextmanager
    async def lifespan(self) -> AsyncIterator[None]:
        """Handles what people send; on leaving, running handlers get ten seconds."""
        await self.inbox.start()
        try:
            yield
        finally:
            await self.inbox.stop()

    def routes(self) -> list[BaseRoute]:
        context = self.context

        def bound(
            handler: Callable[[Context, Request], Awaitable[Response]],
        ) -> Callable[[Request], Awaitable[Response]]:
            async def endpoint(request: Request) -> Response:
                return await handler(context, request)

            return endpoint

        async def socket(websocket: WebSocket) -> None:
            await live.endpoint(context, websocket)

        return [
            Route("/", bound(_page)),
            WebSocketRoute("/chat/ws", socket),
            Route("/chat/upload", bound(uploads.endpoint), methods=["POST"]),
            Route("/chat/leave", bound(_leave), methods=["POST"]),
            Route("/chat/files/{file_id}", bound(_file)),
            Route("/chat/texts/{language}", bound(_texts)),
            Route("/chat/static/{version}/{name}", bound(_static)),
        ]


def routes(
    dispatcher: Dispatcher, bot: Bot, store: WebChatStore, hub: Hub, settings: WebChatSettings | None = None
) -> list[BaseRoute]:
    """The routes alone. Whoever needs unfinished updates of an earlier process taken up uses ``WebChat`` and its lifespan."""
    return WebChat(dispatcher, bot, store, hub, settings).routes()


@cache
def _assets() -> dict[str, bytes]:
    """The page's parts by name, compressed once: some 20 KB to send instead of 55."""
    return {
        path.name: gzip.compress(path.read_bytes(), mtime=0)
        for path in sorted(_STATIC.iterdir())
        if path.suffix in _TYPES
    }


@cache
def _version() -> str:
    """Changes with the content, so that assets can be cached for ever."""
    return hashlib.sha256(b"".join(_assets().values())).hexdigest()[:12]


def _security(context: Context, request: Request) -> dict[str, str]:
    host = request.headers.get("host", "")
    # Older Safari does not count a WebSocket of the same host as 'self'.
    sockets = f"ws://{host} wss://{host}" if host.replace("-", "").replace(".", "").replace(":", "").isalnum() else ""
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
        f"connect-src 'self' {sockets}; manifest-src 'self'; base-uri 'none'; form-action 'none'; "
        f"frame-ancestors {context.settings.frame_ancestors}"
    )
    return {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": "camera=(self), microphone=(), geolocation=()",
    }


def _words(context: Context, language: str) -> dict[str, Any]:
    return {"lang": language, "name": context.name(language), "texts": chrome.page_texts(language)}


async def _page(context: Context, request: Request) -> Response:
    language = chrome.language_of(request)
    data = _words(context, language) | {"languages": chrome.language_names()}
    page = Template((_STATIC / "index.html").read_text(encoding="utf-8")).substitute(
        lang=language,
        name=html.escape(context.name(language)),
        version=_version(),
        noscript=html.escape(locales.text(language, "webchat-no-script")),
        # "<" can't end the script element it is written into
        data=json.dumps(data, ensure_ascii=False).replace("<", "\\u003c"),
    )
    response = Response(
        page, media_type="text/html", headers=_security(context, request) | {"Cache-Control": "no-store"}
    )
    # Set again on each visit: the session lives as long as it is used.
    response.set_cookie(
        context.cookie_name(request),
        context.token(request) or new_token(),
        max_age=context.settings.cookie_days * 86400,
        httponly=True,
        samesite="lax",
        secure=context.secure(request),
    )
    return response


async def _leave(context: Context, request: Request) -> Response:
    """End the session on this device; other devices of the person keep theirs."""
    if not context.same_origin(request):
        return JSONResponse({"error": "origin"}, 403)
    chat_id = await context.chat(request)
    token = context.token(request)
    if token is not None:
        await context.store.close_session(token_hash(token))
    if chat_id is not None:
        context.hub.send(chat_id, {"t": "left"})
    response = Response(status_code=204)
    response.delete_cookie(context.cookie_name(request), httponly=True, samesite="lax", secure=context.secure(request))
    return response


async def _file(context: Context, request: Request) -> Response:
    chat_id = await context.chat(request)
    stored = await context.store.file(request.path_params["file_id"]) if chat_id is not None else None
    if stored is None or stored.chat_id != chat_id:
        return Response(status_code=404)
    return Response(await context.store.file_data(stored.file_id), headers=files.headers(stored))


async def _texts(context: Context, request: Request) -> Response:
    language = request.path_params["language"]
    if language not in locales.LANGUAGES:
        return Response(status_code=404)
    return JSONResponse(_words(context, language), headers={"Cache-Control": "no-cache"})


async def _static(context: Context, request: Request) -> Response:
    name = request.path_params["name"]
    body = _assets().get(name)
    if body is None:
        return Response(status_code=404)
    headers = {
        "Cache-Control": "public, max-age=31536000, immutable",
        "X-Content-Type-Options": "nosniff",
        "Vary": "Accept-Encoding",
    }
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
    else:
        body = gzip.decompress(body)
    return Response(body, media_type=_TYPES[Path(name).suffix], headers=headers)
