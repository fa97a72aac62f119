"""Development tool: drafts the traditional texts from the simplified ones. ``python -m locales.hant NAME…``

The result is read and corrected by a person; words that a conversion gets wrong are listed in ``WORDS``.
"""

from __future__ import annotations

import sys
from pathlib import Path

import opencc

WORDS = {
    "短信": "簡訊",
    "信息": "資訊",
    "屏幕": "螢幕",
    "鎖屏": "鎖定畫面",
    "默認": "預設",
    "菜單": "選單",
    "消息": "訊息",
    "郵箱": "電子郵件",
    "郵件到": "電子郵件到",
    "視頻": "影片",
    "賬": "帳",
    "打碼": "遮蔽",
    "崗位": "職務",
    "列表": "清單",
    "鏈接": "連結",
    "聯繫": "聯絡",
    "手機號": "手機號碼",
    "手機號碼碼": "手機號碼",
    "命令": "指令",
    "“": "「",
    "”": "」",
    "用簡體中文和您說": "用繁體中文和您說",
    "癥": "症",
}
KEEP = {"language-name-zh-Hans = 簡體中文": "language-name-zh-Hans = 简体中文"}


def convert(text: str) -> str:
    made = str(opencc.OpenCC("s2tw").convert(text))
    for wrong, right in (*WORDS.items(), *KEEP.items()):
        made = made.replace(wrong, right)
    return made


def main(names: list[str]) -> None:
    root = Path(__file__).parent
    for name in names:
        source = (root / "zh-Hans" / f"{name}.ftl").read_text(encoding="utf-8")
        (root / "zh-Hant" / f"{name}.ftl").write_text(convert(source), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
