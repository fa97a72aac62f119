"""Deliveries by e-mail: the fallback for people whose messenger can't be reached."""

from __future__ import annotations

import hashlib
import html
import re
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formataddr, formatdate

import aiosmtplib
import structlog

from services.deliveries import Delivery, DeliveryResult

log = structlog.get_logger(__name__)

_ADDRESS = re.compile(r"[^@\s<>,;\"]+@[^@\s<>,;\"]+\.[^@\s<>,;\".]+\Z")
_BREAKS = re.compile(r"<br\s*/?>|</?blockquote[^>]*>|</p>", re.IGNORECASE)
_LINK = re.compile(r"<a\s+href=\"([^\"]*)\"[^>]*>(.*?)</a>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_REFUSED_ADDRESS = {550, 551, 553, 556}


@dataclass(frozen=True, slots=True)
class SmtpSettings:
    """Where e-mail goes out. ``security`` is ``none``, ``starttls`` or ``tls``."""

    host: str
    port: int
    sender: str
    sender_name: str = ""
    username: str | None = None
    password: str | None = None
    security: str = "starttls"
    subject: str = ""
    """For deliveries that have none."""
    timeout: float = 30.0


class SmtpSender:
    """One message per connection. Repetitions carry the same Message-ID, so that mail systems can drop them."""

    channel = "email"

    def __init__(self, settings: SmtpSettings, *, tls: ssl.SSLContext | None = None) -> None:
        self._settings = settings
        self._tls = tls

    def begin(self) -> None: ...

    async def aclose(self) -> None: ...

    async def send(self, delivery: Delivery, *, maybe_sent: bool = False) -> DeliveryResult:
        if not _ADDRESS.match(delivery.external_chat_id):
            return DeliveryResult("failed", reason="bad-address", detail="not an address")
        message = compose(delivery, self._settings)
        client = aiosmtplib.SMTP(
            hostname=self._settings.host,
            port=self._settings.port,
            timeout=self._settings.timeout,
            use_tls=self._settings.security == "tls",
            start_tls=self._settings.security == "starttls",
            tls_context=self._tls,
        )
        try:
            await client.connect()
            if self._settings.username is not None:
                await client.login(self._settings.username, self._settings.password or "")
        except (aiosmtplib.SMTPException, OSError) as problem:
            client.close()
            log.warning("smtp-unreachable", problem=type(problem).__name__)
            return DeliveryResult("retry", retry_after=60.0, detail=_words(problem), counts=False)
        try:
            await client.send_message(message)
        except aiosmtplib.SMTPRecipientsRefused as refused:
            return _refused(refused.recipients[0].code, _words(refused.recipients[0]))
        except aiosmtplib.SMTPResponseException as refused:
            return _refused(refused.code, _words(refused), address=isinstance(refused, aiosmtplib.SMTPRecipientRefused))
        except (aiosmtplib.SMTPException, OSError) as problem:
            return DeliveryResult("unknown", detail=_words(problem))
        finally:
            client.close()
        return DeliveryResult("sent", message_id=str(message["Message-ID"]))


def compose(delivery: Delivery, settings: SmtpSettings) -> EmailMessage:
    """The mail: plain text and HTML, buttons with an address as links; other buttons have no place in a mail."""
    links = [button for row in delivery.buttons for button in row if button.url is not None]
    made = EmailMessage()
    made["Subject"] = delivery.subject or settings.subject
    made["From"] = formataddr((settings.sender_name, settings.sender))
    made["To"] = delivery.external_chat_id
    made["Date"] = formatdate(localtime=False)
    made["Message-ID"] = message_id(delivery, settings)
    made["Auto-Submitted"] = "auto-generated"
    plain = "\n".join([as_plain(delivery.text_html), *(f"\n{button.label}\n{button.url}" for button in links)])
    made.set_content(plain)
    body = delivery.text_html.replace("\n", "<br>\n")
    for button in links:
        body += f'<p><a href="{html.escape(button.url or "")}">{html.escape(button.label)}</a></p>'
    made.add_alternative(f"<html><body>{body}</body></html>", subtype="html")
    if delivery.attachment is not None:
        main, _, sub = delivery.attachment.mime.partition("/")
        made.add_attachment(
            delivery.attachment.data,
            maintype=main,
            subtype=sub or "octet-stream",
            filename=delivery.attachment.filename,
        )
    return made


def message_id(delivery: Delivery, settings: SmtpSettings) -> str:
    """The same for every attempt of one delivery."""
    parts = (delivery.reference, delivery.external_chat_id, delivery.subject, delivery.text_html)
    digest = hashlib.sha256("\x00".join(parts).encode()).hexdigest()[:32]
    return f"<{digest}@{settings.sender.rpartition('@')[2]}>"


def as_plain(text_html: str) -> str:
    """Telegram's HTML as plain text; a link keeps its address in brackets."""
    text = _BREAKS.sub("\n", text_html)
    text = _LINK.sub(lambda found: f"{found[2]} ({found[1]})", text)
    return html.unescape(_TAG.sub("", text)).strip()


def _refused(code: int, words: str, *, address: bool = True) -> DeliveryResult:
    if 400 <= code < 500:
        return DeliveryResult("retry", retry_after=120.0, detail=words)
    if address and code in _REFUSED_ADDRESS:
        return DeliveryResult("failed", reason="bad-address", detail=words)
    return DeliveryResult("failed", reason="file-too-large" if code == 552 else "refused", detail=words)


def _words(problem: BaseException) -> str:
    """The server's words without addresses, which name a person."""
    return _MAILBOX.sub("<address>", f"{type(problem).__name__}: {problem}")[:300]


_MAILBOX = re.compile(r"[^@\s<>'\"]+@[^@\s<>'\"]+")
