"""What a sentence looks like whatever is asked: which kinds of figures stand in it, its length, its shape."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Bools = NDArray[np.bool_]
Floats = NDArray[np.float32]

_N = r"(?:\d[\d,，.]*|[一二两三四五六七八九十百千万半]+)"
TYPED: dict[str, re.Pattern[str]] = {
    "percent": re.compile(r"\d\s*%|百分之|[\d一二三四五六七八九]成|\d\s*个百分点|percent|全额|[一二]半"),
    "money": re.compile(rf"{_N}\s*[多余]?\s*(?:元|块|万|亿|美元|港元)|[¥￥$]\s*\d|\d%|免费|yuan|rmb"),
    "duration": re.compile(
        rf"{_N}\s*个?\s*(?:工作日|自然日|天|日|小时|分钟|秒|周|星期|月|年|季度)|当[日天]|即时|实时|次日"
        r"|\b(?:day|hour|month|week|year)s?\b"
    ),
    "date": re.compile(
        rf"\d{{4}}\s*年|{_N}\s*月|\d{{1,2}}\s*[日号]|\d{{4}}[-/.]\d|每[月周]|季度|[月年]底|年末|\d\s*点"
    ),
    "age": re.compile(rf"{_N}\s*周?岁|years? old|\bage"),
    "count": re.compile(
        rf"{_N}\s*[余多]?\s*(?:[个次种家人条项步名级类份位户例批大层档期轮点所张门套支款起件页倍台节场棵]|万人|周岁)"
    ),
    "phone": re.compile(r"\d{3,4}[-－ ]?\d{3,4}[-－ ]?\d{3,4}|\b1[3-9]\d{9}\b|(?<!\d)1\d{4}(?!\d)|热线|电话|分机"),
    "email": re.compile(r"[\w.]+@[\w.]+|https?://|www\."),
    "number": re.compile(r"\d"),
}
_DIGIT = re.compile(r"\d|百分之|[一二两三四五六七八九十百]+\s*(?:元|个|次|种|天|年|月|岁|项|级|类|名|人|家|万|成|倍)")
_ENDED = ("。", "；", ";", "！", "!", ".")


@dataclass(slots=True)
class Traits:
    """One value a sentence; ``typed`` has a row for each kind of figure."""

    typed: dict[str, Bools]
    digits: Bools
    listing: Bools
    short: Bools
    heading: Bools
    asking: Bools
    length: Floats


def read(folded: Sequence[str]) -> Traits:
    """Traits of all sentences, in order."""
    size = len(folded)

    def marks(test: re.Pattern[str]) -> Bools:
        return np.fromiter((bool(test.search(text)) for text in folded), dtype=np.bool_, count=size)

    lengths = np.fromiter((len(text) for text in folded), dtype=np.float32, count=size)
    open_end = np.fromiter((not text.rstrip().endswith(_ENDED) for text in folded), dtype=np.bool_, count=size)
    listing = (text.count("、") >= 2 or text.rstrip().endswith((":", "：")) for text in folded)
    return Traits(
        {kind: marks(pattern) for kind, pattern in TYPED.items()},
        marks(_DIGIT),
        np.fromiter(listing, dtype=np.bool_, count=size),
        lengths < 14,
        (lengths < 30) & open_end,
        np.fromiter((text.rstrip().endswith("?") for text in folded), dtype=np.bool_, count=size),
        np.asarray(np.minimum(lengths, 120) / 120, dtype=np.float32),
    )
