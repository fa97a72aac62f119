"""Figures of a period, as bars, tables and files."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import urlencode

from starlette.responses import Response

from console.render import word
from console.tables import csv_file
from console.visit import Visit
from services.reports import Report

TABLES = ("company", "department", "type", "month")


async def show(visit: Visit) -> Response:
    report = await _report(visit)
    chosen = {
        "since": report.since.isoformat(),
        "until": report.until.isoformat(),
        "company": visit.query.get("company", ""),
    }
    return visit.page(
        "reports.html",
        report=report,
        tables=[(name, getattr(report, f"by_{name}")) for name in TABLES],
        companies=[company for company, _ in await visit.services.list_companies(visit.actor)],
        chosen=chosen,
        query="?" + urlencode(chosen),
    )


async def table_file(visit: Visit) -> Response:
    table = visit.request.path_params["table"]
    if table not in (*TABLES, "use"):
        return Response(status_code=HTTPStatus.NOT_FOUND)
    report = await _report(visit)
    name = f"{table}-{report.since}-{report.until}.csv"
    if table == "use":
        head = [visit.t(f"console-report-{key}") for key in ("type", "people", "claims", "payable", "rate")]
        used = [
            (word(visit.language, "type", row.type), row.people, row.claims, row.payable, row.rate)
            for row in report.use
        ]
        return csv_file(name, head, used)
    head = [visit.t(f"console-report-{key}") for key in (table, "claims", "people", "eligible", "payable", "share")]
    rows = [
        (
            word(visit.language, "type", row.key) if table == "type" else row.key,
            row.claims, row.people, row.eligible, row.payable, row.share,
        )
        for row in getattr(report, f"by_{table}")
    ]  # fmt: skip
    return csv_file(name, head, rows)


async def _report(visit: Visit) -> Report:
    return await visit.services.show_report(
        visit.actor, visit.day_query("since"), visit.day_query("until"), visit.query.get("company", "")
    )
