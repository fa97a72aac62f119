"""Case files: claims as JSON decided under a plan file, in the format of the README. No clock, no database."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from benefits.adjudication import adjudicate
from benefits.claims import BILL_FIELDS, Bill, Person
from benefits.errors import BenefitsError, InvalidInput, NotFound
from benefits.ledger import Accumulators
from benefits.money import round_cents
from benefits.plan import PlanBook
from benefits.results import Adjudication, Reason, Step
from services.plan_files import load_book

Json = dict[str, Any]
FARTHEST_AHEAD = 366
"""Days after today that a case may lie: next year's claims may be tried out."""


def adjudicate_cases(
    cases: str | list[Any] | Mapping[str, Any], plan: Path | str | PlanBook, today: date | None = None
) -> Json | list[Json]:
    """Decide one case or a list of cases, in the format of the README. ``cases`` is JSON text or what it holds.

    Given ``today``, dates more than a year ahead of it are refused: a case may try out next year, not 2099.

    A claim that can't be (a negative amount, a date before hire, an unknown type …) is refused by itself: its result has
    ``"error": {"field", "reason", …}``, decision ``rejected``, pays nothing and touches no accumulator; the claims around it
    are decided. A case whose employee can't be has the ``"error"`` itself and on each of its claims.
    Raises ``InvalidInput("cases-unreadable")`` for text that is no JSON, and the errors of ``load_book``.
    """
    book = plan if isinstance(plan, PlanBook) else load_book(plan)
    read = read_json(cases) if isinstance(cases, str) else cases
    if isinstance(read, list):
        return [_case(book, case, today) for case in read]
    return _case(book, read, today)


def refusals(answer: Json | list[Json]) -> list[Json]:
    """Everything in an answer of ``adjudicate_cases`` that was refused, with the place: for a line each on standard error."""
    found: list[Json] = []
    for number, case in enumerate(answer if isinstance(answer, list) else [answer]):
        for item in [case, *case.get("claims", ())]:
            if "error" in item:
                found.append({"case": number, "claim": item.get("id"), **item["error"]})
    return found


_KEYS = {
    "case": frozenset({"employee", "elections", "claims"}),
    "employee": frozenset(one.name for one in fields(Person)),
    "claim": BILL_FIELDS | {"relation", "member", "insured"},
    "insured": frozenset({"birth_date", "enrolled_from"}),
}


def unknown_keys(cases: str | list[Any] | Mapping[str, Any]) -> list[Json]:
    """Keys of case files that nobody reads, a likely typo each: ``{"case", "claim", "code": "unknown-key", "field", "key",
    "suggestion"}``. They decide nothing, so the answer stands without them.
    """
    read = read_json(cases) if isinstance(cases, str) else cases
    found: list[Json] = []

    def look(kind: str, mapping: object, number: int, claim: object = None) -> None:
        if not isinstance(mapping, Mapping):
            return
        for key in mapping:
            if key not in _KEYS[kind]:
                near = next(iter(get_close_matches(str(key), _KEYS[kind], 1, 0.75)), None)
                place = {"case": number, "claim": claim, "code": "unknown-key", "field": kind}
                found.append({**place, "key": str(key), "suggestion": near})

    for number, case in enumerate(read if isinstance(read, list) else [read]):
        if not isinstance(case, Mapping):
            continue
        look("case", case, number)
        look("employee", case.get("employee"), number)
        for claim in case["claims"] if isinstance(case.get("claims"), list) else ():
            if isinstance(claim, Mapping):
                look("claim", claim, number, claim.get("id"))
                look("insured", claim.get("insured"), number, claim.get("id"))
    return found


def read_json(text: str) -> Any:
    """JSON with every number exact. A bare NaN or Infinity stays a word, to be refused with the field it stands in.

    Raises ``InvalidInput("cases-unreadable", …)``.
    """
    try:
        return json.loads(text.removeprefix("\ufeff"), parse_float=Decimal, parse_constant=str)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise InvalidInput("cases-unreadable", line=line, reason=str(error)[:120]) from None


def read_cases(path: Path) -> str:
    """The text of a case file. Raises ``NotFound("cases-not-found", path)`` and ``InvalidInput("cases-unreadable", …)``."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidInput("cases-unreadable", line=1, reason="UTF-8?") from None
    except OSError:
        raise NotFound("cases-not-found", path=str(path)) from None


def _case(book: PlanBook, case: Any, today: date | None) -> Json:
    claims: list[Any] = []
    try:
        if not isinstance(case, Mapping):
            raise InvalidInput("bill-invalid", field="case", reason="not-a-mapping", value=str(case)[:40])
        claims = case["claims"] if isinstance(case.get("claims"), list) else []
        employee = case.get("employee")
        if not isinstance(employee, Mapping):
            raise InvalidInput("bill-invalid", field="employee", reason="missing", value="")
        elections = case.get("elections") or employee.get("elections") or []
        if not isinstance(elections, list) or not all(isinstance(code, str) for code in elections):
            raise InvalidInput("bill-invalid", field="elections", reason="not-a-list", value=str(elections)[:40])
        person = Person.from_mapping(employee, elections)
        claims = _list(case, "claims")
    except BenefitsError as error:
        # A claim is never left out of the answer, also when nothing can be said about its person.
        refused = [_refused(claim, error) for claim in claims]
        return {"claims": refused, "accumulators": {}, "error": _error(error)}
    ledgers: dict[str, Accumulators] = {}
    results = [_claim(book, person, claim, ledgers, today) for claim in claims]
    return {"claims": results, "accumulators": _accumulators(ledgers)}


def _list(case: Mapping[str, Any], field: str) -> list[Any]:
    found = case.get(field)
    if found is None:
        raise InvalidInput("bill-invalid", field=field, reason="missing", value="")
    if not isinstance(found, list):
        raise InvalidInput("bill-invalid", field=field, reason="not-a-list", value=str(found)[:40])
    return found


def _claim(book: PlanBook, employee: Person, claim: Any, ledgers: dict[str, Accumulators], today: date | None) -> Json:
    """Decide one claim on the insured person's own ledger: the employee's, or that of the ``relation`` the claim names."""
    try:
        bill = Bill.from_mapping(claim)
        if today is not None:
            _not_far_ahead(bill, today)
        person, key = insured(employee, claim)
        before = ledgers.get(key, Accumulators())
        decided = adjudicate(book, person, bill, before)
    except BenefitsError as error:
        return _refused(claim, error)
    ledgers[key] = before.plus(decided.entries)
    return claim_json(decided)


def _refused(claim: Any, error: BenefitsError) -> Json:
    code = f"{error.fields.get('field', error.code)}:{error.fields.get('reason', error.code)}"
    return {
        "id": claim.get("id") if isinstance(claim, Mapping) else None,
        "eligible": "0.00",
        "payable": "0.00",
        "decision": "rejected",
        "reasons": ["invalid_input", code],
        "trace": [],
        "error": _error(error),
    }


def _not_far_ahead(bill: Bill, today: date) -> None:
    for field in ("service_date", "submitted_date"):
        if (getattr(bill, field) - today).days > FARTHEST_AHEAD:
            raise InvalidInput("bill-invalid", field=field, reason="in-the-future", value=str(getattr(bill, field)))


def insured(employee: Person, claim: Mapping[str, Any]) -> tuple[Person, str]:
    """A claim may name a family member: ``relation``, and ``member`` where there are several of them."""
    relation = str(claim.get("relation") or "self")
    if relation == "self":
        return employee, ""
    facts = claim.get("insured") if isinstance(claim.get("insured"), Mapping) else {}
    assert isinstance(facts, Mapping)
    person = Person.from_mapping(
        {
            "number": employee.number,
            "tier": employee.tier,
            # A child's age decides; for the others the employee's own birth date does as well as any.
            "birth_date": facts.get("birth_date", None if relation == "child" else employee.birth_date),
            "hire_date": employee.hire_date,
            "company": employee.company,
            "relation": relation,
            "enrolled_from": facts.get("enrolled_from", employee.hire_date),
        },
        employee.elections,
    )
    return replace(person, monthly_salary=employee.monthly_salary), str(claim.get("member") or relation)


def claim_json(decided: Adjudication) -> Json:
    """One decided claim in the published format, with more keys than the format asks for."""
    return {
        "id": decided.bill_id,
        "benefit": decided.benefit,
        "plan_year": decided.plan_year,
        "eligible": amount_text(decided.eligible),
        "payable": amount_text(decided.payable),
        "member_share": amount_text(decided.member_share),
        "non_covered": amount_text(decided.non_covered),
        "decision": decided.decision,
        "reasons": [reason.code for reason in decided.reasons],
        "reason_fields": [_reason_json(reason) for reason in decided.reasons],
        "trace": [_step_json(step) for step in decided.trace],
    }


def _reason_json(reason: Reason) -> Json:
    return {"code": reason.code, **{name: _plain(value) for name, value in reason.fields.items()}}


def _step_json(step: Step) -> Json:
    shown: Json = {
        "step": step.step,
        "clause": None if step.clause is None else str(step.clause),
        "base": amount_text(step.base),
        "rate": None if step.rate is None else rate_text(step.rate),
        "amount": amount_text(step.amount),
    }
    if step.fields:
        shown["fields"] = {name: _plain(value) for name, value in step.fields.items()}
    return shown


def amount_text(amount: Decimal) -> str:
    """Two decimals; more only where an unrounded step has them."""
    cents = round_cents(amount)
    return str(cents) if cents == amount else f"{amount.normalize():f}"


def rate_text(rate: Decimal) -> str:
    return f"{rate.normalize():f}"


def _plain(value: object) -> object:
    if value is None or isinstance(value, bool | int | str):
        return value
    return amount_text(value) if isinstance(value, Decimal) else str(value)


def _accumulators(ledgers: Mapping[str, Accumulators]) -> Json:
    years: dict[str, dict[str, str]] = {}
    for member, ledger in ledgers.items():
        for year, accounts in ledger.by_year().items():
            for account, amount in accounts.items():
                name = f"{member}:{account}" if member else account
                years.setdefault(str(year), {})[name] = amount_text(amount)
    return dict(sorted(years.items()))


def _error(error: BenefitsError) -> Json:
    shown: Json = {"code": error.code, "family": error.family}
    shown |= {name: _plain(value) for name, value in error.fields.items()}
    if isinstance(error, NotFound) and error.code == "plan-not-found":
        shown |= {"field": "service_date", "reason": "before-first-plan"}
    return shown
