"""How an answer to a policy question looks."""

from __future__ import annotations

from decimal import Decimal

from aiogram.types import Message

from handlers.claim_views import trace_lines
from handlers.context import Keyboard, Person, add, h
from handlers.taps import AnswerTap
from services.app import Services
from services.figures import Estimate, PersonalFigure
from services.knowledge import Citation, Passage
from services.questions import Answered


async def answer_question(message: Message, person: Person, services: Services) -> None:
    answered = await services.ask_question(person.actor, message.text or "", person.language)
    await add(message, answer_text(person, answered), answer_rows(person, answered))


def answer_text(person: Person, answered: Answered) -> str:
    """The rule, the figure for this person, the source."""
    answer = answered.answer
    if answer.band == "refuse" and answered.figure is None:
        return person.t("answer-refused")
    own = figure_text(person, answered.figure) if answered.figure is not None else ""
    rule = rule_text(person, answered.figure) if answered.figure is not None else ""
    parts = []
    if rule:  # the plan's own figures say it shorter and surer than a sentence of a document
        parts.append(f"<b>{rule}</b>")
    elif answer.band == "possibly_related":
        parts.append(person.t("answer-possibly"))
        parts += [f"• {h(citation.quote[:160])}" for citation in answer.citations[:2]]
    else:
        parts.append(f"<b>{h(answer.text)}</b>")
    if own:
        parts.append(person.t("figure-own", figure=own))
    sources = []
    if rule and answered.figure is not None:
        clause = answered.figure.clause
        document = h(clause.document.rsplit(".", 1)[0])
        since = person.t("source-effective", date=answered.figure.plan_effective.isoformat())
        sources.append(person.t("clause", document=document, section=h(clause.section)) + since)
    cited = answer.citations[:1]
    if not rule or (answered.figure is not None and cited and cited[0].document != answered.figure.clause.document):
        sources += [source_text(person, citation) for citation in cited]
    if sources:
        parts.append("\n".join(person.t("answer-source", source=source) for source in sources))
    if answer.band == "possibly_related" and not rule:
        parts.append(person.t("answer-offer-person"))
    return "\n\n".join(parts)


def rule_text(person: Person, figure: PersonalFigure) -> str:
    """The plan's bands in one sentence, or nothing for a benefit without bands."""
    if not figure.bands or not figure.elected:
        return ""
    lines = [
        person.t(
            "rule-band-last" if band.upper is None else "rule-band",
            lower=f"{band.lower:,.0f}",
            upper="" if band.upper is None else f"{band.upper:,.0f}",
            rate=percent(band.rate),
        )
        for band in figure.bands
    ]
    name = figure.names.get(person.language) or figure.names["zh-Hans"]
    return person.t("rule-bands", benefit=h(name), bands=person.t("list-comma").join(lines))


def answer_rows(person: Person, answered: Answered) -> Keyboard:
    question = answered.record.id or 0
    rows: list[list[tuple[str, str]]] = []
    if answered.answer.citations:
        rows.append([(person.t("button-passage"), AnswerTap(do="passage", question=question).pack())])
    if answered.answer.refused:
        rows.append([(person.t("button-ask-hr"), AnswerTap(do="person", question=question).pack())])
    else:
        rows.append(
            [
                ("👍", AnswerTap(do="up", question=question).pack()),
                ("👎", AnswerTap(do="down", question=question).pack()),
                (person.t("button-ask-hr"), AnswerTap(do="person", question=question).pack()),
            ]
        )
    return rows


def source_text(person: Person, source: Citation | Passage) -> str:
    """《document》 section · page · version and effective date, as far as known."""
    parts = [person.t("source-document", document=h(source.document.rsplit(".", 1)[0]))]
    if source.section:
        parts.append(h(source.section.split(" › ")[-1]))
    if source.page:
        parts.append(person.t("source-page", page=source.page))
    made = " · ".join(parts)
    if source.effective:
        made += person.t("source-effective", date=source.effective.isoformat())
    return made


def passage_text(person: Person, passage: Passage) -> str:
    shown = passage.text if len(passage.text) <= 1500 else passage.text[:1500] + "…"
    return f"{source_text(person, passage)}\n\n<blockquote>{h(shown)}</blockquote>"


def figure_text(person: Person, figure: PersonalFigure) -> str:
    """One or two sentences that say what a benefit is worth to this person today."""
    name = figure.names.get(person.language) or figure.names["zh-Hans"]
    if not figure.elected:
        return person.t("figure-not-elected", benefit=h(name))
    said: list[str] = []
    if figure.deductible:
        left = max(Decimal(0), figure.deductible - figure.deductible_used)
        key = "figure-deductible-used" if figure.deductible_used else "figure-deductible"
        said.append(person.t(key, amount=person.money(figure.deductible), left=person.money(left)))
    if figure.bands:
        said.append(_bands_text(person, figure))
    if figure.cover is not None:
        key = "figure-cover-paid" if figure.cover_paid else "figure-cover"
        said.append(person.t(key, amount=person.money(figure.cover), paid=person.money(figure.cover_paid)))
    if figure.limit is not None:
        key = f"figure-limit-{figure.limit_per}-used" if figure.used else f"figure-limit-{figure.limit_per}"
        used, left = figure.used or Decimal(0), figure.left or Decimal(0)
        said.append(person.t(key, limit=person.money(figure.limit), used=person.money(used), left=person.money(left)))
    if figure.sessions is not None:
        key = "figure-sessions-used" if figure.sessions_used else "figure-sessions"
        left_over = max(0, figure.sessions - figure.sessions_used)
        said.append(person.t(key, count=figure.sessions, used=figure.sessions_used, left=left_over))
    return person.t("sentence-space").join(said)


def _bands_text(person: Person, figure: PersonalFigure) -> str:
    accumulated = figure.accumulated or Decimal(0)
    here = next((band for band in figure.bands if band.here), figure.bands[-1])
    after = [band for band in figure.bands if band.lower >= (here.upper or here.lower) and band is not here]
    key = "figure-band-last" if here.upper is None or not after else "figure-band"
    return person.t(
        key,
        accumulated=person.money(accumulated),
        rate=percent(here.rate),
        room=person.money((here.upper or accumulated) - accumulated),
        upper=person.money(here.upper or Decimal(0)),
        next=percent(after[0].rate) if after else "",
    )


def percent(rate: Decimal) -> str:
    shown = (rate * 100).normalize()
    return f"{shown:f}%"


def estimate_text(person: Person, estimate: Estimate) -> str:
    lines = trace_lines(person, estimate.result.trace_json())
    return person.t(
        "estimate",
        type=person.t(f"claim-type-{estimate.claim_type.replace('_', '-')}"),
        amount=person.money(estimate.amount),
        payable=person.money(estimate.result.payable),
        lines="\n".join(lines),
    )
