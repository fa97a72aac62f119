"""Till receipts as shops of one street print them, each with its own form: many sums, of which one was to be paid."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from receipts.generator.canvas import Canvas
from receipts.generator.facts import CENT, Facts, digits
from receipts.generator.unlike.facts import amount

SHOPS = ("LIM KEE PAPER PRODUCTS SDN BHD", "RESTORAN TEPI SAWAH", "BUKIT INDAH MOTOR PARTS S/B",
            "HOME & HEARTH GALLERY (M) SDN. BHD.",
         "EIGHT STARS MINI MARKET", "AH SENG KOPITIAM", "SEJATI FARMASI SDN BHD", "NORTHPOINT STEAMBOAT & GRILL",
            "KEDAI UBAT TAI HING",
         "THE DAILY GRIND", "MEGA FRESH HYPERMARKET SDN BHD", "CHOP WAH ONN", "D'TAMAN SARI CATERING",
            "UNITED TOOLS TRADING CO")  # fmt: skip
GOODS = ("HYDRATING TONER 200ML", "SET LUNCH A", "PIPE CLAMP 1\"", "WET MARKET PRAWN", "NESCAFE TARIK",
            "ENVELOPE 4X9 50'S", "BUN KACANG",
         "GRILLED FISH", "PANADOL ACTIFAST", "ENGINE OIL 10W-40 4L", "PAPER CUP 8OZ", "DIAMOND CUT WHEEL 4",
            "TOM YAM SOUP (L)", "RICE",
         "GARLIC NAAN", "SUGAR 1KG", "PLASTIC BAG M", "LIME JUICE", "COTTON BUDS", "FILE FASTENER 50S")  # fmt: skip
HOUR = ("09:14:33", "13:05", "7:41 PM", "11:20:18AM", "20:13:39")
Lines = list[str]
"""Printed lines: cells from left to right parted by ``|`` (the last ends at the right margin), ``^`` before a centred one."""


def counter_facts(rng: random.Random) -> Facts:
    facts = Facts("till", "", rng.choice(SHOPS), None, date(2016, 2, 1) + timedelta(days=rng.randrange(1300)))
    facts.number = rng.choice(("CS", "A-", "IV", "", "T1-")) + digits(rng, rng.choice((5, 7, 10)))
    facts.items = [
        (n, q, amount(rng, 0.5, 70) * q) for n in rng.sample(GOODS, rng.randint(1, 8)) for q in [rng.choice((1, 1, 2,
            3))]
    ]  # fmt: skip
    return facts


def _sum(facts: Facts) -> Decimal:
    return sum((price for _, _, price in facts.items), Decimal(0))


def _five(value: Decimal) -> Decimal:
    return ((value * 20).quantize(Decimal(1), rounding="ROUND_HALF_UP") / 20).quantize(CENT)


def _share(value: Decimal, percent: int) -> Decimal:
    return (value * percent / 100).quantize(CENT)


def _goods(facts: Facts, form: str) -> Lines:
    """Item lines by ``form``, which may use name, n, each and price."""
    made: Lines = []
    for name, quantity, price in facts.items:
        each = price / quantity
        made += form.format(name=name, n=quantity, each=each, price=price).split("\n")
    return made


def _paid(facts: Facts, rng: random.Random, cash: str, change: str, sign: str = "") -> Lines:
    given = (facts.total / 10).to_integral_value(rounding="ROUND_UP") * 10 + rng.choice((0, 0, 20))
    return [f"{cash}|{sign}{given:.2f}", f"{change}|{sign}{given - facts.total:.2f}"]


def paper_shop(f: Facts, rng: random.Random) -> Lines:
    net = _sum(f)
    tax = _share(net, 6)
    f.total = net + tax
    return ["^TAX INVOICE", f"Doc No.|: {f.number}|Date:|{f.issued:%d/%m/%Y}",
            f"Cashier|: USER|Time:|{rng.choice(HOUR)}", "Salesperson :|Ref.:",
            "Item|Qty|S/Price|S/Amt|Tax", *_goods(f, "{name}\n|{n}|{each:.2f}|{price:.2f}|SR"),
            f"Total Qty:|{sum(q for _, q, _ in f.items)}|{net:.2f}",
            f"Total Sales (Excluding GST) :|{net:.2f}", "Discount :|0.00", f"Total GST :|{tax:.2f}", "Rounding :|0.00",
            f"Total Sales (Inclusive of GST) :|{f.total:.2f}", *_paid(f, rng, "CASH :", "Change :"), "^GST SUMMARY",
            "Tax Code|%|Amt (RM)|Tax (RM)",
            f"SR|6|{net:.2f}|{tax:.2f}", f"Total :||{net:.2f}|{tax:.2f}"]  # fmt: skip


def kitchen(f: Facts, rng: random.Random) -> Lines:
    net = _sum(f)
    service = _share(net, 10)
    tax = _share(net + service, 6)
    f.total = _five(net + service + tax)
    return ["^Tax Invoice", f"Bill #: {f.number}", f"Table: A{rng.randint(1, 20)}|Pax: {rng.randint(1, 6)}",
            f"Opened: {f.issued:%d-%b-%y} {rng.choice(HOUR[:2])}",
            f"Printed: {f.issued:%d-%b-%y} 21:40", *_goods(f, "{n} {name}|{price:.2f}"), f"SUBTOTAL|{net:.2f}",
            f"SVC CHG 10.00%|{service:.2f}",
            f"GST 6.00%|{tax:.2f}", f"TOTAL (w/o rounding)|{net + service + tax:.2f}",
            f"Rounding Adj.|{f.total - net - service - tax:.2f}",
            f"NETT TOTAL|{f.total:.2f}", f"VISA XXXX{digits(rng, 4)}|{f.total:.2f}",
            "^Thank you! Please come again."]  # fmt: skip


def kopitiam(f: Facts, rng: random.Random) -> Lines:
    f.total = _sum(f)
    return [f"{f.issued:%d/%m/%y}{rng.choice(('  ', ' '))}{rng.choice(HOUR[:2])}|NO.{f.number}", "REG 01|CLERK 2",
            *_goods(f, "{name}|{price:.2f}"), f"ITEMS {len(f.items)}Q", f"TOTAL|{f.total:.2f}", *_paid(f, rng, "CASH",
            "CHG")]  # fmt: skip


def hypermarket(f: Facts, rng: random.Random) -> Lines:
    net = _sum(f)
    f.total = _five(net)
    return [*_goods(f, "{n}x 000{n}5234{n}|{price:.2f} SR\n{name}"), f"Sub-total|{net:.2f}",
            f"Total Sales Incl GST|{net:.2f}",
            *([f"Rounding Adj|{f.total - net:.2f}"] if f.total != net else []),
            f"Total After Adj Incl GST|{f.total:.2f}",
            *_paid(f, rng, "CASH", "CHANGE AMT"), f"ITEM COUNT {len(f.items)}", f"Invoice No: {f.number}",
            "GST SUMMARY|AMOUNT|TAX AMT",
            f"SR @ 6%|{net * 100 / 106:.2f}|{net * 6 / 106:.2f}", f"Total|{net * 100 / 106:.2f}|{net * 6 / 106:.2f}",
            f"{f.issued:%d/%m/%Y} {rng.choice(HOUR[:1])}|{digits(rng, 4)} {digits(rng, 3)} {digits(rng, 7)}",
            "^1 POINT FOR EVERY RM1 SPENT",
            "^Valid Till 31/12/2021"]  # fmt: skip


def toolshop(f: Facts, rng: random.Random) -> Lines:
    net = _sum(f)
    f.total = net
    return ["^CASH SALES", f"No : {f.number}", f"Date : {f.issued:%d/%m/%Y} {rng.choice(HOUR)}",
            "Code|Qty|U/P|Disc|Amount (RM)",
            *_goods(f, "{name}\n|{n} UNIT|{each:.2f}|0.00|{price:.2f}"),
            f"Total :|{sum(q for _, q, _ in f.items)}.00|{net:.2f}",
            *(_paid(f, rng, "Amount Received :", "Change :") if rng.random() < 0.5 else [f"Total (RM) :|{net:.2f}"]),
            "GST Amt is included @ 6%", f"Total Excl. GST|{net - _share(net, 6):.2f}",
            "^Goods sold are not returnable."]  # fmt: skip


def coffee(f: Facts, rng: random.Random) -> Lines:
    net = _sum(f)
    tax = (net * 6 / 106).quantize(CENT)
    f.total = net
    stamp = f"{f.issued:%d %b}'{f.issued:%y}"
    return ["310 Barista", f"CHK {digits(rng, 4)}|{stamp.upper()} {rng.choice(HOUR[2:4])}|GST 1", *_goods(f,
            "{n} {name}|{price:.2f}"),
            f"Subtotal|RM{net - tax:.2f}", f"Tax|RM{tax:.2f}", f"Total|RM{net:.2f}", *_paid(f, rng, "Cash",
            "Change Due", "RM"),
            f"-----{digits(rng, 3)} Check Closed-----", f"Receipt No {f.number}"]  # fmt: skip


def gallery(f: Facts, rng: random.Random) -> Lines:
    net = _sum(f)
    f.total = _five(net)
    return ["^Simplified Tax Invoice", f"INV NO: {f.number}", f"{f.issued:%Y-%m-%d}|{rng.choice(HOUR[:1])}",
            *_goods(f, "{name}\n|{n}|RM {each:.2f}|RM {price:.2f}"), f"{len(f.items)} ITEM(S)|RM {net:.2f}",
            f"TOTAL SALES|RM {net:.2f}",
            f"ROUNDING|RM {f.total - net:.2f}", f"TOTAL AMT PAYABLE|RM {f.total:.2f}", *_paid(f, rng, "PAID AMOUNT",
            "CHANGE DUE", "RM "),
            "GST@6% INCLUDED", f"TOTAL GST|RM {net * 6 / 106:.2f}"]  # fmt: skip


def chemist(f: Facts, rng: random.Random) -> Lines:
    net = _sum(f)
    off = _share(net, 5)
    f.total = net - off
    return ["^INVOICE", f"Receipt #: {f.number}|{f.issued:%d.%m.%Y}", f"Time {rng.choice(HOUR)}", *_goods(f,
            "{name}|{n}|{price:.2f}*"),
            f"Total before discount|{net:.2f}", f"Member discount 5%|-{off:.2f}", f"Total Savings RM {off:.2f}",
            f"TOTAL TO PAY|{f.total:.2f}",
            f"DEBIT CARD|{f.total:.2f}", f"Points earned {int(f.total)}  Balance 1,204.00",
            "^Points valid until 31 Dec 2020"]  # fmt: skip


def carwash(f: Facts, rng: random.Random) -> Lines:
    net = _sum(f)
    tax = _share(net, 6)
    f.total = net + tax
    return ["^TAX INVOICE", f"Invoice No|: {f.number}", f"Invoice Date|: {f.issued:%d %B %Y}", "Terms|: C.O.D.",
            "No.|Description|Qty|U.Price|Amount",
            *_goods(f, "1|{name}|{n}|{each:.2f}|{price:.2f}"), f"|Sub Total (Excl. GST)|{net:.2f}",
            f"|GST Payable 6%|{tax:.2f}",
            f"|Total Payable (Incl. GST)|{f.total:.2f}", "RINGGIT MALAYSIA: AS ABOVE ONLY", "E. & O. E.",
            "Received by"]  # fmt: skip


def caterer(f: Facts, rng: random.Random) -> Lines:
    net = _sum(f)
    f.total = _five(net)
    rest = [f"ROUNDING|{f.total - net:.2f}", f"GRAND TOTAL|{f.total:.2f}"] if f.total != net else []
    return [f"Order: {digits(rng, 2)}|{f.issued:%d/%m/%Y} {rng.choice(HOUR[:2])}", f"Ref: {f.number}",
            "QTY|ITEM|TOTAL", *_goods(f, "{n}|{name}|{price:.2f}"),
            f"TOTAL (INCL GST)|{net:.2f}", *rest, *_paid(f, rng, "CASH TENDERED", "CHANGE"),
            f"TOTAL INCLUDES 6% GST|{net * 6 / 106:.2f}",
            f"Date of print: {f.issued:%d/%m/%Y}"]  # fmt: skip


def steamboat(f: Facts, rng: random.Random) -> Lines:
    net = _sum(f)
    f.total = _five(net)
    return [f"^{f.issued:%a} {f.issued:%d-%m-%Y} {rng.choice(HOUR)}", f"Receipt No.:{f.number}", "Description|Amount",
            *_goods(f, "{name}\n{n}.000 x {each:.2f}|{price:.2f} T"),
            f"Item(s): {len(f.items)}  Qty: {sum(q for _, q, _ in f.items)}", f"Total Amount :|{net:.2f}",
            f"Round Amt :|{f.total - net:.2f}", f"Net Amount :|{f.total:.2f}",
            *_paid(f, rng, "Tender :", "Balance :"), "Tax|Goods Amt|Tax Amt",
            f"S = 6%|{net * 100 / 106:.2f}|{net * 6 / 106:.2f}"]  # fmt: skip


def stall(f: Facts, rng: random.Random) -> Lines:
    """The sum set large, on a line of its own below its word."""
    f.total = _sum(f)
    return [f"DATE {f.issued:%d/%m/%Y}", f"TIME {rng.choice(HOUR)}", f"BILL NO {f.number}", *_goods(f,
            "{n} X {each:.2f}\n{name}|{price:.2f}"),
            "TOTAL", f"|RM{f.total:.2f}", "CASH", f"|RM{f.total:.2f}", "CHANGE", "|RM0.00"]  # fmt: skip


def gas(f: Facts, rng: random.Random) -> Lines:
    f.items = [("PRIMAX 95", 1, amount(rng, 20, 120).quantize(Decimal(1)) + Decimal("0.00"))]
    f.total = _sum(f)
    return [f"Invoice number {f.number}", f"Date {f.issued:%d/%m/%y}   {rng.choice(HOUR[:2])}", "Pump|Nozzle 01",
            f"{f.total / Decimal('2.20'):.2f} litre Pump # 06",
            f"PRIMAX 95|{f.total:.2f} C", "2.200 RM / litre", f"Total|RM|{f.total:.2f}", f"CASH|RM|{f.total:.2f}",
            "Relief GST C  RM|0.00", "^Tank you"]  # fmt: skip


def agency(f: Facts, rng: random.Random) -> Lines:
    net = _sum(f)
    f.total = _five(net)
    return [f"Trans: {f.number}|Slip: 00{digits(rng, 8)}", f"Date:{f.issued:%d/%m/%y} {rng.choice(HOUR[:1])}",
            "Member: 63100*****", *_goods(f, "{name}\n|{each:.2f} * {n}|{price:.2f} T"),
            f"Total RM Incl. of GST|{net:.2f}", f"Rounding Adj|{f.total - net:.2f}", f"Total RM|{f.total:.2f}",
            *_paid(f, rng, "Cash", "CHANGE"),
            f"Item Count {len(f.items)}", "GST Summary|Amount(RM)|Tax(RM)",
            f"T @ 6%|{net * 100 / 106:.2f}|{net * 6 / 106:.2f}", f"Total Savings|{_share(net, 5):.2f}"]  # fmt: skip


FORMS: tuple[Callable[[Facts, random.Random], Lines], ...] = (
    paper_shop, kitchen, kopitiam, hypermarket, toolshop, coffee, gallery, chemist, carwash, caterer, steamboat,
            stall, gas, agency,
)  # fmt: skip


def counter(facts: Facts, rng: random.Random) -> Canvas:
    """One receipt; sets ``facts.total`` to what had to be paid."""
    return printed(facts, rng.choice(FORMS)(facts, rng), rng)


def printed(facts: Facts, body: Lines, rng: random.Random) -> Canvas:
    """``body`` below the shop's name and address, on paper of some width, in some type."""
    head = [f"^{facts.seller}", f"^{digits(rng, 6)}-{rng.choice('KVXT')}",
            f"^{rng.randint(1, 99)}, JALAN {rng.choice(('PERDANA', 'KENARI', 'SS 2'))} {digits(rng, 1)}/{digits(rng, 2)},",
            f"^{digits(rng, 5)} {rng.choice(('SKUDAI, JOHOR', 'KUALA LUMPUR', 'PETALING JAYA'))}",
            f"^TEL:07-{digits(rng, 7)}",
            f"^GST ID:{digits(rng, 12)}"]  # fmt: skip
    width, size = rng.choice((430, 520, 640, 780)), rng.choice((18, 21, 24, 27))
    c = Canvas(width, 4200, paper=rng.choice(((255, 255, 255), (238, 236, 228))),
               face=rng.choice(("mono", "mono", "mono", "monobold", "condensed", "latin")))  # fmt: skip
    c.ink = rng.choice(((20, 20, 20), (70, 68, 80), (105, 105, 112)))
    while max(sum(c.measure(cell, size) + 8 for cell in line.split("|")) for line in (*head, *body)) > width - 24:
        size -= 1
    step = size + rng.choice((3, 6, 10))
    y = 16.0
    for line in (*(line for line in head if line == head[0] or rng.random() < 0.8), *body):
        big = 3 if line.upper().startswith(("TOTAL", "NETT", "GRAND")) and rng.random() < 0.3 and size < 24 else 0
        cells = line.lstrip("^").split("|")
        if line.startswith("^"):
            c.text(width / 2, y, cells[0], size, anchor="mt")
        elif len(cells) == 1:
            c.text(12, y, line, size)
        else:
            x = width - 12.0
            for cell in reversed(cells[1:]):
                c.text(x, y, cell, size + big, anchor="ra")
                x -= max(c.measure(cell, size + big) + 8, (width - 24) * 0.5 / len(cells))
            c.text(12, y, cells[0], size + big)
        y += step + big
    c.image = c.image.crop((0, 0, width, int(y + 16)))
    return c
