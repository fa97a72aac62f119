"""Appeals in the console: apart from the queue, with the decision before and the reason, decided by somebody else."""

from __future__ import annotations

import re

from tests.integration.console.world import World

WHY = "The invoice <is> mine: the hospital misspelt my name"


async def appealed(world: World) -> int:
    claim = world.claims["unsure"]
    await world.services.reject_claim(await world.hr("review.ys"), claim, "Not your invoice")
    await world.services.appeal_claim(world.actor("YS0003"), claim, WHY)
    return claim


async def test_an_appeal_stands_apart_and_is_decided_by_another_person(world: World, open_browser) -> None:
    claim = await appealed(world)
    first = await open_browser("review.ys")
    queue = await first.get("/review")
    appeals, waiting = queue.text.split("Why a person looks", 1)
    assert "-S1" in appeals and "misspelt my name" in appeals
    assert f"/review/{claim}" not in waiting
    page = await first.get(f"/review/{claim}")
    assert "The invoice &lt;is&gt; mine" in page.text
    assert "Decision so far: Rejected, pays 0.00, by review.ys" in page.text
    assert "a colleague has to decide the appeal" in page.text
    assert f"/review/{claim}/appeal" not in page.text  # nobody is offered a refusal
    assert "Fields are missing" not in page.text  # a reviewer's reason has no steps
    assert f"/review/{claim}/approve" not in page.text and f"/review/{claim}/papers" not in page.text
    refused = await first.post(f"/review/{claim}/appeal", note="No", change="no")
    assert "a colleague has to decide" in refused.text

    second = await open_browser("hr")
    page = await second.get(f"/review/{claim}")
    pays = re.search(r"Change it to ([\d.,]+)", page.text)
    assert pays and pays[1] != "0.00"
    done = await second.post(f"/review/{claim}/appeal", note="Name confirmed by the hospital", change="yes")
    assert f"it pays {pays[1]} now" in done.text
    page = await second.get(f"/review/{claim}")
    assert "Earlier decisions" in page.text and "Not your invoice" in page.text
    assert "Appealed" in page.text  # in the history
    assert "-S1" not in (await second.get("/review")).text


async def test_an_upheld_decision_says_so_in_the_history(world: World, open_browser) -> None:
    claim = await appealed(world)
    browser = await open_browser("hr")
    await browser.get(f"/review/{claim}")
    assert "Please" in (await browser.post(f"/review/{claim}/appeal", note=" ", change="no")).text
    done = await browser.post(f"/review/{claim}/appeal", note="Still not yours", change="no")
    assert "the decision stands" in done.text
    assert "Still not yours" in (await browser.get(f"/review/{claim}")).text


async def test_papers_added_to_an_appeal_stand_beside_the_others_and_are_named(world: World, open_browser) -> None:
    claim = await appealed(world)
    for data in (b"first", b"second"):
        await world.services.add_appeal_paper(world.actor("YS0003"), claim, data, "proof.jpg", "image/jpeg")
    page = await (await open_browser("hr")).get(f"/review/{claim}")
    assert "added 2 papers with this appeal" in page.text
    assert page.text.count("added with this appeal") == 2
    paper = re.search(r'href="#paper-(\d+)">Paper added with the appeal 1', page.text)
    assert paper and f'id="paper-{paper[1]}"' in page.text


async def test_hr_of_another_company_neither_sees_nor_decides_it(world: World, open_browser) -> None:
    claim = await appealed(world)
    other = await open_browser("review.zn")
    assert "-S1" not in (await other.get("/review")).text
    await other.get(f"/review/{claim}", 403)
