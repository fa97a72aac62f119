from __future__ import annotations

from datetime import date

import pytest

from benefits.enrolment import LIFE_EVENTS, LifeEvent, Window, cover_begins, may_elect
from benefits.errors import InvalidInput
from benefits.plan import EnrolmentRules
from tests.unit.benefits.helpers import plan

WINDOW = Window(date(2026, 11, 1), date(2026, 11, 30))
MARRIAGE = LifeEvent("marriage", date(2026, 3, 1))


@pytest.mark.parametrize("today", [date(2026, 11, 1), date(2026, 11, 15), date(2026, 11, 30)])
def test_the_window_is_open_on_both_its_days(today: date) -> None:
    right = may_elect(WINDOW, [], today)
    assert (right.allowed, right.because, right.until, right.event) == (True, "window", date(2026, 11, 30), None)
    assert right


def test_before_the_window_it_says_when_it_opens() -> None:
    right = may_elect(WINDOW, [], date(2026, 10, 31))
    assert (right.allowed, right.because, right.opens, right.until) == (False, "closed", date(2026, 11, 1), None)
    assert not right


def test_after_the_window_nothing_opens() -> None:
    assert may_elect(WINDOW, [], date(2026, 12, 1)).opens is None
    assert may_elect(None, [], date(2026, 12, 1)).because == "closed"


@pytest.mark.parametrize(
    ("today", "allowed"),
    [(date(2026, 2, 28), False), (date(2026, 3, 1), True), (date(2026, 3, 31), True), (date(2026, 4, 1), False)],
)
def test_a_life_event_opens_thirty_days(today: date, allowed: bool) -> None:
    right = may_elect(None, [MARRIAGE], today)
    assert right.allowed is allowed
    if allowed:
        assert (right.because, right.until, right.event) == ("life_event", date(2026, 3, 31), MARRIAGE)


def test_an_event_comes_before_the_window_and_the_longest_event_first() -> None:
    late = LifeEvent("birth", date(2026, 11, 20))
    assert may_elect(WINDOW, [late], date(2026, 11, 25)).until == date(2026, 12, 20)
    early = LifeEvent("birth", date(2026, 10, 20))
    assert may_elect(WINDOW, [early], date(2026, 11, 5)).event == early
    assert may_elect(WINDOW, [early], date(2026, 11, 25)).because == "window"
    assert may_elect(None, [MARRIAGE, LifeEvent("move", date(2026, 3, 9))], date(2026, 3, 10)).until == date(2026, 4, 8)


def test_cover_begins_with_the_event_or_after_the_day_that_ends_somebodys() -> None:
    day = date(2026, 12, 31)
    assert [cover_begins(LifeEvent(kind, day)) for kind in ("birth", "new_hire", "move")] == [day] * 3
    assert (
        cover_begins(LifeEvent("divorce", day))
        == cover_begins(LifeEvent("death_of_dependent", day))
        == date(2027, 1, 1)
    )


def test_the_plan_says_which_events_count_and_for_how_long() -> None:
    rules = EnrolmentRules(("birth",), 10)
    assert not may_elect(None, [MARRIAGE], date(2026, 3, 2), rules)
    assert may_elect(None, [LifeEvent("birth", date(2026, 3, 1))], date(2026, 3, 11), rules)
    assert not may_elect(None, [LifeEvent("birth", date(2026, 3, 1))], date(2026, 3, 12), rules)
    assert may_elect(None, [MARRIAGE], date(2026, 3, 31), plan().enrolment)
    assert may_elect(None, [MARRIAGE], date(2026, 3, 5), EnrolmentRules((), 5))
    assert set(plan().enrolment.life_events) == set(LIFE_EVENTS)


def test_windows_and_events_that_cannot_be_are_refused() -> None:
    with pytest.raises(InvalidInput) as window:
        Window(date(2026, 11, 2), date(2026, 11, 1))
    assert (window.value.code, window.value.fields) == (
        "window-invalid",
        {"field": "closes", "reason": "before-opening", "value": "2026-11-01"},
    )
    assert Window(date(2026, 11, 2), date(2026, 11, 2)).opens == date(2026, 11, 2)
    with pytest.raises(InvalidInput) as event:
        LifeEvent("lottery", date(2026, 1, 1))
    assert (event.value.code, event.value.fields) == (
        "life-event-invalid",
        {"field": "kind", "reason": "unknown", "value": "lottery"},
    )
