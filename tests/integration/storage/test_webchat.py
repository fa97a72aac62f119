from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import text

from services.webchat import EXTERNAL_USER_BASE, Inbound, NewFile
from storage.database import Database
from storage.files import LocalVault
from storage.webchat import SqlWebChatStore
from tests.support.clock import SettableClock

CHAT = EXTERNAL_USER_BASE + 1


@pytest.fixture
def chat(database: Database, vault: LocalVault, clock: SettableClock) -> SqlWebChatStore:
    return SqlWebChatStore(database, vault, clock)


def said(client_id: str, words: str = "门诊能报多少") -> Inbound:
    return Inbound(client_id, {"kind": "message", "lang": "zh-Hans"}, {"text": words})


async def test_a_person_of_another_messenger_keeps_one_number(chat: SqlWebChatStore):
    lin, zhou = await chat.map_external_user("wecom", "lin"), await chat.map_external_user("wecom", "zhou")
    assert EXTERNAL_USER_BASE <= lin != zhou >= EXTERNAL_USER_BASE
    assert await chat.map_external_user("wecom", "lin") == lin
    assert await chat.map_external_user("web", "lin") not in (lin, zhou)


async def test_one_person_who_comes_many_times_at_once_gets_one_number(chat: SqlWebChatStore):
    assert len(set(await asyncio.gather(*(chat.map_external_user("web", "lin") for _ in range(8))))) == 1


async def test_a_cookie_opens_its_chat_until_it_is_closed(chat: SqlWebChatStore):
    assert await chat.chat_of_session("a" * 64) is None
    await chat.open_session("a" * 64, CHAT)
    assert await chat.chat_of_session("a" * 64) == CHAT
    await chat.open_session("a" * 64, CHAT + 1)
    assert await chat.chat_of_session("a" * 64) == CHAT + 1
    await chat.close_session("a" * 64)
    await chat.close_session("b" * 64)
    assert await chat.chat_of_session("a" * 64) is None


async def test_messages_count_up_per_chat_and_come_back_as_they_were(chat: SqlWebChatStore, clock: SettableClock):
    payload = {"html": "门诊按<b>年度累计</b>报销", "buttons": [[{"text": "原文", "data": "cite:1"}]]}
    first = await chat.append_message(CHAT, "bot", payload)
    second = await chat.append_message(CHAT, "user", {"text": "好的 \ud83d"})
    other = await chat.append_message(CHAT + 1, "bot", {"html": "别人"})
    assert [(m.message_id, m.seq) for m in (first, second, other)] == [(1, 1), (2, 2), (1, 1)]
    assert first.created_at == clock.now()
    assert await chat.history(CHAT, before=None, limit=10) == [first, second]
    assert await chat.message(CHAT, 1) == first
    assert await chat.message(CHAT, 3) is None


async def test_an_edit_keeps_the_place_and_shows_as_a_change(chat: SqlWebChatStore):
    for _ in range(3):
        await chat.append_message(CHAT, "bot", {"html": "…"})
    edited = await chat.edit_message(CHAT, 2, {"html": "新"})
    assert edited is not None
    assert (edited.message_id, edited.seq, edited.edited, edited.payload) == (2, 4, True, {"html": "新"})
    assert [m.message_id for m in await chat.changes_since(CHAT, 2, limit=10)] == [3, 2]
    assert [m.message_id for m in await chat.history(CHAT, before=None, limit=10)] == [1, 2, 3]
    assert await chat.last_seq(CHAT) == 4


async def test_a_deleted_message_leaves_the_history_but_is_told_as_a_change(chat: SqlWebChatStore):
    await chat.append_message(CHAT, "bot", {"html": "1"})
    await chat.append_message(CHAT, "bot", {"html": "2"})
    assert await chat.delete_message(CHAT, 1)
    assert not await chat.delete_message(CHAT, 1)
    assert not await chat.delete_message(CHAT, 9)
    assert await chat.edit_message(CHAT, 1, {"html": "3"}) is None
    assert await chat.message(CHAT, 1) is None
    assert [m.message_id for m in await chat.history(CHAT, before=None, limit=10)] == [2]
    [gone] = await chat.changes_since(CHAT, 2, limit=10)
    assert (gone.message_id, gone.deleted, gone.payload, gone.seq) == (1, True, {}, 3)
    assert await chat.last_seq(CHAT) == 3  # what failed took no number


async def test_history_is_read_in_pages_backwards(chat: SqlWebChatStore):
    for number in range(1, 8):
        await chat.append_message(CHAT, "bot", {"html": str(number)})
    newest = await chat.history(CHAT, before=None, limit=3)
    older = await chat.history(CHAT, before=newest[0].message_id, limit=3)
    oldest = await chat.history(CHAT, before=older[0].message_id, limit=3)
    assert [[m.message_id for m in page] for page in (newest, older, oldest)] == [[5, 6, 7], [2, 3, 4], [1]]


async def test_an_empty_chat_is_empty(chat: SqlWebChatStore):
    assert await chat.last_seq(CHAT) == 0
    assert await chat.history(CHAT, before=None, limit=5) == []
    assert await chat.changes_since(CHAT, 0, limit=5) == []
    assert await chat.unfinished(CHAT) == []
    assert await chat.lease_update(CHAT, "worker", 30) is None


async def test_writers_at_the_same_moment_never_get_the_same_number(chat: SqlWebChatStore):
    await asyncio.gather(
        *(chat.append_message(CHAT, "bot", {"html": str(n)}) for n in range(10)),
        *(chat.accept(CHAT, [said(f"c{n}")]) for n in range(10)),
    )
    changes = await chat.changes_since(CHAT, 0, limit=100)
    assert [m.seq for m in changes] == list(range(1, 21))
    assert sorted(m.message_id for m in changes) == list(range(1, 21))


async def test_what_is_sent_twice_is_taken_once(chat: SqlWebChatStore):
    [first] = await chat.accept(CHAT, [said("c1")])
    [again, tap, tap_again] = await chat.accept(
        CHAT, [said("c1", "changed"), Inbound("t1", {"kind": "tap"}), Inbound("t1", {"kind": "tap"})]
    )
    assert first.fresh
    assert first.message is not None
    assert (first.message.sender, first.message.client_id) == ("user", "c1")
    assert not again.fresh
    assert (again.update_id, again.message, again.finished) == (first.update_id, first.message, False)
    assert tap.fresh
    assert tap.message is None
    assert (tap_again.fresh, tap_again.update_id) == (False, tap.update_id)
    assert len(await chat.history(CHAT, before=None, limit=10)) == 1
    assert await chat.unfinished(CHAT) == ["c1", "t1"]
    await chat.finish_update(first.update_id)
    [finished] = await chat.accept(CHAT, [said("c1")])
    assert finished.finished


async def test_another_chat_may_use_the_same_client_id(chat: SqlWebChatStore):
    [mine] = await chat.accept(CHAT, [said("c1")])
    [theirs] = await chat.accept(CHAT + 1, [said("c1")])
    assert theirs.fresh
    assert theirs.update_id > mine.update_id


async def test_updates_are_handled_one_by_one_in_order(chat: SqlWebChatStore, clock: SettableClock):
    await chat.accept(CHAT, [said("c1", "一"), Inbound("t1", {"kind": "tap", "data": "ok"})])
    first = await chat.lease_update(CHAT, "one", 30)
    assert first is not None
    assert (first.client_id, first.message_id, first.attempts, first.created_at) == ("c1", 1, 1, clock.now())
    assert await chat.lease_update(CHAT, "two", 30) is None
    assert await chat.chats_with_updates(10) == []
    await chat.finish_update(first.update_id)
    assert await chat.chats_with_updates(10) == [CHAT]
    second = await chat.lease_update(CHAT, "two", 30)
    assert second is not None
    assert (second.client_id, second.event, second.message_id) == ("t1", {"kind": "tap", "data": "ok"}, None)
    await chat.finish_update(second.update_id)
    assert await chat.lease_update(CHAT, "two", 30) is None
    assert await chat.unfinished(CHAT) == []


async def test_an_update_of_a_process_that_died_is_taken_over(chat: SqlWebChatStore, clock: SettableClock):
    await chat.accept(CHAT, [said("c1")])
    first = await chat.lease_update(CHAT, "dead", 30)
    assert first is not None
    clock.advance(seconds=20)
    await chat.renew_lease(first.update_id, "dead", 30)
    clock.advance(seconds=29)
    assert await chat.lease_update(CHAT, "alive", 30) is None
    clock.advance(seconds=1)
    assert await chat.chats_with_updates(10) == [CHAT]
    taken = await chat.lease_update(CHAT, "alive", 30)
    assert taken is not None
    assert (taken.update_id, taken.attempts) == (first.update_id, 2)
    await chat.renew_lease(first.update_id, "dead", 900)  # too late: no longer its own
    clock.advance(seconds=31)
    assert await chat.lease_update(CHAT, "third", 30) is not None


async def test_two_workers_never_hold_the_same_update(chat: SqlWebChatStore):
    await chat.accept(CHAT, [said("c1")])
    leased = await asyncio.gather(*(chat.lease_update(CHAT, f"worker {n}", 30) for n in range(6)))
    assert len([update for update in leased if update]) == 1


async def test_chats_with_work_are_found_oldest_first(chat: SqlWebChatStore):
    for other in (3, 1, 2):
        await chat.accept(CHAT + other, [said("c1"), said("c2")])
    await chat.lease_update(CHAT + 1, "worker", 30)
    assert await chat.chats_with_updates(10) == [CHAT + 3, CHAT + 2]
    assert await chat.chats_with_updates(1) == [CHAT + 3]


async def test_a_file_comes_back_and_an_upload_repeated_is_one_file(chat: SqlWebChatStore):
    picture = NewFile("门诊发票.jpg", "image/jpeg", b"\xff\xd8 picture", width=800, height=600)
    kept = await chat.save_file(CHAT, picture, client_id="u1")
    assert (kept.name, kept.mime, kept.size, kept.width, kept.height) == ("门诊发票.jpg", "image/jpeg", 10, 800, 600)
    assert len(kept.file_id) <= 64
    assert await chat.file(kept.file_id) == kept
    assert await chat.file_data(kept.file_id) == b"\xff\xd8 picture"
    assert await chat.save_file(CHAT, picture, client_id="u1") == kept
    assert (await chat.save_file(CHAT, picture)).file_id != kept.file_id
    assert (await chat.save_file(CHAT + 1, picture, client_id="u1")).file_id != kept.file_id


async def test_an_unknown_file_is_unknown(chat: SqlWebChatStore):
    assert await chat.file("nothing") is None
    with pytest.raises(KeyError):
        await chat.file_data("nothing")


async def test_small_settings_are_kept_replaced_and_removed(chat: SqlWebChatStore):
    assert await chat.get_value("menu:zh-Hans") is None
    await chat.put_value("menu:zh-Hans", [{"command": "claims"}])
    await chat.put_value("menu:zh-Hans", {"remove": True})
    assert await chat.get_value("menu:zh-Hans") == {"remove": True}
    await chat.put_value("menu:zh-Hans", None)
    assert await chat.get_value("menu:zh-Hans") is None


async def test_what_people_write_and_send_is_unreadable_at_rest(
    chat: SqlWebChatStore, database: Database, tmp_path: Path
):
    await chat.accept(
        CHAT, [Inbound("c1", {"kind": "message", "text": "secret-diagnosis"}, {"text": "secret-diagnosis"})]
    )
    await chat.save_file(CHAT, NewFile("secret-diagnosis.txt", "text/plain", b"secret-diagnosis"))
    async with database.reader.connect() as connection:
        for table in ("webchat_messages", "webchat_updates", "webchat_files"):
            for row in (await connection.execute(text(f"SELECT * FROM {table}"))).all():
                assert "secret-diagnosis" not in "".join(
                    value.decode("latin-1") if isinstance(value, bytes) else str(value) for value in row
                )
    for path in (tmp_path / "files").rglob("*.sealed"):
        assert b"secret-diagnosis" not in path.read_bytes()
