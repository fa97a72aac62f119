"""A decided claim taken up again, corrected, and decided with the later claims that change."""

from __future__ import annotations

import re

from tests.integration.console.world import World


async def test_hr_sees_which_later_claims_change_and_decides_them_together(world: World, open_browser) -> None:
    browser = await open_browser("review.ys")
    first, later = world.claims["clean"], world.claims["unsure"]
    await browser.get(f"/review/{later}")
    await browser.post(f"/review/{later}/approve")
    page = await browser.post(f"/review/{first}/reopen", note="The hospital issued a new invoice")
    assert "is open again" in page.text
    paper = re.search(r'name="paper" value="(\d+)"', page.text)
    assert paper
    fields = dict(re.findall(r'name="(v-[a-z_]+)" value="([^"]*)"', page.text))
    await browser.post(f"/review/{first}/correct", paper=paper[1], **fields | {"v-total": "900.00"})
    page = await browser.post(f"/review/{first}/approve")
    assert "1 later claim of this person is due differently now" in page.text

    page = await browser.get(f"/review/{first}/again")
    assert "468.65" in page.text
    assert "-8.40" in page.text
    mark = re.search(r'name="mark" value="([^"]+)"', page.text)
    assert mark
    assert "Please write a note" in (await browser.post(f"/review/{first}/again/send", note="", mark=mark[1])).text
    stale = await browser.post(f"/review/{first}/again/send", note="New invoice", mark="1:0:0:0")
    assert "figures have changed meanwhile" in stale.text
    page = await browser.post(f"/review/{first}/again/send", note="New invoice", mark=mark[1])
    assert "1 later claim with it" in page.text

    page = await browser.get(f"/review/{later}")
    assert "Earlier decisions" in page.text
    assert "477.05" in page.text  # as it was explained before
    claim = (await world.services.open_review(await world.hr("review.ys"), later)).view.claim
    assert str(claim.payable) == "468.65"
    assert "Earlier decisions" in (await browser.get(f"/claims/{later}")).text


async def test_a_claim_without_a_decision_is_not_decided_again(world: World, open_browser) -> None:
    browser = await open_browser("review.ys")
    await browser.get("/review")
    assert "has no decision yet" in (await browser.get(f"/review/{world.claims['unsure']}/again", 409)).text
