"""The tables by area, and how ``services.model`` dataclasses map to them. Others import from here."""

from __future__ import annotations

from sqlalchemy import Column

from storage.tables.base import mapper, metadata
from storage.tables.campaigns import audiences, campaign_recipients, campaigns, survey_answers
from storage.tables.claims import (
    accounts,
    claim_documents,
    claim_events,
    claims,
    files,
    ledger_entries,
    paper_marks,
    past_decisions,
    payout_batches,
)
from storage.tables.machinery import (
    audit_entries,
    audit_head,
    chat_users,
    conversation_states,
    jobs,
    key_checks,
    leases,
    seen_updates,
)
from storage.tables.people import chat_accounts, companies, dependents, employees, hr_users, link_codes
from storage.tables.plans import elections, enrolment_windows, life_events, plan_versions
from storage.tables.questions import gaps, house_settings, questions
from storage.tables.reminders import reminder_preferences, reminder_settings, reminders
from storage.tables.webchat import (
    webchat_chats,
    webchat_files,
    webchat_messages,
    webchat_sessions,
    webchat_updates,
    webchat_values,
)

__all__ = [
    "accounts",
    "audiences",
    "audit_entries",
    "audit_head",
    "campaign_recipients",
    "campaigns",
    "chat_accounts",
    "chat_users",
    "claim_documents",
    "claim_events",
    "claims",
    "companies",
    "conversation_states",
    "dependents",
    "elections",
    "employees",
    "enrolment_windows",
    "files",
    "gaps",
    "house_settings",
    "hr_users",
    "jobs",
    "key_checks",
    "leases",
    "ledger_entries",
    "life_events",
    "link_codes",
    "mapper",
    "metadata",
    "paper_marks",
    "past_decisions",
    "payout_batches",
    "plan_versions",
    "questions",
    "reminder_preferences",
    "reminder_settings",
    "reminders",
    "seen_updates",
    "survey_answers",
    "webchat_chats",
    "webchat_files",
    "webchat_messages",
    "webchat_sessions",
    "webchat_updates",
    "webchat_values",
]

for _table in metadata.tables.values():
    if isinstance(_table.c.get("id"), Column) and _table.c["id"].autoincrement is True:
        # Without this, SQLite gives the number of a deleted last row to the next one, and a stale button finds it.
        _table.dialect_options["sqlite"]["autoincrement"] = True
