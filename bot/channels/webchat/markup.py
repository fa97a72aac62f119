"""Message markup: the Bot API's HTML to text with entities, and keyboards to what the page draws."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from aiogram.types import (
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    MessageEntity,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from aiogram.utils.text_decorations import html_decoration

_SIMPLE = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "tg-spoiler": "spoiler",
    "blockquote": "blockquote",
    "a": "text_link",
    "span": "spoiler",
}

Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | ForceReply


class MarkupError(ValueError):
    """The markup could not be shown: an unknown tag, an unclosed one, a keyboard without an action."""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.length = 0  # UTF-16 units, as the Bot API counts
        self.open: list[tuple[str, int, dict[str, str | None]]] = []
        self.entities: list[MessageEntity] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag not in _SIMPLE or (tag == "span" and named.get("class") != "tg-spoiler"):
            raise MarkupError(f"can't parse entities: unsupported start tag <{tag}>")
        self.open.append((tag, self.length, named))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1][0] != tag:
            raise MarkupError(f"can't parse entities: unexpected end tag </{tag}>")
        _, start, named = self.open.pop()
        length = self.length - start
        if length == 0:
            return
        kind = _SIMPLE[tag]
        url = (named.get("href") or "") if tag == "a" else None
        if tag == "blockquote" and "expandable" in named:
            kind = "expandable_blockquote"
        elif tag == "code" and self.open and self.open[-1][0] == "pre":
            return  # <pre><code class="language-…"> is one entity
        self.entities.append(MessageEntity(type=kind, offset=start, length=length, url=url))

    def handle_data(self, data: str) -> None:
        self.parts.append(data)
        self.length += len(data.encode("utf-16-le")) // 2


def read_html(html: str) -> tuple[str, list[MessageEntity]]:
    """Text and entities (offsets in UTF-16 units) of Bot API HTML. Raises MarkupError as Telegram would refuse."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    if reader.open:
        raise MarkupError(f"can't parse entities: can't find end tag of <{reader.open[-1][0]}>")
    return "".join(reader.parts), sorted(reader.entities, key=lambda entity: (entity.offset, -entity.length))


def write_html(text: str, entities: list[MessageEntity] | None) -> str:
    """The HTML of a text with entities; without entities the text escaped."""
    return html_decoration.unparse(text, entities)


def buttons(markup: InlineKeyboardMarkup) -> list[list[dict[str, str]]]:
    """Rows of ``{"text", "data"|"url"|"copy", "style"?}``. Raises MarkupError for a kind that a web page has no use for."""
    return [
        [_button(button) | ({"style": button.style} if button.style else {}) for button in row]
        for row in markup.inline_keyboard
        if row
    ]


def _button(button: InlineKeyboardButton) -> dict[str, str]:
    if button.callback_data is not None:
        if not 1 <= len(button.callback_data.encode()) <= 64:
            raise MarkupError("BUTTON_DATA_INVALID: 1 to 64 bytes")
        return {"text": button.text, "data": button.callback_data}
    if button.url is not None:
        return {"text": button.text, "url": button.url}
    if button.web_app is not None:
        return {"text": button.text, "url": button.web_app.url}
    if button.copy_text is not None:
        return {"text": button.text, "copy": button.copy_text.text}
    raise MarkupError(f"inline button {button.text!r} has an action the web chat does not know")


def reply_keyboard(markup: ReplyKeyboardMarkup | ReplyKeyboardRemove | ForceReply) -> dict[str, Any]:
    """What the page shows above its composer: rows of ``{"text", "contact"?}`` and flags, or ``{"remove": True}``."""
    if isinstance(markup, ReplyKeyboardRemove):
        return {"remove": True}
    if isinstance(markup, ForceReply):
        return {"remove": True, "placeholder": markup.input_field_placeholder or ""}
    rows = []
    for row in markup.keyboard:
        rows.append([{"text": key.text, **({"contact": True} if key.request_contact else {})} for key in row])
    return {
        "rows": rows,
        "once": bool(markup.one_time_keyboard),
        "placeholder": markup.input_field_placeholder or "",
    }


def inline_keyboard(rows: list[list[dict[str, str]]]) -> InlineKeyboardMarkup:
    """The way back from ``buttons``, for the message inside a callback query."""
    made = [[InlineKeyboardButton.model_validate(_button_data(item)) for item in row] for row in rows]
    return InlineKeyboardMarkup(inline_keyboard=made)


def _button_data(item: dict[str, str]) -> dict[str, Any]:
    data: dict[str, Any] = {"text": item["text"], "style": item.get("style")}
    if "copy" in item:
        return data | {"copy_text": {"text": item["copy"]}}
    if "url" in item:
        return data | {"url": item["url"]}
    return data | {"callback_data": item["data"]}
