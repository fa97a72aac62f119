"""The demo company on both databases: every claim in the state its file says, and money that adds up."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import text

from bot.demo import PASSWORD, STORIES, demo_codes, demo_logins, load_demo
from bot.demo_past import PastClaim, past_claims
from services.actors import SYSTEM, chat_actor, hr_actor
from services.model import ZERO, Claim, Employee
from services.plan_files import book_from_text, load_book
from services.plan_publishing import past_claims as decided_claims
from services.plan_simulation import simulate
from services.ports import UnitOfWork
from services.submission import DECIDE_CLAIM
from storage.database import Database
from tests.support.builders import account, save

if TYPE_CHECKING:
    from tests.integration.demo.conftest import World

DEMO = Path(__file__).parents[3] / "demo"
TABLES = (
    "companies", "employees", "dependents", "hr_users", "claims", "claim_documents", "claim_events", "ledger_entries",
    "payout_batches", "elections", "enrolment_windows", "plan_versions", "jobs", "files", "audit_entries",
)  # fmt: skip


async def stored(unit: UnitOfWork) -> list[tuple[PastClaim, Claim, Employee]]:
    """Each entry of the file with the claim in the store that holds its invoice."""
    found: list[tuple[PastClaim, Claim, Employee]] = []
    for entry in past_claims(DEMO):
        employee = await unit.people.employee_by_number(entry.employee_number)
        assert employee is not None
        for claim in await unit.claims.of_employee(employee.id or 0):
            numbers = {paper.values.get("number") for paper in await unit.claims.documents(claim.id or 0)}
            if entry.invoice_number in numbers:
                found.append((entry, claim, employee))
    return found


async def counts(database: Database) -> dict[str, int]:
    async with database.read_sessions() as session:
        return {name: (await session.execute(text(f"SELECT count(*) FROM {name}"))).scalar_one() for name in TABLES}


async def test_every_claim_ends_in_the_state_its_file_says(world: World) -> None:
    async with world.services.parts.store.read() as unit:
        found = await stored(unit)
    assert len(found) == len(past_claims(DEMO)) == world.report.claims
    assert {entry.id: claim.state for entry, claim, _ in found} == {entry.id: entry.state for entry, _, _ in found}


async def test_claims_carry_the_amounts_and_days_of_the_file(world: World) -> None:
    today = world.clock.today()
    async with world.services.parts.store.read() as unit:
        for entry, claim, _ in await stored(unit):
            assert {name: getattr(claim, name) for name in entry.money} == entry.money, entry.id
            assert claim.type == entry.type
            assert claim.service_date == today - timedelta(days=entry.days("service") or 0)
            for step, moment in (
                ("submitted", claim.submitted_at),
                ("decided", claim.decided_at),
                ("paid", claim.paid_at),
            ):
                days = entry.days(step)
                on = (moment + timedelta(hours=8)).date() if moment else None
                assert on == (None if days is None else today - timedelta(days=days)), (entry.id, step)


async def test_the_history_of_each_claim_runs_forward_and_ends_where_it_stands(world: World) -> None:
    async with world.services.parts.store.read() as unit:
        for entry, claim, _ in await stored(unit):
            events = await unit.claims.events(claim.id or 0)
            assert [event.at for event in events] == sorted(event.at for event in events), entry.id
            assert (events[-1].to_state if events else "draft") == claim.state
            assert all(a.to_state == b.from_state for a, b in pairwise(events))


async def test_the_ledger_holds_exactly_what_was_decided(world: World) -> None:
    async with world.services.parts.store.read() as unit:
        for entry, claim, _ in await stored(unit):
            lines = await unit.ledger.of_claim(claim.id or 0)
            if claim.decision not in ("approved", "partly_approved"):
                assert not lines, entry.id
                continue
            assert claim.trace, entry.id
            # A shared limit counts the same payment once more: the benefit's own account stands first.
            own = next(line.account for line in lines if line.account.endswith(".paid")) if claim.payable else ""
            assert sum((line.amount for line in lines if line.account == own), ZERO) == claim.payable, entry.id


async def test_payouts_hold_exactly_the_claims_that_were_paid(world: World) -> None:
    async with world.services.parts.store.read() as unit:
        batches = await unit.payouts.batches()
        for batch in batches:
            claims = await unit.payouts.claims(batch.id or 0)
            assert sum((claim.payable or ZERO for claim in claims), ZERO) == batch.total > 0
            assert len(claims) == batch.count
            assert {claim.state for claim in claims} == {"paid" if batch.paid_at else "payment_issued"}
        due = {
            entry.id
            for entry, claim, _ in await stored(unit)
            if claim.state in ("paid", "payment_issued") and claim.payable
        }
        held = sum(batch.count for batch in batches)
    assert held == len(due)
    assert [batch.paid_at is None for batch in batches].count(True) == 1


async def test_what_waits_for_a_reviewer_says_why_and_shows_its_papers(world: World) -> None:
    async with world.services.parts.store.read() as unit:
        for entry, claim, _ in await stored(unit):
            if claim.state != "in_review":
                continue
            assert claim.checks, entry.id
            for paper in await unit.claims.documents(claim.id or 0):
                file = await unit.files.file(paper.file_id)
                assert file is not None
                data = await world.services.parts.vault.get(file.sha256)
                assert data.startswith(b"\xff\xd8")
                assert len(data) <= 80 * 1024
            invoice = next(d for d in await unit.claims.documents(claim.id or 0) if d.kind == "invoice")
            assert {"total", "date", "seller"} <= set(invoice.reading["boxes"]), entry.id


async def test_claims_that_wait_for_papers_name_the_missing_ones(world: World) -> None:
    async with world.services.parts.store.read() as unit:
        for _, claim, _ in await stored(unit):
            if claim.state == "needs_documents":
                view = await world.services.reads.view(unit, claim)
                wanted = "settlement_statement" if claim.type == "inpatient" else "visit_record"
                assert [paper.kind for paper in view.missing] == [wanted]


async def test_nobody_who_links_later_is_sent_the_past(world: World) -> None:
    async with world.database.read_sessions() as session:
        kinds = set((await session.execute(text("SELECT kind FROM jobs"))).scalars())
    assert kinds == {DECIDE_CLAIM}


async def test_what_nobody_has_decided_yet_is_decided_by_the_first_worker(world: World) -> None:
    now = world.clock.now()
    jobs = await world.services.parts.jobs.lease("worker", [DECIDE_CLAIM], now=now, seconds=60, limit=50)
    async with world.services.parts.store.read() as unit:
        waiting = {claim.id for _, claim, _ in await stored(unit) if claim.state == "submitted"}
    assert {job.payload["claim_id"] for job in jobs} == waiting != set()
    for claim_id in waiting:
        await world.services.decide_automatically(SYSTEM, claim_id)
    async with world.services.parts.store.read() as unit:
        after = {claim.id: claim.state for _, claim, _ in await stored(unit) if claim.id in waiting}
    assert set(after.values()) <= {"approved", "partly_approved", "in_review"}


async def test_loading_twice_changes_nothing(world: World) -> None:
    before = await counts(world.database)
    assert not (await load_demo(world.services)).loaded
    assert await counts(world.database) == before
    assert before["employees"] == 60
    assert before["plan_versions"] == 1


async def test_a_window_is_open_today_in_every_company(world: World) -> None:
    today = world.clock.today()
    async with world.services.parts.store.read() as unit:
        for company in await unit.people.companies():
            current = [w for w in await unit.enrolment.windows(company.code) if w.opens <= today <= w.closes]
            assert [(w.effective_from.day, w.effective_from > w.closes) for w in current] == [(1, True)]


async def test_enrolled_family_members_are_covered_by_an_election(world: World) -> None:
    async with world.services.parts.store.read() as unit:
        for employee in await unit.people.employees(limit=100):
            elections = await unit.enrolment.elections(employee.id or 0)
            for person in await unit.people.dependents(employee.id or 0):
                if person.enrolled_from is None or person.enrolled_from > world.clock.today():
                    continue
                benefit = "parents_medical" if person.relation == "parent" else "family"
                mine = [e for e in elections if e.benefit == benefit and person.id in e.dependents]
                assert [e.effective_from <= person.enrolled_from for e in mine] == [True], employee.number


async def test_codes_link_people_and_are_fresh_at_each_start(world: World) -> None:
    first = await demo_codes(world.services)
    second = await demo_codes(world.services)
    assert [code.number for code in second] == list(STORIES)
    assert {code.language for code in second} == {"zh-Hans", "zh-Hant", "en"}
    assert all(code.story for code in second)
    assert not {code.code for code in first} & {code.code for code in second}
    chat = await save(world.services.parts.store, account())
    linked = await world.services.link_by_code(chat_actor(chat, None), second[0].code)
    assert linked.number == second[0].number
    await world.services.give_consent(chat_actor(chat, linked))
    assert [code.number for code in await demo_codes(world.services)] == list(STORIES)[1:]


async def test_hr_users_sign_in_with_the_documented_password(world: World) -> None:
    logins = await demo_logins(world.services)
    assert {login.role for login in logins} >= {"hr_admin", "reviewer", "finance", "auditor", "super_admin"}
    login = next(login for login in logins if login.role == "reviewer")
    user = await world.services.sign_in(login.username, PASSWORD)
    queue = await world.services.list_review_queue(hr_actor(user))
    assert queue
    assert {employee.company_code for _, employee in queue} <= set(login.companies)


async def test_the_stored_past_can_be_decided_again_under_other_rules(world: World) -> None:
    book = load_book(DEMO / "plans" / "reference.yaml")
    better = book_from_text(
        (DEMO / "plans" / "reference.yaml").read_text().replace("to: 2000, rate: 70%", "to: 2000, rate: 75%")
    )
    today = world.clock.today()
    async with world.services.parts.store.read() as unit:
        past = await decided_claims(unit, "YS", today, most=1000)
        newest = await decided_claims(unit, "YS", today, most=1)
        paid = sum(
            (claim.payable or ZERO)
            for entry, claim, employee in await stored(unit)
            if employee.company_code == "YS" and claim.decided_at and claim.state not in {"withdrawn", "cancelled"}
        )
    same, changed = simulate(book, book, past), simulate(book, better, past)
    assert same.total.before == same.total.after == paid
    assert changed.total.before == paid < changed.total.after
    assert changed.total.gain == len(changed.changed) > 0
    assert len(newest) == 1 < len(past)
