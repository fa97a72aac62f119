"""A small company for conversations: three people, the reference plan, an open window, two plan documents."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from bot.wiring import Product
from services.actors import Actor
from services.console_access import hash_password
from services.identity import normal_phone
from services.model import Company, Dependent, Employee, EnrolmentWindow, HrUser, PlanVersion
from services.reminder_model import ReminderSetting
from services.reminder_rules import RULES

DEMO = Path(__file__).resolve().parents[2] / "demo"
DOCUMENTS = (DEMO / "documents" / "理赔申请指南.md", DEMO / "documents" / "Claims-FAQ.md")
HR = Actor(name="hr:hr.admin", role="hr_admin")
REVIEWER = Actor(name="hr:review", role="reviewer")
FINANCE = Actor(name="hr:finance", role="finance")
PASSWORD = "a password for tests"


async def settle(product: Product) -> None:
    """Fill an empty, migrated store."""
    today = product.clock.today()
    store = product.store
    text = (DEMO / "plans" / "reference.yaml").read_text(encoding="utf-8")
    async with store.write() as unit:
        unit.add(Company(code="YS", name="云杉软件", group_name="云杉科技集团"))
        people = [
            _person("YS0001", "林知远", "staff", "13800000001", store),
            _person("YS0002", "苏晚晴", "manager", "13800000002", store),
            _person("YS0003", "Emma Hart", "staff", "13800000003", store, language="en"),
        ]
        for person in people:
            unit.add(person)
        await unit.flush()
        first = people[0].id or 0
        unit.add(Dependent(first, "spouse", "裴听澜", date(1991, 1, 15)))
        unit.add(Dependent(first, "child", "林初夏", date(2020, 6, 20)))
        unit.add(
            EnrolmentWindow("YS", today - timedelta(days=7), today + timedelta(days=21), today + timedelta(days=40))
        )
        unit.add(
            PlanVersion(
                code="reference",
                effective_from=date(2020, 1, 1),
                text=text,
                sha256=hashlib.sha256(text.encode()).hexdigest(),
                published_at=datetime.now(UTC),
                published_by="test",
            )
        )
        for code in RULES:  # they go by the calendar, which other conversations must not depend on
            unit.add(ReminderSetting(code, "", False, [1], "09:30", {}, "test", datetime.now(UTC)))
        hashed = hash_password(PASSWORD)
        for name, role in (("hr.admin", "hr_admin"), ("review", "reviewer"), ("finance", "finance")):
            unit.add(HrUser(username=name, name=name, role=role, password_hash=hashed))
        await unit.commit()


def _person(number: str, name: str, tier: str, phone: str, store: object, language: str = "zh-Hans") -> Employee:
    index = store.index(normal_phone(phone), "phone")  # type: ignore[attr-defined]
    return Employee(
        number=number,
        name=name,
        company_code="YS",
        department="研发部",
        tier=tier,
        birth_date=date(1990, 4, 18),
        hire_date=date(2018, 3, 5),
        monthly_salary=Decimal("18000.00"),
        language=language,
        phone=phone,
        phone_index=index,
        email=f"{number.lower()}@example.com",
        bank_account="9999000087819934739",
    )
