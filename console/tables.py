"""Tables as files that spreadsheets open safely."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from urllib.parse import quote

from starlette.responses import Response


def safe_cell(value: object) -> str:
    """A text that a spreadsheet would run as a formula is marked as text; numbers stay numbers."""
    shown = "" if value is None else str(value)
    if shown[:1] in "=+@\t\r" or (shown[:1] == "-" and not shown[1:].replace(".", "", 1).isdigit()):
        return f"'{shown}" if shown else shown
    return shown


def csv_file(name: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> Response:
    """UTF-8 with a mark, which the spreadsheets in use need to show Chinese."""
    made = io.StringIO()
    writer = csv.writer(made)
    writer.writerow(head)
    writer.writerows([safe_cell(value) for value in row] for row in rows)
    return Response(
        made.getvalue().encode("utf-8-sig"),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"},
    )
