from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest

from bot.delivery.smtp import SmtpSender, SmtpSettings, as_plain
from services.deliveries import Attachment, Button, Delivery
from tests.support.mailbox import Mailbox, mail_server


@pytest.fixture
def mailbox() -> Iterator[tuple[Mailbox, SmtpSettings]]:
    with mail_server() as (kept, port):
        yield (
            kept,
            SmtpSettings(
                "127.0.0.1", port, "hr@example.com", "福利助手", security="none", subject="福利提醒", timeout=5
            ),
        )


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


async def test_a_server_that_says_nothing_or_has_no_tls_is_for_later(mailbox: tuple[Mailbox, SmtpSettings]) -> None:
    kept, plain = mailbox

    async def say_nothing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    silent = await asyncio.start_server(say_nothing, "127.0.0.1", 0)
    port = silent.sockets[0].getsockname()[1]
    for settings in (
        SmtpSettings("127.0.0.1", port, "hr@example.com", security="none", timeout=0.5),
        SmtpSettings("127.0.0.1", plain.port, "hr@example.com", security="starttls", timeout=2),  # not offered there
        SmtpSettings("127.0.0.1", plain.port, "hr@example.com", security="tls", timeout=1),
    ):
        result = await SmtpSender(settings).send(to())
        assert (result.outcome, result.counts) == ("retry", False), settings
        assert result.detail
    silent.close()
    await silent.wait_closed()
    assert kept.mails == []


def test_markup_becomes_plain_text() -> None:
    html = '<b>5 &lt; 6</b><br>见 <a href="https://example.com">条款</a>'
    assert as_plain(html) == "5 < 6\n见 条款 (https://example.com)"
