"""How an answer to a policy question looks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from aiogram.types import CallbackQuery, Message

from handlers.claim_views import trace_lines
from handlers.context import Keyboard, Person, add, h
from handlers.taps import AnswerTap
from locales import has
from services.app import Services
from services.exchanges import Opened
from services.figures import Estimate, PersonalFigure
from services.knowledge import Citation, Passage
from services.languages import in_script
from services.model import QuestionRecord
from services.questions import Answered


async def answer_question(
    event: Message | CallbackQuery, person: Person, services: Services, text: str, benefit: str = "", place: int = 0
) -> None:
    """Ask the documents and show what they say. ``place``: the number of the question in a message of several."""
    answered = await services.ask_question(person.actor, text, person.language, benefit=benefit)
    words = answer_text(person, answered)
    if place:
        words = person.t("question-numbered", place=place, question=h(text[:120])) + "\n\n" + words
    await add(event, words, answer_rows(person, answered.record))


_BOLD = 60
"""Characters up to which an answer is set in bold: a longer one is easier to read plain."""


def topic_name(person: Person, benefit: str) -> str:
    key = f"topic-{benefit.replace('_', '-')}"
    return person.t(key) if has(person.language, key) else benefit.replace("_", " ")


def answer_text(person: Person, answered: Answered) -> str:
    """The rule, the figure for this person, the source."""
    answer = answered.answer
    if answered.record.choices:
        return person.t("choice-ask")
    if answer.band == "refuse" and answered.figure is None:
        return person.t("answer-refused")
    own = figure_text(person, answered.figure) if answered.figure is not None else ""
    rule = rule_text(person, answered.figure) if answered.figure is not None else ""
    parts = []
    if answer.as_of or answer.missed:
        day = answer.as_of or answer.missed
        parts.append(
            person.t("answer-then" if answer.as_of else "answer-now-only", date=day.isoformat() if day else "")
        )
    if rule:  # the plan's own figures say it shorter and surer than a sentence of a document
        parts.append(f"<b>{rule}</b>")
    elif answer.band == "possibly_related":
        parts.append(person.t("answer-possibly"))
        parts += [f"• {h(in_script(excerpt(_body(citation)), person.language))}" for citation in answer.citations[:2]]
        parts += original_wording(person, answer.citations[0].quote if answer.citations else "")
    else:
        short = len(answer.text) <= _BOLD
        parts.append(f"<b>{h(answer.text)}</b>" if short else h(answer.text))
        parts += original_wording(person, answer.text)
    if own:
        parts.append(person.t("figure-own", figure=own))
    sources = []
    if rule and answered.figure is not None:
        clause = answered.figure.clause
        document = h(in_script(clause.document.rsplit(".", 1)[0], person.language))
        since = person.t("source-effective", date=answered.figure.plan_effective.isoformat())
        section = h(in_script(clause.section, person.language))
        sources.append(person.t("clause", document=document, section=section) + since)
    cited = answer.citations[:1]
    if not rule or (answered.figure is not None and cited and cited[0].document != answered.figure.clause.document):
        sources += [source_text(person, citation) for citation in cited]
    if sources:
        parts.append("\n".join(person.t("answer-source", source=source) for source in sources))
    if answer.band == "possibly_related" and not rule:
        parts.append(person.t("answer-offer-person"))
    return "\n\n".join(parts)


def original_wording(person: Person, words: str) -> list[str]:
    """A line that says so where a document's words are in a language that the person doesn't read."""
    han = len(re.findall(r"[\u4e00-\u9fff]", words))
    letters = sum(sign.isascii() and sign.isalpha() for sign in words)
    if person.language == "en":
        return [person.t("answer-original")] if han > letters else []
    return [person.t("answer-original")] if letters > 4 * han + 20 else []


def _body(citation: Citation) -> str:
    """A citation's words without the heading in front, which its source names."""
    heading = (citation.section or "").split(" › ")[-1]
    _, found, after = parted(citation.quote, heading) if heading else ("", "", "")
    return after.strip() if found and citation.quote.startswith(found) and after.strip() else citation.quote


def excerpt(quote: str, most: int = 80) -> str:
    """The beginning of a passage, to the end of a sentence where there is one within ``most`` characters."""
    flat = " ".join(quote.split())
    if len(flat) <= most:
        return flat
    ends = [found.end() for found in re.finditer(r"[。！？；!?;]|\.(?=\s)", flat[: most + 1])]
    if ends:
        return flat[: ends[-1]]
    breaks = [found.start() for found in re.finditer(r"[，、：,:\s]", flat[: most + 1])]
    return flat[: breaks[-1] if breaks else most].rstrip("，、：,: ") + "…"


def rule_text(person: Person, figure: PersonalFigure) -> str:
    """The plan's bands in one sentence, or nothing for a benefit without bands."""
    if not figure.bands or not figure.elected:
        return ""
    name = h(figure.names.get(person.language) or figure.names["zh-Hans"])
    if _flat(figure):
        upto = (
            person.t(f"upto-{figure.limit_per}", limit=person.money(figure.limit)) if figure.limit is not None else ""
        )
        rate = figure.bands[0].rate
        return person.t("rule-flat-full" if rate == 1 else "rule-flat", benefit=name, rate=percent(rate), upto=upto)
    lines = [
        person.t(
            "rule-band-last" if band.upper is None else "rule-band" if band.rate else "rule-band-nothing",
            lower=f"{band.lower:,.0f}",
            upper="" if band.upper is None else f"{band.upper:,.0f}",
            rate=percent(band.rate),
        )
        for band in figure.bands
    ]
    return person.t("rule-bands", benefit=name, bands=person.t("list-comma").join(lines))


def _flat(figure: PersonalFigure) -> bool:
    """One rate from the first yuan on: nothing to say of bands."""
    return len(figure.bands) == 1 and figure.bands[0].lower == 0


def answer_rows(person: Person, record: QuestionRecord) -> Keyboard:
    """What can be done with an answer, from what is kept of it: so the same after a tap, a reload or a restart."""
    question = record.id or 0
    if record.choices and not record.chosen:
        return [
            [(topic_name(person, benefit), AnswerTap(do="choose", question=question, arg=place).pack())]
            for place, benefit in enumerate(record.choices)
        ]
    rows: list[Sequence[tuple[str, str]]] = []
    if record.citations:
        rows.append([(person.t("button-passage"), AnswerTap(do="passage", question=question).pack())])
    if record.band != "answer":
        return [*rows, *gap_rows(person, record)]
    up, down = ("👍 ✓" if record.rating == 1 else "👍"), ("👎 ✓" if record.rating == -1 else "👎")
    rows.append(
        [
            (up, AnswerTap(do="up", question=question).pack()),
            (down, AnswerTap(do="down", question=question).pack()),
            (person.t("button-ask-hr"), AnswerTap(do="person", question=question).pack()),
        ]
    )
    return rows


def gap_rows(person: Person, record: QuestionRecord) -> Keyboard:
    """Where the documents don't help: a person in HR, and whether to be told when HR has answered."""
    question = record.id or 0
    do, label = ("quiet", "button-tell-off") if record.tell else ("tell", "button-tell-on")
    return [
        [(person.t("button-ask-hr"), AnswerTap(do="person", question=question).pack())],
        [(person.t(label), AnswerTap(do=do, question=question).pack())],
    ]


def rows_after(query: CallbackQuery, person: Person, record: QuestionRecord) -> Keyboard:
    """The buttons of the tapped message once ``tell`` has changed: those of the answer, or of what followed a 👎."""
    return answer_rows(person, record) if record.band != "answer" else gap_rows(person, record)


def source_text(person: Person, source: Citation | Passage) -> str:
    """《document》 section · page · version and effective date, as far as known."""
    title = in_script(source.document.rsplit(".", 1)[0], person.language)
    parts = [person.t("source-document", document=h(title))]
    section = in_script((source.section or "").split(" › ")[-1], person.language)
    if section and section != title:  # HR's own answers have one heading, which is their title
        parts.append(h(section))
    if source.page:
        parts.append(person.t("source-page", page=source.page))
    made = " · ".join(parts)
    if source.effective:
        made += person.t("source-effective", date=source.effective.isoformat())
    return made


def passage_text(person: Person, opened: Opened) -> str:
    """Where it stands, and the passage with the cited words in bold."""
    before, cited, after = parted(opened.passage.text, opened.quote)
    shown = f"{h(_tail(before))}<b>{h(cited)}</b>{h(_head(after))}" if cited else h(_head(opened.passage.text, 1500))
    note = "" if opened.current else "\n" + person.t("passage-then")
    return f"{source_text(person, opened.passage)}{note}\n\n<blockquote>{shown}</blockquote>"


def parted(text: str, quote: str) -> tuple[str, str, str]:
    """A passage as before, cited, after; cited is empty when the quote isn't found. Blanks don't count."""
    places = [place for place, sign in enumerate(text) if not sign.isspace()]
    bare, wanted = "".join(text[place] for place in places), "".join(quote.split())
    at = bare.find(wanted) if wanted else -1
    if at < 0:
        return text, "", ""
    first, last = places[at], places[at + len(wanted) - 1] + 1
    return text[:first], text[first:last], text[last:]


def _head(text: str, most: int = 500) -> str:
    return text if len(text) <= most else text[:most] + "…"


def _tail(text: str, most: int = 500) -> str:
    return text if len(text) <= most else "…" + text[-most:]


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
    if (
        figure.bands
        and figure.accumulated is not None
        and not (_flat(figure) and figure.bands[0].rate == 1 and figure.limit is not None)
    ):
        said.append(_bands_text(person, figure))
    if figure.cover is not None:
        key = "figure-cover-paid" if figure.cover_paid else "figure-cover"
        said.append(person.t(key, amount=person.money(figure.cover), paid=person.money(figure.cover_paid)))
    if figure.limit is not None and (figure.used or not (figure.bands and _flat(figure))):  # a flat rule names it
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
    key = (
        "figure-band-last" if here.upper is None or not after else "figure-band" if here.rate else "figure-band-nothing"
    )
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
