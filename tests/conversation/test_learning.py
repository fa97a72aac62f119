"""The learning loop with the real index: refused, answered by HR once, published, and told in everyone's own chat."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from services.knowledge import DocumentDraft
from tests.botapi.people import Person
from tests.botapi.server import BotApiServer
from tests.conversation.conftest import House, running, until
from tests.conversation.world import HR

TITLE = "火星上的重力有多大"
ANSWER = "火星上的重力约为地球的0.38倍，去出差的同事请留意。"


async def refused(person: Person, text: str) -> None:
    person.send_text(text)
    seen = await person.wait_for(lambda seen: any("🔔" in label for label in seen.labels), timeout=30)
    label = next(label for label in seen.labels if "🔔" in label)
    tap = person.tap(label, on=seen)
    assert await tap.answered(10)  # type: ignore[union-attr]
    await person.wait_for(lambda seen: any("🔕" in label for label in seen.labels), timeout=10)


async def answer(house: House) -> None:
    services = house.product.services
    (view,) = [view for view in await services.list_gaps(HR) if "火星" in view.gap.title]
    assert view.people == view.waiting == 2
    await services.draft_gap_answer(
        HR,
        view.gap.id or 0,
        TITLE,
        {"zh-Hans": ANSWER, "en": "Gravity on Mars is about 0.38 of that on Earth."},
        date(2026, 1, 1),
    )
    tried = await services.try_gap_answer(HR, view.gap.id or 0, [TITLE, *view.wordings], "zh-Hans")
    assert [one.answer.band for one in tried[:2]] == ["answer", "answer"]
    assert "0.38" in tried[0].answer.text
    assert await services.list_drafts(HR) == []
    made = await services.publish_gap_answer(HR, view.gap.id or 0)
    assert made.told == 2


async def test_all_who_asked_are_told_once_in_their_language_also_after_a_restart(
    new_folder: Callable[[], Path], bot_api: BotApiServer
) -> None:
    folder = new_folder()
    async with running(folder, bot_api) as house:
        lin = await house.linked()
        emma = await house.linked("YS0003", 4712, "en")
        await refused(lin, "火星上的重力是地球的多少倍？")
        await refused(emma, "火星上的重力是地球的多少倍")
        await house.product.services.set_language(await _actor(house, "YS0003"), "en")
        await refused(lin, "火星重力是地球的几倍")
        await answer(house)
        told = await lin.wait_for("有答复了", timeout=20)
        assert ANSWER in told.text
        english = await emma.wait_for("has been answered", timeout=20)
        assert "0.38 of that" in english.text
    async with running(folder, bot_api) as house:  # nothing is told twice, and the answer is found like any other
        lin.tap("📖 看完整答复和出处", on=told)
        again = await lin.wait_for("《火星上的重力有多大》", timeout=60)
        assert "0.38" in again.text
        assert "2026-01-01" in again.text
        lin.tap("📖 看原文", on=again)
        opened = await lin.wait_for(lambda seen: "blockquote" in str(seen.raw.get("entities")), timeout=20)
        assert "bold" in str(opened.raw.get("entities"))
        assert sum("有答复了" in message.text for message in lin.messages()) == 1
        assert sum("has been answered" in message.text for message in emma.messages()) == 1
        assert TITLE in [
            document.document.removesuffix(".md") for document in await house.product.knowledge.documents()
        ]
        assert [view.gap.state for view in await house.product.services.list_gaps(HR, "answered")] == ["answered"]
        await house.product.services.remove_document(HR, f"{TITLE}.md")
        lin.tap("📖 看原文", on=again)
        await lin.wait_for("更新或撤下", timeout=20)


async def test_a_rating_is_kept_once_can_change_and_says_why(house: House) -> None:
    person = await house.linked()
    person.send_text("门诊能报多少？")
    seen = await person.wait_for("70%", timeout=30)
    person.tap("👎", on=seen)
    why = await person.wait_for("哪里不好", timeout=10)
    assert why.labels == ["内容不对", "答非所问", "看不明白"]
    person.tap("答非所问", on=why)
    await person.wait_for("已记下", timeout=10)
    (rated,) = await house.product.services.export_ratings(HR)
    assert (rated.record.rating, rated.record.rating_reason) == (-1, "other_question")
    (view,) = await house.product.services.list_gaps(HR)
    assert view.why == {"rated_down": 1}
    person.tap("👍")
    await person.wait_for(lambda seen: "👍 ✓" in seen.labels, timeout=10)
    (rated,) = await house.product.services.export_ratings(HR)
    assert (rated.record.rating, rated.record.rating_reason) == (1, "")
    assert await house.product.services.list_gaps(HR) == []


async def test_a_synonym_of_hr_is_used_at_once(house: House) -> None:
    person = await house.linked()
    services = house.product.services
    await services.keep_synonyms(HR, "嘎嘎嘎 = 申请材料, 发票, 病历")
    assert house.product.knowledge.understood("嘎嘎嘎").weights.keys() >= {"发票"}
    await services.keep_synonyms(HR, "")
    assert "发票" not in house.product.knowledge.understood("嘎嘎嘎").weights
    person.send_text("/help")
    await person.wait_for("问福利")


async def _actor(house: House, number: str):  # type: ignore[no-untyped-def]
    from services.actors import chat_actor

    async with house.product.store.read() as unit:
        employee = await unit.people.employee_by_number(number)
        assert employee is not None
        account = (await unit.accounts.of_employee(employee.id or 0))[0]
    return chat_actor(account, employee)


def scanned(pages: int) -> bytes:
    """A PDF of pictures; each page says what parking costs in its month."""
    font = ImageFont.load_default(size=44)
    made = []
    for number in range(1, pages + 1):
        page = Image.new("RGB", (1240, 700), "white")
        ImageDraw.Draw(page).text((100, 100), f"Parking costs {200 + number} yuan in month {number}.", "black", font)
        made.append(page)
    kept = io.BytesIO()
    made[0].save(kept, "PDF", save_all=True, append_images=made[1:])
    return kept.getvalue()


async def until_read(house: House, key: str) -> DocumentDraft:
    async def read() -> bool:
        return (await house.product.services.open_document_draft(HR, key)).reading is None

    await until(read)
    return await house.product.services.open_document_draft(HR, key)


async def test_a_scanned_document_is_taken_at_once_and_read_by_the_same_ocr_as_receipts(house: House) -> None:
    services = house.product.services
    key = await services.draft_document(HR, "parking.pdf", scanned(1), None)
    assert (await services.open_document_draft(HR, key)).reading is not None
    draft = await until_read(house, key)
    assert "201 yuan in month 1" in draft.beginning
    assert [(doubt.code, doubt.about) for doubt in draft.report.doubtful] == [("scanned", "1")]
    await services.publish_draft.drop(HR, draft.key)


async def test_a_reading_that_a_restart_cut_short_goes_on_where_it_was(
    new_folder: Callable[[], Path], bot_api: BotApiServer
) -> None:
    folder = new_folder()
    pages = folder / "knowledge" / "default" / "uploads"
    async with running(folder, bot_api) as house:
        key = await house.product.services.draft_document(HR, "parking.pdf", scanned(8), date(2027, 1, 1))

        async def begun() -> bool:
            return len(list((pages / key).glob("pages/*.txt"))) >= 2

        await until(begun)
        reading = (await house.product.services.open_document_draft(HR, key)).reading
        assert reading is not None and reading.what == "scans" and reading.of == 8
    kept = {path: path.stat().st_mtime_ns for path in (pages / key).glob("pages/*.txt")}
    assert 2 <= len(kept) < 8
    async with running(folder, bot_api) as house:
        seen: list[bytes] = []
        ocr = house.product.knowledge.ocr
        assert ocr is not None
        house.product.knowledge.ocr = lambda picture: seen.append(picture) or ocr(picture)
        draft = await until_read(house, key)
        assert len(seen) <= 8 - len(kept)
        assert draft.report.pages == 8
        assert all(f"{200 + number} yuan" in draft.beginning for number in range(1, 9))
        assert not (pages / key).exists()
        await house.product.services.publish_draft.drop(HR, key)


async def test_a_file_that_nobody_can_read_says_so_and_a_dropped_one_is_read_no_further(house: House) -> None:
    services = house.product.services
    broken = await services.draft_document(HR, "../x/broken.pdf", b"%PDF-1.7 nothing", None)
    assert (await until_read(house, broken)).report.problem == "corrupt"
    assert [draft.report.document for draft in await services.list_drafts(HR)] == ["broken.pdf"]
    await services.publish_draft.drop(HR, broken)
    long = await services.draft_document(HR, "long.pdf", scanned(30), None)
    await services.publish_draft.drop(HR, long)

    async def idle() -> bool:
        counts = await house.product.jobs.counts()
        return not counts["due"] and not counts["leased"]

    await until(idle)
    assert await services.list_drafts(HR) == []
    assert not list((house.folder / "knowledge" / "default" / "uploads").iterdir())
