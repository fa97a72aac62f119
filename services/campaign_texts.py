"""The words of campaigns and reminders: checked when they are written, filled in for one person when they are sent.

A text is plain, with ``{placeholders}`` and, where wanted, the tags that every messenger shows: ``<b> <i> <u> <s> <code>``
and ``<a href="https://…">``.
"""

from __future__ import annotations

import re
import string
from collections.abc import Collection, Mapping
from html import escape as escape_html
from html.parser import HTMLParser

from benefits.errors import InvalidInput
from locales import LANGUAGES
from services.deliveries import MAX_CAPTION

MAX_TEXT = 1500
MAX_WITH_FILE = 900
"""Messengers allow 1,024 characters below a picture or document; the rest is room for what placeholders become."""
TAGS = frozenset({"b", "i", "u", "s", "code", "a"})
COMMON = frozenset({"name", "number", "department", "company"})
PLACEHOLDERS = COMMON | {"deadline"}
_MARKDOWN = re.compile(r"\*\*\S[^*\n]*\*\*|__\S[^_\n]*__|\[[^\]\n]+\]\(\S+?\)|^#{1,6}\s", re.M)
assert MAX_WITH_FILE < MAX_CAPTION


def text_problems(
    texts: Mapping[str, str], allowed: Collection[str] = PLACEHOLDERS, limit: int = MAX_TEXT, field: str = "texts"
) -> list[InvalidInput]:
    """All that keeps these texts from being sent, each with its language; empty when they are fine."""
    found: list[InvalidInput] = []
    for language in LANGUAGES:
        written = (texts.get(language) or "").strip()
        if not written:
            found.append(InvalidInput("campaign-text-missing", field=field, language=language))
            continue
        if len(written) > limit:
            found.append(
                InvalidInput("campaign-text-long", field=field, language=language, limit=limit, length=len(written))
            )
        for name in unknown_placeholders(written, allowed):
            found.append(InvalidInput("campaign-placeholder", field=field, language=language, name=name))
        if problem := _Markup.problem(written):
            found.append(InvalidInput("campaign-markup", field=field, language=language, tag=problem))
    return found


def check_texts(
    texts: Mapping[str, str], allowed: Collection[str] = PLACEHOLDERS, limit: int = MAX_TEXT
) -> dict[str, str]:
    """Texts in every language, trimmed. Raises the first of ``text_problems``."""
    for problem in text_problems(texts, allowed, limit):
        raise problem
    return {language: texts[language].strip() for language in LANGUAGES}


def unknown_placeholders(written: str, allowed: Collection[str]) -> list[str]:
    """Placeholders that can't be filled in, as they stand in the text; a lone brace comes as that brace."""
    try:
        parts = list(string.Formatter().parse(written))
    except ValueError:
        return ["{" if written.count("{") >= written.count("}") else "}"]
    made = []
    for _, name, spec, conversion in parts:
        if name is not None and (name not in allowed or spec or conversion):
            made.append("{" + name + (f"!{conversion}" if conversion else "") + (f":{spec}" if spec else "") + "}")
    return sorted(set(made))


def uses(texts: Mapping[str, str], name: str) -> bool:
    return any(f"{{{name}}}" in written for written in texts.values())


def filled(template: str, values: Mapping[str, str]) -> str:
    """The text as safe message HTML with its placeholders filled in."""
    return _Markup.clean(template).format_map({name: escape_html(value, quote=False) for name, value in values.items()})


def plain(template: str) -> str:
    """The text without its tags."""
    return re.sub(r"</?[a-z]+[^>]*>", "", template)


class _Markup(HTMLParser):
    """Keeps the tags that every messenger shows; remembers the first thing that is not among them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.made: list[str] = []
        self.open: list[str] = []
        self.trouble = ""

    @classmethod
    def read(cls, written: str) -> _Markup:
        reader = cls()
        reader.feed(written)
        reader.close()
        if reader.open:
            reader.wrong(f"<{reader.open[-1]}>")
        return reader

    @classmethod
    def problem(cls, written: str) -> str:
        """The first piece of markup that can't be sent, or nothing."""
        if markdown := _MARKDOWN.search(written):
            return markdown[0].strip()[:40]
        return cls.read(written).trouble

    @classmethod
    def clean(cls, written: str) -> str:
        reader = cls.read(written)
        return escape_html(written, quote=False) if reader.trouble else "".join(reader.made)

    def wrong(self, what: str) -> None:
        self.trouble = self.trouble or what[:40]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        href = dict(attrs).get("href") or ""
        if tag not in TAGS or (tag == "a" and not re.fullmatch(r"https?://[^\s{}\"<>]+", href)):
            self.wrong(self.get_starttag_text() or f"<{tag}>")
            return
        self.open.append(tag)
        self.made.append(f'<a href="{escape_html(href)}">' if tag == "a" else f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag:
            self.wrong(f"</{tag}>")
            return
        self.open.pop()
        self.made.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.made.append(escape_html(data, quote=False))

    def handle_comment(self, data: str) -> None:
        self.wrong(f"<!--{data}")

    def handle_decl(self, decl: str) -> None:
        self.wrong(f"<!{decl}>")

    def handle_pi(self, data: str) -> None:
        self.wrong(f"<?{data}>")
