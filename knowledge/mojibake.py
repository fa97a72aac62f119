"""Repair of GBK text that lost one byte and was read shifted: 實行??顚S? was 實行專款專用."""

from __future__ import annotations

import re
from itertools import pairwise

# Kana, Cyrillic, Greek, full-width Latin and rare ideographs around a '?' betray a shifted run.
_ODD = (
    r"[\u0370-\u03ff\u0400-\u04ff\u2190-\u22ff\u2460-\u25ff\u3040-\u30ff\u3105-\u3129\uff21-\uff5a\u3400-\u9fffA-Z；]"
)
_RUN = re.compile(rf"[?？\ufffd][?？；，。、ＡＢ]?(?:{_ODD}){{2,30}}?[?？\ufffd](?:\([a-z\u0101-\u01dc]+\))?")
_FULL = {c: chr(ord(c) + 0xFEE0) for c in map(chr, range(0x21, 0x7F))}


def repair(text: str) -> tuple[str, list[tuple[str, str]], list[str]]:
    """The text with what could be repaired with certainty, the repairs, and the runs that stay unreadable.

    A repair counts only when every character it yields is a common one: about half of the broken runs cannot be
    decided, and a wrong character in a rule is worse than a visible hole.
    """
    repaired: list[tuple[str, str]] = []
    broken: list[str] = []

    def mend(match: re.Match[str]) -> str:
        run = match[0]
        if not _suspicious(run):
            return run
        fixed = _shift(run)
        if fixed is None:
            broken.append(run)
            return run
        repaired.append((run, fixed))
        return fixed

    return _RUN.sub(mend, text), repaired, broken


def _suspicious(run: str) -> bool:
    inner = run[1:-1]
    odd = sum(
        1
        for c in inner
        if re.match(
            r"[\u0370-\u03ff\u0400-\u04ff\u2190-\u22ff\u2460-\u25ff\u3040-\u30ff\u3105-\u3129\uff21-\uff5a；A-Z?？]", c
        )
    )
    rare = sum(1 for c in inner if "\u3400" <= c <= "\u9fff" and not _common(c))
    return odd + rare >= 2 or (odd + rare) * 2 >= len(inner)


def _shift(run: str) -> str | None:
    body = re.sub(r"\([a-z\u0101-\u01dc]+\)$", "", run)
    inner = "".join(_FULL.get(c, c) for c in body[1:-1])
    try:
        data = inner.encode("gbk")
    except UnicodeEncodeError:
        return None
    if len(data) < 4:
        return None
    # The first byte of the run and the last one are lost: the middle is whole.
    try:
        middle = data[1:-1].decode("gbk")
    except UnicodeDecodeError:
        return None
    if not middle or not all(_common(c) for c in middle):
        return None
    first = "。" if data[0] == 0xA3 and not body.startswith(("??", "？？")) else _first(data[0], middle)
    last = _last(data[-1], middle)
    return None if first is None or last is None else first + middle + last


def _first(trail: int, middle: str) -> str | None:
    return _only_word(trail_byte=trail, lead_byte=None, neighbour=middle[:1], before=True)


def _last(lead: int, middle: str) -> str | None:
    return _only_word(trail_byte=None, lead_byte=lead, neighbour=middle[-1:], before=False)


def _only_word(*, trail_byte: int | None, lead_byte: int | None, neighbour: str, before: bool) -> str | None:
    """The one character with that half which forms a known word with its neighbour, or None."""
    found = set()
    for word in _WORDS:
        for left, right in pairwise(word):
            mine, other = (left, right) if before else (right, left)
            if other != neighbour:
                continue
            data = mine.encode("gbk")
            if len(data) == 2 and (data[1] == trail_byte if trail_byte is not None else data[0] == lead_byte):
                found.add(mine)
    return found.pop() if len(found) == 1 else None


_WORDS = [
    "專款專用",
    "专款专用",
    "定期",
    "審計",
    "审计",
    "公示",
    "資金",
    "资金",
    "根據",
    "根据",
    "依據",
    "依据",
    "數據",
    "数据",
    "導致",
    "导致",
    "報銷",
    "报销",
    "費用",
    "费用",
    "醫療",
    "医疗",
    "保險",
    "保险",
    "保障",
    "補助",
    "补助",
    "補償",
    "补偿",
    "職工",
    "职工",
    "會員",
    "会员",
    "單位",
    "单位",
    "機構",
    "机构",
    "標準",
    "标准",
    "範圍",
    "范围",
    "規定",
    "规定",
    "條件",
    "条件",
    "申請",
    "申请",
    "審核",
    "审核",
    "住院",
    "門診",
    "门诊",
    "藥品",
    "药品",
    "金額",
    "金额",
    "比例",
    "年度",
    "管理",
    "監督",
    "监督",
    "使用",
    "進行",
    "进行",
    "提供",
    "服務",
    "服务",
    "制度",
    "國家",
    "国家",
    "企業",
    "企业",
    "員工",
    "员工",
    "因此",
    "同時",
    "同时",
    "以及",
    "主要",
    "包括",
    "按照",
    "情況",
    "情况",
    "工作",
    "公司",
]


def _common(char: str) -> bool:
    """In GB 2312's first level (3,755 everyday characters), or the traditional form of one."""
    from knowledge.text import simplified

    try:
        data = simplified(char).encode("gb2312")
    except UnicodeEncodeError:
        return False
    return len(data) == 2 and (
        0xB0 <= data[0] <= 0xD7 or data in (b"\xa1\xa3", b"\xa3\xac", b"\xa1\xa2", b"\xa3\xbb", b"\xa3\xba")
    )
