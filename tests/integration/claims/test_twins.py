"""The same paper handed in again, in whatever form, reaches a person; others' data stay with those responsible."""

from __future__ import annotations

import pytest

from services.actors import SYSTEM
from tests.integration.console.world import World, add_claim

VALUES = {
    "total": "860.50", "date": "2026-11-12", "number": "25990000000099990001", "patient": "顾明哲", "pool_paid": "200.00",
    "own_expense": "0.00", "seller": "云麓市第一人民医院",
}  # fmt: skip
TOKENS = ("25990000000099990001", "20261112", "86050", "20000", "37214", "4102", "481516", "2342", "990817263")


async def hand_in(world: World, who: str, tokens: tuple[str, ...], **changed: str) -> int:
    values = VALUES | changed
    return await add_claim(world, world.services.parts, who, "outpatient", values, 0.97, tokens=tokens)


def changed_digit(tokens: tuple[str, ...]) -> tuple[str, ...]:
    return ("25990000000099990007", "20261113", "96050", *tokens[3:])


@pytest.mark.parametrize(
    ("tokens", "changed", "why"),
    [
        (TOKENS, {"patient": "苏晚晴"}, "same_number"),
        ((), {"number": "", "seller": "云麓市第一人民医皖"}, "same_facts"),
        (TOKENS[3:], {"number": "", "total": "999.00", "date": "2026-11-14"}, "similar_text"),
        (
            changed_digit(TOKENS),
            {"number": "25990000000088887777", "total": "960.50", "date": "2026-11-13"},
            "similar_text",
        ),
    ],
    ids=["another photo", "a badly read photo", "a crop", "changed digits"],
)
async def test_each_form_of_the_same_paper_goes_to_a_reviewer(
    world: World, tokens: tuple[str, ...], changed: dict[str, str], why: str
) -> None:
    first = await hand_in(world, "YS0003", TOKENS)
    await world.services.decide_automatically(SYSTEM, first)
    second = await hand_in(world, "YS0002", tokens, **changed)
    assert await world.services.decide_automatically(SYSTEM, second) == "in_review"
    found = await world.services.open_review(await world.hr("review.ys"), second)
    assert [(twin.claim.id, twin.why) for twin in found.twins] == [(first, why)]


async def test_another_receipt_of_the_same_hospital_and_day_is_no_twin(world: World) -> None:
    await hand_in(world, "YS0003", TOKENS)
    other = ("25990000000077771234", "20261112", "99000", "37214", "5500", "774411", "3300")
    second = await hand_in(world, "YS0002", other, number="25990000000077771234", total="990.00", patient="苏晚晴")
    assert not (await world.services.open_review(await world.hr("review.ys"), second)).twins
    # … nor the same fee at the same desk, under a number of its own
    third = await hand_in(world, "YS0002", (), number="25990000000011112222", patient="苏晚晴")
    assert not (await world.services.open_review(await world.hr("review.ys"), third)).twins


async def test_a_twin_in_another_company_is_told_without_its_person_or_picture(world: World, open_browser) -> None:
    theirs = await hand_in(world, "ZN0001", TOKENS, patient="Grace Lim")
    mine = await hand_in(world, "YS0002", TOKENS)
    await world.services.decide_automatically(SYSTEM, mine)
    browser = await open_browser("review.ys")
    page = await browser.get(f"/review/{mine}")
    assert "a company you aren&#39;t responsible for" in page.text
    assert "Grace Lim" not in page.text and f"/review/{theirs}" not in page.text
    await browser.get(f"/review/{theirs}", status=403)
    group = await (await open_browser("hr")).get(f"/review/{mine}")
    assert "Grace Lim" in group.text and f"/review/{theirs}" in group.text
