"""What the demo company's people have elected: cover that stands since January, and the first choices of the open window."""

from __future__ import annotations

from datetime import date, timedelta

from bot.demo_past import Past
from services.model import Company, Dependent, EnrolmentWindow

LAST_OPENS, LAST_CLOSES, COVER_SINCE = date(2025, 11, 15), date(2025, 11, 30), date(2026, 1, 1)
"""The window before this one; the cover of the roster's dependents begins with it or with a life event after it."""
_EARLIER: tuple[tuple[str, str, str], ...] = (
    ("YS0001", "annuity", "8%"), ("YS0001", "high_end_medical", "premium"), ("ZN0001", "annuity", "10%"),
    ("ZN0001", "high_end_medical", "premium"), ("SJ0001", "annuity", "8%"), ("YS0002", "annuity", "6%"),
    ("YS0015", "annuity", "4%"), ("ZN0009", "mutual_aid", ""), ("YS0019", "mutual_aid", ""), ("SJ0012", "mutual_aid", ""),
)  # fmt: skip
_NOW: tuple[tuple[int, str, str, str, str], ...] = (
    # days ago, employee, benefit, option ("-": waived), relation of who is insured
    (6, "YS0003", "parents_medical", "", "parent"), (6, "ZN0006", "special_need_clinic", "", ""),
    (6, "SJ0013", "annuity", "3%", ""), (5, "YS0011", "annuity", "4%", ""), (5, "ZN0002", "high_end_medical", "standard", ""),
    (4, "SJ0002", "child_vaccines", "", "child"), (4, "YS0028", "high_end_medical", "-", ""), (3, "SJ0007", "mutual_aid", "", ""),
    (3, "ZN0013", "family", "basic", "spouse"), (2, "YS0006", "high_end_medical", "basic", ""),
    (2, "ZN0017", "overseas_care", "", ""), (1, "YS0022", "mutual_aid", "", ""),
)  # fmt: skip


def windows(company: Company, today: date) -> tuple[EnrolmentWindow, EnrolmentWindow]:
    """Last year's window, and one that is open around today: from a week ago for four weeks."""
    opens, closes = today - timedelta(days=7), today + timedelta(days=21)
    effective = date(closes.year + closes.month // 12, closes.month % 12 + 1, 1)
    return (
        EnrolmentWindow(company.code, LAST_OPENS, LAST_CLOSES, COVER_SINCE),
        EnrolmentWindow(company.code, opens, closes, effective),
    )


def plan_elections(past: Past) -> None:
    """Put every election on its day."""
    for number, family in past.families.items():
        insured = [person for person in family if person.enrolled_from is not None]
        members = [person for person in insured if person.relation != "parent"]
        parents = [person for person in insured if person.relation == "parent"]
        if members:
            _plan_family(past, number, members)
        if parents:
            _plan(past, LAST_OPENS, number, "parents_medical", "", parents)
    for number, benefit, option in _EARLIER:
        _plan(past, LAST_OPENS + timedelta(days=3), number, benefit, option, [])
    for days, number, benefit, option, relation in _NOW:
        whom = [person for person in past.families.get(number, ()) if person.relation == relation]
        _plan(past, past.today - timedelta(days=days), number, benefit, option, whom)


def _plan_family(past: Past, number: str, members: list[Dependent]) -> None:
    """The family plan from January for those enrolled then; once more, from its day, for each who joined later."""
    option = "premium" if past.people[number].tier == "executive" else "standard"
    for since in sorted({person.enrolled_from or COVER_SINCE for person in members}):
        whom = [person for person in members if (person.enrolled_from or COVER_SINCE) <= since]
        day = LAST_OPENS + timedelta(days=1 if since == COVER_SINCE else 2)
        _plan(past, day, number, "family", option, whom, since)


def _plan(
    past: Past, day: date, number: str, benefit: str, option: str, whom: list[Dependent], since: date | None = None
) -> None:
    async def confirm() -> None:
        made = await past.services.confirm_election(
            past.employee_actor(number),
            benefit,
            "" if option == "-" else option,
            [person.id or 0 for person in whom],
            waive=option == "-",
        )
        if since is not None and since != made.effective_from:
            # A life event in the year: recorded on its day. A family that grows stays covered from the first day; the
            # new member's cover begins with their own date.
            past.clock.set(since, 11)
            made.confirmed_at = past.clock.now()
            grown = False
            for old in await past.unit.enrolment.elections(made.employee_id, standing=False):
                if old.benefit == benefit and old.replaced_at is not None:
                    old.replaced_at, grown = past.clock.now(), True
            if not grown:
                made.effective_from = since
            await past.unit.flush()

    past.at(day, 12, confirm, len(number) + sum(map(ord, number + benefit)) % 40)
