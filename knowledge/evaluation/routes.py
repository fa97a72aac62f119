"""How often a message is taken for what it is: ``python -m knowledge.evaluation.routes [--half tune|report] [--misses]``."""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path

from knowledge.routing import route
from knowledge.text import HAN, simplified

SET = Path(__file__).parent / "utterances.tsv"
_CANTONESE = frozenset("唔嘅咗冇乜咩嗰嚟佢啲喇㗎嘢搵攞睇揀俾係邊點解仲幾")


def utterances(half: str = "") -> list[tuple[str, str]]:
    """(intent, text); ``half``: ``tune`` or ``report``, by turns within each intent."""
    made: list[tuple[str, str]] = []
    seen: defaultdict[str, int] = defaultdict(int)
    for line in SET.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        intent, text = line.split("\t")
        seen[intent] += 1
        if not half or (half == "tune") == bool(seen[intent] % 2):
            made.append((intent, text))
    return made


def language(text: str) -> str:
    if not HAN.search(text):
        return "en"
    return "zh-Hant" if simplified(text) != text or _CANTONESE & set(text) else "zh-Hans"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=("tune", "report"), default="")
    parser.add_argument("--misses", action="store_true")
    chosen = parser.parse_args()
    counts: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    misses = []
    for intent, text in utterances(chosen.half):
        made = route(text)
        # Unsure, and not a question: the person is asked back, which costs a tap.
        place = 1 if not made.sure and made.intent != "question" else 0 if made.intent == intent else 2
        for name in (intent, language(text), "all"):
            counts[name][place] += 1
        if place:
            misses.append((intent, made.intent if place == 2 else f"asked back ({made.intent})", text))
    print("| class | messages | right % | asked back % | wrong % |\n|---|---|---|---|---|")
    for name, places in counts.items():
        total = sum(places)
        print(f"| {name} | {total} | " + " | ".join(f"{100 * n / total:.0f}" for n in places) + " |")
    if chosen.misses:
        for miss in misses:
            print(*miss, sep="\t")


if __name__ == "__main__":
    main()
