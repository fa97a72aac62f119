"""Before and during an appeal: which decisions may be appealed and why others not, added papers, taking it back."""

from __future__ import annotations

import pytest

from benefits.errors import Conflict, NotFound
from services.actors import Actor
from tests.integration.storage.test_appeals import FINANCE, OTHER, WHY, Court, court  # noqa: F401
from tests.integration.storage.test_redeciding import HR

STRANGER = Actor("employee:999", "employee", employee_id=999)


async def test_each_claim_says_whether_it_can_be_appealed_or_why_not(court: Court):  # noqa: F811
    late = await court.rejected()
    court.clock.advance(days=31)
    (unpaid,) = await court.decided("400.00")
    once, may, opened = await court.rejected(), await court.rejected(), await court.rejected()
    await court.appeal(court.me, once, WHY)
    await court.decide_appeal(OTHER, once, "维持", change=False)
    await court.appeal(court.me, opened, WHY)
    (paid,) = await court.decided("700.00")
    await court.reopen(HR, paid, "再看")
    found = {one.claim.id: one for one in await court.choices(court.me)}
    assert {claim: one.why for claim, one in found.items()} == {
        late: "late", unpaid: "", once: "once", may: "", opened: "open", paid: "undecided",
    }  # fmt: skip
    assert found[may].until == found[may].last and found[late].until is None
    assert found[late].last is not None and found[late].last < court.clock.today()
    (money,) = await court.decided("1500.00")
    assert next(one.why for one in await court.choices(court.me) if one.claim.id == money) == "not-yet"
    number = (await court.claim(may)).number or ""
    assert [one.claim.id for one in await court.choices(court.me, number)] == [may]
    assert len(await court.choices(court.me, "BX2026-999999")) > 1  # nobody of that name: all of them
    assert await court.choices(STRANGER) == []


@pytest.mark.parametrize("by", ["rejected", "paid"])
async def test_an_appeal_taken_back_leaves_everything_as_it_was(court: Court, by: str):  # noqa: F811
    claim = await court.rejected() if by == "rejected" else await court.paid_out()
    before = await court.claim(claim)
    stood = before.state, before.payable, before.decided_at, before.paid_amount
    await court.appeal(court.me, claim, WHY)
    with pytest.raises(NotFound):
        await court.take_back(STRANGER, claim)
    status = await court.take_back(court.me, claim)
    again = await court.take_back(court.me, claim)  # a second tap
    after = await court.claim(claim)
    assert (after.state, after.payable, after.decided_at, after.paid_amount) == stood
    assert status.until == again.until is not None
    async with court.store.read() as unit:
        assert [event.action for event in await unit.claims.events(claim)].count("withdraw_appeal") == 1
    assert await court.listed(HR) == []
    with pytest.raises(Conflict, match="claim-already-decided"):
        await court.decide_appeal(OTHER, claim, "维持", change=False)
    assert (await court.appeal(court.me, claim, WHY)).number.endswith("-S2")


async def test_after_its_time_an_appeal_taken_back_is_over(court: Court):  # noqa: F811
    claim = await court.rejected()
    await court.appeal(court.me, claim, WHY)
    assert (await court.show(court.me, claim)).last is not None
    court.clock.advance(days=31)
    assert (await court.show(court.me, claim)).last is None
    assert (await court.take_back(court.me, claim)).why == "late"
    with pytest.raises(Conflict, match="appeal-late"):
        await court.appeal(court.me, claim, WHY)


async def test_papers_of_an_appeal_are_kept_and_change_no_figure(court: Court):  # noqa: F811
    claim = await court.paid_out()
    with pytest.raises(Conflict, match="appeal-gone"):
        await court.add_paper(court.me, claim, b"one", "a.jpg", "image/jpeg")
    await court.appeal(court.me, claim, WHY)
    with pytest.raises(NotFound):
        await court.add_paper(STRANGER, claim, b"one", "a.jpg", "image/jpeg")
    assert await court.add_paper(court.me, claim, b"one", "a.jpg", "image/jpeg") == 1
    assert await court.add_paper(court.me, claim, b"one", "a.jpg", "image/jpeg") == 1  # the same again
    assert await court.add_paper(court.me, claim, b"two", "b.pdf", "application/pdf") == 2
    async with court.store.read() as unit:
        papers = await unit.claims.documents(claim)
        actions = [event.action for event in await unit.claims.events(claim)]
    assert [(paper.kind, paper.status) for paper in papers][1:] == [("supporting", "kept")] * 2
    assert actions.count("supply_documents") == 1
    opened = await court.open(OTHER, claim)
    assert opened is not None and str(opened.payable) == "350.00"
    await court.decide_appeal(OTHER, claim, "材料看过了", change=False)
    with pytest.raises(Conflict, match="appeal-gone"):
        await court.add_paper(court.me, claim, b"three", "c.jpg", "image/jpeg")
    assert await court.payable(FINANCE) == []


async def test_there_is_an_end_to_papers(court: Court):  # noqa: F811
    claim = await court.rejected()
    await court.appeal(court.me, claim, WHY)
    with pytest.raises(Conflict, match="too-many-papers"):
        for number in range(30):
            await court.add_paper(court.me, claim, b"%d" % number, "a.jpg", "image/jpeg")
