"""The server itself: loopback HTTP, tokens, limits, faults, and a log of every call."""

from __future__ import annotations

import asyncio
import inspect
import time
from collections import deque
from dataclasses import dataclass, field
from typing import Any, Self

from aiohttp import web

from .errors import ApiError, bad_request
from .faults import Chaos, Fault
from .files import UPLOAD_MOST, Files
from .limits import Limits, too_many_requests
from .methods import METHODS, SENDING, Params, Upload
from .people import Person, Seen, Tap, Wanted
from .updates import Updates

TOKEN = "4839574812:AAFD39kkdpWt3ywyRZergyOLMaJhac60qcz"


@dataclass(slots=True)
class Call:
    """One request: what was asked, what was answered (``status`` 0: the connection was broken instead)."""

    method: str
    values: dict[str, Any]
    at: float
    status: int = 0
    body: dict[str, Any] = field(default_factory=dict)
    fault: Fault | None = None
    message_id: int | None = None
    """The message it put into a chat, also when the caller never learnt of it."""


class BotApiServer:
    """``async with BotApiServer() as server`` listens on a free port of 127.0.0.1.

    - ``base_url``: for aiogram ``TelegramAPIServer.from_base(server.base_url)``; for python-telegram-bot
      ``base_url=server.base_url + "/bot"`` and ``base_file_url=server.base_url + "/file/bot"``.
    - ``user(id)``: a person with whom to write; they have started the bot.
    - ``script("sendMessage", Fault.error(500), …)``: the next calls of a method go wrong, in this order.
    - ``chaos``: a seeded mix of faults for all sending methods.
    - ``calls``: everything that was asked and answered.
    """

    def __init__(
        self,
        token: str = TOKEN,
        *,
        limits: Limits | None = None,
        chaos: Chaos | None = None,
        latency: float = 0.0,
        port: int = 0,
        username: str = "demo_benefits_bot",
    ) -> None:
        self.token = token
        self.limits = limits or Limits()
        self.chaos = chaos
        self.latency = latency
        self.port = port
        self.me: dict[str, Any] = {
            "id": int(token.split(":", maxsplit=1)[0]),
            "is_bot": True,
            "first_name": "Benefits",
            "username": username,
        }
        self.updates = Updates()
        self.files = Files()
        self.people: dict[int, Person] = {}
        self.taps: dict[str, Tap] = {}
        self.calls: list[Call] = []
        self.commands: dict[tuple[str, str], list[dict[str, str]]] = {}
        self.menu_buttons: dict[int, dict[str, Any]] = {}
        self.profile: dict[tuple[str, str], str] = {}
        self.revision = 0
        self._message_id = 0
        self._scripts: dict[str, deque[Fault]] = {}
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def start(self) -> None:
        app = web.Application(client_max_size=UPLOAD_MOST + 5 * 1024**2)
        app.router.add_route("*", "/bot{token:[^/]+}/{method}", self._call)
        app.router.add_get("/file/bot{token:[^/]+}/{path:.+}", self._download)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Stops listening; chats and updates are kept, and ``start`` opens the same port again (an outage)."""
        await self.updates.stop()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    # Control --------------------------------------------------------------------------------------------------------

    def user(
        self, chat_id: int, *, first_name: str = "安", language_code: str = "zh-hans", username: str | None = None
    ) -> Person:
        """The person with this id, made at the first mention."""
        if chat_id not in self.people:
            self.people[chat_id] = Person(self, chat_id, first_name, language_code, username)
        return self.people[chat_id]

    def script(self, method: str, *faults: Fault) -> None:
        self._scripts.setdefault(method.lower(), deque()).extend(faults)

    async def wait_for(self, chat_id: int, wanted: Wanted = "", timeout: float = 5.0) -> Seen:
        return await self.user(chat_id).wait_for(wanted, timeout)

    def called(self, method: str) -> list[Call]:
        return [call for call in self.calls if call.method == method]

    def stored(self) -> list[Call]:
        """Every call that put a message into a chat, in order."""
        return [call for call in self.calls if call.message_id is not None]

    # For people and methods -----------------------------------------------------------------------------------------

    def person(self, chat_id: int) -> Person:
        found = self.people.get(chat_id)
        if found is None:
            raise bad_request("chat not found")
        return found

    def next_message_id(self) -> int:
        """One sequence for all private chats of a bot, as on Telegram."""
        self._message_id += 1
        return self._message_id

    def next_revision(self) -> int:
        self.revision += 1
        return self.revision

    # HTTP -----------------------------------------------------------------------------------------------------------

    async def _call(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["method"]
        try:
            params = await _read(request)
        except web.HTTPRequestEntityTooLarge:
            return web.json_response(ApiError(413, "Request Entity Too Large").body(), status=413)
        except ConnectionResetError:  # the caller was killed while it spoke
            return _hang_up(request)
        if self.latency:
            await asyncio.sleep(self.latency)
        call = Call(name, params.values, time.monotonic())
        self.calls.append(call)
        call.fault = self._fault(name)
        status, body = 200, {}
        try:
            if request.match_info["token"] != self.token:
                raise ApiError(401, "Unauthorized")
            await self._before(call)
            body = {"ok": True, "result": await self._do(call, params)}
        except ApiError as error:
            status, body = error.code, error.body()
        except ConnectionAbortedError:
            return _hang_up(request)
        if call.fault is not None and call.fault.stores and status == 200:
            await self._wait(request, call.fault.seconds)
            return _hang_up(request)
        call.status, call.body = status, body
        return web.json_response(body, status=status)

    def _fault(self, name: str) -> Fault | None:
        scripted = self._scripts.get(name.lower())
        if scripted:
            return scripted.popleft()
        return self.chaos.next() if self.chaos is not None and name in SENDING else None

    async def _before(self, call: Call) -> None:
        fault = call.fault
        if fault is None:
            return
        if fault.kind == "drop":
            raise ConnectionAbortedError
        if fault.kind == "error":
            raise ApiError(fault.code, "Internal Server Error" if fault.code == 500 else "Bad Gateway")
        if fault.kind == "too_many":
            raise too_many_requests(int(fault.seconds))
        if fault.kind == "slow":
            await asyncio.sleep(fault.seconds)

    async def _do(self, call: Call, params: Params) -> Any:
        handler = METHODS.get(call.method.lower())
        if handler is None:
            raise ApiError(404, "Not Found")
        if call.method in SENDING:
            chat_id, now = params.integer("chat_id"), time.monotonic()
            self.limits.check(chat_id, now)
            person = self.person(chat_id)
            if person.blocked:
                self.limits.count(chat_id, now)
                raise ApiError(403, "Forbidden: bot was blocked by the user")
            result = handler(self, params)
            self.limits.count(chat_id, now)
            call.message_id = result["message_id"]
            return result
        result = handler(self, params)
        return await result if inspect.isawaitable(result) else result

    async def _wait(self, request: web.Request, seconds: float) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end and request.transport is not None and not request.transport.is_closing():  # noqa: ASYNC110
            await asyncio.sleep(0.05)

    async def _download(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != self.token:
            return web.json_response(ApiError(401, "Unauthorized").body(), status=401)
        found = self.files.by_path.get(request.match_info["path"])
        if found is None:
            return web.json_response(ApiError(404, "Not Found").body(), status=404)
        return web.Response(body=found.data, content_type="application/octet-stream")


def _hang_up(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


async def _read(request: web.Request) -> Params:
    values: dict[str, Any] = dict(request.query)
    uploads: dict[str, Upload] = {}
    if request.content_type == "application/json":
        values |= await request.json()
    elif request.method == "POST":
        for name, value in (await request.post()).items():
            if isinstance(value, web.FileField):
                uploads[name] = Upload(value.filename, value.content_type, value.file.read())
            else:
                values[name] = value
    return Params(values, uploads)
