"""The Bot API methods the product uses, with Telegram's checks and wordings."""

from __future__ import annotations

import copy
import json
import re
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .errors import ApiError, bad_request
from .files import PHOTO_MOST, UPLOAD_MOST, StoredFile, document, photo_sizes
from .markup import inline_keyboard, parse, reply_keyboard
from .people import Person, Stored

if TYPE_CHECKING:
    from .server import BotApiServer


@dataclass(frozen=True, slots=True)
class Upload:
    filename: str
    mime: str
    data: bytes


class Params:
    """A call's parameters, whichever way they came: JSON, form or multipart."""

    def __init__(self, values: dict[str, Any], uploads: dict[str, Upload]) -> None:
        self.values = values
        self.uploads = uploads

    def text(self, name: str) -> str | None:
        value = self.values.get(name)
        return None if value is None else str(value)

    def integer(self, name: str, default: int = 0) -> int:
        value = self.values.get(name)
        try:
            return default if value in (None, "") else int(value)
        except (TypeError, ValueError):
            raise bad_request(f"invalid {name} specified") from None

    def flag(self, name: str) -> bool:
        return str(self.values.get(name, "")).lower() in {"true", "1"}

    def structure(self, name: str) -> Any:
        value = self.values.get(name)
        if isinstance(value, str) and value:
            try:
                return json.loads(value)
            except ValueError:
                raise bad_request(f"can't parse {name} JSON object") from None
        return value or None

    def upload(self, name: str) -> Upload | None:
        """The bytes sent for ``name``: as a part of that name, or of the name after ``attach://``."""
        value = self.values.get(name)
        part = value.removeprefix("attach://") if isinstance(value, str) else name
        return self.uploads.get(part) or self.uploads.get(name)


Handler = Callable[["BotApiServer", Params], Any]
METHODS: dict[str, Handler] = {}
SENDING = {"sendMessage", "sendPhoto", "sendDocument"}
"""Methods that put a new message into a chat: limits and chaos apply to these."""


def method(handler: Handler) -> Handler:
    head, *rest = handler.__name__.split("_")
    METHODS[(head + "".join(word.title() for word in rest)).lower()] = handler
    return handler


@method
def get_me(server: BotApiServer, params: Params) -> Any:
    return server.me | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


@method
def get_updates(server: BotApiServer, params: Params) -> Awaitable[Any]:
    _allow(server, params)
    return server.updates.fetch(params.integer("offset"), params.integer("limit", 100), params.integer("timeout"))


@method
async def set_webhook(server: BotApiServer, params: Params) -> Any:
    _allow(server, params)
    secret = params.text("secret_token")
    if secret is not None and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
        raise bad_request("secret token contains unallowed characters")
    await server.updates.set_webhook(params.text("url") or "", secret, params.flag("drop_pending_updates"))
    return True


@method
async def delete_webhook(server: BotApiServer, params: Params) -> Any:
    await server.updates.set_webhook("", None, params.flag("drop_pending_updates"))
    return True


@method
def get_webhook_info(server: BotApiServer, params: Params) -> Any:
    return server.updates.info()


@method
def send_message(server: BotApiServer, params: Params) -> Any:
    text, entities = parse(params.text("text") or "", params.text("parse_mode"), 4096, "message text")
    return _put(server, params, {"text": text} | ({"entities": entities} if entities else {}))


@method
def send_photo(server: BotApiServer, params: Params) -> Any:
    file = _file(server, params, "photo", "photos", PHOTO_MOST)
    return _put(server, params, {"photo": photo_sizes(file)} | _caption(params))


@method
def send_document(server: BotApiServer, params: Params) -> Any:
    file = _file(server, params, "document", "documents", UPLOAD_MOST)
    return _put(server, params, {"document": document(file)} | _caption(params))


@method
def edit_message_text(server: BotApiServer, params: Params) -> Any:
    person, stored = _editable(server, params)
    if "text" not in stored.content:
        raise bad_request("there is no text in the message to edit")
    text, entities = parse(params.text("text") or "", params.text("parse_mode"), 4096, "message text")
    return _edit(server, params, person, stored, {"text": text, "entities": entities})


@method
def edit_message_caption(server: BotApiServer, params: Params) -> Any:
    person, stored = _editable(server, params)
    if "photo" not in stored.content and "document" not in stored.content:
        raise bad_request("there is no caption in the message to edit")
    made = _caption(params)
    return _edit(server, params, person, stored, {"caption": "", "caption_entities": []} | made)


@method
def edit_message_reply_markup(server: BotApiServer, params: Params) -> Any:
    person, stored = _editable(server, params)
    return _edit(server, params, person, stored, {})


@method
def stop_message_live_location(server: BotApiServer, params: Params) -> Any:
    _editable(server, params)
    raise bad_request("there is no live location in the message to edit")


@method
def delete_message(server: BotApiServer, params: Params) -> Any:
    person = server.person(params.integer("chat_id"))
    stored = person.history.get(params.integer("message_id"))
    if stored is None or stored.deleted:
        raise bad_request("message to delete not found")
    person.touch(stored)
    stored.deleted = True
    return True


@method
def answer_callback_query(server: BotApiServer, params: Params) -> Any:
    tap = server.taps.get(params.text("callback_query_id") or "")
    if tap is None:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    text = params.text("text")
    if text and len(text) > 200:
        raise bad_request("MESSAGE_TOO_LONG")
    tap.resolve({"text": text, "show_alert": params.flag("show_alert")})
    return True


@method
def send_chat_action(server: BotApiServer, params: Params) -> Any:
    server.person(params.integer("chat_id")).actions.append(params.text("action") or "")
    return True


@method
def get_file(server: BotApiServer, params: Params) -> Any:
    return server.files.get_file(params.text("file_id") or "")


@method
def set_my_commands(server: BotApiServer, params: Params) -> Any:
    commands = params.structure("commands") or []
    for command in commands:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", command.get("command", "")):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(command.get("description", "")) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    server.commands[_command_key(params)] = commands
    return True


@method
def get_my_commands(server: BotApiServer, params: Params) -> Any:
    return server.commands.get(_command_key(params), [])


@method
def delete_my_commands(server: BotApiServer, params: Params) -> Any:
    server.commands.pop(_command_key(params), None)
    return True


@method
def set_chat_menu_button(server: BotApiServer, params: Params) -> Any:
    server.menu_buttons[params.integer("chat_id")] = params.structure("menu_button") or {"type": "default"}
    return True


@method
def get_chat_menu_button(server: BotApiServer, params: Params) -> Any:
    buttons = server.menu_buttons
    return buttons.get(params.integer("chat_id")) or buttons.get(0) or {"type": "commands"}


def _profile(field: str) -> Handler:
    def handler(server: BotApiServer, params: Params) -> Any:
        server.profile[(field, params.text("language_code") or "")] = params.text(field) or ""
        return True

    return handler


for _field, _name in (
    ("name", "setmyname"),
    ("description", "setmydescription"),
    ("short_description", "setmyshortdescription"),
):
    METHODS[_name] = _profile(_field)


def _allow(server: BotApiServer, params: Params) -> None:
    allowed = params.structure("allowed_updates")
    if allowed is not None:
        server.updates.allowed = list(allowed)


def _command_key(params: Params) -> tuple[str, str]:
    scope = params.structure("scope") or {"type": "default"}
    return str(scope["type"]), params.text("language_code") or ""


def _caption(params: Params) -> dict[str, Any]:
    text, entities = parse(params.text("caption") or "", params.text("parse_mode"), 1024, "caption")
    return ({"caption": text} if text else {}) | ({"caption_entities": entities} if entities else {})


def _file(server: BotApiServer, params: Params, name: str, folder: str, most: int) -> StoredFile:
    upload = params.upload(name)
    if upload is None:
        given = params.text(name)
        if not given:
            raise bad_request(f"there is no {name} in the request")
        return server.files.find(given)
    if not upload.data:
        raise bad_request("file must be non-empty")
    if len(upload.data) > most:
        raise ApiError(413, "Request Entity Too Large")
    return server.files.keep(upload.data, upload.filename, folder, upload.mime)


def _put(server: BotApiServer, params: Params, content: dict[str, Any]) -> Any:
    person = server.person(params.integer("chat_id"))
    markup = params.structure("reply_markup")
    inline = inline_keyboard(markup)
    if inline:
        content["reply_markup"] = inline
    reply_to = params.structure("reply_parameters") or {"message_id": params.integer("reply_to_message_id")}
    original = person.history.get(int(reply_to.get("message_id") or 0))
    if original is not None:
        content["reply_to_message"] = copy.deepcopy(original.content)
    elif reply_to.get("message_id") and not reply_to.get("allow_sending_without_reply"):
        raise bad_request("message to be replied not found")
    return copy.deepcopy(person.put(content, from_bot=True, keyboard=reply_keyboard(markup)))


def _editable(server: BotApiServer, params: Params) -> tuple[Person, Stored]:
    person = server.person(params.integer("chat_id"))
    stored = person.history.get(params.integer("message_id"))
    if stored is None or stored.deleted:
        raise bad_request("message to edit not found")
    if not stored.from_bot:
        raise bad_request("message can't be edited")
    return person, stored


def _edit(server: BotApiServer, params: Params, person: Person, stored: Stored, changes: dict[str, Any]) -> Any:
    before = stored.content
    after = {name: value for name, value in (before | changes).items() if value or name not in changes}
    after.pop("reply_markup", None)
    inline = inline_keyboard(params.structure("reply_markup"))
    if inline:
        after["reply_markup"] = inline
    if after == before:
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly the same "
            "as a current content and reply markup of the message"
        )
    stored.content = after | {"edit_date": int(time.time())}
    person.touch(stored)
    return copy.deepcopy(stored.content)
