"""What the routes of the web chat share: settings, parts, who is asking, and the words the channel says itself."""

from __future__ import annotations

import hashlib
import html
import re
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from aiogram import Bot
from starlette.requests import HTTPConnection

import locales
from bot.channels.webchat import files
from bot.channels.webchat.convert import CHANNEL
from bot.channels.webchat.hub import Hub
from bot.channels.webchat.inbox import Inbox
from bot.channels.webchat.limits import RateLimit
from bot.channels.webchat.store import WebChatStore

_TOKEN = re.compile(r"[\w-]{43}")

LanguageOf = Callable[[int], Awaitable[str | None]]


@dataclass(frozen=True, slots=True)
class WebChatSettings:
    """How the page behaves. ``public_url``: the address people use, where a proxy hides it; https makes cookies secure.

    ``name(language)``: what the header calls the bot (None: the text ``webchat-name``). ``language_of(chat_id)``: the
    language a person settled on in the conversation, so that page and bot agree; None where it is not known.
    """

    public_url: str | None = None
    allowed_origins: frozenset[str] = frozenset()
    name: Callable[[str], str] | None = None
    language_of: LanguageOf | None = None
    frame_ancestors: str = "'none'"
    poll_seconds: float = 1.0
    history_page: int = 40
    cookie_days: int = 180
    burst: int = 20
    per_minute: float = 40
    pages_per_chat: int = 8
    files_at_once: int = 10


@dataclass(slots=True)
class Context:
    """The parts behind every route."""

    bot: Bot
    store: WebChatStore
    hub: Hub
    inbox: Inbox
    settings: WebChatSettings
    limit: RateLimit = field(init=False)

    def __post_init__(self) -> None:
        self.limit = RateLimit(self.settings.burst, self.settings.per_minute)

    # -- who is asking
    def secure(self, connection: HTTPConnection) -> bool:
        return (self.settings.public_url or str(connection.url)).startswith(("https:", "wss:"))

    def cookie_name(self, connection: HTTPConnection) -> str:
        # The prefix makes browsers refuse the cookie from anywhere but this host over https.
        return "__Host-chat" if self.secure(connection) else "chat"

    def token(self, connection: HTTPConnection) -> str | None:
        value = connection.cookies.get(self.cookie_name(connection), "")
        return value if _TOKEN.fullmatch(value) else None

    async def chat(self, connection: HTTPConnection, *, create: bool = False) -> int | None:
        """The visitor's chat. ``create``: a cookie that is not known yet gets one (the page was opened, scripts run)."""
        token = self.token(connection)
        if token is None:
            return None
        hashed = token_hash(token)
        known = await self.store.chat_of_session(hashed)
        if known is None and create:
            # The hash is also the external id, so two sockets opening at once agree on one chat.
            known = await self.store.map_external_user(CHANNEL, hashed)
            await self.store.open_session(hashed, known)
        return known

    def same_origin(self, connection: HTTPConnection) -> bool:
        """Whether the request comes from our own page (browsers always send Origin on WebSockets and POSTs)."""
        origin = connection.headers.get("origin")
        if not origin:
            return False
        if origin in self.settings.allowed_origins:
            return True
        own = {connection.headers.get("host", "").lower()}
        if self.settings.public_url:
            own.add(urlsplit(self.settings.public_url).netloc.lower())
        return urlsplit(origin).netloc.lower() in own

    # -- what the channel says itself
    async def language(self, chat_id: int, page_language: str | None) -> str:
        settled = await self.settings.language_of(chat_id) if self.settings.language_of else None
        return settled or (page_language if page_language in locales.LANGUAGES else None) or locales.DEFAULT_LANGUAGE

    async def say(self, chat_id: int, key: str, page_language: str | None, /, **fields: Any) -> str:
        """Put a message of the channel into the chat and return its text. Fields are escaped here."""
        language = await self.language(chat_id, page_language)
        said = locales.text(language, key, **{name: html.escape(str(value)) for name, value in fields.items()})
        await self.store.append_message(chat_id, "bot", {"html": said})
        self.hub.wake(chat_id)
        return html.unescape(said)

    def name(self, language: str) -> str:
        return self.settings.name(language) if self.settings.name else locales.text(language, "webchat-name")


def new_token() -> str:
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:.1f}".removesuffix(".0")


LIMIT_MB = megabytes(files.MAX_BYTES)
