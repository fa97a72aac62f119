"""What a survey found: bars for each question, over everybody or by company or department, and as a file."""

from __future__ import annotations

from starlette.responses import Response

from console.render import percent
from console.tables import csv_file
from console.visit import Visit
from services.survey_results import CUTS, FEWEST


async def show(visit: Visit) -> Response:
    campaign_id = visit.request.path_params["campaign_id"]
    found = await visit.services.show_survey_results(visit.actor, campaign_id, visit.query.get("by", ""))
    return visit.page("survey.html", found=found, campaign=found.campaign, cuts=CUTS, fewest=FEWEST)


async def results_file(visit: Visit) -> Response:
    campaign_id = visit.request.path_params["campaign_id"]
    found = await visit.services.show_survey_results(visit.actor, campaign_id, visit.query.get("by", ""))
    rows: list[tuple[object, ...]] = []
    for result in found.results:
        question = result.question
        for cell in result.cells:
            where = cell.cut or visit.t("console-survey-everyone")
            if cell.options is None:
                rows.append(
                    (question.words(visit.language), where, "", "", visit.t("console-survey-hidden", fewest=FEWEST))
                )
                continue
            rows += [
                (
                    question.words(visit.language),
                    where,
                    question.label(one.code, visit.language),
                    one.people,
                    percent(one.share),
                )
                for one in cell.options
            ]
    names = [visit.t(f"console-survey-{name}") for name in ("question", "cut", "option", "people", "share")]
    return csv_file(f"survey-{campaign_id}.csv", names, rows)
