"""Pure adjudications a second on one core, for each demo plan and kind of claim.

    python -m bench.adjudication                 a table; exits with 1 when the goal is missed
    python -m bench.adjudication --seconds 5     longer runs

Each line decides bills one after the other on the balances the earlier ones left; making the bill and appending its
entries are measured too, reading the plan file is not.
"""

from __future__ import annotations

import argparse
import sys
import time
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benefits.adjudication import Accumulators, Bill, Person, adjudicate
from services.plan_files import load_book

GOAL = 20_000
PLANS = Path(__file__).resolve().parent.parent / "demo" / "plans"
ELECTED = frozenset({"high_end_medical", "membership", "mutual_aid"})
LINES = (
    ("reference", "outpatient", "one band", "80.00"),
    ("reference", "outpatient", "all bands", "2600.33"),
    ("reference", "inpatient", "limit used up", "90000.00"),
    ("reference", "critical_illness", "lump sum", "180000.00"),
    ("reference", "high_end_medical", "elective", "1234.56"),
    ("tiered", "outpatient", "deductible", "950.10"),
    ("mutual_aid", "inpatient", "bands, grant", "26000.00"),
)
DAYS = [date(2026, 1, 1) + timedelta(days=day) for day in range(360)]


def adjudications(plan: str, kind: str, total: str, seconds: float) -> tuple[int, float]:
    """How many bills were decided, and in how many seconds of processor time: a year of claims again and again."""
    book = load_book(PLANS / f"{plan}.yaml")
    person = Person("E0001", "staff", date(1990, 5, 15), date(2020, 3, 2), elections=ELECTED)
    amount = Decimal(total)
    done, began = 0, time.process_time()
    while time.process_time() - began < seconds:
        for _ in range(50):  # reading the clock isn't free
            balances = Accumulators()
            for day in DAYS[::12]:
                decided = adjudicate(book, person, Bill("b", kind, day, day, amount), balances)
                balances = balances.plus(decided.entries)
                done += 1
    return done, time.process_time() - began


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=2.0, help="processor seconds for each line")
    seconds = parser.parse_args().seconds
    table = Table(title="Pure adjudications on one core (processor time)")
    for column in ("plan", "claim", "what", "decided", "a second", "µs each"):
        table.add_column(column, justify="right" if column in ("decided", "a second", "µs each") else "left")
    whole, spent = 0, 0.0
    for plan, kind, what, total in LINES:
        done, took = adjudications(plan, kind, total, seconds)
        whole, spent = whole + done, spent + took
        table.add_row(plan, kind, what, f"{done:,}", f"{done / took:,.0f}", f"{took / done * 1e6:.1f}")
    table.add_section()
    table.add_row("all", "", "", f"{whole:,}", f"{whole / spent:,.0f}", f"{spent / whole * 1e6:.1f}")
    Console().print(table)
    reached = whole / spent >= GOAL
    print(f"goal: {GOAL:,} a second, {'reached' if reached else 'missed'}")
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
