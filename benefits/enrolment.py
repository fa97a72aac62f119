"""When a person may elect: in the yearly window, or within days of a qualifying life event."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from benefits.errors import InvalidInput
from benefits.plan import EnrolmentRules

LIFE_EVENTS: tuple[str, ...] = (
    "marriage",
    "birth",
    "adoption",
    "divorce",
    "death_of_dependent",
    "loss_of_cover",
    "new_hire",
    "move",
)
LIFE_EVENT_DAYS = 30


@dataclass(frozen=True, slots=True)
class Window:
    """Open enrolment of a company; both days belong to it."""

    opens: date
    closes: date

    def __post_init__(self) -> None:
        if self.closes < self.opens:
            raise InvalidInput("window-invalid", field="closes", reason="before-opening", value=str(self.closes))


@dataclass(frozen=True, slots=True)
class LifeEvent:
    kind: str
    on: date

    def __post_init__(self) -> None:
        if self.kind not in LIFE_EVENTS:
            raise InvalidInput("life-event-invalid", field="kind", reason="unknown", value=self.kind)


class ElectionRight(NamedTuple):
    """``allowed`` because of ``window`` or ``life_event``, up to and with ``until``; or ``closed``."""

    allowed: bool
    because: str
    until: date | None = None
    opens: date | None = None
    event: LifeEvent | None = None

    def __bool__(self) -> bool:
        return self.allowed


def may_elect(
    window: Window | None,
    life_events: Iterable[LifeEvent],
    today: date,
    rules: EnrolmentRules | None = None,
) -> ElectionRight:
    """Whether elections may be made or changed today. The last day is event day + 30 days (a plan setting).

    An event that has not happened yet opens nothing. An event comes before the window, because its cover begins earlier;
    of several events the one that lasts longest.
    """
    days = rules.life_event_days if rules else LIFE_EVENT_DAYS
    kinds = rules.life_events if rules and rules.life_events else LIFE_EVENTS
    rights = []
    for event in life_events:
        last = event.on + timedelta(days=days)
        if event.kind in kinds and event.on <= today <= last:
            rights.append(ElectionRight(True, "life_event", until=last, event=event))
    if rights:
        return max(rights, key=lambda right: right.until or date.min)
    if window is not None and window.opens <= today <= window.closes:
        return ElectionRight(True, "window", until=window.closes)
    opens = window.opens if window is not None and window.opens > today else None
    return ElectionRight(False, "closed", opens=opens)


def cover_begins(event: LifeEvent) -> date:
    """The first day of what is elected on an event: its own day, or the next where it ends somebody's cover with its day."""
    return event.on + timedelta(days=event.kind in ("divorce", "death_of_dependent"))
