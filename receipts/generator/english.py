"""English till receipts in many styles: GST summaries, rounding, cash and change, a dozen date formats."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal

from receipts.generator.canvas import Canvas
from receipts.generator.facts import Facts, digits, money

CENT = Decimal("0.01")
SHOPS = (
    "SUNRISE HARDWARE SDN BHD", "KEDAI BUKU MAJU ENTERPRISE", "OLD TOWN KITCHEN", "GREEN LEAF PHARMACY",
    "CITY MART SDN. BHD.",
    "BLUE OCEAN SEAFOOD RESTAURANT", "PASTRY HOUSE & CAFE", "HOMEWARE DEPOT (M) SDN BHD", "TECH WORLD TRADING",
    "99 FAMILY STORE",
    "LUCKY STAR MINI MARKET", "MEDICARE CLINIC & SURGERY", "AUTO SERVICE CENTRE", "BEST STATIONERY SUPPLIES",
)  # fmt: skip
GOODS = (
    "WHITE BREAD 400G", "FRESH MILK 1L", "CHICKEN RICE", "ICED TEA", "A4 PAPER 80GSM", "LED BULB 9W",
    "PAINT BRUSH 2\"", "PARACETAMOL 500MG", "SHAMPOO 340ML",
    "EGGS 10PCS", "PVC PIPE 15MM", "NASI LEMAK SPECIAL", "LATTE (HOT)", "BATTERY AA 4S", "SCREW 1.5\" 50PCS",
    "FISH FILLET SET", "NOTEBOOK A5", "DISH SOAP LEMON",
)  # fmt: skip
ROADS = (
    "JALAN MERPATI 3/12",
    "LOT 5, JALAN BESAR",
    "NO. 18 & 20, LORONG DAMAI 7",
    "G-12, PLAZA INDAH",
    "27 HIGH STREET",
)
DATE_FORMATS = (
    "%d/%m/%Y", "%d-%m-%Y", "%d/%m/%y", "%d-%m-%y", "%d %b %Y", "%d %B %Y", "%Y-%m-%d", "%d.%m.%Y", "%d-%b-%Y",
    "%d-%b-%y", "%d/%m/%Y", "%b %d, %Y", "%d%b%Y",
)  # fmt: skip


def english_facts(rng: random.Random) -> Facts:
    issued = date(2016, 1, 1) + timedelta(days=rng.randrange(1500))
    facts = Facts(kind="till", province="", seller=rng.choice(SHOPS), patient=None, issued=issued)
    names = rng.sample(GOODS, rng.randint(1, 9))
    facts.items = [
        (name, quantity, money(rng, 1, 60) * quantity) for name in names for quantity in [rng.choice((1, 1, 1, 2, 3))]
    ]
    facts.number = rng.choice(("CS", "INV-", "A", "")) + digits(rng, rng.choice((5, 6, 8, 10)))
    return facts


def till_receipt(facts: Facts, rng: random.Random) -> Canvas:
    """Draws the receipt; sets ``facts.total`` to what the customer has to pay (after rounding)."""
    width = rng.choice((560, 640, 720, 820))
    size = rng.choice((20, 22, 24, 26))
    faces = ("mono", "mono", "latin", "condensed", "latinserif", "monobold")
    c = Canvas(width, 2400, paper=rng.choice(((255, 255, 255), (250, 248, 240))), face=rng.choice(faces))
    while c.measure("X" * 34, size) > width - 40:
        size -= 1
    step = size + rng.choice((8, 10, 14))
    left, right = 24, width - 24
    y: float = 30

    def middle(text: str, bigger: int = 0) -> None:
        nonlocal y
        c.text(width / 2, y, text, size + bigger, anchor="mt")
        y += step + bigger

    def row(label: str, value: str, bigger: int = 0, indent: float = 0) -> None:
        nonlocal y
        c.text(left + indent, y, label, size + bigger)
        c.text(right, y, value, size + bigger, anchor="ra")
        y += step + bigger

    def say(text: str) -> None:
        nonlocal y
        c.text(left, y, text, size)
        y += step

    middle(facts.seller, 2 if c.measure(facts.seller, size + 2) < width - 40 else -3)
    if rng.random() < 0.7:
        middle(f"({digits(rng, 6)}-{rng.choice('XKTUV')})")
    middle(rng.choice(ROADS))
    middle(f"{digits(rng, 5)} {rng.choice(('SHAH ALAM, SELANGOR', 'JOHOR BAHRU', 'KUALA LUMPUR', 'SINGAPORE'))}")
    middle(f"TEL: 03-{digits(rng, 8)}")
    gst = rng.random() < 0.6
    if gst:
        middle(rng.choice(("GST ID NO: ", "GST REG. NO.: ", "GST ID : ")) + "00" + digits(rng, 10))
    middle(rng.choice(("TAX INVOICE", "RECEIPT", "CASH BILL", "SIMPLIFIED TAX INVOICE", "INVOICE")), 2)
    stamp = facts.issued.strftime(rng.choice(DATE_FORMATS))
    if rng.random() < 0.4:
        stamp = stamp.upper()
    clock = rng.choice(
        (
            f"{rng.randint(8, 21):02d}:{rng.randint(0, 59):02d}:{rng.randint(0, 59):02d}",
            f"{rng.randint(1, 12)}:{rng.randint(0, 59):02d} {rng.choice(('AM', 'PM'))}",
            f"{rng.randint(1, 12)}:{rng.randint(0, 59):02d}:{rng.randint(0, 59):02d} PM",
            "",
        )
    )
    header = [rng.choice(("Invoice No : ", "Receipt #: ", "Bill No: ", "DOC NO. : ", "Trans: ")) + (facts.number or "")]
    style = rng.random()
    if style < 0.55:
        header.append(
            rng.choice(("Date : ", "DATE: ", "Date", "Invoice Date : ", "DATE   : ")) + " " + stamp + " " + clock
        )
    elif style < 0.8:
        header.append(stamp + "   " + clock)
    else:
        header.append(f"{clock}  {stamp}  #{digits(rng, 4)}")
    header.append(
        rng.choice(("Cashier : ", "CASHIER: ", "Served by: ")) + rng.choice(("ADMIN", "Lily", "USER 2", "MEI"))
    )
    if rng.random() < 0.3:
        header.append("Member Point Expiry 31/12/2030" if rng.random() < 0.3 else "Table: 12  Pax: 3")
    rng.shuffle(header)
    for text in header:
        say(text)
    c.text(left, y, "-" * int((right - left) / c.measure("-", size)), size)
    y += step
    if rng.random() < 0.6:
        row(rng.choice(("Description", "ITEM", "Qty Description")), rng.choice(("Amount", "AMT(RM)", "Total", "RM")))
    tag = rng.choice(("", "", " SR", " S", "*"))
    for name, quantity, amount in facts.items:
        if rng.random() < 0.5:
            say(name)
            row(f"{quantity} x {amount / quantity:.2f}", f"{amount:.2f}{tag}", indent=20)
        else:
            row(f"{quantity} {name}"[: rng.choice((18, 22))], f"{amount:.2f}{tag}")
    c.text(left, y, rng.choice("-=") * int((right - left) / c.measure("-", size) * 0.7), size)
    y += step
    net = sum((amount for _, _, amount in facts.items), Decimal(0))
    tax = Decimal(0)
    service = Decimal(0)
    prefix = rng.choice(("", "", "RM ", "RM", "$"))

    def show(amount: Decimal) -> str:
        return f"{prefix}{amount:,.2f}"

    inclusive = rng.random() < 0.5
    if rng.random() < 0.6:
        row(
            rng.choice(("Sub Total", "SUBTOTAL", "Sub-Total:", "TOTAL EXCL. GST", "Total Amount (Excl. GST)"))
            if not (gst and inclusive)
            else rng.choice(("Sub Total", "SUBTOTAL")),
            show(net),
        )
    if rng.random() < 0.2:
        service = (net * Decimal("0.1")).quantize(CENT)
        row(rng.choice(("Service Charge 10%", "SVC CHRG 10%")), show(service))
    if gst and not inclusive:
        tax = ((net + service) * Decimal("0.06")).quantize(CENT)
        row(rng.choice(("GST 6%", "GST @ 6%", "Total GST", "ADD GST (6%)")), show(tax))
    if rng.random() < 0.15:
        row("Discount", show(Decimal("0.00")))
    gross = net + service + tax
    rounded = (gross / Decimal("0.05")).quantize(Decimal(1), rounding="ROUND_HALF_UP") * Decimal("0.05")
    bigger = rng.choice((0, 0, 4, 8))
    if rng.random() < 0.5:
        facts.total = rounded
        row(
            rng.choice(
                ("Total", "TOTAL (INCL GST)", "Total Sales (Inclusive GST)", "TOTAL AMOUNT", "Total Inclusive of GST")
            )
            if gst
            else rng.choice(("Total", "TOTAL", "Total Amount")),
            show(gross),
        )
        row(rng.choice(("Rounding", "Rounding Adj", "ROUNDING ADJUSTMENT", "Round Adj")), f"{rounded - gross:.2f}")
        row(
            rng.choice(
                (
                    "Rounded Total",
                    "Total Rounded",
                    "ROUNDED TOTAL (RM)",
                    "NETT TOTAL",
                    "Grand Total",
                    "Total Payable",
                    "NET TOTAL",
                    "Total After Rounding",
                    "AMOUNT DUE",
                )
            ),
            show(rounded),
            bigger,
        )
    else:
        facts.total = gross
        row(
            rng.choice(
                (
                    "TOTAL",
                    "Total:",
                    "TOTAL RM",
                    "GRAND TOTAL",
                    "Total Amount",
                    "TOTAL SALES",
                    "Total (RM)",
                    "Amount Due",
                    "NETT TOTAL",
                    "TOTAL:",
                )
            ),
            show(gross),
            bigger,
        )
    if rng.random() < 0.8:
        if rng.random() < 0.6:
            tendered = (facts.total / 10).to_integral_value(rounding="ROUND_UP") * 10 + rng.choice((0, 0, 10, 40))
            row(rng.choice(("CASH", "Cash", "Cash Tendered", "PAID AMOUNT", "Amount Tendered")), show(tendered))
            row(rng.choice(("CHANGE", "Change", "CHANGE DUE", "Balance")), show(tendered - facts.total))
        else:
            row(rng.choice(("VISA CARD", "Credit Card", "MASTERCARD", "DEBIT")), show(facts.total))
            say("XXXX XXXX XXXX " + digits(rng, 4))
    if rng.random() < 0.5:
        say(
            f"Total Qty: {sum(q for _, q, _ in facts.items)}"
            if rng.random() < 0.5
            else f"ITEM COUNT {len(facts.items)}"
        )
    if gst and rng.random() < 0.6:
        base = (gross / Decimal("1.06")).quantize(CENT) if inclusive else net + service
        tax_part = gross - base
        say(rng.choice(("GST Summary", "GST SUMMARY    Amount(RM)  Tax(RM)", "GST ANALYSIS")))
        row(rng.choice(("SR @ 6%", "S = 6%", "SR 6%", "GST 6%")), f"{base:.2f}    {tax_part:.2f}")
        if rng.random() < 0.4:
            row("Total", f"{base:.2f}    {tax_part:.2f}")
    for text in rng.sample(
        (
            "THANK YOU PLEASE COME AGAIN",
            "GOODS SOLD ARE NOT RETURNABLE",
            "EXCHANGE WITHIN 7 DAYS WITH RECEIPT",
            "www.example.test",
            "PRICE INCLUSIVE OF GST",
        ),
        2,
    ):
        middle(text, -1)
    c.image = c.image.crop((0, 0, width, int(y + 40)))
    return c
