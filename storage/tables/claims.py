"""Claims with their papers and history, the ledger, payouts."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Date, ForeignKey, Index, Integer, String, Table, text

from services import model
from storage.tables.base import mapper, metadata, reference, row_id, short_text
from storage.types import Cents, Identity, JsonValue, SealedJson, SealedText, UtcDateTime

files = Table(
    "files",
    metadata,
    row_id(),
    short_text("sha256", 64, index=True),
    short_text("filename"),
    short_text("mime", 100),
    Column("size", Integer, nullable=False),
    Column("stored_at", UtcDateTime, nullable=False),
)

claims = Table(
    "claims",
    metadata,
    row_id(),
    Column("number", String(30), unique=True),
    reference("employee_id", "employees"),
    reference("dependent_id", "dependents", nullable=True, index=False),
    short_text("type", 30),
    short_text("state", 30),
    Column("service_date", Date),
    Column("created_at", UtcDateTime, nullable=False),
    Column("submitted_at", UtcDateTime, index=True),
    Column("decided_at", UtcDateTime, index=True),
    Column("paid_at", UtcDateTime),
    Column("updated_at", UtcDateTime),
    Column("total", Cents, nullable=False),
    Column("pool_paid", Cents, nullable=False),
    Column("personal_account_paid", Cents, nullable=False),
    Column("other_insurer_paid", Cents, nullable=False),
    Column("own_expense", Cents, nullable=False),
    Column("excluded", Cents, nullable=False),
    Column("disability_grade", Integer),
    Column("diagnosis", SealedText, nullable=False),
    Column("eligible", Cents),
    Column("payable", Cents),
    Column("plan_year", Integer),
    short_text("plan_code", 60),
    short_text("decision", 30),
    Column("reasons", JsonValue, nullable=False),
    Column("trace", JsonValue, nullable=False),
    Column("checks", JsonValue, nullable=False),
    Column("automatic", Boolean, nullable=False),
    short_text("reviewer", 60),
    Column("reviewer_note", SealedText, nullable=False),
    reference("batch_id", "payout_batches", nullable=True),
    Column("paid_amount", Cents, nullable=False, server_default="0"),
    Column("rating", Integer),
    Index("ix_claims_state_submitted", "state", "submitted_at"),
)

claim_documents = Table(
    "claim_documents",
    metadata,
    row_id(),
    reference("claim_id", "claims"),
    short_text("kind", 30),
    reference("file_id", "files", nullable=True),
    Column("added_at", UtcDateTime, nullable=False),
    short_text("status", 20),
    Column("reading", SealedJson, nullable=False),
    Column("values", SealedJson, nullable=False),
    Column("typed", JsonValue, nullable=False),
    Column("problems", JsonValue, nullable=False),
    short_text("number_index", 64, index=True),
    short_text("print_index", 64, index=True),
    short_text("album", 60),
    Column("verification", SealedJson, nullable=False, server_default=""),
)

paper_marks = Table(
    "paper_marks",
    metadata,
    Column("mark", BigInteger, primary_key=True, autoincrement=False),
    Column(
        "document_id",
        Identity,
        ForeignKey("claim_documents.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
        index=True,
    ),
    sqlite_with_rowid=False,
    comment="Keyed hashes of a paper's telling numbers: another photo of the same paper shares some of them.",
)

claim_events = Table(
    "claim_events",
    metadata,
    row_id(),
    reference("claim_id", "claims"),
    Column("at", UtcDateTime, nullable=False),
    short_text("actor", 60),
    short_text("action", 40),
    short_text("from_state", 30),
    short_text("to_state", 30),
    Column("note", SealedText, nullable=False),
)

past_decisions = Table(
    "past_decisions",
    metadata,
    row_id(),
    reference("claim_id", "claims"),
    Column("decided_at", UtcDateTime, nullable=False),
    short_text("decided_by", 60),
    short_text("decision", 30),
    Column("eligible", Cents),
    Column("payable", Cents),
    short_text("plan_code", 60),
    Column("reasons", JsonValue, nullable=False),
    Column("trace", JsonValue, nullable=False),
    Column("note", SealedText, nullable=False),
)

accounts = Table(
    "accounts",
    metadata,
    Column("employee_id", Identity, ForeignKey("employees.id"), primary_key=True),
    comment="One row a person, locked while a claim of theirs is decided.",
)

ledger_entries = Table(
    "ledger_entries",
    metadata,
    row_id(),
    reference("employee_id", "employees", index=False),
    short_text("claimant", 40),
    Column("plan_year", Integer, nullable=False),
    short_text("account", 80),
    Column("amount", Cents, nullable=False),
    reference("claim_id", "claims"),
    Column("at", UtcDateTime, nullable=False),
    short_text("kind", 20),
    Index("ix_ledger_entries_person", "employee_id", "claimant"),
)

payout_batches = Table(
    "payout_batches",
    metadata,
    row_id(),
    Column("created_at", UtcDateTime, nullable=False),
    short_text("created_by", 60),
    Column("total", Cents, nullable=False),
    Column("count", Integer, nullable=False),
    Column("amounts", JsonValue, nullable=False, server_default=text("'{}'")),
    Column("paid_at", UtcDateTime),
    short_text("paid_by", 60),
)

mapper.map_imperatively(model.StoredFile, files)
mapper.map_imperatively(model.Claim, claims)
mapper.map_imperatively(model.ClaimDocument, claim_documents)
mapper.map_imperatively(model.ClaimEvent, claim_events)
mapper.map_imperatively(model.LedgerEntry, ledger_entries)
mapper.map_imperatively(model.PayoutBatch, payout_batches)
mapper.map_imperatively(model.PastDecision, past_decisions)
