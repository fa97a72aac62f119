"""Ratings of answers as rows, for HR to look at in a spreadsheet: without whose they are."""

from __future__ import annotations

from dataclasses import dataclass

from services.actors import Actor, UseCase
from services.model import QuestionRecord
from services.ports import Store
from services.wording import nameless


@dataclass(frozen=True, slots=True)
class Rated:
    record: QuestionRecord
    wording: str


class ExportRatings(UseCase):
    """Rated answers of the actor's companies, newest first; the export is in the audit trail."""

    permission = "question.reply"

    def __init__(self, store: Store) -> None:
        self._store = store

    async def __call__(self, actor: Actor) -> list[Rated]:
        async with self._store.write() as unit:
            records = await unit.questions.rated(companies=actor.companies)
            made = [Rated(r, nameless(r.question, await unit.people.names_in(r.question))) for r in records]
            unit.record(actor.name, "ratings.export", "question", "all", rows=len(made))
            await unit.commit()
        return made
