"""What the web chat keeps: messages in their order, what people did, files, sessions. Fulfils ``WebChatStore``."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from benefits.errors import NotFound
from services.ports import Clock, FileVault
from services.webchat import (
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
from storage import tables as t
from storage.database import Database

_MESSAGE_FIELDS = tuple(column.name for column in t.webchat_messages.columns)
_FILE_FIELDS = ("file_id", "chat_id", "name", "mime", "size", "width", "height")


class SqlWebChatStore:
    """Every method is one transaction. ``_advance`` hands numbers out and holds the chat's row until it ends."""

    def __init__(self, database: Database, vault: FileVault, clock: Clock) -> None:
        self._db = database
        self._vault = vault
        self._clock = clock
        self._dialect: Any = sqlite if database.sqlite else postgresql

    # -- people and sessions
    async def map_external_user(self, channel: str, external_id: str) -> int:
        users = t.chat_users.c
        known = select(users.id).where(users.channel == channel, users.external_id == external_id)
        async with self._db.read_sessions() as session:
            found: int | None = await session.scalar(known)
        if found is None:
            async with self._db.write_sessions() as session:
                made = self._dialect.insert(t.chat_users).values(channel=channel, external_id=external_id)
                await session.execute(made.on_conflict_do_nothing())
                found = int((await session.execute(known)).scalar_one())
                await session.commit()
        return EXTERNAL_USER_BASE + found

    async def chat_of_session(self, token_hash: str) -> int | None:
        query = select(t.webchat_sessions.c.chat_id).where(t.webchat_sessions.c.token_hash == token_hash)
        async with self._db.read_sessions() as session:
            chat_id: int | None = await session.scalar(query)
        return chat_id

    async def open_session(self, token_hash: str, chat_id: int) -> None:
        new = {"chat_id": chat_id, "opened_at": self._clock.now()}
        made = self._dialect.insert(t.webchat_sessions).values(token_hash=token_hash, **new)
        async with self._db.write_sessions() as session:
            await session.execute(made.on_conflict_do_update(index_elements=["token_hash"], set_=new))
            await session.commit()

    async def close_session(self, token_hash: str) -> None:
        async with self._db.write_sessions() as session:
            await session.execute(delete(t.webchat_sessions).where(t.webchat_sessions.c.token_hash == token_hash))
            await session.commit()

    # -- messages
    async def append_message(self, chat_id: int, sender: Sender, payload: Json) -> ChatMessage:
        async with self._db.write_sessions() as session:
            message_id, seq = await self._advance(session, chat_id, messages=1, changes=1)
            message = ChatMessage(chat_id, message_id, seq, sender, payload, self._clock.now())
            await session.execute(t.webchat_messages.insert().values(**_values(message)))
            await session.commit()
        return message

    async def edit_message(self, chat_id: int, message_id: int, payload: Json) -> ChatMessage | None:
        return await self._change(chat_id, message_id, payload=payload, edited=True)

    async def delete_message(self, chat_id: int, message_id: int) -> bool:
        return await self._change(chat_id, message_id, payload={}, deleted=True) is not None

    async def _change(self, chat_id: int, message_id: int, **values: object) -> ChatMessage | None:
        m = t.webchat_messages.c
        async with self._db.write_sessions() as session:
            _, seq = await self._advance(session, chat_id, messages=0, changes=1)
            change = (
                update(t.webchat_messages)
                .where(m.chat_id == chat_id, m.message_id == message_id, m.deleted.is_(False))
                .values(seq=seq, **values)
                .returning(*t.webchat_messages.columns)
            )
            row = (await session.execute(change)).mappings().first()
            if row is None:
                await session.rollback()  # the number that was taken goes back
                return None
            await session.commit()
        return _message(row)

    async def message(self, chat_id: int, message_id: int) -> ChatMessage | None:
        m = t.webchat_messages.c
        found = await self._messages(
            select(t.webchat_messages).where(m.chat_id == chat_id, m.message_id == message_id, m.deleted.is_(False))
        )
        return found[0] if found else None

    async def history(self, chat_id: int, *, before: int | None, limit: int) -> list[ChatMessage]:
        m = t.webchat_messages.c
        query = select(t.webchat_messages).where(m.chat_id == chat_id, m.deleted.is_(False))
        if before is not None:
            query = query.where(m.message_id < before)
        return (await self._messages(query.order_by(m.message_id.desc()).limit(limit)))[::-1]

    async def changes_since(self, chat_id: int, seq: int, *, limit: int) -> list[ChatMessage]:
        m = t.webchat_messages.c
        query = select(t.webchat_messages).where(m.chat_id == chat_id, m.seq > seq)
        return await self._messages(query.order_by(m.seq).limit(limit))

    async def last_seq(self, chat_id: int) -> int:
        async with self._db.read_sessions() as session:
            query = select(t.webchat_chats.c.last_seq).where(t.webchat_chats.c.chat_id == chat_id)
            return await session.scalar(query) or 0

    async def _messages(self, query: Any) -> list[ChatMessage]:
        async with self._db.read_sessions() as session:
            return [_message(row) for row in (await session.execute(query)).mappings().all()]

    async def _advance(self, session: AsyncSession, chat_id: int, *, messages: int, changes: int) -> tuple[int, int]:
        """Take numbers: the last message id and ``seq`` taken. The chat stays locked until the transaction ends."""
        chats = t.webchat_chats
        start = {"last_message_id": messages, "last_seq": changes}
        taken = (
            self._dialect.insert(chats)
            .values(chat_id=chat_id, **start)
            .on_conflict_do_update(
                index_elements=["chat_id"], set_={name: chats.c[name] + count for name, count in start.items()}
            )
            .returning(chats.c.last_message_id, chats.c.last_seq)
        )
        message_id, seq = (await session.execute(taken)).one()
        return message_id, seq

    # -- what people do, on its way to the dispatcher
    async def accept(self, chat_id: int, inbound: Sequence[Inbound]) -> list[Accepted]:
        async with self._db.write_sessions() as session:
            await self._advance(session, chat_id, messages=0, changes=0)
            accepted = [
                await self._known(session, chat_id, thing.client_id) or await self._take(session, chat_id, thing)
                for thing in inbound
            ]
            await session.commit()
        return accepted

    async def _known(self, session: AsyncSession, chat_id: int, client_id: str) -> Accepted | None:
        u, m = t.webchat_updates.c, t.webchat_messages.c
        query = select(u.id, u.message_id, u.finished_at).where(u.chat_id == chat_id, u.client_id == client_id)
        row = (await session.execute(query)).first()
        if row is None:
            return None
        message = None
        if row.message_id is not None:
            kept = select(t.webchat_messages).where(m.chat_id == chat_id, m.message_id == row.message_id)
            message = _message((await session.execute(kept)).mappings().one())
        return Accepted(client_id, row.id, message, fresh=False, finished=row.finished_at is not None)

    async def _take(self, session: AsyncSession, chat_id: int, thing: Inbound) -> Accepted:
        now, message = self._clock.now(), None
        if thing.payload is not None:
            message_id, seq = await self._advance(session, chat_id, messages=1, changes=1)
            message = ChatMessage(chat_id, message_id, seq, "user", thing.payload, now, client_id=thing.client_id)
            await session.execute(t.webchat_messages.insert().values(**_values(message)))
        made = t.webchat_updates.insert().values(
            chat_id=chat_id,
            client_id=thing.client_id,
            event=thing.event,
            message_id=message.message_id if message else None,
            created_at=now,
            attempts=0,
            lease_until=None,
            finished_at=None,
        )
        update_id = (await session.execute(made.returning(t.webchat_updates.c.id))).scalar_one()
        return Accepted(thing.client_id, update_id, message, fresh=True)

    async def lease_update(self, chat_id: int, owner: str, seconds: float) -> PendingUpdate | None:
        u, now = t.webchat_updates.c, self._clock.now()
        oldest = select(u.id).where(u.chat_id == chat_id, u.finished_at.is_(None)).order_by(u.id).limit(1)
        take = (
            update(t.webchat_updates)
            .where(u.id == oldest.scalar_subquery(), u.finished_at.is_(None))
            .where(or_(u.lease_until.is_(None), u.lease_until <= now, u.lease_owner == owner))
            .values(lease_until=now + timedelta(seconds=seconds), lease_owner=owner, attempts=u.attempts + 1)
            .returning(u.id, u.chat_id, u.client_id, u.event, u.message_id, u.created_at, u.attempts)
        )
        async with self._db.write_sessions() as session:
            row = (await session.execute(take)).first()
            await session.commit()
        return None if row is None else PendingUpdate(*row)

    async def renew_lease(self, update_id: int, owner: str, seconds: float) -> None:
        u, until = t.webchat_updates.c, self._clock.now() + timedelta(seconds=seconds)
        await self._update(u.id == update_id, u.lease_owner == owner, u.finished_at.is_(None), lease_until=until)

    async def finish_update(self, update_id: int) -> None:
        u = t.webchat_updates.c
        await self._update(u.id == update_id, u.finished_at.is_(None), finished_at=self._clock.now(), lease_until=None)

    async def _update(self, *conditions: Any, **values: object) -> None:
        async with self._db.write_sessions() as session:
            await session.execute(update(t.webchat_updates).where(*conditions).values(**values))
            await session.commit()

    async def unfinished(self, chat_id: int) -> list[str]:
        u = t.webchat_updates.c
        query = select(u.client_id).where(u.chat_id == chat_id, u.finished_at.is_(None)).order_by(u.id)
        async with self._db.read_sessions() as session:
            return list((await session.scalars(query)).all())

    async def chats_with_updates(self, limit: int) -> list[int]:
        u = t.webchat_updates.c
        oldest = select(func.min(u.id)).where(u.finished_at.is_(None)).group_by(u.chat_id)
        query = (
            select(u.chat_id)
            .where(u.id.in_(oldest.scalar_subquery()), or_(u.lease_until.is_(None), u.lease_until <= self._clock.now()))
            .order_by(u.id)
            .limit(limit)
        )
        async with self._db.read_sessions() as session:
            return list((await session.scalars(query)).all())

    # -- files
    async def save_file(self, chat_id: int, new: NewFile, *, client_id: str | None = None) -> StoredFile:
        f = t.webchat_files.c
        sha256 = await self._vault.put(new.data)
        values = {
            "file_id": secrets.token_urlsafe(24),
            "chat_id": chat_id,
            "client_id": client_id,
            "name": new.name,
            "mime": new.mime,
            "size": len(new.data),
            "width": new.width,
            "height": new.height,
            "sha256": sha256,
            "stored_at": self._clock.now(),
        }
        made = self._dialect.insert(t.webchat_files).values(**values).on_conflict_do_nothing().returning(f.file_id)
        async with self._db.write_sessions() as session:
            file_id = (await session.execute(made)).scalar()
            kept = select(t.webchat_files)
            kept = (
                kept.where(f.file_id == file_id)
                if file_id
                else kept.where(f.chat_id == chat_id, f.client_id == client_id)
            )
            row = (await session.execute(kept)).mappings().one()
            await session.commit()
        return _file(row)

    async def file(self, file_id: str) -> StoredFile | None:
        async with self._db.read_sessions() as session:
            query = select(t.webchat_files).where(t.webchat_files.c.file_id == file_id)
            row = (await session.execute(query)).mappings().first()
        return None if row is None else _file(row)

    async def file_data(self, file_id: str) -> bytes:
        async with self._db.read_sessions() as session:
            sha256 = await session.scalar(select(t.webchat_files.c.sha256).where(t.webchat_files.c.file_id == file_id))
        if sha256 is None:
            raise KeyError(file_id)
        try:
            return await self._vault.get(sha256)
        except NotFound:
            raise KeyError(file_id) from None

    # -- small settings
    async def get_value(self, key: str) -> Any:
        async with self._db.read_sessions() as session:
            return await session.scalar(select(t.webchat_values.c.value).where(t.webchat_values.c.key == key))

    async def put_value(self, key: str, value: Any) -> None:
        values = t.webchat_values
        async with self._db.write_sessions() as session:
            if value is None:
                await session.execute(delete(values).where(values.c.key == key))
            else:
                made = self._dialect.insert(values).values(key=key, value=value)
                await session.execute(made.on_conflict_do_update(index_elements=["key"], set_={"value": value}))
            await session.commit()


def _values(message: ChatMessage) -> dict[str, Any]:
    return {name: getattr(message, name) for name in _MESSAGE_FIELDS}


def _message(row: Mapping[Any, Any]) -> ChatMessage:
    return ChatMessage(**{name: row[name] for name in _MESSAGE_FIELDS})


def _file(row: Mapping[Any, Any]) -> StoredFile:
    return StoredFile(**{name: row[name] for name in _FILE_FIELDS})
