"""One request of a signed-in HR user: who it is, in which language, and how to answer."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from benefits.errors import InvalidInput
from console.guards import csrf_token
from console.nav import entries
from console.render import (
    asset_version,
    check_sentence,
    error_text,
    sentence,
    shown_fields,
    sign_sentence,
    step_sentence,
    word,
)
from locales import LANGUAGES, text
from services.actors import Actor
from services.app import Services
from services.model import HrUser


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page of a paper as a picture: upright, without metadata, in the pixels that the reading's boxes refer to."""

    data: bytes
    mime: str
    pages: int


PageImages = Callable[[bytes, int, int, bool], Awaitable[PageImage | None]]
"""(file bytes, page from 0, quarter turns anticlockwise, small) → that page, upright; None where the file can't be shown.
``small``: for a list."""


@dataclass(frozen=True)
class House:
    """What all requests share."""

    services: Services
    templates: Environment
    secret: str
    company_name: str
    page_images: PageImages | None


@dataclass
class Visit:
    request: Request
    house: House
    actor: Actor
    language: str
    user: HrUser | None = None
    form: FormData = field(default_factory=FormData)

    @property
    def services(self) -> Services:
        return self.house.services

    def t(self, key: str, /, **args: Any) -> str:
        return text(self.language, key, **args)

    def delivery_reason(self, code: str) -> str:
        """Why something wasn't delivered, in words."""
        return word(self.language, "delivery-reason", code) if code else ""

    def url(self, name: str, /, **params: Any) -> str:
        """Path of a page below wherever the console is mounted."""
        root = str(self.request.scope.get("root_path", "")).rstrip("/")
        return root + str(self.request.app.url_path_for(name, **params))

    def asset(self, name: str) -> str:
        return f"{self.url('static', path='/' + name)}?v={asset_version()}"

    def flash(self, kind: str, words: str) -> None:
        """A message for the next page: ``done``, ``problem`` or ``note``."""
        waiting = self.request.session.get("flash", [])
        self.request.session["flash"] = [*waiting[-2:], [kind, words[:300]]]

    def go(self, name: str, /, done: str = "", query: str = "", **params: Any) -> Response:
        """To another page after a change, so that a reload doesn't repeat it."""
        if done:
            self.flash("done", done)
        return RedirectResponse(self.url(name, **params) + query, status_code=303)

    def page(self, template: str, /, status: int = 200, **values: Any) -> HTMLResponse:
        flashes = self.request.session.pop("flash", []) if self.request.session.get("flash") else []
        made = self.house.templates.get_template(template).render(
            visit=self,
            t=self.t,
            t_in=text,
            url=self.url,
            asset=self.asset,
            word=lambda group, code: word(self.language, group, code),
            sentence=lambda prefix, code, **fields: sentence(self.language, prefix, code, fields),
            error_text=lambda error: error_text(self.language, error),
            check_sentence=lambda check: check_sentence(self.language, check),
            sign_sentence=lambda sign: sign_sentence(self.language, sign),
            shown_fields=shown_fields,
            step_sentence=lambda step: step_sentence(self.language, step),
            boxes=lambda paper: json.dumps({row.name: row.box for row in paper.fields if row.box}),
            csrf=csrf_token(self.request),
            flashes=flashes,
            nav=entries(self.actor) if self.user else [],
            company_name=self.house.company_name,
            languages=LANGUAGES,
            here=self.request.scope.get("route_name", ""),
            **values,
        )
        return HTMLResponse(made, status_code=status)

    @property
    def back_path(self) -> str:
        """Where a change of language leads back to: this page, or the overview after a form."""
        if self.request.method != "GET":
            return "/"
        path = self.request.url.path.removeprefix(str(self.request.scope.get("root_path", "")).rstrip("/"))
        return path + (f"?{self.request.url.query}" if self.request.url.query else "")

    @property
    def kept_query(self) -> str:
        """The filters of a list, for its pager."""
        return urlencode([(name, value) for name, value in self.query.items() if name != "from" and value])

    @cached_property
    def query(self) -> Mapping[str, str]:
        return self.request.query_params

    def number(self, name: str, default: int = 0) -> int:
        try:
            return max(0, int(self.query.get(name, default)))
        except ValueError:
            return default

    def field(self, name: str) -> str:
        value = self.form.get(name, "")
        return value.strip() if isinstance(value, str) else ""

    def form_text(self, name: str) -> str:
        """A field as it was sent, lines and all."""
        value = self.form.get(name, "")
        return value.replace("\r\n", "\n").removeprefix("\n") if isinstance(value, str) else ""

    def fields(self, name: str) -> list[str]:
        return [value for value in self.form.getlist(name) if isinstance(value, str) and value]

    async def upload(self, name: str) -> tuple[str, bytes]:
        value = self.form.get(name)
        if not isinstance(value, UploadFile) or not value.filename:
            return "", b""
        try:
            return value.filename, await value.read()
        finally:
            await value.close()

    def day_field(self, name: str) -> date:
        """Raises InvalidInput("field-not-date")."""
        try:
            return date.fromisoformat(self.field(name))
        except ValueError:
            raise InvalidInput("field-not-date", field=name, text=self.field(name)[:40]) from None

    def day_query(self, name: str) -> date | None:
        try:
            return date.fromisoformat(self.query.get(name, ""))
        except ValueError:
            return None


Handler = Callable[[Visit], Awaitable[Response]]
