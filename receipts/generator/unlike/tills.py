"""English till receipts of the second family: bills closed in other wordings and orders, with a total once or often."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from receipts.generator.canvas import Canvas
from receipts.generator.facts import CENT, Facts, digits
from receipts.generator.unlike.facts import amount

SHOPS = ("PERNIAGAAN SERI WANGI", "KIN HOE HARDWARE (M) SDN BHD", "RESTORAN NASI KANDAR PELITA BARU",
    "GOLDEN WHEAT BAKERIES SDN. BHD.",
         "D.I.Y. CORNER STORE (SUBANG)", "LIAN SENG ELECTRICAL & TRADING", "POPULAR STATIONER & BOOKS CO. (M) S/B",
         "WARUNG MEE TARIK",
         "SYARIKAT PERNIAGAAN GIN KEE", "THE COFFEE ACADEMY", "PETROL STESEN MEGAH", "YONG TAT FROZEN FOOD",
         "KLINIK DR. AMIR & RAKAN")  # fmt: skip
PEOPLE = ("LIM SIEW CHIN", "TAN KOK WAI", "NG BEE HONG")
STREETS = ("NO 12, JLN PERUSAHAAN 2/5,", "LOT 3-G, GROUND FLR, WISMA JAYA,", "83, JALAN SS 15/4D,", "B1-22 THE MALL,")
TOWNS = ("47500 SUBANG JAYA, SELANGOR D.E.", "81100 JOHOR BAHRU", "50480 W.P. KUALA LUMPUR", "31400 IPOH, PERAK")
WARES = ("KF CLAY SET 12 COLOUR", "TEH TARIK (P)", "ROTI CANAI", "WALL PLUG 8MM", "CABLE TIE 200MM-100S",
    "ORI SWEET CORN LOAF", "RON95",
         "A4 70GSM PAPER*500", "VEGE 3 + MEAT 1", "UHU GLUE 35ML", "B/BOARD CHALK WHITE", "MINERAL WTR 1.5L", "KOPI O ICE",
         "PVC TAPE BLK",
         "TISSUE 4X200", "BLUETACK 75G", "CLEAR HOLDER A3")  # fmt: skip
DATES = ("%d/%m/%Y", "%d/%m/%y", "%d-%m-%y", "%d-%m-%Y", "%d-%b-%y", "%d-%b-%Y", "%d %b %Y", "%d.%m.%Y", "%Y-%m-%d",
    "%a, %d %b %Y", "%d %B %Y",
         "%b %d, %Y", "%d/%b/%Y", "%A, %d-%m-%Y", "%Y/%m/%d", "%d.%m.%y")  # fmt: skip
Lines = list[tuple[str, str]]


def till_facts(rng: random.Random) -> Facts:
    facts = Facts("till", "", rng.choice(SHOPS), None, date(2016, 6, 1) + timedelta(days=rng.randrange(1000)))
    facts.number = rng.choice(("TD", "CB-", "INV", "OR", "")) + digits(rng, rng.choice((6, 8, 12)))
    facts.items = [
        (n, q, amount(rng, 0.8, 90) * q)
        for n in rng.sample(WARES, rng.randint(1, 7))
        for q in [rng.choice((1, 1, 2, 5))]
    ]
    return facts


def _five(value: Decimal) -> Decimal:
    return (value * 20).quantize(Decimal(1), rounding="ROUND_HALF_UP") / 20


def _gst(value: Decimal) -> Decimal:
    """The tax that a price with tax contains."""
    return (value * 6 / 106).quantize(CENT)


Closing = Callable[[Facts, Decimal, random.Random], Lines]


def _bookshop(facts: Facts, net: Decimal, rng: random.Random) -> Lines:
    facts.total = _five(net)
    return [("TOTAL:", f"{net:.2f}"), (rng.choice(("ROUNDING ADJUSTMENT:", "ROUNDING :", "RND ADJ")),
        f"{facts.total - net:.2f}"),
            (rng.choice(("ROUNDED TOTAL (RM):", "TOTAL ROUNDED", "ROUNDED AMT")), f"{facts.total:.2f}")]  # fmt: skip


def _hardware(facts: Facts, net: Decimal, rng: random.Random) -> Lines:
    facts.total = _five(net)
    lines: Lines = [(f"ITEM(S) : {len(facts.items)}", f"QTY(S) : {sum(q for _, q, _ in facts.items)}")]
    if facts.total != net:
        lines += [("TOTAL", f"RM {net:.2f}"), ("ROUNDING ADJUSTMENT", f"RM {facts.total - net:.2f}")]
    return [
        *lines,
        (rng.choice(("TOTAL INCL. GST@6%", "TOTAL ROUNDED INCL. GST@6%", "TOTAL AMOUNT")), f"RM {facts.total:.2f}"),
    ]


def _restaurant(facts: Facts, net: Decimal, rng: random.Random) -> Lines:
    service = (net / 10).quantize(CENT) if rng.random() < 0.6 else Decimal(0)
    tax = ((net + service) * 6 / 100).quantize(CENT)
    facts.total = _five(net + service + tax)
    lines = [(rng.choice(("SUBTOTAL", "SUB TTL", "Sub-total")), f"{net:.2f}")]
    lines += [("SERV. CHARGE 10%", f"{service:.2f}")] if service else []
    return [*lines, (rng.choice(("GST 6%", "GOVT TAX 6%", "SST (6%)")), f"{tax:.2f}"), ("ROUNDING",
        f"{facts.total - net - service - tax:.2f}"),
            (rng.choice(("TOTAL DUE", "BILL TOTAL", "TOTAL", "NET TOTAL", "GRAND TOTAL")), f"{facts.total:.2f}")]  # fmt: skip


def _stationer(facts: Facts, net: Decimal, rng: random.Random) -> Lines:
    tax = (net * 6 / 100).quantize(CENT)
    facts.total = net + tax
    return [("TOTAL SALES (EXCLUDING GST) RM :", f"{net:.2f}"), ("DISCOUNT :", "0.00"), ("TOTAL GST :", f"{tax:.2f}"),
        ("ROUNDING :", "0.00"),
            (rng.choice(("TOTAL SALES (INCLUSIVE OF GST) RM :", "TOTAL INCLUSIVE GST :", "TOTAL AMT INCL. GST @ 6% :")),
            f"{facts.total:.2f}")]  # fmt: skip


def _bakery(facts: Facts, net: Decimal, rng: random.Random) -> Lines:
    free = facts.items[0][2]
    taxed = net - free
    tax = (taxed * 6 / 100).quantize(CENT)
    facts.total = net + tax
    return [("TOTAL 0% SUPPLIES:", f"{free:.2f}"), ("TOTAL 6% SUPPLIES (EXCL. GST):", f"{taxed:.2f}"), ("GST:", f"{tax:.2f}"),
            (rng.choice(("TOTAL PAYABLE:", "TOTAL AMOUNT PAYABLE")), f"{facts.total:.2f}"),
            (f"RECEIVED {facts.total:.2f} WITH GOODS", "")]  # fmt: skip


def _supermarket(facts: Facts, net: Decimal, rng: random.Random) -> Lines:
    facts.total = _five(net)
    return [("SUB-TOTAL", f"{net:.2f}"), ("TOTAL SALES INCL GST", f"{net:.2f}"), ("ROUNDING ADJ", f"{facts.total - net:.2f}"),
            ("TOTAL AFTER ROUNDING ADJ INCL GST", f"{facts.total:.2f}"), (f"ITEM COUNT {len(facts.items)}", "")]  # fmt: skip


def _plain(facts: Facts, net: Decimal, rng: random.Random) -> Lines:
    facts.total = net
    label = rng.choice(("TOTAL", "Total (RM):", "AMOUNT DUE", "Amt. Payable", "TOTAL RM", "JUMLAH", "Grand Ttl", "NETT",
        "Total Price", "Total Due (Incl. GST)",
                        "Bill Amount", "NET AMT", "Total Payment", "BALANCE DUE"))  # fmt: skip
    lines = [(label, f"{rng.choice(('', 'RM', 'RM ', '$'))}{net:,.2f}")]
    if rng.random() < 0.4:
        lines.insert(0, (f"TOTAL QTY: {sum(q for _, q, _ in facts.items)}", ""))
    if rng.random() < 0.3:
        lines.append(("GST @6% INCLUDED IN TOTAL", f"RM {_gst(net):.2f}"))
    return lines


def _burger(facts: Facts, net: Decimal, rng: random.Random) -> Lines:
    facts.total = _five(net)
    return [
        ("TAKEOUT TOTAL (INCL GST)", f"{net:.2f}"),
        ("TOTAL ROUNDED", f"{facts.total:.2f}"),
        ("TOTAL INCLUDES 6% GST", f"{_gst(net):.2f}"),
    ]


def _invoice(facts: Facts, net: Decimal, rng: random.Random) -> Lines:
    """A4 sales invoice with a discount and the sum in words."""
    off = Decimal("2.00") if net > 20 else Decimal("0.00")
    facts.total = net - off
    return [("Gross Amt", f"{net:.2f}"), ("Total Discount", f"-{off:.2f}"), ("Total Incl. of GST", f"{facts.total:.2f}"),
        ("Total Excl. of GST", f"{facts.total - _gst(facts.total):.2f}"),
            ("Total GST", f"{_gst(facts.total):.2f}"), ("Total Rounded", f"{facts.total:.2f}")]  # fmt: skip


CLOSINGS: tuple[Closing, ...] = (
    _bookshop,
    _hardware,
    _restaurant,
    _stationer,
    _bakery,
    _supermarket,
    _plain,
    _plain,
    _burger,
    _invoice,
)


def till(facts: Facts, rng: random.Random) -> Canvas:
    width, size = rng.choice((460, 600, 760, 900)), rng.choice((18, 20, 23, 26))
    c = Canvas(
        width,
        3600,
        paper=rng.choice(((255, 255, 255), (244, 244, 240))),
        face=rng.choice(("mono", "mono", "monobold", "condensed", "latinserif", "latin")),
    )
    while c.measure("X" * 38, size) > width - 30:
        size -= 1
    left, right, step = 15, width - 15, size + rng.choice((5, 9, 13))
    y = 20.0

    def say(text: str, value: str = "", *, centre: bool = False, bigger: int = 0) -> None:
        nonlocal y
        if centre:
            c.text(width / 2, y, text, size + bigger, anchor="mt")
        else:
            c.text(left, y, text, size + bigger)
        if value:
            c.text(right, y, value, size + bigger, anchor="ra")
        y += step + bigger

    centred = rng.random() < 0.7
    if rng.random() < 0.3:
        c.text(width * 0.3, y, rng.choice(PEOPLE), size + 8, face="latinserif", ink=(60, 60, 140))
        y += step + 10
    say(facts.seller, centre=centred)
    for text in (
        f"(CO. REG NO {digits(rng, 6)}-{rng.choice('WXHPD')})",
        rng.choice(STREETS),
        rng.choice(TOWNS),
        f"TEL {digits(rng, 2)}-{digits(rng, 8)}  FAX {digits(rng, 2)}-{digits(rng, 8)}",
    ):
        if rng.random() < 0.85:
            say(text, centre=centred)
    if rng.random() < 0.6:
        say(rng.choice(("GST REG NO :", "(GST ID NO:", "GST NO. ")) + f"000{digits(rng, 9)}", centre=centred)
    say(
        rng.choice(("TAX INVOICE", "CASH BILL", "SALES RECEIPT", "-INVOICE-", "CASH SALES", "OFFICIAL RECEIPT")),
        centre=True,
        bigger=rng.choice((0, 4)),
    )
    stamp = facts.issued.strftime(rng.choice(DATES))
    if rng.random() < 0.5:
        stamp = stamp.upper()
    clock = rng.choice(("18:10", "8:13:39 PM", "04:38PM", "11:05:22", "2:55 pm", ""))
    at_end = rng.random() < 0.25
    dated = rng.choice((f"DATE : {stamp} {clock}", f"Date {stamp}    Time {clock}", f"{stamp} {clock}",
        f"INV DATE:{stamp}", f"{clock} {digits(rng, 6)} {stamp}",
                        f"{stamp} {clock} SH01 ZK09 T1 R000{digits(rng, 6)}", f"ORD #70 -REG #19- {stamp} {clock}",
                            f"Bill Date : {stamp}",
                        f"Invoice Date\t{stamp}", f"Trans Dt: {stamp}  Terminal 01"))  # fmt: skip
    numbered = rng.choice(("DOCUMENT NO : ", "INVOICE # ", "Receipt No: ", "BILL NO ", "Inv No.: ", "SLIP NO.: ")) + (
        facts.number or ""
    )
    head = [
        numbered,
        rng.choice(("CASHIER: MANIS", "SALESPERSON : AH101", "SERVER: 01   TABLE 7   PAX 2", "COUNTER: 2")),
    ]
    if not at_end:
        head.insert(rng.randint(0, 2), dated)
    for text in head:
        for index, part in enumerate(text.split("\t")):
            c.text(left + index * 0.4 * width, y, part, size)
        y += step
    say("-" * 30)
    heading = rng.choice(
        (
            ("CODE/DESC   QTY  PRICE", "AMOUNT"),
            ("Item      Qty   S/Price  S/Amt", "Tax"),
            ("DESCRIPTION", "TOTAL"),
            None,
        )
    )
    if heading:
        say(*heading)
    tag = rng.choice(("", "", " SR", "S", " T", " ZRL"))
    style = rng.randrange(3)
    for name, quantity, price in facts.items:
        if style == 0:
            say(f"{digits(rng, 13)} {name}"[:34])
            say(f"   {quantity} PC *  {price / quantity:.3f}", f"{price:.2f}{tag}")
        elif style == 1:
            say(f"{name}")
            say(f"{digits(rng, 8)}  {quantity} X {price / quantity:.2f}", f"{price:.2f}{tag}")
        else:
            say(f"{quantity} {name}"[:22], f"{price:.2f}{tag}")
    say("=" * 24 if rng.random() < 0.5 else "-" * 30)
    net = sum((a for _, _, a in facts.items), Decimal(0))
    for label, value in rng.choice(CLOSINGS)(facts, net, rng):
        say(label, value, bigger=rng.choice((0, 0, 3)) if value and "TOTAL" in label.upper() else 0)
    if rng.random() < 0.75:
        tendered = (facts.total / 10).to_integral_value(rounding="ROUND_UP") * 10 + rng.choice((0, 0, 50))
        say(rng.choice(("CASH", "CASH TEND", "Payment : CASH", "PAID AMT", "CASH RM", "TENDERED")), f"{tendered:.2f}")
        say(
            rng.choice(("CHANGE", "CHANGE DUE", "CHANGE AMT", "BALANCE RM", "Change:")), f"{tendered - facts.total:.2f}"
        )
    elif rng.random() < 0.7:
        say(rng.choice(("VISA", "MASTER CARD", "BANK CARD", "DEBIT CARD ****1290")), f"{facts.total:.2f}")
    if rng.random() < 0.5:
        base = facts.total - _gst(facts.total)
        say(
            rng.choice(("GST SUMMARY    AMOUNT(RM)", "Tax Code  %   Goods Value", "GST Analysis     Goods")),
            rng.choice(("TAX(RM)", "Tax Amt")),
        )
        say(f"SR @ 6%         {base:.2f}", f"{_gst(facts.total):.2f}")
        if rng.random() < 0.4:
            say(f"TOTAL :         {base:.2f}", f"{_gst(facts.total):.2f}")
    if at_end:
        say(dated.replace("\t", " "))
    for text in rng.sample(("GOODS SOLD ARE NOT RETURNABLE", "THANK YOU, PLEASE COME AGAIN",
        "EXCHANGE ARE ALLOWED WITHIN 7 DAY", "CUSTOMER'S COPY",
                            "E. & O.E.", "Member points 120 valid until 31/12/2020", "PLS KEEP THE INVOICE FOR WARRANTY"),
                            3):  # fmt: skip
        say(text, centre=rng.random() < 0.6)
    c.image = c.image.crop((0, 0, width, int(y + 20)))
    return c
