from __future__ import annotations

from tests.botapi.fixtures import ann, botapi, chatting

__all__ = ["ann", "botapi", "chatting"]
