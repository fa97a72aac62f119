"""Gaps in the console: listed without names, answered once, dismissed; drafts, synonyms, contacts."""

from __future__ import annotations

import re
from dataclasses import replace

from services.actors import SYSTEM
from services.documents import READ_DOCUMENT
from services.model import QuestionRecord
from tests.integration.console.world import NOW, World


async def ask(world: World, number: str, question: str, **more: object) -> int:
    async with world.store.write() as unit:
        account = (await unit.accounts.of_employee(world.employees[number]))[0]
        record = QuestionRecord(
            account.id or 0, NOW, question, "zh-Hans", "", "refuse", employee_id=world.employees[number], **more,  # type: ignore[arg-type]
        )  # fmt: skip
        unit.add(record)
        await unit.commit()
        return record.id or 0


async def told(world: World) -> list[dict[str, object]]:
    """All notices of answered gaps; a person's notices come one after the other."""
    jobs, found = world.services.parts.jobs, []
    while leased := await jobs.lease("test", ["notice"], now=world.clock.now(), seconds=60, limit=50):
        for job in leased:
            await jobs.done(job.id or 0, "test", now=world.clock.now())
        found += [job.payload for job in leased if job.payload["key"] == "notice-gap-answered"]
    return found


async def test_a_gap_is_answered_once_and_all_who_wait_are_told_once(world: World, open_browser) -> None:
    await ask(world, "YS0003", "顾明哲的猫看病能报吗", tell=True)
    handed = await ask(world, "YS0002", "的猫看病能报吗？", handed_over_at=NOW)
    await ask(world, "ZN0001", "猫看病能报吗")
    browser = await open_browser("hr")
    page = await browser.get("/questions")
    assert "顾明哲的猫" not in page.text
    assert "***的猫看病能报吗" in page.text
    number = re.search(r"/gaps/(\d+)", page.text)
    assert number
    gap = await browser.get(f"/gaps/{number[1]}")
    assert "Asked by 3 people" in gap.text
    assert "2 want to be told" in gap.text
    assert "needs 2" in (await browser.post(f"/gaps/{number[1]}/draft", title="猫", **{"answer-en": "No"})).text
    drafted = await browser.post(
        f"/gaps/{number[1]}/draft",
        title="猫看病能报吗",
        effective="2026-11-01",
        **{"answer-zh-Hans": "宠物费用不在保障范围内。"},
    )
    assert "宠物费用不在保障范围内" in drafted.text
    assert world.handbook.held.keys() == {"补充医疗保险方案.pdf"}
    assert world.handbook.drafted == {}
    done = await browser.post(f"/gaps/{number[1]}/publish")
    assert "2 people will be told" in done.text
    assert "猫看病能报吗.md" in (await browser.get("/documents")).text
    assert "dealt with already" in (await browser.post(f"/gaps/{number[1]}/publish")).text
    notices = await told(world)
    assert len(notices) == 2
    assert all("宠物费用" in str(notice["args"]["answer"]) for notice in notices)  # type: ignore[index]
    args = notices[0]["args"]
    assert args["title"]["zh-Hant"] == "貓看病能報嗎"  # type: ignore[index]
    assert args["answer"]["zh-Hant"].startswith("寵物費用")  # type: ignore[index]
    async with world.store.read() as unit:
        record = await unit.questions.question(handed)
        assert record is not None
        assert record.reply == "宠物费用不在保障范围内。"
    assert "猫看病能报吗" in (await browser.get("/questions?gaps=answered")).text


async def test_a_kill_between_publishing_and_closing_tells_everyone_once(world: World) -> None:
    await ask(world, "YS0003", "植发能报吗", tell=True)
    hr = await world.hr("hr")
    (view,) = await world.services.list_gaps(hr)
    await world.services.draft_gap_answer(hr, view.gap.id or 0, "植发能报吗", {"zh-Hans": "植发不在保障范围内。"}, None)
    async with world.store.read() as unit:
        gap = await unit.questions.gap(view.gap.id or 0)
        assert gap is not None
        body = f"# {gap.drafted['title']}\n\n植发不在保障范围内。\n".encode()
    # What stood in the index when the process was killed: published, the gap still open.
    draft = await world.handbook.draft(str(gap.drafted["document"]), body, None)
    await world.handbook.publish_draft(draft.key)
    made = await world.services.publish_gap_answer(hr, view.gap.id or 0)
    assert made.document == "植发能报吗.md"
    assert made.told == 1
    assert list(world.handbook.held) == ["补充医疗保险方案.pdf", "植发能报吗.md"]


async def test_a_dismissed_gap_stays_closed_when_asked_again(world: World, open_browser) -> None:
    await ask(world, "YS0003", "食堂几点开门")
    browser = await open_browser("hr")
    number = re.search(r"/gaps/(\d+)", (await browser.get("/questions")).text)
    assert number
    assert "Set aside" in (await browser.post(f"/gaps/{number[1]}/dismiss", reason="not_benefits")).text
    await ask(world, "YS0002", "食堂几点开门呀")
    assert "/gaps/" not in (await browser.get("/questions")).text
    aside = await browser.get("/questions?gaps=dismissed")
    assert "食堂几点开门呀" in aside.text
    assert "Not about benefits" in aside.text
    await browser.post(f"/gaps/{number[1]}/dismiss", reason="")
    assert f"/gaps/{number[1]}" in (await browser.get("/questions")).text


async def test_hr_of_some_companies_sees_and_closes_only_their_own(world: World, open_browser) -> None:
    await ask(world, "YS0003", "停车费报吗")
    await ask(world, "ZN0001", "停车费报吗？")
    browser = await open_browser("hr.ys")
    number = re.search(r"/gaps/(\d+)", (await browser.get("/questions")).text)
    assert number
    page = await browser.get(f"/gaps/{number[1]}")
    assert "Asked by 1 person" in page.text
    assert "of the group publishes them" in page.text
    await browser.post(f"/gaps/{number[1]}/dismiss", reason="other")
    assert f"/gaps/{number[1]}" in (await browser.get("/questions")).text
    await browser.get("/gaps/99999", 404)


async def test_ratings_are_a_file_without_names(world: World, open_browser) -> None:
    await ask(world, "YS0003", "顾明哲门诊=1+1能报吗", rating=-1, rating_reason="wrong")
    file = await (await open_browser("hr")).get("/questions/ratings.csv")
    assert "***门诊=1+1能报吗" in file.text
    assert "It's incorrect" in file.text
    assert "顾明哲" not in file.text


async def test_emergency_contacts_are_asked_for_until_they_are_set(world: World, open_browser) -> None:
    browser = await open_browser("hr")
    assert "No contacts of the company yet" in (await browser.get("/questions")).text
    assert "At most 4 lines" in (await browser.post("/questions/care", contacts="a\n" * 5)).text
    kept = await browser.post("/questions/care", contacts="员工关怀 8601\n")
    assert "员工关怀 8601" in kept.text
    assert await world.services.show_care(world.actor("YS0003")) == ["员工关怀 8601"]
    assert "contacts" not in (await (await open_browser("review.ys")).get("/questions")).text


def key_of(page: str) -> str:
    found = re.search(r"/documents/drafts/[0-9a-f]{16}", page)
    assert found
    return found[0]


async def read_all(world: World) -> None:
    """What the worker does with received files."""
    for job in await world.services.parts.jobs.lease(
        "test", [READ_DOCUMENT], now=world.clock.now(), seconds=60, limit=9
    ):
        await world.services.read_document(SYSTEM, job.payload["key"])


async def test_a_document_is_read_tried_and_published_or_dropped(world: World, open_browser) -> None:
    browser = await open_browser("hr")
    await browser.get("/documents")
    empty = await browser.post("/documents/upload", files={"file": ("空.md", b" ", "text/markdown")})
    await read_all(world)
    assert "Not read: no text was found" in (await browser.get(key_of(empty.text))).text
    assert "Not read: no text" in (await browser.get("/documents")).text
    assert "choose a file" in (await browser.post("/documents/upload", effective="")).text
    page = await browser.post(
        "/documents/upload",
        effective="2027-01-01",
        files={"file": ("餐补.md", "餐补每天三十元。".encode(), "text/markdown")},
    )
    draft = key_of(page.text)
    assert "Recognising scanned pages: 12 of 300" in page.text and "data-refresh" in page.text
    assert f"{draft}/publish" not in page.text and f"{draft}/drop" in page.text
    assert "12 of 300" in (await browser.get("/documents")).text
    await read_all(world)
    page = await browser.get(draft)
    assert "锟斤拷" in page.text and "data-refresh" not in page.text
    assert "餐补.md" not in world.handbook.held
    tried = await browser.post(f"{draft}/ask", question="餐补多少")
    assert "餐补每天三十元" in tried.text
    assert "餐补.md" in (await browser.get("/documents")).text
    await browser.post(f"{draft}/publish")
    assert "餐补.md" in world.handbook.held
    assert "published or deleted" in (await browser.get(draft, 404)).text
    removed = await browser.post("/documents/remove", document="餐补.md", version="v1")
    assert "餐补.md" not in world.handbook.held
    assert removed.status_code == 200


async def test_a_long_draft_can_be_read_before_it_can_be_tried_and_published(world: World, open_browser) -> None:
    draft = await world.handbook.draft("长.md", "餐补每天三十元。".encode(), None)
    browser = await open_browser("hr")
    ready = await browser.get(f"/documents/drafts/{draft.key}")
    assert f"{draft.key}/publish" in ready.text and f"{draft.key}/ask" in ready.text
    world.handbook.drafted[draft.key] = replace(draft, prepared=0.37)
    page = await browser.get(f"/documents/drafts/{draft.key}")
    assert "(37 %)" in page.text and "锟斤拷" in page.text
    assert f"{draft.key}/publish" not in page.text and f"{draft.key}/ask" not in page.text


async def test_synonyms_are_edited_and_suggested_from_second_tries(world: World, open_browser) -> None:
    await ask(world, "YS0003", "崩牙")
    async with world.store.write() as unit:
        account = (await unit.accounts.of_employee(world.employees["YS0003"]))[0]
        unit.add(
            QuestionRecord(
                account.id or 0, NOW, "补牙", "zh-Hans", "能", "answer", employee_id=world.employees["YS0003"]
            )
        )
        await unit.commit()
    browser = await open_browser("hr")
    assert "崩牙 = 补牙" in (await browser.get("/synonyms")).text
    wrong = await browser.post("/synonyms/keep", 422, entries="烂牙 补牙")
    assert "be read: “烂牙 补牙”" in wrong.text
    assert "烂牙 补牙" in wrong.text
    assert "1 entry saved" in (await browser.post("/synonyms/keep", entries="烂牙，崩牙＝补牙")).text
    assert [(e.said, e.terms) for e in world.handbook.own] == [(("烂牙", "崩牙"), ("补牙",))]
    assert "does this" in (await (await open_browser("hr.ys")).get("/synonyms", 403)).text
