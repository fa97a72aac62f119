"""HR's daily work through the pages."""

from __future__ import annotations

import re
from datetime import timedelta

from services.model import Job, QuestionRecord
from services.reports import ClaimFilter
from tests.integration.console.world import NOW, World


async def test_a_reviewer_sees_fields_with_their_place_doubts_and_duplicates(world: World, open_browser) -> None:
    browser = await open_browser("review.ys")
    page = await browser.get(f"/review/{world.claims['unsure']}")
    assert 'data-cut="total"' in page.text
    assert re.search(r"data-boxes=\"\{&#34;.*?&#34;total&#34;: \[420, 560, 640, 610, 0\]", page.text)
    assert "52 %" in page.text
    assert "Read with little confidence: Total." in page.text
    assert "Looks like BX2026-000004 (Same receipt number)." in page.text
    assert "477.05" in page.text
    assert f"/hr/review/{world.claims['twin']}" in page.text


async def test_a_correction_is_worked_out_again_and_marked(world: World, open_browser) -> None:
    browser = await open_browser("review.ys")
    claim_id = world.claims["unsure"]
    page = await browser.get(f"/review/{claim_id}")
    paper = re.search(r'name="paper" value="(\d+)"', page.text)
    assert paper
    fields = dict(re.findall(r'name="(v-[a-z_]+)" value="([^"]*)"', page.text))
    page = await browser.post(
        f"/review/{claim_id}/correct", paper=paper[1], **fields | {"v-total": "1068.00", "v-excluded": "100.00"}
    )
    assert "Saved, and worked out again" in page.text
    assert "Read as 968.00" in page.text
    claim = (await world.services.open_review(await world.hr("review.ys"), claim_id)).view.claim
    assert (str(claim.total), str(claim.excluded)) == ("1068.00", "100.00")


async def test_an_impossible_correction_is_explained_and_changes_nothing(world: World, open_browser) -> None:
    browser = await open_browser("review.ys")
    claim_id = world.claims["unsure"]
    page = await browser.get(f"/review/{claim_id}")
    paper = re.search(r'name="paper" value="(\d+)"', page.text)
    assert paper
    for value in ("abc", "1.234", "-5"):
        answer = await browser.post(f"/review/{claim_id}/correct", paper=paper[1], **{"v-total": value})
        assert "isn&#39;t an amount" in answer.text or "isn’t an amount" in answer.text
    claim = (await world.services.open_review(await world.hr("review.ys"), claim_id)).view.claim
    assert str(claim.total) == "968.00"


async def test_approving_leads_to_the_next_claim_and_a_second_click_is_told_kindly(world: World, open_browser) -> None:
    browser = await open_browser("review.ys")
    first, second = world.claims["unsure"], world.claims["twin"]
    await browser.get(f"/review/{first}")
    answer = await browser.post(f"/review/{first}/approve", next="1")
    assert answer.url.path == f"/hr/review/{second}"
    assert "BX2026-000002 approved, 477.05 payable" in answer.text
    answer = await browser.post(f"/review/{first}/approve", next="1")
    assert "has already been handled" in answer.text
    view = (await world.services.open_review(await world.hr("review.ys"), first)).view
    assert [event.action for event in view.events].count("approve_partly") + [
        event.action for event in view.events
    ].count("approve") == 1


async def test_rejecting_and_requesting_papers_need_a_note(world: World, open_browser) -> None:
    browser = await open_browser("review.ys")
    claim_id, other = world.claims["twin"], world.claims["unsure"]
    await browser.get(f"/review/{claim_id}")
    assert "Please write a note" in (await browser.post(f"/review/{claim_id}/reject", note=" ")).text
    await browser.post(f"/review/{claim_id}/reject", note="Already paid in another claim")
    await browser.post(f"/review/{other}/papers", note="Please add the visit record")
    admin = await world.hr("admin")
    assert (await world.services.open_review(admin, claim_id)).view.claim.state == "rejected"
    assert (await world.services.open_review(admin, other)).view.claim.state == "needs_documents"
    assert "Already paid in another claim" in (await browser.get(f"/claims/{claim_id}")).text


async def test_finance_pays_a_batch_and_only_the_file_holds_full_account_numbers(world: World, open_browser) -> None:
    browser = await open_browser("finance")
    listed = await browser.get("/payouts")
    assert "99990000" not in listed.text
    page = await browser.post("/payouts/create")
    assert re.fullmatch(r"/hr/payouts/\d+", page.url.path)
    assert "99990000" not in page.text
    assert "Nothing is waiting to be paid" in (await browser.post("/payouts/create")).text
    bank = await browser.post(page.url.path.removeprefix("/hr") + "/bank.csv")
    assert bank.content.startswith(b"\xef\xbb\xbf")
    assert "9999000027819927" in bank.text
    paid = await browser.post(page.url.path.removeprefix("/hr") + "/paid")
    assert "Marked as paid" in paid.text
    again = await browser.post(page.url.path.removeprefix("/hr") + "/paid")
    assert "already marked as paid" in again.text
    trail = [entry.action for entry in await world.services.list_audit(await world.hr("audit"))]
    assert trail.count("payout.export") == 1
    assert trail.count("payout.paid") == 1


async def test_a_link_code_is_shown_once_and_works(world: World, open_browser) -> None:
    browser = await open_browser("hr")
    page = await browser.get("/employees/YS0001")
    assert "138••••0000" in page.text
    assert "13800000000" not in page.text
    issued = await browser.post("/employees/YS0001/code")
    code = re.search(r"data-code>([0-9A-Z]{4}-[0-9A-Z]{4})<", issued.text)
    assert code
    assert code[1] not in (await browser.get("/employees/YS0001")).text
    async with world.store.read() as unit:
        assert await unit.accounts.code(world.store.index(code[1].replace("-", ""), "link-code")) is not None


async def test_a_window_is_opened_once_extended_later_and_never_shortened(world: World, open_browser) -> None:
    browser = await open_browser("hr")
    await browser.get("/enrolment")
    dates = {"opens": "2026-12-01", "closes": "2026-12-20", "effective_from": "2027-01-01"}
    assert "The window is set" in (await browser.post("/enrolment/open", company="ZN", name="2027", **dates)).text
    assert "overlaps the window" in (await browser.post("/enrolment/open", company="ZN", name="2027", **dates)).text
    backwards = dates | {"opens": "2027-12-25"}
    assert "Check the dates" in (await browser.post("/enrolment/open", company="ZN", **backwards)).text
    assert "can only close later" in (await browser.post("/enrolment/2/extend", closes="2026-12-10")).text
    assert "Extended to 2026-12-31" in (await browser.post("/enrolment/2/extend", closes="2026-12-31")).text
    assert "isn" in (await browser.post("/enrolment/2/extend", closes="soon")).text


async def test_a_campaign_is_counted_written_started_paused_and_cancelled(world: World, open_browser) -> None:
    browser = await open_browser("hr")
    composer = await browser.get("/campaigns/new?start=enrol&window=1&company=YS")
    assert "{name}" in composer.text
    counted = await browser.post("/campaigns/audience", companies="YS", enrolment="not_elected", window="1")
    assert counted.json()["count"] == 4
    assert counted.json()["reachable"] == 2
    assert counted.json()["sample"][0]["deadline"] == "2026-12-15"
    texts = {"text-zh-Hans": "{name}，你好", "text-zh-Hant": "{name}，你好", "text-en": "Hello {name}"}
    fields = {"name": "Elections", "kind": "reminder", "action": "enrol", "companies": "YS",
              "enrolment": "not_elected", "window": "1"}  # fmt: skip
    missing = await browser.post("/campaigns/save", 422, **fields | texts | {"text-en": ""})
    assert "Text missing: English" in missing.text
    assert "Elections" in missing.text
    wrong = await browser.post("/campaigns/save", 422, **fields | texts | {"text-en": "Hello {salary}"})
    assert "{salary}" in wrong.text
    kept = re.search(r'name="campaign" value="(\d+)"', wrong.text)
    assert kept is not None
    page = await browser.post("/campaigns/save", **fields | texts, campaign=kept[1])
    assert page.url.path.endswith(f"/campaigns/{kept[1]}")
    assert "Hello 林知远" in page.text
    path = page.url.path.removeprefix("/hr")
    page = await browser.post(f"{path}/steer", action="start")
    assert "Sending now" in page.text
    assert "Sending now" in (await browser.post(f"{path}/steer", action="start")).text
    results = (await browser.get("/campaigns/results")).json()
    assert results[path.rsplit("/", 1)[1]]["planned"] == 4
    assert "Paused" in (await browser.post(f"{path}/steer", action="pause")).text
    assert "moved on" in (await browser.post(f"{path}/steer", action="pause")).text
    assert "Cancelled" in (await browser.post(f"{path}/steer", action="cancel")).text
    listed = (await browser.get(f"{path}/results.csv")).text
    assert listed.count("\r\n") == 5


async def test_a_test_message_goes_to_one_linked_person_only(world: World, open_browser) -> None:
    browser = await open_browser("hr")
    texts = {"text-zh-Hans": "你好", "text-zh-Hant": "你好", "text-en": "Hello"}
    page = await browser.post("/campaigns/save", name="All", kind="reminder", action="", **texts)
    path = page.url.path.removeprefix("/hr")
    assert "hasn" in (await browser.post(f"{path}/test", number="YS0001")).text
    assert "on its way to 苏晚晴" in (await browser.post(f"{path}/test", number="YS0002")).text
    rows = await world.services.list_campaigns(await world.hr("hr"))
    assert [(campaign.name, campaign.state, campaign.planned) for campaign, _ in rows] == [("All", "draft", 0)]
    jobs = await world.services.parts.jobs.lease(
        "test", ["campaign.message"], now=NOW + timedelta(1), seconds=60, limit=9
    )
    assert [job.payload["employee_id"] for job in jobs] == [world.employees["YS0002"]]


async def test_a_reply_goes_to_the_employee_and_gaps_are_listed(world: World, open_browser) -> None:
    async with world.store.write() as unit:
        account = (await unit.accounts.of_employee(world.employees["YS0003"]))[0]
        asked = QuestionRecord(account.id or 0, NOW, "家属住院能报吗", "zh-Hans", "", "refuse",
                               employee_id=world.employees["YS0003"], handed_over_at=NOW)  # fmt: skip
        unit.add(asked)
        await unit.flush()
        unit.add(QuestionRecord(account.id or 0, NOW, "有洗牙福利吗", "zh-Hans", "", "refuse",
                                employee_id=world.employees["YS0003"]))  # fmt: skip
        await unit.commit()
    browser = await open_browser("hr")
    page = await browser.get("/questions")
    assert "家属住院能报吗" in page.text
    assert "有洗牙福利吗" in page.text
    assert "Please write a note" in (await browser.post(f"/questions/{asked.id}/reply", reply=" ")).text
    assert "Your reply is on its way" in (await browser.post(f"/questions/{asked.id}/reply", reply="可以")).text
    assert [
        job.payload["args"]["reply"] for job in await _notices(world) if job.payload["key"] == "notice-hr-reply"
    ] == ["可以"]
    assert "有洗牙福利吗" not in (await (await open_browser("review.zn")).get("/questions")).text


async def test_hr_asks_as_an_employee_and_nothing_is_recorded(world: World, open_browser) -> None:
    browser = await open_browser("hr")
    await browser.get("/documents")
    answer = await browser.post("/documents/preview", question="门诊能报多少", number="YS0003", language="zh-Hans")
    assert "Show where it stands" in answer.text and "年度限额二十万元" in answer.text
    assert world.handbook.sentence in answer.text
    assert "70 %" in answer.text
    assert "For 顾明哲" in answer.text
    refused = await browser.post("/documents/preview", question="洗牙", language="zh-Hans")
    assert "Not in the documents" in refused.text
    assert "no employee number NO1" in (await browser.post("/documents/preview", question="门诊", number="NO1")).text
    async with world.store.read() as unit:
        assert await unit.questions.gaps(("open",)) == []


async def test_a_report_adds_up_and_its_file_holds_the_same_figures(world: World, open_browser) -> None:
    browser = await open_browser("finance")
    page = await browser.get("/reports")
    assert "1,087.10" in page.text
    file = await browser.get("/reports/department.csv")
    assert "人力资源部" in file.text
    assert "825.02" in file.text
    await browser.get("/reports/salary.csv", 404)
    assert "first day can" in (await browser.get("/reports?since=2026-12-01&until=2026-01-01", 422)).text


async def test_a_dead_letter_is_sent_again_once(world: World, open_browser) -> None:
    async with world.store.write() as unit:
        dead = Job("notice", {"employee_id": world.employees["ZN0001"], "key": "notice-paid", "args": {}}, NOW, NOW,
                   dead_at=NOW, error="blocked", attempts=5)  # fmt: skip
        await unit.jobs.enqueue(dead)
        await unit.commit()
    browser = await open_browser("hr")
    assert "blocked by the person" in (await browser.get("/deliveries")).text
    assert "Back in the queue" in (await browser.post(f"/deliveries/{dead.id}/again")).text
    assert "sent again already" in (await browser.post(f"/deliveries/{dead.id}/again")).text
    assert (await world.services.parts.jobs.counts())["dead"] == 0
    assert "Grace Lim" not in (await (await open_browser("hr.ys")).get("/deliveries")).text


async def test_claims_are_found_by_number_person_state_and_day(world: World) -> None:
    auditor = await world.hr("audit")

    async def found(**wanted: object) -> list[str]:
        rows, total = await world.services.search_claims(auditor, ClaimFilter(**wanted))  # type: ignore[arg-type]
        assert total == len(rows)
        return sorted(claim.number or "" for claim, _ in rows)

    assert len(await found()) == 5
    assert await found(search="000003") == ["BX2026-000003"]
    assert await found(search="grace") == ["BX2026-000005"]
    assert await found(search="%") == []
    assert await found(states=("approved",)) == ["BX2026-000001", "BX2026-000003"]
    assert await found(company="ZN") == ["BX2026-000005"]
    assert await found(since=NOW.date() + timedelta(days=1)) == []
    assert len(await found(since=NOW.date(), until=NOW.date())) == 5


async def test_looking_at_a_claim_and_a_person_leaves_a_trace(world: World, open_browser) -> None:
    browser = await open_browser("audit")
    await browser.get(f"/claims/{world.claims['clean']}")
    await browser.get("/employees/YS0003")
    page = await browser.get("/audit")
    assert "claim.open" in page.text
    assert "employee.open" in page.text


async def _notices(world: World) -> list[Job]:
    """All waiting notices; a person's come one after the other."""
    jobs, found = world.services.parts.jobs, []
    while leased := await jobs.lease("test", ["notice"], now=NOW + timedelta(days=1), seconds=60, limit=50):
        for job in leased:
            await jobs.done(job.id or 0, "test", now=NOW)
        found += leased
    return found
