"""A campaign as a form: what HR typed becomes a draft, a draft becomes what the form shows, an audience becomes words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from benefits.errors import InvalidInput
from console.render import ZONE
from console.visit import Visit
from locales import LANGUAGES
from services.campaign_audiences import ENROLMENT, OPEN
from services.campaigns import CampaignDraft
from services.model import Campaign, EnrolmentWindow, Json
from services.survey_questions import TYPES

AGES = {"under30": (None, 29), "30to50": (30, 49), "from50": (50, None)}
WHENS = ("now", "at", "before")
BLANK: Json = {"code": "", "type": "choice", "texts": {}, "options": [], "right": "", "why": {}}


def audience_from(visit: Visit) -> dict[str, Any]:
    least, most = AGES.get(visit.field("age"), (None, None))
    made: dict[str, Any] = {
        "companies": visit.fields("companies"),
        "departments": visit.fields("departments"),
        "tiers": visit.fields("tiers"),
        "languages": visit.fields("languages"),
        "missing_papers": visit.field("missing_papers") == "yes",
        "unused": visit.field("unused"),
        "min_age": least,
        "max_age": most,
    }
    if visit.field("enrolment") in ENROLMENT:
        window = visit.field("window")
        made[visit.field("enrolment")] = int(window) if window.isdigit() else OPEN
    return {name: value for name, value in made.items() if value}


def draft_from(visit: Visit) -> CampaignDraft:
    """Raises InvalidInput for a time or number that can't be read; everything else is kept as it was written."""
    when = visit.field("when") or ("at" if visit.field("scheduled") else "now")
    return CampaignDraft(
        name=visit.field("name"),
        texts={language: visit.field(f"text-{language}") for language in LANGUAGES},
        audience=audience_from(visit),
        kind=visit.field("kind") or "reminder",
        action=visit.field("action"),
        scheduled_at=moment_from(visit.field("scheduled")) if when == "at" else None,
        repeat=visit.field("repeat") if when != "before" else "",
        days_before=_number(visit, "days_before") if when == "before" else None,
        send_time=visit.field("send_time") if when == "before" else "",
        questions=questions_from(visit),
        open_days=_number(visit, "open_days"),
    )


def questions_from(visit: Visit) -> list[Json]:
    """The question blocks that hold anything; an option a line, the same line in each language."""
    made = []
    for place in range(int(visit.field("questions") or 0) if visit.field("questions").isdigit() else 0):
        head = f"q{place}-"
        texts = {language: visit.field(f"{head}text-{language}") for language in LANGUAGES}
        lines = {language: _lines(visit.field(f"{head}options-{language}")) for language in LANGUAGES}
        if not any(texts.values()):
            continue
        kind = visit.field(f"{head}type") if visit.field(f"{head}type") in TYPES else "choice"
        count = max((len(found) for found in lines.values()), default=0)
        known = [code for code in visit.field(f"{head}codes").split(",") if code]
        codes = known if len(known) == count else [str(number) for number in range(1, count + 1)]
        right = visit.field(f"{head}right")
        made.append(
            {
                "code": visit.field(f"{head}code") or f"q{place + 1}",
                "type": kind,
                "texts": texts,
                "options": [
                    {
                        "code": code,
                        "texts": {
                            language: (found[number : number + 1] or [""])[0] for language, found in lines.items()
                        },
                    }
                    for number, code in enumerate(codes)
                ]
                if kind != "scale"
                else [],
                "right": codes[int(right) - 1] if right.isdigit() and 0 < int(right) <= len(codes) else "",
                "why": {language: visit.field(f"{head}why-{language}") for language in LANGUAGES},
            }
        )
    return made


def _lines(written: str) -> list[str]:
    return [line.strip() for line in written.splitlines() if line.strip()]


def _number(visit: Visit, name: str) -> int | None:
    written = visit.field(name)
    if not written:
        return None
    if not written.isdigit() or len(written) > 4:
        raise InvalidInput("field-not-number", field=name, text=written[:40])
    return int(written)


def moment_from(written: str) -> datetime | None:
    """The value of a ``datetime-local`` field, in the company's time. Raises InvalidInput("field-not-date")."""
    if not written:
        return None
    try:
        return datetime.fromisoformat(written).replace(tzinfo=ZONE)
    except ValueError:
        raise InvalidInput("field-not-date", field="scheduled", text=written[:40]) from None


def values_of(draft: CampaignDraft | Campaign) -> dict[str, Any]:
    """What the form shows for a draft."""
    scheduled = draft.scheduled_at.astimezone(ZONE).strftime("%Y-%m-%dT%H:%M") if draft.scheduled_at else ""
    return {
        "name": draft.name,
        "kind": draft.kind,
        "action": draft.action,
        "texts": draft.texts,
        "audience": dict(draft.audience),
        "when": "before" if draft.days_before is not None else "at" if scheduled else "now",
        "scheduled": scheduled,
        "repeat": draft.repeat,
        "days_before": draft.days_before if draft.days_before is not None else "",
        "send_time": draft.send_time or "10:00",
        "questions": list(draft.questions),
        "open_days": draft.open_days or 14,
    }


def enrolment_of(audience: Mapping[str, Any]) -> tuple[str, str]:
    """(which part of the enrolment state, window) as the form shows them."""
    found = next((key for key in ENROLMENT if audience.get(key)), "")
    return found, str(audience[found]) if found else OPEN


def deadline_for(
    audience: Mapping[str, Any], company: str, windows: Mapping[str, EnrolmentWindow], today: date
) -> date | None:
    """The last day of the audience's window; of the one open at the person's company where it names none."""
    part, named = enrolment_of(audience)
    if not part:
        return None
    if named in windows:
        return windows[named].closes
    open_ones = [
        one for one in windows.values() if one.company_code in ("", company) and one.opens <= today <= one.closes
    ]
    return open_ones[0].closes if open_ones else None


def age_of(audience: Mapping[str, Any]) -> str:
    span = (audience.get("min_age"), audience.get("max_age"))
    return next((name for name, wanted in AGES.items() if wanted == span), "")


def audience_words(
    visit: Visit,
    audience: Mapping[str, Any],
    companies: Mapping[str, str],
    windows: Mapping[str, EnrolmentWindow],
    benefits: Mapping[str, Mapping[str, str]],
) -> list[tuple[str, str]]:
    """(what, which) of each part of an audience."""
    made: list[tuple[str, str]] = []
    for name, value in audience.items():
        if name == "companies":
            shown = _joined(visit, [companies.get(code, code) for code in value])
        elif name == "tiers":
            shown = _joined(visit, [visit.t(f"console-tier-{tier}") for tier in value])
        elif name == "languages":
            shown = _joined(visit, [visit.t(f"console-language-{language}") for language in value])
        elif name in ENROLMENT:
            window = windows.get(str(value))
            shown = (window.name or f"{window.opens} – {window.closes}") if window else visit.t("console-window-own")
        elif name == "unused":
            shown = benefits.get(str(value), {}).get(visit.language, str(value))
        elif value is True:
            shown = visit.t("console-yes")
        else:
            shown = _joined(visit, value) if isinstance(value, list) else str(value)
        made.append((visit.t(f"console-audience-{name.replace('_', '-')}"), shown))
    return made or [(visit.t("console-audience"), visit.t("console-audience-everyone"))]


def _joined(visit: Visit, words: Sequence[str]) -> str:
    return visit.t("console-comma").join(words)
