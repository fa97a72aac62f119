"""Which layouts each kind of receipt may take."""

from __future__ import annotations

import random
from collections.abc import Callable

from receipts.generator.canvas import Canvas
from receipts.generator.facts import Facts
from receipts.generator.invoices import digital_invoice, vat_invoice
from receipts.generator.medical import medical_ticket, settlement
from receipts.generator.slips import slip
from receipts.generator.tables import fee_sheet, grid_settlement, ledger_ticket, phone_invoice, roll_ticket, sales_sheet

Layout = Callable[[Facts, random.Random], Canvas]

LAYOUTS: dict[str, tuple[Layout, ...]] = {
    "outpatient": (medical_ticket, medical_ticket, roll_ticket, ledger_ticket),
    "inpatient": (medical_ticket, medical_ticket, ledger_ticket),
    "einvoice": (digital_invoice, digital_invoice, phone_invoice),
    "vat": (vat_invoice,),
    "settlement": (settlement, grid_settlement, fee_sheet),
    "pharmacy": (slip, slip, sales_sheet),
    "till": (slip,),
}
