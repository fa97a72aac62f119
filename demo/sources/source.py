"""One plan document's readable source: a Markdown file with a head of YAML."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token
from ruamel.yaml import YAML


@dataclass(frozen=True, slots=True)
class Source:
    """``output`` is the file name to write; ``meta`` the head (title, version, effective, number, owner, scope, lang)."""

    output: str
    meta: dict[str, str]
    body: str

    @property
    def kind(self) -> str:
        return self.output.rsplit(".", 1)[1]

    @property
    def english(self) -> bool:
        return self.meta.get("lang") == "en"


def parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": True}).enable("table")


def tokens(text: str) -> list[Token]:
    return parser().parse(text)


def read_source(path: Path) -> Source:
    """Read ``NAME.KIND.md``: the output is ``NAME.KIND``. Raises ValueError where the head is missing."""
    text = path.read_text(encoding="utf-8")
    if not text.startswith("---\n"):
        raise ValueError(f"{path.name}: no head")
    head, body = text[4:].split("\n---\n", 1)
    meta = {str(key): str(value) for key, value in YAML(typ="safe").load(head).items()}
    return Source(output=path.name.removesuffix(".md"), meta=meta, body=body.strip() + "\n")


def read_sources(folder: Path) -> list[Source]:
    return [read_source(path) for path in sorted(folder.glob("*.md"))]
