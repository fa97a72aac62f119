"""Appeals on both databases: who may, until when, who decides, and that the money stays exact."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

import pytest

from benefits.errors import Conflict, InvalidInput, NotFound, NotPermitted
from services.actors import Actor
from services.appeal_decisions import DecideAppeal, ListAppeals, OpenAppeal
from services.appeal_papers import AddAppealPaper
from services.appeals import AppealClaim, ListAppealable, ShowAppeal, WithdrawAppeal
from services.claims import ClaimReads
from services.model import HrUser
from services.payouts import CreatePayoutBatch, ListPayable, MarkBatchPaid
from services.plans import PlanShelf
from storage.unit_of_work import SqlStore
from tests.integration.storage.test_redeciding import HR, Desk
from tests.support import builders
from tests.support.builders import save
from tests.support.claims import publish_reference
from tests.support.clock import SettableClock

OTHER = Actor(name="hr:wu", role="reviewer")
FINANCE = Actor(name="hr:cao", role="finance")
WHY = "医生写错了日期，我附了说明"


class KeptFiles:
    """A vault in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    async def put(self, data: bytes) -> str:
        name = sha256(data).hexdigest()
        self.kept[name] = data
        return name

    async def get(self, sha256: str) -> bytes:
        return self.kept[sha256]


class Court(Desk):
    def __init__(self, store: SqlStore, clock: SettableClock, person) -> None:
        super().__init__(store, clock, person)
        reads, zone = ClaimReads(PlanShelf(), clock), ZoneInfo("Asia/Shanghai")
        self.show, self.appeal = ShowAppeal(store, reads, zone), AppealClaim(store, reads, zone)
        self.open, self.decide_appeal = OpenAppeal(store, reads, zone), DecideAppeal(store, reads, zone)
        self.listed = ListAppeals(store, zone)
        self.choices, self.take_back = ListAppealable(store, reads, zone), WithdrawAppeal(store, reads, zone)
        self.add_paper = AddAppealPaper(store, KeptFiles(), reads)
        self.payable, self.pay, self.settle = (
            ListPayable(store),
            CreatePayoutBatch(store, clock),
            MarkBatchPaid(store, clock),
        )
        self.me = Actor(f"employee:{person.id}", "employee", employee_id=person.id)

    async def rejected(self, by: Actor = HR) -> int:
        (claim,) = await self.decided("1000.00")
        await self.reopen(by, claim, "再看")
        await self.reject(by, claim, "不是本人")
        return claim

    async def paid_out(self, total: str = "1000.00") -> int:
        (claim,) = await self.decided(total)
        batch = await self.pay(FINANCE)
        await self.settle(FINANCE, batch.id or 0)
        return claim


@pytest.fixture
async def court(store: SqlStore, clock: SettableClock) -> Court:
    await publish_reference(store)
    for name in ("chen", "wu"):
        await save(store, HrUser(name, name, "reviewer", "x"))
    return Court(store, clock, await save(store, builders.employee()))


async def test_an_appeal_is_filed_once_in_the_persons_own_words(court: Court):
    claim = await court.rejected()
    status = await court.show(court.me, claim)
    assert status.until is not None and status.appeal is None
    with pytest.raises(InvalidInput, match="appeal-reason"):
        await court.appeal(court.me, claim, "不")
    made = await court.appeal(court.me, claim, f"  {WHY} ")
    again = await court.appeal(court.me, claim, "第二次点")
    assert (again.number, again.reason, again.answer_by) == (made.number, WHY, made.answer_by)
    assert made.number.endswith("-S1")
    assert [one.number for one in await court.listed(HR)] == [made.number]
    stranger = Actor("employee:999", "employee", employee_id=999)
    with pytest.raises(NotFound):
        await court.appeal(stranger, claim, WHY)
    with pytest.raises(NotPermitted):
        await court.appeal(HR, claim, WHY)
    with pytest.raises(NotPermitted):
        await court.decide_appeal(court.me, claim, "同意", change=True)


async def test_after_thirty_days_it_is_too_late(court: Court):
    claim = await court.rejected()
    until = (await court.show(court.me, claim)).until
    assert until is not None
    court.clock.advance(days=(until - court.clock.today()).days + 1)
    assert (await court.show(court.me, claim)).until is None
    with pytest.raises(Conflict, match="appeal-late"):
        await court.appeal(court.me, claim, WHY)


async def test_money_on_its_way_comes_first(court: Court):
    (claim,) = await court.decided("1000.00")
    with pytest.raises(Conflict, match="appeal-not-yet"):
        await court.appeal(court.me, claim, WHY)
    batch = await court.pay(FINANCE)
    with pytest.raises(Conflict, match="appeal-not-yet"):
        await court.appeal(court.me, claim, WHY)
    await court.settle(FINANCE, batch.id or 0)
    assert (await court.appeal(court.me, claim, WHY)).from_state == "paid"


async def test_who_decided_before_decides_no_appeal_unless_nobody_else_can(court: Court):
    claim = await court.rejected()
    await court.appeal(court.me, claim, WHY)
    with pytest.raises(Conflict, match="appeal-own-decision"):
        await court.decide_appeal(HR, claim, "还是不行", change=False)
    with pytest.raises(Conflict, match="claim-already-decided"):  # no way around it
        await court.approve(OTHER, claim)
    with pytest.raises(Conflict, match="claim-not-decided"):
        await court.again(OTHER, claim, "改")
    async with court.store.write() as unit:
        user = await unit.people.hr_user("wu")
        assert user is not None
        user.active = False
        await unit.commit()
    await court.decide_appeal(HR, claim, "没有其他人", change=False)


async def test_an_upheld_rejection_keeps_what_was_said_and_cannot_be_appealed_again(court: Court):
    claim = await court.rejected()
    await court.appeal(court.me, claim, WHY)
    with pytest.raises(InvalidInput, match="reason-missing"):
        await court.decide_appeal(OTHER, claim, " ", change=False)
    view = await court.decide_appeal(OTHER, claim, "确实不是本人", change=False)
    assert (view.claim.state, view.claim.payable, view.claim.reviewer_note) == ("rejected", 0, "确实不是本人")
    async with court.store.read() as unit:
        past = await unit.claims.past_decisions(claim)
    assert [one.note for one in past][-1] == "不是本人"
    assert await court.ledger() == {}
    assert (await court.show(court.me, claim)).until is None
    with pytest.raises(Conflict, match="appeal-once"):
        await court.appeal(court.me, claim, WHY)
    with pytest.raises(Conflict, match="claim-already-decided"):
        await court.decide_appeal(OTHER, claim, "再一次", change=False)


async def test_a_changed_rejection_is_decided_by_the_rules_and_paid(court: Court):
    claim = await court.rejected()
    await court.appeal(court.me, claim, WHY)
    appeal = await court.open(OTHER, claim)
    assert appeal is not None and (str(appeal.payable), appeal.barred) == ("350.00", False)
    view = await court.decide_appeal(OTHER, claim, "有证明", change=True)
    assert (view.claim.decision, str(view.claim.payable)) == ("approved", "350.00")
    assert (await court.ledger())["outpatient.paid"] == "350.00"
    assert [str(one.payable) for one, _ in await court.payable(FINANCE)] == ["350.00"]


async def test_an_appeal_of_a_paid_claim_pays_the_difference_only(court: Court):
    claim = await court.paid_out("1000.00")
    await court.appeal(court.me, claim, WHY)
    with pytest.raises(Conflict, match="appeal-no-more"):
        await court.decide_appeal(OTHER, claim, "重算", change=True)
    async with court.store.read() as unit:
        paper = (await unit.claims.documents(claim))[0]
    await court.correct(OTHER, claim, paper.id or 0, {"total": "900.00"})
    with pytest.raises(Conflict, match="appeal-no-more"):  # never less than before
        await court.decide_appeal(OTHER, claim, "重算", change=True)
    await court.correct(OTHER, claim, paper.id or 0, {"total": "1200.00"})
    await court.decide_appeal(OTHER, claim, "票面是 1200", change=True)
    assert await court.paid(claim) == ["490.00"]
    batch = await court.pay(FINANCE)
    assert (str(batch.total), batch.amounts) == ("140.00", {str(claim): "140.00"})
    await court.settle(FINANCE, batch.id or 0)
    found = await court.claim(claim)
    assert (found.state, str(found.paid_amount)) == ("paid", "490.00")
    assert await court.payable(FINANCE) == []
    async with court.store.read() as unit:
        first = (await unit.payouts.batches())[-1]
        assert [one.id for one in await unit.payouts.claims(first.id or 0)] == [claim]
    assert (await court.ledger())["outpatient.paid"] == "490.00"


async def test_an_upheld_appeal_of_a_paid_claim_changes_no_money(court: Court):
    claim = await court.paid_out()
    await court.appeal(court.me, claim, WHY)
    view = await court.decide_appeal(OTHER, claim, "按规则没有错", change=False)
    assert (view.claim.state, str(view.claim.payable)) == ("paid", "350.00")
    assert await court.payable(FINANCE) == []
    court.clock.advance(days=1)
    assert (await court.ledger())["outpatient.paid"] == "350.00"


async def test_a_decision_that_hr_took_up_again_can_be_appealed_again(court: Court):
    claim = await court.rejected()
    await court.appeal(court.me, claim, WHY)
    await court.decide_appeal(OTHER, claim, "维持", change=False)
    await court.reopen(HR, claim, "新材料")
    await court.reject(HR, claim, "还是不行")
    assert (await court.appeal(court.me, claim, WHY)).number.endswith("-S2")


async def test_the_answer_is_due_in_ten_working_days(court: Court):
    claim = await court.rejected()
    made = await court.appeal(court.me, claim, WHY)
    days = made.answer_by - court.clock.today()
    assert timedelta(days=12) <= days <= timedelta(days=21)  # more over a holiday
