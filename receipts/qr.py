"""QR codes of Chinese invoices: finding them (with retries) and what their fields mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

import cv2
import numpy as np

Picture = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True, slots=True)
class InvoiceCode:
    """Fields of an invoice's QR code. ``amount`` is without tax for older VAT invoices (``net``), with it otherwise."""

    kind: str
    code: str | None
    number: str
    amount: Decimal | None
    issued: date | None
    check_code: str | None
    net: bool


def find_codes(picture: Picture, *, thorough: bool = True) -> list[str]:
    """Texts of all QR codes on ``picture`` (BGR or grey). ``thorough`` tries contrast, size and sharpening too."""
    import zxingcpp

    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY) if picture.ndim == 3 else picture
    largest = max(grey.shape[:2])
    if largest > 2600:
        grey = cv2.resize(grey, None, fx=2600 / largest, fy=2600 / largest, interpolation=cv2.INTER_AREA)

    def read(version: Picture) -> list[str]:
        found = zxingcpp.read_barcodes(version, formats=zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode]))
        return [code.text for code in found if code.text]

    if texts := read(grey):
        return texts
    if not thorough:
        return []
    levelled = cv2.createCLAHE(clipLimit=3.0, tileGridSize=(8, 8)).apply(grey)
    if texts := read(levelled):
        return texts
    if max(grey.shape[:2]) <= 2000:
        doubled = cv2.resize(levelled, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
        if texts := read(doubled):
            return texts
        sharp = cv2.addWeighted(doubled, 1.8, cv2.GaussianBlur(doubled, (0, 0), 2.0), -0.8, 0)
        return read(sharp)
    return []


def parse_invoice_code(text: str) -> InvoiceCode | None:
    """The fields of ``01,32,,number20,amount,YYYYMMDD,,crc`` and its older and medical relatives; None for anything else."""
    parts = [part.strip() for part in text.split(",")]
    if len(parts) < 6 or not re.fullmatch(r"\d{2}", parts[0]):
        return None
    number = next((part for part in parts[3:4] if re.fullmatch(r"\d{8}|\d{10}|\d{12}|\d{20}", part)), None)
    if number is None:
        return None
    code = parts[2] if re.fullmatch(r"\d{8}|\d{10}|\d{12}", parts[2]) else None
    amount, issued = _amount(parts[4]), _date(parts[5])
    check_code: str | None = parts[6] if len(parts) > 6 and re.fullmatch(r"[0-9A-Za-z]{5,20}", parts[6]) else None
    if issued is None and len(parts) > 6:
        # medical tickets: …,check code,YYYYMMDD,amount
        issued, amount = _date(parts[5]) or _date(parts[6]), _amount(parts[6]) or _amount(parts[4])
        if re.fullmatch(r"[0-9A-Za-z]{6}", parts[4]) and "." not in parts[4]:
            check_code = parts[4]
            amount = _amount(parts[6]) if issued != _date(parts[6]) else None
    kind = (
        "einvoice" if len(number) == 20 else "vat" if len(number) == 8 and code and len(code) in (10, 12) else "medical"
    )
    return InvoiceCode(kind, code, number, amount, issued, check_code, net=kind == "vat")


def _amount(text: str) -> Decimal | None:
    if not re.fullmatch(r"\d{1,9}(?:\.\d{1,2})?", text) or re.fullmatch(r"20\d{6}", text):
        return None
    try:
        return Decimal(text).quantize(Decimal("0.01"))
    except InvalidOperation:
        return None


def _date(text: str) -> date | None:
    found = re.fullmatch(r"(20\d{2})-?(\d{2})-?(\d{2})", text)
    if not found:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
