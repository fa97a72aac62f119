"""What a question asks of its subject: the word beside 多少, 哪里 or 吗, and whether it wants a name or a place."""

from __future__ import annotations

import re

import rjieba

from knowledge.question import Question

_ASKING = re.compile(
    r"多少|几(?!乎)|什么|啥|哪|谁|怎么|如何|怎样|咋|点样|多久|多大|多长|多高|何时|为何|邊|边个|乜|[吗么嘛呢]\W*$|[不没冇]\W*$"
)
_NAME = re.compile(r"叫什么|叫啥|姓什么|名字|是谁|哪位|谁(?!都)|\bwho\b|name of")
_PLACE = re.compile(r"哪里|哪儿|哪个地方|什么地方|在哪|到哪|去哪|上哪|地址|哪个科室|哪间|邊度|邊間|\bwhere\b|address")
_PLACES = re.compile(
    r"[楼室层座栋厅路街道区院店站门馆]|窗口|平台|系统|小程序|app|公众号|官网|网站|邮箱|中心|大厅|机构|部门|科室|办公室|银行"
)
_SOMEBODY = re.compile(r"[部组科处室司局院会]|经理|主管|主任|委员|专员|总监|本人|单位|中心|机构|银行|保险")


def beside(question: Question, things: tuple[tuple[str, ...], ...]) -> tuple[int, int]:
    """Numbers of the things right before and right after the asking word; -1 where there is none, or the question is English."""
    if question.language == "en":
        return -1, -1
    found = _ASKING.search(question.folded)
    at = found.start() if found else len(question.folded)
    before = after = -1
    for number, thing in enumerate(things):
        place = question.folded.find(thing[0])
        if place < at:
            before = number
        elif after < 0:
            after = number
    return before, after


def unnamed(question: Question, text: str) -> bool:
    """Asked who or where, and the folded text names nobody, or no place."""
    if _NAME.search(question.folded):
        strict = re.search(r"叫什么|叫啥|姓什么|名字", question.folded)
        named = any(tag.startswith("nr") and word != "顾问" for word, tag in rjieba.tag(text, True))  # 顾 is a surname
        return not named and (bool(strict) or not _SOMEBODY.search(text))
    return bool(_PLACE.search(question.folded)) and not _PLACES.search(text)
