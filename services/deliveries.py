"""What the rest of the product says about an outgoing message: the delivery, its result, and who sends it.

A delivery is one message to one person on one channel. It is stored as a job (``to_payload``) in the transaction that
made it necessary, and sent by the worker; nobody sends one directly.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Protocol

from benefits.errors import InvalidInput

JOB_KIND = "delivery"
"""Kind of the jobs that carry a delivery."""
POSTPONED = "postponed"
"""What a job says that was put off without a try; it doesn't keep its place before others to the same person."""

MAX_TEXT = 4096
"""Characters of a message without attachment, after its markup is taken away (the tightest channel decides)."""
MAX_CAPTION = 1024
"""Characters of a text that goes with an attachment."""
MAX_ATTACHMENT = 50 * 1024 * 1024
"""Bytes; what Telegram takes from a bot."""
MAX_BUTTON_DATA = 64
"""Bytes of a button's callback data."""

Outcome = Literal["sent", "failed", "retry", "unknown"]

FailureReason = Literal[
    "blocked",
    "chat-not-found",
    "bad-request",
    "text-too-long",
    "bad-markup",
    "file-too-large",
    "file-missing",
    "bad-address",
    "refused",
    "no-channel",
    "answer-lost",
    "retries-used-up",
]
"""Why a delivery failed for good. ``blocked``, ``chat-not-found``, ``bad-address`` are about the person's account."""

UNREACHABLE: frozenset[str] = frozenset({"blocked", "chat-not-found", "bad-address"})
"""Reasons after which the account is marked and another channel should be offered."""


NEVER_OUT: frozenset[str] = frozenset({"file-missing", "no-channel"})
"""Reasons for which a message wasn't given to any messenger."""


@dataclass(frozen=True, slots=True)
class Button:
    """One button: a label and either callback data (at most 64 bytes) or an https address."""

    label: str
    data: str | None = None
    url: str | None = None

    def __post_init__(self) -> None:
        if not self.label.strip() or (self.data is None) == (self.url is None):
            raise InvalidInput("delivery-button", field="buttons")
        if self.data is not None and not 1 <= len(self.data.encode()) <= MAX_BUTTON_DATA:
            raise InvalidInput("delivery-button", field="buttons")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A picture or document. ``key`` names the stored file in a job's payload, where bytes have no place."""

    filename: str
    data: bytes
    mime: str
    key: str = ""

    def __post_init__(self) -> None:
        if len(self.data) > MAX_ATTACHMENT:
            raise InvalidInput("file-too-large", field="attachment", limit_mb=MAX_ATTACHMENT // 1024**2)

    @property
    def is_picture(self) -> bool:
        return self.mime in {"image/jpeg", "image/png", "image/webp"}


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message to one person. ``text_html`` uses Telegram's HTML subset; other channels strip or translate it.

    ``urgent`` (claim decisions, security notices) overtakes campaigns; it is never a way around the pacing.
    ``subject`` is for channels that have one (e-mail); it carries no diagnosis, like every lock-screen text.
    ``reference`` is the same for every attempt, so that a channel which recognizes repetitions can.
    """

    channel: str
    external_chat_id: str
    text_html: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    attachment: Attachment | None = None
    urgent: bool = False
    subject: str = ""
    reference: str = ""

    def to_payload(self) -> dict[str, Any]:
        """JSON-ready. An attachment must have been stored first: only its ``key`` is kept."""
        made: dict[str, Any] = {
            "channel": self.channel,
            "chat": self.external_chat_id,
            "text": self.text_html,
            "urgent": self.urgent,
        }
        if self.subject:
            made["subject"] = self.subject
        if self.buttons:
            made["buttons"] = [
                [{"label": b.label, **({"data": b.data} if b.data is not None else {"url": b.url})} for b in row]
                for row in self.buttons
            ]
        if self.attachment is not None:
            if not self.attachment.key:
                raise InvalidInput("attachment-not-stored", field="attachment")
            made["attachment"] = {
                "key": self.attachment.key,
                "filename": self.attachment.filename,
                "mime": self.attachment.mime,
            }
        return made

    @classmethod
    def from_payload(
        cls, payload: Mapping[str, Any], attachment_data: bytes | None = None, reference: str = ""
    ) -> Delivery:
        """The delivery that ``to_payload`` wrote. ``attachment_data`` is needed when ``attachment_key`` is not None."""
        stored = payload.get("attachment")
        attachment = None
        if stored is not None:
            if attachment_data is None:
                raise InvalidInput("attachment-missing", field="attachment")
            attachment = Attachment(stored["filename"], attachment_data, stored["mime"], stored["key"])
        rows: Sequence[Sequence[Mapping[str, str]]] = payload.get("buttons", ())
        return cls(
            channel=str(payload["channel"]),
            external_chat_id=str(payload["chat"]),
            text_html=str(payload["text"]),
            buttons=tuple(tuple(Button(b["label"], b.get("data"), b.get("url")) for b in row) for row in rows),
            attachment=attachment,
            urgent=bool(payload.get("urgent", False)),
            subject=str(payload.get("subject", "")),
            reference=reference,
        )


def attachment_key(payload: Mapping[str, Any]) -> str | None:
    """Which stored file a delivery job needs, if any."""
    stored = payload.get("attachment")
    return None if stored is None else str(stored["key"])


@dataclass(frozen=True, slots=True)
class DeliveryResult:
    """What became of one attempt.

    - ``sent``: accepted by the provider, ``message_id`` is theirs;
    - ``failed``: for good, ``reason`` says why, trying again is no use;
    - ``retry``: certainly not delivered, try again after ``retry_after`` seconds (the provider's or ours);
    - ``unknown``: the answer was lost and could not be found out; it may or may not have arrived.

    ``detail`` is the provider's wording for logs and for HR; it names no person. ``counts`` is False when this attempt
    is not the delivery's fault and must not use up its retries: too many at once, a provider that is down, a wrong token.
    """

    outcome: Outcome
    message_id: str | None = None
    reason: FailureReason | None = None
    retry_after: float | None = None
    detail: str = ""
    counts: bool = True

    @property
    def unreachable(self) -> bool:
        return self.outcome == "failed" and self.reason in UNREACHABLE


class Sender(Protocol):
    """Sends deliveries of one channel. Never raises for a failed delivery: the result says what happened."""

    channel: str

    def begin(self) -> None:
        """Called each time this process becomes the one that sends. Doesn't wait for anything."""
        ...

    async def send(self, delivery: Delivery, *, maybe_sent: bool = False) -> DeliveryResult:
        """One attempt. ``maybe_sent``: an earlier one may have arrived, its worker died or its answer was lost; a channel
        that can find out does so before it sends again."""
        ...

    async def aclose(self) -> None: ...


class Postponed(Exception):
    """Raised by what prepares a delivery: not now (quiet hours, a paused campaign), but at ``until``."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until
