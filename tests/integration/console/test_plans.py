"""Plan files through the console: looked at first, published from a day on, the documents held against them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from benefits.errors import InvalidInput
from services.plans import PlanShelf
from tests.integration.console.world import PLAN, World

TEXT = PLAN.read_text(encoding="utf-8")
NEW = TEXT.replace("{from: 500, to: 2000, rate: 70%}", "{from: 500, to: 2000, rate: 75%}", 1)


async def rate(world: World, on: date, company: str = "YS") -> Decimal:
    async with world.store.read() as unit:
        plan = await PlanShelf().plan(unit, company, on)
    return plan.benefits["outpatient"].bands[1].rate


async def test_a_plan_is_looked_at_then_published_and_holds_from_its_day_on(world: World, open_browser) -> None:
    browser = await open_browser("hr")
    seen = await browser.post("/plans/preview", text=NEW, effective="2027-01-01")
    assert "75%" in seen.text and "70%" in seen.text
    assert "Publish from 2027-01-01" in seen.text
    assert await rate(world, date(2027, 3, 1)) == Decimal("0.7")
    # Two claims are decided: 874.40 and 1,678.60 eligible; 70 % of what is above 500 becomes 75 %.
    table = seen.text[seen.text.index("By company") :]
    assert "Old plan" in table
    row = '<tr><td>云杉软件</td><td class="n">1,087.10</td><td class="n">1,164.75</td><td class="n">77.65</td></tr>'
    assert row in table
    ages = seen.text[seen.text.index("By age") : seen.text.index("By company")]
    assert ages.index("<td>Under 30</td>") < ages.index("<td>30–49</td>")
    assert "the difference is +77.65. 2 people gain, 0 lose" in seen.text

    done = await browser.post("/plans/publish", text=NEW, effective="2027-01-01")
    assert "in force from 2027-01-01" in done.text
    assert await rate(world, date(2026, 12, 31)) == Decimal("0.7")
    assert await rate(world, date(2027, 1, 1)) == Decimal("0.75")
    async with world.store.read() as unit:
        entry = (await unit.audit.entries(limit=1))[0]
    assert (entry.action, entry.actor, entry.data["changes"]) == ("plan.publish", "hr:hr", 1)
    again = await browser.post("/plans/publish", text=NEW, effective="2027-01-01")
    assert "published from 2027-01-01 already" in again.text


async def test_a_plan_in_force_is_held_against_the_documents(world: World, open_browser) -> None:
    browser = await open_browser("hr")
    assert "contradict" not in (await browser.get("/plans")).text
    today = world.clock.today().isoformat()
    seen = await browser.post("/plans/preview", text=NEW, effective=today)
    assert "补充医疗保险方案.pdf" in seen.text and "70%" in seen.text
    done = await browser.post("/plans/publish", text=NEW, effective=today)
    assert "contradicts a plan" in done.text


@pytest.mark.parametrize(
    ("text", "effective", "says"),
    [
        ("", "2027-01-01", "choose a plan file"),
        (TEXT.replace("to: 2000, rate: 70%", "to: 2000, rate: 170%", 1), "2027-01-01", "can&#39;t be published yet"),
        (NEW, "2026-01-01", "before today"),
        (NEW, "2027-13-01", "date"),
    ],
)
async def test_what_cannot_be_published_says_why_and_changes_nothing(
    world: World, open_browser, text: str, effective: str, says: str
) -> None:
    browser = await open_browser("hr")
    assert says in (await browser.post("/plans/preview", text=text, effective=effective)).text
    async with world.store.read() as unit:
        assert len(await unit.plans.all_versions()) == 1


async def test_a_company_has_its_own_plan_from_its_day_on_and_the_groups_before(world: World, open_browser) -> None:
    own = await open_browser("hr.ys")
    await own.post("/plans/publish", text=NEW, company="YS", effective="2027-01-01")
    assert await rate(world, date(2027, 1, 1)) == Decimal("0.75")
    assert await rate(world, date(2026, 12, 31)) == Decimal("0.7")
    assert await rate(world, date(2027, 1, 1), "ZN") == Decimal("0.7")
    for company in ("ZN", ""):
        refused = await own.post("/plans/publish", text=NEW, company=company, effective="2027-02-01")
        assert "in force from" not in refused.text
    assert await rate(world, date(2027, 3, 1), "ZN") == Decimal("0.7")


async def test_only_who_publishes_may(world: World, open_browser) -> None:
    for username in ("review.ys", "finance", "audit"):
        browser = await open_browser(username)
        await browser.post("/plans/publish", 403, text=NEW, effective="2027-01-01")
    with pytest.raises(InvalidInput):
        await world.services.publish_plan(await world.hr("hr"), "schema: 1", "", date(2027, 1, 1))
