"""A small S3-compatible server on loopback that checks each request's signature (version 4) and keeps objects in memory."""

from __future__ import annotations

import hashlib
import hmac
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, quote, urlsplit

KEY_ID, SECRET, REGION = "test-key", "test-secret", "us-east-1"


class Bucket:
    """What the server holds, and how often it was written to. ``broken``: every answer is a 403."""

    def __init__(self) -> None:
        self.objects: dict[str, bytes] = {}
        self.writes = 0
        self.refused = 0
        self.broken = False
        self.url = ""


def signature_of(request: BaseHTTPRequestHandler, body: bytes) -> str | None:
    """The signature that this request must carry, computed from what came; None if it carries none or another key's."""
    given = request.headers.get("authorization", "")
    if not given.startswith("AWS4-HMAC-SHA256 "):
        return None
    parts = dict(part.strip().split("=", 1) for part in given.removeprefix("AWS4-HMAC-SHA256 ").split(","))
    key_id, day, region, service, end = parts["Credential"].split("/")
    payload = request.headers["x-amz-content-sha256"]
    if key_id != KEY_ID or payload not in ("UNSIGNED-PAYLOAD", hashlib.sha256(body).hexdigest()):
        return None
    url = urlsplit(request.path)
    query = "&".join(f"{quote(k, safe='-_.~')}={quote(v, safe='-_.~')}" for k, v in sorted(parse_qsl(url.query, True)))
    names = parts["SignedHeaders"].split(";")
    headers = "".join(f"{name}:{' '.join(request.headers[name].split())}\n" for name in names)
    canonical = "\n".join([request.command, url.path, query, headers, ";".join(names), payload])
    scope = f"{day}/{region}/{service}/{end}"
    hashed = hashlib.sha256(canonical.encode()).hexdigest()
    text = "\n".join(["AWS4-HMAC-SHA256", request.headers["x-amz-date"], scope, hashed])
    key = f"AWS4{SECRET}".encode()
    for part in (day, region, service, end):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    expected = hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
    return expected if hmac.compare_digest(expected, parts["Signature"]) else None


@contextmanager
def s3_server() -> Iterator[Bucket]:
    bucket = Bucket()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        def handle_one(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            name = urlsplit(self.path).path.removeprefix("/originals/")
            if bucket.broken or signature_of(self, body) is None:
                bucket.refused += 1
                self.answer(403, b"<Error><Code>SignatureDoesNotMatch</Code></Error>")
            elif self.command == "PUT" and name in bucket.objects and self.headers.get("if-none-match") == "*":
                self.answer(412, b"<Error><Code>PreconditionFailed</Code></Error>")
            elif self.command == "PUT":
                bucket.objects[name] = body
                bucket.writes += 1
                self.answer(200, etag='"1"')
            elif name not in bucket.objects:
                self.answer(404, b"<Error><Code>NoSuchKey</Code></Error>")
            else:
                last = "Wed, 25 Nov 2026 04:00:00 GMT"
                self.answer(200, bucket.objects[name], etag='"1"', **{"last-modified": last})

        do_PUT = do_GET = do_HEAD = handle_one

        def log_message(self, *_: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    bucket.url = f"http://127.0.0.1:{server.server_port}/originals/claims"
    try:
        yield bucket
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
