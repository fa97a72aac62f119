"""The console as one Starlette application, to be mounted anywhere."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

import structlog
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from benefits.errors import BenefitsError, InvalidInput, NotPermitted
from console.guards import TOO_LARGE, BodyLimit, MountedSession, SafeHeaders, csrf_fits, password_mark
from console.pages import (
    audit,
    campaign_compose,
    campaigns,
    claims,
    corrections,
    deliveries,
    documents,
    employees,
    enrolment,
    gaps,
    overview,
    payouts,
    plans,
    questions,
    reminders,
    reports,
    review,
    sign_in,
    surveys,
    synonyms,
)
from console.render import environment, error_text
from console.visit import Handler, House, PageImages, Visit
from locales import DEFAULT_LANGUAGE, LANGUAGES, text
from services.actors import Actor, hr_actor
from services.app import Services
from services.console_access import SESSION_LENGTH
from services.languages import language_of_hint
from services.model import HrUser

log = structlog.get_logger(__name__)

LARGEST_UPLOAD = 30 * 1024 * 1024
STATUS = {
    "not-found": HTTPStatus.NOT_FOUND,
    "not-permitted": HTTPStatus.FORBIDDEN,
    "invalid-input": HTTPStatus.UNPROCESSABLE_ENTITY,
    "conflict": HTTPStatus.CONFLICT,
    "unavailable": HTTPStatus.SERVICE_UNAVAILABLE,
}
NOBODY = Actor(name="hr:nobody", role="nobody")


@dataclass(frozen=True, slots=True)
class Page:
    """A page and who may open it. ``back``: the page that shows what went wrong with a form of this one."""

    path: str
    name: str
    handler: Handler
    permission: str
    method: str = "GET"
    back: str = ""


PAGES: tuple[Page, ...] = (
    Page("/", "overview", overview.show, "console"),
    Page("/language", "language", overview.choose_language, "console", "POST", "overview"),
    Page("/review", "review", review.queue, "claim.review"),
    Page("/review/{claim_id:int}", "review-claim", review.show, "claim.review"),
    Page("/review/{claim_id:int}/correct", "review-correct", review.correct, "claim.review", "POST", "review-claim"),
    Page("/review/{claim_id:int}/approve", "review-approve", review.approve, "claim.review", "POST", "review-claim"),
    Page("/review/{claim_id:int}/reject", "review-reject", review.reject, "claim.review", "POST", "review-claim"),
    Page(
        "/review/{claim_id:int}/appeal", "review-appeal", review.decide_appeal, "claim.review", "POST", "review-claim"
    ),
    Page("/review/{claim_id:int}/papers", "review-papers", review.papers, "claim.review", "POST", "review-claim"),
    Page("/review/{claim_id:int}/again", "review-again", corrections.show, "claim.review"),
    Page(
        "/review/{claim_id:int}/again/send", "review-again-send", corrections.again, "claim.review", "POST",
        "review-again",
    ),
    Page("/review/{claim_id:int}/reopen", "review-reopen", corrections.reopen, "claim.review", "POST", "review-claim"),
    Page("/claims/{claim_id:int}/papers/{paper_id:int}/{page:int}", "paper-page", review.paper_page, "claim.review"),
    Page(
        "/claims/{claim_id:int}/papers/{paper_id:int}/small", "paper-small", review.paper_thumbnail, "claim.review"
    ),
    Page("/claims/{claim_id:int}/papers/{paper_id:int}/original", "paper-file", review.paper_file, "claim.review"),
    Page("/claims", "claims", claims.search, "claim.read"),
    Page("/claims/{claim_id:int}", "claim", claims.show, "claim.read"),
    Page("/payouts", "payouts", payouts.show, "payout.manage"),
    Page("/payouts/create", "payout-create", payouts.create, "payout.manage", "POST", "payouts"),
    Page(
        "/payouts/recovered/{claim_id:int}", "payout-recovered", payouts.recovered, "payout.manage", "POST", "payouts"
    ),
    Page("/payouts/to-recover.csv", "payout-recover-file", payouts.recover_file, "payout.manage"),
    Page("/payouts/{batch_id:int}", "payout", payouts.batch, "payout.manage"),
    Page("/payouts/{batch_id:int}/paid", "payout-paid", payouts.paid, "payout.manage", "POST", "payout"),
    Page("/payouts/{batch_id:int}/bank.csv", "payout-file", payouts.bank_file, "payout.manage", "POST", "payout"),
    Page("/employees", "employees", employees.search, "employee.read"),
    Page("/employees/{number}", "employee", employees.show, "employee.read"),
    Page("/employees/{number}/code", "employee-code", employees.issue_code, "link.issue", "POST", "employee"),
    Page("/enrolment", "enrolment", enrolment.show, "enrolment.manage"),
    Page("/enrolment/open", "enrolment-open", enrolment.open_window, "enrolment.manage", "POST", "enrolment"),
    Page(
        "/enrolment/events/{event_id:int}/check", "event-check", enrolment.check_event, "enrolment.manage", "POST",
        "enrolment",
    ),
    Page("/enrolment/events/{event_id:int}/proof", "event-proof", enrolment.event_proof, "enrolment.manage"),
    Page(
        "/enrolment/{window_id:int}/extend", "enrolment-extend", enrolment.extend, "enrolment.manage", "POST",
        "enrolment",
    ),
    Page("/campaigns", "campaigns", campaigns.listed, "campaign.manage"),
    Page("/campaigns/results", "campaign-results", campaigns.results, "campaign.manage"),
    Page("/campaigns/new", "campaign-new", campaign_compose.compose, "campaign.manage"),
    Page("/campaigns/audience", "campaign-audience", campaign_compose.audience, "campaign.manage", "POST", "campaign-new"),
    Page("/campaigns/save", "campaign-save", campaign_compose.save, "campaign.manage", "POST", "campaign-new"),
    Page("/campaigns/{campaign_id:int}", "campaign", campaigns.show, "campaign.manage"),
    Page("/campaigns/{campaign_id:int}/steer", "campaign-steer", campaigns.steer, "campaign.manage", "POST", "campaign"),
    Page("/campaigns/{campaign_id:int}/test", "campaign-test", campaigns.test, "campaign.manage", "POST", "campaign"),
    Page("/campaigns/{campaign_id:int}/results.csv", "campaign-file", campaigns.results_file, "campaign.manage"),
    Page("/campaigns/{campaign_id:int}/edit", "campaign-edit", campaign_compose.edit, "campaign.manage"),
    Page(
        "/campaigns/{campaign_id:int}/file", "campaign-attach", campaign_compose.attach, "campaign.manage", "POST",
        "campaign",
    ),
    Page(
        "/audiences/{audience_id:int}/forget", "audience-forget", campaign_compose.forget_audience, "campaign.manage",
        "POST", "campaigns",
    ),
    Page("/campaigns/{campaign_id:int}/answers", "campaign-answers", surveys.show, "campaign.manage"),
    Page("/campaigns/{campaign_id:int}/answers.csv", "campaign-answers-file", surveys.results_file, "campaign.manage"),
    Page("/reminders", "reminders", reminders.show, "campaign.manage"),
    Page("/reminders/{code}", "reminder-change", reminders.change, "campaign.manage", "POST", "reminders"),
    Page("/reminders/{code}/reset", "reminder-reset", reminders.reset, "campaign.manage", "POST", "reminders"),
    Page("/questions", "questions", questions.show, "question.reply"),
    Page("/questions/{question_id:int}/reply", "question-reply", questions.reply, "question.reply", "POST", "questions"),
    Page("/questions/ratings.csv", "ratings-file", questions.ratings_file, "question.reply"),
    Page("/questions/care", "care-set", questions.set_care, "document.publish", "POST", "questions"),
    Page("/gaps/{gap_id:int}", "gap", gaps.show, "question.reply"),
    Page("/gaps/{gap_id:int}/draft", "gap-draft", gaps.draft, "document.publish", "POST", "gap"),
    Page("/gaps/{gap_id:int}/publish", "gap-publish", gaps.publish, "document.publish", "POST", "gap"),
    Page("/gaps/{gap_id:int}/dismiss", "gap-dismiss", gaps.dismiss, "question.reply", "POST", "gap"),
    Page("/documents", "documents", documents.show, "document.publish"),
    Page("/documents/preview", "document-preview", documents.preview, "document.publish", "POST", "documents"),
    Page("/documents/upload", "document-upload", documents.upload, "document.publish", "POST", "documents"),
    Page("/documents/drafts/{key}", "draft", documents.show_draft, "document.publish"),
    Page("/documents/drafts/{key}/ask", "draft-ask", documents.ask_draft, "document.publish", "POST", "draft"),
    Page("/documents/drafts/{key}/publish", "draft-publish", documents.publish, "document.publish", "POST", "draft"),
    Page("/documents/drafts/{key}/drop", "draft-drop", documents.drop, "document.publish", "POST", "documents"),
    Page("/synonyms", "synonyms", synonyms.show, "document.publish"),
    Page("/synonyms/keep", "synonyms-keep", synonyms.keep, "document.publish", "POST", "synonyms"),
    Page("/documents/remove", "document-remove", documents.remove, "document.publish", "POST", "documents"),
    Page("/plans", "plans", plans.show, "document.publish"),
    Page("/plans/preview", "plan-preview", plans.preview, "plan.publish", "POST", "plans"),
    Page("/plans/publish", "plan-publish", plans.publish, "plan.publish", "POST", "plans"),
    Page("/reports", "reports", reports.show, "report.read"),
    Page("/reports/{table}.csv", "report-file", reports.table_file, "report.read"),
    Page("/deliveries", "deliveries", deliveries.show, "delivery.manage"),
    Page("/deliveries/{job_id:int}/again", "delivery-again", deliveries.again, "delivery.manage", "POST", "deliveries"),
    Page("/audit", "audit", audit.show, "audit.read"),
)  # fmt: skip


class LongLived(StaticFiles):
    """Static files under addresses that change with their content."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


def create_console(
    services: Services,
    *,
    secret: str,
    company_name: str,
    secure_cookies: bool,
    page_images: PageImages | None = None,
) -> Starlette:
    """The HR console.

    ``secret`` (32 characters or more, kept across restarts) signs the session cookie. ``secure_cookies``: only over
    HTTPS. ``page_images`` turns a page of a paper into an upright picture without metadata; without it pictures are shown
    as they came, and PDFs are downloads.
    """
    house = House(services, environment(), secret, company_name, page_images)
    console = _Console(house)
    app = Starlette(
        routes=[
            Route("/sign-in", console.sign_in, name="sign-in", methods=["GET", "POST"]),
            Route("/sign-out", console.sign_out, name="sign-out", methods=["POST"]),
            *(Route(page.path, console.endpoint(page), name=page.name, methods=[page.method]) for page in PAGES),
            Mount("/static", LongLived(directory=Path(__file__).parent / "static"), name="static"),
        ],
        middleware=[
            Middleware(SafeHeaders),
            Middleware(BodyLimit, limit=LARGEST_UPLOAD),
            Middleware(
                MountedSession,  # type: ignore[arg-type]
                secret_key=secret,
                session_cookie="hr_session",
                max_age=int(SESSION_LENGTH.total_seconds()),
                same_site="lax",
                https_only=secure_cookies,
            ),
        ],
        exception_handlers={HTTPException: console.http_error},
    )
    return app


class _Console:
    def __init__(self, house: House) -> None:
        self.house = house

    def endpoint(self, page: Page) -> Callable[[Request], Awaitable[Response]]:
        async def handle(request: Request) -> Response:
            request.scope["route_name"] = page.name
            user = await self._user(request)
            if user is None:
                return self._to_sign_in(request)
            visit = self._visit(request, user)
            try:
                if TOO_LARGE in request.scope:
                    raise InvalidInput("upload-large", field="file", limit=LARGEST_UPLOAD // 1024**2)
                if page.method == "POST":
                    visit.form = await request.form(max_files=5)
                    if not csrf_fits(request, visit.form.get("csrf") or request.headers.get("x-csrf-token")):
                        return self._trouble(visit, "csrf", HTTPStatus.FORBIDDEN)
                visit.actor.require(page.permission)
                return await page.handler(visit)
            except NotPermitted as problem:
                log.info("console.refused", page=page.name, actor=visit.actor.name, code=problem.code)
                if problem.code == "not-permitted":
                    return self._trouble(visit, "forbidden", HTTPStatus.FORBIDDEN)
                return self._problem(visit, page, problem)
            except BenefitsError as problem:
                return self._problem(visit, page, problem)
            except HTTPException:
                raise
            except Exception:  # a defect of ours: logged with its stack, and told as one
                log.exception("console.defect", page=page.name)
                return self._trouble(visit, "defect", HTTPStatus.INTERNAL_SERVER_ERROR)
            finally:
                await visit.form.close()

        return handle

    async def sign_in(self, request: Request) -> Response:
        visit = self._visit(request, None)
        if request.method == "GET" and await self._user(request) is not None:
            return visit.go("overview")
        return await sign_in.handle(visit)

    async def sign_out(self, request: Request) -> Response:
        visit = self._visit(request, await self._user(request))
        form = await request.form()
        if csrf_fits(request, form.get("csrf")):
            request.session.clear()
            visit.flash("note", visit.t("console-signed-out"))
        return visit.go("sign-in")

    async def _user(self, request: Request) -> HrUser | None:
        """Whose session this is, unless it is too old, the user was blocked, or the password was changed since."""
        session = request.session
        username, since = session.get("user"), session.get("at")
        if not isinstance(username, str) or not isinstance(since, int | float):
            return None
        if self.house.services.clock.now().timestamp() - since > SESSION_LENGTH.total_seconds():
            return None
        user = await self.house.services.sign_in.still(username)
        if user is None or session.get("mark") != password_mark(self.house.secret, user.password_hash):
            return None
        return user

    def _visit(self, request: Request, user: HrUser | None) -> Visit:
        if user is not None:
            language = user.language
        else:
            hint = request.headers.get("accept-language")
            language = str(request.session.get("language") or language_of_hint(hint) or DEFAULT_LANGUAGE)
        language = language if language in LANGUAGES else DEFAULT_LANGUAGE
        return Visit(request, self.house, hr_actor(user) if user else NOBODY, language, user)

    def _to_sign_in(self, request: Request) -> Response:
        visit = self._visit(request, None)
        if request.headers.get("x-requested-with"):
            return Response(status_code=HTTPStatus.UNAUTHORIZED)
        wanted = request.url.path.removeprefix(str(request.scope.get("root_path", "")))
        if request.method == "GET" and wanted != "/":
            request.session["next"] = wanted[:200]
        if request.session.get("user"):
            visit.flash("note", visit.t("console-session-over"))
            request.session.pop("user")
        return RedirectResponse(visit.url("sign-in"), status_code=303)

    def _problem(self, visit: Visit, page: Page, problem: BenefitsError) -> Response:
        """A form's problem goes onto the page it came from; a page's problem is a page of its own."""
        if page.method == "POST" and page.back:
            wanted = next(other for other in PAGES if other.name == page.back)
            names = {part.split(":")[0].strip("{}") for part in wanted.path.split("/") if part.startswith("{")}
            params = {name: value for name, value in visit.request.path_params.items() if name in names}
            visit.flash("problem", error_text(visit.language, problem))
            return visit.go(page.back, **params)
        status = STATUS.get(problem.family, HTTPStatus.BAD_REQUEST)
        return visit.page("trouble.html", status=status, words=error_text(visit.language, problem), what="problem")

    def _trouble(self, visit: Visit, what: str, status: int) -> Response:
        return visit.page("trouble.html", status=status, words=visit.t(f"console-trouble-{what}"), what=what)

    async def http_error(self, request: Request, problem: Exception) -> Response:
        assert isinstance(problem, HTTPException)
        what = {404: "missing", 413: "large"}.get(problem.status_code, "odd")
        user = await self._user(request) if "session" in request.scope else None
        if "session" not in request.scope:
            return Response(text(DEFAULT_LANGUAGE, f"console-trouble-{what}"), problem.status_code)
        return self._trouble(self._visit(request, user), what, problem.status_code)
