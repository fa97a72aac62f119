"""The words of the page itself, in the visitor's language."""

from __future__ import annotations

from functools import cache

from starlette.requests import HTTPConnection

import locales
from services.languages import language_of_hint

LANGUAGE_COOKIE = "chat_lang"
_TEXTS: dict[str, tuple[str, ...]] = {
    "online": (),
    "connecting": (),
    "offline": (),
    "write": (),
    "send": (),
    "attach": (),
    "menu": (),
    "menu-empty": (),
    "language": (),
    "camera": (),
    "pick": (),
    "preview": ("count",),
    "nothing-to-send": (),
    "caption": (),
    "cancel": (),
    "remove": ("name",),
    "close": (),
    "ok": (),
    "copied": (),
    "new-messages": (),
    "older": (),
    "today": (),
    "yesterday": (),
    "typing": (),
    "sending": (),
    "sent": (),
    "waiting": (),
    "not-sent": (),
    "retry": (),
    "uploading": ("percent",),
    "upload-failed": (),
    "too-large": ("limit",),
    "wrong-kind": (),
    "empty-file": (),
    "too-many": ("limit",),
    "too-fast": (),
    "tap-later": (),
    "contact": (),
    "contact-label": (),
    "contact-send": (),
    "you": (),
    "bot": (),
    "picture": (),
    "open-picture": (),
    "spoiler": (),
    "more": (),
    "less": (),
    "messages": (),
    "leave": (),
    "leave-question": (),
    "leave-yes": (),
    "invite-question": (),
    "invite-yes": (),
    "expired": (),
    "copy": (),
    "new-tab": (),
}


@cache
def page_texts(language: str) -> dict[str, str]:
    """All words of the page; a place to fill stays as ``{name}`` for the page's script."""
    return {
        key: locales.text(language, f"webchat-ui-{key}", **{name: "{" + name + "}" for name in names})
        for key, names in _TEXTS.items()
    }


@cache
def language_names() -> dict[str, str]:
    """Each language under its own name."""
    return {language: locales.text(language, "webchat-language-name") for language in locales.LANGUAGES}


def language_of(connection: HTTPConnection) -> str:
    """What the visitor chose on the page, else the first language of the browser that we speak, else the default."""
    chosen = connection.cookies.get(LANGUAGE_COOKIE)
    if chosen in locales.LANGUAGES:
        return chosen
    for hint in connection.headers.get("accept-language", "").split(","):
        if known := language_of_hint(hint):
            return known
    return locales.DEFAULT_LANGUAGE
