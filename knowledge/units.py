"""Measures: which one a question asks for (几次, how many days), and whether a text holds a figure in it."""

from __future__ import annotations

import re
from functools import cache

_FIGURE = r"(?<![第月\d,.，一二两三四五六七八九十百千万半])(?:\d[\d,，.]*|[一二两三四五六七八九十百千万半]+|当|每)"
_ASKED = re.compile(
    r"(?:几多?|多少)\s*个?(工作日|自然日|小时|钟头|分钟|美元|港元|亿|[天日次回岁年月周折成人名位家种类项级步期份台副倍条棵页层])"
)
_ENGLISH = re.compile(
    r"how many (?:[a-z]+ ){0,2}?(days|hours|minutes|weeks|months|years|times|people|employees|members)\b"
)
_AS_ASKED = {"工作日": "天", "自然日": "天", "日": "天", "钟头": "小时", "回": "次", "名": "人", "位": "人"} | {
    "days": "天", "hours": "小时", "minutes": "分钟", "weeks": "周", "months": "月", "years": "年",
    "times": "次", "people": "人", "employees": "人", "members": "人",
}  # fmt: skip
_ALSO = {
    "天": ("天", "日", "工作日", "自然日"), "次": ("次", "回"), "人": ("人", "名", "位", "户"), "折": ("折", "%", "成"),
    "成": ("成", "%", "折"), "小时": ("小时", "钟头"), "周": ("周", "星期"), "种": ("种", "类", "项", "个"),
    "类": ("种", "类", "项", "个"), "项": ("项", "种", "个"), "家": ("家", "个", "所"), "级": ("级", "档", "个"),
    "步": ("步", "个"),
}  # fmt: skip
"""How else documents write it; a measure that isn't here stands for itself."""


def asked(folded: str) -> str:
    """The measure that a folded question names, in its plainest form; empty when it names none."""
    found = _ASKED.search(folded) or _ENGLISH.search(folded)
    return _AS_ASKED.get(found[1], found[1]) if found else ""


def figure_in(text: str, unit: str) -> bool:
    """Whether a folded text holds a number in this measure."""
    return bool(_figures(unit).search(text))


@cache
def _figures(unit: str) -> re.Pattern[str]:
    written = "|".join(map(re.escape, _ALSO.get(unit, (unit,))))
    return re.compile(rf"{_FIGURE}\s*[余多]?\s*个?(?:{written})")
