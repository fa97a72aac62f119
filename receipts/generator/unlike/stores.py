"""More English tills: long lists, tax summaries, discounts, roundings; dates and totals as chains and small shops print them."""

from __future__ import annotations

import random
from collections.abc import Callable

from receipts.generator.canvas import Canvas
from receipts.generator.facts import CENT, Facts, digits
from receipts.generator.unlike.counters import GOODS, Lines, _five, _goods, _paid, _share, _sum, printed
from receipts.generator.unlike.facts import amount


def household(f: Facts, rng: random.Random) -> Lines:
    f.total = _five(_sum(f))
    off = f.total - _sum(f)
    entry, f.number = f.number, None  # a till's entry without a label is nobody's receipt number
    pieces = sum(q for _, q, _ in f.items)
    return ["^TAX INVOICE -", *_goods(f, "{name}\nWA{n}0 - {n}|{n} X {each:.2f}|{price:.2f}"), "^" + "-" * 30,
            f"ITEM(S) : {len(f.items)}|QTY(S) : {pieces}",
            *([f"ROUNDING ADJUSTMENT|RM {off:.2f}"] if off else []), f"TOTAL|RM {f.total:.2f}",
            *_paid(f, rng, "CASH", "CHANGE", "RM "), f"GST @6% INCLUDED IN TOTAL|RM {f.total * 6 / 106:.2f}",
            f"{f.issued:%d-%m-%y} 20:13 SH01 ZK09|T4 {entry}", "OPERATOR TRAINEE CASHIER",
            "^EXCHANGE ARE ALLOWED WITHIN", "^7 DAYS WITH RECEIPT"]  # fmt: skip


def speedy(f: Facts, rng: random.Random) -> Lines:
    net = _sum(f)
    f.total = _five(net)
    off = f.total - net
    return [f"INVOICE NO : {f.number}", f"0{rng.randint(1, 9)}:2{rng.randint(0, 9)}PM {digits(rng, 6)}|{f.issued:%d-%m-%y}",
            *_goods(f, "{name}|{n}|{price:.2f} S"), f"TOTAL SALES (INCLUSIVE GST)|RM {net:.2f}",
            *([f"ROUNDING ADJUSTMENT|RM {off:.2f}", f"ROUNDED TOTAL|RM {f.total:.2f}"] if off else []),
            *_paid(f, rng, "CASH", "CHANGE", "RM "), "GST SUMMARY|AMOUNT(RM)|TAX(RM)",
            f"S = 6%|{net * 100 / 106:.2f}|{net * 6 / 106:.2f}", "Z = 0%|0.00|0.00", "^PLEASE COME AGAIN."]  # fmt: skip


def noodles(f: Facts, rng: random.Random) -> Lines:
    f.total = _sum(f)
    entry, f.number = f.number, None
    return [f"{f.issued:%d %b %Y} 18:24", "Tax Invoice", f"{entry}", "Item|Qty|S/Price|Amount|Tax",
            *_goods(f, "SR{n}000 - {name}\n|{n}|${each:.2f}|${price:.2f}|SR"), f"Total Amount:|${f.total:.2f}",
            f"GST @6%:|${f.total * 6 / 106:.2f}", f"Nett Total:|${f.total:.2f}", "Payment Mode|Amount",
            f"CASH|${f.total:.2f}", "Change|$0.00", "GST Summary|Amount($)|Tax($)",
            f"SR = GST @6%|{f.total * 100 / 106:.2f}|{f.total * 6 / 106:.2f}", "GST REG #000656195584"]  # fmt: skip


def bread(f: Facts, rng: random.Random) -> Lines:
    f.total = _sum(f)
    return [f"Tax Invoice/Adjustment Note No|: {f.number}", f"Date|: {f.issued:%d/%m/%Y}", "Item|Issue|Exc|D.Sales|Value",
            *_goods(f, "{name}\n{each:.2f}|{n}|0|{n}|{price:.2f}"), f"Total 0% supplies:|{f.total:.2f}",
            "Total 6% supplies (Excl. GST)|0.00", "GST:|0.00", f"Total 6% supplies Inc. GST:|{0:.2f}",
            f"Total Payable:|{f.total:.2f}", "^E.&.O.E.", "Received above goods in good order", "condition."]  # fmt: skip


def burgers(f: Facts, rng: random.Random) -> Lines:
    net = _sum(f)
    f.total = _five(net)
    return [f"INV# {f.number}", f"ORD #{digits(rng, 2)} -REG #18-|{f.issued:%d/%m/%Y} 23:16:31", "QTY ITEM|TOTAL",
            *_goods(f, "{n} {name}|{price:.2f}"), f"TakeOut Total (incl GST)|{net:.2f}", f"Total Rounded|{f.total:.2f}",
            *_paid(f, rng, "Cash Tendered", "Change"), f"TOTAL INCLUDES 6% GST|{net * 6 / 106:.2f}",
            "^Guest Relations Centre", f"^Toll free: 1-300-13-{digits(rng, 4)}"]  # fmt: skip


def petrol(f: Facts, rng: random.Random) -> Lines:
    f.items = [("FUEL RON95", 1, amount(rng, 20, 120))]
    f.total = _sum(f)
    return [f"Invoice No.: {f.number}", f"{f.issued:%d-%b-%Y} 08:41 PM".upper(), "Pump 05", f"{f.total / 2:.2f} litre|2.000 RM/L",
            f"FUEL RON95|{f.total:.2f} C", f"Total|RM {f.total:.2f}", f"VISA|RM {f.total:.2f}", f"Relief GST C|RM {f.total:.2f}",
            f"Card XXXX{digits(rng, 4)}", "Points Awarded: 35", f"Balance points: {digits(rng, 4)}", "^Diesel & Petrol RON95",
            "^given relief under Section 56 (3) (b)"]  # fmt: skip


def bill(f: Facts, rng: random.Random) -> Lines:
    net = _sum(f)
    off = _share(net, 10)
    tax = _share(net - off, 6)
    f.total = net - off + tax
    return ["^CASH BILL", f"NO.|: {f.number}", f"DATE|: {f.issued:%d-%b-%y}", "SALESMAN|: KENT", "NO|DESCRIPTION|QTY|U/P|AMT",
            *_goods(f, "1|{name}|{n}|{each:.2f}|{price:.2f}"), f"Gross Amount|{net:.2f}", f"Less Discount 10%|-{off:.2f}",
            f"Total Excl. GST|{net - off:.2f}", f"Add GST @ 6%|{tax:.2f}", f"GRAND TOTAL (INCL GST) RM|{f.total:.2f}",
            "Goods sold are not refundable"]  # fmt: skip


def minimart(f: Facts, rng: random.Random) -> Lines:
    net = _sum(f)
    f.total = _five(net)
    return [f"Receipt# : {f.number}|Counter 2", f"{f.issued:%Y-%m-%d} 08:41 PM|Cashier: AIN",
            *_goods(f, "{name}\n{n} x {each:.2f}|{price:.2f}"),
            f"Sub Total|{net:.2f}", "Discount|0.00", "Service Charge|0.00", f"GST 6% (incl.)|{net * 6 / 106:.2f}",
            f"Rounding|{f.total - net:.2f}", f"TOTAL RM|{f.total:.2f}", *_paid(f, rng, "Tendered", "Change"),
            f"No. of items: {len(f.items)}", f"^Printed on {f.issued:%d/%m/%Y} 20:42:01"]  # fmt: skip


def bistro(f: Facts, rng: random.Random) -> Lines:
    net = _sum(f)
    service, tax = _share(net, 10), (net * 11 / 10 * 6 / 100).quantize(CENT)
    f.total = _five(net + service + tax)
    return [f"Check No: {f.number}|Table 12", f"Date: {f.issued:%d/%m/%y}|Time: 1:47 PM", "Guest(s): 3",
            *_goods(f, "{n} {name}|{price:.2f}"),
            f"Food & Bev|{net:.2f}", f"10% Svc Chg|{service:.2f}", f"GST 6%|{tax:.2f}", f"Bill Total|{net + service + tax:.2f}",
            f"Rounding Adjustment|{f.total - net - service - tax:.2f}", f"Amount Due|{f.total:.2f}", f"MASTERCARD|{f.total:.2f}",
            "^--- Check Closed ---"]  # fmt: skip


FORMS: tuple[Callable[[Facts, random.Random], Lines], ...] = (
    household, speedy, noodles, bread, burgers, petrol, bill, minimart, bistro,
)  # fmt: skip


def store(facts: Facts, rng: random.Random) -> Canvas:
    """One receipt, a third of them with a long list; sets ``facts.total`` to what had to be paid."""
    if rng.random() < 0.3:
        facts.items += [
            (name, n, amount(rng, 0.5, 40) * n) for name in rng.choices(GOODS, k=14) for n in [rng.choice((1, 1, 2))]
        ]
    return printed(facts, rng.choice(FORMS)(facts, rng), rng)
