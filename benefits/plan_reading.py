"""From a plan file's mapping to ``Plan`` versions. All defects are collected and raised together."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from benefits.benefit_reading import read_benefit, read_clause, read_names, tiers_of
from benefits.claims import CLAIM_TYPES
from benefits.enrolment import LIFE_EVENTS
from benefits.errors import InvalidInput
from benefits.papers import KINDS as PAPER_KINDS
from benefits.plan import (
    Benefit,
    EnrolmentRules,
    LateFiling,
    PaperRule,
    Plan,
    Points,
    PremiumTable,
)
from benefits.plan_tree import Node, PlanDefect, change_dates

_KEYS = (
    "schema",
    "code",
    "name",
    "effective_from",
    "plan_year_starts",
    "currency",
    "late_filing",
    "catalogue",
    "shared_limits",
    "shared_deductibles",
    "benefits",
    "premiums",
    "points",
    "enrolment",
    "papers",
)
_REQUIRED = ("code", "name", "effective_from", "late_filing", "catalogue", "benefits", "papers")


def read_versions(mapping: Mapping[str, object]) -> list[Plan]:
    """One ``Plan`` for each date at which something changes. Raises ``InvalidInput("plan-invalid", problems=[…])``."""
    defects: dict[PlanDefect, None] = {}
    root = Node(mapping, (), date.min, defects)
    if not isinstance(mapping, Mapping):
        root.defect("not-a-mapping", mapping)
        raise InvalidInput("plan-invalid", problems=list(defects))
    first = mapping.get("effective_from")
    if not isinstance(first, date):
        root.defect("missing" if first is None else "not-a-date", first or "effective_from", "2026-01-01")
        raise InvalidInput("plan-invalid", problems=list(defects))
    dates = change_dates(mapping, (), defects)
    versions = [
        _read_version(Node(mapping, (), on, defects)) for on in sorted({first} | {day for day in dates if day > first})
    ]
    if defects:
        raise InvalidInput("plan-invalid", problems=list(defects))
    return [version for version in versions if version is not None]


def _read_version(root: Node) -> Plan | None:
    parts = root.mapping(_KEYS, _REQUIRED)
    shared = parts["shared_limits"].mapping() if "shared_limits" in parts else {}
    deductibles = parts["shared_deductibles"].mapping() if "shared_deductibles" in parts else {}
    catalogue = _section(parts, "catalogue", ("own_expense", "clause"))
    own_expense = catalogue["own_expense"].choice(("covered", "excluded")) if "own_expense" in catalogue else "covered"
    benefits: dict[str, Benefit] = {}
    nodes = parts["benefits"].mapping() if "benefits" in parts else {}
    if "benefits" in parts and not nodes:
        parts["benefits"].defect("no-benefits")
    for code, node in nodes.items():
        if not re.fullmatch(r"[a-z][a-z0-9_]*", code):
            node.defect("code-not-plain", code, re.sub(r"[^a-z0-9_]", "_", code.lower()))
        benefit = read_benefit(code, node, shared, deductibles, own_expense != "excluded")
        if benefit is not None:
            benefits[code] = benefit
    _check_references(nodes, benefits)
    papers = _read_papers(parts["papers"]) if "papers" in parts else {}
    if "papers" in parts:
        for claim_type in sorted({kind for benefit in benefits.values() for kind in benefit.claim_types}):
            if claim_type not in papers:
                parts["papers"].defect("papers-missing", claim_type)
    late = _section(parts, "late_filing", ("days", "clause"), ("days", "clause"))
    clause = read_clause(catalogue.get("clause"))
    late_clause = read_clause(late.get("clause"))
    days = late["days"].whole(3_650) if "days" in late else None
    names = read_names(parts["name"]) if "name" in parts else {}
    if not names or clause is None or late_clause is None or days is None or "code" not in parts:
        if catalogue and clause is None and "clause" not in catalogue:
            parts["catalogue"].defect("missing", "clause")
        return None
    return Plan(
        code=parts["code"].text(),
        names=names,
        effective_from=root.on,
        benefits=benefits,
        late_filing=LateFiling(days, late_clause),
        catalogue_clause=clause,
        plan_year_starts=_read_month_day(parts.get("plan_year_starts")),
        premiums=_read_premiums(parts["premiums"]) if "premiums" in parts else None,
        points=_read_points(parts["points"]) if "points" in parts else None,
        enrolment=_read_enrolment(parts["enrolment"]) if "enrolment" in parts else EnrolmentRules(),
        papers=papers,
    )


def _section(
    parts: Mapping[str, Node], name: str, known: tuple[str, ...], required: tuple[str, ...] = ()
) -> dict[str, Node]:
    return parts[name].mapping(known, required) if name in parts else {}


def _check_references(nodes: Mapping[str, Node], benefits: Mapping[str, Benefit]) -> None:
    answered: dict[tuple[str, str], str] = {}
    for code, benefit in benefits.items():
        if benefit.requires and (benefit.requires not in benefits or not benefits[benefit.requires].elective):
            electives = ", ".join(sorted(other for other, found in benefits.items() if found.elective))
            nodes[code].defect("unknown-elective", benefit.requires, electives, "requires")
        for claim_type in benefit.claim_types:
            for relation in benefit.relations:
                earlier = answered.setdefault((claim_type, relation), code)
                if earlier != code:
                    nodes[code].defect("claim-type-answered-twice", f"{claim_type} ({relation}): {earlier}")


def _read_month_day(node: Node | None) -> tuple[int, int]:
    if node is None:
        return (1, 1)
    written = node.text()
    try:
        day = date.fromisoformat(f"2001-{written}")  # not a leap year: a plan year can't start on 29 February
    except ValueError:
        node.defect("not-a-month-and-day", written, "01-01")
        return (1, 1)
    return (day.month, day.day)


def _read_premiums(node: Node) -> PremiumTable | None:
    parts = node.mapping(
        ("clause", "monthly", "age_factors", "tenure_discount"), ("clause", "monthly", "age_factors", "tenure_discount")
    )
    clause = read_clause(parts.get("clause"))
    monthly = {
        option: amount
        for option, child in (parts["monthly"].mapping() if "monthly" in parts else {}).items()
        if (amount := child.number()) is not None
    }
    factors: list[tuple[int | None, Decimal]] = []
    for child in parts["age_factors"].items() if "age_factors" in parts else ():
        item = child.mapping(("up_to", "factor"), ("factor",))
        factor = item["factor"].number(Decimal(10), 4) if "factor" in item else None
        up_to = item["up_to"].whole(150) if "up_to" in item else None
        if factor is None:
            continue
        if factors and (factors[-1][0] is None or (up_to is not None and up_to <= factors[-1][0])):
            child.defect("ages-not-ascending", up_to)
        factors.append((up_to, factor))
    if factors and factors[-1][0] is not None:
        parts["age_factors"].defect("ages-not-open-ended", factors[-1][0])
    discount = _section(parts, "tenure_discount", ("per_year", "at_most"), ("per_year", "at_most"))
    per_year = discount["per_year"].rate() if "per_year" in discount else None
    at_most = discount["at_most"].rate() if "at_most" in discount else None
    if clause is None or per_year is None or at_most is None or not factors:
        return None
    return PremiumTable(clause, monthly, tuple(factors), per_year, at_most)


def _read_points(node: Node) -> Points | None:
    known = ("clause", "yearly_budget", "value", "per_activity", "activity_at_most")
    parts = node.mapping(known, known)
    if len(parts) < len(known):
        return None
    clause, value = read_clause(parts["clause"]), parts["value"].number()
    per_activity, at_most = parts["per_activity"].whole(), parts["activity_at_most"].whole()
    budget = tiers_of(parts["yearly_budget"])
    if clause is None or value is None or per_activity is None or at_most is None or budget is None:
        return None
    return Points(clause, budget, value, per_activity, at_most)


def _read_enrolment(node: Node) -> EnrolmentRules:
    parts = node.mapping(("life_events", "life_event_days"))
    events = parts["life_events"].texts(LIFE_EVENTS) if "life_events" in parts else ()
    days = parts["life_event_days"].whole(366) if "life_event_days" in parts else None
    return EnrolmentRules(events, 30 if days is None else days)


def _read_papers(node: Node) -> dict[str, tuple[PaperRule, ...]]:
    """``outpatient: [invoice, visit_record | prescription, "pathology_report?"]``: ``|`` either, ``?`` optional."""
    read: dict[str, tuple[PaperRule, ...]] = {}
    for claim_type, child in node.mapping(CLAIM_TYPES).items():
        rules = []
        for item in child.items():
            written = item.text()
            kinds = [kind.strip() for kind in written.rstrip("?").split("|")]
            for kind in kinds:
                Node(kind, item.path, item.on, item._defects).choice(PAPER_KINDS)
            rules.append(PaperRule(tuple(kinds), required=not written.endswith("?")))
        read[claim_type] = tuple(rules)
    return read
