"""Enrolment windows as HR keeps them: opened, extended, and how far each company is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from benefits.errors import Conflict, InvalidInput, NotFound
from services.actors import Actor, UseCase
from services.model import Company, EnrolmentWindow
from services.ports import Clock, Store
from services.reports import WindowCount


@dataclass(frozen=True, slots=True)
class WindowProgress:
    company: Company
    window: EnrolmentWindow
    count: WindowCount
    phase: str
    """``open``, ``coming`` or ``over`` today."""


class ListWindows(UseCase):
    """Every window of the actor's companies, newest first, with how many have elected."""

    permission = "enrolment.manage"

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    async def __call__(self, actor: Actor) -> list[WindowProgress]:
        today = self._clock.today()
        made: list[WindowProgress] = []
        async with self._store.read() as unit:
            for company in await unit.people.companies():
                if actor.companies and company.code not in actor.companies:
                    continue
                for window in await unit.enrolment.windows(company.code):
                    count = await unit.reports.window_count(window.id or 0, company.code)
                    phase = "coming" if window.opens > today else "open" if today <= window.closes else "over"
                    made.append(WindowProgress(company, window, count, phase))
        order = {"open": 0, "coming": 1, "over": 2}
        return sorted(made, key=lambda row: (order[row.phase], -row.window.opens.toordinal(), row.company.code))


class OpenWindow(UseCase):
    """Open an enrolment window for one company.

    Raises NotFound("company-not-found"), InvalidInput("window-dates"), Conflict("window-overlap").
    """

    permission = "enrolment.manage"

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    async def __call__(
        self, actor: Actor, company_code: str, *, name: str, opens: date, closes: date, effective_from: date
    ) -> EnrolmentWindow:
        actor.require_company(company_code)
        if closes < opens or closes < self._clock.today() or effective_from < opens:
            raise InvalidInput("window-dates", field="closes")
        async with self._store.write() as unit:
            if await unit.people.company(company_code) is None:
                raise NotFound("company-not-found", company=company_code)
            for other in await unit.enrolment.windows(company_code):
                if other.opens <= closes and opens <= other.closes:
                    raise Conflict("window-overlap", opens=other.opens.isoformat(), closes=other.closes.isoformat())
            window = EnrolmentWindow(company_code, opens, closes, effective_from, name.strip()[:100])
            unit.add(window)
            await unit.flush()
            unit.record(
                actor.name, "window.open", "window", window.id,
                company=company_code, opens=opens, closes=closes, effective_from=effective_from,
            )  # fmt: skip
            await unit.commit()
            return window


class ExtendWindow(UseCase):
    """Let a window close later; the same day again changes nothing. Raises InvalidInput("window-shorter")."""

    permission = "enrolment.manage"

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    async def __call__(self, actor: Actor, window_id: int, closes: date) -> EnrolmentWindow:
        async with self._store.write() as unit:
            window = await unit.enrolment.window(window_id)
            if window is None:
                raise NotFound("window-not-found")
            actor.require_company(window.company_code)
            if closes == window.closes:
                return window
            if closes < window.closes or closes < self._clock.today():
                raise InvalidInput("window-shorter", field="closes", closes=window.closes.isoformat())
            for other in await unit.enrolment.windows(window.company_code):
                if other.id != window.id and other.opens <= closes and window.opens <= other.closes:
                    raise Conflict("window-overlap", opens=other.opens.isoformat(), closes=other.closes.isoformat())
            before, window.closes = window.closes, closes
            unit.record(actor.name, "window.extend", "window", window_id, before=before, after=closes)
            await unit.commit()
            return window
