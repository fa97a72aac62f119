"""Two plans for the tests of the reader: the least a plan may say, and one that uses every key."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from benefits.errors import InvalidInput
from benefits.plan import Plan
from benefits.plan_tree import PlanDefect

Mapping = dict[str, Any]

NAME = {"zh-Hans": "门诊", "zh-Hant": "門診", "en": "Outpatient"}
START = date(2026, 1, 1)

SMALL: Mapping = {
    "code": "small",
    "name": {**NAME},
    "effective_from": START,
    "late_filing": {"days": 180, "clause": "a.pdf § late"},
    "catalogue": {"clause": "a.pdf § catalogue"},
    "benefits": {
        "visits": {
            "name": {**NAME},
            "kind": "reimbursement",
            "clause": "a.pdf § visits",
            "claim_types": ["outpatient"],
            "rate": "70%",
        }
    },
    "papers": {"outpatient": ["invoice"]},
}
"""The least a plan may say."""

FULL: Mapping = {
    "schema": 1,
    "code": "full",
    "name": {**NAME},
    "effective_from": START,
    "plan_year_starts": "07-02",
    "currency": "CNY",
    "late_filing": {"days": 90, "clause": "a.pdf § late"},
    "catalogue": {"own_expense": "excluded", "clause": "a.pdf § catalogue"},
    "shared_limits": {
        "medical": {
            "annual": {"basic": 1000, "standard": 3000, "premium": 9000},
            "lifetime": {"executive": 50000, "manager": 40000, "staff": 30000},
            "clause": "a.pdf § medical § both",
        },
    },
    "shared_deductibles": {
        "first": {"annual": {"executive": 0, "manager": 100, "staff": Decimal("200.50")}, "clause": "a.pdf § first"}
    },
    "benefits": {
        "visits": {
            "name": {**NAME},
            "kind": "reimbursement",
            "clause": " a.pdf §visits ",
            "claim_types": ["outpatient", "pharmacy"],
            "also_called": ["clinic", "doctor"],
            "relations": ["self", "child"],
            "requires": "cover",
            "eligibility": {
                "companies": ["YS", "YN"],
                "tiers": ["manager", "staff"],
                "waiting_days": 30,
                "tenure_months": 6,
                "youngest": 18,
                "oldest": 64,
                "oldest_child": 24,
                "clause": "a.pdf § who",
            },
            "bands": [
                {"from": 0, "to": 500, "rate": "0%"},
                {"from": 500, "to": "2000.50", "rate": "70%"},
                {"from": "2000.50", "rate": Decimal("0.9")},
            ],
            "deductible": "first",
            "limits": {
                "per_claim": 500,
                "monthly": 600,
                "annual": {"basic": 700, "premium": 900},
                "lifetime": {"executive": 3, "manager": 2, "staff": 1},
                "clause": "a.pdf § limits",
            },
            "shared_limits": ["medical"],
            "extra_grant": {"above": 5000, "amount": 300, "clause": "a.pdf § grant"},
            "own_expense": "covered",
        },
        "stay": {
            "name": {**NAME},
            "kind": "aid",
            "clause": "a.pdf § stay",
            "claim_types": ["mutual_aid"],
            "bands": [{"from": 0, "rate": "50%"}],
            "aid": {
                "per_hospital_day": 80,
                "days_a_year": 90,
                "surgery": {1: 100, 2: 200, 3: 300, 4: 400},
                "severe_illness": 10000,
                "clause": "a.pdf § sums",
            },
        },
        "illness": {
            "name": {**NAME},
            "kind": "lump_sum",
            "clause": "a.pdf § illness",
            "claim_types": ["critical_illness"],
            "cover": {"executive": 300, "manager": 200, "staff": 100},
        },
        "accident": {
            "name": {**NAME},
            "kind": "graded",
            "clause": "a.pdf § accident",
            "claim_types": ["accident"],
            "cover": 1000,
            "most_severe_grade": 1,
        },
        "talks": {
            "name": {**NAME},
            "kind": "sessions",
            "clause": "a.pdf § talks",
            "claim_types": ["counselling"],
            "sessions_a_year": 6,
        },
        "cover": {
            "name": {**NAME},
            "kind": "umbrella",
            "clause": "a.pdf § cover",
            "elective": {
                "premium": "table_per_member",
                "options": ["basic", "standard"],
                "company_share": "50%",
                "insured": "dependents",
                "dependents": ["spouse", "child"],
                "conditions": ["family_history"],
                "clause": "a.pdf § buying",
            },
        },
        "pension": {
            "name": {**NAME},
            "kind": "contribution",
            "clause": "a.pdf § pension",
            "annuity": {
                "contribution_at_least": "1%",
                "contribution_at_most": {"executive": "10%", "manager": "8%", "staff": "5%"},
                "match_rate": "150%",
                "match_at_most": "5%",
                "clause": "a.pdf § match",
            },
            "elective": {"premium": "none", "company_share": "0%"},
        },
    },
    "premiums": {
        "clause": "a.pdf § premiums",
        "monthly": {"basic": 200, "standard": Decimal("400.50")},
        "age_factors": [{"up_to": 29, "factor": "0.9125"}, {"up_to": 40, "factor": 1}, {"factor": 10}],
        "tenure_discount": {"per_year": "1%", "at_most": "10%"},
    },
    "points": {
        "clause": "a.pdf § points",
        "yearly_budget": {"executive": 6000, "manager": 4000, "staff": 2000},
        "value": "0.5",
        "per_activity": 50,
        "activity_at_most": 600,
    },
    "enrolment": {"life_events": ["marriage", "move"], "life_event_days": 60},
    "papers": {
        "outpatient": ["invoice", "visit_record | prescription", "pathology_report?"],
        "pharmacy": ["invoice"],
        "mutual_aid": ["settlement_statement"],
        "critical_illness": ["diagnosis_certificate"],
        "accident": ["accident_statement"],
        "counselling": ["invoice"],
    },
}
"""Every key a plan file knows, each with a value of its own."""

VISITS = ("benefits", "visits")
DAYS = ("late_filing", "days")
GONE = object()
"""For ``changed``: the key is left out."""


def at(mapping: Mapping, *path: str | int) -> Any:
    node: Any = mapping
    for key in path:
        node = node[key]
    return node


def changed(base: Mapping, where: tuple[str | int, ...], value: Any) -> Mapping:
    mapping = deepcopy(base)
    if value is GONE:
        del at(mapping, *where[:-1])[where[-1]]
    else:
        at(mapping, *where[:-1])[where[-1]] = value
    return mapping


def problems(mapping: Mapping) -> list[PlanDefect]:
    with pytest.raises(InvalidInput) as refused:
        Plan.from_mapping(mapping)
    assert refused.value.code == "plan-invalid"
    found = refused.value.fields["problems"]
    assert isinstance(found, list)
    return found


def told(mapping: Mapping) -> list[tuple[str, str, str, str]]:
    return [(defect.place, defect.code, defect.value, defect.suggestion) for defect in problems(mapping)]
