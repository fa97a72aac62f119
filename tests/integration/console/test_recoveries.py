"""A paid claim that is corrected to less: warned of before, shown to finance, exported, and noted when it came back."""

from __future__ import annotations

import re
from html import unescape

from tests.integration.console.world import World


async def paid(world: World) -> int:
    """The decided claim of the world, paid out."""
    claim, finance = world.claims["unsure"], await world.hr("finance")
    await world.services.approve_claim(await world.hr("review.ys"), claim)
    batch = await world.services.create_payout_batch(finance)
    await world.services.mark_batch_paid(finance, batch.id or 0)
    return claim


async def test_what_was_paid_too_much_goes_from_the_correction_to_finance_and_back(world: World, open_browser) -> None:
    claim = await paid(world)
    reviewer = await open_browser("review.ys")
    page = await reviewer.get(f"/review/{claim}")
    assert "477.05 has been paid already: what comes out less is to be recovered" in page.text
    await reviewer.post(f"/review/{claim}/reopen", note="Total was misread")
    page = await reviewer.get(f"/review/{claim}")
    paper = re.search(r'name="paper" value="(\d+)"', page.text)
    assert paper
    fields = dict(re.findall(r'name="(v-[a-z_]+)" value="([^"]*)"', page.text))
    await reviewer.post(f"/review/{claim}/correct", paper=paper[1], **fields | {"v-total": "868.00"})
    page = await reviewer.get(f"/review/{claim}/again")
    warned = re.search(r"477.05 has been paid already, so ([\d.]+) is to be recovered", page.text)
    assert warned
    mark = unescape((re.search(r'name="mark" value="([^"]+)"', page.text) or [""])[1])
    await reviewer.post(f"/review/{claim}/again/send", note="Total was misread", mark=mark)
    page = await reviewer.get(f"/review/{claim}")
    assert f"To recover<b>{warned[1]}</b>" in page.text

    finance = await open_browser("finance")
    assert "<span>overpayment to recover</span>" in (await finance.get("/")).text
    page = await finance.get("/payouts")
    assert f'name="seen" value="{warned[1]}"' in page.text
    listed = (await finance.get("/payouts/to-recover.csv")).text
    assert "BX2026-" in listed and listed.strip().endswith(warned[1])
    refused = await finance.post(f"/payouts/recovered/{claim}", amount="1000", seen=warned[1])
    assert f"at most {warned[1]}" in refused.text
    done = await finance.post(f"/payouts/recovered/{claim}", amount=warned[1], seen=warned[1])
    assert f"{warned[1]} has come back, 0.00 is left" in done.text
    again = await finance.post(f"/payouts/recovered/{claim}", amount=warned[1], seen=warned[1])
    assert "Nothing was noted" in again.text
    assert "To recover" not in (await finance.get("/payouts")).text


async def test_a_reviewer_notes_no_money(world: World, open_browser) -> None:
    claim = await paid(world)
    reviewer = await open_browser("review.ys")
    await reviewer.get("/review")
    await reviewer.post(f"/payouts/recovered/{claim}", 403, amount="1", seen="1")
    await reviewer.get("/payouts/to-recover.csv", 403)
