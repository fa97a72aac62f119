from __future__ import annotations

import email
import email.policy
import socket
from collections.abc import Iterator
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from bot.delivery.smtp import SmtpSender, SmtpSettings, as_plain
from services.deliveries import Attachment, Button, Delivery


class Mailbox:
    """A real SMTP server on loopback that keeps what it accepts and refuses what it is told to."""

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


@pytest.fixture
def mailbox() -> Iterator[tuple[Mailbox, SmtpSettings]]:
    kept = Mailbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(kept, hostname="127.0.0.1", port=port, authenticator=_login, auth_require_tls=False)
    controller.start()
    yield (
        kept,
        SmtpSettings("127.0.0.1", port, "hr@example.com", "福利助手", security="none", subject="福利提醒", timeout=5),
    )
    controller.stop()


def to(address: str = "an@example.com", text: str = "您的 <b>选择</b> 还没确认", **more: Any) -> Delivery:
    return Delivery("email", address, text, **more)


async def test_a_mail_has_text_html_links_and_the_document(mailbox: tuple[Mailbox, SmtpSettings]) -> None:
    kept, settings = mailbox
    rows = ((Button("去选择", url="https://example.com/enrol?a=1&b=2"), Button("以后", data="later")),)
    paper = Attachment("说明.pdf", b"%PDF-1.7", "application/pdf")
    result = await SmtpSender(settings).send(to(buttons=rows, attachment=paper, subject="选择截止", reference="r1"))
    (mail,) = kept.mails
    assert (result.outcome, result.message_id) == ("sent", mail["Message-ID"])
    assert (mail["Subject"], mail["From"], mail["To"]) == ("选择截止", "福利助手 <hr@example.com>", "an@example.com")
    plain, rich = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain and rich
    assert plain.get_content().splitlines() == ["您的 选择 还没确认", "", "去选择", "https://example.com/enrol?a=1&b=2"]
    assert 'href="https://example.com/enrol?a=1&amp;b=2"' in rich.get_content()
    assert [(part.get_filename(), part.get_content()) for part in mail.iter_attachments()] == [
        ("说明.pdf", b"%PDF-1.7")
    ]


async def test_a_repetition_carries_the_same_message_id(mailbox: tuple[Mailbox, SmtpSettings]) -> None:
    kept, settings = mailbox
    sender = SmtpSender(settings)
    for reference in ("r1", "r1", "r2"):
        await sender.send(to(reference=reference))
    first, again, other = [mail["Message-ID"] for mail in kept.mails]
    assert first == again != other
    assert kept.mails[0]["Subject"] == "福利提醒"


@pytest.mark.parametrize(
    ("recipient", "data", "outcome", "reason"),
    [
        ("550 no such user", "", "failed", "bad-address"),
        ("450 mailbox busy", "", "retry", None),
        ("", "554 looks like spam", "failed", "refused"),
        ("", "552 too big", "failed", "file-too-large"),
        ("", "451 try later", "retry", None),
    ],
)
async def test_refusals_of_the_mail_server(
    mailbox: tuple[Mailbox, SmtpSettings], recipient: str, data: str, outcome: str, reason: str | None
) -> None:
    kept, settings = mailbox
    kept.refuse_recipient, kept.refuse_data = recipient, data
    result = await SmtpSender(settings).send(to())
    assert (result.outcome, result.reason) == (outcome, reason)
    assert "an@example.com" not in result.detail


async def test_a_connection_that_breaks_after_the_mail_is_unknown(mailbox: tuple[Mailbox, SmtpSettings]) -> None:
    kept, settings = mailbox
    kept.break_off = True
    result = await SmtpSender(settings).send(to())
    assert result.outcome == "unknown"
    assert len(kept.mails) == 1


async def test_login_is_used_and_a_wrong_one_uses_up_no_retries(mailbox: tuple[Mailbox, SmtpSettings]) -> None:
    kept, plain = mailbox
    for password, outcome in (("secret", "sent"), ("guess", "retry")):
        settings = SmtpSettings(
            plain.host, plain.port, plain.sender, username="bot", password=password, security="none", timeout=5
        )
        result = await SmtpSender(settings).send(to())
        assert (result.outcome, result.counts) == (outcome, outcome == "sent")
    assert len(kept.mails) == 1


async def test_an_absent_mail_server_is_for_later_and_a_bad_address_is_never_tried() -> None:
    nowhere = SmtpSender(SmtpSettings("127.0.0.1", 9, "hr@example.com", security="none", timeout=2))
    result = await nowhere.send(to())
    assert (result.outcome, result.counts) == ("retry", False)
    for address in ("", "an", "an@", "a@b.com, c@d.com", "an@example.com\nBcc: all@example.com"):
        result = await nowhere.send(to(address))
        assert (result.outcome, result.reason) == ("failed", "bad-address"), address


def test_markup_becomes_plain_text() -> None:
    html = '<b>5 &lt; 6</b><br>见 <a href="https://example.com">条款</a>'
    assert as_plain(html) == "5 < 6\n见 条款 (https://example.com)"
