"""Declared life events in the console: proof, confirming, refusing with a reason."""

from __future__ import annotations

import re
from datetime import timedelta

from tests.integration.console.world import NOW, World


async def declared(world: World, number: str = "YS0003") -> int:
    event = await world.services.declare_event(world.actor(number), "marriage", NOW.date() - timedelta(days=3))
    return event.id or 0


async def test_hr_looks_at_the_proof_and_confirms_once(world: World, open_browser) -> None:
    event = await declared(world)
    hr = await open_browser("hr")
    assert "<span>life event to check</span>" in (await hr.get("/")).text
    assert "not sent yet" in (await hr.get("/enrolment")).text
    await world.services.prove_event(world.actor("YS0003"), event, b"certificate", "proof.pdf", "application/pdf")
    page = await hr.get("/enrolment")
    assert re.search(rf'href="/hr/enrolment/events/{event}/proof"', page.text)
    proof = await hr.get(f"/enrolment/events/{event}/proof")
    assert proof.content == b"certificate" and "attachment" in proof.headers["content-disposition"]
    assert "Confirmed; the employee is told" in (await hr.post(f"/enrolment/events/{event}/check", confirm="yes")).text
    assert "checked already" in (await hr.post(f"/enrolment/events/{event}/check", confirm="yes")).text


async def test_refusing_needs_a_reason(world: World, open_browser) -> None:
    event = await declared(world)
    hr = await open_browser("hr")
    await hr.get("/enrolment")
    assert "Please" in (await hr.post(f"/enrolment/events/{event}/check", confirm="no", note=" ")).text
    done = await hr.post(f"/enrolment/events/{event}/check", confirm="no", note="No certificate")
    assert "Refused; what was chosen on it is cancelled" in done.text


async def test_reviewers_and_other_companies_see_nothing_of_it(world: World, open_browser) -> None:
    event = await declared(world)
    reviewer = await open_browser("review.ys")
    await reviewer.get("/review")
    await reviewer.get(f"/enrolment/events/{event}/proof", 403)
    await reviewer.post(f"/enrolment/events/{event}/check", 403, confirm="yes")
