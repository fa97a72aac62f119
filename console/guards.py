"""What every answer of the console carries, and the session cookie at the path it is mounted under."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware.sessions import SessionMiddleware
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

CSP = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cache-Control": "no-store",
}
"""Set on every answer that doesn't set them itself: pages hold health data, so nothing is kept by the browser."""


class SafeHeaders:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, with_headers)


TOO_LARGE = "console.body-too-large"
"""Set in the scope of a request whose body was thrown away."""
_READ_AT_MOST = 256 * 1024 * 1024
"""A browser takes an answer only when it could send everything; beyond this we hang up."""


class BodyLimit:
    """Throws a body away that is announced or grows larger than ``limit`` bytes, so that the page can say so itself."""

    def __init__(self, app: ASGIApp, limit: int) -> None:
        self.app = app
        self.limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        announced = Headers(scope=scope).get("content-length", "") if scope["type"] == "http" else ""
        if announced.isdigit() and int(announced) > self.limit:
            scope[TOO_LARGE] = True
            left = min(int(announced), _READ_AT_MOST)
            while left > 0:
                message = await receive()
                left -= len(message.get("body", b""))
                if message["type"] != "http.request" or not message.get("more_body"):
                    break
        seen = 0

        async def limited() -> Message:
            nonlocal seen
            if TOO_LARGE in scope:
                return {"type": "http.request", "body": b"", "more_body": False}
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self.limit:
                raise HTTPException(413)
            return message

        await self.app(scope, limited, send)


class MountedSession:
    """``SessionMiddleware`` whose cookie goes to the console's own path only, wherever it is mounted."""

    def __init__(self, app: ASGIApp, **options: Any) -> None:
        self.app, self.options = app, options
        self.made: dict[str, SessionMiddleware] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("root_path") or "/"
        if path not in self.made:
            self.made[path] = SessionMiddleware(self.app, path=path, **self.options)
        await self.made[path](scope, receive, send)


def csrf_token(request: Request) -> str:
    """This session's token, made on first use. Every form carries it in the field ``csrf``."""
    token = request.session.get("csrf")
    if not token:
        token = request.session["csrf"] = secrets.token_urlsafe(24)
    return str(token)


def csrf_fits(request: Request, given: object) -> bool:
    expected = request.session.get("csrf")
    return bool(expected) and isinstance(given, str) and hmac.compare_digest(given.encode(), str(expected).encode())


def password_mark(secret: str, password_hash: str) -> str:
    """Goes into the session, so that a changed password ends every session opened with the old one."""
    return hmac.new(secret.encode(), password_hash.encode(), hashlib.sha256).hexdigest()[:16]
