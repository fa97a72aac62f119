from __future__ import annotations

from datetime import date
from decimal import Decimal

import cv2
import numpy as np
import pytest

from receipts.generator.canvas import Canvas
from receipts.qr import find_codes, parse_invoice_code

TEXT = "01,32,,26332000000012345678,150.50,20260305,,A1B2"


def test_the_code_of_a_new_invoice_gives_number_amount_and_date() -> None:
    code = parse_invoice_code(TEXT)
    assert code is not None
    assert (code.kind, code.number, code.amount, code.issued, code.net) == (
        "einvoice",
        "26332000000012345678",
        Decimal("150.50"),
        date(2026, 3, 5),
        False,
    )


def test_the_code_of_an_older_invoice_has_the_amount_without_tax() -> None:
    code = parse_invoice_code("01,10,033002600111,12345678,141.98,20260305,12345678901234567890,ABCD,")
    assert code is not None
    assert (code.kind, code.code, code.number, code.net) == ("vat", "033002600111", "12345678", True)
    assert code.check_code == "12345678901234567890"


@pytest.mark.parametrize("text", ["", "https://example.test/pay?id=1,2,3,4,5,6", "01,10,x,12,3", "hello,a,b,c,d,e,f"])
def test_other_codes_are_left_alone(text: str) -> None:
    assert parse_invoice_code(text) is None


@pytest.mark.parametrize("what", ["plain", "turned", "dark", "small and blurred"])
def test_a_code_is_found_on_poor_pictures(what: str) -> None:
    sheet = Canvas(700, 500)
    sheet.qr(80, 60, 180, TEXT)
    picture = np.asarray(sheet.image)[:, :, ::-1].copy()
    if what == "turned":
        picture = cv2.rotate(picture, cv2.ROTATE_90_CLOCKWISE)
    if what == "dark":
        picture = (picture * 0.15 + 5).astype(np.uint8)
    if what == "small and blurred":
        picture = cv2.GaussianBlur(cv2.resize(picture, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA), (0, 0), 0.8)
    assert find_codes(picture) == [TEXT]
