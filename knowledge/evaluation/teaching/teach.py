"""Teaches the reader: ``python -m knowledge.evaluation.teaching.teach FOLDER`` writes ``data/reader.npz``.

Makes indexes of the texts under ``texts/`` in ``FOLDER``, one a group and two that lack answers, collects pairs and trains. Needs
PyTorch (2.13 was used) and gcc, which nothing else here does; an hour of two cores. The groups of ``APART``, the development
set and the training texts of the gate are never read: they measure what the reader's word is worth on texts it does not know.

The file that is shipped was taught in steps, by an earlier form of this script: two epochs over five of the groups, three over
eight, and one with the weights that stand in ``pairs`` now.
"""

from __future__ import annotations

import random
import sys
import time
from contextlib import closing
from pathlib import Path

import torch
from torch.nn import functional

from knowledge import reader
from knowledge.base import open_knowledge
from knowledge.evaluation import masked
from knowledge.evaluation.questions import training_cases, training_groups
from knowledge.evaluation.teaching.network import Network, layout, tokenizer
from knowledge.evaluation.teaching.pairs import Pair, pairs

TEXTS = Path(__file__).parent / "texts"
APART = ("medical", "unions")
_LAYERS = 8
"""Of twelve: a third less time for each pair."""
_EPOCHS, _BATCH, _RATE, _HEAD_RATE, _DROP, _DECAY = 5, 32, 1.5e-4, 1e-3, 0.1, 0.01
_LONGEST = 200


def collect(folder: Path) -> list[Pair]:
    """Each pair once."""
    made: dict[tuple[str, bool], Pair] = {}
    for group in training_groups(TEXTS):
        if group not in APART:
            asked = training_cases(group, TEXTS)
            written = masked.write_all(folder / "texts" / group, asked, TEXTS / group, masked.GROUP_FOLDS)
            for name, files in written.items():
                with closing(open_knowledge(folder / group / name)) as knowledge:
                    knowledge.ingest(files)
                    for pair in pairs(knowledge, asked, name == "whole"):
                        made.setdefault((pair.text, pair.right), pair)
    return list(made.values())


def batches(lengths: list[int], chooser: random.Random) -> list[list[int]]:
    """Numbers of the pairs in random batches of about equal lengths."""
    order = list(range(len(lengths)))
    chooser.shuffle(order)
    made = []
    for at in range(0, len(order), _BATCH * 20):
        part = sorted(order[at : at + _BATCH * 20], key=lengths.__getitem__)
        made += [part[a : a + _BATCH] for a in range(0, len(part), _BATCH)]
    chooser.shuffle(made)
    return made


def teach(known: list[Pair]) -> Network:
    """One reader. The rate rises for a tenth of the steps and falls to nothing."""
    torch.manual_seed(1)
    chooser = random.Random(1)
    shape = layout()
    pieces = tokenizer(shape)
    network = Network(shape, _LAYERS)
    texts = [pieces(f"query: {pair.text}")[:_LONGEST] for pair in known]
    right = torch.tensor([float(pair.right) for pair in known])
    weight = torch.tensor([pair.weight for pair in known])
    learned = [p for name, p in network.named_parameters() if not name.startswith("head")]
    optimizer = torch.optim.AdamW(
        [
            {"params": learned, "lr": _RATE, "weight_decay": _DECAY},
            {"params": network.head.parameters(), "lr": _HEAD_RATE, "weight_decay": 0.0},
        ]
    )
    rates = [group["lr"] for group in optimizer.param_groups]
    steps, step, began = _EPOCHS * (len(known) // _BATCH + 1), 0, time.monotonic()
    network.train()
    for epoch in range(_EPOCHS):
        total = 0.0
        for chosen in batches([len(text) for text in texts], chooser):
            factor = min(1.0, 10 * (step + 1) / steps) * max(0.02, 1 - step / steps)
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * factor
            odds = network([texts[n] for n in chosen], _DROP)
            losses = functional.binary_cross_entropy_with_logits(odds, right[chosen], reduction="none")
            loss = (losses * weight[chosen]).sum() / weight[chosen].sum()
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            step, total = step + 1, total + loss.item()
            if step % 50 == 0:
                print(f"epoch {epoch + 1}, step {step} of {steps}, {time.monotonic() - began:.0f} s", flush=True)
        print(f"epoch {epoch + 1}: mean loss {total * _EPOCHS / steps:.3f}", flush=True)
    return network


if __name__ == "__main__":
    teach(collect(Path(sys.argv[1]))).save(reader.PATH)
