"""Cleaning of scraped text, in the order that was found to matter; every dropped line is reported."""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from knowledge.mojibake import repair
from knowledge.text import HAN, simplified, strip_controls
from services.knowledge import Doubt

_TAG = re.compile(r"<(?:script|style)\b.*?</(?:script|style)>|<!--.*?-->|</?[a-zA-Z][^<>\n]{0,300}>", re.S | re.I)
_IMAGE = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)|\[(?:图片|圖片|image)[^\]\n]{0,40}\]", re.I)
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)([^*_\n]+?)(?<=\S)\1")
_LINK = re.compile(r"\[([^\]\n]{1,120})\]\((?:https?:|/|#)[^)\n]*\)")
_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹ"
_PINYIN = re.compile(
    rf"(?<=[\u3400-\u9fff？?])\s?[(（\[]\s?[a-zA-Z{_TONES}]{{1,7}}(?:\s[a-zA-Z{_TONES}]{{1,7}})?\s?[)）\]]"
)
_TONED = re.compile(f"[{_TONES}]")
# The opening bracket went with a broken byte: 审计jì)和.
_HALF_READING = re.compile(rf"(?<=[\u3400-\u9fff？?])(?=[a-z]{{0,4}}[{_TONES}])[a-z{_TONES}]{{1,6}}[)）]")
_URL = re.compile(r"(?:https?://|www\.)[^\s\u3400-\u9fff，。；）)]+", re.I)

# Lines that belong to the page a text was scraped from, never to the text. Matched on the simplified line.
_FURNITURE = re.compile(
    r"""^(?:
      第?\s*\d+\s*页?\s*[/／共]\s*\d+\s*页?|\s*[-–—]\s*\d+\s*[-–—]|第\s*\d+\s*页.{0,12}|page\s+\d+(\s+of\s+\d+)?
     |.{0,6}(?:文档简介|版权说明|版权声明|温馨提示|免责声明|特别声明|提交评论|最新文档|相关文档|热门文档|猜你喜欢|为您推荐|相关推荐|推荐阅读|相关阅读|延伸阅读|热门推荐|最新资讯|友情链接).{0,4}
     |.*(?:文档由用户|用户提供并上传|侵权.{0,12}(?:举报|联系|删除|认领)|(?:举报|联系).{0,8}侵权).*
     |.*(?:本站(?:所有|不保证|RAR|资源)|人人文库|百度文库|豆丁网|道客巴巴|原创力文档|爱问文库|学术堂).*
     |.*(?:winrar|office2007|阅读器.{0,10}(?:下载|打开)|压缩文件请下载).*
     |(?:评论|\d+/150|登录|注册|登录/?注册|首页|上一[页篇条].{0,40}|下一[页篇条].{0,40}|返回(?:顶部|首页|列表)|打印本页|关闭窗口|收藏|分享到?.{0,20}|点赞|转发|扫一扫.{0,20}|展开全文|阅读全文|阅读原文|查看更多|点击(?:查看|下载|加载|进入|领取|咨询).{0,30}|立即(?:下载|注册|购买|咨询|领取|投保|报名).{0,30}|加载中.*|(?:当前)?位置[:：].{0,60}|您(?:现在|当前).{0,4}位置.{0,60})
     |.*(?:扫码(?:关注|添加|领取|下载|进群)|关注(?:我们|公众号|微信)|加(?:微信|客服)|客服(?:热线|微信|qq).{0,30}(?:咨询|领取|优惠)|限时(?:优惠|特惠|领取)|免费(?:领取|试听|下载)|广告|赞助商|点击.{0,6}链接|vip(?:会员|免费|下载)|下载(?:app|客户端|本文档|积分|后可)|积分下载|付费(?:阅读|下载)|会员(?:免费下载|专享价)).*
     |(?:责任)?编辑[:：].{0,20}|(?:来源|作者|责编|发布时间|发布日期|浏览(?:次数|量)?|阅读(?:次数|量)?|点击(?:次数|量)?|字号|字体)[:：][^，。；]{0,80}
     |(?:上传|分享)(?:者|人|时间)[:：].{0,40}|格式[:：].{0,30}|页数[:：].{0,20}|大小[:：].{0,20}|文档编号.{0,40}
     |copyright.*|©.*|.*版权所有.*|.*(?:icp备|公网安备).*|all\ rights\ reserved.*
    )$""",
    re.X | re.I,
)
_LIST_OF_LINKS = re.compile(
    r"^.{0,6}(?:最新文档|相关文档|热门文档|猜你喜欢|为您推荐|相关推荐|推荐阅读|相关阅读|延伸阅读|热门推荐|最新资讯|友情链接).{0,4}$"
)
_BULLET = re.compile(r"^\s*[-*•·●○■□◆◇▪▶►※★☆➢✓✔]\s*")
_LOST_BULLET = re.compile(r"^\s*[?？\ufffd]\s*(?=\S)")
_NUMBERED = re.compile(
    r"^\s*(?:[（(]?[一二三四五六七八九十]{1,3}[)）、.．]|第[一二三四五六七八九十百\d]{1,4}[章节条款部分]|"
    r"\d{1,2}(?:\.\d{1,2}){0,3}[、.．)）]|[（(]\d{1,2}[)）]|[①-⑳]|part\s*\d+)",
    re.I,
)
_ENDED = re.compile(r"[。！？!?；;：:…”」』|]\s*$")
_PAGE_NUMBER = re.compile(r"\d+\s*[/／]\s*\d+|第\s*\d+\s*页|(?:^|\s|[-–—])\d+(?:\s*[-–—])?$", re.I)
_EDGE = 2
"""Lines at the top and the foot of a page that may run through all pages."""
_LOST = re.compile(r"锟斤|斤拷|烫烫烫|屯屯屯|\ufffd")
"""What is left of text that was saved in the wrong encoding once: nothing brings it back."""
_SLIDE = re.compile(r"(?:PART\s*\d{1,2}|REPORTING|CATALOGUE|CONTENTS)(?=[\u3400-\u9fff\d]|$)")


@dataclass(slots=True)
class Cleaned:
    """Clean text, one paragraph, heading, list item or table row a line; what went, and what is doubtful."""

    text: str
    dropped: list[str] = field(default_factory=list)
    doubtful: list[Doubt] = field(default_factory=list)


def clean(raw: str, *, markup: bool = True) -> Cleaned:
    """Tags and images → inline pinyin → shifted GBK → simplified script → page furniture → lost bulle" "ts → newlines."""
    result = Cleaned("")
    text = strip_controls(raw.replace("\r\n", "\n").replace("\r", "\n").replace("\u3000", " ").replace("\xa0", " "))
    text = without_markup(text) if markup else text
    text = drop_pinyin(text)
    text, repaired, broken = repair(text)
    text = drop_pinyin(text) if repaired else text
    result.doubtful += [
        *(Doubt("repaired", f"{before} → {after}") for before, after in repaired),
        *(Doubt("unreadable", run) for run in broken),
        *(Doubt("unreadable", line.strip()[:120]) for line in text.split("\n") if _LOST.search(line)),
    ]
    text = _URL.sub("", simplified(text))
    text = _SLIDE.sub("\n", text)
    lines = _without_furniture(text.split("\n"), result.dropped)
    result.text = _joined([_LOST_BULLET.sub("- ", line) for line in lines])
    return result


def without_markup(text: str) -> str:
    """Without tags, pictures, emphasis and the addresses of links."""
    text = _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", _IMAGE.sub("", text)))
    return html.unescape(_TAG.sub(lambda m: "\n" if re.match(r"</?(?:p|br|div|li|tr|h\d)\b", m[0], re.I) else "", text))


def drop_pinyin(text: str) -> str:
    """Without readings in brackets after a character: 說(shuō) → 說. Latin abbreviations such as (PPO) stay."""
    return _HALF_READING.sub("", _PINYIN.sub(lambda m: "" if _is_reading(m[0]) else m[0], text))


_SYLLABLE = re.compile(
    r"(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?(?:[iu]?a(?:ng?|[io])?|[iuv]?e(?:ng?|"
    r"[ir])?|o(?:ng|u)?|i(?:n|ng|u|ong|an|ang|ao|a|e)?|u(?:[ino]|a|"
    r"ai|an|ang)?|v[en]?)$"
)


def _is_reading(bracket: str) -> bool:
    inner = bracket.strip(" ()（）[]").lower()
    return bool(_TONED.search(inner)) or (
        inner == bracket.strip(" ()（）[]") and all(_SYLLABLE.match(p) for p in inner.split())
    )


def without_running_lines(pages: Sequence[tuple[int | None, str]]) -> tuple[list[tuple[int | None, str]], list[str]]:
    """Pages without the headers and footers that run through them, whatever page number they carry; and those lines."""
    counts = Counter(shape for _, text in pages for shape in {_shape(line) for line in _edges(text)})
    running = {shape for shape, count in counts.items() if count >= 3 and count * 2 > len(pages)}
    kept: list[tuple[int | None, str]] = []
    dropped: list[str] = []
    for number, text in pages:
        edges = [line for line in _edges(text) if _shape(line) in running]
        lines = text.split("\n")
        dropped += edges
        kept.append((number, "\n".join(line for line in lines if line.strip() not in edges)))
    return kept, dropped


def _edges(text: str) -> list[str]:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return [line for line in (lines[:_EDGE] + lines[-_EDGE:] if len(lines) > 2 * _EDGE else lines) if len(line) <= 60]


def _shape(line: str) -> str:
    """The line without its page number: figures of the text itself stay, since two rules may differ in nothing else."""
    return _PAGE_NUMBER.sub("#", line)


def _without_furniture(lines: list[str], dropped: list[str]) -> list[str]:
    counts = Counter(line.strip() for line in lines if 4 <= len(line.strip()) <= 60)
    kept: list[str] = []
    in_links = False
    for line in lines:
        bare = line.strip()
        if not bare:
            kept.append("")
            continue
        if _LIST_OF_LINKS.match(bare):
            in_links = True
        elif in_links:
            # A list of other documents' titles: short lines without a full stop, until prose starts again.
            in_links = len(bare) < 60 and not re.search(r"[。；]$", bare)
        repeated = counts[bare] >= 4 and not bare.startswith("|") and not re.search(r"\d", bare)
        if in_links or _FURNITURE.match(_BULLET.sub("", bare)) or (repeated and bare in kept) or _advert_item(bare):
            dropped.append(bare[:120])
        else:
            kept.append(bare)
    return kept


_ADVERT_ITEM = re.compile(
    r"^\s*[-•·]?\s*\d{1,2}[.、]\s*(?:本站|未经权益|文件的所有权益|人人文库|下载文件|下载资源|如有侵权).*"
)


def _advert_item(line: str) -> bool:
    return bool(_ADVERT_ITEM.match(line))


_RAGGED = 12
"""Columns by which a broken line may be shorter than the page is wide."""


def _columns(line: str) -> int:
    """How wide a line is: a Chinese character takes two columns, a letter or digit one."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in line)


def _joined(lines: list[str]) -> str:
    """Lines that a page width broke are joined; headings, list items and table rows keep their own line."""
    typical = sorted(_columns(line) for line in lines if len(line) > 12)
    width = typical[int(len(typical) * 0.8)] if typical else 0
    out: list[str] = []
    open_line = False
    for line in lines:
        if not line:
            open_line = False
            continue
        starts_new = line.startswith(("|", "#", "- ")) or _NUMBERED.match(line) or _BULLET.match(line)
        if open_line and not starts_new:
            glue = "" if HAN.search(out[-1][-1:]) or HAN.match(line) or not line[:1].isalnum() else " "
            out[-1] += glue + line
        else:
            out.append(line)
        # Only a line about as long as the page is wide was broken by the width.
        full = 36 <= width <= 180 and _columns(line) >= width - _RAGGED
        open_line = bool(full and not _ENDED.search(line) and not line.startswith(("|", "#")))
    return "\n".join(re.sub(r"[ \t]+", " ", line).strip() for line in out)
