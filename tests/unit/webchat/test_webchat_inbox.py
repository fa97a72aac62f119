"""From accepted events to handlers: order, repetition, failure, takeover."""

from __future__ import annotations

import asyncio

from aiogram import F
from aiogram.types import CallbackQuery, InaccessibleMessage, Message

from bot.channels.webchat.inbox import Inbox
from bot.channels.webchat.store import Inbound
from tests.unit.webchat.conftest import CHAT, Parts


def said(client_id: str, text: str) -> Inbound:
    return Inbound(client_id, {"kind": "message", "lang": "zh-Hans"}, {"text": text})


def tapped(client_id: str, message_id: int, data: str) -> Inbound:
    return Inbound(client_id, {"kind": "tap", "lang": "en", "message_id": message_id, "data": data})


async def settle(parts: Parts, *chats: int) -> None:
    for chat_id in chats or (CHAT,):
        parts.web.inbox.wake(chat_id)
    await parts.web.inbox.idle()


async def test_one_chat_is_handled_in_order_and_two_chats_at_the_same_time(parts: Parts) -> None:
    seen: list[tuple[int, str]] = []
    both = asyncio.Event()

    @parts.dispatcher.message()
    async def slow(message: Message) -> None:
        seen.append((message.chat.id, message.text or ""))
        if len({chat for chat, _ in seen}) == 2:
            both.set()
        await asyncio.wait_for(both.wait(), 5)  # would time out if one chat waited for the other
        await asyncio.sleep(0.01)

    await parts.store.accept(CHAT, [said(f"c-{n:06}", str(n)) for n in range(5)])
    await parts.store.accept(CHAT + 1, [said("c-000000", "other")])
    await settle(parts, CHAT, CHAT + 1)
    assert [text for chat, text in seen if chat == CHAT] == ["0", "1", "2", "3", "4"]


async def test_a_resend_is_handled_once(parts: Parts) -> None:
    seen: list[str] = []

    @parts.dispatcher.message()
    async def note(message: Message) -> None:
        seen.append(message.text or "")

    for _ in range(3):
        await parts.store.accept(CHAT, [said("same-0001", "once")])
        await settle(parts)
    assert seen == ["once"]
    assert len(await parts.shown()) == 1


async def test_a_tap_carries_the_message_with_its_button(parts: Parts) -> None:
    sent = await parts.bot.send_message(CHAT, "<b>选</b>")
    seen: list[CallbackQuery] = []

    @parts.dispatcher.callback_query(F.data == "go")
    async def chosen(query: CallbackQuery) -> None:
        seen.append(query)
        assert isinstance(query.message, Message)
        await query.message.edit_text(query.message.html_text + " ✓")
        await query.answer()

    await parts.store.accept(CHAT, [tapped("tap-00001", sent.message_id, "go")])
    await settle(parts)
    assert await parts.shown() == [{"html": "<b>选</b> ✓"}]
    assert (seen[0].from_user.id, seen[0].from_user.language_code) == (CHAT, "en")


async def test_a_tap_on_a_message_that_is_gone_still_reaches_the_handler(parts: Parts) -> None:
    seen: list[object] = []

    @parts.dispatcher.callback_query()
    async def stale(query: CallbackQuery) -> None:
        seen.append(query.message)
        await query.answer("过期了")

    await parts.store.accept(CHAT, [tapped("tap-00001", 77, "old")])
    await settle(parts)
    assert isinstance(seen[0], InaccessibleMessage)


async def test_a_failing_handler_is_told_to_the_person_and_the_next_message_goes_on(parts: Parts) -> None:
    @parts.dispatcher.message(F.text == "boom")
    async def boom(message: Message) -> None:
        raise RuntimeError

    @parts.dispatcher.message()
    async def fine(message: Message) -> None:
        await message.answer("fine")

    await parts.store.accept(CHAT, [said("c-000001", "boom"), said("c-000002", "next")])
    await settle(parts)
    answers = [one["html"] for one in await parts.shown() if "html" in one]
    assert answers[0].startswith("抱歉")
    assert answers[1:] == ["fine"]


async def test_a_method_returned_by_a_handler_is_carried_out(parts: Parts) -> None:
    @parts.dispatcher.message()
    async def answer(message: Message) -> object:
        return message.answer("returned")

    await parts.store.accept(CHAT, [said("c-000001", "x")])
    await settle(parts)
    assert (await parts.shown())[-1] == {"html": "returned"}


async def test_work_of_a_process_that_died_is_taken_over_after_its_lease(parts: Parts) -> None:
    seen: list[str] = []
    both = asyncio.Event()

    @parts.dispatcher.message()
    async def note(message: Message) -> None:
        seen.append(message.text or "")
        if len(seen) == 2:
            both.set()

    await parts.store.accept(CHAT, [said("c-000001", "first"), said("c-000002", "second")])
    assert await parts.store.lease_update(CHAT, "dead process", 0.2)
    await settle(parts)
    assert seen == []
    inbox = Inbox(parts.dispatcher, parts.bot, parts.store, parts.hub, parts.web._sorry, sweep_seconds=0.05)
    await inbox.start()
    await asyncio.wait_for(both.wait(), 5)
    await inbox.stop()
    assert seen == ["first", "second"]


async def test_an_update_that_keeps_killing_its_process_is_given_up_with_a_word(parts: Parts) -> None:
    seen: list[str] = []

    @parts.dispatcher.message()
    async def note(message: Message) -> None:
        seen.append(message.text or "")

    await parts.store.accept(CHAT, [said("c-000001", "poison"), said("c-000002", "good")])
    for _ in range(3):
        await parts.store.lease_update(CHAT, "dead", 0)
    await settle(parts)
    assert seen == ["good"]
    assert (await parts.shown())[-1]["html"].startswith("抱歉")


async def test_a_long_handler_keeps_its_lease(parts: Parts) -> None:
    runs: list[int] = []

    @parts.dispatcher.message()
    async def slow(message: Message) -> None:
        runs.append(message.message_id)
        await asyncio.sleep(0.6)

    inbox = Inbox(parts.dispatcher, parts.bot, parts.store, parts.hub, parts.web._sorry, lease_seconds=0.15)
    await parts.store.accept(CHAT, [said("c-000001", "x")])
    inbox.wake(CHAT)
    for _ in range(8):
        await asyncio.sleep(0.05)
        assert await parts.store.lease_update(CHAT, "rival", 0.1) is None
    await inbox.stop()
    assert len(runs) == 1


async def test_a_shared_phone_number_is_not_proof_of_its_owner(parts: Parts) -> None:
    seen: list[Message] = []

    @parts.dispatcher.message(F.contact)
    async def contact(message: Message) -> None:
        seen.append(message)

    payload = {"text": "+8613800000000", "contact": {"phone": "+8613800000000"}}
    await parts.store.accept(CHAT, [Inbound("c-000001", {"kind": "message"}, payload)])
    await settle(parts)
    assert seen[0].contact is not None
    assert (seen[0].contact.phone_number, seen[0].contact.user_id, seen[0].text) == ("+8613800000000", None, None)
