"""The routes as a browser meets them: page, cookie, socket, uploads, files."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from aiogram import F
from aiogram.types import Message
from PIL import Image
from starlette.applications import Starlette
from starlette.testclient import TestClient, WebSocketTestSession
from starlette.websockets import WebSocketDisconnect

import locales
from bot.channels.webchat import chrome, files
from bot.channels.webchat.context import WebChatSettings
from bot.channels.webchat.limits import RateLimit
from tests.unit.receipts.files import with_broken_metadata
from tests.unit.webchat.conftest import CHAT, Parts

ORIGIN = {"origin": "http://testserver"}


@pytest.fixture
def made() -> Parts:
    parts = Parts()

    @parts.dispatcher.message(F.text)
    async def echo(message: Message) -> None:
        await message.answer(f"echo {message.html_text}")

    @parts.dispatcher.message(F.photo | F.document)
    async def got(message: Message) -> None:
        kind = "photo" if message.photo else "document"
        await message.answer(f"{kind} album={bool(message.media_group_id)} {message.caption or ''}")

    return parts


def browser(parts: Parts, **options: Any) -> TestClient:
    return TestClient(Starlette(routes=parts.web.routes(), lifespan=lambda _: parts.web.lifespan()), **options)


@pytest.fixture
def client(made: Parts) -> Iterator[TestClient]:
    with browser(made) as client:
        yield client


class Page:
    """One open page: says hello, and reads until what it waits for has come."""

    def __init__(self, socket: WebSocketTestSession, seq: int = 0, lang: str = "zh-Hans") -> None:
        self.socket = socket
        socket.send_json({"t": "hello", "seq": seq, "lang": lang})
        self.hello = self.until("hello")

    def send(self, kind: str, **data: Any) -> None:
        self.socket.send_json({"t": kind, **data})

    def until(self, kind: str) -> dict[str, Any]:
        while True:
            data: dict[str, Any] = self.socket.receive_json()
            if data["t"] == kind:
                return data

    def rows(self, count: int) -> list[dict[str, Any]]:
        got: list[dict[str, Any]] = []
        while len(got) < count:
            got += self.until("rows")["rows"]
        return got


def opened(client: TestClient) -> WebSocketTestSession:
    client.get("/")
    return client.websocket_connect("/chat/ws", headers=ORIGIN)


def jpeg(size: tuple[int, int] = (60, 40), **options: Any) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size, "white").save(made, "JPEG", **options)
    return made.getvalue()


def ofd() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("OFD.xml", "<OFD/>")
    return made.getvalue()


def upload(client: TestClient, *items: tuple[str, str, bytes], caption: str = "", **headers: str) -> Any:
    return client.post(
        "/chat/upload",
        data={"id": [one[0] for one in items], "caption": caption, "lang": "en"},
        files=[("file", (name, data)) for _, name, data in items],
        headers=headers or ORIGIN,
    )


def test_the_page_has_no_outside_address_and_a_strict_policy(client: TestClient) -> None:
    page = client.get("/", headers={"accept-language": "zh-TW,zh;q=0.9"})
    assert '<html lang="zh-Hant">' in page.text
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert "https://" not in page.text
    for name in ("app.js", "style.css", "log.js", "upload.js", "words.js", "dom.js"):
        body = client.get(f"/chat/static/x/{name}")
        assert body.status_code == 200
        assert set(re.findall(r"https?://[a-z][^\s\"']*", body.text)) <= {"http://www.w3.org/2000/svg"}
    assert client.get("/chat/static/x/secrets.py").status_code == 404
    assert client.get("/chat/static/x/..%2Fapp.py").status_code == 404


def test_the_session_cookie_is_kept_from_scripts_and_secure_over_https(made: Parts) -> None:
    plain = browser(made).get("/").headers["set-cookie"]
    assert "HttpOnly" in plain
    assert "SameSite=lax" in plain
    assert "Secure" not in plain
    https = browser(made, base_url="https://chat.example").get("/").headers["set-cookie"]
    assert https.startswith("__Host-chat=")
    assert "Secure" in https


def test_a_word_is_acknowledged_answered_and_still_there_on_the_next_visit(client: TestClient) -> None:
    with opened(client) as socket:
        page = Page(socket)
        assert page.hello["rows"] == []
        page.send("text", id="id-000001", text=" 你好 <b> ")
        row = page.until("ack")["row"]
        assert (row["from"], row["p"]) == ("user", {"text": "你好 <b>"})
        page.until("done")
    with opened(client) as socket:
        shown = Page(socket).hello["rows"]
    assert [one["p"] for one in shown] == [{"text": "你好 <b>"}, {"html": "echo 你好 &lt;b&gt;"}]


def test_a_resend_after_a_lost_acknowledgement_is_not_doubled(client: TestClient, made: Parts) -> None:
    for _ in range(2):
        with opened(client) as socket:
            page = Page(socket)
            page.send("text", id="id-000001", text="once")
            assert page.until("ack")["row"]["id"] == 1
            if made.store.updates[0].finished is False:
                page.until("done")
    assert [row.payload for row in made.store.rows[CHAT].values()] == [{"text": "once"}, {"html": "echo once"}]


async def _worker_writes(parts: Parts, chat_id: int) -> None:
    await parts.store.append_message(chat_id, "bot", {"html": "from another process"})


def test_after_a_gap_only_what_changed_is_sent(client: TestClient, made: Parts) -> None:
    with opened(client) as socket:
        page = Page(socket)
        page.send("text", id="id-000001", text="one")
        page.until("done")
        seq = made.store.seqs[CHAT]
    assert client.portal is not None
    client.portal.call(_worker_writes, made, CHAT)
    client.portal.call(made.store.delete_message, CHAT, 1)
    with opened(client) as socket:
        hello = Page(socket, seq=seq).hello
    assert hello["reset"] is False
    assert [(one["id"], one["deleted"]) for one in hello["rows"]] == [(3, False), (1, True)]
    with opened(client) as socket:
        assert Page(socket, seq=999).hello["reset"] is True


def test_what_another_process_writes_arrives_without_a_wake_up(client: TestClient, made: Parts) -> None:
    with opened(client) as socket:
        page = Page(socket)
        assert client.portal is not None
        client.portal.call(_worker_writes, made, CHAT)
        assert page.rows(1)[0]["p"] == {"html": "from another process"}


def test_history_is_paged_backwards(client: TestClient, made: Parts) -> None:
    with opened(client) as socket:
        Page(socket)
    assert client.portal is not None
    for _ in range(50):
        client.portal.call(_worker_writes, made, CHAT)
    with opened(client) as socket:
        page = Page(socket)
        assert (len(page.hello["rows"]), page.hello["more"]) == (40, True)
        page.send("history", before=page.hello["rows"][0]["id"])
        rest = page.until("history")
    assert ([one["id"] for one in rest["rows"]], rest["more"]) == (list(range(1, 11)), False)


def test_two_people_see_their_own_chats_only(made: Parts) -> None:
    with browser(made) as first:
        second = TestClient(first.app)
        with opened(first) as socket:
            page = Page(socket)
            page.send("text", id="id-000001", text="secret")
            page.until("done")
        answer = upload(first, ("file-0001", "r.jpg", jpeg())).json()
        address = "/chat/files/" + answer["rows"][0]["p"]["photo"]["file_id"]
        assert first.get(address).headers["content-type"] == "image/jpeg"
        assert second.get(address).status_code == 404
        with opened(second) as socket:
            assert Page(socket).hello["rows"] == []
        assert second.get(address).status_code == 404


@pytest.mark.parametrize("origin", [{}, {"origin": "https://evil.example"}])
def test_other_sites_can_neither_connect_nor_upload(client: TestClient, origin: dict[str, str]) -> None:
    client.get("/")
    with pytest.raises(WebSocketDisconnect), client.websocket_connect("/chat/ws", headers=origin):
        pass
    assert client.post("/chat/upload", headers=origin).status_code == 403
    assert client.post("/chat/leave", headers=origin).status_code == 403


def test_without_a_cookie_the_page_is_told_to_load_again(client: TestClient) -> None:
    with client.websocket_connect("/chat/ws", headers=ORIGIN) as socket, pytest.raises(WebSocketDisconnect) as closed:
        socket.receive_json()
    assert closed.value.code == 4401
    assert upload(client, ("file-0001", "r.jpg", jpeg())).status_code == 401


def test_too_fast_is_refused_with_the_seconds_to_wait_and_nothing_is_stored(client: TestClient, made: Parts) -> None:
    with opened(client) as socket:
        page = Page(socket)
        for number in range(12):
            page.send("text", id=f"id-{number:06}", text="x")
            assert "error" not in page.until("ack")
        page.send("text", id="id-999999", text="too much")
        refusal = page.until("ack")
    assert refusal["error"] == "rate"
    assert 0 < refusal["retry"] <= 1.1
    assert not [row for row in made.store.rows[CHAT].values() if row.payload.get("text") == "too much"]


@pytest.mark.parametrize(
    ("kind", "data", "code"),
    [
        ("text", {"text": "   "}, "empty"),
        ("text", {"text": "x" * 5000}, "long"),
        ("text", {"id": "<bad>", "text": "x"}, "bad"),
        ("tap", {"message": "1", "data": "x"}, "bad"),
        ("tap", {"message": 1, "data": "x" * 65}, "bad"),
        ("contact", {"phone": "call me"}, "phone"),
    ],
)
def test_what_can_not_be_used_is_refused_by_name(
    client: TestClient, kind: str, data: dict[str, Any], code: str
) -> None:
    with opened(client) as socket:
        page = Page(socket)
        socket.send_text("not json")
        page.send(kind, **{"id": "id-000001", **data})
        assert page.until("ack")["error"] == code


def test_an_album_becomes_messages_of_one_group_with_its_caption_first(client: TestClient, made: Parts) -> None:
    with opened(client) as socket:
        page = Page(socket)
        items = [("file-0001", "a.jpg", jpeg()), ("file-0002", "b.pdf", b"%PDF-1.4 x"), ("file-0003", "c.ofd", ofd())]
        first = upload(client, *items, caption="两张").json()
        again = upload(client, *items, caption="两张").json()
        assert first == again
        answers = [one["p"]["html"] for one in page.rows(6) if one["from"] == "bot"]
    assert answers == ["photo album=True 两张", "document album=True ", "document album=True "]
    assert len(made.store.kept) == 3
    assert [one["p"].get("photo", {}).get("width") for one in first["rows"]] == [60, None, None]


def test_each_unusable_file_is_named_in_the_chat_and_the_others_are_taken(client: TestClient, made: Parts) -> None:
    with opened(client) as socket:
        page = Page(socket, lang="en")
        answer = upload(
            client,
            ("file-0001", "big.jpg", b"\xff\xd8\xff" + bytes(files.MAX_BYTES)),
            ("file-0002", "good.jpg", jpeg()),
            ("file-0003", "page.html", b"<html><script>1</script>"),
            ("file-0004", "x.svg", b"<?xml version='1.0'?><svg onload='x()'/>"),
            ("file-0005", "<b>.pdf", b""),
            ("file-0006", "cut.jpg", jpeg()[:12]),
        ).json()
        said = [one["p"]["html"] for one in page.rows(7) if one["from"] == "bot"]
    assert [one["id"] for one in answer["refused"]] == [f"file-000{n}" for n in (1, 3, 4, 5, 6)]
    assert len(answer["rows"]) == 1
    assert "“big.jpg” is 20 MB; the limit is 20 MB" in said[0]
    assert "“page.html” doesn't contain a photo" in said[1]
    assert "“&lt;b&gt;.pdf” is empty" in said[3]
    assert "can't open “cut.jpg”" in said[4]
    assert said[5] == "photo album=False "


def test_an_upload_beyond_everything_is_refused_before_it_is_read(client: TestClient) -> None:
    with opened(client) as socket:
        page = Page(socket)
        answer = client.post("/chat/upload", content=b"x", headers={**ORIGIN, "content-length": "999999999"})
        assert answer.status_code == 413
        assert "20 MB" in page.rows(1)[0]["p"]["html"]


def test_files_are_served_without_guessing_and_never_as_pages(client: TestClient) -> None:
    with opened(client) as socket:
        Page(socket)
        rows = upload(
            client, ("file-0001", "发票 1.xml", b"<?xml version='1.0'?><Invoice/>"), ("file-0002", "a.jpg", jpeg())
        ).json()["rows"]
    xml = client.get("/chat/files/" + rows[0]["p"]["document"]["file_id"])
    assert xml.headers["content-disposition"].startswith("attachment; filename*=UTF-8''%E5%8F%91")
    assert xml.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in xml.headers["content-security-policy"]
    assert client.get("/chat/files/" + rows[1]["p"]["photo"]["file_id"]).content == jpeg()


def test_leaving_ends_the_session_on_this_device(client: TestClient, made: Parts) -> None:
    with opened(client) as socket:
        page = Page(socket)
        page.send("text", id="id-000001", text="mine")
        page.until("done")
        assert client.post("/chat/leave", headers=ORIGIN).status_code == 204
        page.until("left")
    assert made.store.sessions == {}
    with opened(client) as socket:
        assert Page(socket).hello["rows"] == []


def test_the_page_learns_that_the_conversation_changed_its_language(made: Parts) -> None:
    settled: dict[int, str] = {}

    async def language_of(chat_id: int) -> str | None:
        return settled.get(chat_id)

    made.web.context.settings = WebChatSettings(language_of=language_of)
    with browser(made) as client, opened(client) as socket:
        page = Page(socket)
        settled[CHAT] = "en"
        page.send("text", id="id-000001", text="/language en", hidden=True)
        assert page.until("language")["lang"] == "en"
    assert made.store.rows[CHAT][1].payload["hidden"] is True


def test_a_person_can_not_hide_an_ordinary_message(client: TestClient, made: Parts) -> None:
    with opened(client) as socket:
        page = Page(socket)
        page.send("text", id="id-000001", text="hello", hidden=True)
        assert page.until("ack")["row"]["p"] == {"text": "hello"}


def test_a_turned_photo_has_the_size_it_is_seen_in() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    assert files.picture_size(jpeg((60, 40), exif=exif)) == (40, 60)
    assert files.picture_size(with_broken_metadata(jpeg((60, 40)))) == (60, 40)


@pytest.mark.parametrize(
    ("data", "mime"),
    [
        (b"\x00\x00\x00\x18ftypheic0000", "image/heic"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        ("\ufeff<?xml version='1.0'?><a/>".encode(), "application/xml"),
        (b"PK\x03\x04 not an ofd", None),
        (b"MZ\x90", None),
        (b"GIF89a", None),
        (b"<!doctype html><p>", None),
    ],
)
def test_the_content_decides_what_a_file_is(data: bytes, mime: str | None) -> None:
    assert files.sniff(data) == mime


@pytest.mark.parametrize(
    ("name", "clean"),
    [("../../etc/passwd", "passwd"), ("C:\\x\\发票.pdf", "发票.pdf"), ("", "file.pdf"), ("a\n\tb.pdf", "ab.pdf")],
)
def test_file_names_lose_folders_and_control_characters(name: str, clean: str) -> None:
    assert files.clean_name(name, "application/pdf") == clean
    assert len(files.clean_name("长" * 300 + ".pdf", "application/pdf")) == 120


def test_the_words_of_the_page_exist_in_every_language() -> None:
    texts = [chrome.page_texts(language) for language in locales.LANGUAGES]
    assert all(texts[0].keys() == one.keys() and all(one.values()) for one in texts)


def test_a_bucket_refills_with_time() -> None:
    now = [0.0]
    limit = RateLimit(2, 60, clock=lambda: now[0])
    assert [limit.wait(1), limit.wait(1), limit.wait(1), limit.wait(2)] == [0, 0, 1, 0]
    now[0] = 1
    assert [limit.wait(1), limit.wait(1)] == [0, 1]
