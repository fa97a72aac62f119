"""Who gets in, what each post sees, and what it doesn't."""

from __future__ import annotations

import io
import re
from datetime import timedelta

import pytest
from PIL import Image

from benefits.errors import NotPermitted
from console.app import PAGES
from services.campaigns import CampaignDraft
from services.console_access import hash_password
from tests.integration.console.world import World

ROLES = {
    "review.ys": {"overview", "review", "questions", "claims", "employees"},
    "finance": {"overview", "payouts", "reports"},
    "audit": {"overview", "claims", "employees", "reports", "audit"},
    "union": {"overview"},
    "hr": {
        "overview", "review", "questions", "claims", "employees", "enrolment", "campaigns", "reminders", "documents",
        "synonyms", "plans", "reports", "deliveries",
    },
}  # fmt: skip
LISTS = {
    page.name: page for page in PAGES if page.method == "GET" and page.path.count("/") == 1 and "{" not in page.path
}


async def test_without_signing_in_every_page_leads_to_the_sign_in(open_browser) -> None:
    browser = await open_browser()
    for page in LISTS.values():
        answer = await browser.get(page.path)
        assert answer.url.path == "/hr/sign-in"


async def test_after_signing_in_one_lands_on_the_page_that_was_asked_for(open_browser) -> None:
    browser = await open_browser()
    await browser.get("/employees")
    answer = await browser.post("/sign-in", username="hr", password="correct horse")
    assert answer.url.path == "/hr/employees"


async def test_a_wrong_password_says_so_without_naming_what_was_wrong(open_browser) -> None:
    browser = await open_browser()
    await browser.get("/sign-in")
    wrong = await browser.post("/sign-in", 403, username="hr", password="guess")
    unknown = await browser.post("/sign-in", 403, username="nobody", password="guess")
    assert "User name or password is wrong" in wrong.text
    assert "User name or password is wrong" in unknown.text


async def test_after_five_wrong_passwords_even_the_right_one_waits(world: World, open_browser) -> None:
    browser = await open_browser()
    await browser.get("/sign-in")
    for _ in range(5):
        await browser.post("/sign-in", 403, username="hr", password="guess")
    answer = await browser.post("/sign-in", 403, username="hr", password="correct horse")
    assert "Too many tries" in answer.text
    world.clock.time += timedelta(minutes=2)
    assert (await browser.post("/sign-in", username="hr", password="correct horse")).url.path == "/hr/"


async def test_the_session_cookie_is_for_the_console_only_and_out_of_reach_of_scripts(open_browser) -> None:
    browser = await open_browser()
    await browser.get("/sign-in")
    answer = await browser.client.post(
        "/hr/sign-in", data={"csrf": browser.token, "username": "hr", "password": "correct horse"}
    )
    cookie = answer.headers["set-cookie"].lower()
    assert cookie.startswith("hr_session=")
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "path=/hr" in cookie
    assert "max-age=36000" in cookie


async def test_a_session_ends_after_ten_hours(world: World, open_browser) -> None:
    browser = await open_browser("hr")
    world.clock.time += timedelta(hours=10, minutes=1)
    assert (await browser.get("/employees")).url.path == "/hr/sign-in"


async def test_a_changed_password_ends_the_sessions_opened_with_the_old_one(world: World, open_browser) -> None:
    browser = await open_browser("hr")
    async with world.store.write() as unit:
        user = await unit.people.hr_user("hr")
        assert user is not None
        user.password_hash = hash_password("something else")
        await unit.commit()
    assert (await browser.get("/employees")).url.path == "/hr/sign-in"


async def test_signing_out_ends_the_session(open_browser) -> None:
    browser = await open_browser("hr")
    await browser.post("/sign-out")
    assert (await browser.get("/employees")).url.path == "/hr/sign-in"


@pytest.mark.parametrize("username", sorted(ROLES))
async def test_the_menu_offers_what_the_post_allows_and_the_rest_is_refused(open_browser, username: str) -> None:
    browser = await open_browser(username)
    overview = await browser.get("/")
    for name, page in LISTS.items():
        offered = f'href="/hr{page.path}"' in overview.text
        assert offered == (name in ROLES[username]), name
        answer = await browser.get(page.path, 200 if name in ROLES[username] else 403)
        assert ("role doesn" in answer.text) != (name in ROLES[username])


async def test_no_form_is_taken_without_this_sessions_token(world: World, open_browser) -> None:
    browser = await open_browser("admin")
    ids = {"claim_id": world.claims["unsure"], "number": "YS0003"}
    forms = [page for page in PAGES if page.method == "POST"]
    assert len(forms) > 15
    before = len(await world.services.list_audit(await world.hr("admin")))
    for page in forms:
        path = re.sub(r"{(\w+)(:int)?}", lambda found: str(ids.get(found[1], 1)), page.path)
        for token in ("", "another"):
            browser.token = token
            answer = await browser.post(path, 403)
            assert "nothing was done" in answer.text, path
    assert len(await world.services.list_audit(await world.hr("admin"))) == before


async def test_no_form_is_taken_from_a_post_that_lacks_the_right(world: World, open_browser) -> None:
    browser = await open_browser("audit")
    await browser.get("/")
    await browser.post(f"/review/{world.claims['unsure']}/approve", 403)
    await browser.post("/payouts/create", 403)
    await browser.post("/employees/YS0003/code", 403)
    claim = (await world.services.search_claims(await world.hr("audit"), _all()))[0]
    assert {row.state for row, _ in claim} == {"in_review", "approved"}


async def test_pages_of_another_company_are_closed(world: World, open_browser) -> None:
    browser = await open_browser("review.zn")
    mine, theirs = world.claims["elsewhere"], world.claims["unsure"]
    assert "Grace Lim" in (await browser.get("/review")).text
    assert "顾明哲" not in (await browser.get("/review")).text
    assert "顾明哲" not in (await browser.get("/claims")).text
    assert "顾明哲" not in (await browser.get("/employees")).text
    await browser.get(f"/review/{mine}")
    for path in (f"/review/{theirs}", f"/claims/{theirs}", "/employees/YS0003", f"/claims/{theirs}/papers/3/0"):
        answer = await browser.get(path, 403)
        assert "顾明哲" not in answer.text
    await browser.post(f"/review/{theirs}/reject", 403, note="not mine")
    assert (await world.services.open_review(await world.hr("admin"), theirs)).view.claim.state == "in_review"


async def test_a_file_is_only_served_for_a_claims_own_papers(world: World, open_browser) -> None:
    admin = await world.hr("admin")
    papers = {
        name: (await world.services.open_review(admin, world.claims[name])).view.documents[0].id
        for name in ("unsure", "other")
    }
    browser = await open_browser("review.ys")
    picture = await browser.get(f"/claims/{world.claims['unsure']}/papers/{papers['unsure']}/0")
    assert picture.headers["content-type"] == "image/jpeg"
    assert picture.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in picture.headers["content-security-policy"]
    await browser.get(f"/claims/{world.claims['unsure']}/papers/{papers['other']}/0", 404)
    small = await browser.get(f"/claims/{world.claims['unsure']}/papers/{papers['unsure']}/small")
    with Image.open(io.BytesIO(small.content)) as shown:
        assert max(shown.size) == 320
    await browser.get(f"/claims/{world.claims['unsure']}/papers/{papers['other']}/small", 404)
    original = await browser.get(f"/claims/{world.claims['unsure']}/papers/{papers['unsure']}/original")
    assert original.headers["content-disposition"].startswith("attachment")
    trail = [entry.action for entry in await world.services.list_audit(admin)]
    assert trail.count("claim.open-file") == 3


async def test_campaigns_and_batches_of_other_companies_are_neither_listed_nor_steered(world: World) -> None:
    admin, theirs = await world.hr("hr"), await world.hr("hr.ys")
    texts = {"zh-Hans": "你好", "zh-Hant": "你好", "en": "Hello"}
    campaign, _ = await world.services.save_campaign(admin, CampaignDraft("All", texts, {}))
    own, _ = await world.services.save_campaign(theirs, CampaignDraft("Ours", texts, {}))
    assert [found.name for found, _ in await world.services.list_campaigns(theirs)] == ["Ours"]
    for refused in (
        world.services.start_campaign(theirs, campaign.id or 0),
        world.services.steer_campaign(theirs, campaign.id or 0, "cancel"),
        world.services.open_campaign(theirs, campaign.id or 0),
    ):
        with pytest.raises(NotPermitted):
            await refused
    await world.services.start_campaign(theirs, own.id or 0)
    batch = await world.services.create_payout_batch(await world.hr("finance"))
    other = await world.hr("finance.zn")
    assert await world.services.list_batches(other) == []
    for refused_ in (
        world.services.open_batch(other, batch.id or 0),
        world.services.export_bank_file(other, batch.id or 0),
        world.services.mark_batch_paid(other, batch.id or 0),
    ):
        with pytest.raises(NotPermitted):
            await refused_


async def test_every_page_forbids_outside_content(open_browser) -> None:
    browser = await open_browser("admin")
    for page in LISTS.values():
        answer = await browser.get(page.path)
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["cache-control"] == "no-store"
        assert "http://" not in answer.text.replace("http://hr.test", "")
        assert "https://" not in answer.text
        assert ' style="' not in answer.text
        assert "<script>" not in answer.text


async def test_a_page_that_does_not_exist_says_what_to_do(open_browser) -> None:
    browser = await open_browser("hr")
    assert "use the menu" in (await browser.get("/nowhere", 404)).text
    assert "no such claim" in (await browser.get("/review/99999", 404)).text
    assert "no employee number XX1" in (await browser.get("/employees/XX1", 404)).text


def _all():
    from services.reports import ClaimFilter

    return ClaimFilter()
