"""Measures: which one a question asks for (几次, how many days), and whether a text holds a figure in it."""

from __future__ import annotations

import re
from functools import cache

_NUMBER = r"(?:\d[\d,，.]*|[一二两三四五六七八九十百千万半]+)"
_FIGURE = rf"(?<![第\d.一二两三四五六七八九十百千万半])(?<!\d[,，])(?<!\d月){_NUMBER}"
_ASKED = re.compile(
    r"(?:几多?|多少)\s*个?(工作日|自然日|小时|钟头|分钟|课时|美元|港元|积分|公里|亿|"
    r"[天日次回岁年月周折成人名位家种类项级步期份台副倍条棵页层本分点遍顿节场盒瓶张处所套件批届档轮张])"
)
_ENGLISH = re.compile(
    r"how many (?:[a-z]+ ){0,2}?(days|hours|minutes|weeks|months|years|times|people|employees|members|points|sessions)\b"
)
_WORDED = (
    (re.compile(r"多少钱|几多钱|几块|多少块|多少元|how much money"), "元"),
    (re.compile(r"百分之几|百分之多少|几个点|几成|比例是多少|比例多少|what percentage"), "成"),
    (re.compile(r"几点|what time"), "点"),
    (re.compile(r"多长时间|多久|几耐|how long"), "时长"),
    (
        re.compile(
            r"电话(?:号码)?(?:是|系)?(?:多少|几|什么)|分机号?(?:是|系)?(?:多少|几|什么)|(?:phone|telephone|extension) number"
        ),
        "电话",
    ),
)
"""Other ways to ask for a measure."""
_AS_ASKED = {"工作日": "天", "自然日": "天", "日": "天", "钟头": "小时", "回": "次", "遍": "次", "名": "人", "位": "人"} | {
    "days": "天", "hours": "小时", "minutes": "分钟", "weeks": "周", "months": "月", "years": "年", "积分": "分",
    "times": "次", "people": "人", "employees": "人", "members": "人", "points": "分", "sessions": "次",
}  # fmt: skip
_ALSO = {
    "岁": ("岁", "周岁"),
    "天": ("天", "日", "工作日", "自然日"), "次": ("次", "回", "遍"), "人": ("人", "名", "位", "户"), "折": ("折", "%", "成"),
    "成": ("成", "%", "折", "个百分点", "倍"), "小时": ("小时", "钟头"), "周": ("周", "星期"), "种": ("种", "类", "项", "个"),
    "类": ("种", "类", "项", "个"), "项": ("项", "种", "个"), "家": ("家", "个", "所"), "级": ("级", "档", "个"),
    "步": ("步", "个"), "分": ("分", "积分", "点"), "点": ("点", "时", ":"), "课时": ("课时", "小时", "学时"), "本": ("本", "册"),
    "时长": ("工作日", "自然日", "天", "日", "小时", "分钟", "秒", "周", "星期", "月", "年", "季度", "钟头"),
    "元": ("元", "块", "万", "亿", "美元", "港元", "%", "成", "折", "分", "积分", "点"), "场": ("场", "次"), "节": ("节", "次"),
}  # fmt: skip
"""How else documents write it; a measure that isn't here stands for itself."""
_WITHOUT = {
    "元": r"|免费|全额|一半|免收|不收", "成": r"|百分之|一半|全额|全部|减半",
    "时长": r"|即时|实时|立即|随时|次日|当[天日]|长期|终身",
}  # fmt: skip
"""Words that answer without a number."""
_PHONE = re.compile(r"\d{3,4}[-－ ]?\d{3,4}(?:[-－ ]?\d{3,4})?|(?:分机|短号|热线|电话)\D{0,4}\d{3,}")


def asked(folded: str) -> str:
    """The measure that a folded question names, in its plainest form; empty when it names none."""
    for pattern, unit in _WORDED:
        if pattern.search(folded):
            return unit
    found = _ASKED.search(folded) or _ENGLISH.search(folded)
    return _AS_ASKED.get(found[1], found[1]) if found else ""


def figure_in(text: str, unit: str) -> bool:
    """Whether a folded text holds a number in this measure, or a word that stands for one."""
    return bool(_figures(unit).search(text))


@cache
def _figures(unit: str) -> re.Pattern[str]:
    if unit == "电话":
        return _PHONE
    written = "|".join(map(re.escape, _ALSO.get(unit, (unit,))))
    return re.compile(rf"{_FIGURE}\s*[余多]?\s*个?(?:{written}){_WITHOUT.get(unit, '')}")
