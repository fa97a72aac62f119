"""Deciding again: in its place in the year, with the later claims, exactly; what was decided before stays readable."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from benefits.errors import Conflict
from services.actors import SYSTEM, Actor
from services.automatic import DecideAutomatically
from services.checks import CheckLimits
from services.claims import ClaimReads
from services.decisions import ApproveClaim, CorrectPaper, RejectClaim
from services.model import Claim, Employee
from services.plans import PlanShelf
from services.redeciding import PreviewRedecision, RedecideClaim, ReopenClaim
from services.submission import WithdrawClaim
from storage.unit_of_work import SqlStore
from tests.support import builders
from tests.support.builders import save
from tests.support.claims import clean_claims, publish_reference
from tests.support.clock import SettableClock

HR = Actor(name="hr:chen", role="reviewer")
NO_CHECKS = CheckLimits(automatic_up_to=Decimal(10_000_000), claims_in_30_days=10_000, round_from=Decimal(10_000_000))


class Desk:
    """The use cases over one store, and one person with claims."""

    def __init__(self, store: SqlStore, clock: SettableClock, person: Employee) -> None:
        reads = ClaimReads(PlanShelf(), clock)
        self.store, self.clock, self.person = store, clock, person
        self.decide = DecideAutomatically(store, reads, NO_CHECKS)
        self.reopen, self.preview = ReopenClaim(store, reads), PreviewRedecision(store, reads)
        self.again, self.correct = RedecideClaim(store, reads), CorrectPaper(store, reads)
        self.approve, self.reject = ApproveClaim(store, reads), RejectClaim(store, reads)
        self.withdraw = WithdrawClaim(store, reads)

    async def decided(self, *totals: str, type: str = "outpatient", **values: Any) -> list[int]:
        ids = []
        for total in totals:
            claim = (await clean_claims(self.store, self.person, 1, total=total, type=type, **values))[0]
            await self.decide(SYSTEM, claim.id or 0)
            self.clock.advance(minutes=1)
            ids.append(claim.id or 0)
        return ids

    async def corrected(self, claim_id: int, **values: str) -> None:
        """Taken up again and given other figures, but not decided yet."""
        await self.reopen(HR, claim_id, "金额有误")
        async with self.store.read() as unit:
            paper = (await unit.claims.documents(claim_id))[0]
        await self.correct(HR, claim_id, paper.id or 0, values)

    async def claim(self, claim_id: int) -> Claim:
        async with self.store.read() as unit:
            found = await unit.claims.claim(claim_id)
        assert found is not None
        return found

    async def paid(self, *ids: int) -> list[str]:
        return [str((await self.claim(claim_id)).payable) for claim_id in ids]

    async def ledger(self) -> dict[str, str]:
        async with self.store.read() as unit:
            totals = await unit.ledger.totals(self.person.id or 0)
        return {account: str(amount) for (_, account), amount in totals.items() if amount}

    async def set_state(self, claim_id: int, state: str) -> None:
        async with self.store.write() as unit:
            claim = await unit.claims.lock(claim_id)
            assert claim is not None
            claim.state = state
            await unit.commit()


@pytest.fixture
async def desk(store: SqlStore, clock: SettableClock) -> Desk:
    await publish_reference(store)
    return Desk(store, clock, await save(store, builders.employee()))


async def test_a_corrected_first_claim_moves_the_later_ones_along_the_bands(desk: Desk):
    one, two, three = await desk.decided("400.00", "900.00", "1300.00")
    assert await desk.paid(one, two, three) == ["0.00", "560.00", "1030.00"]
    await desk.corrected(one, total="600.00")
    seen = await desk.preview(HR, one)
    assert [(c.claim.id, str(c.before), str(c.result.payable)) for c in seen.changes] == [
        (one, "0.00", "70.00"),
        (two, "560.00", "630.00"),
        (three, "1030.00", "1070.00"),
    ]
    assert await desk.paid(one, two, three) == ["0.00", "560.00", "1030.00"]  # looking changes nothing
    await desk.again(HR, one, "医院重开了发票", seen.mark)
    assert await desk.paid(one, two, three) == ["70.00", "630.00", "1070.00"]
    # What the year pays for 2,800 at once: 1,500 × 70 % + 800 × 90 %.
    assert await desk.ledger() == {
        "outpatient.eligible": "2800.00",
        "outpatient.paid": "1770.00",
        "medical.paid": "1770.00",
    }
    assert len((await desk.preview(HR, one)).changes) == 1  # nothing is left to change


async def test_the_history_stays_readable_and_the_employee_is_told_before_and_after(desk: Desk):
    one, two = await desk.decided("400.00", "900.00")
    await desk.corrected(one, total="600.00")
    await desk.again(HR, one, "医院重开了发票", (await desk.preview(HR, one)).mark)
    async with desk.store.read() as unit:
        past = await unit.claims.past_decisions(two)
        lines = [
            (line.kind, str(line.amount)) for line in await unit.ledger.of_claim(two) if line.account == "medical.paid"
        ]
        actions = [event.action for event in await unit.claims.events(two)]
    assert [(one.decision, str(one.payable), one.decided_by) for one in past] == [("approved", "560.00", "system")]
    assert past[0].trace[-1]["amount"] == "560.00"
    assert lines == [("decision", "560.00"), ("reversal", "-560.00"), ("decision", "630.00")]
    assert actions == ["approve", "reopen", "approve"]
    claim = await desk.claim(two)
    assert (claim.reviewer, claim.reviewer_note, claim.automatic) == ("hr:chen", "医院重开了发票", False)


async def test_figures_that_changed_meanwhile_are_shown_again_instead_of_booked(desk: Desk):
    one, _ = await desk.decided("400.00", "900.00")
    await desk.corrected(one, total="600.00")
    seen = await desk.preview(HR, one)
    await desk.decided("50.30")
    stale = replace(seen, changes=seen.changes[:1]).mark
    for mark in (stale, ""):
        with pytest.raises(Conflict, match="redecision-changed"):
            await desk.again(HR, one, "更正", mark)
    assert await desk.paid(one) == ["0.00"]


async def test_a_claim_that_changes_no_other_needs_no_agreement(desk: Desk):
    one, two = await desk.decided("3000.00", "900.00")
    await desk.corrected(two, total="950.00")
    done = await desk.again(HR, two, "更正")
    assert [str(change.result.payable) for change in done.changes] == ["855.00"]
    assert await desk.paid(one, two) == ["1950.00", "855.00"]


async def test_approving_a_reopened_claim_keeps_its_place(desk: Desk):
    one, two = await desk.decided("400.00", "3000.00")
    await desk.corrected(one, total="600.00")
    assert (await desk.approve(HR, one)).claim.payable == Decimal("70.00")  # not 90 % on top of the second
    assert [change.claim.id for change in (await desk.preview(HR, one)).changes] == [one, two]


async def test_what_is_paid_already_is_named_and_left_alone(desk: Desk):
    one, two, three = await desk.decided("400.00", "900.00", "1300.00")
    await desk.set_state(two, "payment_issued")
    await desk.corrected(one, total="600.00")
    seen = await desk.preview(HR, one)
    assert [(c.claim.id, c.settled, str(c.difference)) for c in seen.changes] == [
        (one, False, "70.00"),
        (two, True, "70.00"),
        (three, False, "40.00"),
    ]
    assert seen.difference == Decimal("110.00")
    await desk.again(HR, one, "更正", seen.mark)
    assert await desk.paid(one, two, three) == ["70.00", "560.00", "1070.00"]
    with pytest.raises(Conflict, match="claim-not-decided"):
        await desk.preview(HR, two)


async def test_money_that_is_out_still_counts_against_the_limit(desk: Desk):
    one, two = await desk.decided("120.00", "180.00", type="fitness")
    await desk.set_state(two, "paid")
    await desk.corrected(one, total="250.00")
    await desk.again(HR, one, "更正", (await desk.preview(HR, one)).mark)
    assert await desk.paid(one, two) == ["120.00", "180.00"]
    assert (await desk.ledger())["fitness.2026-10.paid"] == "300.00"


async def test_what_an_earlier_claim_frees_of_a_limit_goes_to_the_later_one(desk: Desk):
    one, two = await desk.decided("250.00", "180.00", type="fitness")
    assert await desk.paid(one, two) == ["250.00", "50.00"]
    await desk.corrected(one, total="100.00")
    await desk.again(HR, one, "更正", (await desk.preview(HR, one)).mark)
    assert await desk.paid(one, two) == ["100.00", "180.00"]
    assert (await desk.claim(two)).decision == "approved"


async def test_a_rejection_by_hand_stays(desk: Desk):
    one, two, three = await desk.decided("400.00", "900.00", "1300.00")
    await desk.reopen(HR, two, "复核")
    await desk.reject(HR, two, "不属于保障范围")
    seen = await desk.preview(HR, one)
    # Without the second, the third stands at 400: 100 × 0 + 1,200 × 70 %.
    assert [(c.claim.id, str(c.result.payable)) for c in seen.changes] == [(one, "0.00"), (three, "840.00")]
    await desk.again(HR, one, "更正", seen.mark)
    assert await desk.paid(one, two, three) == ["0.00", "0.00", "840.00"]


async def test_a_reopened_claim_that_is_withdrawn_gives_back_what_it_booked(desk: Desk):
    one, two = await desk.decided("400.00", "900.00")
    await desk.reopen(HR, one, "复核")
    own = Actor(name="employee:1", role="employee", account_id=1, employee_id=desk.person.id)
    await desk.withdraw(own, one)
    assert await desk.ledger() == {
        "outpatient.eligible": "900.00",
        "outpatient.paid": "560.00",
        "medical.paid": "560.00",
    }
    async with desk.store.read() as unit:
        assert len(await unit.claims.past_decisions(one)) == 1
    assert [(c.claim.id, str(c.result.payable)) for c in (await desk.preview(HR, two)).changes] == [(two, "280.00")]


async def test_a_decision_before_is_kept_with_who_made_it(desk: Desk):
    (claim,) = await desk.decided("1000.00")
    await desk.reopen(HR, claim, "再看")
    await desk.approve(HR, claim, "金额无误")
    await desk.reopen(HR, claim, "再看一次")
    await desk.approve(Actor(name="hr:wu", role="reviewer"), claim, "同意")
    async with desk.store.read() as unit:
        past = await unit.claims.past_decisions(claim)
    assert [(one.decided_by, one.note) for one in past] == [("system", ""), ("hr:chen", "金额无误")]
    found = await desk.claim(claim)
    assert (found.reviewer, found.automatic) == ("hr:wu", False)
