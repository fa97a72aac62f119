"""A second family of receipts, drawn unlike the first: other wordings, layouts, facts, damage. To measure with, not for rules."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import numpy as np

from receipts.generator.canvas import Canvas
from receipts.generator.facts import Facts
from receipts.generator.unlike.counters import counter, counter_facts
from receipts.generator.unlike.damage import damage
from receipts.generator.unlike.facts import make_facts
from receipts.generator.unlike.invoices import digital, vat
from receipts.generator.unlike.slips import slip
from receipts.generator.unlike.stays import stay
from receipts.generator.unlike.stores import store
from receipts.generator.unlike.tickets import form, narrow, old_paper
from receipts.generator.unlike.tills import till, till_facts

Layout = Callable[[Facts, random.Random], Canvas]
LAYOUTS: dict[str, tuple[Layout, ...]] = {
    "outpatient": (form, form, old_paper, narrow),
    "inpatient": (form, form, old_paper, narrow),
    "settlement": (stay,),
    "einvoice": (digital,),
    "vat": (vat,),
    "pharmacy": (slip,),
    "till": (slip,),
    "english": (till,),
    "counter": (counter, store),
}

ENGLISH = {"english": till_facts, "counter": counter_facts}


def draw(kind: str, seed: int) -> tuple[Facts, Canvas]:
    """One clean receipt of ``kind`` and its facts; what the layout leaves out is None in them."""
    rng = random.Random(f"unlike-{kind}-{seed}")
    facts = ENGLISH[kind](rng) if kind in ENGLISH else make_facts(kind, rng)
    return facts, rng.choice(LAYOUTS[kind])(facts, rng)


def make(kind: str, level: str, seed: int) -> tuple[np.ndarray[Any, np.dtype[Any]], Facts, list[str]]:
    """One damaged picture (RGB), its facts and what was done to it, always the same for the same arguments."""
    facts, clean = draw(kind, seed)
    image, done = damage(np.asarray(clean.image), level, random.Random(f"unlike-{kind}-{level}-{seed}-damage"))
    return image, facts, done
