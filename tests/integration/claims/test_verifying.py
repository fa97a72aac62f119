"""A claim waits for the bill authority's word, and only a good one lets it be decided by itself."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from receipts.verification import BillAuthority
from services.actors import SYSTEM
from services.app import Services
from tests.integration.console.world import World, add_claim
from tests.support.authority import Authority

VALUES = {
    "total": "860.50", "date": "2026-11-12", "number": "25990000000099990001", "patient": "顾明哲", "pool_paid": "200.00",
    "own_expense": "0.00", "seller": "云麓市第一人民医院",
}  # fmt: skip


def answer(status: str, **more: object) -> tuple[int, bytes]:
    return 200, json.dumps({"status": status, "checked_at": "2026-11-20T02:31:00Z", **more}).encode()


def with_authority(world: World, url: str) -> Services:
    return Services(replace(world.services.parts, verifier=BillAuthority(url, "key", attempts=1, timeout=2.0)))


async def test_without_an_authority_nothing_is_asked_and_a_clean_claim_is_decided(world: World) -> None:
    claim_id = await add_claim(world, world.services.parts, "YS0003", "outpatient", VALUES, 0.97)
    assert await world.services.verify_papers(SYSTEM, claim_id)
    assert await world.services.decide_automatically(SYSTEM, claim_id) in ("approved", "partly_approved")


async def test_a_genuine_invoice_is_decided_by_itself_and_no_name_leaves_the_house(world: World) -> None:
    authority = Authority(answer("valid"))
    async with authority.running() as url:
        services = with_authority(world, url)
        claim_id = await add_claim(world, services.parts, "YS0003", "outpatient", VALUES, 0.97)
        assert await services.verify_papers(SYSTEM, claim_id)
        assert await services.verify_papers(SYSTEM, claim_id)
        assert await services.decide_automatically(SYSTEM, claim_id) in ("approved", "partly_approved")
    assert len(authority.asked) == 1
    assert "顾明哲" not in json.dumps(authority.asked, ensure_ascii=False)


@pytest.mark.parametrize("status", ["voided", "reversed", "not_found", "mismatch"])
async def test_whatever_the_authority_objects_to_goes_to_a_reviewer_who_reads_it(
    world: World, status: str, open_browser
) -> None:
    async with Authority(answer(status, differences=["total"] if status == "mismatch" else [])).running() as url:
        services = with_authority(world, url)
        claim_id = await add_claim(world, services.parts, "YS0003", "outpatient", VALUES, 0.97)
        assert await services.verify_papers(SYSTEM, claim_id)
        assert await services.decide_automatically(SYSTEM, claim_id) == "in_review"
    page = await (await open_browser("review.ys")).get(f"/review/{claim_id}")
    words = {"voided": "voided", "reversed": "reversed", "not_found": "unknown there", "mismatch": "differs: Total"}
    assert f"Bill authority: {words[status].split(':')[0]}" in page.text
    assert words[status] in page.text


async def test_a_silent_authority_delays_a_claim_for_a_while_and_then_a_person_decides(world: World) -> None:
    async with Authority((503, b"")).running() as url:
        services = with_authority(world, url)
        claim_id = await add_claim(world, services.parts, "YS0003", "outpatient", VALUES, 0.97)
        assert not await services.verify_papers(SYSTEM, claim_id)
        world.clock.time += timedelta(minutes=31)
        assert await services.verify_papers(SYSTEM, claim_id)
        assert await services.decide_automatically(SYSTEM, claim_id) == "in_review"
    view = (await services.open_review(await world.hr("review.ys"), claim_id)).view
    assert {"code": "authority_objects", "paper": view.documents[0].id, "status": "unavailable"} in view.claim.checks
