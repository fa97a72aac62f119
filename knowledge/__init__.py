"""The knowledge room: dirty documents in, short cited answers out. Heavy parts load when first used."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from knowledge.base import DocumentKnowledge, open_knowledge

__all__ = ["DocumentKnowledge", "open_knowledge"]


def __getattr__(name: str) -> object:
    # LangChain and Chroma take seconds to import: whoever only wants the types must not pay for them.
    if name in __all__:
        from knowledge import base

        return getattr(base, name)
    raise AttributeError(name)
