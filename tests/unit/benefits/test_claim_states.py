from __future__ import annotations

import pytest

from benefits.claim_states import ACTIONS, DECISIONS, ROLES, STATES, action_for, advance, allowed
from benefits.errors import Conflict, InvalidInput, NotPermitted

LIFE = [
    ("draft", "submit", "employee", "submitted"),
    ("submitted", "request_documents", "reviewer", "needs_documents"),
    ("needs_documents", "supply_documents", "employee", "in_review"),
    ("in_review", "approve", "reviewer", "approved"),
    ("approved", "issue_payment", "finance", "payment_issued"),
    ("payment_issued", "mark_paid", "finance", "paid"),
    ("paid", "appeal", "employee", "appealed"),
    ("appealed", "approve_partly", "hr_admin", "partly_approved"),
    ("submitted", "approve", "system", "approved"),
    ("submitted", "start_review", "system", "in_review"),
    ("in_review", "reject", "union_officer", "rejected"),
    ("rejected", "appeal", "employee", "appealed"),
    ("rejected", "reopen", "reviewer", "in_review"),
    ("appealed", "reject", "super_admin", "rejected"),
    ("partly_approved", "issue_payment", "super_admin", "payment_issued"),
    ("payment_issued", "payment_failed", "finance", "approved"),
    ("draft", "withdraw", "employee", "withdrawn"),
    ("in_review", "withdraw", "employee", "withdrawn"),
]


@pytest.mark.parametrize(("state", "action", "role", "after"), LIFE)
def test_a_claim_goes_its_way(state: str, action: str, role: str, after: str) -> None:
    assert advance(state, action, role) == after
    assert action in allowed(state, role)


@pytest.mark.parametrize("before", ["paid", "approved", "partly_approved", "rejected"])
def test_an_appeal_that_changes_nothing_leaves_the_claim_where_it_stood(before: str) -> None:
    assert advance("appealed", "uphold", "reviewer", before) == before
    assert advance("appealed", "withdraw_appeal", "employee", before) == before
    assert "withdraw_appeal" not in allowed("appealed", "reviewer")


def test_an_employee_never_sets_a_decision() -> None:
    for state in STATES:
        for action in allowed(state, "employee"):
            assert advance(state, action, "employee") not in DECISIONS | {"payment_issued", "paid"}
    with pytest.raises(NotPermitted) as refused:
        advance("in_review", "approve", "employee")
    assert refused.value.fields == {"state": "in_review", "action": "approve", "role": "employee"}
    assert refused.value.code == "claim-action"


def test_an_auditor_only_reads() -> None:
    assert all(not allowed(state, "auditor") for state in STATES)


def test_finance_pays_and_decides_nothing() -> None:
    moves = {action for state in STATES for action in allowed(state, "finance")}
    assert moves == {"issue_payment", "mark_paid", "payment_failed"}


def test_the_machine_decides_clean_claims_and_no_appeals() -> None:
    assert "approve" in allowed("submitted", "system")
    assert allowed("appealed", "system") == set()
    assert allowed("needs_documents", "system") == set()


def test_what_was_allowed_is_exactly_what_advances() -> None:
    for state in STATES:
        for role in ROLES:
            for action in ACTIONS:
                if action in allowed(state, role):
                    assert advance(state, action, role, "paid") in STATES
                else:
                    with pytest.raises((Conflict, NotPermitted)):
                        advance(state, action, role)


def test_a_claim_that_moved_on_is_a_conflict() -> None:
    with pytest.raises(Conflict) as late:
        advance("paid", "approve", "reviewer")
    assert (late.value.code, late.value.fields) == ("claim-state", {"state": "paid", "action": "approve"})


@pytest.mark.parametrize(
    ("state", "action", "role", "field"),
    [
        ("lost", "submit", "employee", "state"),
        ("draft", "fly", "employee", "action"),
        ("draft", "submit", "king", "role"),
    ],
)
def test_unknown_words_are_refused(state: str, action: str, role: str, field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        advance(state, action, role)
    assert refused.value.code == "claim-state-unknown"
    value = {"state": state, "action": action, "role": role}[field]
    assert refused.value.fields == {"field": field, "reason": "unknown", "value": value}


def test_nothing_happens_to_a_withdrawn_claim() -> None:
    assert all(not allowed("withdrawn", role) for role in ROLES)


@pytest.mark.parametrize("decision", sorted(DECISIONS))
def test_every_decision_has_its_action(decision: str) -> None:
    assert advance("in_review", action_for(decision), "reviewer") == decision
    assert advance("appealed", action_for(decision), "union_officer") == decision
