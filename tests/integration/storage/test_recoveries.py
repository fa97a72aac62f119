"""A paid claim that comes out lower: the difference is named, asked back, noted when it came, and never paid twice."""

from __future__ import annotations

from decimal import Decimal

import pytest
from sqlalchemy import select

from benefits.errors import Conflict, InvalidInput, NotPermitted
from services.actors import Actor
from services.model import Job
from services.recoveries import ListRecoverable, RecordRecovery
from tests.integration.storage.test_appeals import FINANCE, OTHER, WHY, Court, court  # noqa: F401
from tests.integration.storage.test_redeciding import HR


class Till:
    """The use cases of finance, and what employees are told."""

    def __init__(self, court: Court) -> None:  # noqa: F811
        self.court = court
        self.listed, self.record = ListRecoverable(court.store), RecordRecovery(court.store, court.clock)

    async def owed(self) -> list[str]:
        return [str(claim.paid_amount - (claim.payable or 0)) for claim, _ in await self.listed(FINANCE)]

    async def told(self) -> dict[str, str]:
        """The newest notice: its key and arguments."""
        async with self.court.store.read() as unit:
            jobs = (await unit.session.execute(select(Job).order_by(Job.id))).scalars().all()  # type: ignore[attr-defined]
        return {"key": jobs[-1].payload["key"], **jobs[-1].payload["args"]}


@pytest.fixture
def till(court: Court) -> Till:  # noqa: F811
    return Till(court)


async def lowered(court: Court, total: str = "800.00") -> int:  # noqa: F811
    """Paid 350.00 for 1,000, and decided again on another total."""
    claim = await court.paid_out("1000.00")
    await court.corrected(claim, total=total)
    await court.approve(HR, claim, "票面金额看错了")
    return claim


async def test_what_was_paid_too_much_is_listed_and_told(court: Court, till: Till):  # noqa: F811
    claim = await lowered(court)
    found = await court.claim(claim)
    assert (found.state, str(found.payable), str(found.paid_amount)) == ("paid", "210.00", "350.00")
    assert await till.owed() == ["140.00"]
    told = await till.told()
    assert told | {"key": "notice-overpaid", "paid": "350.00", "payable": "210.00", "owed": "140.00"} == told
    assert (await court.ledger())["outpatient.paid"] == "210.00"
    assert await court.payable(FINANCE) == []
    with pytest.raises(NotPermitted):
        await till.listed(HR)
    assert await till.listed(Actor("hr:zn", "finance", companies=("ZN",))) == []


async def test_what_comes_back_is_noted_once_in_parts_or_whole(court: Court, till: Till):  # noqa: F811
    claim = await lowered(court)
    part, rest, seen = Decimal("40.00"), Decimal("100.00"), Decimal("140.00")
    for wrong in ("0.00", "-1.00", "140.01", "1.005"):
        with pytest.raises(InvalidInput, match="recovery-amount"):
            await till.record(FINANCE, claim, Decimal(wrong), seen)
    await till.record(FINANCE, claim, part, seen)
    assert (await till.told())["key"] == "notice-recovered-part"
    with pytest.raises(Conflict, match="recovery-changed"):  # a second click
        await till.record(FINANCE, claim, part, seen)
    await till.record(FINANCE, claim, rest, rest)
    assert (await till.told())["key"] == "notice-recovered"
    assert await till.owed() == []
    with pytest.raises(Conflict, match="recovery-changed"):
        await till.record(FINANCE, claim, Decimal("0.00"), Decimal("0.00"))
    async with court.store.read() as unit:
        notes = [event.note for event in await unit.claims.events(claim) if event.action == "recover"]
    assert notes == ["40.00", "100.00"]


async def test_a_paid_claim_that_is_declined_afterwards_is_owed_whole(court: Court, till: Till):  # noqa: F811
    claim = await court.paid_out("1000.00")
    await court.reopen(HR, claim, "不是本人")
    assert await till.owed() == []  # nothing is decided while it is open
    with pytest.raises(Conflict, match="claim-was-paid"):
        await court.withdraw(court.me, claim)
    await court.reject(HR, claim, "不是本人")
    assert await till.owed() == ["350.00"]
    assert (await till.told())["key"] == "notice-overpaid"
    assert await court.ledger() == {}


async def test_a_paid_claim_that_comes_out_the_same_or_higher_owes_nothing(court: Court, till: Till):  # noqa: F811
    same = await court.paid_out("1000.00")
    await court.reopen(HR, same, "再看")
    await court.approve(HR, same)
    assert (await court.claim(same)).state == "paid"
    assert (await till.told())["key"] == "notice-paid-stays"
    await court.corrected(same, total="1200.00")
    await court.approve(HR, same)
    told = await till.told()
    assert (told["key"], told["more"]) == ("notice-paid-more", "140.00")
    batch = await court.pay(FINANCE)
    assert str(batch.total) == "140.00"
    assert await till.owed() == []


async def test_deciding_a_paid_claim_again_books_it_and_leaves_later_paid_ones(court: Court, till: Till):  # noqa: F811
    first, second = await court.paid_out("1000.00"), await court.paid_out("500.00")
    await court.corrected(first, total="800.00")
    seen = await court.preview(HR, first)
    assert [(one.claim.id, one.settled) for one in seen.changes] == [(first, False)]
    await court.again(HR, first, "票面金额看错了", seen.mark)
    assert await court.paid(first, second) == ["210.00", "350.00"]
    assert await till.owed() == ["140.00"]
    assert (await till.told())["key"] == "notice-overpaid"


async def test_an_appeal_of_an_overpaid_claim_lowers_what_is_owed(court: Court, till: Till):  # noqa: F811
    claim = await lowered(court, "700.00")
    assert await till.owed() == ["210.00"]
    await court.appeal(court.me, claim, WHY)
    assert await till.owed() == []
    async with court.store.read() as unit:
        paper = (await unit.claims.documents(claim))[0]
    await court.correct(OTHER, claim, paper.id or 0, {"total": "800.00"})
    await court.decide_appeal(OTHER, claim, "票面是 800", change=True)
    assert await till.owed() == ["140.00"]
    told = await till.told()
    assert (told["key"], told["owed"]) == ("notice-appeal-changed-paid", "140.00")
    assert (await court.claim(claim)).state == "paid"
