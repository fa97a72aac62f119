"""Employees: the list, one person's file, and the code that links their chat."""

from __future__ import annotations

from datetime import timedelta

from starlette.responses import Response

from console.visit import Visit
from services.identity import CODE_DAYS

PAGE = 50


async def search(visit: Visit) -> Response:
    words, offset = visit.query.get("search", "").strip()[:60], visit.number("from")
    people, total = await visit.services.list_employees(visit.actor, words, PAGE, offset)
    companies = {company.code: company.name for company, _ in await visit.services.list_companies(visit.actor)}
    return visit.page(
        "employees.html", people=people, total=total, search=words, offset=offset, size=PAGE, companies=companies
    )


async def show(visit: Visit) -> Response:
    return await _file(visit)


async def issue_code(visit: Visit) -> Response:
    """The code is part of this one answer and kept nowhere: a reload makes a new one, and this one stops working."""
    code = await visit.services.issue_link_code(visit.actor, visit.request.path_params["number"])
    return await _file(visit, code)


async def _file(visit: Visit, code: str = "") -> Response:
    found = await visit.services.open_employee(visit.actor, visit.request.path_params["number"])
    companies = {company.code: company.name for company, _ in await visit.services.list_companies(visit.actor)}
    return visit.page(
        "employee.html",
        found=found,
        employee=found.employee,
        company=companies.get(found.employee.company_code, found.employee.company_code),
        code=code,
        valid_until=visit.services.clock.today() + timedelta(days=CODE_DAYS),
        days=CODE_DAYS,
    )
