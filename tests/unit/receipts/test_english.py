from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from receipts.generator.__main__ import draw
from receipts.generator.facts import Facts
from receipts.generator.unlike import draw as draw_unlike
from receipts.generator.unlike.counters import Lines, counter_facts, printed
from receipts.generator.unlike.stores import FORMS as STORES
from tests.unit.receipts.builders import page_of, page_of_sheet, reading_of


@pytest.mark.parametrize("seed", range(20))
def test_every_english_style_gives_its_total_and_date(seed: int) -> None:
    facts, sheet = draw("english", 700 + seed)
    reading = reading_of(page_of_sheet(sheet))
    assert reading.total == facts.total
    assert reading.date == facts.issued


HEAD = (
    "SUNRISE HARDWARE SDN BHD",
    "JALAN MERPATI 3/12, 40150 SHAH ALAM",
    "TAX INVOICE",
    "Invoice No: CS00012",
    "Date: 19/10/2018 8:13:39 PM",
    "LED BULB 9W|20.02",
)


@pytest.mark.parametrize(
    ("tail", "total"),
    [
        (
            (
                "Total Sales (Inclusive GST)|20.02",
                "Rounding Adj|-0.02",
                "Total Rounded|20.00",
                "CASH|50.00",
                "CHANGE|30.00",
            ),
            "20.00",
        ),
        (("SUBTOTAL|18.89", "GST @ 6%|1.13", "TOTAL|20.02", "VISA CARD|20.02"), "20.02"),
        (("TOTAL RM 20.02", "Cash Tendered|21.00", "Change Due|0.98"), "20.02"),
        (
            (
                "Total Qty: 1",
                "TOTAL:|20.02",
                "GST Summary|Amount(RM)|Tax(RM)",
                "SR @ 6%|18.89|1.13",
                "Total|18.89|1.13",
            ),
            "20.02",
        ),
        (("Sub Total|20.02", "CASH|50.00", "CHANGE|29.98"), "20.02"),
        (("Total Excl. GST|18.89", "Total GST|1.13", "Total Incl. GST|20.02"), "20.02"),
        (("TOTAL", "20.02", "CASH|20.02"), "20.02"),
        (("TOTAL 0% SUPPLIES|4.00", "TOTAL 6% SUPPLIES (INC. GST)|16.02", "TOTAL PAYABLE|20.02"), "20.02"),
        (
            ("TOTAL INCL. GST@6%|RM 20.02", "CASH|RM 50.00", "CHANGE|RM 29.98", "GST @6% included in total|RM 1.13"),
            "20.02",
        ),
        (
            (
                "Total Sales Incl GST|20.02",
                "Total After Adj Incl GST|20.00",
                "CASH|50.00",
                "Item Count 1",
                "Change Amt|30.00",
                "Total GST|1.13",
            ),
            "20.00",
        ),
        (("TOTAL|20.02", "ROUNDING|0.02", "CASH|20.00", "CHANGE|0.00"), "20.00"),
        (("TOTAL:|20.02", "ROUNDING ADJUSTMENT:|-0.02", "ROUNDED AMT|20.00"), "20.00"),
        (("TOTAL AMOUNT|RM 20", "CASH|RM 20.00"), "20.00"),
        (("TOTAL AMOUNT: $20.02", "GST @0%: $0.00", "NETT TOTAL: $20.02"), "20.02"),
        (
            ("Total Qty:|118.89", "Sub Total|18.89", "Total GST|1.13", "Total Sal20.:02", "CASH|21.00", "Change|0.98"),
            "20.02",
        ),
        (("Total Sales|18.89", "Total GST|1.13", "CASH|21.00", "Change|0.98"), "20.02"),
        (("AMOUNT|20.02", "TOTAL SAVINGS|5.00", "GRAND TOTAL|20.02", "VISA|-20.02"), "20.02"),
    ],
)
def test_the_amount_due_is_found_among_the_other_totals(tail: tuple[str, ...], total: str) -> None:
    assert reading_of(page_of(*HEAD, *tail)).total == Decimal(total)


@pytest.mark.parametrize(
    "line",
    [
        "19-10-18 14:22",
        "19 OCT 2018",
        "Date|19/10/2018",
        "2018-10-19 20:13",
        "DATE : 19.10.2018",
        "Oct 19, 2018",
        "19/1O/2018",
        "19/10/201820:13:39",
        "19-0CT-2018",
        "19 0ct 18 14:20",
    ],
)
def test_the_date_is_found_in_many_formats(line: str) -> None:
    lines = [line if text.startswith("Date") else text for text in HEAD]
    assert reading_of(page_of(*lines, "TOTAL|20.02", "CASH|20.02")).date == date(2018, 10, 19)


def test_lines_are_given_where_they_add_up_to_a_sum() -> None:
    lines = (*HEAD[:-1], "LED BULB 9W|12.02", "A4 PAPER 80GSM", "2 x 4.00|8.00")
    right = reading_of(page_of(*lines, "TOTAL|20.02", "CASH|20.02"))
    assert [(item.name, str(item.amount)) for item in right.items] == [
        ("LED BULB 9W", "12.02"),
        ("A4 PAPER 80GSM", "8.00"),
    ]
    assert reading_of(page_of(*lines, "TOTAL|25.02", "CASH|25.02")).items == ()


def test_an_expiry_date_is_not_the_date_of_sale() -> None:
    reading = reading_of(page_of(*HEAD, "TOTAL|20.02", "CASH|20.02", "Points expire on 31/12/2019"))
    assert reading.date == date(2018, 10, 19)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("ORD #70 -REG #19- 28-07-17 8:13:39 PM", date(2017, 7, 28)),
        ("11:05:222036762017/07/15", date(2017, 7, 15)),
        ("Date 25-Dec-18    Time 18:10", date(2018, 12, 25)),
        ("DATE : 05/02/18", date(2018, 2, 5)),
        ("18-NOV-2017 16:30 TABLE 4", date(2017, 11, 18)),
        ("ORD #70 -REG #19- 05-03-18 04:38PM", date(2018, 3, 5)),
        ("ORD #70 -REG #19- MAY 12, 2017 11:05:22", date(2017, 5, 12)),
    ],
)
def test_a_date_among_other_figures_is_found(line: str, day: date) -> None:
    reading = reading_of(page_of(*HEAD[:4], line, HEAD[5], "TOTAL:|20.02", "Member points valid until 31/12/2020"))
    assert reading.date == day


def test_the_only_date_on_a_page_is_not_given_when_it_says_how_long_points_are_valid() -> None:
    lines = ("PETROL STESEN MEGAH", "CABLE TIE 6.79", "TOTAL 6.79", "CASH 10.00", "CHANGE 3.21")
    assert reading_of(page_of(*lines, "Member points 120 valid until 31/12/2020")).date is None


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        (("Doc No.|: CS00012", "Ref: 88123"), "CS00012"),
        (("INV0ICE # 0R434662",), "OR434662"),
        (("Doc No.|:0549383Date:15/10/2017",), "0549383"),
        (("INVOICE # OR-3318", "TEL 03-31009960"), "OR-3318"),
        (("Receipt #: T1-40063", "Trans: 7712345"), "T1-40063"),
        (("SLIP NO.: INV679858",), "INV679858"),
        (("19/10/18 13:05|NO.7143397",), "7143397"),
        (("GST REG NO : 000971256791", "CHK 5120"), "5120"),
    ],
)
def test_the_receipts_own_number_is_preferred_to_any_other(lines: tuple[str, ...], number: str) -> None:
    assert reading_of(page_of(HEAD[0], HEAD[1], *lines, *HEAD[4:], "TOTAL|20.02", "CASH|20.02")).number == number


def test_a_persons_name_above_the_shops_is_not_the_seller() -> None:
    lines = ("TAN KOK WAI", "LUCKY DRAGON", "(CO. REG NO 123456-X)", *HEAD[1:], "TOTAL|20.02", "CASH|20.02")
    assert reading_of(page_of(*lines)).seller == "LUCKY DRAGON"


@pytest.mark.parametrize("seed", range(28))
def test_forms_of_shops_that_no_rule_was_written_for_give_total_date_and_number(seed: int) -> None:
    facts, sheet = draw_unlike("counter", 300 + seed)
    reading = reading_of(page_of_sheet(sheet))
    assert (reading.total, reading.date, reading.number) == (facts.total, facts.issued, facts.number)


@pytest.mark.parametrize("form", STORES, ids=lambda form: form.__name__)
@pytest.mark.parametrize("seed", range(3))
def test_chains_and_small_shops_are_read_right_when_the_letters_are(
    form: Callable[[Facts, random.Random], Lines], seed: int
) -> None:
    rng = random.Random(f"{form.__name__}-{seed}")
    facts = counter_facts(rng)
    reading = reading_of(page_of_sheet(printed(facts, form(facts, rng), rng)))
    assert (reading.total, reading.date) == (facts.total, facts.issued)
    assert reading.seller == facts.seller


def test_the_letters_of_sdn_bhd_are_mended() -> None:
    assert reading_of(page_of("KEDAI MAJU SON BHO", "DATE 25/12/2018", "TOTAL RM|12.00", "CASH|12.00")).seller == (
        "KEDAI MAJU SDN BHD"
    )
