"""Originals that people sent, as downloads: never opened by the browser as a page."""

from __future__ import annotations

from urllib.parse import quote

from starlette.responses import Response


def original(filename: str, data: bytes) -> Response:
    return Response(
        data,
        media_type="application/octet-stream",
        headers={
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(filename or 'file')}",
            "Content-Security-Policy": "sandbox; default-src 'none'",
        },
    )
