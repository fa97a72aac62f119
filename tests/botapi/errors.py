"""The Bot API's way to say no."""

from __future__ import annotations

from typing import Any


class ApiError(Exception):
    """Answered as ``{"ok": false, …}`` with ``code`` as the HTTP status."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> dict[str, Any]:
        made: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            made["parameters"] = self.parameters
        return made


def bad_request(why: str) -> ApiError:
    return ApiError(400, f"Bad Request: {why}")
