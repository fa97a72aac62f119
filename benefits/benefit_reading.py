"""Reading one benefit of a plan file."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from benefits.claims import CLAIM_TYPES, RELATIONS, TIERS
from benefits.plan import (
    KINDS,
    Aid,
    Annuity,
    Band,
    Benefit,
    ByTier,
    Clause,
    Deductible,
    Elective,
    Eligibility,
    Grant,
    Limit,
)
from benefits.plan_tree import Node

NAMES = ("zh-Hans", "zh-Hant", "en")
OPTIONS = ("basic", "standard", "premium")
_LIMITS = {"per_claim": "claim", "monthly": "month", "annual": "year", "lifetime": "lifetime"}
_KEYS = (
    "name",
    "kind",
    "clause",
    "claim_types",
    "also_called",
    "relations",
    "requires",
    "eligibility",
    "rate",
    "bands",
    "deductible",
    "limits",
    "shared_limits",
    "cover",
    "most_severe_grade",
    "sessions_a_year",
    "extra_grant",
    "aid",
    "own_expense",
    "elective",
    "annuity",
)
_NEEDS = {
    "lump_sum": ("cover", "claim_types"),
    "graded": ("cover", "claim_types"),
    "sessions": ("sessions_a_year", "claim_types"),
    "aid": ("aid", "claim_types"),
    "contribution": ("annuity", "elective"),
    "umbrella": ("elective",),
    "reimbursement": ("claim_types",),
}


def read_clause(node: Node | None) -> Clause | None:
    """``补充医疗保险方案.pdf § 第三章 门诊保障``"""
    if node is None:
        return None
    written = node.text()
    document, mark, section = written.partition("§")
    if not written:
        return None
    if not mark or not document.strip() or not section.strip():
        node.defect("clause-unreadable", written, "document.pdf § section")
        return None
    return Clause(document.strip(), section.strip())


def read_names(node: Node) -> dict[str, str]:
    return {language: child.text() for language, child in node.mapping(NAMES, NAMES).items()}


def tiers_of(node: Node, as_rate: bool = False) -> ByTier | None:
    """One amount for everybody, or one for each tier."""
    if not isinstance(node.value, Mapping):
        amount = node.rate() if as_rate else node.number()
        return None if amount is None else dict.fromkeys(TIERS, amount)
    children = node.mapping(TIERS, TIERS)
    read = {tier: (child.rate() if as_rate else child.number()) for tier, child in children.items()}
    found = {tier: amount for tier, amount in read.items() if amount is not None}
    return found if len(found) == len(TIERS) else None


def read_benefit(
    code: str, node: Node, shared: Mapping[str, Node], deductibles: Mapping[str, Node], own_expense: bool
) -> Benefit | None:
    parts = node.mapping(_KEYS, ("name", "kind", "clause"))
    kind = parts["kind"].choice(KINDS) if "kind" in parts else ""
    for key in _NEEDS.get(kind, ()):
        if key not in parts:
            node.defect("missing", key)
    if kind in ("contribution", "umbrella") and "claim_types" in parts:
        parts["claim_types"].defect("kind-takes-no-claims", kind)
    clause = read_clause(parts.get("clause"))
    names = read_names(parts["name"]) if "name" in parts else {}
    takes_bands = kind == "reimbursement" or (kind == "aid" and "bands" in parts)
    bands = _read_bands(node, parts) if takes_bands else ()
    limits = [*_read_limits(code, parts, clause), *_read_shared_limits(parts, shared)]
    cover = tiers_of(parts["cover"]) if "cover" in parts else None
    elective = _read_elective(parts["elective"], clause) if "elective" in parts else None
    requires = parts["requires"].text() if "requires" in parts else (code if elective else None)
    sessions = parts["sessions_a_year"].whole(1_000) if "sessions_a_year" in parts else None
    own = parts["own_expense"].choice(("covered", "excluded")) == "covered" if "own_expense" in parts else own_expense
    severe = parts["most_severe_grade"].whole(10) if "most_severe_grade" in parts else 10
    if severe not in (1, 10):
        parts["most_severe_grade"].defect("unknown-value", severe, "10")
    read: dict[str, Any] = {
        "claim_types": parts["claim_types"].texts(CLAIM_TYPES) if "claim_types" in parts else (),
        "also_called": parts["also_called"].texts() if "also_called" in parts else (),
        "relations": parts["relations"].texts(RELATIONS) if "relations" in parts else ("self",),
        "eligibility": _read_eligibility(parts["eligibility"]) if "eligibility" in parts else Eligibility(),
        "deductible": _read_deductible(parts, deductibles, clause),
        "grant": _read_grant(parts["extra_grant"], clause) if "extra_grant" in parts else None,
        "aid": _read_aid(parts["aid"], clause) if "aid" in parts else None,
        "annuity": _read_annuity(parts["annuity"], clause) if "annuity" in parts else None,
    }
    if clause is None or not names or not kind:
        return None
    return Benefit(
        code=code,
        names=names,
        kind=kind,
        clause=clause,
        requires=requires,
        bands=bands,
        limits=tuple(limits),
        cover=cover,
        grade_ten_is_total=severe == 10,
        sessions=sessions,
        own_expense_counts=own,
        elective=elective,
        **read,
    )


def _read_bands(node: Node, parts: Mapping[str, Node]) -> tuple[Band, ...]:
    if "bands" not in parts:
        rate = parts["rate"].rate() if "rate" in parts else None
        if "rate" not in parts:
            node.defect("missing", "bands")
        return () if rate is None else (Band(Decimal(0), None, rate),)
    if "rate" in parts:
        parts["rate"].defect("rate-beside-bands")
    bands: list[Band] = []
    ended: Decimal | None = Decimal(0)  # None where the band before can't be read: no gap is made up after it
    open_ended = False
    children = list(parts["bands"].items())
    for place, child in enumerate(children):
        item = child.mapping(("from", "to", "rate"), ("from", "rate"))
        start = item["from"].number() if "from" in item else None
        rate = item["rate"].rate() if "rate" in item else None
        end = item["to"].number() if "to" in item else None
        if start is not None and open_ended:
            child.defect("band-after-open-end", start)
        elif start is not None and ended is not None and start > ended:
            child.defect("bands-gap" if place else "bands-not-from-zero", f"{ended} – {start}", str(ended), "from")
        elif start is not None and ended is not None and start < ended:
            child.defect("bands-overlap", f"{start} – {ended}", str(ended), "from")
        if start is not None and end is not None and end <= start:
            child.defect("band-empty", f"{start} – {end}", "", "to")
        open_ended = bool(item) and "to" not in item
        ended = None if start is None else end
        if start is not None and rate is not None:
            bands.append(Band(start, end, rate))
    if not children:
        parts["bands"].defect("missing", "bands")
    elif ended is not None:
        parts["bands"].defect("bands-not-open-ended", ended)
    return tuple(bands)


def _read_limits(code: str, parts: Mapping[str, Node], clause: Clause | None) -> list[Limit]:
    read = []
    children = parts["limits"].mapping((*_LIMITS, "clause")) if "limits" in parts else {}
    own_clause = read_clause(children.pop("clause", None)) or clause
    for name, child in children.items():
        options = _by_option(child)
        amounts = dict.fromkeys(TIERS, min(options.values())) if options else tiers_of(child)
        if amounts is not None and own_clause is not None:
            read.append(Limit(_LIMITS[name], code, amounts, own_clause, by_option=options or None))
    return read


def _by_option(node: Node) -> dict[str, Decimal]:
    """Amounts by elected option; whoever's option is not known gets the lowest."""
    if not isinstance(node.value, Mapping) or not set(node.value) <= set(OPTIONS):
        return {}
    read = {option: child.number() for option, child in node.mapping(OPTIONS).items()}
    return {option: amount for option, amount in read.items() if amount is not None}


def _read_shared_limits(parts: Mapping[str, Node], shared: Mapping[str, Node]) -> list[Limit]:
    read = []
    for child in parts["shared_limits"].items() if "shared_limits" in parts else ():
        name = child.text()
        if name not in shared:
            child.defect("unknown-limit", name, ", ".join(sorted(shared)))
            continue
        limit = shared[name].mapping(("annual", "lifetime", "clause"), ("clause",))
        clause = read_clause(limit.pop("clause", None))
        for per, amount in limit.items():
            options = _by_option(amount)
            amounts = dict.fromkeys(TIERS, min(options.values())) if options else tiers_of(amount)
            if amounts is not None and clause is not None:
                read.append(Limit(_LIMITS[per], name, amounts, clause, shared=True, by_option=options or None))
    return read


def _read_deductible(
    parts: Mapping[str, Node], deductibles: Mapping[str, Node], clause: Clause | None
) -> Deductible | None:
    if "deductible" not in parts:
        return None
    node = parts["deductible"]
    name = node.text()
    if name not in deductibles:
        node.defect("unknown-deductible", name, ", ".join(sorted(deductibles)))
        return None
    shared = deductibles[name].mapping(("annual", "clause"), ("annual", "clause"))
    amounts = tiers_of(shared["annual"]) if "annual" in shared else None
    own_clause = read_clause(shared.get("clause")) or clause
    return None if amounts is None or own_clause is None else Deductible(name, amounts, own_clause)


def _read_grant(node: Node, clause: Clause | None) -> Grant | None:
    parts = node.mapping(("above", "amount", "clause"), ("above", "amount"))
    above = parts["above"].number() if "above" in parts else None
    amount = parts["amount"].number() if "amount" in parts else None
    own_clause = read_clause(parts.get("clause")) or clause
    return None if above is None or amount is None or own_clause is None else Grant(above, amount, own_clause)


def _read_aid(node: Node, clause: Clause | None) -> Aid | None:
    known = ("per_hospital_day", "days_a_year", "surgery", "severe_illness", "clause")
    parts = node.mapping(known, known[:4])
    if not set(known[:4]) <= set(parts):
        return None
    own_clause = read_clause(parts.get("clause")) or clause
    per_day, severe = parts["per_hospital_day"].number(), parts["severe_illness"].number()
    days = parts["days_a_year"].whole(366)
    surgery: dict[int, Decimal] = {}
    for level, child in parts["surgery"].mapping(("1", "2", "3", "4"), ("1", "2", "3", "4")).items():
        amount = child.number()
        if amount is not None:
            surgery[int(level)] = amount
    if own_clause is None or per_day is None or severe is None or days is None:
        return None
    return Aid(per_day, days, surgery, severe, own_clause)


def _read_eligibility(node: Node) -> Eligibility:
    known = ("companies", "tiers", "waiting_days", "tenure_months", "youngest", "oldest", "oldest_child", "clause")
    parts = node.mapping(known)
    youngest = parts["youngest"].whole(150) if "youngest" in parts else None
    oldest = parts["oldest"].whole(150) if "oldest" in parts else None
    if youngest is not None and oldest is not None and youngest > oldest:
        node.defect("ages-crossed", f"{youngest} – {oldest}", "", "youngest")
    return Eligibility(
        companies=frozenset(parts["companies"].texts()) if "companies" in parts else frozenset(),
        tiers=frozenset(parts["tiers"].texts(TIERS)) if "tiers" in parts else frozenset(),
        waiting_days=(parts["waiting_days"].whole(3_650) if "waiting_days" in parts else 0) or 0,
        tenure_months=(parts["tenure_months"].whole(600) if "tenure_months" in parts else 0) or 0,
        youngest=youngest,
        oldest=oldest,
        oldest_child=parts["oldest_child"].whole(150) if "oldest_child" in parts else None,
        clause=read_clause(parts.get("clause")),
    )


def _read_elective(node: Node, clause: Clause | None) -> Elective | None:
    known = ("premium", "options", "company_share", "insured", "dependents", "conditions", "clause")
    parts = node.mapping(known, ("premium", "company_share"))
    premium = parts["premium"].choice(("table", "table_per_member", "none")) if "premium" in parts else ""
    share = parts["company_share"].rate() if "company_share" in parts else None
    own_clause = read_clause(parts.get("clause")) or clause
    insured = parts["insured"].choice(("self", "dependents")) if "insured" in parts else "self"
    if share is None or own_clause is None:
        return None
    return Elective(
        clause=own_clause,
        priced=premium.startswith("table"),
        per_member=premium == "table_per_member",
        options=parts["options"].texts() if "options" in parts else (),
        company_share=share,
        insured=insured,
        dependents=parts["dependents"].texts(RELATIONS[1:]) if "dependents" in parts else (),
        conditions=parts["conditions"].texts() if "conditions" in parts else (),
    )


def _read_annuity(node: Node, clause: Clause | None) -> Annuity | None:
    known = ("contribution_at_most", "match_rate", "match_at_most", "contribution_at_least", "clause")
    parts = node.mapping(known, known[:3])
    own_clause = read_clause(parts.get("clause")) or clause
    contribution = tiers_of(parts["contribution_at_most"], as_rate=True) if "contribution_at_most" in parts else None
    at_most = tiers_of(parts["match_at_most"], as_rate=True) if "match_at_most" in parts else None
    rate = parts["match_rate"].rate(Decimal(10)) if "match_rate" in parts else None
    least = parts["contribution_at_least"].rate() if "contribution_at_least" in parts else Decimal(0)
    if own_clause is None or contribution is None or at_most is None or rate is None or least is None:
        return None
    return Annuity(own_clause, least, contribution, rate, at_most)
