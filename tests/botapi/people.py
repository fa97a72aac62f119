"""The persons on the other side: what they send, what they see, how a test waits for it."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .files import document, photo_sizes

if TYPE_CHECKING:
    from .server import BotApiServer

Wanted = str | re.Pattern[str] | Callable[["Seen"], bool]


@dataclass(slots=True)
class Stored:
    """A message as the server keeps it. ``revision`` grows with every change anywhere, so that news can be told."""

    content: dict[str, Any]
    from_bot: bool
    revision: int
    edits: int = 0
    deleted: bool = False
    reply_keyboard: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """A message as it stands on the person's screen."""

    message_id: int
    from_bot: bool
    text: str
    buttons: tuple[tuple[dict[str, Any], ...], ...]
    edits: int
    revision: int
    data: bytes | None
    filename: str | None
    raw: dict[str, Any] = field(repr=False)

    @property
    def labels(self) -> list[str]:
        return [str(button["text"]) for row in self.buttons for button in row]


@dataclass(slots=True)
class Tap:
    """One tap on an inline button. ``answer`` is what answerCallbackQuery said: ``text`` and ``show_alert``."""

    query_id: str
    answer: dict[str, Any] | None = None
    _done: asyncio.Event = field(default_factory=asyncio.Event)

    async def answered(self, timeout: float = 5.0) -> dict[str, Any]:
        await asyncio.wait_for(self._done.wait(), timeout)
        assert self.answer is not None
        return self.answer

    def resolve(self, answer: dict[str, Any]) -> None:
        self.answer = answer
        self._done.set()


class Person:
    """One Telegram user in a private chat with the bot."""

    def __init__(
        self, server: BotApiServer, chat_id: int, first_name: str, language_code: str, username: str | None
    ) -> None:
        self._server = server
        self.chat_id = chat_id
        self.user: dict[str, Any] = {
            "id": chat_id,
            "is_bot": False,
            "first_name": first_name,
            "language_code": language_code,
        }
        self.chat: dict[str, Any] = {"id": chat_id, "type": "private", "first_name": first_name}
        if username:
            self.user["username"] = self.chat["username"] = username
        self.blocked = False
        self.history: dict[int, Stored] = {}
        self.actions: list[str] = []
        """What sendChatAction showed: typing, upload_document …"""
        self.taps: list[Tap] = []
        self._changed = asyncio.Event()
        self._mark = 0

    # What the person does -------------------------------------------------------------------------------------------

    def send_text(self, text: str) -> int:
        content: dict[str, Any] = {"text": text}
        if text.startswith("/"):
            content["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}]
        return self._say(content)

    def send_photo(self, data: bytes, caption: str | None = None, media_group_id: str | None = None) -> int:
        file = self._server.files.keep(data, "photo.jpg", "photos", "image/jpeg")
        return self._say({"photo": photo_sizes(file)} | _some(caption=caption, media_group_id=media_group_id))

    def send_album(self, pictures: Sequence[bytes], caption: str | None = None) -> list[int]:
        group = str(13_000_000_000_000_000 + self._server.next_revision())
        return [self.send_photo(data, caption if n == 0 else None, group) for n, data in enumerate(pictures)]

    def send_document(self, data: bytes, filename: str, mime: str | None = None, caption: str | None = None) -> int:
        file = self._server.files.keep(data, filename, "documents", mime)
        return self._say({"document": document(file)} | _some(caption=caption))

    def send_voice(self, data: bytes = b"OggS", seconds: int = 3) -> int:
        file = self._server.files.keep(data, "voice.oga", "voice", "audio/ogg")
        made = document(file) | {"duration": seconds}
        made.pop("file_name")
        return self._say({"voice": made})

    def send_sticker(self, emoji: str = "👍") -> int:
        file = self._server.files.keep(b"RIFF" + emoji.encode(), "sticker.webp", "stickers")
        made = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False, "emoji": emoji}
        return self._say({"sticker": made | {"file_id": file.file_id, "file_unique_id": file.unique_id}})

    def send_location(self, latitude: float = 31.23, longitude: float = 121.47) -> int:
        return self._say({"location": {"latitude": latitude, "longitude": longitude}})

    def share_contact(self, phone: str, *, own: bool = True) -> int:
        """Shares a phone number: their own, or (``own=False``) that of somebody in their address book."""
        contact = {"phone_number": phone, "first_name": self.user["first_name"]}
        return self._say({"contact": contact | ({"user_id": self.chat_id} if own else {})})

    def edit(self, message_id: int, text: str) -> None:
        stored = self.history[message_id]
        self._begin()
        stored.content |= {"text": text, "edit_date": int(time.time())}
        self._server.updates.add("edited_message", stored.content)

    def tap(self, label: str, *, on: Seen | None = None) -> Tap | int:
        """Taps the newest button with this label: on ``on`` as it was seen then, else on the screen as it is now.

        An inline button makes a callback query (a Tap comes back); a keyboard button sends its text (the message id).
        """
        candidates = [on] if on is not None else list(reversed(self.messages()))
        for match in (lambda text: text == label, lambda text: label in text):
            for seen in candidates:
                for button in (button for row in seen.buttons for button in row):
                    if match(button["text"]):
                        return self._tap(seen, button)
            for text in self.keyboard():
                if on is None and match(text):
                    return self.send_text(text)
        raise AssertionError(f"no button {label!r} on the screen:\n{self.transcript()}")

    def block(self) -> None:
        self.blocked = True
        self._membership("member", "kicked")

    def unblock(self) -> None:
        self.blocked = False
        self._membership("kicked", "member")

    # What the person sees -------------------------------------------------------------------------------------------

    def messages(self) -> list[Seen]:
        """The chat as it stands: edits applied, deleted messages gone, oldest first."""
        return [self._seen(stored) for stored in self.history.values() if not stored.deleted]

    def answers(self) -> list[Seen]:
        """The bot's messages that are new or edited since the person last did something."""
        return [seen for seen in self.messages() if seen.from_bot and seen.revision > self._mark]

    def keyboard(self) -> list[str]:
        """Labels of the keyboard below the input line."""
        for stored in reversed(self.history.values()):
            if stored.reply_keyboard is not None:
                rows = stored.reply_keyboard.get("keyboard", [])
                return [button["text"] if isinstance(button, dict) else button for row in rows for button in row]
        return []

    def transcript(self) -> str:
        lines = []
        for seen in self.messages():
            what = (
                seen.text
                or f"[{', '.join(key for key in seen.raw if key not in {'message_id', 'date', 'chat', 'from'})}]"
            )
            buttons = f"   {seen.labels}" if seen.labels else ""
            lines.append(f"{'bot' if seen.from_bot else self.user['first_name']}: {what}{buttons}")
        return "\n".join(lines) or "(an empty chat)"

    async def wait_for(self, wanted: Wanted = "", timeout: float = 5.0) -> Seen:
        """The bot's newest message, sent or edited since the person last did something, that has ``wanted``.

        ``wanted`` is a part of the text, a pattern, or a function of Seen. Fails with the whole chat as its message.
        """
        end = time.monotonic() + timeout
        while True:
            for seen in reversed(self.answers()):
                if _matches(seen, wanted):
                    return seen
            self._changed.clear()
            try:
                await asyncio.wait_for(self._changed.wait(), end - time.monotonic())
            except TimeoutError:
                raise AssertionError(f"no answer with {wanted!r} within {timeout} s:\n{self.transcript()}") from None

    async def nothing_for(self, seconds: float = 0.3) -> None:
        """Fails when the bot sends or edits anything within ``seconds``."""
        before = self._server.revision
        await asyncio.sleep(seconds)
        news = [seen for seen in self.messages() if seen.from_bot and seen.revision > before]
        assert not news, f"unexpected: {news}\n{self.transcript()}"

    # For the server -------------------------------------------------------------------------------------------------

    def put(self, content: dict[str, Any], *, from_bot: bool, keyboard: dict[str, Any] | None = None) -> dict[str, Any]:
        message: dict[str, Any] = {
            "message_id": self._server.next_message_id(),
            "from": self._server.me if from_bot else self.user,
            "chat": self.chat,
            "date": int(time.time()),
        } | content
        self.history[message["message_id"]] = Stored(
            message, from_bot, self._server.next_revision(), reply_keyboard=keyboard
        )
        self._changed.set()
        return message

    def touch(self, stored: Stored) -> None:
        stored.revision = self._server.next_revision()
        stored.edits += 1
        self._changed.set()

    def _say(self, content: dict[str, Any]) -> int:
        self._begin()
        message = self.put(content, from_bot=False)
        self._server.updates.add("message", message)
        return int(message["message_id"])

    def _begin(self) -> None:
        self._mark = self._server.next_revision()

    def _tap(self, seen: Seen, button: dict[str, Any]) -> Tap:
        assert "callback_data" in button, f"{button} opens an address and tells the bot nothing"
        self._begin()
        made = Tap(query_id=str(4_382_000_000_000_000_000 + self._mark))
        self.taps.append(made)
        self._server.taps[made.query_id] = made
        query = {
            "id": made.query_id,
            "from": self.user,
            "message": self.history[seen.message_id].content,
            "chat_instance": str(-(10**18) - self.chat_id),
            "data": button["callback_data"],
        }
        self._server.updates.add("callback_query", query)
        return made

    def _membership(self, old: str, new: str) -> None:
        def member(status: str) -> dict[str, Any]:
            return {"status": status, "user": self._server.me} | ({"until_date": 0} if status == "kicked" else {})

        change = {"chat": self.chat, "from": self.user, "date": int(time.time())}
        self._server.updates.add(
            "my_chat_member", change | {"old_chat_member": member(old), "new_chat_member": member(new)}
        )

    def _seen(self, stored: Stored) -> Seen:
        content = stored.content
        media = (
            content.get("document") or content.get("voice") or (content["photo"][-1] if "photo" in content else None)
        )
        file = self._server.files.by_id[media["file_id"]] if media else None
        rows = content.get("reply_markup", {}).get("inline_keyboard", [])
        return Seen(
            message_id=content["message_id"],
            from_bot=stored.from_bot,
            text=content.get("text") or content.get("caption") or "",
            buttons=tuple(tuple(row) for row in rows),
            edits=stored.edits,
            revision=stored.revision,
            data=file.data if file else None,
            filename=file.name if file else None,
            raw=content,
        )


def _matches(seen: Seen, wanted: Wanted) -> bool:
    if isinstance(wanted, str):
        return wanted in seen.text
    return bool(wanted.search(seen.text)) if isinstance(wanted, re.Pattern) else wanted(seen)


def _some(**given: Any) -> dict[str, Any]:
    return {name: value for name, value in given.items() if value is not None}
