"""Records with sensible values, so that a test names only what it is about. ``save`` stores them and fills their ids."""

from __future__ import annotations

import hashlib
import itertools
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, TypeVar

from services.model import (
    Campaign,
    ChatAccount,
    Claim,
    ClaimDocument,
    Company,
    Dependent,
    Election,
    Employee,
    EnrolmentWindow,
    HrUser,
    Job,
    LedgerEntry,
    LinkCode,
    QuestionRecord,
    StoredFile,
)
from services.ports import Store
from tests.support.clock import START

R = TypeVar("R")
_numbers = itertools.count(1)
TODAY = date(2026, 11, 2)


async def save(store: Store, *records: Any) -> Any:
    """Store records in one transaction; returns the only one, or all of them."""
    async with store.write() as unit:
        for record in records:
            unit.add(record)
            await unit.flush()
        await unit.commit()
    return records[0] if len(records) == 1 else records


def company(**values: Any) -> Company:
    return Company(**{"code": "XH", "name": "星河科技", "group_name": "星河集团"} | values)


def employee(**values: Any) -> Employee:
    number = next(_numbers)
    return Employee(
        **{
            "number": f"T{number:05d}",
            "name": "林小满",
            "company_code": "XH",
            "department": "研发部",
            "tier": "staff",
            "birth_date": date(1995, 5, 20),
            "hire_date": date(2022, 3, 1),
            "monthly_salary": Decimal("18000.00"),
            "phone": f"1390000{number:04d}",
            "bank_account": f"62220000{number:08d}",
        }
        | values
    )


def dependent(of: Employee, **values: Any) -> Dependent:
    born = {"name": "林小米", "relation": "child", "birth_date": date(2020, 6, 1), "enrolled_from": date(2026, 1, 1)}
    return Dependent(**{"employee_id": of.id} | born | values)


def hr_user(**values: Any) -> HrUser:
    return HrUser(
        **{"username": f"hr{next(_numbers)}", "name": "周敏", "role": "hr_admin", "password_hash": "unusable"} | values
    )


def account(of: Employee | None = None, **values: Any) -> ChatAccount:
    """A chat; linked and consented when an employee is given."""
    linked = (
        {"employee_id": of.id, "linked_at": START, "consented_at": START, "consent_version": "2026-01"} if of else {}
    )
    return ChatAccount(
        **{"channel": "telegram", "chat_id": 700_000 + next(_numbers), "language": "zh-Hans", "last_seen_at": START}
        | linked
        | values
    )


def link_code(of: Employee, **values: Any) -> LinkCode:
    times = {"issued_at": START, "expires_at": START + timedelta(days=7), "issued_by": "hr"}
    return LinkCode(**{"employee_id": of.id, "code_index": f"{next(_numbers):064d}"} | times | values)


def claim(of: Employee, **values: Any) -> Claim:
    return Claim(
        **{
            "employee_id": of.id,
            "type": "outpatient",
            "state": "submitted",
            "number": f"BX2026-{next(_numbers):06d}",
            "created_at": START,
            "submitted_at": START,
            "service_date": date(2026, 10, 20),
            "total": Decimal("860.00"),
        }
        | values
    )


def stored_file(content: bytes = b"", **values: Any) -> StoredFile:
    content = content or f"file {next(_numbers)}".encode()
    return StoredFile(
        **{
            "sha256": hashlib.sha256(content).hexdigest(),
            "filename": "发票.jpg",
            "mime": "image/jpeg",
            "size": len(content),
            "stored_at": START,
        }
        | values
    )


def claim_document(of: Claim, file: StoredFile, **values: Any) -> ClaimDocument:
    return ClaimDocument(**{"claim_id": of.id, "kind": "invoice", "file_id": file.id, "added_at": START} | values)


def ledger_entry(of: Claim, amount: str, **values: Any) -> LedgerEntry:
    line = {"claimant": "self", "plan_year": 2026, "account": "outpatient:paid", "at": START}
    return LedgerEntry(**{"employee_id": of.employee_id, "claim_id": of.id, "amount": Decimal(amount)} | line | values)


def window(**values: Any) -> EnrolmentWindow:
    days = {"opens": date(2026, 10, 15), "closes": date(2026, 11, 30), "effective_from": date(2027, 1, 1)}
    return EnrolmentWindow(**{"company_code": "XH", "name": "2027"} | days | values)


def election(of: Employee, during: EnrolmentWindow, **values: Any) -> Election:
    money = {
        "monthly_total": Decimal("400.00"),
        "monthly_company": Decimal("200.00"),
        "monthly_employee": Decimal("200.00"),
    }
    chosen = {"benefit": "family", "option": "standard", "dependents": [], "trace": [], "confirmed_at": START}
    ids = {"employee_id": of.id, "window_id": during.id, "effective_from": during.effective_from}
    return Election(**ids | chosen | money | values)


def question(of: ChatAccount, **values: Any) -> QuestionRecord:
    asked = {"question": "门诊能报多少", "language": "zh-Hans", "answer": "门诊按年度累计分段报销。", "band": "answer"}
    return QuestionRecord(**{"account_id": of.id, "employee_id": of.employee_id, "asked_at": START} | asked | values)


def campaign(**values: Any) -> Campaign:
    texts = {"zh-Hans": "选择福利的窗口十一月三十日关闭。"}
    return Campaign(
        **{"name": "提醒", "audience": {}, "texts": texts, "created_by": "hr", "created_at": START} | values
    )


def job(kind: str = "test", **values: Any) -> Job:
    return Job(**{"kind": kind, "payload": {}, "due_at": START, "created_at": START} | values)


def at(text: str) -> datetime:
    """``2026-11-02 10:00`` in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
