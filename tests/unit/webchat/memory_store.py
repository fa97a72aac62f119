"""A web chat store in memory, as exact about order, repetition and leases as the Protocol asks."""

from __future__ import annotations

import secrets
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from bot.channels.webchat.store import (
    EXTERNAL_USER_BASE,
    Accepted,
    ChatMessage,
    Inbound,
    Json,
    NewFile,
    PendingUpdate,
    Sender,
    StoredFile,
)


@dataclass
class _Update:
    pending: PendingUpdate
    owner: str = ""
    until: float = 0.0
    finished: bool = False


class MemoryStore:
    def __init__(self) -> None:
        self.people: dict[tuple[str, str], int] = {}
        self.sessions: dict[str, int] = {}
        self.rows: dict[int, dict[int, ChatMessage]] = defaultdict(dict)
        self.seqs: dict[int, int] = defaultdict(int)
        self.updates: list[_Update] = []
        self.kept: dict[str, tuple[StoredFile, bytes]] = {}
        self.kept_as: dict[tuple[int, str], str] = {}
        self.values: dict[str, Any] = {}

    async def map_external_user(self, channel: str, external_id: str) -> int:
        return self.people.setdefault((channel, external_id), EXTERNAL_USER_BASE + len(self.people))

    async def chat_of_session(self, token_hash: str) -> int | None:
        return self.sessions.get(token_hash)

    async def open_session(self, token_hash: str, chat_id: int) -> None:
        self.sessions[token_hash] = chat_id

    async def close_session(self, token_hash: str) -> None:
        self.sessions.pop(token_hash, None)

    def _put(self, row: ChatMessage) -> ChatMessage:
        self.seqs[row.chat_id] += 1
        row = replace(row, seq=self.seqs[row.chat_id])
        self.rows[row.chat_id][row.message_id] = row
        return row

    async def append_message(
        self, chat_id: int, sender: Sender, payload: Json, client_id: str | None = None
    ) -> ChatMessage:
        number = max(self.rows[chat_id], default=0) + 1
        return self._put(ChatMessage(chat_id, number, 0, sender, dict(payload), datetime.now(UTC), client_id))

    async def edit_message(self, chat_id: int, message_id: int, payload: Json) -> ChatMessage | None:
        row = await self.message(chat_id, message_id)
        return self._put(replace(row, payload=dict(payload), edited=True)) if row else None

    async def delete_message(self, chat_id: int, message_id: int) -> bool:
        row = await self.message(chat_id, message_id)
        if row:
            self._put(replace(row, payload={}, deleted=True))
        return row is not None

    async def message(self, chat_id: int, message_id: int) -> ChatMessage | None:
        row = self.rows[chat_id].get(message_id)
        return row if row and not row.deleted else None

    async def history(self, chat_id: int, *, before: int | None, limit: int) -> list[ChatMessage]:
        rows = [row for row in self.rows[chat_id].values() if not row.deleted]
        return sorted((row for row in rows if before is None or row.message_id < before), key=_by_id)[-limit:]

    async def changes_since(self, chat_id: int, seq: int, *, limit: int) -> list[ChatMessage]:
        return sorted((row for row in self.rows[chat_id].values() if row.seq > seq), key=lambda row: row.seq)[:limit]

    async def last_seq(self, chat_id: int) -> int:
        return self.seqs[chat_id]

    async def accept(self, chat_id: int, inbound: Sequence[Inbound]) -> list[Accepted]:
        return [await self._accept(chat_id, one) for one in inbound]

    async def _accept(self, chat_id: int, one: Inbound) -> Accepted:
        for known in self.updates:
            if (known.pending.chat_id, known.pending.client_id) == (chat_id, one.client_id):
                row = self.rows[chat_id].get(known.pending.message_id or 0)
                return Accepted(one.client_id, known.pending.update_id, row, False, known.finished)
        row = None
        if one.payload is not None:
            row = await self.append_message(chat_id, "user", one.payload, one.client_id)
        number = len(self.updates) + 1
        message_id = row.message_id if row else None
        now = datetime.now(UTC)
        self.updates.append(_Update(PendingUpdate(number, chat_id, one.client_id, one.event, message_id, now, 0)))
        return Accepted(one.client_id, number, row, True)

    async def lease_update(self, chat_id: int, owner: str, seconds: float) -> PendingUpdate | None:
        mine = [one for one in self.updates if one.pending.chat_id == chat_id and not one.finished]
        if not mine or any(one.until > time.monotonic() and one.owner != owner for one in mine):
            return None
        first = mine[0]
        first.owner, first.until = owner, time.monotonic() + seconds
        first.pending = replace(first.pending, attempts=first.pending.attempts + 1)
        return first.pending

    async def renew_lease(self, update_id: int, owner: str, seconds: float) -> None:
        one = self.updates[update_id - 1]
        if one.owner == owner:
            one.until = time.monotonic() + seconds

    async def finish_update(self, update_id: int) -> None:
        self.updates[update_id - 1].finished = True

    async def unfinished(self, chat_id: int) -> list[str]:
        return [one.pending.client_id for one in self.updates if one.pending.chat_id == chat_id and not one.finished]

    async def chats_with_updates(self, limit: int) -> list[int]:
        waiting = [one for one in self.updates if not one.finished]
        leased = {one.pending.chat_id for one in waiting if one.until > time.monotonic()}
        return list(dict.fromkeys(one.pending.chat_id for one in waiting if one.pending.chat_id not in leased))[:limit]

    async def save_file(self, chat_id: int, new: NewFile, *, client_id: str | None = None) -> StoredFile:
        if client_id and (chat_id, client_id) in self.kept_as:
            return self.kept[self.kept_as[chat_id, client_id]][0]
        made = StoredFile(secrets.token_urlsafe(24), chat_id, new.name, new.mime, len(new.data), new.width, new.height)
        self.kept[made.file_id] = (made, new.data)
        if client_id:
            self.kept_as[chat_id, client_id] = made.file_id
        return made

    async def file(self, file_id: str) -> StoredFile | None:
        return self.kept[file_id][0] if file_id in self.kept else None

    async def file_data(self, file_id: str) -> bytes:
        return self.kept[file_id][1]

    async def get_value(self, key: str) -> Any:
        return self.values.get(key)

    async def put_value(self, key: str, value: Any) -> None:
        self.values.pop(key, None) if value is None else self.values.__setitem__(key, value)


def _by_id(row: ChatMessage) -> int:
    return row.message_id
