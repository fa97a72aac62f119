"""Makes ``data/readings.txt`` from pypinyin (needed only to remake the file): GB 2312's characters by syllable."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path


def main() -> None:
    from pypinyin import Style, pinyin  # type: ignore[import-not-found]

    found: dict[str, list[str]] = defaultdict(list)
    for row in range(0xB0, 0xD8):
        for cell in range(0xA1, 0xFF):
            try:
                character = bytes((row, cell)).decode("gb2312")
            except UnicodeDecodeError:
                continue
            for syllable in sorted(
                {s for s in pinyin(character, style=Style.NORMAL, heteronym=True)[0][:2] if s.isalpha()}
            ):
                found[syllable].append(character)
    lines = ["# Everyday characters by toneless syllable; made by knowledge/readings_script.py"]
    lines += [f"{syllable} {''.join(characters)}" for syllable, characters in sorted(found.items())]
    Path(__file__).with_name("data").joinpath("readings.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
