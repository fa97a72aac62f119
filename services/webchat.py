"""What the web chat keeps between requests: its records, and a Protocol that ``storage/`` fulfils."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Literal, Protocol

EXTERNAL_USER_BASE: Final = 5_000_000_000_000_000
"""First integer handed out by ``map_external_user``. Telegram ids have at most 52 bits (< 4.51e15), so the people of
other channels never collide with them, and the number still fits a double and a BIGINT."""

Sender = Literal["bot", "user"]
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ChatMessage:
    """One message of one chat, in its present form.

    ``message_id`` increases per chat and never changes. ``seq`` is the number of the message's last change: within one
    chat it increases with every append, edit and delete, and a lower number never becomes visible after a higher one.
    ``payload`` keys (all optional): ``html`` (bot) or ``text`` (user), ``buttons`` (rows of ``{"text", "data"|"url"|
    "copy"}``), ``keyboard`` (reply keyboard or ``{"remove": true}``), ``photo`` / ``document`` (``{"file_id", "name",
    "mime", "size", "width"?, "height"?}``), ``contact``, ``album`` (media group id), ``reply_to``, ``hidden`` (true:
    not drawn).
    A deleted message is kept as a row with an empty payload, so that a page that was away learns of it.
    """

    chat_id: int
    message_id: int
    seq: int
    sender: Sender
    payload: Json
    created_at: datetime
    client_id: str | None = None
    edited: bool = False
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class Inbound:
    """Something a person did. ``payload`` becomes a message of theirs (None: a button tap leaves none).

    ``event`` is what the update is made of later: ``{"kind": "message" | "tap", "lang": str, …}``.
    """

    client_id: str
    event: Json
    payload: Json | None = None


@dataclass(frozen=True, slots=True)
class Accepted:
    """What became of an ``Inbound``. ``fresh`` is False for one that had been accepted before."""

    client_id: str
    update_id: int
    message: ChatMessage | None
    fresh: bool
    finished: bool = False


@dataclass(frozen=True, slots=True)
class PendingUpdate:
    """An accepted event that still has to go through the dispatcher. ``attempts`` counts this lease too: first = 1."""

    update_id: int
    chat_id: int
    client_id: str
    event: Json
    message_id: int | None
    created_at: datetime
    attempts: int


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file of one chat. ``file_id`` is unguessable, URL safe, at most 64 characters."""

    file_id: str
    chat_id: int
    name: str
    mime: str
    size: int
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, slots=True)
class NewFile:
    name: str
    mime: str
    data: bytes = field(repr=False)
    width: int | None = None
    height: int | None = None


class WebChatStore(Protocol):
    """Every method is one transaction; what it returned survives a kill -9.

    Rules for implementations: message ids, ``seq`` and update ids are assigned under a lock of the chat's row (or
    inside ``BEGIN IMMEDIATE``), so that two writers never give the same number and ``changes_since`` misses nothing.
    """

    # -- people and sessions
    async def map_external_user(self, channel: str, external_id: str) -> int:
        """The integer that stands for a person of another messenger: the same one each time, ≥ EXTERNAL_USER_BASE."""

    async def chat_of_session(self, token_hash: str) -> int | None:
        """The chat a cookie belongs to, or None. ``token_hash``: SHA-256 in hex; the token itself is never stored."""

    async def open_session(self, token_hash: str, chat_id: int) -> None: ...

    async def close_session(self, token_hash: str) -> None:
        """Forget the cookie; the chat and its messages stay. Unknown: nothing happens."""

    # -- messages
    async def append_message(self, chat_id: int, sender: Sender, payload: Json) -> ChatMessage: ...

    async def edit_message(self, chat_id: int, message_id: int, payload: Json) -> ChatMessage | None:
        """Replace the payload, set ``edited``, give a new ``seq``. None when there is none or it is deleted."""

    async def delete_message(self, chat_id: int, message_id: int) -> bool:
        """Empty the payload, set ``deleted``, give a new ``seq``. False when there was none."""

    async def message(self, chat_id: int, message_id: int) -> ChatMessage | None:
        """One message that is not deleted."""

    async def history(self, chat_id: int, *, before: int | None, limit: int) -> list[ChatMessage]:
        """The last ``limit`` undeleted messages with ``message_id < before`` (None: the newest), oldest first."""

    async def changes_since(self, chat_id: int, seq: int, *, limit: int) -> list[ChatMessage]:
        """Messages whose ``seq`` is higher, by ``seq``; deleted ones included."""

    async def last_seq(self, chat_id: int) -> int:
        """The highest ``seq`` of the chat, 0 for an empty one."""

    # -- what people do, on its way to the dispatcher
    async def accept(self, chat_id: int, inbound: Sequence[Inbound]) -> list[Accepted]:
        """Record all of them at once, in order: the person's messages and one pending update each.

        An ``Inbound`` whose ``(chat_id, client_id)`` was accepted before changes nothing and returns what it became.
        Update ids increase and are unique over all chats.
        """

    async def lease_update(self, chat_id: int, owner: str, seconds: float) -> PendingUpdate | None:
        """The chat's oldest unfinished update, if no other owner holds an unexpired lease on it. Counts an attempt."""

    async def renew_lease(self, update_id: int, owner: str, seconds: float) -> None: ...

    async def finish_update(self, update_id: int) -> None: ...

    async def unfinished(self, chat_id: int) -> list[str]:
        """Client ids of the chat's updates that are not finished."""

    async def chats_with_updates(self, limit: int) -> list[int]:
        """Chats whose oldest unfinished update is not leased, or whose lease ran out."""

    # -- files
    async def save_file(self, chat_id: int, new: NewFile, *, client_id: str | None = None) -> StoredFile:
        """Keep a file. The same ``(chat_id, client_id)`` again returns the file that was kept the first time."""

    async def file(self, file_id: str) -> StoredFile | None: ...

    async def file_data(self, file_id: str) -> bytes:
        """The content. Raises KeyError for an unknown id."""

    # -- small settings of the channel: command menus, the reply keyboard a chat shows
    async def get_value(self, key: str) -> Any: ...

    async def put_value(self, key: str, value: Any) -> None:
        """Keep JSON under a key of at most 120 characters; None removes it."""
