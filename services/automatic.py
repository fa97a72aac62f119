"""Clean claims are decided by themselves: those that come at the same moment together, in one transaction."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from benefits.plan import PlanBook
from services.actors import Actor, UseCase
from services.booking import book, result_of
from services.case_files import CaseFile
from services.checks import CheckLimits, checks_of, recent_since
from services.claims import ClaimReads
from services.model import Job
from services.ports import Store, UnitOfWork, Writes
from services.submission import move
from services.twins import Twin, find_twins

TOGETHER = 64
"""Claims decided in one transaction at most: others wait for its locks as long as it takes."""


@dataclass(eq=False)
class _Asked:
    actor: Actor
    claim_id: int
    state: asyncio.Future[str] = field(default_factory=lambda: asyncio.get_running_loop().create_future())
    alone: bool = False
    """After a failure together with others: it must not be theirs."""


class _Lines:
    """Collects history and ledger lines, so that those of all claims are written together."""

    def __init__(self, unit: UnitOfWork) -> None:
        self.added: list[object] = []
        self.record = unit.record

    def add(self, record: object) -> None:
        self.added.append(record)


class DecideAutomatically(UseCase):
    """Decide a submitted claim by the rules if it is clean, else put it into the review queue. Run by the worker.

    A claim that moved on meanwhile is left alone. Returns the state the claim ends in, once that is stored. Calls that
    come while another one is being stored wait, and share the next transaction: its queries, its audit entry, its sync to
    the disk.
    """

    permission = "claim.decide"

    def __init__(self, store: Store, reads: ClaimReads, limits: CheckLimits) -> None:
        self._store, self._reads, self._limits = store, reads, limits
        self._asked: list[_Asked] = []
        self._turn = asyncio.Lock()

    async def __call__(self, actor: Actor, claim_id: int) -> str:
        mine = _Asked(actor, claim_id)
        self._asked.append(mine)
        try:
            while not mine.state.done():
                async with self._turn:
                    if not mine.state.done():
                        await self._serve(mine)
        finally:
            if mine in self._asked:  # cancelled while waiting
                self._asked.remove(mine)
        return mine.state.result()

    async def _serve(self, mine: _Asked) -> None:
        """Decide ``mine`` and what waits with it. A failure of several sends each to a transaction of its own."""
        served = [mine]
        if not mine.alone:
            others = [asked for asked in self._asked if asked is not mine and not asked.alone]
            served += others[: TOGETHER - 1]
        try:
            states = await self._decide(served)
        except Exception as problem:
            if len(served) == 1:
                mine.state.set_exception(problem)
                self._asked.remove(mine)
                return
            for asked in served:
                asked.alone = True
            return
        for asked in served:
            self._asked.remove(asked) if asked in self._asked else None
            asked.state.set_result(states.get(asked.claim_id, ""))

    async def _decide(self, served: list[_Asked]) -> dict[int, str]:
        today = self._reads.clock.today()
        actors = {asked.claim_id: asked.actor for asked in served}
        async with self._store.write() as unit:
            cases = await unit.cases.lock(sorted(actors), recent_since(today))
            waiting = [case for case in cases if case.claim.state == "submitted"]
            companies = {case.employee.company_code for case in waiting}
            plans = {code: await self._reads.shelf.book(unit, code) for code in companies}
            notices, lines = [], _Lines(unit)
            for case in waiting:
                twins = await find_twins(unit, case.claim, case.documents) if case.alike else []
                notice = self._decide_one(
                    lines, case, plans[case.employee.company_code], twins, actors[case.claim.id or 0]
                )
                notices += [notice] if notice else []
            if waiting:
                await unit.add_lines(lines.added)
                await unit.jobs.enqueue_all(notices)
                await unit.commit()
            return {case.claim.id or 0: case.claim.state for case in cases}

    def _decide_one(self, unit: Writes, case: CaseFile, plans: PlanBook, twins: list[Twin], actor: Actor) -> Job | None:
        """The notice to the employee, or None where a person has to look."""
        clock, claim = self._reads.clock, case.claim
        result = result_of(case, plans, clock)
        # Once more: the same invoice may have been handed in elsewhere meanwhile. What was noted at submission stays.
        found = checks_of(
            self._limits,
            claim,
            case.employee,
            case.dependent,
            case.documents,
            result.payable,
            clock.today(),
            twins,
            case.recent,
        )
        claim.checks = [*claim.checks, *(check for check in found if check not in claim.checks)]
        if claim.checks:
            move(unit, clock, claim, "start_review", actor)
            return None
        claim.automatic = True
        return book(unit, clock, case, result, actor)
