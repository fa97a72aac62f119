"""A person's right to a copy of what is stored about them."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Any

from benefits.errors import NotFound
from locales import text
from services.actors import Actor, UseCase
from services.ports import Clock, FileVault, Store


@dataclass(frozen=True, slots=True)
class PersonalCopy:
    """``archive`` is a ZIP: a note in the person's language, ``data.json``, and every original that they sent."""

    archive: bytes
    records: int
    originals: int
    missing: Sequence[str]
    """Originals that the file store no longer has, by name."""


class ExportPersonalData(UseCase):
    """Everything stored about one employee, readable, for them. The act is in the audit trail.

    Raises NotFound("employee-not-found", number=…).
    """

    permission = "person.export"

    def __init__(self, store: Store, vault: FileVault, clock: Clock) -> None:
        self._store, self._vault, self._clock = store, vault, clock

    async def __call__(self, actor: Actor, number: str) -> PersonalCopy:
        async with self._store.write() as unit:
            employee = await unit.people.employee_by_number(number)
            if employee is None or employee.id is None:
                raise NotFound("employee-not-found", number=number)
            actor.require_company(employee.company_code)
            records = await unit.personal.of_employee(employee.id)
            ids = ([row["id"] for row in records.get(name, [])] for name in ("claims", "life_events"))
            papers = await unit.personal.originals(*ids)
            unit.record(actor.name, "person.export", "employee", employee.number)
            await unit.commit()
        buffer, missing, count = io.BytesIO(), [], 0
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            note = text(employee.language, "export-note", number=number, name=employee.name, day=self._clock.today())
            archive.writestr("README.txt", note + "\n")
            archive.writestr("data.json", json.dumps(records, ensure_ascii=False, indent=1, default=_plain))
            for place, paper in enumerate(papers, 1):
                name = PurePosixPath(paper["filename"] or "paper").name
                try:
                    data = await self._vault.get(paper["sha256"])
                except NotFound:
                    missing.append(name)
                    continue
                archive.writestr(f"originals/{paper['claim_id'] or 'life-events'}/{place:03}-{name}", data)
                count += 1
        return PersonalCopy(buffer.getvalue(), sum(map(len, records.values())), count, missing)


def _plain(value: Any) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(type(value).__name__)
