"""Asking the tax or financial bill authority whether an invoice exists. Off unless an address is configured.

The protocol (docs/receipts.md): ``POST <url>/v1/verify`` with JSON {"kind", "code", "number", "date", "total",
"check_code"} (null where unknown) and ``Authorization: Bearer <key>``. The answer is 200 with
{"status": "valid"|"mismatch"|"not_found"|"voided"|"reversed", "differences": [field…], "checked_at": ISO time};
429 and 5xx mean later. Only what is printed on the invoice is sent: no patient, no claim, no employee.
"""

from __future__ import annotations

import asyncio
from typing import Any

import httpx

from services.receipts import ReceiptReading, Verification

STATUSES = ("valid", "mismatch", "not_found", "voided", "reversed")
VERIFIABLE = {"einvoice", "vat", "outpatient", "inpatient"}
MAX_ANSWER_BYTES = 65_536


class BillAuthority:
    """Client of the verification service. ``url`` None or empty: every answer is ``disabled``."""

    def __init__(
        self,
        url: str | None = None,
        key: str | None = None,
        *,
        timeout: float = 10.0,
        attempts: int = 3,
        pause: float = 0.5,
    ) -> None:
        self._url = (url or "").rstrip("/")
        self._key = key
        self._timeout = timeout
        self._attempts = attempts
        self._pause = pause

    async def verify(self, reading: ReceiptReading) -> Verification:
        """Never raises: a service that does not answer gives ``unavailable``."""
        if not self._url:
            return Verification("disabled")
        if reading.kind not in VERIFIABLE or not reading.number or reading.date is None or reading.total is None:
            return Verification("not_applicable")
        payload = {
            "kind": reading.kind,
            "code": reading.code,
            "number": reading.number,
            "date": reading.date.isoformat(),
            "total": f"{reading.total:.2f}",
            "check_code": reading.check_code,
        }
        headers = {"Authorization": f"Bearer {self._key}"} if self._key else {}
        async with httpx.AsyncClient(timeout=self._timeout, follow_redirects=False, trust_env=False) as client:
            for attempt in range(self._attempts):
                if attempt:
                    await asyncio.sleep(self._pause * 2 ** (attempt - 1))
                try:
                    response = await client.post(f"{self._url}/v1/verify", json=payload, headers=headers)
                except httpx.HTTPError:
                    continue
                if response.status_code == 200:
                    return _parse(response)
                if response.status_code not in (429, 500, 502, 503, 504):
                    break
        return Verification("unavailable")


def _parse(response: httpx.Response) -> Verification:
    if len(response.content) > MAX_ANSWER_BYTES:
        return Verification("unavailable")
    try:
        body: Any = response.json()
    except ValueError:
        return Verification("unavailable")
    if not isinstance(body, dict) or body.get("status") not in STATUSES:
        return Verification("unavailable")
    differences = body.get("differences") or []
    if not isinstance(differences, list):
        differences = []
    checked = body.get("checked_at")
    return Verification(
        str(body["status"]), tuple(str(item)[:40] for item in differences[:20]), str(checked)[:40] if checked else None
    )
