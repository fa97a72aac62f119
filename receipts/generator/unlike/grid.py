"""Ways to put a label and its value on paper: one behind the other, far apart, in two cells, one below the other."""

from __future__ import annotations

import random

from receipts.generator.canvas import Canvas
from receipts.generator.facts import Facts

Pairs = list[tuple[str, str]]
STYLES = ("colon", "wide", "cells", "below", "bare")


def dated(facts: Facts, rng: random.Random, *, clock: bool = False) -> str:
    issued = facts.issued
    text = rng.choice(
        (
            f"{issued.year}年{issued.month}月{issued.day}日",
            f"{issued:%Y-%m-%d}",
            f"{issued:%Y/%m/%d}",
            f"{issued.year}/{issued.month}/{issued.day}",
            f"{issued:%Y.%m.%d}",
            f"{issued:%Y%m%d}",
            f"{issued.year} 年 {issued.month:02d} 月 {issued.day:02d} 日",
        )
    )
    if clock or (rng.random() < 0.2 and "年" not in text):
        text += f" {rng.randint(7, 20):02d}:{rng.randint(0, 59):02d}" + rng.choice(("", f":{rng.randint(0, 59):02d}"))
    return text


def figure(amount: object, rng: random.Random, *, bare: bool = False) -> str:
    """An amount as machines print it: plain, with a sign, with thousands, with 元."""
    text = f"{amount:.2f}"
    if bare:
        return text
    return rng.choice((text, text, f"¥{text}", f"￥{text}", f"{amount:,.2f}", f"{text}元", f"￥ {text}"))


def put(c: Canvas, pairs: Pairs, x: float, y: float, width: float, columns: int, size: int, style: str,
        ink: tuple[int, int, int], rng: random.Random) -> float:  # fmt: skip
    """Draws the pairs in a grid of ``columns`` and returns the y below it."""
    step = size + (26 if style == "cells" else rng.choice((14, 18, 22)))
    cell = width / columns
    colon = rng.choice(("：", ":", "： "))
    for index, (label, value) in enumerate(pairs):
        px = x + index % columns * cell
        if style == "below":
            py = y + index // columns * step * 2
            c.text(px + 10, py, label, size - 2, ink=ink)
            c.text(px + 10, py + step, value, size)
            c.box(px, py - 6, px + cell, py + 2 * step - 8, ink=ink, width=1)
            continue
        py = y + index // columns * step
        if style == "cells":
            share = 0.42 * cell
            c.box(px, py - 10, px + share, py + step - 10, ink=ink, width=1)
            c.box(px + share, py - 10, px + cell, py + step - 10, ink=ink, width=1)
            c.text(px + share / 2, py, label, size, ink=ink, anchor="ma")
            c.text(px + share + 12, py, value, size)
        elif style == "wide":
            c.text(px, py, label, size, ink=ink)
            c.text(px + 0.45 * cell, py, value, size)
        else:
            end = c.text(px, py, label + (colon if style == "colon" else " "), size, ink=ink)
            c.text(end + (4 if style == "colon" else size), py, value, size)
    rows = (len(pairs) + columns - 1) // columns
    return y + rows * step * (2 if style == "below" else 1)


def fitting(c: Canvas, pairs: Pairs, width: float, style: str, columns: int, size: int) -> int:
    """The most columns, from ``columns`` down, in which no pair runs into the next one."""
    while columns > 1:
        cell = width / columns - 16
        share = {"cells": 0.42, "wide": 0.45}.get(style)
        if all(
            max(c.measure(label, size), c.measure(value, size)) < cell
            if style == "below"
            else c.measure(label, size) < share * cell and c.measure(value, size) < (1 - share) * cell
            if share
            else c.measure(label + "：" + value, size) + size < cell
            for label, value in pairs
        ):
            return columns
        columns -= 1
    return 1
