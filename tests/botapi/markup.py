"""Telegram's HTML subset and keyboards, checked as strictly as Telegram does."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

from .errors import bad_request

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
}
_LINK = re.compile(r"(?:https?://[^\s/]+\.?[^\s]*|tg://\S+|mailto:\S+)\Z")


def _units(text: str) -> int:
    """Length in UTF-16 code units, in which Telegram counts."""
    return len(text.encode("utf-16-le")) // 2


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.entities: list[dict[str, Any]] = []
        self.open: list[tuple[str, dict[str, Any]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        entity: dict[str, Any] = {"offset": _units(self.text), "length": 0}
        if tag in _SIMPLE:
            entity["type"] = _SIMPLE[tag]
        elif tag == "a":
            entity |= {"type": "text_link", "url": given.get("href") or ""}
        elif tag == "blockquote":
            entity["type"] = "expandable_blockquote" if "expandable" in given else "blockquote"
        elif tag == "span" and given.get("class") == "tg-spoiler":
            entity["type"] = "spoiler"
        else:
            raise bad_request(
                f'can\'t parse entities: Unsupported start tag "{tag}" at byte offset {len(self.text.encode())}'
            )
        self.open.append((tag, entity))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1][0] != tag:
            raise bad_request(f"can't parse entities: Unexpected end tag at byte offset {len(self.text.encode())}")
        _, entity = self.open.pop()
        entity["length"] = _units(self.text) - entity["offset"]
        if entity["length"] > 0:
            self.entities.append(entity)

    def handle_data(self, data: str) -> None:
        self.text += data


def parse(text: str, parse_mode: str | None, most: int, what: str) -> tuple[str, list[dict[str, Any]]]:
    """Plain text and entities. Raises what Telegram raises for bad markup, an empty or an overlong text."""
    if parse_mode and parse_mode.upper() != "HTML":
        raise bad_request("unsupported parse_mode")
    entities: list[dict[str, Any]] = []
    if parse_mode:
        parser = _Parser()
        parser.feed(text)
        parser.close()
        if parser.open:
            raise bad_request(
                f"can't parse entities: Can't find end tag corresponding to start tag \"{parser.open[-1][0]}\""
            )
        text, entities = parser.text, sorted(parser.entities, key=lambda e: (e["offset"], -e["length"]))
    text = text.rstrip()
    if not text and what == "message text":
        raise bad_request("message text is empty")
    if _units(text) > most:
        raise bad_request("message is too long" if what == "message text" else "message caption is too long")
    limit = _units(text)
    for entity in entities:
        entity["length"] = min(entity["length"], limit - entity["offset"])
    return text, [entity for entity in entities if entity["length"] > 0]


def inline_keyboard(markup: dict[str, Any] | None) -> dict[str, Any] | None:
    """The inline keyboard to store, checked; None when there is none."""
    if not markup or "inline_keyboard" not in markup:
        return None
    rows = [row for row in markup["inline_keyboard"] if row]
    for row in rows:
        for button in row:
            _check_button(button)
    return {"inline_keyboard": rows} if rows else None


def _check_button(button: dict[str, Any]) -> None:
    if not str(button.get("text", "")).strip():
        raise bad_request("can't parse inline keyboard button: text button must be non-empty")
    actions = [
        name for name in ("url", "callback_data", "web_app", "switch_inline_query", "copy_text") if button.get(name)
    ]
    if len(actions) != 1:
        raise bad_request("can't parse inline keyboard button: exactly one action is allowed")
    if "callback_data" in actions and len(button["callback_data"].encode()) > 64:
        raise bad_request("BUTTON_DATA_INVALID")
    if "url" in actions and not _LINK.match(button["url"]):
        raise bad_request(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")


def reply_keyboard(markup: dict[str, Any] | None) -> dict[str, Any] | None:
    """A keyboard below the input line, or its removal; None when the markup says nothing about it."""
    if markup and ("keyboard" in markup or "remove_keyboard" in markup):
        return markup
    return None
