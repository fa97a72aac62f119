"""What the plan commands of the command line do: plain functions from files to JSON-able answers. No clock, no database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from benefits.claims import Bill, Person
from benefits.errors import InvalidInput
from benefits.plan import Plan, PlanBook
from locales import DEFAULT_LANGUAGE, text
from services.plan_cases import Json, adjudicate_cases, amount_text, claim_json, insured, read_json, refusals
from services.plan_check import Contradiction, PassageLike, audit_all
from services.plan_diff import diff_books, words
from services.plan_files import PlanProblem, check, load_book, load_plan
from services.plan_simulation import PastClaims, Simulation, Tally, simulate

__all__ = [
    "adjudicate_cases",
    "changes_json",
    "claim_json",
    "past_claims",
    "plan_audit",
    "plan_check",
    "plan_diff",
    "plan_simulate",
    "problem_text",
    "read_json",
    "refusals",
]


def plan_check(path: Path | str, language: str = DEFAULT_LANGUAGE) -> Json:
    """``{"ok", "problems": [{"line", "path", "code", "value", "suggestion", "text"}…]}``; never raises for a bad plan."""
    problems = [
        {
            "line": problem.line,
            "path": problem.path,
            "code": problem.code,
            "value": problem.value,
            "suggestion": problem.suggestion,
            "text": problem_text(problem, language),
        }
        for problem in check(path)
    ]
    return {"ok": not problems, "problems": problems}


def problem_text(problem: PlanProblem, language: str) -> str:
    """One problem as a line for a person, with the suggestion where there is one."""
    what = text(language, f"plan-problem-{problem.code}", value=problem.value)
    line = text(language, "plan-problem-line", line=str(problem.line), path=problem.path or "–", problem=what)
    if not problem.suggestion:
        return line
    return f"{line}\n    {text(language, 'plan-problem-suggestion', suggestion=problem.suggestion)}"


def plan_diff(a: Path | str, b: Path | str, language: str = DEFAULT_LANGUAGE) -> Json:
    """``{"changes": [{"from", "subject", "field", "detail", "text"}…], "text"}``: what changes between two plan files."""
    changes = changes_json(load_book(a), load_book(b), language)
    lines = [text(language, "plan-diff-from", date=change["from"], change=change["text"]) for change in changes]
    return {"changes": changes, "text": "\n".join(lines) or text(language, "plan-diff-none")}


def changes_json(old: PlanBook, new: PlanBook, language: str) -> list[Json]:
    changes = []
    for change in diff_books(old, new):
        on = change.on or new.newest.effective_from
        changes.append(
            {
                "from": on.isoformat(),
                "subject": change.key.subject,
                "field": change.key.field,
                "detail": change.key.detail,
                "text": words(change, old.on(on), new.on(on), language),
            }
        )
    return changes


def plan_simulate(a: Path | str, b: Path | str, cases: str | list[Any], language: str = DEFAULT_LANGUAGE) -> Json:
    """Past claims (in the format of ``adjudicate_cases``) under two plan files: sums, groups, who gains and loses."""
    read = read_json(cases) if isinstance(cases, str) else cases
    past = [past_claims(case) for case in (read if isinstance(read, list) else [read])]
    return simulation_json(simulate(load_book(a), load_book(b), past), language)


def past_claims(case: Mapping[str, Any]) -> PastClaims:
    """One case of a case file as past claims. Raises ``InvalidInput`` for input that can't be: nothing past may be left out."""
    if not isinstance(case, Mapping) or not isinstance(case.get("claims"), list):
        raise InvalidInput("bill-invalid", field="claims", reason="not-a-list", value="")
    employee = Person.from_mapping(case.get("employee") or {}, case.get("elections") or ())
    bills = [(insured(employee, claim)[0], Bill.from_mapping(claim)) for claim in case["claims"]]
    return PastClaims(employee, bills)


def simulation_json(done: Simulation, language: str) -> Json:
    total = done.total
    refused = text(language, "plan-simulation-refused", refused=str(done.refused)) if done.refused else ""
    return {
        "claims": done.claims,
        "refused": done.refused,
        "total": _tally(total),
        "groups": {
            group: {name: _tally(tally) for name, tally in sorted(tallies.items())}
            for group, tallies in done.groups.items()
            if tallies
        },
        "changed": [
            {"employee": one.number, "before": amount_text(one.before), "after": amount_text(one.after)}
            for one in done.changed
        ],
        "text": text(
            language,
            "plan-simulation-total",
            claims=str(done.claims),
            before=f"{total.before:,.2f}",
            after=f"{total.after:,.2f}",
            difference=f"{total.difference:+,.2f}",
            gain=str(total.gain),
            lose=str(total.lose),
            same=str(total.people - total.gain - total.lose),
        )
        + (" " + refused if refused and language == "en" else refused),
    }


def _tally(tally: Tally) -> Json:
    return {
        "before": amount_text(tally.before),
        "after": amount_text(tally.after),
        "difference": amount_text(tally.difference),
        "people": tally.people,
        "gain": tally.gain,
        "lose": tally.lose,
    }


def plan_audit(plan: Path | str | Plan, passages: Iterable[PassageLike], language: str = DEFAULT_LANGUAGE) -> Json:
    """``{"checked", "contradictions": [{"document", "page", "section", "sentence", "rule", "stated", "expected", "text"}…]}``."""
    audited = audit_all(plan if isinstance(plan, Plan) else load_plan(plan), passages)
    found = [{**one._asdict(), "text": contradiction_text(one, language)} for one in audited.contradictions]
    count = sum(audited.checked.values())
    lines = [one["text"] for one in found] or [audited_text(count, language)]
    return {"checked": audited.checked, "contradictions": found, "text": "\n".join(lines)}


def audited_text(count: int, language: str) -> str:
    """What to say where nothing contradicts the plan: that ``count`` figures agree, or that there was none to check."""
    return text(language, "plan-audit-good", count=str(count)) if count else text(language, "plan-audit-none")


def contradiction_text(one: Contradiction, language: str) -> str:
    page = "" if one.page is None else text(language, "plan-audit-page", page=str(one.page))
    sentence = one.sentence if len(one.sentence) <= 120 else f"{one.sentence[:119]}…"
    return text(
        language,
        "plan-audit-found",
        document=one.document,
        page=page,
        sentence=sentence,
        stated=one.stated,
        expected=one.expected,
        rule=one.rule,
    )
