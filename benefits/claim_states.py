"""A claim's life: states, and who may move it on by which action. A decision is never an employee's to set."""

from __future__ import annotations

from benefits.errors import Conflict, InvalidInput, NotPermitted

STATES: tuple[str, ...] = (
    "draft",
    "submitted",
    "needs_documents",
    "in_review",
    "approved",
    "partly_approved",
    "rejected",
    "payment_issued",
    "paid",
    "withdrawn",
    "appealed",
)
ROLES: tuple[str, ...] = (
    "employee",
    "reviewer",
    "hr_admin",
    "finance",
    "auditor",
    "union_officer",
    "super_admin",
    "system",
)
"""``system`` is automatic adjudication; ``auditor`` only reads."""

BACK = "back"
"""A move to where the claim stood before: ``advance`` is told where that was."""

_DECIDERS = frozenset({"reviewer", "hr_admin", "union_officer", "super_admin", "system"})
_CLERKS = frozenset({"reviewer", "hr_admin", "union_officer", "super_admin"})
_PAYERS = frozenset({"finance", "super_admin"})
_EMPLOYEE = frozenset({"employee"})
_SENDERS = frozenset({"employee", "system"})

_MOVES: dict[str, dict[str, tuple[str, frozenset[str]]]] = {
    "draft": {
        "submit": ("submitted", _EMPLOYEE),
        "withdraw": ("withdrawn", _SENDERS),
    },
    "submitted": {
        "start_review": ("in_review", _DECIDERS),
        "request_documents": ("needs_documents", _DECIDERS),
        "approve": ("approved", _DECIDERS),
        "approve_partly": ("partly_approved", _DECIDERS),
        "reject": ("rejected", _DECIDERS),
        "withdraw": ("withdrawn", _EMPLOYEE),
    },
    "needs_documents": {
        "supply_documents": ("in_review", _EMPLOYEE),
        "start_review": ("in_review", _CLERKS),
        "reject": ("rejected", _CLERKS),
        "withdraw": ("withdrawn", _EMPLOYEE),
    },
    "in_review": {
        "request_documents": ("needs_documents", _CLERKS),
        "approve": ("approved", _DECIDERS),
        "approve_partly": ("partly_approved", _DECIDERS),
        "reject": ("rejected", _DECIDERS),
        "withdraw": ("withdrawn", _EMPLOYEE),
    },
    "approved": {
        "issue_payment": ("payment_issued", _PAYERS),
        "settle": ("paid", _DECIDERS),
        "reopen": ("in_review", _CLERKS),
        "appeal": ("appealed", _EMPLOYEE),
    },
    "partly_approved": {
        "issue_payment": ("payment_issued", _PAYERS),
        "settle": ("paid", _DECIDERS),
        "reopen": ("in_review", _CLERKS),
        "appeal": ("appealed", _EMPLOYEE),
    },
    "rejected": {
        "reopen": ("in_review", _CLERKS),
        "appeal": ("appealed", _EMPLOYEE),
    },
    "payment_issued": {
        "mark_paid": ("paid", _PAYERS),
        "payment_failed": ("approved", _PAYERS),
    },
    "paid": {
        "reopen": ("in_review", _CLERKS),
        "appeal": ("appealed", _EMPLOYEE),
    },
    "withdrawn": {},
    "appealed": {
        "request_documents": ("needs_documents", _CLERKS),
        "approve": ("approved", _CLERKS),
        "approve_partly": ("partly_approved", _CLERKS),
        "reject": ("rejected", _CLERKS),
        "uphold": (BACK, _CLERKS),
        "withdraw_appeal": (BACK, _EMPLOYEE),
    },
}

ACTIONS: frozenset[str] = frozenset(action for moves in _MOVES.values() for action in moves)
DECISIONS: frozenset[str] = frozenset({"approved", "partly_approved", "rejected"})


def allowed(state: str, role: str) -> set[str]:
    """Actions a role may take on a claim in this state: for buttons, so that nobody is offered a refusal."""
    _check(state, role)
    return {action for action, (_, roles) in _MOVES[state].items() if role in roles}


def advance(state: str, action: str, role: str, before: str = "") -> str:
    """The state after ``action``; ``before``: where an appealed claim stood when it was appealed.

    Raises ``Conflict("claim-state", state, action)`` if the claim has moved on, ``NotPermitted("claim-action", …)`` if
    the action is another role's, ``InvalidInput("claim-state-unknown")`` for words that don't exist.
    """
    _check(state, role)
    if action not in ACTIONS:
        raise InvalidInput("claim-state-unknown", field="action", reason="unknown", value=action)
    move = _MOVES[state].get(action)
    if move is None:
        raise Conflict("claim-state", state=state, action=action)
    target, roles = move
    if role not in roles:
        raise NotPermitted("claim-action", state=state, action=action, role=role)
    return before if target == BACK else target


def action_for(decision: str) -> str:
    """The action that sets a decision: ``approved`` → ``approve``."""
    return {"approved": "approve", "partly_approved": "approve_partly", "rejected": "reject"}[decision]


def _check(state: str, role: str) -> None:
    if state not in _MOVES:
        raise InvalidInput("claim-state-unknown", field="state", reason="unknown", value=state)
    if role not in ROLES:
        raise InvalidInput("claim-state-unknown", field="role", reason="unknown", value=role)
