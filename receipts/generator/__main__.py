"""``python -m receipts.generator OUT --count N --seed S``: labelled receipts, a picture and a JSON file each."""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from receipts.generator.canvas import Canvas
from receipts.generator.degrade import LEVELS, degrade
from receipts.generator.english import english_facts, till_receipt
from receipts.generator.facts import Facts, make_facts
from receipts.generator.layouts import LAYOUTS
from receipts.generator.others import OTHERS

KINDS = (*LAYOUTS, "english")


Change = Callable[[Facts], None]
"""Sets facts that a receipt must show, such as whose it is; what isn't set comes from the seed."""


def draw(kind: str, seed: int, change: Change | None = None) -> tuple[Facts, Canvas]:
    """One clean receipt of ``kind`` (one of KINDS) and its facts."""
    rng = random.Random(f"{kind}-{seed}")
    facts = english_facts(rng) if kind == "english" else make_facts(kind, rng)
    if change is not None:
        change(facts)
    if kind == "english":
        return facts, till_receipt(facts, rng)
    return facts, rng.choice(LAYOUTS[kind])(facts, rng)


def labels(facts: Facts) -> dict[str, Any]:
    """What a reader should find: the keys of ReceiptReading, money as strings."""

    def text(amount: object) -> str | None:
        return None if amount is None else f"{amount:.2f}"

    return {
        "kind": facts.kind,
        "code": facts.code,
        "number": facts.number,
        "check_code": facts.check_code,
        "date": facts.issued.isoformat(),
        "patient": facts.patient,
        "seller": facts.seller,
        "total": text(facts.total),
        "pool_paid": text(facts.pool_paid),
        "personal_account_paid": text(facts.personal_account_paid),
        "own_pay": text(facts.own_pay),
        "own_expense": text(facts.own_expense),
        "other_paid": text(facts.other_paid),
        "items": [{"name": name, "amount": text(amount)} for name, _, amount in facts.items],
    }


def make(
    kind: str, level: str, seed: int, change: Change | None = None
) -> tuple[np.ndarray[Any, np.dtype[Any]], dict[str, Any]]:
    """One degraded picture (RGB array) and its labels, always the same for the same arguments."""
    rng = random.Random(f"{kind}-{level}-{seed}-degrade")
    if kind == "other":
        name = sorted(OTHERS)[seed % len(OTHERS)]
        return np.asarray(OTHERS[name](rng)), {"kind": "unknown", "other": name, "level": level, "seed": seed}
    facts, clean = draw(kind, seed, change)
    image, done = degrade(np.asarray(clean.image), level, rng)
    return image, {
        **labels(facts),
        "language": "en" if kind == "english" else "zh",
        "level": level,
        "seed": seed,
        "degradations": done,
    }


def main() -> None:
    parser = argparse.ArgumentParser(prog="receipts.generator", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--count", type=int, default=28, help="pictures for each level")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kinds", nargs="*", default=[*KINDS, "other"], choices=[*KINDS, "other"])
    parser.add_argument("--levels", nargs="*", default=list(LEVELS), choices=LEVELS)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    for level in options.levels:
        for index in range(options.count):
            kind = options.kinds[index % len(options.kinds)]
            image, label = make(kind, level, options.seed * 10_000 + index // len(options.kinds))
            name = f"{kind}-{level}-{options.seed}-{index:03d}"
            Image.fromarray(image).save(options.out / f"{name}.jpg", quality=92)
            (options.out / f"{name}.json").write_text(json.dumps(label, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
