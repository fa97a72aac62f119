"""The verification adapter against a scripted server on loopback."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from receipts.verification import BillAuthority
from services.receipts import ReceiptReading
from tests.support.authority import Authority

INVOICE = ReceiptReading(
    kind="einvoice",
    number="26332000000012345678",
    date=date(2026, 3, 5),
    total=Decimal("150.50"),
    patient="林小雨",
    seller="某医院",
)


VALID = (200, b'{"status": "valid", "checked_at": "2026-03-06T08:00:00Z"}')


async def test_it_is_off_without_an_address() -> None:
    assert (await BillAuthority(None).verify(INVOICE)).status == "disabled"


async def test_a_valid_invoice_is_confirmed_and_no_patient_is_sent() -> None:
    authority = Authority(VALID)
    async with authority.running() as url:
        answer = await BillAuthority(url, "key-1").verify(INVOICE)
    assert (answer.status, answer.checked_at) == ("valid", "2026-03-06T08:00:00Z")
    line, headers, body = authority.asked[0]
    assert line.startswith("POST /v1/verify ") and headers["authorization"] == "Bearer key-1"
    assert body == {
        "kind": "einvoice",
        "code": None,
        "number": "26332000000012345678",
        "date": "2026-03-05",
        "total": "150.50",
        "check_code": None,
    }


async def test_differences_are_named() -> None:
    authority = Authority((200, b'{"status": "mismatch", "differences": ["total"]}'))
    async with authority.running() as url:
        answer = await BillAuthority(url).verify(INVOICE)
    assert (answer.status, answer.differences) == ("mismatch", ("total",))


async def test_a_busy_service_is_asked_again() -> None:
    authority = Authority((503, b""), (429, b""), VALID)
    async with authority.running() as url:
        answer = await BillAuthority(url, pause=0.01).verify(INVOICE)
    assert answer.status == "valid" and len(authority.asked) == 3


@pytest.mark.parametrize(
    "answer", [(500, b""), (401, b"{}"), (200, b"not json"), (200, b'{"status": "perhaps"}'), (200, b"[]")]
)
async def test_what_is_no_answer_is_unavailable(answer: tuple[int, bytes]) -> None:
    authority = Authority(answer)
    async with authority.running() as url:
        assert (await BillAuthority(url, attempts=2, pause=0.01).verify(INVOICE)).status == "unavailable"


async def test_nothing_is_asked_for_a_till_receipt_or_without_a_number() -> None:
    authority = Authority(VALID)
    async with authority.running() as url:
        client = BillAuthority(url)
        assert (await client.verify(ReceiptReading(kind="till", total=Decimal(1)))).status == "not_applicable"
        assert (await client.verify(ReceiptReading(kind="einvoice", total=Decimal(1)))).status == "not_applicable"
    assert authority.asked == []


async def test_a_service_that_is_down_is_unavailable() -> None:
    assert (await BillAuthority("http://127.0.0.1:9", attempts=2, pause=0.01).verify(INVOICE)).status == "unavailable"
