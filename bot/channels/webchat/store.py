"""The web chat's records and store Protocol; they live in ``services.webchat`` so that ``storage`` can fulfil them."""

from __future__ import annotations

from services.webchat import (
    EXTERNAL_USER_BASE,
    Accepted,
    ChatMessage,
    Inbound,
    Json,
    NewFile,
    PendingUpdate,
    Sender,
    StoredFile,
    WebChatStore,
)

__all__ = [
    "EXTERNAL_USER_BASE",
    "Accepted",
    "ChatMessage",
    "Inbound",
    "Json",
    "NewFile",
    "PendingUpdate",
    "Sender",
    "StoredFile",
    "WebChatStore",
]
