"""Life events on both databases: declared once, elections at once, proof, HR's word afterwards, and back to what was before."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from benefits.errors import Conflict, InvalidInput, NotFound, NotPermitted
from services.actors import Actor
from services.enrolment import ConfirmElection, QuoteElection, ShowEnrolment
from services.life_events import CheckEvent, DeclareEvent, ListEvents, OpenProof, ProveEvent
from services.model import Employee
from services.plans import PlanShelf
from storage.unit_of_work import SqlStore
from tests.integration.storage.test_appeals import KeptFiles
from tests.support import builders
from tests.support.builders import save
from tests.support.claims import publish_reference
from tests.support.clock import SettableClock

HR = Actor("hr:su", "hr_admin")
STRANGER = Actor("employee:999", "employee", employee_id=999)


class Registry:
    def __init__(self, store: SqlStore, clock: SettableClock, person: Employee) -> None:
        self.store, self.clock, self.person, shelf, vault = store, clock, person, PlanShelf(), KeptFiles()
        self.declare, self.prove = DeclareEvent(store, shelf, clock), ProveEvent(store, vault, clock)
        self.listed, self.proof, self.check = ListEvents(store), OpenProof(store, vault), CheckEvent(store, clock)
        self.show, self.quote = ShowEnrolment(store, shelf, clock), QuoteElection(store, shelf, clock)
        self.confirm = ConfirmElection(store, shelf, clock)
        self.me = Actor(f"employee:{person.id}", "employee", employee_id=person.id)
        self.today = clock.today()

    async def standing(self) -> list[tuple[str, bool]]:
        async with self.store.read() as unit:
            return [(one.option, one.waived) for one in await unit.enrolment.elections(self.person.id or 0)]


@pytest.fixture
async def registry(store: SqlStore, clock: SettableClock) -> Registry:
    await publish_reference(store)
    return Registry(store, clock, await save(store, builders.employee(hire_date=date(2019, 3, 1))))


def ago(registry: Registry, days: int) -> date:
    return registry.today - timedelta(days=days)


async def test_an_event_opens_elections_at_once_from_its_own_day(registry: Registry):
    assert not (await registry.show(registry.me)).right
    with pytest.raises(Conflict, match="window-closed"):
        await registry.confirm(registry.me, "high_end_medical", "standard")
    married = await registry.declare(registry.me, "marriage", ago(registry, 10))
    assert (await registry.declare(registry.me, "marriage", ago(registry, 10))).id == married.id
    view = await registry.show(registry.me)
    assert (view.right.because, view.basis.begins) == ("life_event", ago(registry, 10))
    assert view.right.until == ago(registry, 10) + timedelta(days=30)
    made = await registry.confirm(registry.me, "high_end_medical", "standard")
    again = await registry.confirm(registry.me, "high_end_medical", "standard")
    assert (made.id, made.window_id, made.event_id, made.effective_from) == (
        again.id, None, married.id, ago(registry, 10),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "days", "refused", "code"),
    [
        ("marriage", -1, InvalidInput, "date-in-future"),
        ("marriage", 31, Conflict, "life-event-late"),
        ("new_hire", 3, InvalidInput, "life-event-invalid"),
        ("promotion", 3, InvalidInput, "life-event-invalid"),
    ],
)
async def test_what_opens_nothing_is_refused(registry: Registry, kind: str, days: int, refused: type, code: str):
    with pytest.raises(refused, match=code):
        await registry.declare(registry.me, kind, ago(registry, days))
    await registry.declare(registry.me, "marriage", ago(registry, 30))  # the last day


async def test_the_newly_hired_choose_without_declaring_anything(store: SqlStore, registry: Registry):
    newcomer = await save(store, builders.employee(number="N1", hire_date=ago(registry, 5)))
    me = Actor(f"employee:{newcomer.id}", "employee", employee_id=newcomer.id)
    view = await registry.show(me)
    assert (view.right.event is not None, view.basis.event, view.basis.begins) == (True, None, ago(registry, 5))
    made = await registry.confirm(me, "high_end_medical", "basic")
    assert (made.window_id, made.event_id) == (None, None)


async def test_an_open_window_gives_way_to_the_event_that_covers_earlier(store: SqlStore, registry: Registry):
    closes = registry.today + timedelta(days=60)
    await save(store, builders.window(opens=ago(registry, 5), closes=closes, effective_from=closes))
    assert (await registry.show(registry.me)).basis.begins == closes
    await registry.declare(registry.me, "birth", ago(registry, 2))
    assert (await registry.show(registry.me)).basis.begins == ago(registry, 2)
    registry.clock.advance(days=40)
    assert (await registry.show(registry.me)).right.because == "window"


async def test_hr_confirms_what_is_proved(registry: Registry):
    event = await registry.declare(registry.me, "marriage", ago(registry, 1))
    with pytest.raises(NotFound, match="event-not-found"):
        await registry.prove(STRANGER, event.id or 0, b"paper", "a.jpg", "image/jpeg")
    await registry.prove(registry.me, event.id or 0, b"paper", "a.jpg", "image/jpeg")
    ((listed, who),) = await registry.listed(HR)
    assert (listed.id, who.id) == (event.id, registry.person.id)
    assert (await registry.proof(HR, event.id or 0))[1] == b"paper"
    elsewhere = Actor("hr:zn", "hr_admin", companies=("ZN",))
    assert await registry.listed(elsewhere) == []
    for refused in (
        registry.proof(elsewhere, event.id or 0),
        registry.check(elsewhere, event.id or 0, "", confirm=True),
    ):
        with pytest.raises(NotPermitted):
            await refused
    assert (await registry.check(HR, event.id or 0, "", confirm=True)).state == "confirmed"
    for late in (
        registry.check(HR, event.id or 0, "doch nicht", confirm=False),
        registry.prove(registry.me, event.id or 0, b"other", "b.jpg", "image/jpeg"),
    ):
        with pytest.raises(Conflict, match="event-checked"):
            await late
    assert (await registry.show(registry.me)).right


async def test_a_refused_event_takes_its_elections_back_and_what_stood_before_stands_again(
    store: SqlStore, registry: Registry
):
    opens, closes = ago(registry, 5), registry.today + timedelta(days=2)
    await save(store, builders.window(opens=opens, closes=closes, effective_from=registry.today + timedelta(days=30)))
    wife = await save(store, builders.dependent(registry.person, relation="spouse", enrolled_from=None))
    await registry.confirm(registry.me, "high_end_medical", "basic")
    event = await registry.declare(registry.me, "marriage", ago(registry, 1))
    registry.clock.advance(minutes=1)
    await registry.confirm(registry.me, "high_end_medical", "premium")
    registry.clock.advance(minutes=1)
    await registry.confirm(registry.me, "family", "standard", [wife.id or 0])
    assert await registry.standing() == [("standard", False), ("premium", False)]
    with pytest.raises(InvalidInput, match="reason-missing"):
        await registry.check(HR, event.id or 0, " ", confirm=False)
    await registry.check(HR, event.id or 0, "没有登记", confirm=False)
    assert await registry.standing() == [("basic", False)]
    async with store.read() as unit:
        (left,) = await unit.people.dependents(registry.person.id or 0)
    assert left.enrolled_from is None
    assert (await registry.show(registry.me)).right.because == "window"
    assert (await registry.declare(registry.me, "marriage", ago(registry, 1))).id != event.id  # with better papers
