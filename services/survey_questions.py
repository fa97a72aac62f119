"""The questions of a survey or quiz: how they are kept, checked, and put to a person one at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from benefits.errors import InvalidInput
from locales import LANGUAGES, text
from services.model import Campaign, Json

MOST_QUESTIONS = 10
MOST_OPTIONS = 8
MAX_QUESTION = 300
MAX_OPTION = 60
TYPES = ("scale", "choice", "many")
"""From 1 to 5; one of several options; any of several."""
SCALE = ("1", "2", "3", "4", "5")
NEEDS = "needs"
"""Code of the question whose options are benefits: what people choose there is recommended to them in enrolment."""


@dataclass(frozen=True, slots=True)
class Option:
    code: str
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Question:
    """``right`` and ``why`` belong to a quiz: the right option's code, and its explanation in each language."""

    code: str
    type: str
    texts: Mapping[str, str]
    options: tuple[Option, ...] = ()
    right: str = ""
    why: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def from_json(cls, kept: Json) -> Question:
        options = tuple(Option(str(one["code"]), dict(one["texts"])) for one in kept.get("options", ()))
        return cls(
            str(kept["code"]), str(kept["type"]), dict(kept["texts"]), options, str(kept.get("right", "")),
            dict(kept.get("why", {})),
        )  # fmt: skip

    def to_json(self) -> Json:
        return {
            "code": self.code,
            "type": self.type,
            "texts": dict(self.texts),
            "options": [{"code": one.code, "texts": dict(one.texts)} for one in self.options],
            "right": self.right,
            "why": dict(self.why),
        }

    @property
    def codes(self) -> tuple[str, ...]:
        return SCALE if self.type == "scale" else tuple(option.code for option in self.options)

    def words(self, language: str) -> str:
        return self.texts.get(language) or self.texts["zh-Hans"]

    def label(self, code: str, language: str) -> str:
        """An option's words; a step of the scale says what its ends mean."""
        if self.type == "scale":
            return text(language, f"survey-scale-{code}")
        found = next((option for option in self.options if option.code == code), None)
        return (found.texts.get(language) or found.texts["zh-Hans"]) if found else code


def questions_of(campaign: Campaign) -> tuple[Question, ...]:
    return tuple(Question.from_json(kept) for kept in campaign.questions)


def question_problems(questions: Sequence[Question], *, quiz: bool) -> list[InvalidInput]:
    """All that keeps questions from being asked, each with the question's place from 1 and, where it matters, the language."""
    if not questions:
        return [InvalidInput("survey-empty", field="questions")]
    found: list[InvalidInput] = []
    if len(questions) > MOST_QUESTIONS:
        found.append(InvalidInput("survey-long", field="questions", limit=MOST_QUESTIONS))
    for place, question in enumerate(questions, 1):
        found += _words_problems(question.texts, place, MAX_QUESTION)
        if question.type != "scale":
            found += _option_problems(question, place)
        if quiz:
            if question.type != "choice" or question.right not in question.codes:
                found.append(InvalidInput("quiz-right-missing", field="questions", place=place))
            found += _words_problems(question.why, place, MAX_QUESTION)
    return found


def _option_problems(question: Question, place: int) -> Iterable[InvalidInput]:
    if not 2 <= len(question.options) <= MOST_OPTIONS:
        yield InvalidInput("survey-options", field="questions", place=place, most=MOST_OPTIONS)
    for option in question.options:
        yield from _words_problems(option.texts, place, MAX_OPTION)


def _words_problems(texts: Mapping[str, str], place: int, limit: int) -> list[InvalidInput]:
    found = []
    for language in LANGUAGES:
        written = (texts.get(language) or "").strip()
        if not written:
            found.append(InvalidInput("survey-words-missing", field="questions", place=place, language=language))
            break  # one message a question is enough to go and look
        if len(written) > limit:
            found.append(
                InvalidInput("survey-words-long", field="questions", place=place, language=language, limit=limit)
            )
    return found


def shown_question(campaign: Campaign, place: int, language: str, chosen: Sequence[str] = ()) -> str:
    """One question as message HTML, with its place and how to answer; several options are listed by their buttons."""
    questions = questions_of(campaign)
    question = questions[place]
    parts = [f"<b>{escape(question.words(language), quote=False)}</b>"]
    if question.type == "many":
        parts.append(text(language, "survey-several"))
    if len(questions) > 1:
        parts.insert(0, text(language, "survey-place", place=place + 1, count=len(questions)))
    return "\n".join(parts)


def question_buttons(
    campaign: Campaign, place: int, language: str, chosen: Sequence[str] = ()
) -> list[list[tuple[str, str]]]:
    """Rows of (label, callback data): the options, then the way back and on. The data say what is wanted, so that a second
    tap changes nothing."""
    questions = questions_of(campaign)
    question = questions[place]
    options = []
    for number, code in enumerate(question.codes):
        picked = code in chosen
        do = "off" if picked and question.type == "many" else "on"
        mark = "✅ " if picked else ""
        options.append((mark + question.label(code, language), f"sv:{do}:{campaign.id}:{place}:{number}"))
    rows = [[option] for option in options]
    ways = []
    if place:
        ways.append((text(language, "button-survey-back"), f"sv:show:{campaign.id}:{place - 1}:0"))
    if question.type == "many" or chosen:
        ways.append((text(language, "button-survey-next"), f"sv:next:{campaign.id}:{place}:0"))
    return [*rows, ways] if ways else rows
