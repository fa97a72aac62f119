"""Gaps: what the documents don't answer well, sorted so that HR sees each thing once, with how many people asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from benefits.errors import Conflict, InvalidInput, NotFound, Unavailable
from services.actors import Actor, UseCase
from services.knowledge import SAME, KnowledgeBase
from services.model import Employee, Gap, QuestionRecord
from services.ports import Clock, Store, UnitOfWork
from services.wording import nameless

_ROUND, _ROUNDS = 100, 3
"""Questions that are sorted at once, and how often before a list is shown."""
DISMISSALS = ("not_benefits", "documents_say", "personal", "other")


@dataclass(frozen=True, slots=True)
class GapView:
    """A gap as HR sees it; counts, people and wordings are of the companies they are responsible for."""

    gap: Gap
    count: int
    people: int
    waiting: int
    """People who will be told once it is answered."""
    newest: datetime
    wordings: tuple[str, ...]
    """At most three different ones, without names."""
    why: dict[str, int]
    """``refused``, ``related``, ``rated_down``, ``handed_over`` → how many."""
    reasons: dict[str, int]
    """Why answers were rated down → how many."""


class ListGaps(UseCase):
    """The gaps in one state, the ones most people asked about first. New questions are sorted into gaps before."""

    permission = "question.reply"

    def __init__(self, store: Store, knowledge: KnowledgeBase, clock: Clock) -> None:
        self._store, self._knowledge, self._clock = store, knowledge, clock

    async def __call__(self, actor: Actor, state: str = "open") -> list[GapView]:
        for _ in range(_ROUNDS):
            if not await self._sort():
                break
        async with self._store.read() as unit:
            found = await views(unit, actor, await unit.questions.gaps((state,)))
        return sorted(found, key=lambda view: (view.people, view.newest), reverse=True)

    async def _sort(self) -> int:
        """Put questions that belong to no gap yet into the one that asks the same, or into a new one."""
        async with self._store.read() as unit:
            fresh = await unit.questions.unsorted(limit=_ROUND)
            # What was dismissed stays dismissed when it is asked again; what was answered and is still asked is a new gap.
            known = await unit.questions.gaps(("open", "dismissed"))
            wordings = [nameless(q.wording or q.question, await unit.people.names_in(q.question)) for q in fresh]
        if not fresh:
            return 0
        try:
            likeness = await self._knowledge.alike(wordings, [*(gap.title for gap in known), *wordings])
        except Unavailable:  # another process holds the index: they are sorted there
            return 0
        places = _places(likeness, len(known))
        async with self._store.write() as unit:
            made: dict[int, Gap] = {}
            for record, wording, place in zip(fresh, wordings, places, strict=True):
                kept = await unit.questions.question(record.id or 0)
                if kept is None or kept.gap_id is not None:
                    continue  # sorted by somebody else in this moment
                if place < len(known):
                    kept.gap_id = known[place].id
                else:
                    if place not in made:
                        made[place] = Gap(wording, self._clock.now())
                        unit.add(made[place])
                        await unit.flush()
                    kept.gap_id = made[place].id
                kept.wording = wording
            await unit.commit()
        return len(fresh)


def _places(likeness: Sequence[Sequence[float]], known: int) -> list[int]:
    """For each text the column that it belongs to: a known gap, or the first text of a new one (``known`` + its place)."""
    places: list[int] = []
    for at, row in enumerate(likeness):
        open_columns = [*range(known), *(known + before for before in range(at) if places[before] == known + before)]
        best = max(open_columns, key=lambda column: row[column], default=None)
        places.append(best if best is not None and row[best] >= SAME else known + at)
    return places


class OpenGap(UseCase):
    """One gap. Raises NotFound("gap-not-found"), also where nobody of the actor's companies asked."""

    permission = "question.reply"

    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, actor: Actor, gap_id: int) -> GapView:
        async with self._store.read() as unit:
            gap = await unit.questions.gap(gap_id)
            found = await views(unit, actor, [gap]) if gap is not None else []
        if not found:
            raise NotFound("gap-not-found")
        return found[0]


class DismissGap(UseCase):
    """Close a gap without an answer, or open it again (``reason`` empty). Only for who is responsible for all who asked.

    Raises InvalidInput("reason-missing"), Conflict("gap-closed").
    """

    permission = "question.reply"

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    async def __call__(self, actor: Actor, gap_id: int, reason: str) -> None:
        if reason and reason not in DISMISSALS:
            raise InvalidInput("reason-missing", field="reason")
        async with self._store.write() as unit:
            gap = await unit.questions.gap(gap_id, lock=True)
            if gap is None:
                raise NotFound("gap-not-found")
            for _, employee in await unit.questions.of_gaps([gap_id]):
                actor.require_company(employee.company_code)
            if gap.state != ("open" if reason else "dismissed"):
                raise Conflict("gap-closed", title=gap.title)
            gap.state, gap.reason = ("dismissed", reason) if reason else ("open", "")
            gap.closed_at, gap.closed_by = (self._clock.now(), actor.name) if reason else (None, "")
            unit.record(actor.name, "gap.dismiss" if reason else "gap.reopen", "gap", gap_id, reason=reason)
            await unit.commit()


async def views(unit: UnitOfWork, actor: Actor, gaps: Sequence[Gap]) -> list[GapView]:
    """What the actor may see of these gaps; those that nobody of their companies asked about are left out."""
    of_gap: dict[int, list[tuple[QuestionRecord, Employee]]] = {gap.id or 0: [] for gap in gaps}
    for record, employee in await unit.questions.of_gaps(list(of_gap), companies=actor.companies):
        of_gap[record.gap_id or 0].append((record, employee))
    return [_view(gap, of_gap[gap.id or 0]) for gap in gaps if of_gap[gap.id or 0]]


def _view(gap: Gap, asked: list[tuple[QuestionRecord, Employee]]) -> GapView:
    records = [record for record, _ in asked]
    return GapView(
        gap,
        len(records),
        len({employee.id for _, employee in asked}),
        len({employee.id for record, employee in asked if waits(record)}),
        max(record.asked_at for record in records),
        tuple(dict.fromkeys(record.wording for record in records))[:3],
        dict(Counter(why for record in records for why in _why(record))),
        dict(Counter(record.rating_reason for record in records if record.rating_reason)),
    )


def waits(record: QuestionRecord) -> bool:
    """Whether the person wants to hear of an answer: they said so, or gave the question to HR and have no reply yet."""
    return record.tell or (record.handed_over_at is not None and record.resolved_at is None)


def _why(record: QuestionRecord) -> list[str]:
    made = {"refuse": ["refused"], "possibly_related": ["related"]}.get(record.band, [])
    if record.rating is not None and record.rating < 0:
        made = [*made, "rated_down"]
    return [*made, "handed_over"] if record.handed_over_at else made
