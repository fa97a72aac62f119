from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from services.model import Claim, Employee
from storage.alike import COMMON
from storage.unit_of_work import SqlStore
from tests.support import builders
from tests.support.builders import save
from tests.support.clock import START

TODAY = date(2026, 11, 2)


async def test_the_review_queue_is_oldest_first_and_keeps_to_its_companies(store: SqlStore):
    here, there = await save(store, builders.employee(), builders.employee(company_code="YH"))
    wanted: list[Claim] = []
    for hours, person, state in (
        (3, here, "in_review"),
        (1, there, "submitted"),
        (2, here, "submitted"),
        (9, here, "paid"),
    ):
        made = builders.claim(person, state=state, submitted_at=START - timedelta(hours=hours))
        wanted.append(await save(store, made))
    open_states = ("submitted", "in_review")
    async with store.read() as unit:
        both = await unit.claims.queue(open_states)
        assert [(claim.id, person.id) for claim, person in both] == [
            (wanted[0].id, here.id),
            (wanted[2].id, here.id),
            (wanted[1].id, there.id),
        ]
        assert [c.id for c, _ in await unit.claims.queue(open_states, companies=["XH"])] == [wanted[0].id, wanted[2].id]
        assert [c.id for c, _ in await unit.claims.queue(open_states, limit=1, offset=1)] == [wanted[2].id]
        assert await unit.claims.count(open_states) == 3
        assert await unit.claims.count(open_states, companies=["YH"]) == 1


async def test_the_same_paper_is_found_anywhere_in_the_group(store: SqlStore):
    one, two = await save(store, builders.employee(), builders.employee(company_code="YH"))
    file, other_file = await save(store, builders.stored_file(b"same"), builders.stored_file(b"another"))
    old, withdrawn, draft = await save(
        store,
        builders.claim(one),
        builders.claim(one, state="withdrawn"),
        builders.claim(one, state="draft", number=None),
    )
    for claim in (old, withdrawn, draft):
        await save(store, builders.claim_document(claim, file, number_index="n1", print_index="p1"))
    new = await save(store, builders.claim(two))
    await save(store, builders.claim_document(new, other_file, number_index="n1"))
    async with store.read() as unit:
        find = unit.claims.alike

        async def found(**wanted: list[str]) -> list[int | None]:
            empty: dict[str, list[str]] = {"number_indexes": [], "print_indexes": [], "shas": []}
            return [claim.id for _, claim in await find(**(empty | wanted), marks_of=[], not_claim=new.id)]

        assert await found(number_indexes=["n1", ""]) == [old.id]
        assert await found(print_indexes=["p1"]) == [old.id]
        assert await found(shas=[file.sha256], number_indexes=["n1"]) == [old.id]
        assert await found(shas=[other_file.sha256]) == []
        assert await found(number_indexes=[""]) == []


async def test_papers_that_share_uncommon_marks_are_found_and_marks_go_with_their_paper(store: SqlStore):
    one = await save(store, builders.employee())
    file = await save(store, builders.stored_file(b"same"))
    claims = [await save(store, builders.claim(one)) for _ in range(3)]
    alike, other, new = [await save(store, builders.claim_document(claim, file)) for claim in claims]
    crowd = await save(store, builders.claim(one))
    common = [await save(store, builders.claim_document(crowd, file)) for _ in range(COMMON)]
    async with store.write() as unit:
        await unit.claims.set_marks(alike.id or 0, [1, 2, 3, 77, 78])
        await unit.claims.set_marks(other.id or 0, [3, 77, 78])
        await unit.claims.set_marks(new.id or 0, [4, 5])
        await unit.claims.set_marks(new.id or 0, [1, 3, 77, 78])
        for document in common:
            await unit.claims.set_marks(document.id or 0, [77, 78])
        await unit.commit()
    async with store.write() as unit:
        found = await unit.claims.alike(
            number_indexes=[], print_indexes=[], shas=[], marks_of=[new.id or 0], not_claim=new.claim_id
        )
        assert [document.id for document, _ in found] == [alike.id]
        document = await unit.claims.document(alike.id or 0)
        assert document is not None
        await unit.delete(document)
        await unit.commit()
    async with store.read() as unit:
        assert not await unit.claims.alike(
            number_indexes=[], print_indexes=[], shas=[], marks_of=[new.id or 0], not_claim=new.claim_id
        )


async def test_totals_are_apart_by_claimant_year_and_account(store: SqlStore):
    claim = await save(store, builders.claim(await save(store, builders.employee())))
    await save(
        store,
        builders.ledger_entry(claim, "100.10"),
        builders.ledger_entry(claim, "-100.10", kind="reversal"),
        builders.ledger_entry(claim, "70.05", account="inpatient:paid"),
        builders.ledger_entry(claim, "1.00", plan_year=2025),
        builders.ledger_entry(claim, "9.99", claimant="dependent:3"),
    )
    async with store.read() as unit:
        assert await unit.ledger.totals(claim.employee_id) == {
            (2026, "outpatient:paid"): Decimal("0.00"),
            (2026, "inpatient:paid"): Decimal("70.05"),
            (2025, "outpatient:paid"): Decimal("1.00"),
        }
        assert await unit.ledger.totals(claim.employee_id, "dependent:3") == {
            (2026, "outpatient:paid"): Decimal("9.99")
        }
        assert await unit.ledger.totals(999) == {}


async def test_an_audience_has_each_person_once_with_the_chat_used_last(store: SqlStore):
    lin, zhou, left, young = await save(
        store,
        builders.employee(),
        builders.employee(tier="manager"),
        builders.employee(status="left"),
        builders.employee(birth_date=date(2004, 11, 3)),
    )
    old, new, blocked = await save(
        store,
        builders.account(lin, last_seen_at=START - timedelta(days=9)),
        builders.account(lin, channel="web"),
        builders.account(zhou, blocked_at=START),
    )
    await save(store, builders.account(left), builders.account())
    open_window = await save(store, builders.window())
    await save(
        store,
        builders.election(zhou, open_window),
        builders.election(young, open_window, replaced_at=START),
        builders.claim(zhou, state="needs_documents"),
    )

    async def who(**audience: object) -> list[tuple[Employee, int | None]]:
        async with store.read() as unit:
            return await unit.campaigns.audience(audience, TODAY)

    assert await who() == [(lin.id, new.id), (zhou.id, None), (young.id, None)]
    assert await who(tiers=["manager"]) == [(zhou.id, None)]
    assert await who(numbers=[lin.number, left.number]) == [(lin.id, new.id)]
    assert await who(not_elected=open_window.id) == [(lin.id, new.id), (young.id, None)]
    assert await who(not_elected="open") == [(lin.id, new.id), (young.id, None)]
    assert await who(elected="open") == await who(elected=open_window.id) == [(zhou.id, None)]
    assert await who(waived="open") == []
    assert await who(missing_papers=True) == [(zhou.id, None)]
    assert await who(max_age=21) == [(young.id, None)]  # 22 tomorrow
    assert await who(min_age=22) == [(lin.id, new.id), (zhou.id, None)]
    assert {old.id, blocked.id}.isdisjoint({account for _, account in await who()})


async def test_recipients_are_frozen_once_and_read_in_pages(store: SqlStore):
    people = await save(store, *(builders.employee() for _ in range(5)))
    campaign = await save(store, builders.campaign())
    frozen = [(person.id, None) for person in people]
    async with store.write() as unit:
        await unit.campaigns.plan(campaign.id, frozen)
        await unit.campaigns.plan(campaign.id, frozen)
        first = await unit.campaigns.recipients(campaign.id, state="planned", limit=3)
        first[0].state = "sent"
        first[0].sent_at = first[0].tapped_at = START
        first[1].state, first[1].reason = "failed", "blocked"
        first[2].state, first[2].reason = "failed", "file-missing"
        await unit.commit()
    async with store.read() as unit:
        second = await unit.campaigns.recipients(campaign.id, state="planned", after=first[-1].id, limit=3)
        assert [row.employee_id for row in (*first, *second)] == [person.id for person in people]
        counts = await unit.campaigns.statistics([campaign.id])
        assert sorted(await unit.campaigns.reasons(campaign.id)) == [
            ("failed", "blocked", 1),
            ("failed", "file-missing", 1),
        ]
    expected = {"planned": 2, "sent": 1, "failed": 2, "skipped": 0, "tapped": 1, "acted": 0, "unsent": 1}
    assert counts[campaign.id] == expected


async def test_the_draft_touched_last_is_the_open_one(store: SqlStore):
    person = await save(store, builders.employee())
    touched, newer = await save(
        store,
        builders.claim(person, state="draft", number=None, updated_at=START + timedelta(hours=1)),
        builders.claim(person, state="draft", number=None, updated_at=START),
    )
    async with store.read() as unit:
        draft = await unit.claims.open_draft(person.id)
        assert draft is not None
        assert draft.id == touched.id
        assert [claim.id for claim in await unit.claims.of_employee(person.id)] == [newer.id, touched.id]
        assert await unit.claims.open_draft(999) is None


async def test_people_are_found_by_number_and_name(store: SqlStore):
    await save(store, builders.employee(number="XH001", name="林小满"), builders.employee(number="XH002", name="周敏"))
    async with store.read() as unit:
        assert [p.number for p in await unit.people.employees(search="xh00")] == ["XH001", "XH002"]
        assert [p.number for p in await unit.people.employees(search="小满")] == ["XH001"]
        assert await unit.people.count_employees(search="敏", companies=["XH"]) == 1
        assert await unit.people.count_employees(companies=["other"]) == 0
        assert await unit.people.employees(search="100%") == []
        assert await unit.people.employees(search="%") == []
