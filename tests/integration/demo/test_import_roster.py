"""Refreshing the roster on both databases."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from benefits.errors import NotPermitted
from services.actors import Actor
from services.identity import LinkByPhone, OpenAccount
from services.model import Employee
from services.roster import ImportRoster, RosterReport
from storage.unit_of_work import SqlStore
from tests.support.builders import account, company, save
from tests.support.clock import SettableClock

HR = Actor(name="hr:test", role="hr_admin")
HEAD = "工号,姓名,公司代码,公司名称,部门,职级,出生日期,入职日期,基本工资,手机号码,状态"
ROWS = (
    "A001,林小满,XH,星河科技,研发部,普通员工,1995-05-20,2022-03-01,18000,13900000001,在职",
    "A002,周敏,XH,星河科技,人力资源部,经理,1988-01-02,2015-03-01,32000,13900000002,在职",
    "B001,何远,YF,远帆数据,研发部,普通员工,1999-09-09,2023-07-03,15000,13900000003,在职",
)


def roster(*rows: str) -> bytes:
    return "\n".join([HEAD, *(rows or ROWS)]).encode("gbk")


async def load(store: SqlStore, data: bytes, actor: Actor = HR, *, mark_missing_left: bool = False) -> RosterReport:
    return await ImportRoster(store)(actor, data, "roster.csv", mark_missing_left=mark_missing_left)


async def employee(store: SqlStore, number: str) -> Employee:
    async with store.read() as unit:
        found = await unit.people.employee_by_number(number)
    assert found is not None
    return found


async def test_people_and_companies_are_made_and_the_same_file_changes_nothing(store: SqlStore) -> None:
    first = await load(store, roster())
    assert (first.added, first.companies, first.problems) == (3, ("XH", "YF"), ())
    second = await load(store, roster())
    assert (second.added, second.changed, second.unchanged, second.companies) == (0, 0, 3, ())


async def test_a_change_reaches_only_what_the_file_says(store: SqlStore) -> None:
    await load(store, roster())
    report = await load(
        store, "工号,姓名,公司,出生日期,入职日期,部门\nA001,林小满,星河科技,1995-05-20,2022-03-01,产品部".encode()
    )
    assert (report.changed, report.added) == (1, 0)
    kept = await employee(store, "A001")
    assert (kept.department, kept.phone, str(kept.monthly_salary)) == ("产品部", "13900000001", "18000.00")


async def test_missing_people_stay_unless_told_and_bad_rows_count_as_present(store: SqlStore) -> None:
    await load(store, roster())
    assert (await load(store, roster(ROWS[0]))).left == 0
    broken = ROWS[0].replace("1995-05-20", "unknown")
    report = await load(store, roster(broken, ROWS[1].replace("32000", "33000"), ROWS[2]), mark_missing_left=True)
    assert (report.left, report.rejected, report.changed) == (0, 1, 1)
    report = await load(store, roster(ROWS[0]), mark_missing_left=True)
    assert report.left == 1
    assert [(await employee(store, n)).status for n in ("A001", "A002", "B001")] == ["active", "left", "active"]


async def test_who_leaves_is_a_stranger_in_the_chat_at_once(store: SqlStore, clock: SettableClock) -> None:
    await load(store, roster())
    person = await employee(store, "A001")
    chat = await save(store, account(person))
    actor = Actor(name="chat", role="stranger", account_id=chat.id)
    assert (await OpenAccount(store, clock)(actor, chat.channel, chat.chat_id)).employee is not None
    await load(store, roster(ROWS[0].replace("在职", "离职")))
    assert (await OpenAccount(store, clock)(actor, chat.channel, chat.chat_id)).employee is None


async def test_a_phone_of_the_file_links_its_owner(store: SqlStore, clock: SettableClock) -> None:
    await load(store, roster())
    chat = await save(store, account())
    linked = await LinkByPhone(store, clock)(Actor("chat", "stranger", account_id=chat.id), "+86 139-0000-0002")
    assert linked.number == "A002"


async def test_hr_of_one_company_touches_no_other(store: SqlStore) -> None:
    await save(store, company())
    mine = Actor(name="hr:xh", role="hr_admin", companies=("XH",))
    report = await load(store, roster(), mine)
    assert (report.added, report.companies) == (2, ())
    assert [(p.row, p.code) for p in report.problems] == [(4, "other-company")]
    await load(store, roster())
    stolen = await load(store, roster(ROWS[2].replace("YF,远帆数据", "XH,星河科技")), mine)
    assert [(p.row, p.code) for p in stolen.problems] == [(2, "other-company")]
    assert (await employee(store, "B001")).company_code == "YF"


async def test_a_reviewer_may_not_import(store: SqlStore) -> None:
    with pytest.raises(NotPermitted):
        await load(store, roster(), Actor(name="hr:r", role="reviewer"))


async def test_dependents_are_upserted_by_employee_name_and_birth_date(store: SqlStore) -> None:
    await load(store, roster())
    head = "员工编号,关系,家属姓名,出生日期,参保日期\n"
    text = head + "A001,女儿,林小米,2020-06-01,\nZ999,儿子,某某,2020-06-01,\nA001,配偶,周一,1994-02-02,2026/1/1"
    first = await load(store, text.encode())
    assert (first.kind, first.added) == ("dependents", 2)
    assert [(p.row, p.code) for p in first.problems] == [(3, "employee-unknown")]
    second = await load(store, (head + "A001,女儿,林小米,2020-06-01,2026年5月1日").encode("utf-8-sig"))
    assert (second.added, second.changed) == (0, 1)
    async with store.read() as unit:
        family = await unit.people.dependents((await employee(store, "A001")).id or 0)
    assert {(d.name, d.relation, d.enrolled_from) for d in family} == {
        ("林小米", "child", date(2026, 5, 1)),
        ("周一", "spouse", date(2026, 1, 1)),
    }


async def test_the_roster_of_the_demo_is_a_roster(store: SqlStore) -> None:
    folder = Path(__file__).parents[3] / "demo" / "roster"
    report = await load(store, (folder / "employees.csv").read_bytes())
    assert (report.added, report.problems) == (60, ())
