"""All layouts of Chinese receipts by name, for those who draw one of their own."""

from __future__ import annotations

from receipts.generator.invoices import digital_invoice, vat_invoice
from receipts.generator.medical import medical_ticket, settlement
from receipts.generator.slips import slip
from receipts.generator.tables import fee_sheet, grid_settlement, ledger_ticket, phone_invoice, roll_ticket, sales_sheet

__all__ = [
    "digital_invoice",
    "fee_sheet",
    "grid_settlement",
    "ledger_ticket",
    "medical_ticket",
    "phone_invoice",
    "roll_ticket",
    "sales_sheet",
    "settlement",
    "slip",
    "vat_invoice",
]
