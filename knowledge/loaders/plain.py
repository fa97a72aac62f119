"""Text in any encoding that Chinese offices use, Markdown, and delimited tables."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from knowledge.loaders.base import LONGEST_TEXT, Aids, LoadedFile, LoadProblem
from services.knowledge import Doubt

_FREQUENT = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种"
    "面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本"
    "去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比"
    "或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总"
    "次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做"
    "必战先回则任取据处理說這為個國時來們會發動過對學經進於員醫療險費報銷"
)
_CANDIDATES = ("utf-8", "gb18030", "big5", "utf-16-le", "utf-16-be", "cp1252")


def decode(data: bytes) -> tuple[str, str]:
    """Text and the encoding that gave it. UTF-8 and byte-order marks first; else the one whose text i" "s most Chinese."""
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(name, "replace"), name
    try:
        text = data.decode("utf-8")
        if "\0" not in text:
            return text, "utf-8"
    except UnicodeDecodeError:
        pass
    best = max(((_plausible(data, name), name) for name in _CANDIDATES), key=lambda pair: pair[0])[1]
    return data.decode(best, "replace"), best


def _plausible(data: bytes, encoding: str) -> float:
    """Share of everyday Chinese characters and ASCII less what never stands in a document."""
    sample = data[:40_000] if len(data) % 2 == 0 or not encoding.startswith("utf-16") else data[:40_001]
    text = sample[: len(sample) // 2 * 2].decode(encoding, "replace")
    if not text:
        return -1.0
    good = sum(1 for c in text if c in _FREQUENT) * 3 + sum(
        1 for c in text if c.isascii() and (c.isprintable() or c in "\n\r\t")
    )
    odd = sum(1 for c in text if c == "\ufffd" or "\ue000" <= c <= "\uf8ff" or c < "\t" or "\u0250" <= c <= "\u1fff")
    return (good - 6 * odd) / len(text)


def load_text(path: Path, __: Aids) -> LoadedFile:
    data = path.read_bytes()
    if data[:4] in (b"\x89PNG", b"\x7fELF") or data[:3] == b"\xff\xd8\xff":
        raise LoadProblem("unsupported")
    text, encoding = decode(data)
    doubtful = [] if "\ufffd" not in text else [Doubt("undecodable", encoding, text.count("\ufffd"))]
    if text.count("\ufffd") * 4 > len(text):
        raise LoadProblem("corrupt")
    if len(text) > LONGEST_TEXT:
        text = text[:LONGEST_TEXT]
        doubtful.append(Doubt("text_cut", number=LONGEST_TEXT))
    return LoadedFile([(None, tables_to_rows(text))], 1, doubtful)


def load_table(path: Path, __: Aids) -> LoadedFile:
    text, _ = decode(path.read_bytes())
    rows = list(csv.reader(io.StringIO(text[:LONGEST_TEXT]), delimiter="\t" if path.suffix.lower() == ".tsv" else ","))
    return LoadedFile([(None, "\n".join(rows_to_lines(rows)))], 1, markup=False)


_DIVIDER = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")


def tables_to_rows(text: str) -> str:
    """Markdown tables as one line a row that names its headers, so that a row can be found and read alone."""
    out: list[str] = []
    table: list[list[str]] = []
    for line in [*text.split("\n"), ""]:
        bare = line.strip()
        if bare.startswith("|") and bare.count("|") >= 2:
            if not _DIVIDER.match(bare):
                table.append([cell.strip() for cell in bare.strip("|").split("|")])
            continue
        if table:
            out.extend(rows_to_lines(table))
            table = []
        out.append(line)
    return "\n".join(out[:-1])


_BROKEN = re.compile(r"(?<=[\u2e80-\u9fff，、：；）])[ \t]*\n\s*(?=[\u2e80-\u9fff，。、：；（）])")
"""Where the width of a cell broke Chinese text, which has no blanks to break at."""


def rows_to_lines(rows: list[list[str]]) -> list[str]:
    """``header：value，header：value。`` for each row under the first; blank rows begin a new table.

    A row with one cell above a table is its title, below it a note; blank leading cells repeat the row above (merged).
    """
    blocks: list[list[list[str]]] = [[]]
    for row in rows:
        cells = [" ".join(_BROKEN.sub("", str(cell or "")).split()) for cell in row]
        if any(cells):
            blocks[-1].append(cells)
        elif blocks[-1]:
            blocks.append([])
    return [line for block in blocks for line in _block(block)]


def _header(rows: list[list[str]]) -> tuple[list[str], list[list[str]]]:
    """The names of the columns and the rows below; of a header in two rows (merged cells) each column gets both names.

    The second is one if it leaves the first column to the row above, stands where that has cells merged across, and
    holds no figure.
    """
    first, second = rows[0], rows[1]
    under = [at for at, cell in enumerate(second) if cell]
    merged = any(at < len(first) and not first[at] for at in under)
    if len(rows) < 3 or not first[0] or second[0] or not merged or re.search(r"\d", "".join(second)):
        return first, rows[1:]
    names: list[str] = []
    across = ""
    for at in range(max(len(first), len(second))):
        upper, lower = (row[at] if at < len(row) else "" for row in (first, second))
        across = upper or (across if lower else "")
        names.append("·".join(dict.fromkeys(name for name in (across if lower else upper, lower) if name)))
    return names, rows[2:]


def _block(rows: list[list[str]]) -> list[str]:
    if not rows:
        return []
    if sum(1 for cell in rows[0] if cell) == 1 and len(rows) > 1:
        return [next(cell for cell in rows[0] if cell), *_block(rows[1:])]
    if len(rows) == 1:
        return ["，".join(cell for cell in rows[0] if cell)]
    header, body = _header(rows)
    above, lines = [""] * len(header), []
    for row in body:
        filled = [at for at, cell in enumerate(row) if cell]
        if len(filled) == 1 and len(header) > 1 and (filled[0] == 0 or len(row[filled[0]]) > 20):
            lines.append(row[filled[0]])
            continue
        for at in range(min(filled[0], len(above))):
            row[at] = above[at]
        above = row
        pairs = [
            f"{header[at]}：{cell}" if at < len(header) and header[at] and header[at] != cell else cell
            for at, cell in enumerate(row)
            if cell
        ]
        lines.append("，".join(pairs) + "。")
    return lines
