"""Structured logs without personal data: events are named, values are ids, codes and counts.

Fields whose names tell that they hold what a person wrote or is are dropped before anything is printed, so that a careless
call can't leak.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

PERSONAL = frozenset(
    {
        "name", "text", "question", "answer", "phone", "email", "bank_account", "id_number", "diagnosis", "patient",
        "seller", "birth_date", "salary", "token", "password", "secret", "words", "quote", "chat",
    }
)  # fmt: skip


def drop_personal(_: object, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    for key in PERSONAL & event.keys():
        event[key] = "…"
    return event


def set_up_logs(form: str, level: int = logging.INFO) -> None:
    """``form`` is ``text`` (for people) or ``json`` (one object a line)."""
    renderer: Any = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if form == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            drop_personal,
            structlog.processors.format_exc_info,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    for noisy in ("httpx", "httpcore", "aiogram", "telegram", "chromadb", "alembic", "uvicorn.access", "apscheduler"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
