"""Answers to surveys, and saved audiences."""

from __future__ import annotations

from sqlalchemy import select

from services.reminder_model import SavedAudience, SurveyAnswer
from storage import tables as t
from storage.repositories import Repository

a = t.survey_answers.c


class Surveys(Repository):
    async def answer(self, campaign_id: int, employee_id: int, question: str) -> SurveyAnswer | None:
        return await self._one(
            select(SurveyAnswer).where(
                a.campaign_id == campaign_id, a.employee_id == employee_id, a.question == question
            )
        )

    async def answers(self, campaign_id: int, employee_id: int) -> list[SurveyAnswer]:
        query = select(SurveyAnswer).where(a.campaign_id == campaign_id, a.employee_id == employee_id)
        return await self._all(query.order_by(a.id))

    async def all_answers(self, campaign_id: int) -> list[tuple[SurveyAnswer, str, str]]:
        e = t.employees.c
        query = (
            select(SurveyAnswer, e.company_code, e.department)
            .join(t.employees, e.id == a.employee_id)
            .where(a.campaign_id == campaign_id)
            .order_by(a.id)
        )
        return [(answer, company, department) for answer, company, department in await self.session.execute(query)]

    async def latest(self, employee_id: int, question: str) -> SurveyAnswer | None:
        query = select(SurveyAnswer).where(a.employee_id == employee_id, a.question == question)
        return await self._one(query.order_by(a.answered_at.desc(), a.id.desc()))

    async def audiences(self) -> list[SavedAudience]:
        return await self._all(select(SavedAudience).order_by(t.audiences.c.name, t.audiences.c.id))

    async def audience(self, audience_id: int) -> SavedAudience | None:
        return await self.session.get(SavedAudience, audience_id)
