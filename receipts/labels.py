"""Finding the labels of a row although OCR errs, and the letters that belong to each."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from receipts.layout import Row
from receipts.wordings import COLONED, FUZZY, LABELS, SHORT, SURNAMES


@dataclass(frozen=True, slots=True)
class Hit:
    """A label found on a row: letters ``start`` to ``end`` of its text; ``words`` is the label as it should read."""

    field: str
    words: str
    start: int
    end: int
    exact: bool


_BY_WORDS = {label: name for name, labels in LABELS.items() for label in labels}
_BY_FIRST: dict[str, list[str]] = defaultdict(list)
for _label in sorted(_BY_WORDS, key=len, reverse=True):
    _BY_FIRST[_label[0]].append(_label)
_NOT_AFTER = {
    "sum": "退补预件积优折免药数起品价",
    "date": "诊院生效产诺记",
    "slip_date": "诊院生效产诺记保术查告",
    "seller": "作",
}
"""Letters that make another word of a label when they stand right before it."""
_SERIAL = re.compile(r"(?<![A-Za-z0-9])N[oO0°º]\s?[.:]{0,2}(?=[\s:]*[A-Z]{0,3}\d{5})|№")
_UNKNOWN = re.compile(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff()/]{2,12}?)\s*:")


_CELL = re.compile(r"([\u4e00-\u9fff()]{2,10})(?:$|[\s:]*(?=[¥VYW]?\s?\d{1,7}[.,]\d{2}$))")


def find_labels(row: Row) -> list[Hit]:
    """All labels on a row, left to right, longest first where they overlap."""
    text = row.text
    places = [index for index, letter in enumerate(text) if not letter.isspace()]
    flat = "".join(text[index] for index in places)
    hits: list[Hit] = []
    at = 0
    while at < len(flat):
        label = next((label for label in _BY_FIRST.get(flat[at], ()) if _fits(text, flat, places, at, label)), None)
        if label is None:
            at += 1
            continue
        start, end = places[at], places[at + len(label) - 1] + 1
        hits.append(Hit(_BY_WORDS[label], label, start, _past_colon(text, end), True))
        at += len(label)
    for other in (*_serials(text), *_fuzzy(text, hits), *_guessed(row, hits)):
        if not any(other.start < hit.end and hit.start < other.end for hit in hits):
            hits.append(other)
    return sorted(hits, key=lambda hit: hit.start)


def _fits(text: str, flat: str, places: list[int], at: int, label: str) -> bool:
    """Whether ``label`` stands at letter ``at``: no wide gap inside it, and not as part of another word."""
    size = len(label)
    if not flat.startswith(label, at):
        return False
    gaps = [text[places[i] + 1 : places[i + 1]] for i in range(at, at + size - 1)]
    if any(len(gap) > 6 or "\t" in gap for gap in gaps) if size == 2 else any(len(gap) > 1 for gap in gaps):
        return False
    start, end = places[at], places[at + size - 1] + 1
    before = text[start - 1] if start else " "
    name = _BY_WORDS[label]
    if before in _NOT_AFTER.get(name, ""):
        return False
    if label in COLONED:
        return text[end : end + 2].strip()[:1] == ":"
    return label not in SHORT or _stands_alone(text, start, end, name)


def _stands_alone(text: str, start: int, end: int, name: str) -> bool:
    """Short labels count only with a colon, an amount or a blank behind, and no Chinese letter right before."""
    before = text[start - 1] if start else " "
    if _chinese(before):
        return False
    after = text[end : end + 1]
    if not after or not _chinese(after) or name in ("capitals", "total"):
        return True
    # 姓名张三: glued, because OCR lost the colon
    return name == "patient" and after in SURNAMES and len(re.split(r"[\s:]", text[end:])[0]) in (2, 3, 4)


def _chinese(letter: str) -> bool:
    return "\u4e00" <= letter <= "\u9fff"


def _past_colon(text: str, end: int) -> int:
    while end < len(text) and text[end] in " :;.)】]·" and not (text[end] == "." and text[end + 1 : end + 2].isdigit()):
        end += 1
    return end


def _serials(text: str) -> list[Hit]:
    return [Hit("serial", "No", found.start(), found.end(), True) for found in _SERIAL.finditer(text)]


def _fuzzy(text: str, hits: list[Hit]) -> list[Hit]:
    """Labels of four letters and more with one letter misread."""
    taken = [(hit.start, hit.end) for hit in hits]
    found: list[Hit] = []
    for label in FUZZY:
        size = len(label)
        for start in range(len(text) - size + 1):
            window = text[start : start + size]
            wrong = sum(a != b for a, b in zip(window, label, strict=True))
            if wrong != 1 or any(start < end and begin < start + size for begin, end in taken):
                continue
            follows = text[start + size : start + size + 1]
            alone = not text[:start][-1:].strip() and not follows.strip() and window[0] == label[0]
            if (size >= 4 or follows == ":" or alone) and not any(letter.isdigit() for letter in window):
                hit = Hit(_BY_WORDS.get(label, "-"), label, start, _past_colon(text, start + size), False)
                found.append(hit)
                taken.append((hit.start, hit.end))
    return found


def _guessed(row: Row, hits: list[Hit]) -> list[Hit]:
    """What looks like a label by its colon, or fills a cell: its last letters say what it may be."""
    made = []
    for found in _UNKNOWN.finditer(row.text):
        made.append(Hit(meaning(found[1]), found[1], found.start(), _past_colon(row.text, found.end()), False))
    at = 0
    for placed in row.words:
        start = row.text.index(placed.text, at)
        at = start + len(placed.text)
        label = _CELL.match(placed.text)
        name = meaning(label[1]) if label else "-"
        if label and name not in ("-", "seller"):
            made.append(Hit(name, label[1], start, start + label.end(), False))
    return made


_MEANINGS = tuple(
    (name, re.compile(ending), re.compile(unfit))
    for name, ending, unfit in (
        ("number", "[发收]?票据?.{0,2}(?:号|号码|编号)$", "小票|门诊|病|批|处方|税"),
        (
            "slip_number",
            "(?:票|单|流水|收据|交易|结算|凭证|订单).{0,3}(?:号|号码|编号|流水号)$",
            "门诊|病|卡|机|床|证|身份|电话|批|处方|税|业务",
        ),
        ("slip_date", "(?:日期|时间)$", "诊|院|生|效|产|登记|处方|手术|参保|检查|报告|退|截止"),
        (
            "sum",
            "(?:[合含台自舍][计汁]|总[额颜频领计]|[合总]计金额|总[金全][额颜频领量]|总费.|费用总.|商品总.|[应实].[金全][额颜频领量]|共计)$",
            "数|自费|自付|统筹|个人|医保|基金|预|退|补|优惠|折|原价|积分|件|账户|救助|保险|减价|小计",
        ),
        ("patient", "姓名$", "医|经办|收|开票|代|监护|联系"),
        (
            "seller",
            r"(?:单位|机构|医院|药店|门店|商户)(?:名称|全称)?(?:\(.{1,3}\))?$",
            "计量|工作|付款|交款|购|会计|监制|主管|数",
        ),
    )
)


def meaning(label: str) -> str:
    """The field that an unlisted label most likely stands for; ``-`` for none."""
    for name, ending, unfit in _MEANINGS:
        if ending.search(label) and not unfit.search(label):
            return name
    return "-"


def value_zone(row: Row, hits: list[Hit], hit: Hit) -> tuple[int, int]:
    """Letters between a label and the next one."""
    following = [other.start for other in hits if other.start >= hit.end]
    return hit.end, min(following, default=len(row.text))
