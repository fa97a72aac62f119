"""Dirty versions of clean sources, as scraped documents reach HR: script, readings, furniture, broken bytes."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from knowledge.text import HAN, traditional
from knowledge.vocabulary import DATA

SOURCES = Path(__file__).parent / "sources"
FRESH = Path(__file__).parent / "fresh"
"""Sources of the second set, which nothing was trained or tuned on."""
_TONES = {"a": "āáǎà", "e": "ēéěè", "i": "īíǐì", "o": "ōóǒò", "u": "ūúǔù"}
_HEAD = (
    "版权说明：本文档由用户提供并上传，收益归属内容提供方，若内容存在侵权，请进行举报或认领\n文档简介\n",
    "首页 > 资讯 > 政策解读\n来源：网络整理 作者：佚名 发布时间：2025-11-03 浏览次数：1208\n分享到 微信 微博\n",
    "登录/注册\n当前位置：首页 > 范文大全\n点击下载本文档 VIP会员免费下载\n",
)
_MIDDLE = (
    "\n扫码关注公众号，领取免费资料\n",
    "\n广告\n",
    "\n第 3 页 共 12 页\n",
    "\n上一页 下一页\n",
    '\n<img src="a.png"/>\n',
    "\n- 5 -\n",
    "\n限时优惠：点击链接领取优惠券\n",
)
_TAIL = (
    "\n温馨提示\n- 1. 本站所有资源如无特殊说明，都需要本地电脑安装OFFICE2007和PDF阅读器。\n"
    "- 2. 下载文件中如有侵权或不适当内容，请与我们联系，我们立即纠正。\n"
    "最新文档\n- 二零二五年房屋租赁合同范本3篇\n- 高一物理期末试卷及答案\n- 消防安全培训课件\n- 2024年度销售工作总结\n"
    "评论\n0/150\n提交评论",
    "\n责任编辑：小王\n相关推荐\n- 公司年会主持词\n- 初中作文大全\n- 劳动合同模板\n版权所有 京ICP备00000000号",
    "\n猜你喜欢\n- 项目可行性研究报告\n- 教师资格证试题\n点击加载更多",
)


def _accented(syllable: str, chooser: random.Random) -> str:
    for vowel in "aoeiu":
        if vowel in syllable:
            return syllable.replace(vowel, chooser.choice(_TONES[vowel]), 1)
    return syllable


def _readings() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in (DATA / "readings.txt").read_text(encoding="utf-8").splitlines():
        syllable, _, characters = line.partition(" ")
        for character in "" if line.startswith("#") else characters:
            found.setdefault(character, syllable)
    return found


def _broken(run: str) -> str:
    """A run of GBK text that lost its first byte: every following pair is read shifted."""
    return "?" + run.encode("gbk")[1:-1].decode("gbk", "replace").replace("\ufffd", "?") + "?"


def dirty(text: str, seed: int) -> str:
    """A reproducible dirty version; ``seed`` also decides script and layout."""
    chooser = random.Random(seed)
    hant, glued = seed % 5 in {0, 2, 4}, seed % 2 == 0
    readings = _readings()
    parts: list[str] = []
    for paragraph in text.replace("# ", "").split("\n"):
        out: list[str] = []
        for character in paragraph:
            spelled = traditional(character) if hant else character
            out.append(spelled)
            if HAN.match(character) and chooser.random() < 0.04 and character in readings:
                out.append(f"({_accented(readings[character], chooser)})")
        parts.append("".join(out))
        if chooser.random() < 0.3:
            parts.append(chooser.choice(_MIDDLE))
        elif not glued or chooser.random() < 0.4:
            parts.append("\n")
    body = "".join(parts)
    if seed % 3 == 0:
        body = body.replace("專款專用", _broken("專款專用"), 1)
    return chooser.choice(_HEAD) + body + chooser.choice(_TAIL)


def scraped(text: str, seed: int) -> str:
    """A version as one real scraped page looked: traditional, some characters spelled out at every turn, lines glued.

    A text with code in it keeps its lines.
    """
    chooser = random.Random(seed)
    readings = _readings()
    glued = "```" not in text and seed % 2 == 0
    parts = [chooser.choice(_HEAD)]
    for line in text.split("\n"):
        for character in line:
            spelled = traditional(character)
            parts.append(spelled)
            # The same characters each time, about half of those that the script changes.
            if spelled != character and ord(character) % 2 and character in readings:
                parts.append(f"({_accented(readings[character], chooser)})")
        if not glued:
            parts.append(chooser.choice(_MIDDLE) if chooser.random() < 0.15 and "```" not in text else "\n")
    return "".join([*parts, chooser.choice(_TAIL)])


def write(folder: Path, sources: Path = SOURCES) -> list[Path]:
    """Dirty versions of all sources, in several encodings, into ``folder``."""
    encodings = ("utf-8", "gb18030", "utf-8", "utf-16", "utf-8-sig")
    return _written(folder, sorted(sources.glob("*.md")), dirty, encodings)


def write_fresh(folder: Path) -> list[Path]:
    """The second set's documents into ``folder``, one of them twice under another name, as a copied article is."""
    sources = sorted(p for p in FRESH.iterdir() if p.suffix in {".md", ".txt"})
    made = _written(folder, sources, scraped, ("utf-8", "utf-8-sig", "utf-16"))
    copy = folder / f"转载_{made[0].name}"
    copy.write_bytes(made[0].read_bytes())
    return [*made, copy]


def _written(
    folder: Path, sources: list[Path], spoil: Callable[[str, int], str], encodings: tuple[str, ...]
) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for seed, source in enumerate(sources):
        target = folder / f"{source.stem}.txt"
        text = spoil(source.read_text(encoding="utf-8"), seed)
        target.write_bytes(text.encode(encodings[seed % len(encodings)]))
        made.append(target)
    return made
