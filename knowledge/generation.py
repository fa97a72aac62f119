"""Answers and query rewriting by a chat model, through LangChain; whatever goes wrong there, nothing breaks here."""

from __future__ import annotations

import json
import logging
import re
import secrets
import threading
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, Field, ValidationError

from knowledge import prompts
from knowledge.text import HAN, simplified
from knowledge.verification import supported
from services.knowledge import Citation, Turn

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

log = logging.getLogger(__name__)
Shape = TypeVar("Shape", bound=BaseModel)
TIMEOUT = 12.0
_FAILURES = 3
_PAUSE = 60.0
"""Seconds without the model after several failures in a row: a dead endpoint must not slow every answer."""
LONGEST = 200


class Sentence(BaseModel):
    text: str = Field(max_length=400)
    citation: int


class Drafted(BaseModel):
    answered: bool
    sentences: list[Sentence] = Field(default_factory=list, max_length=6)


class Rewritten(BaseModel):
    queries: list[str] = Field(min_length=1, max_length=4)


class NotAnswered(Exception):
    """The model read the passages and says that they do not answer."""


class Writer:
    """A chat model behind a breaker. ``related`` checks a sentence of another language against its passage."""

    def __init__(self, model: BaseChatModel, related: Callable[[str, str], bool]) -> None:
        self._model = model
        self._related = related
        self._lock = threading.Lock()
        self._failures = 0
        self._until = 0.0

    def answer(self, question: str, citations: Sequence[Citation], language: str) -> tuple[str, list[Citation]] | None:
        """Text of verified sentences and the citations they name, or None when the extractive answer is to be given.

        Raises ``NotAnswered`` when the model finds no answer in the passages.
        """
        mark = secrets.token_hex(6)
        system = prompts.ANSWER_SYSTEM.format(
            mark=mark, language=prompts.LANGUAGE_NAMES.get(language, "simplified Chinese")
        )
        drafted = self._structured(
            Drafted, system, prompts.answer_message(question, [c.quote for c in citations], mark)
        )
        if drafted is None:
            return None
        if not drafted.answered:
            raise NotAnswered
        used: list[Citation] = []
        parts: list[str] = []
        for sentence in drafted.sentences:
            text = " ".join(sentence.text.split())
            if not text or not 1 <= sentence.citation <= len(citations):
                return None
            citation = citations[sentence.citation - 1]
            if not self._stands(text, citation.quote):
                # One unsupported sentence spoils the draft: its neighbours may lean on it.
                return None
            parts.append(text)
            used.append(citation)
        whole = "".join(parts) if HAN.search("".join(parts)) else " ".join(parts)
        if not whole or len(whole) > LONGEST or mark in whole:
            return None
        return whole, list(dict.fromkeys(used))

    def rewrite(self, question: str, history: Sequence[Turn]) -> list[str]:
        """Search queries for the message, or none."""
        mark = secrets.token_hex(6)
        made = self._structured(
            Rewritten, prompts.REWRITE_SYSTEM.format(mark=mark), prompts.rewrite_message(question, history, mark)
        )
        return [q.strip()[:200] for q in made.queries if q.strip()][:2] if made else []

    def _stands(self, text: str, quote: str) -> bool:
        if not supported(simplified(text), quote):
            return False
        return bool(HAN.search(text)) == bool(HAN.search(quote)) or self._related(text, quote)

    def _structured(self, shape: type[Shape], system: str, user: str) -> Shape | None:
        """The model's reply as ``shape``; None when it is unreachable, late, limited or malformed."""
        with self._lock:
            if time.monotonic() < self._until:
                return None
        try:
            reply = self._model.invoke([("system", system), ("human", user)])
            text = reply.text if isinstance(reply.text, str) else str(reply.content)
            parsed = shape.model_validate(_json(text))
        except (ValidationError, ValueError):
            # It answers, but not in the form asked for: no reason to stop asking it.
            return None
        except Exception:
            # An endpoint fails in as many ways as there are clients below LangChain: none of them may break an answer.
            log.warning("chat model failed", exc_info=True)
            self._count_failure()
            return None
        with self._lock:
            self._failures = 0
        return parsed

    def _count_failure(self) -> None:
        with self._lock:
            self._failures += 1
            if self._failures >= _FAILURES:
                self._until = time.monotonic() + _PAUSE
                self._failures = 0


def _json(text: str) -> object:
    """The one JSON object in a reply, whatever fences or words stand around it."""
    match = re.search(r"\{.*\}", text, re.S)
    if match is None:
        raise ValueError("no object")
    return json.loads(match[0])


def chat_model(name: str, base_url: str | None, api_key: str | None) -> BaseChatModel:
    """Any OpenAI-compatible endpoint."""
    from langchain.chat_models import init_chat_model

    return init_chat_model(
        name,
        model_provider="openai",
        base_url=base_url,
        api_key=api_key or "none",
        temperature=0,
        timeout=TIMEOUT,
        max_retries=1,
        model_kwargs={"response_format": {"type": "json_object"}},
    )
