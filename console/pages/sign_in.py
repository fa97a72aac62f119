"""Signing in and out."""

from __future__ import annotations

from http import HTTPStatus

from starlette.responses import RedirectResponse, Response

from benefits.errors import BenefitsError
from console.guards import csrf_fits, password_mark
from console.render import error_text
from console.visit import Visit
from locales import LANGUAGES
from services.actors import hr_actor


async def handle(visit: Visit) -> Response:
    session = visit.request.session
    if visit.request.method == "GET":
        chosen = visit.query.get("lang")
        if chosen in LANGUAGES:
            session["language"] = visit.language = str(chosen)
        return visit.page("sign_in.html", username="", problem="")
    visit.form = await visit.request.form()
    username = visit.field("username")
    if not csrf_fits(visit.request, visit.form.get("csrf")):
        problem = visit.t("console-trouble-csrf")
        return visit.page("sign_in.html", HTTPStatus.FORBIDDEN, username=username, problem=problem)
    try:
        user = await visit.services.sign_in(username, str(visit.form.get("password", "")))
        hr_actor(user).require("console")
    except BenefitsError as refused:
        problem = error_text(visit.language, refused)
        return visit.page("sign_in.html", HTTPStatus.FORBIDDEN, username=username, problem=problem)
    wanted = str(session.get("next", ""))
    chosen = session.get("language")
    session.clear()  # a new session, so that nothing known before signing in goes on counting
    session["user"] = user.username
    session["at"] = visit.services.clock.now().timestamp()
    session["mark"] = password_mark(visit.house.secret, user.password_hash)
    if chosen in LANGUAGES and chosen != user.language:
        await visit.services.choose_console_language(hr_actor(user), str(chosen))
    if wanted.startswith("/") and not wanted.startswith("//"):
        root = str(visit.request.scope.get("root_path", "")).rstrip("/")
        return RedirectResponse(root + wanted, status_code=303)
    return visit.go("overview")
