"""A real SMTP server on loopback."""

from __future__ import annotations

import email
import email.policy
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


class Mailbox:
    """Keeps what it accepts and refuses what it is told to; the login is bot, secret."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.refuse_recipient = ""
        self.refuse_data = ""
        self.break_off = False

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.refuse_recipient:
            return self.refuse_recipient
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.refuse_data:
            return self.refuse_data
        made: Any = email.message_from_bytes(envelope.content or b"", policy=email.policy.default)
        self.mails.append(made)
        if self.break_off:
            server.transport.abort()
        return "250 Accepted"


def _login(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: LoginPassword) -> AuthResult:
    return AuthResult(success=data == LoginPassword(b"bot", b"secret"))


@contextmanager
def mail_server(**options: Any) -> Iterator[tuple[Mailbox, int]]:
    """A mailbox and its port; ``options`` are aiosmtpd's (``tls_context``, ``require_starttls`` …)."""
    kept = Mailbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(
        kept, hostname="127.0.0.1", port=port, authenticator=_login, auth_require_tls=False, **options
    )
    controller.start()
    try:
        yield kept, port
    finally:
        controller.stop()
