"""Pictures of a claim: albums, several receipts in one file, a new photo of a paper, typing without one, bad ones."""

from __future__ import annotations

import asyncio
import io
import json
import signal
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.botapi.server import BotApiServer
from tests.conversation.conftest import House
from tests.conversation.test_claims import READ, _plain_picture, actor_of, has, receipt
from tests.conversation.test_restart import _code, start
from tests.support.receipts import receipt_picture
from tests.unit.receipts import files

pytestmark = pytest.mark.slow
DEMO = Path(__file__).parents[2] / "demo" / "receipts"


async def test_an_album_becomes_one_claim_with_an_item_or_a_named_error_for_each_picture(house: House) -> None:
    person = await house.linked()
    person.send_album([receipt(), receipt(seed=2), _plain_picture()])
    card = await person.wait_for(lambda seen: "第 3 张" in seen.text and "正在读" not in seen.text, timeout=READ)
    assert "票据 1" in card.text and "票据 2" in card.text
    assert "草稿还在" in card.text or "看不清" in card.text
    assert person.transcript().count("正在读票据") <= 1
    claims = await house.product.services.list_claims(await actor_of(house, person))
    assert len(claims) == 1
    person.tap("修改")
    await person.wait_for(has("票据 2"))
    person.tap("票据 2")
    fields = await person.wait_for("票据 2 要改哪一项")
    assert fields.labels.count("总金额") == 1
    person.tap("总金额")
    await person.wait_for("总金额是多少")
    person.send_text("31.50")
    card = await person.wait_for("31.50 元✏️")
    assert card.text.index("票据 2") < card.text.index("31.50") < card.text.index("第 3 张")


async def test_several_receipts_in_one_pdf_become_several_items(house: House) -> None:
    from PIL import Image

    pages = [Image.open(io.BytesIO(receipt(seed=seed))) for seed in (1, 2)]
    made = io.BytesIO()
    pages[0].save(made, "PDF", save_all=True, append_images=pages[1:], resolution=150)
    person = await house.linked()
    person.send_document(made.getvalue(), "receipts.pdf", "application/pdf")
    card = await person.wait_for(lambda seen: "票据 2" in seen.text and "正在读" not in seen.text, timeout=READ)
    assert "票据 1" in card.text


async def test_a_new_photo_is_read_again_and_typed_values_stay(house: House) -> None:
    person = await house.linked()
    person.send_photo(receipt())
    await person.wait_for(has("修改"), timeout=READ)
    person.tap("修改")
    await person.wait_for("要改哪一项")
    person.tap("交款人")
    asked = await person.wait_for("姓名）是谁")
    assert "票面这一处我读到：林知远" in asked.text and asked.labels[0] == "✅ 对，是 林知远"
    person.send_text("林之远")
    await person.wait_for("林之远✏️")
    person.tap("修改")
    await person.wait_for("要改哪一项")
    person.tap("材料")
    await person.wait_for("要补哪一种")
    person.tap("第 1 张换一张")
    await person.wait_for("手工填过的内容会保留")
    other = receipt_picture("outpatient", patient="林知远", issued=date.today() - timedelta(days=9), seed=5)
    person.send_photo(other)
    day = (date.today() - timedelta(days=9)).isoformat()
    card = await person.wait_for(lambda seen: day in seen.text, timeout=READ)
    assert "林之远✏️" in card.text and "票据 2" not in card.text


async def test_a_claim_is_typed_without_a_picture_and_takes_the_first_that_comes(house: House) -> None:
    person = await house.linked()
    person.send_text("/claim")
    await person.wait_for(has("手工填写"))
    person.tap("手工填写")
    await person.wait_for(has("填写就诊日期"))
    person.tap("填写就诊日期")
    await person.wait_for("哪天")
    person.send_text((date.today() - timedelta(days=2)).isoformat())
    await person.wait_for(has("填写总金额"))
    person.tap("填写总金额")
    await person.wait_for("总金额是多少")
    person.send_text("123.45")
    card = await person.wait_for("123.45")
    assert "还缺：发票" in card.text and not any("提交" in label for label in card.labels)
    person.send_photo(receipt())
    card = await person.wait_for(
        lambda seen: "林知远" in seen.text and "票据" in seen.text and has("修改")(seen), timeout=READ
    )
    assert "123.45 元✏️" in card.text and "票据 2" not in card.text and "还缺：发票" not in card.text


async def test_reading_that_was_killed_goes_on_after_the_restart(
    new_folder: Callable[[], Path], bot_api: BotApiServer, unused_tcp_port: int
) -> None:
    folder = new_folder()
    code = await _code(folder)
    process = await asyncio.to_thread(start, folder, bot_api, unused_tcp_port)
    person = bot_api.user(4711, first_name="苏", language_code="zh-hans")
    try:
        person.send_text(code)
        await person.wait_for("我们会保存什么", timeout=120)
        person.tap("同意")
        await person.wait_for("YS0002", timeout=30)
        person.send_photo(receipt("苏晚晴"))
        await person.wait_for("正在读票据", timeout=30)
        await asyncio.sleep(0.5)
        process.send_signal(signal.SIGKILL)
        process.wait(30)
        process = await asyncio.to_thread(start, folder, bot_api, unused_tcp_port)
        card = await person.wait_for(has("补病历"), timeout=120)
        assert "预计赔付" in card.text
        assert "正在读" not in card.text
    finally:
        process.terminate()
        assert process.wait(60) == 0, (folder / "run.log").read_text()[-3000:]


async def test_bad_files_are_each_answered_in_words_and_the_next_one_is_read(house: House) -> None:
    person = await house.linked()
    evil = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
    bad = (
        ("bomb.png", "image/png", files.pixel_bomb(), "图片尺寸太大，请用手机直接拍照"),
        ("secret.pdf", "application/pdf", files.pdf(text="12.00", password="secret"), "请去掉密码后再发送"),
        ("long.pdf", "application/pdf", files.pdf(200), "请只发送票据所在的页"),
        ("endless.pdf", "application/pdf", files.endless_pdf(), "请换一张照片，或直接手工填写"),
        ("evil.ofd", "application/ofd", files.archive(**{"OFD.xml": b"<a/>", "../../x": b"x"}), "请重新保存或拍照"),
        ("evil.xml", "application/xml", evil, "请重新保存或拍照"),
        ("swollen.ofd", "application/ofd", files.archive(**{"OFD.xml": bytes(60_000_000)}), "请只发送票据本身"),
    )
    for place, (name, mime, data, words) in enumerate(bad, start=1):
        person.send_document(data, name, mime)
        card = await person.wait_for(
            lambda seen, place=place, words=words: f"第 {place} 张" in seen.text and words in seen.text, timeout=READ
        )
        assert "20 MB" not in card.text and "root:" not in card.text
        assert "就诊日期" not in card.text  # nothing was read that could be wrong
        assert (
            "这张是什么" in card.text
            if place == 1
            else f"第 1 张是什么？请选一下（后面还有 {place - 1} 张）" in card.text
        )
        assert any("修改" in label for label in card.labels)
    person.send_document(files.animated_gif(), "moving.gif", "image/gif")
    await person.wait_for("这种文件我读不了。请发照片")
    (demo,) = (path for path in DEMO.glob("19-*") if path.suffix != ".json")
    person.send_document(demo.read_bytes(), demo.name, "application/octet-stream")
    number = json.loads((DEMO / "19-einvoice-file.json").read_text())["number"]
    await person.wait_for(lambda seen: number in seen.text, timeout=READ)
