"""A real Chroma server, and an OpenAI-compatible embedding endpoint over HTTP: used, changed, slow, and gone."""

from __future__ import annotations

import hashlib
import itertools
import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from benefits.errors import Unavailable
from knowledge.base import open_knowledge


def free_port() -> int:
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        return int(opened.getsockname()[1])


@pytest.fixture(scope="module")
def chroma(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """``chroma run`` on loopback."""
    port, folder = free_port(), tmp_path_factory.mktemp("chroma")
    command = [
        Path(sys.executable).parent / "chroma",
        "run",
        "--path",
        folder,
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
    ]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(150):
            with socket.socket() as asked:
                if asked.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.2)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)


class Endpoint:
    """Vectors from the characters of a text, so that like texts are alike; counts what it embeds."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.status = 200
        self.url = ""

    def embed(self, text: str) -> list[float]:
        row = [0.01] * 96
        for a, b in itertools.pairwise(text):
            row[hashlib.blake2b((a + b).encode(), digest_size=1).digest()[0] % 96] += 1.0
        return row


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    made = Endpoint()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["content-length"])))
            texts = [request["input"]] if isinstance(request["input"], str) else request["input"]
            made.texts += texts
            rows = [{"object": "embedding", "index": n, "embedding": made.embed(t)} for n, t in enumerate(texts)]
            usage = {"prompt_tokens": 1, "total_tokens": 1}
            body = {"object": "list", "data": rows, "model": request["model"], "usage": usage}
            data = json.dumps(body if made.status == 200 else {"error": {"message": "no"}}).encode()
            self.send_response(made.status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield made
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_chroma_server_is_shared_by_several_processes(chroma: str, library: Path, tmp_path: Path) -> None:
    writer = open_knowledge(tmp_path / "data", chroma_url=chroma)
    reader = open_knowledge(tmp_path / "data", chroma_url=chroma)
    writer.ingest([library / "福利手册.md"])
    assert "60元" in reader.ask_sync("住院津贴每天多少钱").text
    reader.ingest([library / "工会互助.txt"])
    assert "120元" in writer.ask_sync("互助金每人每年缴纳多少").text
    writer.remove("工会互助.txt")
    assert "120元" not in reader.ask_sync("互助金每人每年缴纳多少").text
    writer.close()
    reader.close()


def test_a_chroma_server_that_is_away_is_named(library: Path, tmp_path: Path) -> None:
    knowledge = open_knowledge(tmp_path / "data", chroma_url=f"http://127.0.0.1:{free_port()}")
    with pytest.raises(Unavailable, match="chroma-unreachable"):
        knowledge.ingest([library / "福利手册.md"])


def test_an_endpoint_embeds_and_another_model_embeds_everything_again(
    endpoint: Endpoint, library: Path, tmp_path: Path
) -> None:
    first = open_knowledge(tmp_path / "data", embedding_model="one", embedding_base_url=endpoint.url)
    report = first.ingest([library / "福利手册.md"])[0]
    assert report.embedded == report.passages > 0
    assert "60元" in first.ask_sync("住院津贴每天多少钱").text
    first.close()
    endpoint.texts.clear()
    again = open_knowledge(tmp_path / "data", embedding_model="one", embedding_base_url=endpoint.url)
    again.ask_sync("心理咨询每年几次")
    # The question, and the one other wording that no document has.
    assert endpoint.texts == ["心理咨询每年几次", "心理健康"]
    again.close()
    second = open_knowledge(tmp_path / "data", embedding_model="two", embedding_base_url=endpoint.url)
    assert "60元" in second.ask_sync("住院津贴每天多少钱").text
    assert len(endpoint.texts) > report.passages
    second.close()


def test_an_endpoint_in_trouble_is_named_and_loses_nothing(endpoint: Endpoint, library: Path, tmp_path: Path) -> None:
    knowledge = open_knowledge(tmp_path / "data", embedding_model="one", embedding_base_url=endpoint.url)
    knowledge.ingest([library / "福利手册.md"])
    endpoint.status = 400
    with pytest.raises(Unavailable, match="embedding-unavailable"):
        knowledge.ask_sync("健身补贴每月多少钱")
    with pytest.raises(Unavailable, match="embedding-unavailable"):
        knowledge.ingest([library / "工会互助.txt"])
    endpoint.status = 200
    assert "60元" in knowledge.ask_sync("住院津贴每天多少钱").text
    assert [d.document for d in knowledge.documents_sync()] == ["福利手册.md"]
    knowledge.close()
