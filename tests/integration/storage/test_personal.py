"""A person's copy of their data: whole, readable, and nobody else's."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace

import pytest

from benefits.errors import NotFound, NotPermitted
from services.actors import Actor
from services.model import ChatAccount, Claim, ClaimDocument, Employee, StoredFile
from services.personal import ExportPersonalData
from storage.audit import verify_audit
from storage.database import Database
from storage.files import LocalVault
from storage.unit_of_work import SqlStore
from tests.support import builders
from tests.support.clock import START

OPERATOR = Actor(name="operator", role="super_admin")


async def with_claim(store: SqlStore, vault: LocalVault, employee: Employee, data: bytes, name: str) -> Claim:
    sha = await vault.put(data)
    file = await builders.save(store, StoredFile(sha256=sha, filename=name, mime="image/png", size=9, stored_at=START))
    claim = Claim(
        employee_id=employee.id or 0,
        type="outpatient",
        state="draft",
        created_at=START,
        reviewer_note=f"note on {name}",
        checks=[{"code": "duplicate", "claim": "BX2026-000099"}],
    )
    await builders.save(store, claim)
    paper = ClaimDocument(claim_id=claim.id or 0, kind="invoice", file_id=file.id or 0, added_at=START)
    paper.values = {"diagnosis": f"diagnosis on {name}"}
    await builders.save(store, paper)
    return claim


async def test_a_copy_holds_everything_of_the_person_and_nothing_of_others(
    store: SqlStore, vault: LocalVault, clock, database: Database
):
    mine = await builders.save(store, builders.employee(number="E1", bank_account="6222000011112222"))
    other = await builders.save(store, builders.employee(number="E2", bank_account="6222999999999999"))
    await builders.save(store, ChatAccount(channel="webchat", chat_id=77, employee_id=mine.id, consented_at=START))
    claim = await with_claim(store, vault, mine, b"my receipt", "mine.png")
    await with_claim(store, vault, other, b"their receipt", "theirs.png")

    made = await ExportPersonalData(store, vault, clock)(OPERATOR, "E1")

    with zipfile.ZipFile(io.BytesIO(made.archive)) as archive:
        assert sorted(archive.namelist()) == ["README.txt", "data.json", f"originals/{claim.id}/001-mine.png"]
        assert archive.read(f"originals/{claim.id}/001-mine.png") == b"my receipt"
        words = archive.read("data.json").decode()
        assert "E1" in archive.read("README.txt").decode()
    records = json.loads(words)
    assert records["employees"][0]["bank_account"] == "6222000011112222"
    assert records["claims"][0]["reviewer_note"] == "note on mine.png"
    assert records["claim_documents"][0]["values"] == {"diagnosis": "diagnosis on mine.png"}
    assert records["chat_accounts"][0]["chat_id"] == 77
    assert "theirs" not in words and "E2" not in words and "6222999999999999" not in words
    assert "phone_index" not in words
    assert "BX2026-000099" not in words and "paper_marks" not in records
    assert made.originals == 1 and made.missing == [] and made.records == sum(map(len, records.values()))
    assert (await verify_audit(database)).entries == 1


async def test_an_original_that_is_gone_is_named_and_the_rest_is_there(store: SqlStore, vault: LocalVault, clock):
    mine = await builders.save(store, builders.employee(number="E1"))
    await with_claim(store, vault, mine, b"kept", "kept.png")
    gone = StoredFile(sha256="0" * 64, filename="gone.png", mime="image/png", size=1, stored_at=START)
    await builders.save(store, gone)
    claim = Claim(employee_id=mine.id or 0, type="outpatient", state="draft", created_at=START)
    await builders.save(store, claim)
    await builders.save(
        store, ClaimDocument(claim_id=claim.id or 0, kind="invoice", file_id=gone.id or 0, added_at=START)
    )
    made = await ExportPersonalData(store, vault, clock)(OPERATOR, "E1")
    assert (made.originals, made.missing) == (1, ["gone.png"])


async def test_only_who_may_and_only_for_who_exists(store: SqlStore, vault: LocalVault, clock):
    await builders.save(store, builders.employee(number="E1"))
    export = ExportPersonalData(store, vault, clock)
    with pytest.raises(NotPermitted):
        await export(replace(OPERATOR, role="hr_admin"), "E1")
    with pytest.raises(NotFound):
        await export(OPERATOR, "nobody")
