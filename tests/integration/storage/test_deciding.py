"""Many claims decided at the same moment: limits hold, nothing acknowledged is lost, one bad claim is its own failure."""

from __future__ import annotations

import asyncio
from decimal import Decimal

import pytest
from sqlalchemy import event

from benefits.errors import BenefitsError
from services.actors import SYSTEM
from services.automatic import DecideAutomatically
from services.claims import ClaimReads
from services.model import Claim
from services.plans import PlanShelf
from storage.audit import verify_audit
from storage.database import Database
from storage.unit_of_work import SqlStore
from tests.integration.storage.test_several_processes import kill, lines, output, start
from tests.support import builders
from tests.support.builders import save
from tests.support.claims import LENIENT, clean_claims, publish_reference
from tests.support.clock import SettableClock


@pytest.fixture
async def deciding(store: SqlStore, clock: SettableClock) -> DecideAutomatically:
    await publish_reference(store)
    return DecideAutomatically(store, ClaimReads(PlanShelf(), clock), LENIENT)


async def fresh(store: SqlStore, claims: list[Claim]) -> list[Claim]:
    async with store.read() as unit:
        found = [await unit.claims.claim(claim.id or 0) for claim in claims]
    return [claim for claim in found if claim is not None]


async def ledger(store: SqlStore, claims: list[Claim], account: str = "fitness.paid") -> Decimal:
    async with store.read() as unit:
        return (await unit.ledger.totals(claims[0].employee_id)).get((2026, account), Decimal("0.00"))


async def test_claims_decided_at_once_share_a_limit_exactly(store: SqlStore, deciding: DecideAutomatically):
    claims = await clean_claims(store, await save(store, builders.employee()), 12)
    states = await asyncio.gather(*(deciding(SYSTEM, claim.id or 0) for claim in claims))
    assert sorted(states) == ["approved"] * 2 + ["partly_approved"] + ["rejected"] * 9
    after = await fresh(store, claims)
    assert sum(claim.payable or 0 for claim in after) == Decimal("300.00") == await ledger(store, claims)
    async with store.read() as unit:
        events = [len(await unit.claims.events(claim.id or 0)) for claim in claims]
    assert events == [1] * 12
    assert all(claim.automatic and claim.trace and claim.decided_at for claim in after)


async def test_asking_twice_decides_once(store: SqlStore, deciding: DecideAutomatically):
    claims = await clean_claims(store, await save(store, builders.employee()), 1)
    asked = [deciding(SYSTEM, claims[0].id or 0) for _ in range(5)] + [deciding(SYSTEM, 987_654)]
    assert await asyncio.gather(*asked) == ["approved"] * 5 + [""]
    assert await ledger(store, claims) == Decimal("120.30")


async def test_a_claim_that_fails_spoils_no_other(store: SqlStore, deciding: DecideAutomatically):
    claims = await clean_claims(store, await save(store, builders.employee()), 4)
    async with store.write() as unit:
        papers = await unit.claims.documents(claims[1].id or 0)
        papers[0].values = papers[0].values | {"pool_paid": "500.00"}  # more than the total
        await unit.commit()
    told = await asyncio.gather(*(deciding(SYSTEM, claim.id or 0) for claim in claims), return_exceptions=True)
    assert isinstance(told[1], BenefitsError)
    assert [told[0], told[2], told[3]] == ["approved", "approved", "partly_approved"]
    assert [claim.state for claim in await fresh(store, claims)][1] == "submitted"


async def test_whoever_is_cancelled_leaves_the_others_decided(store: SqlStore, deciding: DecideAutomatically):
    claims = await clean_claims(store, await save(store, builders.employee()), 6)
    asked = [asyncio.create_task(deciding(SYSTEM, claim.id or 0)) for claim in claims]
    await asyncio.sleep(0)
    asked[0].cancel()
    told = await asyncio.gather(*asked[1:])
    assert set(told) <= {"approved", "partly_approved", "rejected"}
    assert await ledger(store, claims) == Decimal("300.00")


async def test_a_twin_that_comes_in_the_same_moment_goes_to_a_person(store: SqlStore, deciding: DecideAutomatically):
    one, two = await save(store, builders.employee(), builders.employee())
    claims = [*await clean_claims(store, one, 1), *await clean_claims(store, two, 1)]
    async with store.write() as unit:
        papers = [(await unit.claims.documents(claim.id or 0))[0] for claim in claims]
        papers[1].number_index = papers[0].number_index
        await unit.commit()
    assert await asyncio.gather(*(deciding(SYSTEM, claim.id or 0) for claim in claims)) == ["in_review"] * 2
    checks = [claim.checks for claim in await fresh(store, claims)]
    assert [check[0]["claim"] for check in checks] == [claims[1].number, claims[0].number]


async def test_what_was_noted_at_submission_stays(store: SqlStore, deciding: DecideAutomatically):
    noted = [{"code": "typed_by_hand", "paper": 1}]
    claims = await clean_claims(store, await save(store, builders.employee()), 1, checks=noted)
    assert await deciding(SYSTEM, claims[0].id or 0) == "in_review"
    assert (await fresh(store, claims))[0].checks == noted


async def test_forty_claims_cost_the_statements_of_one(
    store: SqlStore, database: Database, deciding: DecideAutomatically
):
    people = [await save(store, builders.employee()) for _ in range(41)]
    claims = [(await clean_claims(store, person, 1))[0] for person in people]
    said: list[str] = []
    event.listen(database.writer.sync_engine, "before_cursor_execute", lambda *call: said.append(call[2]))
    await deciding(SYSTEM, claims[0].id or 0)
    one = len(said)
    said.clear()
    # The first goes alone, the forty that came meanwhile go together.
    await asyncio.gather(*(deciding(SYSTEM, claim.id or 0) for claim in claims[1:]))
    assert len(said) <= 2 * one + 4


@pytest.mark.slow
async def test_several_processes_share_a_limit_exactly(store: SqlStore, database: Database, deciding: object):
    person = await save(store, builders.employee())
    claims = await clean_claims(store, person, 24)
    ids = [claim.id for claim in claims]
    processes = [await start("decide", database, *ids[n:], *ids[:n]) for n in (0, 8, 16)]
    for process in processes:
        await output(process)
    after = await fresh(store, claims)
    assert {claim.state for claim in after} == {"approved", "partly_approved", "rejected"}
    assert sum(claim.payable or 0 for claim in after) == Decimal("300.00") == await ledger(store, claims)
    assert (await verify_audit(database)).broken_at is None


@pytest.mark.slow
async def test_what_a_killed_process_had_acknowledged_is_decided(
    store: SqlStore, database: Database, deciding: DecideAutomatically
):
    people = await save(store, *(builders.employee() for _ in range(150)))
    claims = [(await clean_claims(store, person, 1))[0] for person in people]
    process = await start("decide", database, *[claim.id for claim in claims])
    said = await lines(process, 20)
    said += await kill(process)
    acknowledged = {int(line.split()[0]) for line in said if line != "ready"}
    states = {claim.id: claim.state for claim in await fresh(store, claims)}
    assert len(acknowledged) >= 19
    assert {states[claim_id] for claim_id in acknowledged} == {"approved"}
    # The rest is decided whole, or not at all; and the next process finishes it.
    async with store.read() as unit:
        booked = {claim.id for claim in claims if await unit.ledger.of_claim(claim.id or 0)}
    assert booked == {claim_id for claim_id, state in states.items() if state == "approved"}
    assert set(await asyncio.gather(*(deciding(SYSTEM, claim.id or 0) for claim in claims))) == {"approved"}
    assert (await verify_audit(database)).broken_at is None
